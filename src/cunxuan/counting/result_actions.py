"""Verbs on a result: determine it from the verified sheets, declare it, hold the vote that must follow.

Legal basis: Organic Law art 15 (2018), art 18 (2026): the result is announced on the spot; who is elected is
core.determination's to say. Paper leads: nothing is determined before the signed sheet of every place is photographed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction

from cunxuan.candidates.actions import BallotLine, Nominee, open_round
from cunxuan.candidates.kin_actions import last_statement
from cunxuan.candidates.models import Candidate
from cunxuan.core import case
from cunxuan.core.count import CountTotals, PostVotes, sum_sheets
from cunxuan.core.count_checks import Status, check_sheet
from cunxuan.core.errors import Refusal
from cunxuan.core.telling_words import post_title
from cunxuan.elections.actions import mark_done, rules_of
from cunxuan.elections.models import Election, Round, RoundKind
from cunxuan.offices.models import Account
from cunxuan.records.actions import hold, issue_paper, trail

from .checking import context_of_round, photographs_of
from .models import CountSheet, Determination, SheetState
from .papers import Declaration, of_declaration
from .relatives import asked_anew, kin_case, refuse_stale, refuse_unless_relatives_stated


@transaction.atomic
def determine_result(this: Round, *, by: Account, at: datetime) -> Determination:
    """Asks the law who is elected (当选认定): under the pack of that place and day, from the sum of all places."""
    hold(this.election)
    totals = totals_to_determine(this)
    asked = case_of(this, totals)
    refuse_determined(this, asked)
    answered, _, _ = case.answer(asked)
    found = Determination.objects.create(
        round=this,
        version=this.determinations.count() + 1,
        case=asked,
        answer=answered,
        figures=dict(totals.values),
        outcome=answered["outcome"],
        pack=answered["pack"],
        participants=answered["participants"],
        elected=len(answered["elected"]),
        short=sum(missing["seats"] for missing in answered["short"]),
        determined_at=at,
        determined_by=by,
    )
    trail(
        this.election.village_id,
        "result_determined",
        by=by.username,
        at=at,
        rows=[found],
        facts={
            "round": this.number,
            "outcome": found.outcome,
            "pack": found.pack,
            "elected": [[one["post"], one["name"], one["votes"]] for one in answered["elected"]],
        },
    )
    return found


@transaction.atomic
def declare_result(found: Determination, declaration: Declaration, *, by: Account, at: datetime) -> Determination:
    """Announces the result (宣布选举结果): the announcement A12 and the report F04 go out, numbered and hashed."""
    hold_result(found)
    refuse_to_declare(found, declaration)
    election = found.round.election
    found.declared_on = declaration.on
    found.save()
    rows: list[models.Model] = [found]
    if not found.is_void and "result_announced" not in election.done:
        mark_done(election, "result_announced", declaration.on)
        rows.append(election)
    for form_id, number, context in of_declaration(found, declaration, at=at):
        rows.append(
            issue_paper(
                scope=election.village_id,
                subject=found.semantic_id,
                form_id=form_id,
                number=number,
                context=context,
                by=by.username,
                at=at,
            )
        )
    trail(
        election.village_id,
        "result_declared",
        by=by.username,
        at=at,
        rows=rows,
        facts={"round": found.round.number, "outcome": found.outcome, "on": declaration.on.isoformat()},
    )
    return found


@transaction.atomic
def open_next_round(
    found: Determination,
    *,
    kind: RoundKind,
    polling_on: date,
    sexes: Mapping[str, str] | None = None,
    by: Account,
    at: datetime,
) -> Round:
    """Opens the vote that a declared result demands (另行选举、重新选举、再次投票), with the people the law names."""
    hold_result(found)
    ballots = [ballot for ballot in pending(found) if ballot["kind"] == kind]
    refuse_next_round(found, ballots, polling_on)
    known = {**sexes_of(found.round), **(sexes or {})}
    lines = [line_of(found.round, ballot, known) for ballot in ballots]
    rules = {
        "from": found.pk,
        "win": ballots[0]["win"],
        "floor": ballots[0]["floor"],
        "within_days": ballots[0]["within_days"],
    }
    return open_round(
        found.round.election,
        lines,
        kind=kind,
        polling_on=polling_on,
        registered=found.round.registered,
        rules=rules,
        by=by.username,
        at=at,
    )


@transaction.atomic
def leave_vacant(found: Determination, *, on: date, by: Account, at: datetime) -> Determination:
    """The meeting resolves that the missing seats stay vacant, where the law lets it (core.following.vacancy_of)."""
    hold_result(found)
    if found.outcome != "may_stop" or not pending(found):
        raise Refusal(
            "NOT_TO_BE_LEFT_VACANT",
            "这里的缺额不能由会议决定不再选。",
            "请按认定结果举行另行选举。",
            "The missing seats cannot be left vacant by a meeting.",
            "Hold the vote that the determination asks for.",
        )
    found.left_vacant_on = on
    found.save()
    trail(
        found.round.election.village_id,
        "seats_left_vacant",
        by=by.username,
        at=at,
        rows=[found],
        facts={"round": found.round.number, "on": on.isoformat(), "short": found.short},
    )
    return found


def totals_to_determine(this: Round) -> CountTotals:
    """The sum of all places, once there is nothing left that stands in the way of determining it."""
    sheets = list(CountSheet.objects.of_round(this).whole())
    refuse_unless_verified(this, sheets)
    refuse_without_photographs(sheets)
    totals = sum_sheets((sheet.squares, figures_of(sheet)) for sheet in sheets)
    refuse_unless_sums_hold(this, totals)
    refuse_unless_relatives_stated(this.election, case_of(this, totals))
    return totals


def hold_result(found: Determination) -> None:
    """The determination as it is now; whoever acts on the same result at the same moment waits."""
    hold(found.round.election)
    found.refresh_from_db(fields=("declared_on", "left_vacant_on"))


# What the law is asked


def case_of(this: Round, totals: CountTotals) -> dict[str, Any]:
    """The round as `cunxuan law determine` takes it."""
    asked = case_of_figures(this, totals)
    return {**asked, **kin_case(asked, last_statement(this.election))}


def case_of_figures(this: Round, totals: CountTotals) -> dict[str, Any]:
    """The case before anything is said of relatives."""
    election = this.election
    sexes = sexes_of(this)
    account = {"issued": totals["issued"], "returned": totals["returned"]}
    return {
        "pack": election.pack,
        "division": election.village_id,
        "polling_day": this.polling_on.isoformat(),
        "election": "committee",
        "round": str(this.kind),
        "registered": this.registered,
        "account": account,
        "measures": election.measures,
        "contests": [contest_case(votes, sexes) for votes in totals.posts],
        "elected_before": elected_before(this),
    }


def contest_case(votes: PostVotes, sexes: Mapping[str, str]) -> dict[str, Any]:
    people = [candidate_case(name, number, sexes) for name, number in votes.candidates]
    written = [{**candidate_case(name, number, sexes), "write_in": True} for name, number in sorted(votes.write_ins)]
    asked: dict[str, Any] = {
        "post": votes.contest.post,
        "seats": votes.contest.seats,
        "candidates": [*people, *written],
    }
    return {**asked, "woman_only": True} if votes.contest.woman_only else asked


def candidate_case(name: str, votes: int, sexes: Mapping[str, str]) -> dict[str, Any]:
    return {"name": name, "votes": votes, **({"sex": sexes[name]} if sexes.get(name) else {})}


def elected_before(this: Round) -> list[dict[str, Any]]:
    """Those whom earlier rounds of the same election elected."""
    earlier = Determination.objects.declared().filter(round__election=this.election, round__number__lt=this.number)
    sexes = sexes_of_election(this.election)
    return [
        {
            "post": one["post"],
            "name": one["name"],
            **({"sex": sexes[one["name"]]} if sexes.get(one["name"]) else {}),
        }
        for found in earlier.order_by("round__number", "version")
        for one in found.answer["elected"]
    ]


def sexes_of(this: Round) -> dict[str, str]:
    people = Candidate.objects.filter(contest__round=this)
    return dict(people.values_list("name", "sex"))


def sexes_of_election(election: Election) -> dict[str, str]:
    people = Candidate.objects.filter(contest__round__election=election).order_by("contest__round__number")
    return dict(people.values_list("name", "sex"))


def figures_of(sheet: CountSheet) -> dict[str, int]:
    """The figures on which two people agree."""
    first = sheet.reading(1)
    assert sheet.state == SheetState.VERIFIED and first is not None
    return dict(first.values)


# The vote that follows


def pending(found: Determination) -> list[dict[str, Any]]:
    """The votes that a declared result demands and that have not been opened yet."""
    if found.declared_on is None:
        return []
    later = found.round.election.rounds.filter(number__gt=found.round.number)
    opened = {this.kind for this in later if this.rules.get("from") == found.pk}
    return [ballot for ballot in found.next_ballots if ballot["kind"] not in opened]


def line_of(before: Round, ballot: Mapping[str, Any], sexes: Mapping[str, str]) -> BallotLine:
    """A post on the next ballot, its people in the order of the former ballot, then those written in."""
    post, woman_only = ballot["post"], ballot["woman_only"]
    former = Candidate.objects.filter(contest__round=before, contest__post=post).order_by("contest_id", "position")
    order = {name: place for place, name in enumerate(former.values_list("name", flat=True))}
    names = sorted(ballot["candidates"], key=lambda name: (order.get(name, len(order)), name))
    people = tuple(Nominee(name, sexes.get(name, "")) for name in names)
    return BallotLine(post=post, seats=ballot["seats"], nominees=people, woman_only=woman_only)


# Refusals


def refuse_unless_verified(this: Round, sheets: Iterable[CountSheet]) -> None:
    waiting = [sheet.place.name for sheet in sheets if sheet.state != SheetState.VERIFIED]
    missing = this.places.filter(sheet__isnull=True).values_list("name", flat=True)
    names = [*waiting, *missing]
    if names or not this.places.exists():
        raise Refusal(
            "SHEETS_NOT_VERIFIED",
            f"还有计票单没有核对一致：{'、'.join(names) or '还没有投票点'}。",
            "各投票点都核对一致后才能认定。",
            f"Not every sheet is verified: {', '.join(names) or 'there are no places'}.",
            "Every place must be verified before the result is determined.",
        )


def refuse_without_photographs(sheets: Iterable[CountSheet]) -> None:
    without = [sheet.place.name for sheet in sheets if not photographs_of(sheet)]
    if without:
        raise Refusal(
            "NO_PHOTOGRAPH",
            f"缺签名计票单的照片：{'、'.join(without)}。",
            "以纸质单为准：请先拍照上传。",
            f"The signed paper sheet is not photographed: {', '.join(without)}.",
            "Paper leads: photograph it first.",
        )


def refuse_determined(this: Round, asked: Mapping[str, Any]) -> None:
    latest = this.determinations.order_by("-version").first()
    if latest and not asked_anew(latest, asked):
        raise Refusal(
            "ALREADY_DETERMINED",
            "这一次投票已经认定。",
            "请看结果页。",
            "This vote is determined already.",
            "See the result.",
        )


def refuse_unless_sums_hold(this: Round, totals: CountTotals) -> None:
    """The whole round is checked as one sheet; what the law makes void is the determination's to say."""
    stops = [
        one
        for one in check_sheet(totals.definition, totals.values, context_of_round(this))
        if one.status is Status.STOPS
    ]
    if stops:
        raise Refusal(
            "ROUND_CHECK_STOPS",
            f"各投票点合计对不上：{stops[0].text_zh}",
            "请对照纸面找出是哪一张计票单。",
            f"The places do not add up: {stops[0].text_en}",
            "Find the sheet with the help of the paper.",
        )


