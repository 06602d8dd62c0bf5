"""What of a village somebody has to see to, each in one sentence with its article; no database, no clock.

What the law says of a day is core.timetable's to say (`legal_days`), what it says of a vote core.determination's; here
it is only decided which of it a person must act on now. What can no longer be done, and lateness against the county's
own plan, stand on the village's page and not here.

Public: `Matter`, `why_of_matter`, `of_votes`, `of_gates`, `poll_not_held`, `is_article`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from cunxuan.core import findings
from cunxuan.core.count_catalogue import CATALOGUE
from cunxuan.core.law import Rules
from cunxuan.core.stages import State
from cunxuan.core.steps import KINDS, step_name
from cunxuan.elections.actions import NEEDS
from cunxuan.web.why import Why, why_of_rule

from .facts import Facts, Found, OpenVote, Sheet, Vote
from .sentences import article, article_stored, days, english_of, in_en, in_zh, sheets, still_en, still_zh


class Matter(NamedTuple):
    """One thing that somebody has to see to: its state, a sentence in both languages, the article it rests on."""

    state: State
    text_zh: str
    text_en: str
    basis: str = ""
    basis_en: str = ""
    rule: str = ""  # the parameter it rests on


def why_of_matter(matter: Matter, rules: Rules) -> Why | None:
    """The rule behind a matter; None where it rests on a check of the count, or on the order of the steps alone."""
    rule = rules.get(matter.rule)
    return why_of_rule(rule, (matter.text_zh, matter.text_en)) if rule else None


# Votes that are not decided, or not announced


def of_votes(facts: Facts, today: date, soon: int) -> Iterator[Matter]:
    for vote in facts.votes:
        if vote.found is None:
            yield from of_count(vote)
            yield from of_late_poll(facts, vote, today)
        elif vote.found.declared_on is None:
            yield from of_undeclared(vote.found, facts.rules)
    for wanted in facts.open_votes:
        yield of_void(wanted, facts.rules) if wanted.kind == "rerun" else of_open_seats(wanted, facts.rules)
        yield from of_last_day(wanted, facts.rules, today, soon)


def of_void(wanted: OpenVote, rules: Rules) -> Matter:
    """Too few took part, or more ballots than there can be: the vote has no effect."""
    assert wanted.after.found is not None
    stored = next(one for one in wanted.after.found.answer["findings"] if one["severity"] == "block")
    zh, en = stored["text"], english_of(stored)
    if stored["code"] == findings.ELECTION_INVALID_TURNOUT.code:
        registered, took_part = stored["numbers"]["registered"], stored["numbers"]["participants"]
        zh = f"登记 {registered:,} 人，参加投票 {took_part:,} 人，未过半数，须重新选举。"
        en = f"{registered:,} registered, {took_part:,} took part: not more than half; the vote is to be held again."
    return Matter(State.VOID, zh, en, *article_stored(rules, stored["basis"], code=stored["code"]))


def of_open_seats(wanted: OpenVote, rules: Rules) -> Matter:
    when_zh, when_en = day_of(wanted)
    if wanted.kind == "revote":
        tied = sum(len(ballot["candidates"]) for ballot in wanted.ballots)
        posts_zh, posts_en = posts_of(wanted.ballots)
        zh = f"{posts_zh}有 {tied} 人票数相等，{when_zh}再次投票。"
        en = f"{tied} people have equal votes for {posts_en}; they are voted on again {when_en}."
    else:
        zh, en = missing(wanted.ballots)
        zh, en = f"{zh}，{when_zh}另行选举。", f"{en} missing; runoff {when_en}."
        if wanted.optional and wanted.round is None:
            zh = f"{missing(wanted.ballots)[0]}，可以由会议决定空缺，也可以另行选举。"
            en = f"{missing(wanted.ballots)[1]} missing; a meeting may leave it vacant, or a runoff is held."
    return Matter(State.RUNOFF, zh, en, *article_stored(rules, wanted.basis, kind=wanted.kind))


def day_of(wanted: OpenVote) -> tuple[str, str]:
    if wanted.round is None:
        return "日期未定，须", "on a day not fixed yet"
    return in_zh(wanted.round.polling_on), f"on {in_en(wanted.round.polling_on)}"


def missing(ballots: Iterable[Mapping[str, Any]]) -> tuple[str, str]:
    """主任缺 1 名、委员缺 2 名."""
    seats = [(*post_of(ballot), ballot["seats"]) for ballot in ballots]
    return "、".join(f"{zh}缺 {n} 名" for zh, _, n in seats), ", ".join(f"{n} {en}" for _, en, n in seats)


def posts_of(ballots: Iterable[Mapping[str, Any]]) -> tuple[str, str]:
    posts = dict.fromkeys(post_of(ballot) for ballot in ballots)
    return "、".join(zh for zh, _ in posts), " and ".join(en for _, en in posts)


def post_of(ballot: Mapping[str, Any]) -> tuple[str, str]:
    if ballot["woman_only"]:
        return "妇女委员", "woman member"
    return findings.WORDS[ballot["post"]]


def of_last_day(wanted: OpenVote, rules: Rules, today: date, soon: int) -> Iterator[Matter]:
    """The law's last day for the vote that follows."""
    held = wanted.round is not None and wanted.round.all_closed
    if wanted.by is None or held or (wanted.optional and wanted.round is None):
        return
    name = {"rerun": ("重新选举", "The new vote"), "revote": ("再次投票", "The new vote")}
    zh, en = name.get(wanted.kind, ("另行选举", "The runoff"))
    basis = article_stored(rules, wanted.basis, kind=wanted.kind)
    left = (wanted.by - today).days
    if left < 0:
        yield Matter(
            State.OVERDUE,
            f"{zh}最迟应于 {in_zh(wanted.by)}举行，已超 {-left} 天。",
            f"{en} was due by {in_en(wanted.by)}, {days(-left)} ago.",
            *basis,
        )
    elif left <= soon and wanted.round is None:
        yield Matter(
            State.DUE_SOON,
            f"{zh}最迟 {in_zh(wanted.by)}，日期还没有定，{still_zh(left)}。",
            f"{en} is due by {in_en(wanted.by)} and has no day yet, {still_en(left)}.",
            *basis,
        )


