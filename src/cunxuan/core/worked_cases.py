"""Worked cases: facts, and what must come out. A lawyer writes them in TOML; the program says where it differs.

A file holds `[[case]]`, each with
    id, name     what it is called
    command      "determine" (as `cunxuan law determine`), "ask" or "timetable"; determine if nothing is said.
                 A timetable with `earliest = true` asks for the earliest lawful polling day
    given        the facts, as that command takes them
    expected     what must come out: any key of the answer by name, and beside them
                 reasons     findings that must be among those said;  absent  ones that must not be
                 exit        0 it may be so, 1 the law says no, 2 it cannot be answered (then `error` is the sentence)
                 elected, not_elected, votes, numbers, no_figures (determine); steps (timetable), each by its id
    why, completed, constructed   for the reader: the rule that decides, what was added, that the case is made up

Objects are compared by the keys that the case names, lists of objects one by one; all else has to be equal.

Public: `read_cases(text, file)`, `cases_in(read, file)` -> tuple[WorkedCase, ...], `answered(case) -> Answered`,
`mismatches(case, answered) -> tuple[Mismatch, ...]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from cunxuan.core import case as determinations
from cunxuan.core import questions
from cunxuan.core.errors import BadInput
from cunxuan.core.given import as_choice, as_count, as_list, as_object, as_text, known, need
from cunxuan.core.law.lines import values_of
from cunxuan.core.step_answers import earliest_from_json, earliest_to_json, step_to_json, timetable_from_json

COMMANDS = ("determine", "ask", "timetable")
KEYS = ("id", "name", "command", "given", "expected", "why", "completed", "constructed")


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One case of a file; `line` is where it begins."""

    id: str
    name: str
    command: str
    given: Any
    expected: Mapping[str, Any]
    file: str
    line: int


