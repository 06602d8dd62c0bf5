"""Two clerks enter a sheet without seeing each other's figures; a third person goes to the paper."""

import random
from collections.abc import Iterable

import pytest

from core.count_sheets import FIGURES, SHEET, figures
from cunxuan.core.count import Figures
from cunxuan.core.count_checks import NOTHING, SheetContext, StillNeeded, check_sheet, still_needed
from cunxuan.core.double_entry import (
    Differs,
    Empty,
    FirstDone,
    FirstEntry,
    Reading,
    Returned,
    SecondEntry,
    State,
    Verified,
    correct,
    enter,
    finish,
    give_up,
    look_again,
    resolve,
    square_of,
    with_paper,
)
from cunxuan.core.errors import Refusal

AN, BAI, CHEN, DING = "安", "白", "陈", "丁"

MISREAD = {"member.c1": 821, "member.blank": 426}
PAPER = {"member.c1": 812, "member.blank": 435}


def typed(**changed):
    return {**figures(), **changed}


def entered(values, by=AN, state: State | None = None) -> FirstEntry | SecondEntry:
    return enter(state or Empty(), by=by, values=values)


def first_done(values=FIGURES) -> FirstDone:
    done = finish(entered(values), by=AN, needed=NOTHING)
    assert isinstance(done, FirstDone)
    return done


def both_done(first, second) -> State:
    return finish(enter(first_done(first), by=BAI, values=second), by=BAI, needed=NOTHING)


def differing() -> Differs:
    """安 read the paper rightly; 白 misread two squares."""
    state = both_done(FIGURES, {**FIGURES, **MISREAD})
    assert isinstance(state, Differs)
    return state


def returned() -> Returned:
    state = resolve(differing(), by=CHEN, paper=PAPER, needed=NOTHING)
    assert isinstance(state, Returned)
    return state


def refused(code: str):
    return pytest.raises(Refusal, match=f"^{code}: ")


# Two readings


def test_two_who_type_the_same_verify_the_sheet():
    assert both_done(FIGURES, dict(FIGURES)) == Verified(FIGURES, AN, BAI)


def test_an_entry_is_gone_on_with_by_whoever_began_it():
    state = entered(typed(valid=None))
    assert enter(state, by=AN, values=FIGURES) == FirstEntry(Reading(AN, FIGURES))


def test_the_second_goes_on_too():
    state = enter(first_done(), by=BAI, values={})
    assert enter(state, by=BAI, values=FIGURES) == SecondEntry(Reading(AN, FIGURES), Reading(BAI, FIGURES))


def test_the_first_clerk_may_not_make_the_second_entry():
    with refused("SAME_PERSON"):
        enter(first_done(), by=AN, values=FIGURES)


def test_nor_take_part_in_it():
    with refused("SAME_PERSON"):
        enter(enter(first_done(), by=BAI, values={}), by=AN, values=FIGURES)


def test_a_clerk_may_not_type_into_anothers_entry():
    with refused("IN_PROGRESS"):
        enter(entered(FIGURES), by=BAI, values=FIGURES)
    with refused("IN_PROGRESS"):
        enter(enter(first_done(), by=BAI, values={}), by=CHEN, values=FIGURES)


def test_nor_finish_it():
    with refused("IN_PROGRESS"):
        finish(entered(FIGURES), by=BAI, needed=NOTHING)
    with refused("IN_PROGRESS"):
        finish(enter(first_done(), by=BAI, values={}), by=AN, needed=NOTHING)


def test_an_entry_is_not_finished_while_a_check_stops_and_the_squares_are_named():
    values = figures(rejected=16, chair_blank=None)
    needed = still_needed(check_sheet(SHEET, values, SheetContext()), {"Q08": "5 人带走"})
    with refused("CHECK_STOPS") as refusal:
        finish(entered(values), by=AN, needed=needed)
    assert refusal.value.text == (
        "还不能完成：先改 1 处，还缺 1 栏。还有 1 栏没有填：第 16 栏。"
        "有效、无效合计 1,007，收回写的是 1,006，多 1。请再看纸面。"
    )
    assert refusal.value.text_en.startswith("Not finished yet: 1 to correct, 1 to fill in. Still empty: no. 16.")


