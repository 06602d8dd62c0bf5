"""What the papers of the roll say: the list A04, its correction A04-1, the register of objections O33, a decision O34.

On paper there is no space between Chinese and figures. Filled by hand they are the same papers without their values.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from cunxuan.core.chain import short_code
from cunxuan.core.law import Rules
from cunxuan.core.strokes import by_strokes
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.elections.papers import cited, complaint, head_of, ladder, laws_named
from cunxuan.records.models import IssuedPaper
from cunxuan.rendering import paper
from cunxuan.rendering.contexts import plain
from cunxuan.rendering.forms.A04 import context as a04
from cunxuan.rendering.forms.A04_1 import context as a04_1
from cunxuan.rendering.forms.O33 import context as o33
from cunxuan.rendering.forms.O34 import context as o34
from cunxuan.rendering.words import day, figure
from cunxuan.web.clock import COUNTY_TIME

from .models import Claim, Decision, Objection, Roll
from .objection_clock import Clock, clock_of, period_of
from .versions import CATEGORIES, Comparison, Difference, Listed, group_name, grouped

NOTICE = "第4号"


def subject_of(roll: Roll) -> str:
    return f"{roll.election.semantic_id}.roll{roll.version}"


def laws_of(rules: Rules, *keys: str) -> tuple[str, ...]:
    """The national law, and whatever other text these points rest on."""
    used = {rule.pack for key in keys if (rule := rules.get(key))}
    return laws_named(pack for pack in rules.packs if pack.layer == "national" or pack.name in used)


# -- A04 ----------------------------------------------------------------------------------------------------------


def notice_number(roll: Roll) -> str:
    """第4号 in a village's series of announcements; a corrected list is 第4号第2版."""
    return NOTICE if roll.version == 1 else f"{NOTICE}第{roll.version}版"


def paper_of(roll: Roll) -> IssuedPaper | None:
    """The list as it was published in this version."""
    return IssuedPaper.objects.filter(subject=subject_of(roll), form_id="A04").order_by("-pk").first()


def order_of(roll: Roll) -> a04.Order:
    """The order in which the names of a version stand."""
    issued = paper_of(roll)
    return a04.Order(json.loads(issued.context)["order"]) if issued else a04.Order.HOUSEHOLD


def roll_notice(roll: Roll, entries: tuple[Listed, ...], order: a04.Order, at: datetime) -> a04.RollNotice:
    election = roll.election
    rules = rules_of(election)
    period = period_of(election, rules)
    return a04.RollNotice(
        paper=head_of(election, issued_on=roll.published_on, figures_at=at, pack=election.pack),
        headline=f"登记参加选举的村民共{figure(roll.count)}人，现按村民小组公布。",
        version=roll.version,
        order=order,
        polled_on=election.polling_day,
        registered=roll.count,
        groups=tuple(
            a04.Group(name=group_name(number), names=tuple(names_in_order(people, order)))
            for number, people in grouped(entries)
        ),
        objection_days=period.days,
        objections_until=period.last,
        categories=tuple(categories(entries)),
        objection_basis=cited(rules["objection_days"]),
        late="逾期不予受理。" if rules.flag("late_objection_refused") else "",
        list_digest=short_code(roll.digest),
        laws=laws_of(rules, "objection_days", "roll_days_before", "residence_years"),
    )


def names_in_order(people: Iterable[Listed], order: a04.Order) -> list[str]:
    return [one.name for one in in_order(people, order)]


def in_order(people: Iterable[Listed], order: a04.Order) -> list[Listed]:
    if order is a04.Order.STROKES:
        return sorted(people, key=lambda one: by_strokes(one.name))
    return sorted(people, key=lambda one: (one.household_no, one.card_no))


def categories(entries: Iterable[Listed]) -> Iterator[a04.Category]:
    counts = Counter(one.category for one in entries)
    for key, (zh, _) in CATEGORIES.items():
        if counts[key]:
            yield a04.Category(label=zh, people=counts[key])


