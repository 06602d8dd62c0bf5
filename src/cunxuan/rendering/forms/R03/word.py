"""参选证发放花名册 as a Word file."""

from __future__ import annotations

from cunxuan.rendering.rosters import word as word