def test_neither_is_the_second():
    with refused("CHECK_STOPS"):
        finish(enter(first_done(), by=BAI, values=FIGURES), by=BAI, needed=StillNeeded(explanations=("Q08",)))


@pytest.mark.parametrize("state", [Empty(), first_done()], ids=["nobody began", "the second has not begun"])
def test_what_was_not_begun_cannot_be_finished(state):
    with refused("NOT_BEGUN"):
        finish(state, by=BAI, needed=NOTHING)


def test_what_is_finished_cannot_be_finished_again():
    with refused("ALREADY_FINISHED"):
        finish(first_done(), by=AN, needed=NOTHING)


@pytest.mark.parametrize(
    "state", [differing(), returned(), Verified(FIGURES, AN, BAI)], ids=["differs", "returned", "verified"]
)
def test_after_both_entries_nothing_is_typed_or_finished_or_given_up(state):
    for act in (
        lambda: enter(state, by=AN, values=FIGURES),
        lambda: finish(state, by=BAI, needed=NOTHING),
        lambda: give_up(state),
    ):
        with refused("ALREADY_FINISHED"):
            act()


def test_an_entry_that_nobody_will_finish_is_dropped():
    assert give_up(entered(FIGURES)) == Empty()


def test_dropping_the_second_entry_keeps_the_first():
    assert give_up(enter(first_done(), by=BAI, values={})) == first_done()


@pytest.mark.parametrize("state", [Empty(), first_done()], ids=["empty", "first done"])
def test_where_nobody_is_typing_there_is_nothing_to_drop(state):
    with refused("NOT_BEGUN"):
        give_up(state)


def test_what_a_clerk_types_later_does_not_reach_the_state():
    values = dict(FIGURES)
    state = entered(values)
    values["valid"] = 1
    assert state.first.values["valid"] == 991


# The paper


def test_two_who_differ_call_for_a_third_person():
    assert differing().fields == ("member.c1", "member.blank")


@pytest.mark.parametrize("clerk", [AN, BAI])
def test_neither_of_the_two_reads_the_paper_for_both(clerk):
    with refused("NEEDS_THIRD_PERSON"):
        resolve(differing(), by=clerk, paper=PAPER, needed=NOTHING)


def test_only_the_one_who_misread_gets_the_squares_back():
    assert returned().to == {BAI: ("member.c1", "member.blank")}


def test_each_gets_back_what_each_misread():
    state = both_done(typed(**{"member.c1": 821}), typed(**{"member.blank": 426}))
    assert resolve(state, by=CHEN, paper=PAPER, needed=NOTHING).to == {AN: ("member.c1",), BAI: ("member.blank",)}


def test_both_get_it_back_where_neither_read_the_paper():
    state = both_done(typed(**{"member.c1": 821}), typed(**{"member.c1": 182}))
    assert set(resolve(state, by=CHEN, paper={"member.c1": 812}, needed=NOTHING).to) == {AN, BAI}


def test_a_clerk_is_told_the_numbers_of_squares_and_no_figure():
    zh, en = look_again(SHEET, returned().to[BAI])
    assert zh == "第 21、26 栏与纸面不符，请再看一遍。"
    assert en == "No. 21, 26 differ from the paper. Please look again."


def test_the_third_person_types_every_differing_square():
    with refused("NOT_YOUR_FIELDS"):
        resolve(differing(), by=CHEN, paper={"member.c1": 812}, needed=NOTHING)
    with refused("NOT_YOUR_FIELDS"):
        resolve(differing(), by=CHEN, paper={**PAPER, "member.c1": None}, needed=NOTHING)


def test_and_no_other():
    with refused("NOT_YOUR_FIELDS"):
        resolve(differing(), by=CHEN, paper={**PAPER, "chair.c1": 700}, needed=NOTHING)


def test_the_papers_figures_must_pass_the_checks_too():
    with refused("CHECK_STOPS"):
        resolve(differing(), by=CHEN, paper=PAPER, needed=StillNeeded(("Q13",)))


