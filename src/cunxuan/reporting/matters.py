"""What of a village somebody has to see to, each in one sentence with its article; no database, no clock.

What the law says of a day is core.timetable's to say, what it says of a vote core.determination's; here it is only
decided which of it a person must act on now. What can no longer be done, and lateness against the county's own plan,
stand on the village's page and not here.

Public: `judge(facts, today, soon) -> Judged`, `Facts`, `Vote`, `Found`, `Sheet`, `Matter`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from cunxuan.core import findings
from cunxuan.core.count_catalogue import CATALOGUE
from cunxuan.core.findings import Finding
from cunxuan.core.law import Rules
from cunxuan.core.stages import ALL_DONE, COUNTING, STAGES, State, gravest, present_stage, stage_dates
from cunxuan.core.steps import KINDS, step_name
from cunxuan.core.timetable import Step, plan
from cunxuan.elections.actions import NEEDS, ORDER

POLL = 10


# What is known of a village


class Sheet(NamedTuple):
    """A place's count sheet: its state, and how many squares the two entries fill differently."""

    state: str
    differing: int


class Found(NamedTuple):
    """What a vote was determined to be; the JSON of its answer only where somebody may still have to act on it."""

    pk: int
    outcome: str
    participants: int | None
    elected: int
    short: int
    declared_on: date | None
    left_vacant_on: date | None
    text: str = ""

    @property
    def answer(self) -> Mapping[str, Any]:
        return answer_in(self.text)

    @property
    def is_void(self) -> bool:
        return self.outcome in ("void", "rerun")


@lru_cache(maxsize=1024)
def answer_in(text: str) -> Mapping[str, Any]:
    """A stored answer; one that nobody has to act on demands no vote and has no findings."""
    answer: Mapping[str, Any] = json.loads(text) if text else {"next": (), "findings": (), "vacancy": None}
    return answer


class Vote(NamedTuple):
    """A round of an election; `of` is the determination that demanded it. Sheets only while it is not determined."""

    number: int
    kind: str
    polling_on: date
    registered: int
    of: int | None = None
    found: Found | None = None
    places: int = 0
    closed: int = 0
    sheets: tuple[Sheet, ...] = ()

    @property
    def all_closed(self) -> bool:
        return self.places > 0 and self.closed == self.places


@dataclass(frozen=True)
class Facts:
    """An election as far as its state depends on it; `done` are steps with their days, as they are stored."""

    rules: Rules
    planned_polling_day: date
    polling_day: date | None = None
    done: tuple[tuple[str, str], ...] = ()
    votes: tuple[Vote, ...] = ()

    @cached_property
    def days(self) -> Mapping[str, date]:
        return {step: date.fromisoformat(day) for step, day in self.done}

    @cached_property
    def open_votes(self) -> tuple[OpenVote, ...]:
        return tuple(
            wanted for before in self.votes if before.found for wanted in demanded(before, before.found, self.votes)
        )

    @cached_property
    def stage(self) -> int:
        """A void vote takes a village back to the poll, an open seat to the count."""
        kinds = {wanted.kind for wanted in self.open_votes}
        return POLL if "rerun" in kinds else COUNTING if kinds else present_stage(self.days)


class Matter(NamedTuple):
    """One thing that somebody has to see to: its state, a sentence in both languages, the article it rests on."""

    state: State
    text_zh: str
    text_en: str
    basis: str = ""
    basis_en: str = ""


class Judged(NamedTuple):
    """Where an election stands on a day; a stage to which a vote goes back has no date."""

    stage: int
    state: State
    matters: tuple[Matter, ...]
    dates: tuple[date | None, ...]
    next_zh: str
    next_en: str


# It depends on nothing but its arguments. A board asks the same of most villages every ten seconds.
@lru_cache(maxsize=16_384)
def judge(facts: Facts, today: date, soon: int) -> Judged:
    """Everything that somebody has to see to, the gravest first, and what follows from it."""
    found = [*of_votes(facts, today, soon), *of_gates(facts, today), *of_days(facts, today, soon)]
    found.sort(key=lambda matter: matter.state.gravity)
    stage = facts.stage
    kept = 12 if not facts.open_votes else stage - 1
    dates = tuple(day if number <= kept else None for number, day in enumerate(stage_dates(facts.days), start=1))
    quiet = State.DONE if stage == ALL_DONE else State.IN_PROGRESS if facts.done else State.NOT_STARTED
    state = gravest([*(matter.state for matter in found), quiet])
    return Judged(stage, state, tuple(found), dates, *next_act(facts))


