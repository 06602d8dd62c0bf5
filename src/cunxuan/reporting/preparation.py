"""How villages are prepared, part by part, and what would block each if its polling day were fixed today.

Every part says of itself what it lacks and whether the call waits for it (offices.parts); what the election itself adds
is said here: whether it is opened, and whether the law leaves time for the planned day. As many queries for one village
as for a county.

Public: `prepared(villages, account, today) -> tuple[Prepared, ...]`, `Prepared`, `Blocker`, `shown_to`,
`before_the_call(standings, account, today) -> Preparing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.urls import NoReverseMatch, reverse

from cunxuan.core.stages import STAGES, State, gravest
from cunxuan.core.timetable import step_name
from cunxuan.elections.models import Election
from cunxuan.elections.queries import ProposedDay, proposed_day_in
from cunxuan.offices.models import Account, Division, DivisionQuerySet, Role
from cunxuan.offices.parts import Lack, Part
from cunxuan.preparation.key_village_queries import key_villages
from cunxuan.preparation.models import GateOverride
from cunxuan.web.context import may_open

from .board import Preparing
from .preparation_parts import SOURCES, Source, parts_of
from .sentences import in_en, in_zh
from .standing import Standing, latest_elections, with_townships

CALL = ("确定选举日", "Fix polling day")
#: The branch is elected before the committee.
BRANCH = STAGES[1]


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands in the way of fixing polling day, or should be mended before: a sentence, its page, its article."""

    key: str  # of the part, or `call`
    title: tuple[str, str]
    zh: str
    en: str
    url: str
    blocks: bool
    basis: str = ""
    basis_en: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A village: its parts in the order of the work, and what would block it today, what blocks first."""

    village: Division
    election: Election | None
    parts: tuple[Part, ...]
    ahead: tuple[Blocker, ...]
    is_key: bool
    override: GateOverride | None

    @property
    def is_called(self) -> bool:
        return self.election is not None and self.election.is_called

    @property
    def stops(self) -> tuple[Blocker, ...]:
        return tuple(one for one in self.ahead if one.blocks)

    @property
    def warnings(self) -> tuple[Blocker, ...]:
        return tuple(one for one in self.ahead if not one.blocks)

    @property
    def lacking(self) -> tuple[Part, ...]:
        """The parts that are not complete."""
        return tuple(part for part in self.parts if part.state is not State.DONE)

    @property
    def state(self) -> State:
        """Of the call: done, blocked, with something to mend, or free to be fixed."""
        if self.is_called:
            return State.DONE
        if self.stops:
            return State.BLOCKED
        return State.TO_CHECK if self.ahead else State.IN_PROGRESS

    @property
    def gravest(self) -> State:
        return gravest(part.state for part in self.parts)


def prepared(villages: DivisionQuerySet, account: Account, today: date) -> tuple[Prepared, ...]:
    """These villages as this account sees them on a day, in the order of their codes."""
    sources = shown_to(account)
    found = parts_of(villages, today)
    elections = latest_elections(villages)
    keys = key_villages(villages) if account.role != Role.COMMITTEE else set()
    opened = overrides_in_force(villages)
    return tuple(
        of_village(
            place,
            elections.get(place.code),
            in_order(found[place.code], sources),
            today,
            is_key=place.code in keys,
            override=opened.get(place.code),
        )
        for place in with_townships(villages)
    )


def in_order(parts: Mapping[str, Part], sources: Iterable[Source]) -> tuple[Part, ...]:
    return tuple(parts[source.key] for source in sources if source.key in parts)


def overrides_in_force(villages: DivisionQuerySet) -> dict[str, GateOverride]:
    """Villages whose gate the county opened, each with the last time it did."""
    rows = GateOverride.objects.standing().filter(village__in=villages.order_by()).order_by("on", "pk")
    return {row.village_id: row for row in rows}


def of_village(
    village: Division,
    election: Election | None,
    parts: tuple[Part, ...],
    today: date,
    *,
    is_key: bool,
    override: GateOverride | None,
) -> Prepared:
    ahead = () if election and election.is_called else blockers(village, election, parts, today)
    return Prepared(village, election, parts, ahead, is_key, override)


def shown_to(account: Account) -> tuple[Source, ...]:
    """The parts whose pages this account's role may open: what is said at a door is not for a village's committee."""
    return tuple(source for source in SOURCES if is_open_to(source.address, account.role))


@lru_cache(maxsize=64)
def is_open_to(address: str, role: str) -> bool:
    try:
        return may_open(role, reverse(address, args=["0"]))
    except NoReverseMatch:
        return False


# The stages before the call, for the board


def before_the_call(standings: Iterable[Standing], account: Account, today: date) -> Preparing:
    """Of each village whose polling day is not fixed how every part stands, and last its Party branch."""
    waiting = {one.village.code: one for one in standings if one.election is None or not one.election.is_called}
    if not waiting:
        return Preparing()
    sources = shown_to(account)
    found = parts_of(Division.objects.filter(code__in=waiting), today)
    names = (*((one.zh, one.en) for one in sources), (BRANCH.zh, BRANCH.en))
    return Preparing(names, {code: states_of(in_order(found[code], sources), one) for code, one in waiting.items()})


def states_of(parts: Iterable[Part], one: Standing) -> tuple[State, ...]:
    has_branch = one.election is not None and BRANCH.steps[0] in one.election.done
    return (*(part.state for part in parts), State.DONE if has_branch else State.NOT_STARTED)


# What would block the village if its polling day were fixed today


def blockers(village: Division, election: Election | None, parts: Sequence[Part], today: date) -> tuple[Blocker, ...]:
    """What blocks first, in the order of the work, then what is only to be mended."""
    found = [*of_parts(parts), *of_election(village, election, today)]
    return tuple(sorted(found, key=lambda one: not one.blocks))


def of_parts(parts: Sequence[Part]) -> Iterator[Blocker]:
    for part in parts:
        for lack in part.lacks:
            yield of_lack(part, lack)


def of_lack(part: Part, lack: Lack) -> Blocker:
    title = (part.title_zh, part.title_en)
    zh, en = lack.zh.removesuffix("。"), lack.en.removesuffix(".")
    return Blocker(part.key, title, zh, en, lack.url, lack.blocks, lack.basis, lack.basis_en)


def of_election(village: Division, election: Election | None, today: date) -> Iterator[Blocker]:
    """The election is opened, and the law leaves the days that the planned day needs."""
    if election is None:
        zh, en = (
            "县里还没有开始换届，这个村还没有选举",
            "The county has not begun the general election for this village",
        )
        yield Blocker("call", CALL, zh, en, reverse("open_general_election"), blocks=True)
        return
    planned = election.planned_polling_day
    yield from of_day(planned_day(village.code[:6], planned, today), reverse("call_election", args=[village.code]))


@lru_cache(maxsize=256)
def planned_day(county: str, planned: date, today: date) -> ProposedDay:
    return proposed_day_in(county, planned, today)


def of_day(proposed: ProposedDay, url: str) -> Iterator[Blocker]:
    rule = proposed.roll_rule
    if not proposed.lawful:
        yield Blocker(
            "call",
            CALL,
            f"县计划 {in_zh(proposed.day)}投票，已经来不及：今天公布名单，最早也只能在 {in_zh(proposed.earliest)}投票",
            f"The county plans {in_en(proposed.day)}, too early: with the roll published today the first day is "
            f"{in_en(proposed.earliest)}",
            url,
            blocks=True,
            basis=rule.basis,
            basis_en=rule.basis_en,
        )
    for step in proposed.tight if proposed.lawful else ():
        yield Blocker(
            "call",
            CALL,
            f"“{step_name(step.step)}”建议在 {in_zh(step.recommended)}以前办，已经过了，要抓紧",
            f"“{step_name(step.step, 'en')}” was advised by {in_en(step.recommended)}; it has to be done soon",
            url,
            blocks=False,
            basis=step.basis,
            basis_en=step.basis_en,
        )
