"""What the sheet of a complaint says (信访事项登记办理单)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A period that runs for the office or the complainant."""

    step: str
    due: date
    done: date | None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What was decided at a stage."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    paper: Paper
    kind: str = ""
    channel: str = ""
    received_on: date | None = None
    registered_on: date | None = None
    about: str = ""  # place, and the step of the election
    people: int = 0
    complainant: str = ""  # empty: nobody gave a name
    contact: str = ""
    accused: str = ""
    text: str = ""
    wants: str = ""
    stage: str = ""
    handler: str = ""
    clocks: tuple[Clock, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    lines: int = 0  # to be filled in by hand

    def check(self, form_id: str) -> None:
        """A case without a name is one too."""
