"""What a result's page and papers are told from: the determination in words, its papers, the votes that follow.

The public sees declared results only; the officials of the place see what is not declared yet, and what they can do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings

from cunxuan.core import case
from cunxuan.core.errors import Refusal
from cunxuan.core.ids import parse_election_id
from cunxuan.core.law import Rules
from cunxuan.core.stages import State
from cunxuan.core.telling import Article, Telling, Text, where_the_ballots_went
from cunxuan.core.telling_words import cited, post_title
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election, Round, RoundQuerySet
from cunxuan.elections.papers import complaint, ladder
from cunxuan.offices.models import Account
from cunxuan.records.models import IssuedPaper
from cunxuan.rendering.words import term
from cunxuan.web.pinyin import in_two_scripts

from .checking import photographs_of
from .models import CountSheet, Determination
from .queries import standing_of
from .relatives import refuse_stale
from .relatives_queries import ToDecide, to_decide
from .result_actions import pending, sexes_of, totals_to_determine
from .result_words import complaint_article, packs_used, telling_of, title_of

TITLES: Mapping[str, Text] = {
    "first": Text("选举结果", "Result of the election"),
    "runoff": Text("另行选举结果", "Result of the runoff"),
    "rerun": Text("重新选举结果", "Result of the rerun"),
    "revote": Text("再次投票结果", "Result of the new vote among those tied"),
}


#: The act that arranges the vote that follows, as its button says.
HOW_TO_ARRANGE: Mapping[str, Text] = {
    "runoff": Text("安排另行选举", "Arrange the runoff"),
    "rerun": Text("安排重新选举", "Arrange the rerun"),
    "revote": Text("安排再次投票", "Arrange the new vote"),
}


# Which result


def round_named(name: str, rounds: RoundQuerySet) -> Round | None:
    """The vote with this semantic id among those that the reader may see."""
    asked = parse_election_id(name)
    if asked is None or asked.round is None or asked.place is not None or asked.contest is not None:
        return None
    return (
        rounds.select_related("election__village__parent__parent")
        .filter(
            election__village_id=asked.division,
            election__year=asked.year,
            election__kind=asked.kind,
            number=asked.round,
        )
        .first()
    )


def round_of(name: str, account: Account) -> Round | None:
    """A vote of the official's own place."""
    return round_named(name, Round.objects.of(account))


def declared_round(name: str) -> Round | None:
    """A vote whose result is declared: what the public may see."""
    declared = Determination.objects.declared().values("round")
    return round_named(name, Round.objects.filter(pk__in=declared))


def determination_of(this: Round, *, declared_only: bool) -> Determination | None:
    """The latest determination of a vote; the public has none before it is declared."""
    found = this.determinations.filter(declared_on__isnull=False) if declared_only else this.determinations
    latest = found.order_by("-version").first()
    if latest:
        latest.round = this
    return latest


# The page of a result


