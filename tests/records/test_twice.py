"""An act is done once: of two people who do it from pages opened before, one after the other or at the same moment,
one has done it and the other is told so. Neither gets a fault, and the trail has one entry more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

import cast
from at_once import SEVERAL_WRITERS, at_once
from cunxuan.core.errors import Refusal
from cunxuan.counting import actions as count
from cunxuan.counting import result_actions as result
from cunxuan.counting.models import CountSheet, Determination
from cunxuan.elections import actions as elections
from cunxuan.elections.models import Election, Round, RoundKind
from cunxuan.offices.models import Division
from cunxuan.polling.actions import close_place, set_up_places
from cunxuan.polling.models import PollingPlace
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from cunxuan.roll.actions import add_residents, freeze_roll, publish_roll
from cunxuan.roll.change_actions import publish_correction
from roll.rolls import died, published

DAY = cast.POLLING_DAY
RUNOFF_DAY = date(2026, 12, 20)
STEP: dict[str, Any] = {"by": "ding", "at": cast.AT}
MISSING = "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30"
SAID = result.Declaration(on=DAY, opened=cast.time(8, 0), closed=cast.time(15, 0), venue="村委会大院")


def election() -> Election:
    return Election.objects.get(village=cast.LIUSHU)


def vote() -> Round:
    return Round.objects.get(election__village=cast.LIUSHU, number=1)


def place() -> PollingPlace:
    return PollingPlace.objects.get(round__election__village=cast.LIUSHU, round__number=1)


def sheet() -> CountSheet:
    return CountSheet.objects.get(place__round__election__village=cast.LIUSHU, place__round__number=1)


def determination() -> Determination:
    return Determination.objects.filter(round__election__village=cast.LIUSHU).latest("pk")


def by(stage: str) -> Callable[[Division], Any]:
    return lambda village: cast.at_stage(village, stage)


def first_typed(village: Division) -> None:
    sheet = cast.sheet_of(village)
    count.type_figures(sheet, cast.sheet_figures(sheet, "issued 100"), by=cast.person("an"), at=cast.AT)


def differing(village: Division) -> None:
    sheet = cast.sheet_of(village)
    cast.entered(sheet, cast.person("an"), "段秀梅 81")
    cast.entered(cast.fresh(sheet), cast.person("bai"), "段秀梅 18")


def returned(village: Division) -> None:
    differing(village)
    resolve("chen")(sheet())


def resolve(who: str) -> Callable[[CountSheet], Any]:
    return lambda this: count.resolve_sheet(this, as_on_paper(), by=cast.person(who), at=cast.AT)


def as_on_paper() -> dict[str, int]:
    figures = cast.sheet_figures(cast.fresh(sheet()), "段秀梅 81")
    return {key: figures[key] for key in ("member.c1", "member.blank")}


def may_be_left_vacant(village: Division) -> None:
    found = cast.declared(village, MISSING)
    runoff = result.open_next_round(
        found, kind=RoundKind.RUNOFF, polling_on=RUNOFF_DAY, sexes={}, by=cast.person("ren"), at=cast.AT
    )
    cast.held(runoff, "returned 90 · 贾永成 29 · 赵福生 28")


def with_residents(village: Division) -> None:
    cast.at_stage(village, "registration_opened")
    add_residents(village, cast.residents(120), **STEP)


def with_places(village: Division) -> None:
    cast.at_stage(village, "proxies_published")
    set_up_places(vote(), cast.ONE_PLACE, **STEP)


@dataclass(frozen=True, slots=True)
class Twice:
    """What comes before, what both have open, and the act: of one person, and of the other where it is another's."""

    before: Callable[[Division], Any]
    opened: Callable[[], Any]
    act: Callable[[Any], Any]
    other: Callable[[Any], Any] | None = None


def called(one: Election) -> None:
    elections.call_election(one, polling_day=DAY, on=cast.DAYS["election_day_fixed"], **STEP)


def taken_back(one: Election) -> None:
    elections.take_back_step(one, "registration_opened", reason="日期记错", **STEP)


def finished(this: CountSheet) -> None:
    count.finish_entry(this, by=cast.person("an"), at=cast.AT)


def given_up(who: str) -> Callable[[CountSheet], Any]:
    return lambda this: count.give_up_entry(this, by=cast.person(who), at=cast.AT)


def corrected(this: CountSheet) -> None:
    count.correct_entry(this, as_on_paper(), by=cast.person("bai"), at=cast.AT)


def photographed(who: str) -> Callable[[CountSheet], Any]:
    return lambda this: count.attach_photograph(this, cast.photograph("柳树"), by=cast.person(who), at=cast.AT)