# Votes that must still be held


class OpenVote(NamedTuple):
    """A vote that a determination demands and that is not decided: its ballots, and its round once it is arranged."""

    kind: str
    after: Vote
    ballots: tuple[Mapping[str, Any], ...]
    round: Vote | None

    @property
    def by(self) -> date | None:
        days = [date.fromisoformat(ballot["by"]) for ballot in self.ballots if ballot["by"]]
        return min(days, default=None)

    @property
    def optional(self) -> bool:
        """May the seats stay vacant instead?"""
        return all(ballot["optional"] for ballot in self.ballots)

    @property
    def basis(self) -> str:
        return str(self.ballots[0]["basis"])


def demanded(before: Vote, found: Found, votes: tuple[Vote, ...]) -> Iterator[OpenVote]:
    """A void vote is held again as soon as it is determined; seats are open once the result is declared."""
    if found.left_vacant_on or not (found.is_void or found.declared_on):
        return
    vacancy, ballots = found.answer["vacancy"], found.answer["next"]
    if vacancy and vacancy["stopped"]:
        return
    for kind in dict.fromkeys(ballot["kind"] for ballot in ballots):
        held = next((vote for vote in votes if vote.of == found.pk and vote.kind == kind), None)
        if held is None or held.found is None or held.found.declared_on is None:
            yield OpenVote(kind, before, tuple(one for one in ballots if one["kind"] == kind), held)


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
    return Matter(State.VOID, zh, en, stored["basis"], basis_in_english(rules, stored["basis"]))


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
    return Matter(State.RUNOFF, zh, en, wanted.basis, basis_in_english(rules, wanted.basis))


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
    basis = wanted.basis, basis_in_english(rules, wanted.basis)
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
        basis = stops[0]["basis"]
        yield Matter(
            State.BLOCKED,
            f"结果不能宣布：{stops[0]['text']}",
            f"The result cannot be declared: {english_of(stops[0])}",
            basis,
            basis_in_english(rules, basis),
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


# Days of the law


def of_days(facts: Facts, today: date, soon: int) -> Iterator[Matter]:
    """Legal days that are past or near, from the present stage on; the law knows no day before polling day is fixed."""
    if facts.polling_day is None or facts.open_votes or facts.stage == ALL_DONE:
        return  # while a vote is open its own last day counts, and no committee takes over
    done = facts.days
    count = steps_that_count("polling" in done)
    if "polling" not in done and not facts.votes and facts.polling_day < today:
        yield poll_not_held(facts.rules, facts.polling_day, 0, today)
    for step in plan(facts.rules, facts.polling_day, done, today):
        if step.legal and step.step in count:
            yield from of_step(step, done, today, soon)


@lru_cache(maxsize=2)
def steps_that_count(voted: bool) -> frozenset[str]:
    """After the poll what should have come before it is past."""
    stages = STAGES[COUNTING - 1 :] if voted else STAGES
    return frozenset(step for stage in stages for step in stage.steps)


def of_step(step: Step, done: Mapping[str, date], today: date, soon: int) -> Iterator[Matter]:
    if step.finding and step.finding.blocks and (step.done_on is None or "polling" not in done):
        yield of_finding(step, step.finding, today)
    elif step.done_on is None and is_near(step, done, today, soon):
        assert step.latest is not None
        left = (step.latest - today).days
        yield Matter(
            State.DUE_SOON,
            f"“{step.zh}”最迟 {in_zh(step.latest)}，{still_zh(left)}。",
            f"“{step.en}” is due by {in_en(step.latest)}, {still_en(left)}.",
            step.basis,
            step.basis_en,
        )


def is_near(step: Step, done: Mapping[str, date], today: date, soon: int) -> bool:
    """It can be done, its planned day has come, few days are left. What belongs to the very day is not announced."""
    if step.latest is None or step.why.days == 0 or today < step.recommended:
        return False
    return (step.latest - today).days <= soon and all(needed in done for needed in NEEDS.get(step.step, ()))


def of_finding(step: Step, finding: Finding, today: date) -> Matter:
    """What the law says of a step that is late, or that was done on a day on which it must not be."""
    zh, en, state = finding.sentence("zh"), finding.sentence("en"), State.OVERDUE
    if step.done_on is None:
        assert step.latest is not None
        over = (today - step.latest).days
        zh = f"“{step.zh}”最迟应于 {in_zh(step.latest)}办理，已超 {over} 天。"
        en = f"“{step.en}” was due by {in_en(step.latest)}, {days(over)} ago."
    elif finding.kind is findings.ROLL_TOO_LATE:
        earliest = date.fromisoformat(str(finding.values["earliest"]))
        zh = f"名单 {in_zh(step.done_on)}才公布，选举日最早只能是 {in_zh(earliest)}。"
        en = f"The roll was published only on {in_en(step.done_on)}; polling day cannot be before {in_en(earliest)}."
    elif finding.kind in (findings.STEP_TOO_EARLY, findings.OUT_OF_ORDER):
        state = State.BLOCKED
    return Matter(state, zh, en, finding.basis, finding.basis_en)


# The next act


def next_act(facts: Facts) -> tuple[str, str]:
    """What has to be done next, in both languages; empty when nothing is left."""
    if facts.open_votes:
        return next_of_vote(facts.open_votes[0])
    if facts.stage == COUNTING and facts.votes:
        return next_of_count(facts.votes[-1])
    first = next((step for step in ORDER if is_next(step, facts.stage, facts.days)), None)
    if first is None:
        return "", ""
    return with_its_day(first, facts)


def is_next(step: str, stage: int, done: Mapping[str, date]) -> bool:
    from_now_on = stage < COUNTING or step in steps_that_count(True)
    return from_now_on and step not in done and all(needed in done for needed in NEEDS.get(step, ()))


def with_its_day(step: str, facts: Facts) -> tuple[str, str]:
    zh, en = step_name(step), step_name(step, "en")
    if facts.polling_day is None or step not in KINDS:
        return zh, en
    planned = next(one for one in plan(facts.rules, facts.polling_day, facts.days, None) if one.step == step)
    if planned.latest:
        return f"{zh}，最迟 {in_zh(planned.latest)}", f"{en}, by {in_en(planned.latest)}"
    return f"{zh}，计划 {in_zh(planned.recommended)}", f"{en}, planned for {in_en(planned.recommended)}"


def next_of_vote(wanted: OpenVote) -> tuple[str, str]:
    zh, en = {"rerun": ("重新选举", "new vote"), "revote": ("再次投票", "new vote")}.get(
        wanted.kind, ("另行选举", "runoff")
    )
    found = wanted.after.found
    assert found is not None
    if found.declared_on is None:
        return "宣布结果", "Declare the result"
    if wanted.round is None:
        return f"确定{zh}的日期", f"Fix the day of the {en}"
    if wanted.round.all_closed:
        return next_of_count(wanted.round)
    day = wanted.round.polling_on
    return f"{in_zh(day)}{zh}", f"{en.capitalize()} on {in_en(day)}"


def next_of_count(vote: Vote) -> tuple[str, str]:
    if vote.found is not None:
        return "宣布结果", "Declare the result"
    states = {sheet.state for sheet in vote.sheets}
    if "differs" in states:
        return "第三人对照纸质计票单裁定", "A third person goes by the paper"
    if "returned" in states:
        return "录入人对照纸面再看退回的栏", "The clerks read the returned squares again"
    if states and states == {"verified"}:
        return "认定结果", "Determine the result"
    return "录入计票单", "Enter the count sheets"


# Words


def article(rules: Rules, key: str) -> tuple[str, str]:
    """Where a rule stands, in both languages; nothing where the law of the place does not have it."""
    rule = rules.get(key)
    return (rule.basis, rule.basis_en) if rule else ("", "")


@lru_cache(maxsize=1024)
def basis_in_english(rules: Rules, basis: str) -> str:
    """A stored answer cites in Chinese; the same article in English."""
    return next((rule.basis_en for rule in rules.rules.values() if rule.basis == basis), "")


def english_of(stored: Mapping[str, Any]) -> str:
    """A stored finding in English, from its code and its numbers."""
    template = findings.CATALOGUE[stored["code"]].en
    values = {**stored["numbers"], "names": ", ".join(stored["names"])}
    return template.format_map(Unnamed(values))


class Unnamed(dict[str, Any]):
    """A stored finding keeps figures and names; of the post it keeps only the Chinese sentence."""

    def __missing__(self, key: str) -> str:
        return "a post" if key == "post" else "…"


def in_zh(day: date) -> str:
    return f"{day.month} 月 {day.day} 日"


def in_en(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"


def sheets(number: int) -> str:
    return f"{number} sheet" if number == 1 else f"{number} sheets"


def still_zh(left: int) -> str:
    return f"还剩 {left} 天" if left else "就在今天"


def still_en(left: int) -> str:
    return f"{days(left)} left" if left else "today"