class Answered(NamedTuple):
    """What the command says, and its exit status."""

    answer: Any
    exit: int


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where a case does not come out as it expects."""

    case: WorkedCase
    zh: str
    en: str

    def sentence(self, lang: str = "zh") -> str:
        """案例 C01（投票人数恰好一半）：outcome 应当是 …，答复是 …。"""
        if lang == "en":
            return f"Case {self.case.id} ({self.case.name}): {self.en}"
        return f"案例 {self.case.id}（{self.case.name}）：{self.zh}"


# -- reading ------------------------------------------------------------------------------------------------------


def read_cases(text: str, file: str) -> tuple[WorkedCase, ...]:
    """The cases of a file; what does not fit is refused with the file and the place."""
    read, problem = values_of(text)
    if problem:
        raise BadInput(f"{file}：第 {problem.line} 行{problem.zh}", f"{file}: line {problem.line} is {problem.en}")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*case\s*\]\]", line)]
    return cases_in(read, file, lines)


def cases_in(read: Any, file: str, lines: Sequence[int] = ()) -> tuple[WorkedCase, ...]:
    """The cases of a file that was read, with the lines on which they begin."""
    try:
        found = as_object(read, "")
        known(found, "", ("case",))
        cases = as_list(need(found, "", "case"), "case")
        begins = lines if len(lines) == len(cases) else [1] * len(cases)
        return tuple(_case(one, f"case[{i}]", file, begins[i]) for i, one in enumerate(cases))
    except BadInput as wrong:
        raise BadInput(f"{file}：{wrong.text}", f"{file}: {wrong.text_en}") from wrong


def _case(value: Any, path: str, file: str, line: int) -> WorkedCase:
    case = as_object(value, path)
    known(case, path, KEYS)
    expected = as_object(need(case, path, "expected"), f"{path}.expected")
    for key, wanted in expected.items():
        if key in SHAPES:
            SHAPES[key](wanted, f"{path}.expected.{key}")
    given = _days_as_text(need(case, path, "given"))
    return WorkedCase(
        id=as_text(need(case, path, "id"), f"{path}.id"),
        name=as_text(need(case, path, "name"), f"{path}.name"),
        command=as_choice(case.get("command", "determine"), f"{path}.command", COMMANDS),
        given=given,
        expected=_days_as_text(expected),
        file=file,
        line=line,
    )


def _texts(value: Any, path: str) -> None:
    for i, one in enumerate(as_list(value, path)):
        as_text(one, f"{path}[{i}]")


def _objects(value: Any, path: str) -> None:
    for key, one in as_object(value, path).items():
        as_object(one, f"{path}.{key}")


def _list_of_objects(value: Any, path: str) -> None:
    for i, one in enumerate(as_list(value, path)):
        as_object(one, f"{path}[{i}]")


#: What an expectation has to look like, where it is not compared key by key.
SHAPES: Mapping[str, Callable[[Any, str], object]] = {
    "exit": as_count,
    "reasons": _texts,
    "absent": _texts,
    "not_elected": _list_of_objects,
    "votes": as_object,
    "numbers": _objects,
    "steps": _objects,
}


def _days_as_text(value: Any) -> Any:
    """TOML has dates, JSON has not: a day is `2026-12-13` in both."""
    if isinstance(value, dict):
        return {key: _days_as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_days_as_text(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


# -- answering ----------------------------------------------------------------------------------------------------


def answered(case: WorkedCase, lang: str = "zh") -> Answered:
    """What the program answers; a question it refuses is answered by the sentence that says why."""
    try:
        if case.command == "timetable":
            return _timetable(case.given, lang)
        ask = determinations.answer if case.command == "determine" else questions.ask
        answer, blocked, refused = ask(case.given, lang)
    except BadInput as problem:
        return Answered({"error": problem.text_en if lang == "en" else problem.text}, 2)
    return Answered(answer, 2 if refused else int(blocked))


def _timetable(given: Any, lang: str) -> Answered:
    if isinstance(given, dict) and "earliest" in given:
        asked = {key: value for key, value in given.items() if key != "earliest"}
        found = earliest_from_json(asked)
        return Answered(earliest_to_json(found, lang), int(not found.lawful))
    _, steps = timetable_from_json(given)
    blocked = any(step.finding is not None and step.finding.blocks for step in steps)
    return Answered([step_to_json(step, lang) for step in steps], int(blocked))


# -- comparing ----------------------------------------------------------------------------------------------------

Said = Iterator[tuple[str, str]]  # sentences, in Chinese and in English


def mismatches(case: WorkedCase, found: Answered) -> tuple[Mismatch, ...]:
    """One sentence for each thing that came out otherwise."""
    return tuple(Mismatch(case, zh, en) for zh, en in _compared(case.expected, found))


def _compared(expected: Mapping[str, Any], found: Answered) -> Said:
    for key, wanted in expected.items():
        if key == "exit":
            yield from _agrees(found.exit, wanted, key)
        elif key in READ and _has_what(key, found.answer):
            yield from READ[key](found.answer, wanted)
        else:
            yield from _has(found.answer, key, wanted, key)


def _has_what(key: str, answer: Any) -> bool:
    """Has the answer what is read in its own way? Else the expectation is one of a key like any other."""
    if key == "steps":
        return isinstance(answer, list)
    if key in LIST_READ:
        return isinstance(answer, dict) and isinstance(answer.get(LIST_READ[key]), list)
    return not isinstance(answer, dict) or "error" not in answer


#: The lists of a determination in which these are looked up.
LIST_READ = {"elected": "elected", "votes": "elected", "not_elected": "not_elected", "no_figures": "not_elected"}


def _has(answer: Any, key: str, wanted: Any, where: str) -> Said:
    if not isinstance(answer, dict) or key not in answer:
        said = f"，答复是：{answer['error']}" if isinstance(answer, dict) and "error" in answer else ""
        yield f"答复中没有 {where}{said or '。'}", f"the answer has no {where}{said or '.'}"
    else:
        yield from _agrees(answer[key], wanted, where)


def _agrees(found: Any, wanted: Any, where: str) -> Said:
    """Every key that the case names has the value it names; lists of objects pairwise, in order."""
    if isinstance(wanted, dict) and wanted:
        for key, value in wanted.items():
            yield from _has(found, key, value, f"{where}.{key}")
    elif isinstance(wanted, list) and wanted and isinstance(wanted[0], dict):
        if not isinstance(found, list) or len(found) != len(wanted):
            yield _differs(where, wanted, found)
            return
        for i, value in enumerate(wanted):
            yield from _agrees(found[i], value, f"{where}[{i}]")
    elif not _same(found, wanted):
        yield _differs(where, wanted, found)


def _same(found: Any, wanted: Any) -> bool:
    """An empty text stands for nothing said; 1 is not yes."""
    if wanted == "":
        return (found or "") == ""
    return bool(found == wanted) and isinstance(found, bool) == isinstance(wanted, bool)


def _differs(where: str, wanted: Any, found: Any) -> tuple[str, str]:
    return f"{where} 应当是 {wanted}，答复是 {found}。", f"{where} should be {wanted}; the answer is {found}."


def findings_of(answer: Any) -> list[Mapping[str, Any]]:
    """Every finding of an answer, of each answer of a list, and of each step of a timetable."""
    if isinstance(answer, list):
        return [finding for one in answer for finding in findings_of(one)]
    said = answer.get("findings") or [answer.get("finding")]
    return [finding for finding in said if finding]


def _reasons(answer: Any, wanted: list[str]) -> Said:
    said = {finding["reason"] for finding in findings_of(answer)}
    for reason in wanted:
        if reason not in said:
            yield (
                f"应当有认定 {reason}，答复只有 {'、'.join(sorted(said)) or '零项'}。",
                f"finding {reason} should be there; the answer has {', '.join(sorted(said)) or 'none'}.",
            )


def _absent(answer: Any, unwanted: list[str]) -> Said:
    for reason in sorted({finding["reason"] for finding in findings_of(answer)} & set(unwanted)):
        yield f"不应当有认定 {reason}，答复中有。", f"finding {reason} should not be there, and is."


def _elected(answer: Any, wanted: Any) -> Said:
    """`{post: [names]}` stands for the list of those elected."""
    if not isinstance(wanted, dict):
        yield from _agrees(answer["elected"], wanted, "elected")
        return
    found: dict[str, list[str]] = {}
    for person in answer["elected"]:
        found.setdefault(person.get("post", ""), []).append(person["name"])
    if found != wanted:
        yield _differs("elected", wanted, found)


def _not_elected(answer: Any, wanted: list[dict[str, Any]]) -> Said:
    for person in wanted:
        if not any(person.items() <= found.items() for found in answer["not_elected"]):
            yield _differs("not_elected", person, answer["not_elected"])


def _votes(answer: Any, wanted: dict[str, int]) -> Said:
    found = {person["name"]: person.get("votes") for person in answer["elected"]}
    for name, number in wanted.items():
        if found.get(name) != number:
            yield _differs(f"votes.{name}", number, found.get(name))


def _numbers(answer: Any, wanted: dict[str, dict[str, int]]) -> Said:
    for reason, values in wanted.items():
        found = [finding["numbers"] for finding in findings_of(answer) if finding["reason"] == reason]
        if not any(values.items() <= one.items() for one in found):
            yield _differs(f"numbers.{reason}", values, found)


def _no_figures(answer: Any, _: bool) -> Said:
    """A vote that is void has no figures: nothing of it may be used."""
    shown = [answer.get("participants"), answer.get("threshold")]
    shown += [person.get("votes") for person in answer["not_elected"]]
    if any(figure is not None for figure in shown):
        yield "不应当有任何计票结果，答复中有。", "no figure of the count should be there, and one is."


def _steps(answer: Any, wanted: dict[str, dict[str, Any]]) -> Said:
    """Steps of a timetable by their id; `reason` and `reasons` are those of the step's findings."""
    steps = {step["step"]: step for step in answer}
    for name, values in wanted.items():
        if name not in steps:
            yield f"日程中没有步骤 {name}。", f"the timetable has no step {name}."
            continue
        for key, value in values.items():
            yield from _step(steps[name], f"steps.{name}", key, value)


def _step(step: Mapping[str, Any], where: str, key: str, value: Any) -> Said:
    said = findings_of([step])
    if key == "reason":
        yield from _agrees(said[0]["reason"] if said else "", value, f"{where}.reason")
    elif key in ("reasons", "absent"):
        check = _reasons if key == "reasons" else _absent
        yield from ((f"{where}：{zh}", f"{where}: {en}") for zh, en in check([step], value))
    else:
        yield from _has(step, key, value, f"{where}.{key}")


READ: Mapping[str, Callable[[Any, Any], Said]] = {
    "reasons": _reasons,
    "absent": _absent,
    "elected": _elected,
    "not_elected": _not_elected,
    "votes": _votes,
    "numbers": _numbers,
    "no_figures": _no_figures,
    "steps": _steps,
}


def run(cases: Iterable[WorkedCase]) -> Iterator[Mismatch]:
    """Asks every case and gives what came out otherwise."""
    for case in cases:
        yield from mismatches(case, answered(case))