def blank_notice(election: Election, day_printed: date) -> dict[str, Any]:
    """The list to be filled by hand: the groups that the village has, with lines for names."""
    rules = rules_of(election)
    numbers = election.village.residents.order_by("group_no").values_list("group_no", flat=True).distinct()
    notice = a04.RollNotice(
        paper=head_of(election, issued_on=day_printed, figures_at=None, pack=election.pack, number=NOTICE),
        headline="登记参加选举的村民，现按村民小组公布。",
        version=1,
        order=a04.Order.HOUSEHOLD,
        polled_on=election.polling_day,
        registered=None,
        groups=tuple(a04.Group(name=group_name(number), lines=LINES) for number in list(numbers) or [1]),
        objection_days=int(str(rules["objection_days"].value)),
        objections_until=None,
        objection_basis=cited(rules["objection_days"]),
        late="逾期不予受理。" if rules.flag("late_objection_refused") else "",
    )
    return as_said(notice)


LINES = 60  # for names to be written, in each group of a blank list


def as_said(context: Any) -> dict[str, Any]:
    said: dict[str, Any] = plain(context)
    return said


# -- A04-1 --------------------------------------------------------------------------------------------------------


def correction_number(election: Election) -> str:
    """第4-1号, counted through the village's corrections."""
    before = IssuedPaper.objects.filter(subject__startswith=f"{election.semantic_id}.roll", form_id="A04_1")
    return f"第4-{before.count() + 1}号"


def correction(
    roll: Roll, before: Roll, found: Comparison | None, outcomes: Iterable[Objection], on: date, at: datetime
) -> a04_1.RollCorrection:
    """What changed from the version before, and how objections were decided. Without a comparison the list stands."""
    election = roll.election
    decided = tuple(outcome(one) for one in outcomes)
    added, removed, corrected = (
        tuple(changed(one) for one in people)
        for people in ((found.added, found.removed, found.corrected) if found else ((), (), ()))
    )
    rules = rules_of(election)
    return a04_1.RollCorrection(
        paper=head_of(election, issued_on=on, figures_at=at, pack=election.pack),
        headline=correction_said(len(added), len(removed), len(corrected), len(decided), roll.count),
        version=roll.version,
        polled_on=election.polling_day,
        before=before.count,
        registered=roll.count,
        added=added,
        removed=removed,
        corrected=corrected,
        outcomes=decided,
        list_digest=short_code(roll.digest),
        laws=laws_of(rules, "decision_days", "roll_days_before"),
    )


def correction_said(added: int, removed: int, corrected: int, decided: int, total: int) -> str:
    parts = (("增加", added, "人"), ("减少", removed, "人"), ("更正", corrected, "人"))
    changes = "，".join(f"{word}{number}{unit}" for word, number, unit in parts if number)
    objections = f"公布异议处理结果{decided}件。" if decided else ""
    if not changes:
        return f"{objections}名单没有变动，登记总数{figure(total)}人。"
    return f"登记参加选举的村民名单更正如下：{changes}。{objections}更正后登记总数{figure(total)}人。"


def changed(one: Difference) -> a04_1.Changed:
    """The reason, without what proves it: that stays with the committee."""
    return a04_1.Changed(
        group=group_name(one.group_no),
        name=one.name,
        reason="；".join(dict.fromkeys(zh for zh, _ in one.reasons)),
        before=one.before,
    )


def outcome(one: Objection) -> a04_1.Outcome:
    return a04_1.Outcome(
        number=one.number,
        about=one.about,
        claim=Claim(one.claim).label,
        decision=Decision(one.decision).label,
        reason=one.reason,
    )


# -- O33, O34 -----------------------------------------------------------------------------------------------------


def register_of(election: Election, objections: Iterable[Objection], today: date, at: datetime) -> dict[str, Any]:
    """The register of objections as it stands."""
    rules = rules_of(election)
    period = period_of(election, rules)
    head = head_of(election, issued_on=today, figures_at=at, pack=election.pack)
    register = o33.ObjectionRegister(
        paper=without_seal(head),
        published_on=period.published,
        first=period.first,
        last=period.last,
        decision_days=int(str(rules["decision_days"].value)),
        entries=tuple(entry(one, clock_of(one, rules, period.published, today)) for one in objections),
    )
    return as_said(register)


