"""What a letter on a complaint says (告知书、意见书)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper

KINDS = ("accepted", "refused", "transferred", "answered", "reviewed", "rechecked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    paper: Paper
    kind: str
    to: str = ""
    received_on: date | None = None
    matter: str = ""
    case_number: str = ""
    said: str = ""  # the reason or the opinion
    organ: str = ""  # to which it was passed
    due_on: date | None = None  # until when it will be finished, or a review may be asked for
    basis: str = ""
    lines: int = 0  # to be filled in by hand

    def check(self, form_id: str) -> None:
        """Each kind has its own words."""
        if self.kind not in KINDS:
            raise refused(f"{form_id}.kind", f"没有“{self.kind}”这种告知书", f"there is no letter “{self.kind}”")