def test_the_checks_are_asked_of_the_sheet_with_the_papers_figures():
    assert with_paper(differing(), {"member.c1": 800, "member.blank": 447}) == typed(
        **{"member.c1": 800, "member.blank": 447}
    )


@pytest.mark.parametrize("state", [Empty(), first_done(), returned(), Verified(FIGURES, AN, BAI)])
def test_where_nothing_differs_nothing_is_decided(state):
    with refused("NOTHING_DIFFERS"):
        resolve(state, by=CHEN, paper=PAPER, needed=NOTHING)


def test_a_clerk_who_reads_the_paper_again_verifies_the_sheet():
    assert correct(returned(), by=BAI, values=PAPER) == Verified(FIGURES, AN, BAI, CHEN)


def test_a_clerk_who_misreads_again_calls_the_third_person_again():
    state = correct(returned(), by=BAI, values={"member.c1": 812, "member.blank": 426})
    assert isinstance(state, Differs)
    assert state.fields == ("member.blank",)


def test_the_sheet_waits_until_both_have_read_again():
    state = both_done(typed(**{"member.c1": 821}), typed(**{"member.blank": 426}))
    state = resolve(state, by=CHEN, paper=PAPER, needed=NOTHING)
    state = correct(state, by=AN, values={"member.c1": 812})
    assert isinstance(state, Returned)
    assert state.to == {BAI: ("member.blank",)}
    assert correct(state, by=BAI, values={"member.blank": 435}) == Verified(FIGURES, AN, BAI, CHEN)


def test_where_both_clerks_agree_against_the_third_he_looks_once_more():
    state = both_done(typed(**{"member.c1": 821}), typed(**{"member.c1": 822}))
    state = resolve(state, by=CHEN, paper={"member.c1": 128}, needed=NOTHING)
    state = correct(state, by=AN, values={"member.c1": 812})
    state = correct(state, by=BAI, values={"member.c1": 812})
    assert isinstance(state, Differs)
    assert state.fields == ("member.c1",)
    assert resolve(state, by=DING, paper={"member.c1": 812}, needed=NOTHING) == Verified(FIGURES, AN, BAI, DING)


def test_a_clerk_types_only_what_was_returned_to_them():
    with refused("NOT_YOUR_FIELDS"):
        correct(returned(), by=BAI, values={**PAPER, "chair.c1": 561})
    with refused("NOT_YOUR_FIELDS"):
        correct(returned(), by=BAI, values={"member.c1": 812})


def test_whoever_read_rightly_has_nothing_to_type():
    with refused("NOT_YOUR_FIELDS"):
        correct(returned(), by=AN, values=PAPER)


def test_without_a_returned_square_there_is_nothing_to_correct():
    with refused("NOTHING_RETURNED"):
        correct(differing(), by=BAI, values=PAPER)


# Names written under 另选他人


DING_FANG = {"chair.write_in:丁": 8, "chair.write_in:方": 3}


def with_names(**names: int) -> dict[str, int | None]:
    plain = {key: figure for key, figure in FIGURES.items() if not key.startswith("chair.write_in:")}
    return {**plain, **{f"chair.write_in:{name}": votes for name, votes in names.items()}}


def test_a_name_read_differently_is_a_difference():
    state = both_done(FIGURES, with_names(丁=8, 万=3))
    assert state.fields == ("chair.write_in:方", "chair.write_in:万")


def test_the_order_of_names_is_none():
    assert isinstance(both_done(FIGURES, with_names(方=3, 丁=8)), Verified)


def test_the_list_of_names_is_given_back_and_not_the_name():
    state = both_done(FIGURES, with_names(丁=8, 万=3))
    state = resolve(state, by=CHEN, paper={"chair.write_in:方": 3}, needed=NOTHING)
    assert state.to == {BAI: ("chair.write_in:",)}
    assert look_again(SHEET, state.to[BAI])[0] == "第 15 栏与纸面不符，请再看一遍。"


def test_a_list_of_names_is_typed_again_as_a_whole():
    state = both_done(FIGURES, with_names(丁=8, 万=3))
    state = resolve(state, by=CHEN, paper={"chair.write_in:方": 3}, needed=NOTHING)
    assert correct(state, by=BAI, values=DING_FANG) == Verified(FIGURES, AN, BAI, CHEN)