def determined(who: str) -> Callable[[Round], Any]:
    return lambda this: result.determine_result(this, by=cast.person(who), at=cast.AT)


def declared(who: str) -> Callable[[Determination], Any]:
    return lambda found: result.declare_result(found, SAID, by=cast.person(who), at=cast.AT)


def arranged(who: str) -> Callable[[Determination], Any]:
    return lambda found: result.open_next_round(
        found, kind=RoundKind.RUNOFF, polling_on=RUNOFF_DAY, sexes={}, by=cast.person(who), at=cast.AT
    )


def left_vacant(found: Determination) -> None:
    result.leave_vacant(found, on=RUNOFF_DAY, by=cast.person("chen"), at=cast.AT)


def struck_off(this: Election) -> None:
    died(this, "村民1")


def with_a_change(village: Division) -> None:
    struck_off(published(village))


ACTS = {
    "call": Twice(by("branch_elected"), election, called),
    "step": Twice(by("election_day_fixed"), election, lambda one: cast.complete(one, "committee_chosen")),
    "step back": Twice(by("registration_opened"), election, taken_back),
    "method": Twice(by("committee_chosen"), election, lambda one: cast.adopt(one, "method_adopted")),
    "roll": Twice(with_residents, election, lambda one: publish_roll(one, on=DAY, **STEP)),
    "roll change": Twice(published, election, struck_off),
    "roll correction": Twice(with_a_change, election, lambda one: publish_correction(one, on=DAY, **STEP)),
    "roll frozen": Twice(by("objections_closed"), election, lambda one: freeze_roll(one, on=DAY, **STEP)),
    "candidates": Twice(
        by("review_completed"), election, lambda one: cast.list_candidates(one, "candidates_published")
    ),
    "places": Twice(by("proxies_published"), vote, lambda this: set_up_places(this, cast.ONE_PLACE, **STEP)),
    "sheets": Twice(with_places, vote, lambda this: count.print_sheets(this, on=DAY, **STEP)),
    "closing": Twice(by("ballots_ready"), place, lambda this: close_place(this, on=DAY, **STEP)),
    "finish": Twice(first_typed, sheet, finished),
    "give up": Twice(first_typed, sheet, given_up("chen"), given_up("ren")),
    "paper": Twice(differing, sheet, resolve("chen"), resolve("ren")),
    "correction": Twice(returned, sheet, corrected),
    "photograph": Twice(by("polling"), sheet, photographed("an"), photographed("ding")),
    "determine": Twice(cast.counted, vote, determined("chen"), determined("ding")),
    "declare": Twice(cast.determined, determination, declared("chen"), declared("ding")),
    "next vote": Twice(
        lambda village: cast.declared(village, MISSING), determination, arranged("chen"), arranged("ding")
    ),
    "vacancy": Twice(may_be_left_vacant, determination, left_vacant),
    "vacancy or next vote": Twice(may_be_left_vacant, determination, left_vacant, arranged("ding")),
    "next vote or vacancy": Twice(may_be_left_vacant, determination, arranged("ding"), left_vacant),
    "finish or give up": Twice(first_typed, sheet, finished, given_up("chen")),
}


def two_of(twice: Twice, village: Division) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """The act from two pages that were both opened before either was sent."""
    twice.before(village)
    one, other = twice.opened(), twice.opened()
    return lambda: twice.act(one), lambda: (twice.other or twice.act)(other)


def outcome(act: Callable[[], Any]) -> str:
    try:
        act()
    except Refusal:
        return "refused"
    return "done"


@pytest.mark.parametrize("act", ACTS)
def test_the_second_of_two_is_refused(act: str, liushu: Division) -> None:
    first, second = two_of(ACTS[act], liushu)
    before = TrailEntry.objects.count()
    assert [outcome(first), outcome(second)] == ["done", "refused"]
    assert TrailEntry.objects.count() == before + 1
    assert verify().ok


class TestAtTheSameMoment:
    pytestmark = SEVERAL_WRITERS

    @pytest.mark.parametrize("act", ACTS)
    def test_one_of_two_has_done_it(self, act: str, liushu: Division) -> None:
        first, second = two_of(ACTS[act], liushu)
        before = TrailEntry.objects.count()
        outcomes = Counter(at_once(first, second))
        assert outcomes.pop("done") == 1
        assert outcomes.total() == 1  # the code of a refusal; a fault would have been raised here
        assert TrailEntry.objects.count() == before + 1
        assert verify().ok