@dataclass(frozen=True, slots=True)
class Law:
    """A text that the result rests on."""

    title: Text
    pack: str


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as officials read it."""

    code: str
    sign: str
    text: Text
    why: Article | None  # None where it rests on the figures alone


SIGNS = {"block": "stop", "warn": "explain", "note": "hold"}


def said_of(zh: Mapping[str, Any], en: Mapping[str, Any], rules: Rules) -> Said:
    """One finding from an answer in Chinese and the same in English."""
    return Said(zh["code"], SIGNS[zh["severity"]], Text(zh["text"], en["text"]), cited(zh, rules))


@dataclass(frozen=True)
class Result:
    """Everything that the page of a result shows."""

    found: Determination

    @property
    def round(self) -> Round:
        return self.found.round

    @property
    def election(self) -> Election:
        return self.found.round.election

    @property
    def title(self) -> Text:
        village, kind = self.election.village.name, TITLES[self.round.kind]
        return Text(
            f"{village}{term(self.election.term_no)}村民委员会{kind.zh}",
            f"{kind.en}: villagers' committee of {in_two_scripts(village)}, term {self.election.term_no}",
        )

    @cached_property
    def told(self) -> Telling:
        return telling_of(self.found, {**self.announced_days, **self.opened_days})

    @cached_property
    def papers(self) -> dict[str, IssuedPaper]:
        """The announcement A12 and the report F04, once they are issued."""
        issued = IssuedPaper.objects.filter(subject=self.found.semantic_id).order_by("pk")
        return {paper.form_id: paper for paper in issued}

    @cached_property
    def announced(self) -> dict[str, Any]:
        """What the announcement says; empty before there is one."""
        notice = self.papers.get("A12")
        said: dict[str, Any] = json.loads(notice.context) if notice else {}
        return said

    @property
    def announced_days(self) -> dict[str, date]:
        """The day that was announced for the votes that follow."""
        days = [date.fromisoformat(step["on"]) for step in self.announced.get("next", ()) if step["on"]]
        return {ballot["kind"]: days[0] for ballot in self.found.next_ballots} if days else {}

    @property
    def report_signers(self) -> int:
        signers: int = self.announced.get("report_signers", 0)
        return signers

    @cached_property
    def following(self) -> tuple[Round, ...]:
        """The votes that were opened because of this result."""
        later = self.election.rounds.filter(number__gt=self.round.number).order_by("number")
        return tuple(this for this in later if this.rules.get("from") == self.found.pk)

    @property
    def opened_days(self) -> dict[str, date]:
        return {this.kind: this.polling_on for this in self.following}

    @property
    def declared_following(self) -> tuple[Round, ...]:
        """Of the votes that followed, those whose result is declared."""
        declared = Determination.objects.declared().filter(round__in=self.following).values_list("round_id", flat=True)
        return tuple(this for this in self.following if this.pk in set(declared))

    @property
    def cast(self) -> int:
        """Who took part: the whole length of a bar."""
        return self.found.participants or 0

    @property
    def needs_more_than(self) -> bool:
        """Must the line be passed, or is reaching it enough?"""
        threshold = self.found.answer["threshold"]
        return bool(threshold) and not threshold["rule"].startswith(">=")

    @property
    def other_votes(self) -> int:
        return sum(post.other_votes for post in self.told.posts)

    @property
    def other_people(self) -> int:
        return len({name for post in self.told.posts for name, _ in post.others})

    @property
    def ballots(self) -> Text:
        return where_the_ballots_went(self.found.figures, counted=self.found.outcome != "void")

    @property
    def complaint(self) -> Text:
        county, township, _ = ladder(self.election.village)
        return Text(
            complaint(self.election),
            f"Tell the government of {in_two_scripts(township)} or the authority for villages "
            f"({settings.GUIDANCE_AUTHORITY}) of {in_two_scripts(county)}.",
        )

    @property
    def complaint_article(self) -> Article | None:
        return complaint_article(self.election)

    @property
    def laws(self) -> tuple[Law, ...]:
        return tuple(
            Law(Text(title_of(pack), pack.title_en), pack.name) for pack in packs_used(self.election, self.told)
        )

    @property
    def any_unconfirmed(self) -> bool:
        return any(not article.confirmed for article in self.told.articles)

    # What officials see besides

    @property
    def to_arrange(self) -> tuple[tuple[str, Text], ...]:
        """The votes that are demanded and not opened yet, by their kind, with the words of the act."""
        kinds = dict.fromkeys(ballot["kind"] for ballot in pending(self.found))
        return tuple((kind, HOW_TO_ARRANGE[kind]) for kind in kinds)

    @property
    def may_be_left_vacant(self) -> bool:
        return self.found.outcome == "may_stop" and bool(pending(self.found))

    @property
    def findings(self) -> tuple[Said, ...]:
        """What the law found, in both languages. English is asked for anew, and must be the same findings."""
        stored = self.found.answer["findings"]
        asked, _, _ = case.answer(self.found.case, "en")
        english = asked["findings"]
        same = [one["code"] for one in english] == [one["code"] for one in stored]
        rules = rules_of(self.election)
        return tuple(said_of(zh, en, rules) for zh, en in zip(stored, english if same else stored, strict=True))

    @property
    def forbidden_by(self) -> Said | None:
        """The finding that forbids declaring this, where the vote itself is not void."""
        return None if self.found.is_void else next((one for one in self.findings if one.sign == "stop"), None)

    @property
    def to_decide(self) -> ToDecide | None:
        """What a meeting has to decide between relatives first."""
        return to_decide(self.found)

    @cached_property
    def cannot_be_declared(self) -> Refusal | None:
        """Relatives are not stated, or not any more as the result was determined from."""
        try:
            refuse_stale(self.found)
        except Refusal as refusal:
            return refusal
        return None


@dataclass(frozen=True, slots=True)
class NextBallot:
    """A post on the ballot of the vote that follows, as the page that arranges it shows it."""

    title: Text
    seats: int
    candidates: tuple[str, ...]


def next_ballots(found: Determination, kind: str) -> tuple[NextBallot, ...]:
    """The posts that are still to be voted on, of one kind of vote."""
    return tuple(
        NextBallot(post_title(ballot["post"], ballot["woman_only"]), ballot["seats"], tuple(ballot["candidates"]))
        for ballot in pending(found)
        if ballot["kind"] == kind
    )


def without_sex(found: Determination, kind: str) -> tuple[str, ...]:
    """Those on the next ballot of whom nobody has recorded whether they are women: people who were written in."""
    known = sexes_of(found.round)
    names = (name for ballot in next_ballots(found, kind) for name in ballot.candidates)
    return tuple(dict.fromkeys(name for name in names if not known.get(name)))


def last_day_for(found: Determination, kind: str) -> date | None:
    """The last day that the law allows for this kind of vote."""
    days = [date.fromisoformat(ballot["by"]) for ballot in pending(found) if ballot["kind"] == kind and ballot["by"]]
    return min(days, default=None)


# Before there is a result


@dataclass(frozen=True, slots=True)
class SheetStanding:
    """One place's sheet on the way to a result: how it stands, and how many photographs of it there are."""

    name: str
    place: str
    shown: State
    words: tuple[str, str]
    photographs: int


def sheets_on_the_way(this: Round) -> tuple[SheetStanding, ...]:
    sheets = CountSheet.objects.of_round(this).whole()
    return tuple(
        SheetStanding(sheet.semantic_id, sheet.place.name, *standing_of(sheet), len(photographs_of(sheet)))
        for sheet in sheets
    )


def why_not_yet(this: Round) -> Refusal | None:
    """What stands in the way of determining the result; None where nothing does."""
    try:
        totals_to_determine(this)
    except Refusal as refusal:
        return refusal
    return None
