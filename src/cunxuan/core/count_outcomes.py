"""What a check says: how it stands, which squares it looked at, and its sentence filled in.

Sentences come from `core.count_catalogue`. An empty square is named by its number; what it should hold is never said.

Public: `Status`, `CheckOutcome`, `SheetContext`, `Winner`; `Sheet` and the rest are for core.count_checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from cunxuan.core.count import Figures, SheetContest, SheetDefinition
from cunxuan.core.count_catalogue import CATALOGUE, LAW, Severity

Word = int | str | tuple[str, str]  # a figure, a name, or words in Chinese and English

SWAPPED = ("{n:,} 能被 9 除尽，常见于两位数字写颠倒。", " {n:,} is divisible by 9, as when two digits are swapped.")
LOOK = ("请再看纸面。", " Please look at the paper again.")


class Status(Enum):
    """How a check stands. `VOID`: state that the paper really says so, and go on."""

    HOLDS = "holds"
    STOPS = "stops"
    EXPLAIN = "explain"
    VOID = "void"
    WAITING = "waiting"
    INACTIVE = "inactive"


FAILING = {Severity.STOP: Status.STOPS, Severity.EXPLAIN: Status.EXPLAIN, Severity.VOID: Status.VOID}


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What one check says of a sheet, and which squares it looked at."""

    code: str
    status: Status
    fields: tuple[str, ...]
    text_zh: str
    text_en: str
    basis: str
    basis_en: str
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Winner:
    """Somebody named elected (当选), with the votes that decided it."""

    name: str
    votes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContext:
    """What the checks know besides the sheet. None: not known yet, the check waits."""

    roll_count: int | None = None  # registered villagers assigned to this place; of the whole round: R
    roll_version: int | None = None
    printed_definition: str | None = None  # digest of the sheet that was printed
    differing: tuple[str, ...] | None = None  # squares in which the two entries differ
    whole_round: bool = True  # False: one of several places
    round_kind: str = "first"
    participants: int | None = None  # where the law does not count ballots returned
    turnout_required: bool = True
    runoff_floor: Fraction = Fraction(1, 3)
    winners: tuple[Winner, ...] | None = None
    last_turnout: Fraction | None = None
    photographs: tuple[str, ...] | None = None  # digests
    used_elsewhere: frozenset[str] = frozenset()
    signed: bool = True
    article: tuple[str, str] = LAW  # of the double majority, as the law in force numbers it


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a check looks at."""

    definition: SheetDefinition
    values: Figures
    context: SheetContext

    def known(self, keys: tuple[str, ...]) -> tuple[int, ...] | None:
        """The figures of these squares, None while one is empty."""
        figures = self.filled(keys)
        return figures if len(figures) == len(keys) else None

    def filled(self, keys: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(figure for key in keys if (figure := self.values.get(key)) is not None)

    @property
    def boxes(self) -> tuple[str, ...]:
        return tuple(box.field for box in self.definition.boxes)


def must_equal(sheet: Sheet, code: str, fields: tuple[str, ...], left: int, right: int, **words: Word) -> CheckOutcome:
    """Two sides are the same; a difference divisible by nine points to swapped digits."""
    tail = (SWAPPED if left != right and (left - right) % 9 == 0 else ("", ""), LOOK)
    return compared(sheet, code, fields, left == right, left, right, tail, words)


def must_not_exceed(
    sheet: Sheet, code: str, fields: tuple[str, ...], left: int, right: int, **words: Word
) -> CheckOutcome:
    tail = (LOOK,) if CATALOGUE[code].severity is Severity.STOP else ()
    return compared(sheet, code, fields, left <= right, left, right, tail, words)


def compared(
    sheet: Sheet,
    code: str,
    fields: tuple[str, ...],
    holds: bool,
    left: int,
    right: int,
    tail: tuple[tuple[str, str], ...],
    words: Mapping[str, Word],
) -> CheckOutcome:
    n = abs(left - right)
    gap = (f"多 {n:,}", f"{n:,} too many") if left > right else (f"少 {n:,}", f"{n:,} too few")
    status = Status.HOLDS if holds else FAILING[CATALOGUE[code].severity]
    said = say(sheet, code, fields, status, left=left, right=right, gap=gap, **words)
    if holds:
        return said
    after = tuple("".join(part[language].format(n=n) for part in tail) for language in (0, 1))
    texts = (said.text_zh + after[0], said.text_en + after[1])
    return outcome(code, status, fields, texts, said.numbers, (said.basis, said.basis_en))


def say(sheet: Sheet, code: str, fields: tuple[str, ...], status: Status, **words: Word) -> CheckOutcome:
    """The catalogue's sentence for how a check stands, filled in."""
    check = CATALOGUE[code]
    templates = (check.holds_zh, check.holds_en) if status is Status.HOLDS else (check.fails_zh, check.fails_en)
    texts = (in_language(templates[0], words, 0), in_language(templates[1], words, 1))
    basis = sheet.context.article if check.basis is LAW else check.basis
    return outcome(code, status, fields, texts, {key: n for key, n in words.items() if isinstance(n, int)}, basis)


def in_language(template: str, words: Mapping[str, Word], language: int) -> str:
    return template.format_map(
        {key: word[language] if isinstance(word, tuple) else word for key, word in words.items()}
    )


def outcome(
    code: str,
    status: Status,
    fields: tuple[str, ...],
    texts: tuple[str, str],
    numbers: Mapping[str, int] | None = None,
    basis: tuple[str, str] | None = None,
) -> CheckOutcome:
    basis_zh, basis_en = basis or CATALOGUE[code].basis
    return CheckOutcome(code, status, fields, *texts, basis_zh, basis_en, numbers or {})


def wait(sheet: Sheet, code: str, fields: tuple[str, ...]) -> CheckOutcome:
    """Some of the squares are empty: which, and what will then be compared, but no figure."""
    check = CATALOGUE[code]
    empty = [key for key in fields if sheet.values.get(key) is None]
    zh, en = numbers_of(sheet, empty)
    texts = (f"填完第 {zh} 栏再核对：{check.title_zh}。", f"Once no. {en} is filled: {check.title_en}.")
    return outcome(code, Status.WAITING, fields, texts)


def wait_for(code: str, zh: str, en: str) -> CheckOutcome:
    """Something besides the sheet is not there yet."""
    return outcome(code, Status.WAITING, (), (zh, en))


def wait_for_places(code: str) -> CheckOutcome:
    return wait_for(code, "等各投票点的计票单都核对一致。", "Waits for the sheets of all places.")


def not_here(code: str) -> CheckOutcome:
    return outcome(code, Status.INACTIVE, (), ("这里不用这一项。", "Does not apply here."))


def participants(sheet: Sheet) -> int:
    """Who took part: the ballots returned, unless the law of the place counts otherwise."""
    given = sheet.context.participants
    return sheet.values["returned"] or 0 if given is None else given


def post_words(contest: SheetContest, valid: int) -> dict[str, Word]:
    return {"post": contest.title, "valid": valid, "seats": contest.seats}


def numbers_of(sheet: Sheet, fields: Iterable[str]) -> tuple[str, str]:
    numbers = sheet.definition.numbers(fields)
    return in_words(numbers), in_words(numbers, "en")


def in_words(numbers: tuple[int, ...], lang: str = "zh") -> str:
    """Numbers of squares as people say them: 5、16 至 27"""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    to, comma = (" to ", ", ") if lang == "en" else (" 至 ", "、")
    return comma.join(f"{run[0]}{to}{run[-1]}" if len(run) > 2 else comma.join(map(str, run)) for run in runs)
