"""Questions about the roll and about proxies: reads the facts, asks `core.people`, and gives the whole answer.

A key that is not given is a fact that nobody recorded. Days are `2026-12-13`; the receipt of an objection may carry its
time (`2026-11-27T21:10`, of the place, or with its offset).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

from cunxuan.core.findings import Finding
from cunxuan.core.given import Doc, as_choice, as_count, as_day, as_list, as_object, as_text, bad, known, need
from cunxuan.core.law import Rules, packs
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.people import registration as roll
from cunxuan.core.people.duplicates import Registered, duplicates
from cunxuan.core.people.objections import Objection, objection
from cunxuan.core.people.proxies import Proxy, may_hold, proxy_list
from cunxuan.core.people.proxy_reasons import NO_PROXIES
from cunxuan.core.people.relatives import RELATIONS, Relation, relation_called
from cunxuan.core.people.roll_changes import CORRECTIONS, GAINS, LOSSES, RollChange, publishes_again, roll_change
from cunxuan.core.people.years import Stay
from cunxuan.core.questions.asking import Question

SHANGHAI = timezone(timedelta(hours=8))

STAYS = ("lived_since", "lived_days", "village_work_since", "village_work_days")
ABOUT_ELSEWHERE = (
    *("stated_participation", "told", "unreachable", "returning", "proxy_given", "away_since"),
    *("refused_in_writing", "incapable", "incapacity_proved"),
)
CONDITIONS = (
    *STAYS,
    *("continuous", "group", "applied", "in_writing", "meeting_agreed", "home_certificate", "duties_done"),
)


def _eligible(rules: Rules, doc: Doc) -> Opinion:
    facts = tuple(
        as_choice(as_text(fact, f"facts[{i}]").lower(), f"facts[{i}]", _named_by_packs("candidate_exclusions"))
        for i, fact in enumerate(as_list(doc.get("facts", []), "facts"))
    )
    person = roll.Person(_day(doc, "birth"), hukou_here=True, lives_here=True, deprived=_flag(doc, "deprived"))
    return roll.eligible(rules, person, _day(doc, "polling_day"), facts)


def _registration(rules: Rules, doc: Doc) -> Opinion:
    person = roll.Person(
        birth_on=_day(doc, "birth"),
        hukou_here=_needed_flag(doc, "hukou_here"),
        lives_here=_flag(doc, "lives_here"),
        deprived=_flag(doc, "deprived"),
        registered_in=_text(doc, "registered_in"),
        stated=_maybe(doc, "stated_participation"),
        told=_flag(doc, "told"),
        unreachable=_flag(doc, "unreachable"),
        returning=_maybe(doc, "returning"),
        proxy_given=_flag(doc, "proxy_given"),
        away_since=_day_or_none(doc, "away_since"),
        refused_in_writing=_flag(doc, "refused_in_writing"),
        incapable=_flag(doc, "incapable"),
        incapacity_proved=_flag(doc, "incapacity_proved"),
        lived=_stay(doc, "lived"),
        worked=_stay(doc, "village_work"),
        continuous=_flag(doc, "continuous", default=True),
        group=as_choice(doc["group"], "group", _named_by_packs("extra_registered"))
        if doc.get("group") is not None
        else "",
        applied=_flag(doc, "applied"),
        in_writing=_flag(doc, "in_writing"),
        meeting_agreed=_maybe(doc, "meeting_agreed"),
        home_certificate=_flag(doc, "home_certificate"),
        duties_done=_flag(doc, "duties_done"),
    )
    return roll.registration(rules, person, _day(doc, "polling_day"), _day_or_none(doc, "registered_on"))


def _stay(doc: Doc, what: str) -> Stay:
    since, days = doc.get(f"{what}_since"), doc.get(f"{what}_days")
    if since is not None and days is not None:
        raise bad(
            f"{what}_days",
            f"已给出 {what}_since，不能再给出天数。",
            f"{what}_since is given; the number of days cannot be given too.",
        )
    return Stay(as_day(since, f"{what}_since") if since is not None else None, as_count(days or 0, f"{what}_days"))


def _duplicate(rules: Rules, doc: Doc) -> Opinion:
    given = as_list(need(doc, "", "registrations"), "registrations")
    registrations = [_registered(one, f"registrations[{i}]") for i, one in enumerate(given)]
    frozen = _flag(doc, "roll_frozen")
    return duplicates(rules, registrations, choice=_text(doc, "choice"), roll_frozen=frozen)


def _registered(value: Any, path: str) -> Registered:
    one = as_object(value, path)
    known(one, path, ("village", "status", "at"))
    status = as_choice(one.get("status", "confirmed"), f"{path}.status", ("confirmed", "pending"))
    at = as_day(need(one, path, "at"), f"{path}.at")
    return Registered(as_text(need(one, path, "village"), f"{path}.village"), at, status == "confirmed")


def _objection(rules: Rules, doc: Doc) -> Opinion:
    received = _moment(need(doc, "", "received"), "received")
    case = Objection(
        roll_published_on=_day(doc, "roll_published"),
        received_on=received,
        in_writing=_flag(doc, "in_writing", default=True),
        decided_on=_day_or_none(doc, "decided"),
        decision_in_writing=_flag(doc, "decision_in_writing", default=True),
        outcome_published_on=_day_or_none(doc, "outcome_published"),
        appealed_on=_day_or_none(doc, "appealed"),
        appeal_decided_on=_day_or_none(doc, "appeal_decided"),
    )
    _in_order(doc, ("received", received), ("decided", case.decided_on), ("appealed", case.appealed_on))
    _in_order(doc, ("appealed", case.appealed_on), ("appeal_decided", case.appeal_decided_on))
    return objection(rules, case, _day_or_none(doc, "today") or received)


def _in_order(doc: Doc, *days: tuple[str, date | None]) -> None:
    """Each day wants the one before it, and is not earlier."""
    for (before, first), (after, second) in pairwise(days):
        if second is not None and first is None:
            raise bad(after, f"给出了 {after}，还应当给出 {before}。", f"with {after}, {before} is wanted too.")
        if second is not None and first is not None and second < first:
            raise bad(after, f"{doc[after]} 早于 {before}，请核对。", f"{doc[after]} is before {before}; please check.")


def _proxy(rules: Rules, doc: Doc) -> Opinion:
    return may_hold(rules, _read_proxy(doc, ""), _day_or_none(doc, "polling_day"))


def _proxies(rules: Rules, doc: Doc) -> Opinion:
    """A village's whole list: each holder's principals are counted across it."""
    given = as_list(need(doc, "", "proxies"), "proxies")
    read = []
    for i, value in enumerate(given):
        one = as_object(value, f"proxies[{i}]")
        known(one, f"proxies[{i}]", PROXY_KEYS)
        read.append(_read_proxy(one, f"proxies[{i}]."))
    answers = proxy_list(rules, read, _day_or_none(doc, "polling_day"))
    listed = [
        {"principal": proxy.principal, "holder": proxy.holder, "ok": answer.ok, "code": answer.code, "held": held}
        for proxy, answer in answers
        for held in [answer.follows["held"] if answer.ok else None]
    ]
    found = [finding for _, answer in answers for finding in answer.findings]
    return opinion(found or [Finding(NO_PROXIES)], proxies=listed)


def _read_proxy(doc: Doc, path: str) -> Proxy:
    def name(key: str) -> str:
        return as_text(need(doc, path.rstrip("."), key), f"{path}{key}")

    def flag(key: str, *, default: bool) -> bool:
        return _flag(doc, key, default=default, path=path)

    return Proxy(
        principal=name("principal"),
        holder=name("holder"),
        relation=_relation(name("relation"), f"{path}relation"),
        holder_is_voter_here=flag("holder_is_voter_here", default=True),
        holder_is_candidate=flag("holder_is_candidate", default=False),
        holder_gave_proxy=flag("holder_gave_proxy", default=False),
        existing=_principals(doc.get("existing", 0), f"{path}existing"),
        principal_registered=flag("principal_registered", default=True),
        principal_away=flag("principal_away", default=True),
        principal_holds=_people(doc.get("principal_holds", []), f"{path}principal_holds"),
        other_holder=_text(doc, "other_holder", path),
        in_writing=flag("in_writing", default=True),
        passed_on_by=_text(doc, "passed_on_by", path),
        given_on=_day_or_none(doc, "applied", path),
        on_the_spot=flag("on_the_spot", default=False),
        published=_maybe(doc, "published", path),
        published_on=_day_or_none(doc, "published_on", path),
    )


def _principals(value: Any, path: str) -> tuple[str, ...]:
    """For whom the holder votes already: their names, or only how many they are."""
    if isinstance(value, list):
        return _people(value, path)
    return tuple(f"#{n}" for n in range(as_count(value, path)))


def _people(value: Any, path: str) -> tuple[str, ...]:
    return tuple(as_text(one, f"{path}[{i}]") for i, one in enumerate(as_list(value, path)))


def _relation(word: str, path: str) -> Relation:
    relation = relation_called(word)
    if relation is None:
        raise bad(
            path,
            f"不认识的关系“{word}”，可用 {'、'.join(RELATIONS)}，或者父母、子女、儿媳、邻居等称呼。",
            f"unknown relation “{word}”; use one of {', '.join(RELATIONS)}.",
        )
    return relation


def _roll_change(rules: Rules, doc: Doc) -> Opinion:
    polling_day = _day(doc, "polling_day")
    change = RollChange(
        reason=as_choice(need(doc, "", "reason"), "reason", (*GAINS, *LOSSES, *CORRECTIONS)),
        on=_day(doc, "on"),
        evidence=_text(doc, "evidence"),
        published_on=_day_or_none(doc, "published_on"),
        frozen=_flag(doc, "frozen"),
        round=as_choice(doc.get("round", "first"), "round", ("first", "runoff", "rerun")),
    )
    registered = as_count(doc["registered"], "registered") if doc.get("registered") is not None else None
    return roll_change(rules, change, polling_day, registered)


def _roll_postponed(rules: Rules, doc: Doc) -> Opinion:
    planned, moved = _day(doc, "polling_day"), _day(doc, "postponed_to")
    return publishes_again(rules, planned, moved)


def _named_by_packs(key: str) -> tuple[str, ...]:
    """What the texts of law name under a parameter that is a list."""
    values = (pack.rules[key].value for pack in packs() if key in pack.rules)
    return tuple(sorted({one for value in values if isinstance(value, tuple) for one in value}))


# -- reading ------------------------------------------------------------------------------------------------------


def _day(doc: Doc, key: str) -> date:
    return as_day(need(doc, "", key), key)


def _day_or_none(doc: Doc, key: str, path: str = "") -> date | None:
    return as_day(doc[key], f"{path}{key}") if doc.get(key) is not None else None


def _moment(value: Any, path: str) -> date:
    """The day of a receipt, in the place's time."""
    try:
        if isinstance(value, str) and "T" in value:
            moment = datetime.fromisoformat(value)
            return (moment.astimezone(SHANGHAI) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        pass
    return as_day(value, path)


def _flag(doc: Doc, key: str, *, default: bool = False, path: str = "") -> bool:
    found = _maybe(doc, key, path)
    return default if found is None else found


def _needed_flag(doc: Doc, key: str) -> bool:
    need(doc, "", key)
    return _flag(doc, key)


def _maybe(doc: Doc, key: str, path: str = "") -> bool | None:
    value = doc.get(key)
    return None if value is None else bool(as_choice(value, f"{path}{key}", (True, False)))


def _text(doc: Doc, key: str, path: str = "") -> str:
    return as_text(doc[key], f"{path}{key}") if doc.get(key) is not None else ""


PROXY_KEYS = (
    *("principal", "holder", "relation", "holder_is_voter_here", "holder_is_candidate"),
    *("holder_gave_proxy", "existing"),
    *("principal_registered", "principal_away", "principal_holds", "other_holder", "in_writing", "passed_on_by"),
    *("applied", "on_the_spot", "published", "published_on"),
)

QUESTIONS: dict[str, Question] = {
    "eligible": Question(
        "有没有选举权", "Has this person the right to vote?", ("birth", "deprived", "facts"), _eligible
    ),
    "registration": Question(
        "能不能登记参加选举，按哪一项登记",
        "Is this person registered, and under which head?",
        (
            *("birth", "hukou_here", "lives_here", "registered_on", "deprived", "registered_in"),
            *ABOUT_ELSEWHERE,
            *CONDITIONS,
        ),
        _registration,
    ),
    "duplicate": Question(
        "在几个村登记的，保留哪一个",
        "Which of several registrations stays?",
        ("registrations", "choice", "roll_frozen"),
        _duplicate,
    ),
    "objection": Question(
        "对名单的异议是否按期，几日前作出决定",
        "Is an objection to the roll in time, and decided in time?",
        (
            *("roll_published", "received", "in_writing", "decided", "decision_in_writing", "outcome_published"),
            *("appealed", "appeal_decided", "today"),
        ),
        _objection,
    ),
    "roll_change": Question(
        "公布后的名单能不能因此变更",
        "May a published roll change for this reason?",
        ("reason", "on", "evidence", "published_on", "frozen", "round", "registered"),
        _roll_change,
    ),
    "roll_postponed": Question(
        "选举日推迟后名单要不要重新公布",
        "Is the roll published again after a postponement?",
        ("postponed_to",),
        _roll_postponed,
    ),
    "proxy": Question("能不能接受委托投票", "May this person hold this proxy?", PROXY_KEYS, _proxy),
    "proxies": Question(
        "全村的委托名单，每人受几人委托", "A village's proxies, counted for each holder", ("proxies",), _proxies
    ),
}
