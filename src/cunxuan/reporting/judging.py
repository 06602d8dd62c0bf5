"""Where an election stands on a day, from its facts alone.

Public: `judge(facts, today, soon) -> Judged`.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from cunxuan.core.stages import ALL_DONE, State, gravest, stage_dates

from .facts import Facts
from .legal_days import of_days
from .matters import Matter, of_gates, of_votes
from .next_act import next_act


class Judged(NamedTuple):
    """Where an election stands on a day; a stage to which a vote goes back has no date."""

    stage: int
    state: State
    matters: tuple[Matter, ...]
    dates: tuple[date | None, ...]
    next_zh: str
    next_en: str


# It depends on nothing but its arguments. A board asks the same of most villages every ten seconds.
@lru_cache(maxsize=16_384)
def judge(facts: Facts, today: date, soon: int) -> Judged:
    """Everything that somebody has to see to, the gravest first, and what follows from it."""
    found = [*of_votes(facts, today, soon), *of_gates(facts, today), *of_days(facts, today, soon)]
    found.sort(key=lambda matter: matter.state.gravity)
    stage = facts.stage
    kept = 12 if not facts.open_votes else stage - 1
    dates = tuple(day if number <= kept else None for number, day in enumerate(stage_dates(facts.days), start=1))
    quiet = State.DONE if stage == ALL_DONE else State.IN_PROGRESS if facts.done else State.NOT_STARTED
    state = gravest([*(matter.state for matter in found), quiet])
    return Judged(stage, state, tuple(found), dates, *next_act(facts))
