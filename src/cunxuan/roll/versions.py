"""The published versions of a roll: who stands on each, its digest, and how two of them differ.

An entry belongs to the versions from `since_version` on and before `until_version`; nothing of a published version is
ever changed. The digest of a version is taken over what it published: card number, group, name and category of each
entry, in the order of the card numbers.

Public: `entries_of`, `listed`, `digest_of`, `latest`, `compared`, `Listed`, `Comparison`, `Difference`, `group_name`,
`CATEGORIES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, QuerySet

from cunxuan.core import chain
from cunxuan.core.errors import Refusal
from cunxuan.core.law import in_words
from cunxuan.core.people.roll_changes import CORRECTION_WORDS
from cunxuan.elections.models import Election

from .models import Claim, Decision, Objection, Roll, RollChange, RollEntry

Words = tuple[str, str]

#: Under which head of the law somebody stands on the roll (OL-09), as lists say it.
CATEGORIES: dict[str, Words] = {
    "a": ("户籍在本村并且在本村居住", "hukou here and living here"),
    "b": ("户籍在本村、不在本村居住、本人表示参加选举", "hukou here, living elsewhere, has stated to take part"),
    "c": (
        "户籍不在本村、在本村居住一年以上、本人申请并经会议同意",
        "hukou elsewhere, living here for a year, applied, and a meeting agreed",
    ),
    "c_work": (
        "户籍不在本村、在本村从事村务工作一年以上、本人申请并经会议同意",
        "hukou elsewhere, a year of village work, applied, and a meeting agreed",
    ),
    "d": ("本省规定可以登记的其他人员", "of another group that the province's text lets register"),
}

#: Why an entry was taken for another, where no text of law has a word for it.
OUR_WORDS: dict[str, Words] = {
    "objection_upheld_corrected": ("异议成立，予以更正", "an objection was upheld: corrected"),
    "recorded_by_mistake": ("前次变更有误，予以恢复", "an earlier change was recorded by mistake: restored"),
    "list_corrected": ("居民名册更正", "the list of residents was corrected"),
}


def reason_said(reason: str) -> Words:
    """Why a roll changed, in words."""
    said = OUR_WORDS.get(reason) or CORRECTION_WORDS.get(reason)
    return said or (in_words(reason), in_words(reason, "en"))


class Listed(NamedTuple):
    """An entry as it was published."""

    resident: int
    card_no: int
    group_no: int
    household_no: int
    name: str
    category: str


def latest(election: Election) -> Roll:
    """The version in force."""
    roll = election.rolls.order_by("-version").first()
    if roll is None:
        raise Refusal(
            "ROLL_NOT_PUBLISHED",
            "名单还没有公布。",
            "请先公布名单。",
            "The roll is not published yet.",
            "Publish the roll first.",
        )
    return roll


def entries_of(election: Election, version: int) -> QuerySet[RollEntry]:
    """The entries that the version published, by card number."""
    standing = Q(until_version__isnull=True) | Q(until_version__gt=version)
    return RollEntry.objects.filter(standing, election=election, since_version__lte=version).order_by("card_no", "pk")


def listed(election: Election, version: int) -> tuple[Listed, ...]:
    rows = entries_of(election, version).values_list(
        "resident_id", "card_no", "group_no", "resident__household_no", "name", "category"
    )
    return tuple(map(Listed._make, rows.iterator(5000)))


def digest_of(entries: Iterable[Listed]) -> str:
    """What a published list states of itself."""
    rows = ([one.card_no, one.group_no, one.name, one.category] for one in entries)
    return chain.batch_digest(rows)


def group_name(number: int) -> str:
    """A group as papers name it."""
    return group_words(number)[0]


def group_words(number: int) -> Words:
    """A group as pages name it."""
    return (f"第{number}村民小组", f"Group {number}") if number else ("未分组", "No group")


# -- two versions beside one another ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """A person who stands in one version and not in the other, or otherwise, and why."""

    name: str
    group_no: int
    category: Words
    reasons: tuple[Words, ...]
    evidence: tuple[str, ...]
    before: str = ""  # name and group as the earlier version had them, where they changed
    before_en: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    earlier: Roll
    later: Roll
    added: tuple[Difference, ...]
    removed: tuple[Difference, ...]
    corrected: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        return not (self.added or self.removed or self.corrected)


def compared(earlier: Roll, later: Roll) -> Comparison:
    """Who came, who went, who stands otherwise between two versions, with every reason that was published."""
    election = later.election
    old = {one.resident: one for one in listed(election, earlier.version)}
    new = {one.resident: one for one in listed(election, later.version)}
    why = Reasons(election, earlier.version, later.version)
    return Comparison(
        earlier,
        later,
        added=tuple(why.of(one) for one in new.values() if one.resident not in old),
        removed=tuple(why.of(one) for one in old.values() if one.resident not in new),
        corrected=tuple(
            why.of(one, before=old[one.resident])
            for one in new.values()
            if one.resident in old and said_of(one) != said_of(old[one.resident])
        ),
    )


def said_of(entry: Listed) -> tuple[int, str, str]:
    return entry.group_no, entry.name, entry.category


class Reasons:
    """The changes that the versions after the earlier one published, up to the later one."""

    def __init__(self, election: Election, earlier: int, later: int) -> None:
        changes = RollChange.objects.filter(election=election, version__gt=earlier, version__lte=later)
        self._changes: dict[int, list[RollChange]] = {}
        for change in changes.order_by("pk"):
            self._changes.setdefault(change.resident_id, []).append(change)
        self._corrections = correction_objections(election)

    def of(self, one: Listed, before: Listed | None = None) -> Difference:
        changes = self._changes.get(one.resident, [])
        reasons = [reason_said(change.reason) for change in changes]
        evidence = [change.evidence for change in changes]
        if before is not None and not changes:
            objection = self._corrections.get(one.resident)
            reasons = [reason_said("objection_upheld_corrected" if objection else "list_corrected")]
            evidence = [f"第{objection.number}号异议"] if objection else []
        return Difference(
            name=one.name,
            group_no=one.group_no,
            category=CATEGORIES.get(one.category, (one.category, one.category)),
            reasons=tuple(reasons),
            evidence=tuple(evidence),
            before=change_said(before, one) if before else "",
            before_en=change_said(before, one, "en") if before else "",
        )


def correction_objections(election: Election) -> dict[int, Objection]:
    """By resident the last objection that corrected their entry."""
    upheld = Objection.objects.filter(election=election, claim=Claim.CORRECT, decision=Decision.UPHELD)
    return {one.resident_id: one for one in upheld.order_by("number") if one.resident_id}


def change_said(before: Listed, after: Listed, lang: str = "zh") -> str:
    """What the list said before: the name, and the group where that changed."""
    english = lang == "en"
    return (", " if english else "，").join(
        said
        for said, changed in (
            (before.name, before.name != after.name or before.group_no == after.group_no),
            (group_words(before.group_no)[english], before.group_no != after.group_no),
        )
        if changed
    )


def grouped(entries: Iterable[Listed]) -> Iterator[tuple[int, list[Listed]]]:
    """The entries by group, the groups in order."""
    groups: dict[int, list[Listed]] = {}
    for one in entries:
        groups.setdefault(one.group_no, []).append(one)
    yield from sorted(groups.items())