# The count of a vote


def of_count(vote: Vote) -> Iterator[Matter]:
    """Sheets that wait for somebody else than those who typed them."""
    states = [sheet.state for sheet in vote.sheets]
    if differ := [sheet for sheet in vote.sheets if sheet.state == "differs"]:
        yield differing(differ)
    if back := states.count("returned"):
        yield Matter(
            State.TO_CHECK,
            f"{back} 张计票单已退回，等录入人对照纸面再看一遍。",
            f"{sheets(back)} went back to the clerks, who read the paper again.",
            *CHECK_OF_ENTRIES,
        )
    if once := states.count("first_done"):
        yield Matter(
            State.TO_CHECK,
            f"{once} 张计票单已录入一次，等第二个人录入。",
            f"{sheets(once)} entered once; a second person has to enter it.",
            *CHECK_OF_ENTRIES,
        )
    if states and all(state == "verified" for state in states):
        yield Matter(
            State.TO_CHECK,
            "计票单都已核对一致，等认定结果。",
            "Every sheet is verified; the result has to be determined.",
        )


def differing(differ: list[Sheet]) -> Matter:
    squares = sum(sheet.differing for sheet in differ)
    zh, en = f"两次录入有 {squares} 栏不一致", f"The two entries differ in {squares} squares"
    if len(differ) > 1:
        zh, en = f"{len(differ)} 张计票单{zh}", f"{en} of {len(differ)} sheets"
    return Matter(
        State.DIFFERS,
        f"{zh}，等第三人对照纸质计票单。",
        f"{en}; a third person goes by the paper.",
        *CHECK_OF_ENTRIES,
    )


