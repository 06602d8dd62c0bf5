"""Which posts hold meetings and go on inspections."""

from __future__ import annotations

from cunxuan.offices.models import Role

OFFICES = (Role.COUNTY, Role.TOWNSHIP)
