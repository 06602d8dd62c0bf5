"""The law pages: which texts are held, what holds in a place on a day and where each value comes from, what is unread.

Everything shown is core.law's; here it is put in the order of an election and in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from cunxuan.core.law import Pack, Rule, Rules, in_words, packs, parameters, rules_for, rules_of_pack
from cunxuan.core.law.citations import cite, cite_en
from cunxuan.core.law.differences import Change, Explained, differences, explained
from cunxuan.core.law.statutes import Statute, statutes
from cunxuan.core.law.texts import LAYER_NAMES, read_of
from cunxuan.core.steps import NAMES
from cunxuan.offices.models import Account, Division, Level

from .actions import rules_of as rules_of_election
from .models import Election

Words = tuple[str, str]  # Chinese, English

#: The parts of the law, in the order of an election.
PARTS: dict[str, Words] = {
    "composition": ("组成和任期", "Composition and term"),
    "election_committee": ("村民选举委员会", "Election committee"),
    "roll": ("登记和名单", "Registration and roll"),
    "candidates": ("候选人", "Candidates"),
    "notices": ("公告和工作人员", "Notices and staff"),
    "proxies": ("委托投票", "Proxies"),
    "vote": ("投票和计票", "Vote and count"),
    "runoff": ("另行选举和缺额", "Runoff and vacancies"),
    "afterwards": ("移交和归档", "Handover and archive"),
    "recall": ("罢免、辞职和补选", "Recall, resignation, by-election"),
    "meetings": ("村民会议和村民代表会议", "Meetings"),
    "oversight": ("民主评议和审计", "Evaluation and audit"),
    "party": ("村党组织选举", "Election of the Party organisation"),
    "petitions": ("信访", "Petitions"),
}
#: What people ask first.
ASKED_FIRST = (
    "seats_min",
    "seats_max",
    "roll_days_before",
    "objection_days",
    "decision_days",
    "turnout",
    "win",
    "tie",
    "woman_seat",
    "proxy_cap",
    "runoff_floor",
    "runoff_days",
    "handover_days",
)
#: Between the name of a text of law and the county's own pack on top of it.
ON_TOP = "+"


@dataclass(frozen=True, slots=True)
class Line:
    """One parameter as a page shows it: what it fixes, to what, where that stands, and whether it was read."""

    key: str
    title: Words
    value: Words
    article: Words
    pack: str
    layer: Words
    confirmed: bool
    note: Words

    @property
    def has_page(self) -> bool:
        """What the village itself adopted stands in no text of law."""
        return "@" in self.pack

    def says(self, asked: str) -> bool:
        """Does a word that is looked for stand anywhere in it?"""
        told = (self.key, *self.title, *self.value, *self.article, *self.note, self.pack, *self.layer)
        return asked.casefold() in " ".join(told).casefold()


@dataclass(frozen=True, slots=True)
class Part:
    title: Words
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of law that is held. `standing` is "now", "past" or "to come"."""

    pack: Pack
    layer: Words
    read: Words
    standing: str
    unconfirmed: int


# Texts


def texts(today: date) -> tuple[Text, ...]:
    """Every text that is held, in order of time."""
    return tuple(text_of(pack, today) for pack in sorted(packs(), key=lambda pack: (pack.since, pack.name)))


def text_of(pack: Pack, today: date) -> Text:
    standing = "now" if pack.in_force_on(today) else "to come" if today < pack.since else "past"
    unconfirmed = sum(not rule.confirmed for rule in pack.rules.values())
    return Text(pack, LAYER_NAMES[pack.layer], read_of(pack.source), standing, unconfirmed)


def pack_named(name: str) -> Pack | None:
    """A text by its name; of the name of a county's rules, which lie on top of another, the county's."""
    return next((pack for pack in packs() if pack.name == name.split(ON_TOP)[-1]), None)


def rules_of(pack: Pack, today: date) -> Rules:
    """A text on top of what it stands on: today's texts while it is in force, else those it was written for."""
    return rules_of_pack(pack.name, today if pack.in_force_on(today) else None)


# The place


def place_of(account: Account | None) -> Division | None:
    """The county an account works in; without one the installation's county, when it has only one."""
    counties = Division.objects.filter(level=Level.COUNTY)
    if account is not None:
        counties = counties.filter(code=account.division_id[:6])
    found = list(counties[:2])
    return found[0] if len(found) == 1 else None


def rules_here(place: Division | None, on: date) -> Rules:
    """The law of a place on a day; of the whole country where no place is known."""
    return rules_for(place.code if place else "", on)


def rules_in_village(election: Election) -> Rules:
    """The law that a village votes under, with the method it adopted on top."""
    return rules_of_election(election).adopting(election.measures)


def election_of_village(account: Account | None, code: str) -> Election | None:
    """The present election of a village of the account's own place."""
    if account is None:
        return None
    return Election.objects.of(account).select_related("village").filter(village_id=code).order_by("year", "pk").last()


# Parameters


def asked_first(rules: Rules) -> tuple[Line, ...]:
    return tuple(line_of(rule) for key in ASKED_FIRST if (rule := rules.get(key)))


def parts(rules: Rules, asked: str = "") -> tuple[Part, ...]:
    """Every parameter that these rules fix, part by part; only those that say what is looked for."""
    return in_parts(rule for rule in rules.rules.values() if not asked or line_of(rule).says(asked))


def unconfirmed(rules: Rules) -> tuple[Part, ...]:
    """What holds here and was not read, or is the program's own reading: the county checks it."""
    return in_parts(rule for rule in rules.rules.values() if not rule.confirmed)


def in_parts(rules: Iterable[Rule]) -> tuple[Part, ...]:
    held = {rule.key: rule for rule in rules}
    found = ((PARTS[part], tuple(lines_of(part, held))) for part in PARTS)
    return tuple(Part(title, lines) for title, lines in found if lines)


