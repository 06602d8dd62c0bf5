"""Why a published or frozen roll still changes (四增四减), and when it does not.

The law fixes a day for the roll and says nothing of what happens to it afterwards. Practice, as counties reported it,
knows four reasons to add and four to strike off; the ministry's guidance has the roll checked once more before polling
day. These are the alternatives of `roll_gains` and `roll_losses`, which no text that was read lists in one place: they
are marked unconfirmed. Besides them the law itself corrects the roll by an upheld objection, and by the rule that
nobody is registered in two villages.

A runoff is voted on with the roll of the first vote; a vote that is held again may have its own.

Public: `RollChange`, `roll_change`, `publishes_again`, `GAINS`, `LOSSES`, `CORRECTIONS`, `ROUNDS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cunxuan.core.dates import days_between
from cunxuan.core.findings import Finding, Value, define
from cunxuan.core.law import Rule, Rules, in_words
from cunxuan.core.opinions import Opinion, opinion

GAINS = ("newly_adult", "moved_in", "joined_by_marriage_or_adoption", "rights_restored")
LOSSES = ("moved_out", "left_by_marriage_or_family", "died", "deprived", "incapacity")

ROUNDS = ("first", "runoff", "rerun")

#: What the law itself corrects, with the parameter that says so and by how many the roll changes.
CORRECTIONS = {
    "objection_upheld_added": ("decision_days", 1),
    "objection_upheld_removed": ("decision_days", -1),
    "registered_elsewhere": ("one_village_only", -1),
}


@dataclass(frozen=True, slots=True)
class RollChange:
    """A change to a roll: for which reason, on which day, before which vote, and what is on record."""

    reason: str
    on: date
    evidence: str = ""
    published_on: date | None = None
    frozen: bool = False
    round: str = "first"  # one of ROUNDS


def roll_change(rules: Rules, change: RollChange, polling_day: date, registered: int | None = None) -> Opinion:
    """May the roll change for this reason, and what number does it leave?"""
    delta, rule = _effect(rules, change.reason)
    found = [*_reason(change, delta, rule), *_moment(rules, change, polling_day, delta), *_record(rules, change)]
    lawful = not any(one.blocks for one in found)
    follows: dict[str, object] = {"delta": delta if lawful else 0, "publish": lawful and change.published_on is None}
    if registered is not None:
        follows["registered"] = registered + (delta if lawful else 0)
    return opinion(found, **follows)


def publishes_again(rules: Rules, planned: date, postponed_to: date) -> Opinion:
    """An election put off by more days than the text allows has its roll checked and published again."""
    rule = rules.get("roll_again_if_postponed_days")
    late = days_between(planned, postponed_to)
    values: dict[str, Value] = {"days": late, "planned": planned.isoformat(), "to": postponed_to.isoformat()}
    if rule is None:
        return opinion([Finding(POSTPONED_LAW_SILENT, values)], publish_again=False)
    values["limit"] = limit = int(str(rule.value))
    again = late > limit
    return opinion([Finding(ROLL_PUBLISHED_AGAIN if again else ROLL_STANDS, values, rule)], publish_again=again)


def _effect(rules: Rules, reason: str) -> tuple[int, Rule | None]:
    """By how many the roll changes, and the rule that names the reason; none where no text does."""
    if reason in CORRECTIONS:
        key, delta = CORRECTIONS[reason]
        return delta, rules.get(key)
    for key, delta in (("roll_gains", 1), ("roll_losses", -1)):
        rule = rules.get(key)
        if rule is not None and isinstance(rule.value, tuple) and reason in rule.value:
            return delta, rule
    return 0, None


def _reason(change: RollChange, delta: int, rule: Rule | None) -> Iterator[Finding]:
    zh, en = _words(change.reason)
    values: dict[str, Value] = {"why": zh, "why_en": en}
    if rule is None:
        yield Finding(REASON_NOT_PROVIDED, values)
    else:
        yield Finding(ROLL_GAINS if delta > 0 else ROLL_LOSES, values, rule)


def _moment(rules: Rules, change: RollChange, polling_day: date, delta: int) -> Iterator[Finding]:
    """When a change comes too late: after the day of the vote, and for a runoff on the roll of the first vote."""
    if change.on > polling_day:
        values: dict[str, Value] = {"on": change.on.isoformat(), "day": polling_day.isoformat()}
        yield Finding(AFTER_THE_VOTE, values, rules["roll_days_before"])
    if change.round == "runoff" and rules.flag("roll_unchanged_in_runoff"):
        kind = NO_NEW_REGISTRATION if delta > 0 else STRUCK_OFF_BEFORE_RUNOFF
        yield Finding(kind, {}, rules["roll_unchanged_in_runoff"])
    elif change.round == "runoff":
        yield Finding(RUNOFF_LAW_SILENT, {})


def _record(rules: Rules, change: RollChange) -> Iterator[Finding]:
    if not change.evidence:
        yield Finding(CHANGE_WITHOUT_PROOF, {})
    if change.published_on is None:
        yield Finding(CHANGE_NOT_PUBLISHED, {}, rules["roll_days_before"])
    if change.frozen:
        yield Finding(CHANGES_A_FROZEN_ROLL, {})


def _words(reason: str) -> tuple[str, str]:
    words = CORRECTION_WORDS.get(reason)
    return words if words else (in_words(reason), in_words(reason, "en"))


CORRECTION_WORDS = {
    "objection_upheld_added": ("异议成立，补列入名单", "an objection was upheld: left out by mistake"),
    "objection_upheld_removed": ("异议成立，从名单中除去", "an objection was upheld: listed by mistake"),
    "registered_elsewhere": ("本人在其他村登记参加选举", "registered in another village"),
}

# -- what is said -------------------------------------------------------------------------------------------------

ROLL_GAINS = define(
    "R58",
    "ROLL_GAINS",
    "note",
    "名单公布后可以增加：{why}。",
    "The published roll gains a person: {why_en}.",
    rests_on=(
        "roll_gains",
        "decision_days",
    ),
)
ROLL_LOSES = define(
    "R59",
    "ROLL_LOSES",
    "note",
    "名单公布后应当减少：{why}。",
    "The published roll loses a person: {why_en}.",
    rests_on=(
        "roll_losses",
        "decision_days",
        "one_village_only",
    ),
)
REASON_NOT_PROVIDED = define(
    "R60",
    "REASON_NOT_PROVIDED",
    "block",
    "{why}：所适用的法规和规程没有把它列为变更名单的理由，名单不变。",
    "{why_en}: neither the texts that apply nor the guidance name this as a reason to change the roll, which stands.",
)
AFTER_THE_VOTE = define(
    "R61",
    "AFTER_THE_VOTE",
    "block",
    "{on} 晚于选举日 {day}，投票已经结束，名单不再变更。",
    "{on} is after polling day, {day}; the vote is over and the roll changes no more.",
    rests_on=("roll_days_before",),
)
NO_NEW_REGISTRATION = define(
    "R62",
    "NO_NEW_REGISTRATION",
    "block",
    "另行选举使用第一次投票的名单，不再重新登记，不能增加。",
    "A runoff is held on the roll of the first vote: nobody is added.",
    rests_on=("roll_unchanged_in_runoff",),
)
STRUCK_OFF_BEFORE_RUNOFF = define(
    "R63",
    "STRUCK_OFF_BEFORE_RUNOFF",
    "warn",
    "另行选举使用第一次投票的名单；本人已不能参加投票的，另行注明，登记总数是否减少请县级主管部门确认。",
    "A runoff is held on the roll of the first vote. Note who can no longer take part; the county confirms "
    "whether the number of registered falls.",
    rests_on=("roll_unchanged_in_runoff",),
)
RUNOFF_LAW_SILENT = define(
    "R64",
    "RUNOFF_LAW_SILENT",
    "warn",
    "所适用的法规没有规定另行选举时名单可否变更，请县级主管部门确认。",
    "No text that applies says whether the roll may change before a runoff; the county confirms it.",
)
CHANGE_WITHOUT_PROOF = define(
    "R65",
    "CHANGE_WITHOUT_PROOF",
    "warn",
    "没有记录变更名单的依据材料。",
    "No proof of the change is on record.",
)
CHANGE_NOT_PUBLISHED = define(
    "R66",
    "CHANGE_NOT_PUBLISHED",
    "warn",
    "名单的变更还没有公布，应当公布更正后的名单。",
    "The change is not published yet; the corrected roll has to be.",
    rests_on=("roll_days_before",),
)
CHANGES_A_FROZEN_ROLL = define(
    "R67",
    "CHANGES_A_FROZEN_ROLL",
    "note",
    "名单已经确定；变更后登记总数随之变化，有关文书应当使用新的数字。",
    "The roll was frozen; its number changes with it, and papers have to bear the new one.",
)
ROLL_PUBLISHED_AGAIN = define(
    "R68",
    "ROLL_PUBLISHED_AGAIN",
    "warn",
    "选举日由 {planned} 推迟到 {to}，共 {days} 天，超过 {limit} 天，应当重新核对并公布名单。",
    "Polling day moved from {planned} to {to}, by {days} days, more than {limit}: the roll is checked and "
    "published again.",
    rests_on=("roll_again_if_postponed_days",),
)
ROLL_STANDS = define(
    "R69",
    "ROLL_STANDS",
    "note",
    "选举日由 {planned} 推迟到 {to}，共 {days} 天，没有超过 {limit} 天，不必重新公布名单。",
    "Polling day moved from {planned} to {to}, by {days} days, not more than {limit}: the roll stands.",
    rests_on=("roll_again_if_postponed_days",),
)
POSTPONED_LAW_SILENT = define(
    "R70",
    "POSTPONED_LAW_SILENT",
    "note",
    "选举日由 {planned} 推迟到 {to}，共 {days} 天；所适用的法规没有规定是否重新公布名单。",
    "Polling day moved from {planned} to {to}, by {days} days; no text that applies says whether the roll is "
    "published again.",
)
