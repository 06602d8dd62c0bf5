"""Two people read the same paper without seeing each other; a third goes to the paper where they differ.

    Empty → FirstEntry → FirstDone → SecondEntry → Verified
                                          └→ Differs → Returned → Verified
                                                ↑__________│
Paper leads: nobody chooses between two figures. The third person types what the paper says; whoever typed something
else gets the numbers of these squares back, never the other's figure and never the paper's, and reads again. A sheet
is verified when both clerks have typed the same and, where they had differed, what the third person read.

Legal basis: Organic Law art 15 (2018), art 18 (2026), public count; the double entry itself is the program's rule.
A person is any key that tells accounts apart. Which figures must agree with each other is left to core.count_checks;
how states are kept, to the caller.

Public: the states and `State`, `enter`, `finish`, `give_up`, `resolve`, `with_paper`, `correct`, `differences`,
`look_again`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from cunxuan.core.count import NAMES, Figures, SheetDefinition
from cunxuan.core.count_checks import StillNeeded
from cunxuan.core.count_outcomes import in_words
from cunxuan.core.errors import Refusal

Person = Hashable


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person typed off the paper."""

    by: Person
    values: Figures


@dataclass(frozen=True, slots=True)
class Empty:
    """Nobody has begun."""


@dataclass(frozen=True, slots=True)
class FirstEntry:
    """The first clerk is typing."""

    first: Reading


@dataclass(frozen=True, slots=True)
class FirstDone:
    """The first clerk has finished; the second has not begun."""

    first: Reading


@dataclass(frozen=True, slots=True)
class SecondEntry:
    """The second clerk is typing, blind."""

    first: Reading
    second: Reading

    def __post_init__(self) -> None:
        assert self.first.by != self.second.by, "two people read"


@dataclass(frozen=True, slots=True)
class Differs:
    """`fields` wait for a third person: the readings differ there, or agree on what the paper was read not to say."""

    first: Reading
    second: Reading
    fields: tuple[str, ...]

    def __post_init__(self) -> None:
        assert self.first.by != self.second.by, "two people read"
        assert self.fields, "a difference lies somewhere"
        assert set(differences(self.first.values, self.second.values)) <= set(self.fields)


@dataclass(frozen=True, slots=True)
class Returned:
    """The paper was read; `to` says which squares each clerk has still to read again."""

    first: Reading
    second: Reading
    paper: Reading
    to: Mapping[Person, tuple[str, ...]]

    def __post_init__(self) -> None:
        assert self.paper.by not in (self.first.by, self.second.by), "a third person reads the paper"
        assert self.to and all(self.to.values()), "something is returned to somebody"
        assert set(self.to) <= {self.first.by, self.second.by}


@dataclass(frozen=True, slots=True)
class Verified:
    """Two people typed the same; `resolved_by` is the third who read the paper, where they had first differed."""

    values: Mapping[str, int]
    first_by: Person
    second_by: Person
    resolved_by: Person | None = None

    def __post_init__(self) -> None:
        assert len({self.first_by, self.second_by, self.resolved_by}) == 3, "nobody checks their own reading"


State = Empty | FirstEntry | FirstDone | SecondEntry | Differs | Returned | Verified


def enter(state: State, *, by: Person, values: Figures) -> FirstEntry | SecondEntry:
    """Begins an entry or goes on with one's own; the second must be another person than the first."""
    reading = Reading(by, dict(values))
    match state:
        case Empty():
            return FirstEntry(reading)
        case FirstEntry(first):
            if by != first.by:
                raise in_progress()
            return FirstEntry(reading)
        case FirstDone(first):
            if by == first.by:
                raise same_person()
            return SecondEntry(first, reading)
        case SecondEntry(first, second):
            if by == first.by:
                raise same_person()
            if by != second.by:
                raise in_progress()
            return SecondEntry(first, reading)
        case _:
            raise already_finished()


def finish(state: State, *, by: Person, needed: StillNeeded) -> FirstDone | Differs | Verified:
    """Ends one's entry. `needed`: what the checks of core.count_checks still ask of these figures."""
    match state:
        case FirstEntry(first):
            refuse_unless_own(first, by)
            refuse_while(needed)
            return FirstDone(first)
        case SecondEntry(first, second):
            refuse_unless_own(second, by)
            refuse_while(needed)
            differing = differences(first.values, second.values)
            return Differs(first, second, differing) if differing else verified(first, second)
        case Empty():
            raise not_begun()
        case FirstDone(first) if by != first.by:
            raise not_begun()
        case _:
            raise already_finished()


