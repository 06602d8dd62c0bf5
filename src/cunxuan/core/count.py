"""What a count sheet (计票单) asks, in the order and with the numbers of the printed form, and what several add up to.

Legal basis: Organic Law art 15 (2018), art 18 (2026): the count is public; who took part and who got how many votes
is counted place by place. Whether the figures agree with each other is left to core.count_checks, who typed them to
core.double_entry, and who is elected to core.determination.

The figures of a sheet are one mapping from field key to number; an empty field is missing or None. The names written
under 另选他人 stand in the same mapping: `chair.write_in:张三`. A place on a ballot that is void for one post only
counts under 未选、弃权 of that post.

Public: `Box`, `SheetContest`, `sheet_definition`, `SheetDefinition`, `Section`, `Field`, `write_in_key`, `write_ins`,
`PostVotes`, `CountTotals`, `sum_sheets`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from cunxuan.core.chain import canonical, text_digest
from cunxuan.core.law.citations import chinese_number

Figures = Mapping[str, int | None]
FieldKind = Literal["account", "box", "recovered", "candidate", "write_in", "against", "blank"]

NAMES = ":"  # chair.write_in:张三

POSTS: Mapping[str, tuple[str, str]] = {
    "chair": ("主任", "Chair"),
    "vice_chair": ("副主任", "Vice-chair"),
    "member": ("委员", "Member"),
    "secretary": ("书记", "Secretary"),
    "deputy_secretary": ("副书记", "Deputy secretary"),
}
WOMAN_MEMBER = ("妇女委员", "Woman member")

ACCOUNT = (
    ("registered", "登记参加选举的村民", "Registered villagers"),
    ("printed", "印制选票", "Ballots printed"),
    ("issued", "发出选票", "Ballots issued"),
    ("proxy", "其中：委托投票", "Of these by proxy"),
    ("spoiled", "换发作废", "Spoiled and replaced"),
    ("unused", "剩余选票", "Ballots left over"),
)
RECOVERED = (
    ("returned", "收回选票", "Ballots returned"),
    ("valid", "有效票", "Valid ballots"),
    ("rejected", "无效票", "Rejected ballots"),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A ballot box of the place: fixed, or mobile (流动票箱)."""

    key: str
    name: str
    mobile: bool = False

    @property
    def field(self) -> str:
        return f"box.{self.key}"


@dataclass(frozen=True, slots=True)
class SheetContest:
    """A post as the ballot lists it: seats to fill, candidates in the ballot's order, and whether 反对 is counted."""

    post: str
    seats: int
    candidates: tuple[str, ...]
    has_against: bool = False
    woman_only: bool = False

    @property
    def key(self) -> str:
        return f"{self.post}_woman" if self.woman_only else self.post

    @property
    def title(self) -> tuple[str, str]:
        return WOMAN_MEMBER if self.woman_only else POSTS[self.post]

    @property
    def candidate_fields(self) -> tuple[str, ...]:
        return tuple(f"{self.key}.c{place}" for place in range(1, len(self.candidates) + 1))

    @property
    def write_in_field(self) -> str:
        return f"{self.key}.write_in"

    @property
    def blank_field(self) -> str:
        return f"{self.key}.blank"

    @property
    def vote_fields(self) -> tuple[str, ...]:
        """Where votes for a person stand: each candidate's, then 另选他人."""
        return (*self.candidate_fields, self.write_in_field)

    @property
    def all_fields(self) -> tuple[str, ...]:
        against = (f"{self.key}.against",) if self.has_against else ()
        return (*self.vote_fields, *against, self.blank_field)