def refuse_to_declare(found: Determination, declaration: Declaration) -> None:
    on = declaration.on
    if found.declared_on:
        raise Refusal(
            "ALREADY_DECLARED",
            f"结果已于 {found.declared_on} 宣布。",
            "请看公告。",
            f"The result was declared on {found.declared_on}.",
            "See the announcement.",
        )
    refuse_stale(found)
    blocks = [finding for finding in found.answer["findings"] if finding["severity"] == "block"]
    if blocks and not found.is_void:
        raise Refusal(
            "LAW_FORBIDS_DECLARING",
            blocks[0]["text"],
            "弄清并改正后才能宣布。",
            "The law or the figures forbid declaring this.",
            "Clear it up first.",
        )
    if on < found.round.polling_on:
        raise Refusal(
            "DECLARED_BEFORE_POLL",
            f"宣布日期 {on} 早于投票日 {found.round.polling_on}。",
            "请核对日期。",
            f"Declared on {on}, before polling day {found.round.polling_on}.",
            "Check the date.",
        )
    if declaration.next_on:
        for ballot in found.next_ballots:
            refuse_day(found, ballot["kind"], declaration.next_on)


def earliest_next(found: Determination, kind: str) -> date:
    """The first day for a vote that follows: the same day for those tied, and for a runoff where the law lets it."""
    same_day = kind == "revote" or (kind == "runoff" and rules_of(found.round.election).flag("runoff_same_day"))
    return found.round.polling_on if same_day else found.round.polling_on + timedelta(days=1)


