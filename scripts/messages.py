"""Keeps the English catalogue in step with the sentences in the source: every Chinese sentence, once, with its place.

    .venv/bin/python scripts/messages.py            adds what is new, drops what is gone
    .venv/bin/python scripts/messages.py --missing  prints what has no English yet and changes nothing

Chinese is the source language, so only English has a catalogue. Reads templates and Python as Django reads them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "cunxuan"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEADER = """\
# English of cunxuan. Chinese is the source; scripts/messages.py keeps this file in step with it.
msgid ""
msgstr ""
"Project-Id-Version: cunxuan\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
QUOTED = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATES = re.compile(rf"(?:^|\W)(n?gettext|_)\({QUOTED}(?:,\s*{QUOTED})?")

Message = tuple[str | tuple[str, str], str, int]  # what is said, in which file, at which line


def messages() -> Iterator[Message]:
    for path in sorted(SOURCE.rglob("*.html")):
        yield from of_template(path)
    for path in sorted(SOURCE.rglob("*.py")):
        yield from of_python(path)


def of_template(path: Path) -> Iterator[Message]:
    """`{% translate %}`, `{% blocktranslate %}` and `_("…")` given to another tag, as Django turns them into calls."""
    calls = templatize(path.read_text("utf-8"), origin=str(path))
    for number, line in enumerate(calls.splitlines(), start=1):
        for name, one, many in IN_TEMPLATES.findall(line):
            said = ast.literal_eval(one)
            yield (said, ast.literal_eval(many)) if name == "ngettext" else said, str(path.relative_to(ROOT)), number


def of_python(path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in SINGLE and words:
            yield words[0], str(path.relative_to(ROOT)), node.lineno
        elif name in PLURAL and len(words) == 2:
            yield (words[0], words[1]), str(path.relative_to(ROOT)), node.lineno


def found() -> Catalog:
    catalogue = Catalog(locale="en", project="cunxuan", charset="utf-8", fuzzy=False)
    for said, file, line in messages():
        percent = ["python-format"] if "%(" in str(said) else []
        catalogue.add(said, locations=[(file, line)], flags=percent)
    return catalogue


def known() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def missing() -> list[str]:
    """What the source says and the catalogue does not, in the order of the source."""
    english = {str(message.id) for message in known() if message.string and all(parts(message.string))}
    return [str(message.id) for message in found() if message.id and str(message.id) not in english]


def parts(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def update() -> None:
    catalogue = known()
    catalogue.update(found(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, catalogue, width=0, sort_by_file=True, omit_header=True, include_lineno=False)


if __name__ == "__main__":
    if "--missing" in sys.argv:
        print("\n".join(missing()))
    else:
        update()
        print(f"{len(missing())} without English")
