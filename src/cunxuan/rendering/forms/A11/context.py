"""What the notice of proxies, mobile boxes and scribes says (第12号至第14号公告).

Why somebody uses a mobile box or a scribe is about their health and stays in the roster: the notice has names only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrusted:
    """A principal and the holder, who votes for them."""

    principal: str
    principal_group: int
    holder: str
    holder_group: int
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mobile:
    name: str
    group: int
    box_no: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scribed:
    name: str
    group: int
    scribe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsNotice:
    """`proxies` or `help`: which of the lists the notice publishes."""

    paper: Paper
    headline: str
    polled_on: date | None
    of_proxies: bool
    of_help: bool
    proxies: tuple[Entrusted, ...] = ()
    mobile: tuple[Mobile, ...] = ()
    scribed: tuple[Scribed, ...] = ()
    lines: int = 0  # of each list, to be filled in by hand
    cap: int | None = None
    complaint: str = ""
    basis: Basis | None = None
    laws: tuple[str, ...] = ()

    def check(self, form_id: str) -> None:
        """A notice has a list, and nobody on a list that it does not publish."""
        if not (self.of_proxies or self.of_help):
            raise refused(f"{form_id}.of_proxies", "公告至少公布一种名单", "a notice publishes at least one list")
        if (self.proxies and not self.of_proxies) or ((self.mobile or self.scribed) and not self.of_help):
            raise refused(
                f"{form_id}.of_help", "名单上的人不在所公布的名单里", "people on a list that is not published"
            )
