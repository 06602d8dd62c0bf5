"""What the list of slogans says (宣传标语口号)."""

from __future__ import annotations

from dataclasses import dataclass

from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Slogans:
    paper: Paper
    slogans: tuple[str, ...]
    lines: int = 0  # to be filled in by hand

    def check(self, form_id: str) -> None:
        """Every slogan stands for itself."""