def test_a_name_on_which_both_agree_stays_when_the_paper_is_read_for_another():
    state = both_done(FIGURES, with_names(丁=8, 万=3))
    assert with_paper(state, {"chair.write_in:方": 3}) == FIGURES


def test_a_name_that_neither_read_rightly_is_typed_by_the_third_person():
    state = both_done(with_names(丁=8, 万=3), with_names(丁=8, 芳=3))
    state = resolve(state, by=CHEN, paper={"chair.write_in:方": 3}, needed=NOTHING)
    assert set(state.to) == {AN, BAI}
    state = correct(state, by=AN, values=DING_FANG)
    assert correct(state, by=BAI, values=DING_FANG) == Verified(FIGURES, AN, BAI, CHEN)


def test_a_name_that_is_not_on_the_paper_is_struck():
    only_ding = with_names(丁=8)
    state = both_done(only_ding, FIGURES)
    assert isinstance(state, Differs)
    state = resolve(state, by=CHEN, paper={"chair.write_in:方": None}, needed=NOTHING)
    assert correct(state, by=BAI, values={"chair.write_in:丁": 8}) == Verified(only_ding, AN, BAI, CHEN)


def test_a_list_on_which_nothing_stands_is_typed_again_as_nothing():
    nobody = with_names()
    state = resolve(both_done(nobody, with_names(方=3)), by=CHEN, paper={}, needed=NOTHING)
    assert correct(state, by=BAI, values={}) == Verified(nobody, AN, BAI, CHEN)


# States that cannot be


@pytest.mark.parametrize(
    "build",
    [
        lambda: SecondEntry(Reading(AN, {}), Reading(AN, {})),
        lambda: Differs(Reading(AN, {"valid": 1}), Reading(AN, {"valid": 2}), ("valid",)),
        lambda: Differs(Reading(AN, {}), Reading(BAI, {}), ()),
        lambda: Differs(Reading(AN, {"valid": 1}), Reading(BAI, {"valid": 2}), ("rejected",)),
        lambda: Returned(Reading(AN, {}), Reading(BAI, {}), Reading(BAI, {}), {AN: ("valid",)}),
        lambda: Returned(Reading(AN, {}), Reading(BAI, {}), Reading(CHEN, {}), {}),
        lambda: Returned(Reading(AN, {}), Reading(BAI, {}), Reading(CHEN, {}), {AN: ()}),
        lambda: Returned(Reading(AN, {}), Reading(BAI, {}), Reading(CHEN, {}), {DING: ("valid",)}),
        lambda: Verified({}, AN, AN),
        lambda: Verified({}, AN, BAI, BAI),
    ],
)
def test_a_state_that_breaks_four_eyes_cannot_be_built(build):
    with pytest.raises(AssertionError):
        build()


# Whatever is misread, by whomever


def misread(dice: random.Random, by: str) -> dict[str, int | None]:
    """A reading with one square in five wrong; the two clerks never make the same mistake."""
    slip = {AN: 10, BAI: 20}[by]
    return {key: figure + slip * (dice.random() < 0.2) for key, figure in FIGURES.items()}


def squares_of(values: Figures, squares: Iterable[str]) -> dict[str, int | None]:
    return {key: figure for key, figure in values.items() if square_of(key) in squares}


def read_again(dice: random.Random, state: State) -> State:
    if isinstance(state, Differs):
        paper = squares_of(FIGURES, set(map(square_of, state.fields)))
        return resolve(state, by=CHEN, paper=paper, needed=NOTHING)
    assert isinstance(state, Returned)
    clerk, squares = next(iter(state.to.items()))
    return correct(state, by=clerk, values=squares_of(misread(dice, clerk), squares))


@pytest.mark.parametrize("seed", range(100))
def test_whatever_two_clerks_misread_what_is_verified_in_the_end_is_the_paper(seed):
    dice = random.Random(seed)
    state = both_done(misread(dice, AN), misread(dice, BAI))
    while not isinstance(state, Verified):
        state = read_again(dice, state)
    assert state.values == FIGURES
