"""The polls of one village: places closed, sheets photographed and entered twice, results determined and declared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from cunxuan.candidates.kin_actions import last_statement, state_relatives
from cunxuan.core.count import SheetDefinition
from cunxuan.counting import actions as counting
from cunxuan.counting import papers
from cunxuan.counting import result_actions as results
from cunxuan.counting.models import CountSheet, Determination
from cunxuan.counting.relatives_queries import people_to_state
from cunxuan.elections.models import Round, RoundKind
from cunxuan.offices.models import Account
from cunxuan.polling.actions import NewPlace, close_place, set_up_places
from cunxuan.polling.models import PlaceKind
from cunxuan.rendering.catalogue import render_png

from .figures import Filled, Poll, filled_sheets
from .story import Count, Falls, Vote
from .village import Village

#: What the law must make of a poll whose votes fall so: a story that came out otherwise would mislead.
OUTCOMES: Mapping[Falls, str] = {
    Falls.MEMBER_SHORT: "runoff",
    Falls.CHAIR_SHORT: "runoff",
    Falls.TIED: "revote",
    Falls.TOO_FEW_CAME: "rerun",
    Falls.TOO_MANY_BALLOTS: "void",
    Falls.BELOW_A_THIRD: "may_stop",
}


def hold_votes(village: Village) -> date | None:
    """Every poll until today, one after the other; the day on which the last seat was filled, if it was."""
    found: Determination | None = None
    for vote in village.course.votes:
        this = village.election.rounds.get() if found is None else next_round(village, found, vote)
        if this is None or vote.on > village.today:
            return None
        found = hold_vote(village, this, vote)
        if found is None:
            return None
        if found.round.kind == RoundKind.FIRST:
            village.complete("ballots_stored", vote.on)
    assert found is not None and found.declared_on is not None
    return filled_on(village, found)


def filled_on(village: Village, found: Determination) -> date | None:
    if found.outcome == "decided":
        return found.declared_on
    vacant_on = village.course.vacant_on
    if vacant_on is None or vacant_on > village.today:
        return None
    results.leave_vacant(found, on=vacant_on, by=village.staff.recorder, at=village.hours.on(vacant_on))
    return vacant_on


# Places and boxes

#: Upper bounds of the roll, and how many of a hundred vote at each place.
PLACES = ((800, (100,)), (1500, (62, 38)), (2400, (46, 30, 24)), (10_000, (34, 26, 22, 18)))
STATIONS = ("中心会场", "东头投票站", "西头投票站", "南坡投票站")
FIXED, MOBILE = ("固定票箱", False), ("流动票箱", True)
NUMBERED = (("一号流动票箱", True), ("二号流动票箱", True))


def places_of(registered: int) -> list[NewPlace]:
    """A centre with a mobile box (two in a large village), and stations for the hamlets, each with its fixed box."""
    shares = next(shares for most, shares in PLACES if registered <= most)
    branches = [registered * share // 100 for share in shares[1:]]
    mobile = NUMBERED if len(shares) > 2 else (MOBILE,)
    centre = NewPlace(STATIONS[0], PlaceKind.MAIN, registered - sum(branches), (FIXED, *mobile))
    stations = zip(STATIONS[1:], branches, strict=False)
    return [centre, *(NewPlace(name, PlaceKind.BRANCH, voters, (FIXED,)) for name, voters in stations)]


def next_round(village: Village, found: Determination, vote: Vote) -> Round | None:
    """The vote that a declared result demands, arranged the day after, or at once where it is held the same day."""
    assert found.declared_on is not None
    arranged = found.declared_on if vote.on == found.declared_on else found.declared_on + timedelta(days=1)
    if arranged > village.today:
        return None
    at, kind = village.hours.on(arranged, 9), RoundKind(vote.kind)
    this = results.open_next_round(found, kind=kind, polling_on=vote.on, by=village.staff.recorder, at=at)
    ready = max(arranged, vote.on - timedelta(days=1))
    if ready <= village.today:
        set_up_places(this, places_of(this.registered), by=village.by, at=village.hours.on(ready, 9))
        counting.print_sheets(this, on=ready, by=village.by, at=village.hours.on(ready, 9))
    return this


# Polling day


def hold_vote(village: Village, this: Round, vote: Vote) -> Determination | None:
    """A poll from the closing of the boxes to the announcement, or, today, as far as it has come."""
    reached = village.course.count if vote.on == village.today else None
    if reached is Count.VOTING:
        close_one_early(village, this, vote.on)
        return None
    for place in this.places.all():
        close_place(place, on=vote.on, by=village.by, at=village.hours.on(vote.on, 15))
    village.election.refresh_from_db()
    if not count_sheets(village, this, vote, reached) or reached is Count.VERIFIED:
        return None
    if vote.falls is Falls.WRITTEN_IN:
        state_again(village, vote)
    found = results.determine_result(this, by=village.staff.recorder, at=village.hours.on(vote.on, 17))
    wanted = "runoff" if village.course.siblings else OUTCOMES.get(vote.falls, "decided")
    assert found.outcome == wanted, (this.semantic_id, found.outcome)
    return None if reached is Count.DETERMINED else declare(village, found, vote)


def state_again(village: Village, vote: Vote) -> None:
    """Nobody had been asked about the one who was written in."""
    names, at = people_to_state(village.election), village.hours.on(vote.on, 17)
    state_relatives(village.election, (), names=names, on=vote.on, by=village.by, at=at)


def close_one_early(village: Village, this: Round, day: date) -> None:
    """A station in a hamlet is done before the centre, in some villages."""
    places = list(this.places.all())
    if len(places) > 2:
        close_place(places[-1], on=day, by=village.by, at=village.hours.on(day, 11))


def declare(village: Village, found: Determination, vote: Vote) -> Determination:
    declaration = papers.Declaration(
        on=vote.on,
        opened=time(8, 0),
        closed=time(15, 0),
        venue=f"{village.division.name}{STATIONS[0]}",
        signers=signers(village),
        next_on=next((later.on for later in village.course.votes if later.on > vote.on), None),
    )
    at = village.hours.on(vote.on, 18)
    return results.declare_result(found, declaration, by=village.staff.recorder, at=at)


ROLES = ("总监票人", "监票人", "唱票人", "计票人", "选举委员会主任")


def signers(village: Village) -> dict[str, tuple[str, ...]]:
    """Villagers who sign the paper; none of them stands."""
    return {role: (village.person("M"),) for role in ROLES}


# The count

#: Photographs that somebody will read from today are drawn large, the others small: a county has hundreds.
LEGIBLE, SMALL = 110, 48


def count_sheets(village: Village, this: Round, vote: Vote, reached: Count | None) -> bool:
    """Every sheet of a poll, the first one last and only as far as today has come; True when all are verified."""
    sheets = list(CountSheet.objects.of_round(this).whole())
    filled = filled_sheets(poll_of(village, this, sheets), vote.falls, village.dice, vote.returned)
    pairs = list(zip(sheets, filled, strict=True))
    for sheet, figures in reversed(pairs[1:]):
        enter_twice(village, sheet, figures, vote.on, slips=village.dice.random() < 0.06)
    return ENTERED[reached](village, *pairs[0], vote.on)


def poll_of(village: Village, this: Round, sheets: list[CountSheet]) -> Poll:
    contests = this.contests.prefetch_related("candidates")
    women = {person.name for contest in contests for person in contest.candidates.all() if person.sex == "F"}
    return Poll(
        registered=tuple(sheet.place.registered for sheet in sheets),
        squares=tuple(sheet.squares for sheet in sheets),
        women=frozenset(women),
        others=tuple(village.person("M") for _ in range(7)),
        leading=frozenset(name for tie in ties_of(village) for name in (tie["a"], tie["b"])),
        kind=str(this.kind),
    )


def ties_of(village: Village) -> list[dict[str, str]]:
    """The relatives of the story; the other villages state that there are none."""
    stated = last_statement(village.election) if village.course.siblings else None
    return list(stated.ties) if stated else []


def enter_twice(village: Village, sheet: CountSheet, filled: Filled, day: date, *, slips: bool = False) -> bool:
    """The usual course: photographed, typed by one clerk, typed by the other; a slip goes to the paper and back."""
    second = village.staff.clerks[1]
    typed_once(village, sheet, filled, day)
    misread = with_slip(sheet.squares, filled.values) if slips else {}
    sheet = enter(village, sheet, {**filled.values, **misread}, filled.explanations, second, day)
    if misread:
        sheet = go_to_the_paper(village, sheet, filled, day)
        read_again = {key: filled.values[key] for key in misread}
        counting.correct_entry(sheet, read_again, by=second, at=village.hours.on(day, 17))
    return True


def typed_once(village: Village, sheet: CountSheet, filled: Filled, day: date) -> bool:
    """The photograph of the signed sheet, and the first entry."""
    first = village.staff.clerks[0]
    dpi = LEGIBLE if day == village.today else SMALL
    picture = render_png("count_sheet", papers.sheet_context(sheet, filled=True, figures=filled.values), dpi)
    counting.attach_photograph(sheet, picture, by=first, at=village.hours.on(day, 16))
    enter(village, sheet, filled.values, filled.explanations, first, day)
    return False


def enter(
    village: Village,
    sheet: CountSheet,
    values: Mapping[str, int],
    explanations: Mapping[str, str],
    clerk: Account,
    day: date,
) -> CountSheet:
    """One clerk's reading, from the first square to the last."""
    at = village.hours.on(day, 16)
    counting.type_figures(sheet, values, explanations=explanations, by=clerk, at=at)
    return counting.finish_entry(sheet, by=clerk, at=village.hours.on(day, 16))


