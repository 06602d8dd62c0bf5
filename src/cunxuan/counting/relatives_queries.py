"""What the pages on relatives show: of whom it is to be stated, what is stated, and what a meeting has to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cunxuan.candidates.kin_actions import last_statement, pair_of
from cunxuan.candidates.models import Candidate
from cunxuan.core.count import sum_sheets
from cunxuan.core.people.relatives import in_words
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election, Round

from .models import CountSheet, Determination, SheetState
from .relatives import could_be_elected
from .result_actions import case_of, elected_before, figures_of

#: Between whom a meeting decides, and where first of all it has to be settled how it is found out who stays.
DECIDES, SETTLES = "KIN_MEETING_DECIDES", "KIN_NOT_SETTLED"


def people_to_state(election: Election) -> tuple[str, ...]:
    """Whoever stands in the latest vote, is in office already, or was written in with enough votes.

    Those of whom it was stated before stay in the list: what was said of them is not lost.
    """
    this = election.rounds.latest("number")
    this.election = election
    names = list(Candidate.objects.filter(contest__round=this).order_by("contest", "position").values_list("name"))
    stated = last_statement(election)
    before = [one["name"] for one in elected_before(this)]
    return tuple(
        dict.fromkeys([*(name for (name,) in names), *before, *counted(this), *(stated.names if stated else ())])
    )


def counted(this: Round) -> tuple[str, ...]:
    """Whom a vote could elect, once every sheet of it is verified."""
    sheets = list(CountSheet.objects.of_round(this).whole())
    if not sheets or any(sheet.state != SheetState.VERIFIED for sheet in sheets):
        return ()
    totals = sum_sheets((sheet.squares, figures_of(sheet)) for sheet in sheets)
    return could_be_elected(case_of(this, totals), rules_of(this.election))


@dataclass(frozen=True, slots=True)
class TieSaid:
    """Two people and their relation in both languages; whom a meeting let stay."""

    a: str
    b: str
    zh: str
    en: str
    stays: str


def ties_said(ties: list[dict[str, Any]]) -> tuple[TieSaid, ...]:
    return tuple(
        TieSaid(tie["a"], tie["b"], in_words(tie["relation"]), in_words(tie["relation"], "en"), tie.get("stays", ""))
        for tie in ties
    )


@dataclass(frozen=True, slots=True)
class ToDecide:
    """What a meeting has to decide before the result can be declared: who stays, or how that is found out."""

    code: str  # of the finding that says so
    names: tuple[str, ...]
    settles: bool  # nothing says yet how it is found out who stays


def to_decide(found: Determination | None) -> ToDecide | None:
    """None where relatives stand in the way of nothing, or what was decided is not determined yet."""
    if found is None or found.declared_on or found.is_void:
        return None
    findings = found.answer["findings"]
    wanted = next((one for one in findings if one["reason"] in (SETTLES, DECIDES)), None)
    if wanted is None:
        return None
    names = tuple(wanted["names"])
    stated = last_statement(found.round.election)
    settles = wanted["reason"] == SETTLES
    done = stated is not None and (
        bool(stated.keeps)
        if settles
        else any(tie.get("stays") in names for tie in stated.ties if pair_of(tie) <= set(names))
    )
    return None if done else ToDecide(wanted["code"], names, settles)
