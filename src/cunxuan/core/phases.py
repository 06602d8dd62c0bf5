"""The phases of a general election as a county plans it (工作阶段), each with its first and its last day.

What comes before the call is reckoned from the day of the mobilisation, as counties do it: advice, without a basis in
law. From the call on the days are those of the timetable, under the law of the place.

Public: `phases_of(rules, polling_day) -> tuple[Phase, ...]`, `Phase`, `mobilised_on`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cunxuan.core import timetable
from cunxuan.core.law import Rules

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase: its names, its days, what is done in it, and the article that sets its day where one does."""

    zh: str
    en: str
    first: date
    last: date
    text_zh: str
    text_en: str
    basis: str = ""
    basis_en: str = ""


@dataclass(frozen=True, slots=True)
class Advised:
    """A phase before the call, in days from the mobilisation; `rule` is the parameter that demands it."""

    zh: str
    en: str
    first: int
    last: int
    text_zh: str
    text_en: str
    rule: str = ""


BEFORE_THE_CALL: tuple[Advised, ...] = (
    Advised(
        "调查摸底",
        "Survey",
        -140,
        -10,
        "县、乡、村三级调研，做到五必访、五摸清，一村一份村情报告；排出重点村、难点村，一村一预案，定人负责。",
        "Survey by county, townships and villages: the five visits, the five things to find out, a report of every "
        "village; key villages, each with a plan and somebody who answers for it.",
    ),
    Advised(
        "审计和评议",
        "Audit and evaluation",
        -60,
        -10,
        "先审计、先公布，后评议、再公布：任期和离任经济责任审计结果公布以后，对村委会成员进行民主评议，结果公布。",
        "First the audit and its publication, then the evaluation of the members and its publication.",
        "audit_published_before",
    ),
    Advised(
        "村党组织换届",
        "Election of the Party branch",
        -30,
        0,
        "先换村党组织，后换村民委员会。",
        "The Party branch is elected before the villagers' committee.",
    ),
    Advised(
        "动员和培训",
        "Mobilisation and training",
        -10,
        7,
        "成立领导组、办公室、督导组，落实三级包联；开动员会；分级培训，没有培训的不上岗。",
        "Leading group, office and inspectors; who answers for what; the mobilisation; training before duty.",
    ),
    Advised(
        "宣传",
        "Publicity",
        0,
        30,
        "报纸、广播、标语、宣传单一齐上，政策解答用同一个口径；联系在外务工的村民。",
        "Newspaper, broadcasts, slogans and leaflets with one explanation of the rules; people away are told.",
    ),
)

#: The phases from the call on: their names, and the steps of the timetable that lie in them.
FROM_THE_CALL: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("推选选举委员会", "The election committee", ("election_day_fixed", "committee_chosen", "method_adopted")),
    (
        "登记和公布名单",
        "Registration and roll",
        ("registration_opened", "roll_published", "objections_closed", "roll_frozen"),
    ),
    (
        "提名和联审",
        "Nomination and review",
        ("nomination_notice", "nomination_vote", "review_completed", "candidates_published", "candidates_met_voters"),
    ),
    (
        "投票准备",
        "Preparing the poll",
        ("voting_notice_published", "proxies_closed", "proxies_published", "ballots_ready"),
    ),
    ("投票选举", "Poll and count", ("polling", "result_announced")),
    ("移交归档", "Handover and archive", ("handover_by", "ballots_stored", "archive_by")),
)


def mobilised_on(rules: Rules, polling_day: date) -> date:
    """The last day for the county's mobilisation: the day on which polling day has to be fixed in the villages."""
    return next(step.recommended for step in timetable.plan(rules, polling_day) if step.step == "election_day_fixed")


def phases_of(rules: Rules, polling_day: date) -> tuple[Phase, ...]:
    """All phases in the order of the work; none before the call ends after polling day."""
    mobilised = mobilised_on(rules, polling_day)
    before = (before_the_call(one, rules, mobilised, polling_day) for one in BEFORE_THE_CALL)
    steps = {step.step: step for step in timetable.plan(rules, polling_day)}
    after = (from_the_call(zh, en, [steps[name] for name in names]) for zh, en, names in FROM_THE_CALL)
    return (*before, *after)


def before_the_call(one: Advised, rules: Rules, mobilised: date, polling_day: date) -> Phase:
    rule = rules.get(one.rule)
    return Phase(
        zh=one.zh,
        en=one.en,
        first=mobilised + DAY * one.first,
        last=min(mobilised + DAY * one.last, polling_day),
        text_zh=one.text_zh,
        text_en=one.text_en,
        basis=rule.basis if rule else "",
        basis_en=rule.basis_en if rule else "",
    )


def from_the_call(zh: str, en: str, steps: Iterable[timetable.Step]) -> Phase:
    """A phase of the timetable: its steps with their days, the last day of the law where there is one."""
    found = sorted(steps, key=lambda step: step.recommended)
    legal = next((step for step in found if step.legal), None)
    return Phase(
        zh=zh,
        en=en,
        first=found[0].recommended,
        last=found[-1].recommended,
        text_zh="；".join(f"{said_zh(step.recommended)}{step.zh}{limit_zh(step)}" for step in found) + "。",
        text_en="; ".join(f"{step.en} on {step.recommended.isoformat()}{limit_en(step)}" for step in found) + ".",
        basis=legal.basis if legal else "",
        basis_en=legal.basis_en if legal else "",
    )


def said_zh(day: date) -> str:
    return f"{day.month}月{day.day}日"


def limit_zh(step: timetable.Step) -> str:
    return f"（最迟{said_zh(step.latest)}）" if step.latest and step.latest != step.recommended else ""


def limit_en(step: timetable.Step) -> str:
    return f" (by {step.latest.isoformat()} at the latest)" if step.latest and step.latest != step.recommended else ""
