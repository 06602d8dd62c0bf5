"""What the papers of the count say: the announcement A12, the report F04, the count sheet blank and filled.

Every word of A12 and F04 comes from core.telling and is frozen with the paper; the forms only set it. On paper there is
no space between Chinese and figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from cunxuan.core import count
from cunxuan.core.chain import short_code
from cunxuan.core.count import Figures
from cunxuan.core.telling import Article, PersonTold, PostTold, Remark, Step, Telling, Text
from cunxuan.core.telling import Figure as Told
from cunxuan.elections.models import Election, Round
from cunxuan.elections.papers import complaint, head_of
from cunxuan.records.models import IssuedPaper
from cunxuan.records.papers import frozen
from cunxuan.rendering import paper
from cunxuan.rendering.contexts import plain
from cunxuan.rendering.forms.A12 import context as a12
from cunxuan.rendering.forms.count_sheet import context as sheet_form
from cunxuan.rendering.forms.F04 import context as f04

from .models import CountSheet, Determination
from .result_words import complaint_article, packs_used, telling_of, title_of

#: Roles in the order in which the report has their lines.
SIGNING_ROLES = ("总监票人", "监票人", "唱票人", "计票人", "选举委员会主任")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What the papers say besides the figures: when and where the poll was, who signed, when the next vote is held."""

    on: date
    opened: time
    closed: time
    venue: str
    signers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # role -> names
    remarks: str = ""
    next_on: date | None = None  # polling day of the vote that must follow, where it is announced with the result