def give_up(state: State) -> Empty | FirstDone:
    """Drops an entry that nobody will finish, so that another clerk can begin it anew; what was finished stays."""
    match state:
        case FirstEntry():
            return Empty()
        case SecondEntry(first):
            return FirstDone(first)
        case Empty() | FirstDone():
            raise not_begun()
        case _:
            raise already_finished()


def resolve(state: State, *, by: Person, paper: Figures, needed: StillNeeded) -> Returned | Verified:
    """A third person types what the paper says in the differing squares; None for a name that is not on it.

    `needed` is asked of the sheet with the paper's figures in it (`with_paper`).
    """
    if not isinstance(state, Differs):
        raise nothing_differs()
    if by in (state.first.by, state.second.by):
        raise needs_third_person()
    if not answers(tuple(map(square_of, state.fields)), paper):
        raise not_your_fields()
    refuse_while(needed)
    reading = Reading(by, completed(state, paper))
    wrong = {clerk.by: unlike(clerk.values, reading.values) for clerk in (state.first, state.second)}
    to = {clerk: squares for clerk, squares in wrong.items() if squares}
    if not to:
        return verified(state.first, state.second, reading)
    return Returned(state.first, state.second, reading, to)


def correct(state: State, *, by: Person, values: Figures) -> Returned | Differs | Verified:
    """A clerk reads the returned squares again and types them; when all have, the readings are compared anew."""
    if not isinstance(state, Returned):
        raise nothing_returned()
    squares = state.to.get(by)
    if squares is None or not answers(squares, values):
        raise not_your_fields()
    first = retyped(state.first, squares, values) if by == state.first.by else state.first
    second = retyped(state.second, squares, values) if by == state.second.by else state.second
    waiting = {clerk: fields for clerk, fields in state.to.items() if clerk != by}
    if waiting:
        return Returned(first, second, state.paper, waiting)
    return compared(first, second, state.paper)


def compared(first: Reading, second: Reading, paper: Reading) -> Differs | Verified:
    """Both clerks have read again: do they now say what the paper was read to say?"""
    open_fields = differences(first.values, second.values, paper.values)
    return Differs(first, second, open_fields) if open_fields else verified(first, second, paper)


def with_paper(state: Differs, paper: Figures) -> Figures:
    """The sheet as it would be with the paper's figures: what the checks are asked about before resolving."""
    read = completed(state, paper)
    return retyped(state.first, tuple(map(square_of, read)), read).values


def completed(state: Differs, paper: Figures) -> dict[str, int | None]:
    """The third person's figures, and the names that both clerks read alike in a list that is in question."""
    lists = {square_of(key) for key in state.fields if NAMES in key}
    alike = {
        key: None if key in state.fields else figure
        for key, figure in (*state.first.values.items(), *state.second.values.items())
        if square_of(key) in lists
    }
    return {**alike, **paper}


def differences(first: Figures, second: Figures, paper: Figures | None = None) -> tuple[str, ...]:
    """The keys, names under 另选他人 among them, that are not filled alike; with `paper`, or not as it says."""
    keys = dict.fromkeys((*first, *second, *(paper or ())))
    asked = {square_of(key) for key in paper or ()}
    return tuple(
        key
        for key in keys
        if first.get(key) != second.get(key)
        or (paper is not None and square_of(key) in asked and first.get(key) != paper.get(key))
    )


def look_again(definition: SheetDefinition, squares: tuple[str, ...]) -> tuple[str, str]:
    """What a clerk is told, in Chinese and English: which squares, and no figure."""
    numbers = definition.numbers(squares)
    differ = "differs" if len(numbers) == 1 else "differ"
    return (
        f"第 {in_words(numbers)} 栏与纸面不符，请再看一遍。",
        f"No. {in_words(numbers, 'en')} {differ} from the paper. Please look again.",
    )


def square_of(key: str) -> str:
    """What is given back for a key: the square itself; for a name under 另选他人 the list of names, not the name."""
    square, is_name, _ = key.partition(NAMES)
    return f"{square}{is_name}"


