"""Questions about the roll and about proxies: reads the facts, asks `core.people`, and gives the whole answer.

A key that is not given is a fact that nobody recorded. Days are `2026-12-13`; the receipt of an objection may carry its
time (`2026-11-27T21:10`, of the place, or with its offset).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

from cunxuan.core.findings import Finding
from cunxuan.core.given import as_day, bad
from cunxuan.core.law import Rules, packs
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.people import registration as roll
from cunxuan.core.people.duplicates import Registered, duplicates
from cunxuan.core.people.objections import Objection, objection
from cunxuan.core.people.proxies import Proxy, may_hold, proxy_list
from cunxuan.core.people.proxy_reasons import NO_PROXIES
from cunxuan.core.people.roll_changes import (
    CORRECTIONS,
    GAINS,
    LOSSES,
    ROUNDS,
    RollChange,
    publishes_again,
    roll_change,
)
from cunxuan.core.people.years import Stay
from cunxuan.core.questions.asking import Question
from cunxuan.core.questions.facts import Facts

SHANGHAI = timezone(timedelta(hours=8))


# -- the right to vote, registration ------------------------------------------------------------------------------


def _eligible(rules: Rules, facts: Facts) -> Opinion:
    person = roll.Person(facts.day("birth"), hukou_here=True, lives_here=True, deprived=facts.flag("deprived"))
    grounds = facts.choices("facts", _named_by_packs("candidate_exclusions"))
    return roll.eligible(rules, person, facts.day("polling_day"), grounds)


def _registration(rules: Rules, facts: Facts) -> Opinion:
    facts.needed("hukou_here")
    person = roll.Person(
        birth_on=facts.day("birth"),
        hukou_here=facts.flag("hukou_here"),
        lives_here=facts.flag("lives_here"),
        deprived=facts.flag("deprived"),
        registered_in=facts.text_or("registered_in"),
        stated=facts.maybe("stated_participation"),
        told=facts.flag("told"),
        unreachable=facts.flag("unreachable"),
        returning=facts.maybe("returning"),
        proxy_given=facts.flag("proxy_given"),
        away_since=facts.day_or_none("away_since"),
        refused_in_writing=facts.flag("refused_in_writing"),
        incapable=facts.flag("incapable"),
        incapacity_proved=facts.flag("incapacity_proved"),
        lived=_stay(facts, "lived"),
        worked=_stay(facts, "village_work"),
        continuous=facts.flag("continuous", default=True),
        group=facts.choice_or("group", _named_by_packs("extra_registered")),
        applied=facts.flag("applied"),
        in_writing=facts.flag("in_writing"),
        meeting_agreed=facts.maybe("meeting_agreed"),
        home_certificate=facts.flag("home_certificate"),
        duties_done=facts.flag("duties_done"),
    )
    return roll.registration(rules, person, facts.day("polling_day"), facts.day_or_none("registered_on"))


def _stay(facts: Facts, what: str) -> Stay:
    since, days = f"{what}_since", f"{what}_days"
    if facts.given(since) and facts.given(days):
        raise bad(
            days,
            f"已给出 {since}，不能再给出天数。",
            f"{since} is given; the number of days cannot be given too.",
        )
    return Stay(facts.day_or_none(since), facts.count_or(days))


def _named_by_packs(key: str) -> tuple[str, ...]:
    """What the texts of law name under a parameter that is a list."""
    values = (pack.rules[key].value for pack in packs() if key in pack.rules)
    return tuple(sorted({one for value in values if isinstance(value, tuple) for one in value}))


# -- the roll -----------------------------------------------------------------------------------------------------


def _duplicate(rules: Rules, facts: Facts) -> Opinion:
    facts.needed("registrations")
    registrations = [_registered(one) for one in facts.objects("registrations", ("village", "status", "at"))]
    frozen = facts.flag("roll_frozen")
    return duplicates(rules, registrations, choice=facts.text_or("choice"), roll_frozen=frozen)


def _registered(one: Facts) -> Registered:
    status = one.choice_or("status", ("confirmed", "pending"), "confirmed")
    return Registered(one.text("village"), one.day("at"), status == "confirmed")


def _objection(rules: Rules, facts: Facts) -> Opinion:
    case = Objection(
        roll_published_on=facts.day("roll_published"),
        received_on=_moment(facts.needed("received"), "received"),
        in_writing=facts.flag("in_writing", default=True),
        decided_on=facts.day_or_none("decided"),
        decision_in_writing=facts.flag("decision_in_writing", default=True),
        outcome_published_on=facts.day_or_none("outcome_published"),
        appealed_on=facts.day_or_none("appealed"),
        appeal_decided_on=facts.day_or_none("appeal_decided"),
    )
    days = {"received": case.received_on, "decided": case.decided_on, "appealed": case.appealed_on}
    _in_order(days | {"appeal_decided": case.appeal_decided_on})
    return objection(rules, case, facts.day_or_none("today") or case.received_on)


def _moment(value: Any, path: str) -> date:
    """The day of a receipt, in the place's time."""
    try:
        if isinstance(value, str) and "T" in value:
            moment = datetime.fromisoformat(value)
            value = (moment.astimezone(SHANGHAI) if moment.tzinfo else moment).date().isoformat()
    except (ValueError, OverflowError):
        pass
    return as_day(value, path)


def _in_order(days: dict[str, date | None]) -> None:
    """Each day wants the one before it, and is not earlier."""
    for (before, first), (after, second) in pairwise(days.items()):
        if second is None:
            continue
        if first is None:
            raise bad(after, f"给出了 {after}，还应当给出 {before}。", f"with {after}, {before} is wanted too.")
        if second < first:
            raise bad(
                after,
                f"{second} 早于 {before}（{first}），请核对。",
                f"{second} is before {before} ({first}); please check.",
            )


