"""What the checks on a count know besides the figures: the roll, the printed sheet, the photographs, the round."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cunxuan.core.count_checks import SheetContext
from cunxuan.core.law import Rules
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Round
from cunxuan.records.models import Attachment

from .models import CountSheet

#: Rounds in which more than half of the registered must take part for the vote to be valid.
BY_MAJORITY = ("first", "rerun")


def context_of_sheet(sheet: CountSheet) -> SheetContext:
    """For one place's sheet; what only a whole round can tell waits, unless the place is the only one."""
    this = sheet.place.round
    alone = this.places.count() == 1
    photographs = photographs_of(sheet)
    return SheetContext(
        roll_count=sheet.place.registered,
        roll_version=roll_version(this),
        printed_definition=sheet.definition,
        whole_round=alone,
        photographs=photographs or None,
        used_elsewhere=used_elsewhere(sheet, photographs),
        **words_of_round(this),
    )


def context_of_round(this: Round) -> SheetContext:
    """For the sum of all places."""
    return SheetContext(roll_count=this.registered, roll_version=roll_version(this), **words_of_round(this))


def words_of_round(this: Round) -> dict[str, Any]:
    rules = rules_of(this.election)
    kind = "rerun" if this.kind == "rerun" else str(this.kind)
    return {
        "round_kind": kind,
        "turnout_required": this.kind in BY_MAJORITY or rules.share("runoff_turnout") is not None,
        "runoff_floor": floor_of(rules),
        "article": article_of(rules),
    }


def floor_of(rules: Rules) -> Fraction:
    floor = rules.share("runoff_floor")
    return floor.fraction if floor else Fraction(1, 3)


def article_of(rules: Rules) -> tuple[str, str]:
    """The article of the double majority, as the law in force numbers it."""
    turnout = rules["turnout"]
    return turnout.basis, turnout.basis_en


def roll_version(this: Round) -> int | None:
    roll = this.election.rolls.order_by("-version").first()
    return roll.version if roll else None


def photographs_of(sheet: CountSheet) -> tuple[str, ...]:
    digests = Attachment.objects.filter(subject=sheet.semantic_id).order_by("pk").values_list("digest", flat=True)
    return tuple(digests)


def used_elsewhere(sheet: CountSheet, photographs: tuple[str, ...]) -> frozenset[str]:
    """Photographs that were given for another sheet too: one paper cannot be two."""
    if not photographs:
        return frozenset()
    others = Attachment.objects.filter(digest__in=photographs).exclude(subject=sheet.semantic_id)
    return frozenset(others.values_list("digest", flat=True))
