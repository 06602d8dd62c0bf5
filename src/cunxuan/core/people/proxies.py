"""Who may vote for whom (委托投票): the holder, the principal, the paper, the day, the list.

Organic Law art 15 (2010, 2018): a registered villager who is away during the election may entrust, in writing, a near
relative who has the right to vote in the village. Art 18 (2026): or another villager, read as another registered voter
of the village, as provinces do; nobody holds more than three, a candidate none. The election committee publishes both
names. Provinces fix days, a lower number, or that a proxy which was not published is void. The ministry's guidance
forbids to pass a proxy on.

Every check is made at once and every reason listed. What nobody recorded is not taken as a fault: a proxy without the
day on which it was given is told the last day instead. People are told apart by name: two of one name are given marks.

Public: `Proxy`, `may_hold`, `proxy_list`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cunxuan.core.dates import latest_before
from cunxuan.core.findings import Finding, Value
from cunxuan.core.law import Rule, Rules
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.people import proxy_reasons as why
from cunxuan.core.people.relatives import ALTERNATIVES, Relation, concerns, in_words, is_near_relative


@dataclass(frozen=True, slots=True)
class Proxy:
    """One principal's vote in one holder's hand. `None` is what nobody has recorded."""

    principal: str
    holder: str
    relation: Relation  # what the holder is to the principal
    holder_is_voter_here: bool = True
    holder_is_candidate: bool = False
    holder_gave_proxy: bool = False  # the holder is away too, and has entrusted somebody
    existing: tuple[str, ...] = ()  # principals for whom the holder votes already
    existing_unnamed: int = 0  # and how many more, whose names are not given
    principal_registered: bool = True
    principal_away: bool = True
    principal_holds: tuple[str, ...] = ()  # for whom the principal was to vote
    other_holder: str = ""  # to whom the principal gave the vote before
    in_writing: bool = True
    passed_on_by: str = ""  # the holder whom the principal named, who passed it on
    given_on: date | None = None
    on_the_spot: bool = False
    published: bool | None = None
    published_on: date | None = None


def may_hold(rules: Rules, proxy: Proxy, polling_day: date | None = None) -> Opinion:
    """May the holder vote for the principal?"""
    found = [
        *_holder(rules, proxy),
        *_cap(rules, proxy),
        *_principal(rules, proxy),
        *_paper(rules, proxy),
        *_in_time(rules, proxy, polling_day),
        *_publication(rules, proxy, polling_day),
    ]
    kin = is_near_relative(proxy.relation)
    if not any(one.blocks for one in found):
        found.insert(0, _allowed(rules, proxy))
    return opinion(
        found,
        holder_class="NEAR_RELATIVE" if kin else "OTHER_VILLAGER",
        held=_held(proxy) + 1,
        cap=rules.number("proxy_cap"),
        last_day=_days_before(rules, "proxy_days_before", polling_day),
        publish_by=_days_before(rules, "proxy_list_days_before", polling_day),
    )


def proxy_list(
    rules: Rules, proxies: Sequence[Proxy], polling_day: date | None = None
) -> tuple[tuple[Proxy, Opinion], ...]:
    """The proxies of a village in the order in which they were given, each in sight of those that stand before it.

    A proxy that is not lawful does not count against its holder.
    """
    answers: list[tuple[Proxy, Opinion]] = []
    for proxy in proxies:
        standing = [earlier for earlier, answer in answers if answer.ok]
        seen = _in_sight_of(proxy, standing)
        answers.append((seen, may_hold(rules, seen, polling_day)))
    return tuple(answers)


def _in_sight_of(proxy: Proxy, standing: Sequence[Proxy]) -> Proxy:
    held = (one.principal for one in standing if one.holder == proxy.holder)
    for_others = (one.principal for one in standing if one.holder == proxy.principal)
    gave_to = next((one.holder for one in standing if one.principal == proxy.principal), proxy.other_holder)
    return replace(
        proxy,
        holder_gave_proxy=proxy.holder_gave_proxy or any(one.principal == proxy.holder for one in standing),
        existing=tuple(dict.fromkeys((*proxy.existing, *held))),
        principal_holds=tuple(dict.fromkeys((*proxy.principal_holds, *for_others))),
        other_holder=gave_to,
    )


# -- the holder ---------------------------------------------------------------------------------------------------


def _holder(rules: Rules, proxy: Proxy) -> Iterator[Finding]:
    rule = rules["proxy_holder"]
    names = _names(proxy)
    if proxy.holder == proxy.principal:
        yield Finding(why.PROXY_TO_SELF, names, rule)
    elif rule.value == "near_relative" and not concerns(rule.value, proxy.relation):
        yield Finding(why.NOT_NEAR_RELATIVE, names | _called(proxy.relation), rule)
    if not proxy.holder_is_voter_here:
        yield Finding(why.HOLDER_NOT_A_VOTER_HERE, names, rule)
    if proxy.holder_gave_proxy:
        yield Finding(why.HOLDER_GAVE_A_PROXY, names)
    if proxy.holder_is_candidate:
        yield from _candidate(rules, proxy)


def _candidate(rules: Rules, proxy: Proxy) -> Iterator[Finding]:
    """A candidate holds none; older local texts let him vote for kin of a named kind."""
    rule = rules.get("candidate_may_hold_proxy")
    if rule is None:
        yield Finding(why.CANDIDATE_LAW_SILENT, _names(proxy))
    elif not (rule.value is True or (rule.value in ALTERNATIVES and concerns(rule.value, proxy.relation))):
        yield Finding(why.PROXY_HOLDER_IS_CANDIDATE, _names(proxy), rule)


def _held(proxy: Proxy) -> int:
    """For how many the holder votes already: each counted once, this principal apart."""
    return len({*proxy.existing} - {proxy.principal}) + proxy.existing_unnamed


def _cap(rules: Rules, proxy: Proxy) -> Iterator[Finding]:
    rule = rules.get("proxy_cap")
    held = _held(proxy)
    if rule is not None and held + 1 > _number(rule):
        yield Finding(why.PROXY_CAP_EXCEEDED, _names(proxy) | {"held": held, "cap": _number(rule)}, rule)


# -- the principal ------------------------------------------------------------------------------------------------


def _principal(rules: Rules, proxy: Proxy) -> Iterator[Finding]:
    rule = rules.get("proxy_principal")
    names = _names(proxy)
    if not proxy.principal_registered:
        yield Finding(why.PRINCIPAL_NOT_REGISTERED, names, rule)
    if not proxy.principal_away:
        yield Finding(why.PRINCIPAL_NOT_AWAY, names, rule)
    if proxy.other_holder not in ("", proxy.holder):
        yield Finding(why.PRINCIPAL_HAS_ANOTHER_HOLDER, names | {"other": proxy.other_holder})
    if proxy.principal_holds:
        yield Finding(why.PRINCIPAL_HOLDS_PROXIES, names | {"names": proxy.principal_holds})


# -- the paper, the day, the list ---------------------------------------------------------------------------------


def _paper(rules: Rules, proxy: Proxy) -> Iterator[Finding]:
    if not proxy.in_writing and rules.flag("proxy_in_writing"):
        yield Finding(why.PROXY_NOT_IN_WRITING, _names(proxy), rules["proxy_in_writing"])
    if proxy.passed_on_by:
        yield from _passed_on(rules, proxy)
    rule = rules.get("proxy_on_the_spot")
    if proxy.on_the_spot and rule is not None and not rule.value:
        yield Finding(why.PROXY_ON_THE_SPOT, _names(proxy), rule)


def _passed_on(rules: Rules, proxy: Proxy) -> Iterator[Finding]:
    rule = rules.get("proxy_may_delegate")
    values = _names(proxy) | {"by": proxy.passed_on_by}
    if rule is None:
        yield Finding(why.PASSING_ON_LAW_SILENT, values)
    elif not rule.value:
        yield Finding(why.PROXY_PASSED_ON, values, rule)


def _in_time(rules: Rules, proxy: Proxy, polling_day: date | None) -> Iterator[Finding]:
    if polling_day is None or proxy.given_on is None:
        return
    rule = rules.get("proxy_days_before")
    last = _days_before(rules, "proxy_days_before", polling_day) or polling_day
    if proxy.given_on > last:
        values: dict[str, Value] = {"given": proxy.given_on.isoformat(), "last": last.isoformat()}
        yield Finding(why.PROXY_TOO_LATE, values, rule)
    elif rule is None:
        yield Finding(why.PROXY_DEADLINE_LAW_SILENT, {})


def _publication(rules: Rules, proxy: Proxy, polling_day: date | None) -> Iterator[Finding]:
    """委托名单的公布: what was not published in time warns, and is void where the text says so."""
    latest = _days_before(rules, "proxy_list_days_before", polling_day)
    late = bool(latest and proxy.published_on and proxy.published_on > latest)
    if not late and (proxy.published_on or proxy.published is not False):
        return
    void = rules.flag("proxy_unpublished_void")
    values = _names(proxy) | {"last": latest.isoformat() if late and latest else ""}
    if late and not void:
        yield Finding(why.PROXY_PUBLISHED_LATE, values, rules["proxy_list_days_before"])
    elif void:
        yield Finding(why.PROXY_UNPUBLISHED_VOID, values, rules["proxy_unpublished_void"])
    elif rules.flag("proxy_list_published"):
        yield Finding(why.PROXY_NOT_PUBLISHED, values, rules["proxy_list_published"])


# -- words and numbers --------------------------------------------------------------------------------------------


def _allowed(rules: Rules, proxy: Proxy) -> Finding:
    rule = rules["proxy_holder"]
    values = _names(proxy) | _called(proxy.relation) | {"held": _held(proxy) + 1}
    return Finding(why.PROXY_OK, values, rule)


def _called(relation: Relation) -> dict[str, Value]:
    return {"relation": in_words(relation), "relation_en": in_words(relation, "en")}


def _names(proxy: Proxy) -> dict[str, Value]:
    return {"principal": proxy.principal, "holder": proxy.holder}


def _days_before(rules: Rules, key: str, polling_day: date | None) -> date | None:
    rule = rules.get(key)
    return latest_before(polling_day, _number(rule)) if rule and polling_day else None


def _number(rule: Rule) -> int:
    return int(str(rule.value))