def _roll_change(rules: Rules, facts: Facts) -> Opinion:
    change = RollChange(
        reason=facts.choice("reason", (*GAINS, *LOSSES, *CORRECTIONS)),
        on=facts.day("on"),
        evidence=facts.text_or("evidence"),
        published_on=facts.day_or_none("published_on"),
        frozen=facts.flag("frozen"),
        round=facts.choice_or("round", ROUNDS, "first"),
    )
    return roll_change(rules, change, facts.day("polling_day"), facts.count_or_none("registered"))


def _roll_postponed(rules: Rules, facts: Facts) -> Opinion:
    return publishes_again(rules, facts.day("polling_day"), facts.day("postponed_to"))


# -- proxies ------------------------------------------------------------------------------------------------------


def _proxy(rules: Rules, facts: Facts) -> Opinion:
    return may_hold(rules, _read_proxy(facts), facts.day_or_none("polling_day"))


def _proxies(rules: Rules, facts: Facts) -> Opinion:
    """A village's whole list: each holder's principals are counted across it."""
    facts.needed("proxies")
    read = [_read_proxy(one) for one in facts.objects("proxies", PROXY_KEYS)]
    answers = proxy_list(rules, read, facts.day_or_none("polling_day"))
    listed = [
        {"principal": proxy.principal, "holder": proxy.holder, "ok": answer.ok, "code": answer.code}
        | {"held": answer.follows["held"] if answer.ok else None}
        for proxy, answer in answers
    ]
    found = [finding for _, answer in answers for finding in answer.findings]
    return opinion(found or [Finding(NO_PROXIES)], proxies=listed)


def _read_proxy(one: Facts) -> Proxy:
    named = isinstance(one.doc.get("existing"), list)  # those held already: their names, or only how many they are
    return Proxy(
        principal=one.text("principal"),
        holder=one.text("holder"),
        relation=one.relation("relation"),
        holder_is_voter_here=one.flag("holder_is_voter_here", default=True),
        holder_is_candidate=one.flag("holder_is_candidate"),
        holder_gave_proxy=one.flag("holder_gave_proxy"),
        existing=one.texts("existing") if named else (),
        existing_unnamed=0 if named else one.count_or("existing"),
        principal_registered=one.flag("principal_registered", default=True),
        principal_away=one.flag("principal_away", default=True),
        principal_holds=one.texts("principal_holds"),
        other_holder=one.text_or("other_holder"),
        in_writing=one.flag("in_writing", default=True),
        passed_on_by=one.text_or("passed_on_by"),
        given_on=one.day_or_none("applied"),
        on_the_spot=one.flag("on_the_spot"),
        published=one.maybe("published"),
        published_on=one.day_or_none("published_on"),
    )


# -- the questions ------------------------------------------------------------------------------------------------

REGISTRATION_KEYS = (
    *("birth", "hukou_here", "lives_here", "registered_on", "deprived", "registered_in"),
    *("stated_participation", "told", "unreachable", "returning", "proxy_given", "away_since"),
    *("refused_in_writing", "incapable", "incapacity_proved"),
    *("lived_since", "lived_days", "village_work_since", "village_work_days", "continuous", "group"),
    *("applied", "in_writing", "meeting_agreed", "home_certificate", "duties_done"),
)

OBJECTION_KEYS = (
    *("roll_published", "received", "in_writing", "decided", "decision_in_writing", "outcome_published"),
    *("appealed", "appeal_decided", "today"),
)

PROXY_KEYS = (
    *("principal", "holder", "relation", "holder_is_voter_here", "holder_is_candidate", "holder_gave_proxy"),
    *("existing", "principal_registered", "principal_away", "principal_holds", "other_holder", "in_writing"),
    *("passed_on_by", "applied", "on_the_spot", "published", "published_on"),
)


def _asked(zh: str, en: str, keys: tuple[str, ...], answer: Callable[[Rules, Facts], Opinion]) -> Question:
    return Question(zh, en, keys, lambda rules, doc: answer(rules, Facts(doc)))


QUESTIONS: dict[str, Question] = {
    "eligible": _asked("有没有选举权", "Has this person the right to vote?", ("birth", "deprived", "facts"), _eligible),
    "registration": _asked(
        "能不能登记参加选举，按哪一项登记",
        "Is this person registered, and under which head?",
        REGISTRATION_KEYS,
        _registration,
    ),
    "duplicate": _asked(
        "在几个村登记的，保留哪一个",
        "Which of several registrations stays?",
        ("registrations", "choice", "roll_frozen"),
        _duplicate,
    ),
    "objection": _asked(
        "对名单的异议是否按期，几日前作出决定",
        "Is an objection to the roll in time, and decided in time?",
        OBJECTION_KEYS,
        _objection,
    ),
    "roll_change": _asked(
        "公布后的名单能不能因此变更",
        "May a published roll change for this reason?",
        ("reason", "on", "evidence", "published_on", "frozen", "round", "registered"),
        _roll_change,
    ),
    "roll_postponed": _asked(
        "选举日推迟后名单要不要重新公布",
        "Is the roll published again after a postponement?",
        ("postponed_to",),
        _roll_postponed,
    ),
    "proxy": _asked("能不能接受委托投票", "May this person hold this proxy?", PROXY_KEYS, _proxy),
    "proxies": _asked(
        "全村的委托名单，每人受几人委托", "A village's proxies, counted for each holder", ("proxies",), _proxies
    ),
}
