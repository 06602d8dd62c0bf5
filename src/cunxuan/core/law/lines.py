"""On which line of a pack does a key stand? The standard library reads TOML and forgets its lines; they are found here.

Public: `read_toml(text)`, `values_of(text)`, `Lines`, `Problem`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

SECTION = re.compile(r"\s*\[+\s*([^\]\s]+)\s*\]+")
KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*([.=])""")
WHERE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
QUOTED = re.compile(r"'''|\"\"\"|\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*")

#: What the reader of the standard library says, in the words of a lawyer's keyboard.
SAID = {
    "Expected '=' after a key in a key/value pair": ("键的后面少了等号“=”", "“=” is missing after the key"),
    "Invalid value": ("等号后面的值写法不对", "what follows “=” is no value"),
    "Invalid statement": ("这一行不是“键 = 值”", "this line is not “key = value”"),
    "Unclosed array": ("方括号“]”没有写全", "the closing “]” is missing"),
    "Unclosed inline table": ("花括号“}”没有写全", "the closing “}” is missing"),
    "Unterminated string": ("引号没有写全", "the closing quotation mark is missing"),
    "Illegal character": ("有不能用的字符，引号也许没有写全", "a character is out of place; perhaps a quotation mark"),
    "Expected newline or end of document after a statement": ("值的后面多了字", "there is more after the value"),
    "Invalid date or datetime": ("没有这一天", "there is no such day"),
    "Expected ']]' at the end of an array": ("这一节的“]]”没有写全", "the “]]” of the section is missing"),
    "Expected ']' at the end of a table declaration": ("这一节的“]”没有写全", "the “]” of the section is missing"),
    "Duplicate inline table key": ("花括号里同一个键写了两次", "a key stands twice within the braces"),
    "Cannot": ("同一个键或者同一节写了两次", "a key or a section stands twice"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that keeps the file from being read, or a key that stands there twice."""

    line: int
    key: str
    zh: str
    en: str
    twice: bool = False


@dataclass(slots=True)
class Lines:
    """Where each key of each section stands, first and again."""

    found: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def of(self, key: str, section: str = "") -> int:
        """The line of a key; 0 where it does not stand in the file."""
        return self.found.get((section, key), [0])[0]

    def again(self) -> list[tuple[int, str, int]]:
        """The keys written twice: the later line, the key, the first line."""
        return [(line, key, lines[0]) for (_, key), lines in self.found.items() for line in lines[1:]]


def lines_of(text: str) -> Lines:
    """Reads the lines as an eye does: sections, and keys at the beginning of a line outside brackets and long texts."""
    lines, section, depth, inside = Lines(), "", 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if not depth and not inside:
            if heading := SECTION.match(line):
                section, _, key = heading[1].strip("\"'").partition(".")
                if key:
                    lines.found.setdefault((section, key), []).append(number)
                    section = f"{section}.{key}"
            elif key_found := KEY.match(line):
                key = key_found[1] or key_found[2] or key_found[3] or ""
                at = lines.found.setdefault((section, key), [])
                if key_found[4] == "=" or not at:
                    at.append(number)
        depth, inside = _after(line, depth, inside)
    return lines


def _after(line: str, depth: int, inside: str) -> tuple[int, str]:
    """How many brackets are open after the line, and in which long text it ends."""
    if inside:
        _, closed, rest = line.partition(inside)
        return _after(rest, depth, "") if closed else (depth, inside)
    plain = ""
    while found := QUOTED.search(line):
        plain += line[: found.start()]
        if found[0] in ("'''", '"""'):
            return _after(line[found.end() :], max(0, depth + _open(plain)), found[0])
        line = line[found.end() :]
    return max(0, depth + _open(plain + line)), ""


def _open(plain: str) -> int:
    return plain.count("[") + plain.count("{") - plain.count("]") - plain.count("}")


def read_toml(text: str) -> tuple[dict[str, Any] | None, Lines, tuple[Problem, ...]]:
    """The values of a file, where they stand, and what keeps it from being read; a key written twice counts once."""
    lines = lines_of(text)
    values, problem = values_of(text)
    if problem is None:
        return values, lines, ()
    twice = tuple(
        Problem(
            line, key, f"写了两次，第 {first} 行已经有。", f"stands twice; line {first} has it already.", twice=True
        )
        for line, key, first in sorted(lines.again())
    )
    if not twice:
        return None, lines, (problem,)
    kept = text.split("\n")
    for one in twice:
        kept[one.line - 1] = ""
    values, left = values_of("\n".join(kept))
    return values, lines, twice if left is None or left.line in {one.line for one in twice} else (*twice, left)


def values_of(text: str) -> tuple[dict[str, Any] | None, Problem | None]:
    """The values of a text, or the first thing that keeps it from being read."""
    try:
        return tomllib.loads(text), None
    except RecursionError:
        return None, Problem(1, "", "嵌套太深。", "nested too deeply.")
    except ValueError as error:  # a TOMLDecodeError is one, and so is a number of thousands of digits
        said = str(error)
    at = WHERE.search(said)
    said = WHERE.sub("", said)
    line = int(at[1]) if at and at[1] else text.rstrip().count("\n") + 1
    words = next((words for begins, words in SAID.items() if said.startswith(begins)), ("写法不对", said[:80]))
    return None, Problem(line, "", f"不合 TOML 的写法：{words[0]}。", f"not TOML: {words[1]}.")