def of_declaration(
    found: Determination, declaration: Declaration, *, at: datetime
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The papers that declare a result, as (form, number, context), ready to be frozen."""
    days = days_announced(found, declaration.next_on)
    head = head_of(found.round.election, issued_on=declaration.on, figures_at=at, pack=found.pack)
    announced = announcement(found, telling_of(found, days), declaration, head)
    yield "A12", notice_number(found.round), frozen("A12", announced)
    reported = report(found, telling_of(found, days, public=False), declaration, head)
    yield "F04", report_number(found.round.election), frozen("F04", reported)


def days_announced(found: Determination, next_on: date | None) -> dict[str, date]:
    """The polling day of each kind of vote that follows, where it is announced with the result."""
    return {ballot["kind"]: next_on for ballot in found.next_ballots} if next_on else {}


def notice_number(this: Round) -> str:
    """第17号 in a village's series of announcements; 第17-1号 is another's, so later votes follow as 第17-2号."""
    return "第17号" if this.number == 1 else f"第17-{this.number}号"


def report_number(election: Election) -> str:
    """柳树选报〔2026〕1号, counted through the village's reports of the year."""
    series = f"{election.village.short_name}选报〔{election.year}〕"
    reports = IssuedPaper.objects.filter(scope=election.village_id, form_id="F04", number__startswith=series)
    return f"{series}{reports.count() + 1}号"


# -- words on paper -----------------------------------------------------------------------------------------------

CHINESE = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
SPACES = re.compile(f"(?<={CHINESE}) | (?={CHINESE})| (?=[×>≥])|(?<=[×>≥]) ")


def tight(said: Text) -> str:
    """选出4人: paper has no space beside a Chinese character."""
    return SPACES.sub("", said.zh)


def basis(article: Article | None) -> paper.Basis | None:
    return paper.Basis(article.short.zh, article.confirmed) if article else None


def figure(told: Told) -> a12.Figure:
    return a12.Figure(value=told.value, reason=tight(told.reason), basis=basis(told.article))


def account(found: Determination) -> paper.BallotAccount:
    """Where every ballot went; of a void vote no tally is used."""
    said = found.figures
    void = found.outcome == "void"
    whole = ("printed", "issued", "proxy", "spoiled", "unused", "returned")
    return paper.BallotAccount(
        **{key: said[key] for key in whole},
        valid=None if void else said["valid"],
        rejected=None if void else said["rejected"],
    )


def laws(election: Election, told: Telling) -> tuple[str, ...]:
    """The texts that the result rests on; the national law is the one cited by article alone."""
    return tuple(
        f"{title_of(pack)}（只写条号的即本法）" if pack.layer == "national" else title_of(pack)
        for pack in packs_used(election, told)
    )


# -- A12 ----------------------------------------------------------------------------------------------------------


def announcement(found: Determination, told: Telling, declaration: Declaration, head: paper.Paper) -> a12.ResultNotice:
    election = found.round.election
    return a12.ResultNotice(
        paper=head,
        round=paper.Round(found.round.kind),
        polled_on=found.round.polling_on,
        headline=tight(told.headline),
        registered=figure(told.registered),
        participants=figure(told.took_part) if told.took_part else None,
        needs=figure(told.needs) if told.needs else None,
        contests=tuple(notice_contest(post) for post in told.posts),
        account=account(found),
        next=tuple(notice_steps(told)),
        complaint=complaint(election),
        complaint_basis=basis(complaint_article(election)),
        laws=laws(election, told),
        report_signers=sum(len(names) for names in declaration.signers.values()),
    )


def notice_contest(post: PostTold) -> a12.Contest:
    return a12.Contest(
        post=post.title.zh,
        seats=post.seats,
        candidates=tuple(notice_person(person) for person in post.people),
        write_ins=post.other_votes,
        write_in_people=len(post.others),
    )


def notice_person(person: PersonTold) -> a12.Candidate:
    return a12.Candidate(
        name=person.name,
        sex=paper.Sex(person.sex) if person.sex else None,
        votes=person.votes,
        outcome=paper.Outcome(person.outcome),
        reason=tight(person.sentence),
        merged=person.merged,
        basis=basis(person.article),
    )


def notice_steps(told: Telling) -> Iterator[a12.NextVote]:
    """Why the vote is void, what else the law makes of it, and what follows."""
    if told.void:
        yield a12.NextVote(heading="为什么无效", sentence=f"{tight(told.void.text)}。", basis=basis(told.void.article))
    for remark in told.remarks:
        yield a12.NextVote(heading="说明", sentence=tight(remark.text), basis=basis(remark.article))
    for step in told.next:
        yield a12.NextVote(heading=tight(step.heading), sentence=step_said(step), on=step.on, basis=basis(step.article))


def step_said(step: Step) -> str:
    """How a vote that follows is held; where its day is open, first its deadline, with the article in brackets."""
    return (deadline_said(step.deadline) if step.deadline else "") + tight(step.sentence)


def deadline_said(deadline: Remark) -> str:
    said, article = tight(deadline.text), deadline.article
    if article is None:
        return said
    unconfirmed = "" if article.confirmed else "，条号待县核对"
    return f"{said.removesuffix('）。')}，{article.short.zh}{unconfirmed}）。"


# -- F04 ----------------------------------------------------------------------------------------------------------


def report(found: Determination, told: Telling, declaration: Declaration, head: paper.Paper) -> f04.ResultReport:
    return f04.ResultReport(
        paper=head,
        round=paper.Round(found.round.kind),
        polled_on=found.round.polling_on,
        opened=declaration.opened,
        closed=declaration.closed,
        venue=declaration.venue,
        registered=found.round.registered,
        account=account(found),
        boxes=tuple(boxes(found)),
        contests=tuple(report_contest(found, post) for post in told.posts),
        conclusion=tight(told.headline),
        needs=told.needs.value if told.needs else None,
        basis=tuple(paper.Basis(article.full.zh, article.confirmed) for article in told.articles),
        ties=tuple(tuple(names) for names in found.answer["tied"]),
        short=tuple(missing(short) for short in found.answer["short"]),
        remarks=declaration.remarks,
        signers=tuple(paper.Signer(role, declaration.signers.get(role, ())) for role in SIGNING_ROLES),
    )


def boxes(found: Determination) -> Iterator[f04.Box]:
    """Ballots returned in each box; the sum of the round numbers its places from one, in their order."""
    places = found.round.places.order_by("number").prefetch_related("boxes")
    for place, one in enumerate(places, start=1):
        for box in one.boxes.all():
            yield f04.Box(place=one.name, box=box.name, returned=found.figures[f"box.p{place}.b{box.number}"])


def report_contest(found: Determination, post: PostTold) -> f04.Contest:
    """The people of a post in the order of the ballot, then those written in who stay in the running."""
    asked = next(one for one in found.case["contests"] if is_of(one, post))
    order = {one["name"]: place for place, one in enumerate(asked["candidates"])}
    key = f"{post.post}_woman" if post.woman_only else post.post
    return f04.Contest(
        post=post.title.zh,
        seats=post.seats,
        candidates=tuple(
            report_person(person) for person in sorted(post.people, key=lambda person: order[person.name])
        ),
        write_ins=post.other_votes,
        blank=found.figures[f"{key}.blank"],
    )


def is_of(contest: Mapping[str, Any], post: PostTold) -> bool:
    return (contest["post"], contest.get("woman_only", False)) == (post.post, post.woman_only)


def report_person(person: PersonTold) -> f04.Candidate:
    assert person.votes is not None, "the report has every figure"
    return f04.Candidate(
        name=person.name,
        sex=paper.Sex(person.sex) if person.sex else None,
        votes=person.votes - person.merged,
        merged=person.merged,
        total=person.votes,
        outcome=paper.Outcome(person.outcome),
    )


def missing(short: Mapping[str, Any]) -> paper.ShortSeats:
    return paper.ShortSeats(post=count.POSTS[short["post"]][0], seats=short["seats"], woman=short["woman"])


# -- the count sheet ----------------------------------------------------------------------------------------------


def sheet_context(sheet: CountSheet, *, filled: bool, figures: Figures | None = None) -> dict[str, Any]:
    """A place's count sheet: blank to be filled by hand, or with its figures, those verified where none are given."""
    this = sheet.place.round
    values = dict(figures or verified_figures(sheet)) if filled else {}
    context = sheet_form.CountSheet(
        paper=sheet_head(sheet),
        round=paper.Round(this.kind),
        polled_on=this.polling_on,
        place=sheet.place.name,
        definition=short_code(sheet.definition),
        sections=tuple(sheet_section(section, values) for section in sheet.squares.sections),
    )
    said: dict[str, Any] = plain(context)
    return said


def sheet_head(sheet: CountSheet) -> paper.Paper:
    election = sheet.place.round.election
    head = head_of(election, issued_on=sheet.place.round.polling_on, figures_at=None, pack=election.pack)
    return replace(head, seal=paper.Seal.NONE)


def verified_figures(sheet: CountSheet) -> Figures:
    """Nobody is handed figures on which two people have not agreed."""
    first = sheet.reading(1)
    assert sheet.state == "verified" and first is not None, "only a verified sheet is printed with its figures"
    values: Figures = first.values
    return values


def sheet_section(section: count.Section, values: Figures) -> sheet_form.Section:
    return sheet_form.Section(
        title=section.title_zh,
        note=tight(Text(section.note_zh, section.note_en)),
        fields=tuple(
            sheet_form.Field(
                number=field.number,
                label=field.label_zh,
                value=values.get(field.key),
                strokes=field.kind not in ("account", "box", "recovered"),
            )
            for field in section.fields
        ),
    )
