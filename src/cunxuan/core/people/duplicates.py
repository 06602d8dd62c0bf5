"""Who is registered in several villages: one village only.

Organic Law art 13 (2010, 2018), art 16 (2026): whoever is registered in one village may not take part in the election
of another. The law does not say which registration gives way. The registration that was confirmed first is proposed to
stay; until one of the rolls is frozen the person may choose another; the election committees decide.

Public: `Registered`, `duplicates`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cunxuan.core.findings import Finding, Value, define
from cunxuan.core.law import Rules
from cunxuan.core.opinions import Opinion, opinion

MAY_CHOOSE = "person_may_choose_before_roll_freeze"


@dataclass(frozen=True, slots=True)
class Registered:
    """That a person is, or is to be, on a village's roll: since when, and whether it was confirmed."""

    village: str
    at: date
    confirmed: bool = True


def duplicates(
    rules: Rules, registrations: Sequence[Registered], *, choice: str = "", roll_frozen: bool = False
) -> Opinion:
    """Which of a person's registrations is proposed to stay, and which to go."""
    villages = tuple(dict.fromkeys(one.village for one in registrations))
    if len(villages) < 2:
        return _in_one_village(rules, registrations, villages)
    first = _first(registrations)
    keep = choice if choice in villages and not roll_frozen else first.village if first else ""
    found = [_found(rules, villages, keep), *_open_question(registrations, keep)]
    found += _on_the_choice(rules, villages, choice, roll_frozen)
    return opinion(
        found,
        keep=keep,
        remove=tuple(village for village in villages if village != keep) if keep else (),
        action="" if roll_frozen else MAY_CHOOSE,
        decided_by="election_committee",
    )


def _in_one_village(rules: Rules, registrations: Sequence[Registered], villages: tuple[str, ...]) -> Opinion:
    times = len(registrations)
    keep = villages[0] if villages else ""
    kind = TWICE_IN_ONE_VILLAGE if times > 1 else IN_ONE_VILLAGE
    found = Finding(kind, {"village": keep, "times": times}, rules.get("one_village_only"))
    return opinion([found], keep=keep, remove=(), action="", decided_by="election_committee")


def _first(registrations: Sequence[Registered]) -> Registered | None:
    """The registration confirmed first, or made first where none is confirmed; none where two villages are equal."""
    ranked = sorted(registrations, key=_rank)
    equal = {one.village for one in ranked if _rank(one) == _rank(ranked[0])}
    return ranked[0] if len(equal) == 1 else None


def _rank(one: Registered) -> tuple[bool, date]:
    return not one.confirmed, one.at


def _found(rules: Rules, villages: tuple[str, ...], keep: str) -> Finding:
    values: dict[str, Value] = {"names": villages, "times": len(villages), "keep": keep}
    return Finding(DUPLICATE if keep else DUPLICATE_UNDECIDED, values, rules.get("one_village_only"))


def _open_question(registrations: Sequence[Registered], keep: str) -> Iterator[Finding]:
    if keep and any(one.village == keep and not one.confirmed for one in registrations):
        yield Finding(KEPT_NOT_CONFIRMED, {"village": keep})


def _on_the_choice(rules: Rules, villages: tuple[str, ...], choice: str, roll_frozen: bool) -> Iterator[Finding]:
    rule = rules.get("one_village_only")
    if choice and choice not in villages:
        yield Finding(CHOICE_NOT_REGISTERED, {"village": choice}, rule)
    elif choice and roll_frozen:
        yield Finding(CHOICE_TOO_LATE, {"village": choice}, rule)


IN_ONE_VILLAGE = define(
    "R33",
    "IN_ONE_VILLAGE",
    "note",
    "在 {times} 个村登记，没有重复。",
    "Registered in {times} village(s): no duplicate.",
    rests_on=("one_village_only",),
)
TWICE_IN_ONE_VILLAGE = define(
    "R34",
    "TWICE_IN_ONE_VILLAGE",
    "block",
    "在{village}的名单上出现 {times} 次，应当只保留一次。",
    "Stands {times} times on the roll of {village}; one entry stays.",
    rests_on=("one_village_only",),
)
DUPLICATE = define(
    "R35",
    "DUPLICATE",
    "block",
    "同时在 {names} 登记，只能在一个村参加选举；建议保留{keep}，其余注销，由有关村民选举委员会决定。",
    "Registered in {names} at the same time, and may take part in one village only. {keep} is proposed to stay and the "
    "others to go; the election committees decide.",
    rests_on=("one_village_only",),
)
DUPLICATE_UNDECIDED = define(
    "R36",
    "DUPLICATE_UNDECIDED",
    "block",
    "同时在 {names} 登记，时间先后相同，不能提出保留哪一个；请本人选择，由有关村民选举委员会决定。",
    "Registered in {names} on the same day, so neither is proposed to stay. The person chooses; the election "
    "committees decide.",
    rests_on=("one_village_only",),
)
KEPT_NOT_CONFIRMED = define(
    "R37",
    "KEPT_NOT_CONFIRMED",
    "warn",
    "建议保留的{village}登记尚未确认，请先确认再注销其他登记。",
    "The registration in {village} that is to stay is not confirmed yet. Confirm it before others are struck off.",
)
CHOICE_NOT_REGISTERED = define(
    "R38",
    "CHOICE_NOT_REGISTERED",
    "warn",
    "本人选择{village}，但没有在该村登记，不能按其选择办理。",
    "The person chose {village} but is not registered there.",
    rests_on=("one_village_only",),
)
CHOICE_TOO_LATE = define(
    "R39",
    "CHOICE_TOO_LATE",
    "warn",
    "名单已经确定，本人选择{village}已迟，按登记确认的先后提出建议。",
    "The roll is frozen, so the choice of {village} comes too late; the order of confirmation is followed.",
    rests_on=("one_village_only",),
)