@dataclass(frozen=True, slots=True)
class Field:
    """One numbered square of the form."""

    key: str
    number: int
    label_zh: str
    label_en: str
    section: int
    kind: FieldKind


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: 三、主任 应选 1 名，每票最多选 1 人."""

    number: int
    title_zh: str
    title_en: str
    note_zh: str
    note_en: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class SheetDefinition:
    """The squares of one place's sheet. Two sheets of the same digest ask the same questions in the same order."""

    boxes: tuple[Box, ...]
    contests: tuple[SheetContest, ...]
    fields: tuple[Field, ...]
    digest: str

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(
            Section(number, *words, tuple(field for field in self.fields if field.section == number))
            for number, words in enumerate(headings(self.contests), start=1)
        )

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(field.key for field in self.fields)

    def field(self, key: str) -> Field:
        """The square of a key; a name under 另选他人 belongs to the square of 另选他人."""
        square = key.partition(NAMES)[0]
        return next(field for field in self.fields if field.key == square)

    def numbers(self, keys: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these squares on the form, each once, in the form's order."""
        return tuple(sorted({self.field(key).number for key in keys}))

    def empty(self, values: Figures) -> tuple[str, ...]:
        return tuple(key for key in self.keys if values.get(key) is None)


def sheet_definition(boxes: tuple[Box, ...], contests: tuple[SheetContest, ...]) -> SheetDefinition:
    """The count sheet of a place with these boxes, numbered from 1 as it is printed."""
    assert boxes and contests, "a sheet counts at least one box and one post"
    fields = tuple(
        Field(key, number, zh, en, section, kind)
        for number, (key, zh, en, section, kind) in enumerate(squares(boxes, contests), start=1)
    )
    assert len({field.key for field in fields}) == len(fields), "two boxes or posts of the same key"
    return SheetDefinition(boxes, contests, fields, digest_of(fields, contests))


def digest_of(fields: tuple[Field, ...], contests: tuple[SheetContest, ...]) -> str:
    asked = [[field.number, field.key, field.label_zh] for field in fields]
    seats = [[contest.key, contest.seats] for contest in contests]
    return text_digest(canonical({"fields": asked, "seats": seats}))


Square = tuple[str, str, str, int, FieldKind]


def squares(boxes: tuple[Box, ...], contests: tuple[SheetContest, ...]) -> Iterator[Square]:
    """Key, labels, section and kind of every square, in the paper's order."""
    for key, zh, en in ACCOUNT:
        yield key, zh, en, 1, "account"
    for box in boxes:
        yield box.field, box.name, f"{'Mobile' if box.mobile else 'Fixed'} box {box.name}", 2, "box"
    for key, zh, en in RECOVERED:
        yield key, zh, en, 2, "recovered"
    for section, contest in enumerate(contests, start=3):
        yield from contest_squares(contest, section)


def contest_squares(contest: SheetContest, section: int) -> Iterator[Square]:
    for key, name in zip(contest.candidate_fields, contest.candidates, strict=True):
        yield key, name, name, section, "candidate"
    yield contest.write_in_field, "另选他人", "Write-ins", section, "write_in"
    if contest.has_against:
        yield f"{contest.key}.against", "反对", "Against", section, "against"
    yield contest.blank_field, "未选、弃权", "Left blank, abstained", section, "blank"


def headings(contests: tuple[SheetContest, ...]) -> Iterator[tuple[str, str, str, str]]:
    """Title and note of each section, in Chinese and English."""
    yield "一、名单与选票", "1. Roll and ballots", "", ""
    yield "二、各票箱收回", "2. Returned by box", "", ""
    for section, contest in enumerate(contests, start=3):
        zh, en = contest.title
        yield (
            f"{chinese_number(section)}、{zh}",
            f"{section}. {en}",
            f"应选 {contest.seats} 名，每票最多选 {contest.seats} 人",
            f"{contest.seats} to be elected, at most {contest.seats} chosen on a ballot",
        )


def write_in_key(contest: SheetContest, name: str) -> str:
    """Where the votes of a person written under 另选他人 stand among the figures."""
    return f"{contest.write_in_field}{NAMES}{name}"


def write_ins(contest: SheetContest, values: Figures) -> tuple[tuple[str, int], ...]:
    """The names written under 另选他人 and their votes, in the order in which they were typed."""
    prefix = write_in_key(contest, "")
    return tuple(
        (key.removeprefix(prefix), votes)
        for key, votes in values.items()
        if key.startswith(prefix) and votes is not None
    )


@dataclass(frozen=True, slots=True)
class PostVotes:
    """What was counted for one post: votes of each candidate and of each person written in."""

    contest: SheetContest
    candidates: tuple[tuple[str, int], ...]
    write_ins: tuple[tuple[str, int], ...]
    blank: int


@dataclass(frozen=True, slots=True)
class CountTotals:
    """A whole round's figures: a sheet with the boxes of all places. The same checks hold for it as for one place."""

    definition: SheetDefinition
    values: Mapping[str, int]

    @property
    def posts(self) -> tuple[PostVotes, ...]:
        return tuple(
            PostVotes(
                contest,
                tuple(zip(contest.candidates, map(self.values.__getitem__, contest.candidate_fields), strict=True)),
                write_ins(contest, self.values),
                self.values[contest.blank_field],
            )
            for contest in self.definition.contests
        )

    def __getitem__(self, key: str) -> int:
        return self.values[key]


def sum_sheets(sheets: Iterable[tuple[SheetDefinition, Figures]]) -> CountTotals:
    """Adds the complete sheets of all places of a round; boxes stay apart, everything else is summed."""
    places = tuple(sheets)
    contests = places[0][0].contests
    assert all(definition.contests == contests for definition, _ in places), "one round, one ballot"
    boxes: list[Box] = []
    summed: dict[str, int] = {}
    for place, (definition, values) in enumerate(places, start=1):
        assert not definition.empty(values), "only complete sheets are added"
        renamed = {box.field: Box(f"p{place}.{box.key}", box.name, box.mobile) for box in definition.boxes}
        boxes += renamed.values()
        for key, figure in values.items():
            total = renamed[key].field if key in renamed else key
            summed[total] = summed.get(total, 0) + (figure or 0)
    return CountTotals(sheet_definition(tuple(boxes), contests), summed)