def refuse_day(found: Determination, kind: str, polling_on: date) -> None:
    earliest = earliest_next(found, kind)
    if polling_on < earliest:
        raise Refusal(
            "NEXT_POLL_TOO_EARLY",
            f"下一次投票定在 {polling_on}，最早应是 {earliest}。",
            "请另定日期。",
            f"The next vote is set for {polling_on}; the first day for it is {earliest}.",
            "Choose a later day.",
        )
    latest = latest_next(found)
    if polling_on > latest:
        raise Refusal(
            "NEXT_POLL_TOO_FAR",
            f"下一次投票定在 {polling_on}，比这一次晚了一年以上。",
            "请核对年份。",
            f"The next vote is set for {polling_on}, more than a year after this one.",
            "Check the year.",
        )


def latest_next(found: Determination) -> date:
    """A slip of the pen lies beyond it; what the law sets as the last day is shown, and may have passed."""
    return found.round.polling_on + timedelta(days=366)


def refuse_next_round(found: Determination, ballots: list[dict[str, Any]], polling_on: date) -> None:
    if not ballots:
        raise Refusal(
            "NO_SUCH_VOTE",
            "认定结果没有要求这一种投票，或者已经安排过。",
            "请看本村的下一步。",
            "The result does not ask for this kind of vote, or it is arranged already.",
            "See what comes next for this village.",
        )
    refuse_day(found, ballots[0]["kind"], polling_on)
    too_few = next((ballot for ballot in ballots if len(ballot["candidates"]) < ballot["seats"]), None)
    if too_few:
        label = post_title(too_few["post"])
        raise Refusal(
            "TOO_FEW_CANDIDATES",
            f"{label.zh}另行选举应选 {too_few['seats']} 名，可作候选人的只有 {len(too_few['candidates'])} 人。",
            "请由选举委员会按选举办法补足候选人。",
            f"{too_few['seats']} seats of {label.en} and only {len(too_few['candidates'])} candidates.",
            "The election committee adds candidates as the method says.",
        )
