"""Where each village stands: its stage, its state, what somebody has to see to, and what comes next.

The one definition, for the board, a village's page and every list. As many queries for one village as for all; what the
facts mean is decided by `judging`, which knows no database.

Public: `standings(villages, today) -> tuple[Standing, ...]`, `Standing`, `Matter`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.conf import settings
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from cunxuan.core.indicators import turnout
from cunxuan.core.stages import ALL_DONE, STAGES, State
from cunxuan.counting.models import Determination
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election, Round, seats_total
from cunxuan.offices.models import Division, DivisionQuerySet
from cunxuan.polling.models import PollingPlace
from cunxuan.preparation.key_village_queries import key_villages
from cunxuan.preparation.models import GateOverride
from cunxuan.web.why import Why

from .facts import Facts, Found, Sheet, Vote
from .judging import judge
from .matters import Matter, why_of_matter

__all__ = ["Matter", "Standing", "standings"]

WAITING = ("等县里部署换届", "The county has not opened the election yet")
BY_MAJORITY = ("first", "rerun")


@dataclass(frozen=True, slots=True)
class Standing:
    """A village as the board shows it. `stage` is 13 when everything is done; a date for each stage behind it."""

    village: Division
    election: Election | None
    stage: int
    state: State
    matters: tuple[Matter, ...]
    dates: tuple[date | None, ...]
    turnout: tuple[int, int] | None
    elected: int
    seats: int
    next_zh: str
    next_en: str
    votes: tuple[Vote, ...] = ()
    is_key: bool = False  # 重点村; a village's own committee is not told
    is_opened: bool = False  # the county opened gate G1 for it (县批准先行)

    @property
    def has_committee(self) -> bool:
        """Every vote is decided and announced: the committee is elected, if not yet in office."""
        return self.stage > 11

    @property
    def is_finished(self) -> bool:
        return self.stage == ALL_DONE

    @property
    def step(self) -> tuple[str, str]:
        """10 投票."""
        if self.is_finished:
            return "全部办完", "all done"
        stage = STAGES[self.stage - 1]
        return f"{stage.number} {stage.zh}", f"{stage.number} {stage.en}"

    @property
    def turnout_share(self) -> Fraction | None:
        return turnout(*self.turnout) if self.turnout else None

    @property
    def polling_day(self) -> date | None:
        """The day of the last vote that was arranged, else the day that was fixed for the first."""
        if self.votes:
            return self.votes[-1].polling_on
        return self.election.polling_day if self.election else None

    @property
    def pack(self) -> str:
        """The law the election is held under."""
        return rules_of(self.election).name if self.election else ""

    def why(self, matter: Matter) -> Why | None:
        """The rule behind a matter, of the law the election is held under."""
        return why_of_matter(matter, rules_of(self.election)) if self.election else None

    @property
    def why_first(self) -> Why | None:
        """The rule behind the gravest matter."""
        return self.why(self.matters[0]) if self.matters else None

    @property
    def next(self) -> tuple[str, str]:
        return self.next_zh, self.next_en

    def votes_on(self, day: date) -> bool:
        return any(vote.polling_on == day for vote in self.votes)

    def closed_on(self, day: date) -> bool:
        return any(vote.polling_on == day and (vote.all_closed or vote.found is not None) for vote in self.votes)


def standings(villages: DivisionQuerySet, today: date) -> tuple[Standing, ...]:
    """Where these villages stand on a day, in the order of their codes."""
    places = with_townships(villages)
    elections = latest_elections(villages)
    votes = votes_of(villages)
    keys, opened = key_villages(villages), opened_gates(villages)
    return tuple(
        standing(
            place,
            election,
            votes.get(election.pk, ()) if election else (),
            today,
            is_key=place.code in keys,
            is_opened=place.code in opened,
        )
        for place in places
        for election in (elections.get(place.code),)
    )


def standing(
    village: Division,
    election: Election | None,
    votes: tuple[Vote, ...],
    today: date,
    *,
    is_key: bool = False,
    is_opened: bool = False,
) -> Standing:
    if election is None:
        nothing = (None,) * 12
        return Standing(
            village,
            None,
            1,
            State.NOT_STARTED,
            (),
            nothing,
            None,
            0,
            0,
            *WAITING,
            is_key=is_key,
            is_opened=is_opened,
        )
    facts = Facts(
        rules_of(election), election.planned_polling_day, election.polling_day, tuple(election.done.items()), votes
    )
    judged = judge(facts, today, settings.DUE_SOON_DAYS)
    return Standing(
        village=village,
        election=election,
        stage=judged.stage,
        state=judged.state,
        matters=judged.matters,
        dates=judged.dates,
        turnout=turnout_of(votes),
        elected=sum(vote.found.elected for vote in votes if vote.found and vote.found.declared_on),
        seats=seats_total(election.seats),
        next_zh=judged.next_zh,
        next_en=judged.next_en,
        votes=votes,
        is_key=is_key,
        is_opened=is_opened,
    )


def turnout_of(votes: tuple[Vote, ...]) -> tuple[int, int] | None:
    """参选率 of the last vote that needs more than half to take part; a runoff has fewer reasons to come."""
    held = [vote for vote in votes if vote.kind in BY_MAJORITY and vote.found and vote.found.participants is not None]
    if not held or held[-1].found is None or held[-1].found.participants is None:
        return None
    return held[-1].found.participants, held[-1].registered


# What is loaded


def with_townships(villages: DivisionQuerySet) -> list[Division]:
    """The villages, each with its township at hand."""
    rows = list(villages.order_by("code"))
    townships = Division.objects.in_bulk({row.parent_id for row in rows})
    for row in rows:
        row.parent = townships.get(row.parent_id or "")
    return rows


def opened_gates(villages: DivisionQuerySet) -> set[str]:
    """The codes of the villages whose gate G1 the county opened, against what was missing."""
    rows = GateOverride.objects.standing().filter(village__in=villages.order_by())
    return set(rows.order_by().values_list("village_id", flat=True))


def latest_elections(villages: DivisionQuerySet) -> dict[str, Election]:
    rows = Election.objects.filter(village__in=villages.order_by().values("code")).order_by("year", "pk")
    return {row.village_id: row for row in rows}


def votes_of(villages: DivisionQuerySet) -> dict[int, tuple[Vote, ...]]:
    """Of each election its rounds in order, with what was found and, until then, where the count stands."""
    here = villages.order_by().values("code")
    rounds = Round.objects.filter(election__village__in=here)
    found, counts = found_of(rounds), counts_of(rounds)
    votes: dict[int, list[Vote]] = {}
    rows = rounds.order_by("number").values_list(
        "pk", "election_id", "number", "kind", "polling_on", "registered", "rules"
    )
    for pk, election, number, kind, polling_on, registered, rules in rows:
        vote = Vote(number, kind, polling_on, registered, rules.get("from"), found.get(pk), *counts.get(pk, ()))
        votes.setdefault(election, []).append(vote)
    return {election: tuple(held) for election, held in votes.items()}


SETTLED = Q(outcome="decided", declared_on__isnull=False)


def found_of(rounds: QuerySet[Round]) -> dict[int, Found]:
    """The latest determination of each round; the long answer only of those on which somebody may have to act."""
    determined = Determination.objects.filter(round__in=rounds.order_by().values("pk"))
    answers = dict(determined.exclude(SETTLED).order_by().values_list("pk", Cast("answer", TextField())))
    rows = determined.order_by("version").values_list(
        "round_id", "pk", "outcome", "participants", "elected", "short", "declared_on", "left_vacant_on"
    )
    return {row[0]: Found(*row[1:], text=answers.get(row[1], "")) for row in rows}


Count = tuple[int, int, tuple[Sheet, ...]]


def counts_of(rounds: QuerySet[Round]) -> dict[int, Count]:
    """Of each round that is not determined: its places, how many are closed, and their sheets."""
    waiting = rounds.filter(determinations__isnull=True).order_by().values("pk")
    rows = PollingPlace.objects.filter(round__in=waiting).order_by("round_id", "number")
    counts: dict[int, Count] = {}
    for this, closed_at, state, squares in rows.values_list(
        "round_id", "closed_at", "sheet__state", "sheet__differing"
    ):
        places, closed, sheets = counts.get(this, (0, 0, ()))
        sheet = (Sheet(state, len(squares or ())),) if state else ()
        counts[this] = places + 1, closed + (closed_at is not None), (*sheets, *sheet)
    return counts