def check_named(code: str) -> tuple[str, str]:
    assert code in CATALOGUE, code
    return f"核对 {code}", f"check {code}"


#: The check that two people read the same.
CHECK_OF_ENTRIES = check_named("Q02")


def is_article(matter: Matter) -> bool:
    """Does a matter rest on an article of the law, and not on a check of the count?"""
    return bool(matter.basis) and matter.basis != CHECK_OF_ENTRIES[0]


def of_undeclared(found: Found, rules: Rules) -> Iterator[Matter]:
    """Determined and not announced; the law or the figures may forbid announcing it."""
    stops = [one for one in found.answer["findings"] if one["severity"] == "block"]
    if stops and not found.is_void:
        yield Matter(
            State.BLOCKED,
            f"结果不能宣布：{stops[0]['text']}",
            f"The result cannot be declared: {english_of(stops[0])}",
            *article_stored(rules, stops[0]["basis"], code=stops[0]["code"]),
        )
        return
    yield Matter(
        State.TO_CHECK,
        "结果已认定，等宣布。",
        "The result is determined and has to be declared.",
        *article(rules, "result_on_the_spot"),
    )


def of_late_poll(facts: Facts, vote: Vote, today: date) -> Iterator[Matter]:
    """The day of a vote is past and its boxes were not closed."""
    if vote.polling_on < today and not vote.all_closed:
        yield poll_not_held(facts.rules, vote.polling_on, vote.places - vote.closed, today)


def poll_not_held(rules: Rules, day: date, places: int, today: date) -> Matter:
    zh, en = ("还没有投票", "nobody has voted")
    if places:
        zh, en = f"还有 {places} 个投票点没有关箱", f"{places} polling places are not closed"
    over = (today - day).days
    return Matter(
        State.OVERDUE,
        f"投票日 {in_zh(day)}已过 {over} 天，{zh}。",
        f"Polling day, {in_en(day)}, was {days(over)} ago and {en}.",
        *article(rules, "polling_day_fixed"),
    )


# What others must have done first


class Gate(NamedTuple):
    """A condition that another office fulfils: once the step's planned day has come, the village waits for it."""

    step: str
    needs: str
    zh: str
    en: str
    rule: str


GATES = (
    Gate(
        "election_day_fixed",
        "audit_evaluation",
        "审计结果未公布，不能确定选举日。",
        "The audit is not published, so polling day cannot be fixed.",
        "audit_published_before",
    ),
    Gate(
        "candidates_published",
        "review_completed",
        "资格联审未完成，正式候选人不能公布。",
        "The joint review is not complete, so the candidates cannot be published.",
        "candidate_exclusions",
    ),
)


def of_gates(facts: Facts, today: date) -> Iterator[Matter]:
    day = facts.polling_day or facts.planned_polling_day
    for gate in GATES:
        if stands_before(gate, facts.days) and today >= day + timedelta(days=KINDS[gate.step].offset):
            yield Matter(State.BLOCKED, gate.zh, gate.en, *article(facts.rules, gate.rule))
    if facts.polling_day and today == facts.polling_day and "polling" not in facts.days:
        yield from of_polling_day(facts)


def stands_before(gate: Gate, done: Mapping[str, date]) -> bool:
    """The village has done its own part up to here."""
    waits = gate.step not in done and gate.needs not in done and "polling" not in done
    return waits and all(needed in done for needed in NEEDS.get(gate.needs, ()))


def of_polling_day(facts: Facts) -> Iterator[Matter]:
    """The day has come, and something without which nobody may vote is not done."""
    needed = next((step for step in NEEDS["polling"] if step not in facts.days), None)
    if needed:
        yield Matter(
            State.BLOCKED,
            f"“{step_name(needed)}”没有办，今天不能投票。",
            f"“{step_name(needed, 'en')}” is not done, so there can be no vote today.",
        )