def blank_register(election: Election, today: date) -> dict[str, Any]:
    rules = rules_of(election)
    head = head_of(election, issued_on=today, figures_at=None, pack=election.pack)
    register = o33.ObjectionRegister(
        paper=without_seal(head),
        published_on=None,
        first=None,
        last=None,
        decision_days=int(str(rules["decision_days"].value)),
        lines=16,
    )
    return as_said(register)


def without_seal(head: paper.Paper) -> paper.Paper:
    return replace(head, seal=paper.Seal.NONE)


def entry(one: Objection, clock: Clock) -> o33.Entry:
    return o33.Entry(
        number=one.number,
        applicant=one.applicant,
        about=one.about,
        claim=Claim(one.claim).label,
        text=one.text,
        received_at=one.received_at.astimezone(COUNTY_TIME),
        decide_by=clock.decide_by,
        late=not clock.in_time,
        decision=Decision(one.decision).label if one.decision else "",
        decided_on=one.decided_on,
        published_on=one.outcome_published_on,
    )


def decision_number(one: Objection) -> str:
    """柳树选异〔2026〕3号: the number of the objection."""
    return f"{one.election.village.short_name}选异〔{one.election.year}〕{one.number}号"


def decision_of(one: Objection) -> o34.ObjectionDecision:
    """The decision as the objector gets it."""
    assert one.decided_on is not None, "only a decided objection has a decision"
    election = one.election
    rules = rules_of(election)
    period = period_of(election, rules)
    clock = clock_of(one, rules, period.published, one.decided_on)
    word = Decision(one.decision).label
    return o34.ObjectionDecision(
        paper=head_of(election, issued_on=one.decided_on, figures_at=None, pack=election.pack),
        headline=f"{one.applicant}对{one.about}的异议（{Claim(one.claim).label}）{word}。",
        applicant=one.applicant,
        about=one.about,
        claim=Claim(one.claim).label,
        text=one.text,
        received_at=one.received_at.astimezone(COUNTY_TIME),
        in_time=f"{'在异议期限内' if clock.in_time else '已过异议期限'}（最后一日{day(period.last)}）",
        decision=word if one.decision == Decision.NOT_ACCEPTED else f"异议{word}",
        reason=one.reason,
        follows=what_follows(one),
        decided_on=one.decided_on,
        decide_by=clock.decide_by,
        basis=articles_of(rules),
        appeal=appeal_said(election, rules),
        laws=laws_of(rules, "objection_days", "decision_days"),
    )


def articles_of(rules: Rules) -> tuple[paper.Basis, ...]:
    """Where the two periods stand; often that is one article."""
    found = (cited(rules.get(key)) for key in ("objection_days", "decision_days"))
    return tuple(dict.fromkeys(basis for basis in found if basis))


def what_follows(one: Objection) -> str:
    if one.decision != Decision.UPHELD:
        return "名单不变"
    done = {
        Claim.ADD: f"{one.about}补列入登记参加选举的村民名单",
        Claim.REMOVE: f"{one.about}从登记参加选举的村民名单中除去",
        Claim.CORRECT: f"更正{one.about}的登记",
    }
    return f"{done[Claim(one.claim)]}，随更正补充公告公布"


def appeal_said(election: Election, rules: Rules) -> str:
    """The appeal that the place's text gives, else where villagers can turn."""
    days = rules.number("objection_appeal_days")
    if days is None:
        return complaint(election)
    _, township, _ = ladder(election.village)
    return f"自决定之日起{days}日内向{township}申诉。"


def blank_decision(election: Election, today: date) -> dict[str, Any]:
    rules = rules_of(election)
    decision = o34.ObjectionDecision(
        paper=head_of(election, issued_on=today, figures_at=None, pack=election.pack),
        headline="",
        applicant="",
        about="",
        claim="",
        text="",
        received_at=None,
        in_time="",
        decision="",
        reason="",
        follows="",
        decided_on=None,
        basis=articles_of(rules),
        appeal=appeal_said(election, rules),
        laws=laws_of(rules, "objection_days", "decision_days"),
    )
    return as_said(decision)
