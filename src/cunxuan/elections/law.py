"""The law pages: which texts are held, which hold here today, and every parameter of a text in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cunxuan.core.law import Pack, Rule, Rules, in_words, packs, parameters, rules_for, rules_of_pack
from cunxuan.core.law.citations import cite, cite_en
from cunxuan.offices.models import Account, Division, Level

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
}
#: What was read of each text, by the source that a pack names; docs/sources.md says where.
SOURCES: dict[str, Words] = {
    "OL": ("读过 2018 年修正后的全文", "the whole text as amended in 2018 was read"),
    "OL25": ("读过 2025 年修正后的全文五十条", "the whole text of 50 articles as amended in 2025 was read"),
    "GC": (
        "只读到通知、第一章开头和文末；其余按各省条文中相同的规定",
        "only the notice, the beginning and the end were read; the rest follows provincial texts that say the same",
    ),
    "BJ": ("读过全文", "the whole text was read"),
    "HEN": ("读过有关选举的各章", "the chapters on elections were read"),
    "SC26": ("读过全文五十三条", "the whole text of 53 articles was read"),
    "SH": ("读过全文", "the whole text was read"),
    "ZJ": ("读过 2020 年的全文", "the whole text of 2020 was read"),
}
LAYERS: dict[str, Words] = {
    "national": ("法律", "Law"),
    "guidance": ("部规程", "Guidance"),
    "province": ("地方法规", "Provincial law"),
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


@dataclass(frozen=True, slots=True)
class Line:
    """One parameter as a page shows it: what it fixes, to what, where that stands, and whether it was read."""

    key: str
    title: Words
    value: Words
    article: Words
    pack: str
    confirmed: bool
    note: Words


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


def texts(today: date) -> tuple[Text, ...]:
    """Every text that is held, in order of time."""
    return tuple(text_of(pack, today) for pack in sorted(packs(), key=lambda pack: (pack.since, pack.name)))


def text_of(pack: Pack, today: date) -> Text:
    standing = "now" if pack.in_force_on(today) else "to come" if today < pack.since else "past"
    unconfirmed = sum(not rule.confirmed for rule in pack.rules.values())
    return Text(pack, LAYERS[pack.layer], SOURCES[pack.source], standing, unconfirmed)


def place_of(account: Account | None) -> Division | None:
    """The county an account works in; without one the installation's county, when it has only one."""
    counties = Division.objects.filter(level=Level.COUNTY)
    if account is not None:
        counties = counties.filter(code=account.division_id[:6])
    found = list(counties[:2])
    return found[0] if len(found) == 1 else None


def rules_here(place: Division | None, today: date) -> Rules:
    """The law of a place today; of the whole country where no place is known."""
    return rules_for(place.code if place else "", today)


def asked_first(rules: Rules) -> tuple[Line, ...]:
    return tuple(line_of(rule) for key in ASKED_FIRST if (rule := rules.get(key)))


def pack_named(name: str) -> Pack | None:
    return next((pack for pack in packs() if pack.name == name), None)


def rules_of(pack: Pack, today: date) -> Rules:
    """A text on top of what it stands on: today's texts while it is in force, else those it was written for."""
    return rules_of_pack(pack.name, today if pack.in_force_on(today) else None)


def parts(rules: Rules) -> tuple[Part, ...]:
    """Every parameter that these rules fix, part by part."""
    found = ((PARTS[part], tuple(lines_of(part, rules))) for part in PARTS)
    return tuple(Part(title, lines) for title, lines in found if lines)


def lines_of(part: str, rules: Rules) -> Iterator[Line]:
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
        confirmed=rule.confirmed,
        note=(rule.note, rule.note_en),
    )
