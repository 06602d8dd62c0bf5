"""What the timetable and the gates ask of an account's villages today. Whoever reads them adds the way when it starts.

The reading of villages lies in an upper layer (`reporting`); here it is only said what a line of it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cunxuan.core.stages import State
from cunxuan.offices.models import Account, Division


@dataclass(frozen=True, slots=True)
class StepDue:
    """Something that a village's timetable, gate or count asks for: where, what, on what article, in what state."""

    village: Division
    state: State
    text_zh: str
    text_en: str
    basis: str
    basis_en: str
    is_gate: bool

    @property
    def text(self) -> tuple[str, str]:
        return self.text_zh, self.text_en

    @property
    def article(self) -> tuple[str, str]:
        return self.basis, self.basis_en

    @property
    def source(self) -> tuple[str, str]:
        return ("关口", "gate") if self.is_gate else ("进度", "timetable")


Asked = Callable[[Account, date], tuple[StepDue, ...]]
ASKED: list[Asked] = []


def steps_due(account: Account, today: date) -> tuple[StepDue, ...]:
    """The gravest first."""
    found = [one for ask in ASKED for one in ask(account, today)]
    return tuple(sorted(found, key=lambda one: (one.state.gravity, one.village.pk)))