def with_slip(squares: SheetDefinition, values: Mapping[str, int]) -> dict[str, int]:
    """Two figures misread so that every sum still holds: nine more for the last member, nine fewer left blank."""
    contest = squares.contests[-1]
    key, blank = contest.candidate_fields[-1], contest.blank_field
    if values[blank] < 9 or values[key] + 9 > values["valid"]:
        return {}
    return {key: values[key] + 9, blank: values[blank] - 9}


def go_to_the_paper(village: Village, sheet: CountSheet, filled: Filled, day: date) -> CountSheet:
    """The third person: who entered neither reading types what the paper says."""
    paper = {key: filled.values[key] for key in sheet.differing}
    return counting.resolve_sheet(sheet, paper, by=village.staff.reviewer, at=village.hours.on(day, 17))


# Where the first sheet stands today


def differs(village: Village, sheet: CountSheet, filled: Filled, day: date) -> bool:
    typed_once(village, sheet, filled, day)
    misread = {**filled.values, **with_slip(sheet.squares, filled.values)}
    enter(village, sheet, misread, filled.explanations, village.staff.clerks[1], day)
    return False


def returned(village: Village, sheet: CountSheet, filled: Filled, day: date) -> bool:
    differs(village, sheet, filled, day)
    go_to_the_paper(village, CountSheet.objects.whole().get(pk=sheet.pk), filled, day)
    return False


def half_typed(village: Village, sheet: CountSheet, filled: Filled, day: date) -> bool:
    """The second clerk has come as far as the ballots returned."""
    typed_once(village, sheet, filled, day)
    squares = [field.key for field in sheet.squares.fields if field.section <= 2]
    values = {key: filled.values[key] for key in squares}
    counting.type_figures(sheet, values, by=village.staff.clerks[1], at=village.hours.on(day, 17))
    return False


ENTERED = {
    Count.TYPED_ONCE: typed_once,
    Count.DIFFERS: differs,
    Count.RETURNED: returned,
    Count.SECOND_TYPES: half_typed,
    Count.VERIFIED: enter_twice,
    Count.DETERMINED: enter_twice,
    None: enter_twice,
}
