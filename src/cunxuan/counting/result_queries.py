"""What a result's page and papers are told from: the determination in words, with what its election knows besides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cunxuan.core.telling import Telling, tell

from .models import Determination


def telling_of(found: Determination, next_on: Mapping[str, date] | None = None, *, public: bool = True) -> Telling:
    """The determination in words; `next_on`: the polling day of a vote that follows, by its kind."""
    done = found.round.election.days_done
    return tell(
        found.case,
        found.answer,
        roll_on=done.get("roll_published"),
        next_on=next_on,
        left_vacant_on=found.left_vacant_on,
        public=public,
    )