def answers(squares: tuple[str, ...], values: Figures) -> bool:
    """Are these the squares asked for, and is every numbered one filled? A list of names may be empty."""
    numbered = [square for square in squares if not square.endswith(NAMES)]
    return {square_of(key) for key in values} <= set(squares) and all(values.get(key) is not None for key in numbered)


def unlike(typed: Figures, paper: Figures) -> tuple[str, ...]:
    """The squares, of those read off the paper, in which a clerk typed something else."""
    asked = {square_of(key): None for key in paper}
    wrong = {square_of(key) for key in (*typed, *paper) if typed.get(key) != paper.get(key)}
    return tuple(square for square in asked if square in wrong)


def retyped(reading: Reading, squares: tuple[str, ...], values: Figures) -> Reading:
    """A reading with some squares typed anew; a list of names is replaced as a whole."""
    kept = {key: figure for key, figure in reading.values.items() if square_of(key) not in squares}
    typed = {key: figure for key, figure in values.items() if figure is not None}
    return Reading(reading.by, {**kept, **typed})


def verified(first: Reading, second: Reading, paper: Reading | None = None) -> Verified:
    values = {key: figure for key, figure in first.values.items() if figure is not None}
    return Verified(values, first.by, second.by, paper.by if paper else None)


def refuse_unless_own(reading: Reading, by: Person) -> None:
    if by != reading.by:
        raise in_progress()


def refuse_while(needed: StillNeeded) -> None:
    if needed:
        raise Refusal(
            "CHECK_STOPS",
            f"还不能完成：{needed.zh}。{''.join(zh for zh, _ in needed.sentences)}",
            "请对照纸面，改正或补齐这些栏。",
            " ".join((f"Not finished yet: {needed.en}.", *(en for _, en in needed.sentences))),
            "Go by the paper and complete these squares.",
        )


def same_person() -> Refusal:
    return Refusal(
        "SAME_PERSON",
        "两次录入须由不同的人完成。",
        "请另一位录入人登录。",
        "The two entries must be made by different people.",
        "Let the other clerk sign in.",
    )


def in_progress() -> Refusal:
    return Refusal(
        "IN_PROGRESS",
        "这张计票单正由另一位录入人录入。",
        "请等这一次录入完成。",
        "Another clerk is entering this sheet.",
        "Wait until that entry is finished.",
    )


def not_begun() -> Refusal:
    return Refusal(
        "NOT_BEGUN",
        "这张计票单的录入还没有开始。",
        "请先对照纸面录入。",
        "The entry of this sheet has not begun.",
        "Enter it from the paper first.",
    )


def already_finished() -> Refusal:
    return Refusal(
        "ALREADY_FINISHED",
        "这次录入已经完成，不能再改。",
        "如与另一次录入不一致，由第三人对照纸面裁定。",
        "This entry is finished and cannot be changed.",
        "Where it differs from the other, a third person goes by the paper.",
    )


def nothing_differs() -> Refusal:
    return Refusal(
        "NOTHING_DIFFERS",
        "这张计票单没有等待裁定的栏。",
        "请先完成两次录入，或等录入人改正退回的栏。",
        "No square of this sheet waits for a decision.",
        "Finish both entries first, or wait until the returned squares are read again.",
    )


def nothing_returned() -> Refusal:
    return Refusal(
        "NOTHING_RETURNED",
        "这张计票单没有退回您的栏。",
        "不用改。",
        "No square of this sheet was returned to you.",
        "There is nothing to correct.",
    )


def needs_third_person() -> Refusal:
    return Refusal(
        "NEEDS_THIRD_PERSON",
        "不一致的栏须由没有录入过这张计票单的人裁定。",
        "请第三个人拿纸质计票单来核对。",
        "Squares that differ are decided by somebody who entered neither reading.",
        "Let a third person compare with the paper sheet.",
    )


def not_your_fields() -> Refusal:
    return Refusal(
        "NOT_YOUR_FIELDS",
        "填的栏与要您看的栏不一样。",
        "请只填页面列出的栏，一栏也不要空。",
        "The squares filled are not the ones you were asked for.",
        "Fill all the squares listed, and no others.",
    )
