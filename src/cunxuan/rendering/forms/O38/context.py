"""What a proxy letter says (委托投票书及委托投票证). To be filled in by hand, names and days are empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyLetter:
    paper: Paper
    headline: str
    polled_on: date | None
    principal: str = ""
    principal_group: int = 0
    holder: str = ""
    holder_group: int = 0
    relation: str = ""
    reason: str = ""
    applied_on: date | None = None
    published_on: date | None = None
    held: int | None = None  # for how many the holder votes in all
    cap: int | None = None
    may_pass_on: bool = False
    basis: Basis | None = None

    def check(self, form_id: str) -> None:
        """Nobody votes for themselves by proxy, nor for more than the law allows."""
        if self.cap is not None and self.held is not None and self.held > self.cap:
            raise refused(
                f"{form_id}.held",
                f"受委托 {self.held} 人，最多 {self.cap} 人",
                f"{self.held} proxies, at most {self.cap}",
            )