def lines_of(part: str, rules: dict[str, Rule]) -> Iterator[Line]:
    for words in parameters().values():
        rule = rules.get(words.key)
        if words.part == part and rule is not None:
            yield line_of(rule)


def line_of(rule: Rule) -> Line:
    words = parameters()[rule.key]
    return Line(
        key=rule.key,
        title=(words.zh, words.en),
        value=(in_words(rule.value), in_words(rule.value, "en")),
        article=(cite(rule.title, rule.article), cite_en(rule.title_en, rule.article)),
        pack=rule.pack,
        layer=LAYER_NAMES[rule.layer],
        confirmed=rule.confirmed,
        note=(rule.note, rule.note_en),
    )


def count(shown: Iterable[Part]) -> int:
    return sum(len(part.lines) for part in shown)


# Where an older provincial text gave way


@dataclass(frozen=True, slots=True)
class Conflict:
    """A point on which the law in force prevails over an older text of the province."""

    applied: Line
    gave_way: Line


def conflicts(rules: Rules) -> tuple[Conflict, ...]:
    found = []
    for key in rules.conflicts:
        older = next((rule for rule in rules.beneath(key) if rule.layer == "province"), None)
        if older is not None:
            found.append(Conflict(line_of(rules[key]), line_of(older)))
    return tuple(found)


# One parameter in every text


@dataclass(frozen=True, slots=True)
class Said:
    """What one text says on a point. `applied`: this is the one that holds."""

    text: Text
    line: Line
    applied: bool


def said_everywhere(rule: Rule, today: date) -> tuple[Said, ...]:
    """What each text that is held says on the point of a rule, in order of time."""
    found = (text for text in texts(today) if rule.key in text.pack.rules)
    return tuple(Said(text, line_of(text.pack.rules[rule.key]), text.pack.name == rule.pack) for text in found)


def explanations_of(rule: Rule) -> tuple[Explained, ...]:
    """What the law of 2026 changed on this point, in plain words."""
    before, now = rules_of_pack("CN@2018-12-29"), rules_of_pack("CN@2026-01-01")
    return tuple(one for one in explained(before, now) if rule.key in one.rules)


# What the program leaves to people


@dataclass(frozen=True, slots=True)
class ForPeople:
    """A rule that people see to: where it stands, why the program does not, and the steps that serve it."""

    rule: Statute
    article: Words | None
    steps: tuple[Words, ...]
    in_part: bool  # the rest of it is computed

    @property
    def confirmed(self) -> bool:
        return self.rule.read != "memory"


def rules_in_all() -> int:
    """How many rules the list has, computed and left to people."""
    return len(statutes())


def left_to_people() -> tuple[ForPeople, ...]:
    """The rules in which something is for people to decide or to do, in the order of the list."""
    return tuple(
        ForPeople(rule, article_now(rule), tuple(NAMES[step] for step in rule.people.steps), bool(rule.computed))
        for rule in statutes()
        if rule.people
    )


#: The editions in force, as they are cited.
IN_FORCE = {
    "cn2026": ("村民委员会组织法", "Organic Law"),
    "party2020": ("基层组织选举工作条例", "Party Regulations"),
}


def article_now(rule: Statute) -> Words | None:
    """Where a rule stands in the edition in force; those of guidance and provinces stand in their packs."""
    edition = next((edition for edition in IN_FORCE if edition in rule.article), None)
    if edition is None:
        return None
    zh, en = IN_FORCE[edition]
    return cite(zh, rule.article[edition]), cite_en(en, rule.article[edition])


# What is different this time


@dataclass(frozen=True, slots=True)
class Difference:
    """A change of one parameter as a page shows it: before and now, either may be missing."""

    kind: str
    title: Words
    before: Line | None
    now: Line | None


@dataclass(frozen=True, slots=True)
class Differences:
    """What the law of one day says otherwise than that of another, in one place."""

    packs_before: tuple[str, ...]
    packs_now: tuple[str, ...]
    explained: tuple[Explained, ...]
    said_otherwise: tuple[Difference, ...]
    renumbered: tuple[Difference, ...]


def differences_between(place: Division | None, before: date, now: date) -> Differences:
    old, new = rules_here(place, before), rules_here(place, now)
    found = tuple(map(difference_of, differences(old, new)))
    return Differences(
        packs_before=statutes_of(old),
        packs_now=statutes_of(new),
        explained=explained(old, new),
        said_otherwise=tuple(one for one in found if one.kind != "renumbered"),
        renumbered=tuple(one for one in found if one.kind == "renumbered"),
    )


def statutes_of(rules: Rules) -> tuple[str, ...]:
    """The texts of a law without the guidance, which is the same for all."""
    return tuple(pack.name for pack in rules.packs if pack.layer != "guidance")


def difference_of(change: Change) -> Difference:
    words = parameters()[change.key]
    before, now = (line_of(rule) if rule else None for rule in (change.before, change.now))
    return Difference(change.kind, (words.zh, words.en), before, now)


def season_of(place: Division | None, today: date) -> date:
    """The county's present polling season: the day on which most of its villages vote; today where none is to."""
    if place is None:
        return today
    here = Election.objects.filter(village__code__startswith=place.code)
    latest = here.aggregate(year=Max("year"))["year"]
    days = Counter(
        fixed or planned
        for fixed, planned in here.filter(year=latest).values_list("polling_day", "planned_polling_day")
    )
    return min(days, key=lambda day: (-days[day], day), default=today)


def years_before(day: date, years: int = 5) -> date:
    """The same day of an earlier year; of 29 February the day before."""
    return date(day.year - years, day.month, min(day.day, 28) if day.month == 2 else day.day)
