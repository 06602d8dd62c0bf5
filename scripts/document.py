"""Writes docs/law.md, docs/rules.md and docs/findings.md from the code, so that they say nothing else than the program.

    .venv/bin/python scripts/document.py            write the pages
    .venv/bin/python scripts/document.py --check    write nothing; status 1 if a page is not what the code says

Law, rules, findings, checks and reasons are read as values of `cunxuan.core`, all of which is imported first, because
each module adds its own findings to the catalogue. Refusals are raised all over the program, so
they are read from its source, with … where a sentence has a figure or a name.
"""

from __future__ import annotations

import ast
import pkgutil
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from cunxuan import core
from cunxuan.core import findings, reasons
from cunxuan.core.count_catalogue import CATALOGUE as CHECKS
from cunxuan.core.count_catalogue import Check
from cunxuan.core.findings import Kind
from cunxuan.core.law import Pack, Rule, in_words, packs, parameters
from cunxuan.core.law.citations import cite, cite_en
from cunxuan.core.law.statutes import EDITIONS, Statute, statutes
from cunxuan.core.law.statutes import READ as HOW_READ
from cunxuan.core.steps import NAMES

for module in pkgutil.walk_packages(core.__path__, "cunxuan.core."):
    import_module(module.name)

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "cunxuan"

MADE = "<!-- Made by scripts/document.py from the code. To change this page, change the code and run the script. -->\n"
UNREAD = "**[M] 待县核对**"
READ = "已核对"

LAW = f"""\
# 法律参数 The law, as this program holds it

The division and the polling day of an election choose the texts. The ministry's guidance fills what the national law
leaves open, and the province's text replaces both; where that text is older than the national law in force, the
national law prevails. A county's own pack ([how to write one](guide/law-pack.md)) and, on top, the method a village
adopted settle what no statute that was read settles; they are the county's and not on this page. The Party's rules
and those on petitions stand apart. What gave way, was not held or may have been amended the program says itself (L01 to
L07 in [findings.md](findings.md)). Every decision names its pack and its article; the same law rule by rule, and who
sees to each, is on [rules.md](rules.md).

{READ}: the value was read, in the text itself or, for the ministry's guidance, in provincial texts that say the same.
{UNREAD}: it was not, or it is the program's own reading where the text is silent; **the county checks such a value
before it relies on it.** What each source is, and how much of it was read, stands in [sources.md](sources.md).
"""

RULES = """\
# 规则清单 Every rule, and who sees to it

Rule by rule, what the law asks of an election. *Computed* names the functions of `cunxuan.core` and the parameters they
read: whatever of the rule can differ from place to place or from day to day is dated data in [law.md](law.md), with its
article in each text. *For people* says why the program does not compute a rule or a part of it, which values it shows,
and which paper and which step of the timetable serve it.

This page is apart from law.md because it is read the other way: there text by text, here rule by rule. [M] marks what
nobody has read in a text; **the county checks it before it relies on it.**
"""

GROUPS = {
    "OL": "村民委员会组织法 The Organic Law",
    "N": "2026 年的修改 What changed on 2026-01-01",
    "GC": "选举规程 The ministry's guidance of 2013",
    "P": "党组织 The Party's branch",
    "CC": "期间和亲属 Periods and relatives",
    "XF": "信访 Petitions",
    "OFF": "违法和责任 Offences and liability",
    "PT": "各省 What provinces decide",
}

SAID = """\
# 认定、核对、拒绝 What the program says, by its code

A *finding* is what the law says about people's figures, a *check* holds the figures of a count sheet against each
other, a *refusal* says that an act is not possible now and what to do instead. The code of a finding or a check is
never used again for anything else. `{words}` and … stand for the figures and names of the case.
"""

FINDINGS = """\
## Findings

`block` stops the act it concerns, `warn` needs a person's eye, `note` explains. A finding prints the article of the law
in force where and when the election is held; the parameter behind it stands in [law.md](law.md).

The letter says what it is about: `L` the law itself, `R` the roll, `P` proxies, `E` the election committee, `N`
nominations and candidates, `M` meetings, `G` gates, `T` the timetable, `H` days off, `B` ballot papers, `D` the
determination, `A` what comes after the vote, `X` a recall, `Y` a party branch, `Z` petitions and complaints.
"""

COUNT_CHECKS = """\
## Checks on a count

`stop`: the sheet cannot be finished. `explain`: a person may explain and go on. `void`: if the paper really says so, a
person states it and goes on, and the law then speaks of the election. A check that waits for records that are not kept
yet takes no part.
"""


def pages() -> dict[str, str]:
    """Each generated page by its name in docs/."""
    return {"law.md": law_page(), "rules.md": rules_page(), "findings.md": findings_page()}


# -- the law ------------------------------------------------------------------------------------------------------


def law_page() -> str:
    sections = (line for pack in packs() for line in pack_section(pack))
    return page(LAW, pack_list(), sections, index())


def pack_list() -> Iterator[str]:
    yield "## Packs\n"
    yield from table(
        ("Pack", "Law", "Layer", "In force", "Written for", "Source", "Values", "Not confirmed"),
        (
            (
                f"[`{pack.name}`](#{anchor(pack)})",
                f"{pack.title}<br>{pack.title_en}",
                pack.layer,
                in_force(pack),
                f"`{pack.based_on}`" if pack.based_on else "—",
                pack.source,
                str(len(pack.rules)),
                str(sum(not rule.confirmed for rule in pack.rules.values())),
            )
            for pack in packs()
        ),
    )


def pack_section(pack: Pack) -> Iterator[str]:
    yield f'## <a id="{anchor(pack)}"></a>{pack.name} {pack.title}\n'
    yield f"{pack.title_en}. In force {in_force(pack)}. Source: {pack.source}.\n"
    yield from table(
        ("Parameter", "事项 What it fixes", "取值 Value", "条文 Article", "核对 Confirmed"),
        (rule_row(rule) for rule in pack.rules.values()),
    )


def rule_row(rule: Rule) -> tuple[str, ...]:
    words = parameters()[rule.key]
    note = f"<br>{rule.note}<br>{rule.note_en}" if rule.note else ""
    return (
        f"[`{rule.key}`](#{rule.key})",
        f"{words.zh}<br>{words.en}",
        f"{both(in_words(rule.value), in_words(rule.value, 'en'))}{note}",
        article(rule),
        READ if rule.confirmed else UNREAD,
    )


def article(rule: Rule) -> str:
    """Where it stands in its own text: 第十八条, art. 18."""
    if rule.article is None:
        return "—"
    return f"{cite('', rule.article).strip()}<br>{cite_en('', rule.article).removeprefix(', ')}"


def index() -> Iterator[str]:
    """Every parameter, part by part, with the packs that fix it."""
    yield "## Parameters\n"
    yield from table(
        ("Parameter", "事项 What it fixes", "Part", "Fixed by"),
        (
            (
                f'<a id="{words.key}"></a>`{words.key}`',
                f"{words.zh}<br>{words.en}",
                words.part,
                ", ".join(f"`{pack.name}`" for pack in packs() if words.key in pack.rules),
            )
            for words in parameters().values()
        ),
    )


def in_force(pack: Pack) -> str:
    if pack.until:
        return f"{pack.since} to {pack.until}"
    return f"since {pack.since}" + (f", known until {pack.seen_until}" if pack.seen_until else "")


def anchor(pack: Pack) -> str:
    return pack.name.lower().replace("@", "-")


# -- the rules ------------------------------------------------------------------------------------------------------


def rules_page() -> str:
    return page(
        RULES, rule_counts(), (line for prefix, title in GROUPS.items() for line in rule_section(prefix, title))
    )


def rule_counts() -> Iterator[str]:
    everything = statutes()
    computed = [rule for rule in everything if rule.computed]
    shared = [rule for rule in computed if rule.people]
    yield (
        f"{len(everything)} rules: {len(computed)} computed, of which {len(shared)} leave a part to people; "
        f"{len(everything) - len(computed)} are for people alone.\n"
    )


def rule_section(prefix: str, title: str) -> Iterator[str]:
    yield f"## {title}\n"
    yield from table(
        ("Rule", "规则 What it asks", "条文 Article", "计算 Computed", "由人办理 For people"),
        (statute_row(rule) for rule in statutes() if rule.id.split("-")[0] == prefix),
    )


def statute_row(rule: Statute) -> tuple[str, ...]:
    return (
        f'<a id="{rule.id.lower()}"></a>{rule.id}',
        f"{rule.zh}<br>{rule.en}",
        "<br>".join((*articles(rule), *HOW_READ[rule.read])),
        computed_by(rule),
        for_people(rule),
    )


def articles(rule: Statute) -> Iterator[str]:
    """Its article in each edition; for what provinces decide, in each text that fixes one of its parameters."""
    for edition, number in rule.article.items():
        yield f"{EDITIONS[edition][0]} {cite('', number).strip()} {cite_en(EDITIONS[edition][1], number)}"
    if rule.article:
        return
    keys = (*rule.parameters, *rule.shown)
    for pack in packs():
        fixed = [pack.rules[key] for key in keys if key in pack.rules]
        found = {one.article for one in fixed} - {None}
        if fixed:
            numbers = ", ".join(str(one) for one in sorted(found, key=lambda one: (isinstance(one, str), one)))
            yield f"`{pack.name}` {numbers}".strip() + ("" if all(one.confirmed for one in fixed) else " [M]")


def computed_by(rule: Statute) -> str:
    functions = [f"`{name}`" for name in rule.computed]
    return "<br>".join((*functions, *(parameter_link(key) for key in rule.parameters))) or "—"


def parameter_link(key: str) -> str:
    return f"[`{key}`](law.md#{key})"


def for_people(rule: Statute) -> str:
    if rule.people is None:
        return "—"
    steps = [f"步骤 step `{step}` {' / '.join(NAMES[step])}" for step in rule.people.steps]
    papers = [f"文书 paper `{paper}`" for paper in rule.people.papers]
    shown = [f"列出 shown: {parameter_link(key)}" for key in rule.shown]
    return "<br>".join((rule.people.zh, rule.people.en, *shown, *steps, *papers))


# -- what the program says ----------------------------------------------------------------------------------------


def findings_page() -> str:
    return page(SAID, finding_list(), check_list(), reason_list(), refusal_list())


def finding_list() -> Iterator[str]:
    yield FINDINGS
    yield from table(
        ("Code", "Reason", "Severity", "Sentence", "Rests on"),
        (
            (kind.code, f"`{kind.reason}`", kind.severity, f"{kind.zh}<br>{kind.en}", basis_of(kind))
            for kind in sorted(findings.CATALOGUE.values(), key=lambda kind: kind.code)
        ),
    )


BASIS = {
    (): "the figures alone",
    findings.THE_ONE_NAMED: "the first parameter it names",
    findings.STEP_DAY: "the parameter that fixes the step's day",
}


def basis_of(kind: Kind) -> str:
    links = (f"[`{key}`](law.md#{key})" for key in kind.rests_on)
    return BASIS.get(kind.rests_on) or " or ".join(links)


def check_list() -> Iterator[str]:
    yield COUNT_CHECKS
    yield from table(
        ("Code", "Severity", "What must hold", "What is said when it does not", "Basis"),
        (check_row(check) for check in CHECKS.values()),
    )


def check_row(check: Check) -> tuple[str, ...]:
    says = f"{check.fails_zh}<br>{check.fails_en}" if check.active else f"*{check.waits_zh}<br>{check.waits_en}*"
    titles, basis = f"{check.title_zh}<br>{check.title_en}", "<br>".join(check.basis)
    return check.code, check.severity.value, titles, says, basis


def reason_list() -> Iterator[str]:
    yield "## Why somebody is elected, or not\n"
    yield from table(
        ("Reason", "", "Words"),
        (
            (f"`{code}`", told, "<br>".join(words))
            for told, reasons_told in (
                ("elected", reasons.WHY_ELECTED),
                ("not elected", reasons.WHY_NOT_ELECTED),
                ("recall", reasons.WHY_RECALLED),
            )
            for code, words in reasons_told.items()
        ),
    )


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal as the source words it."""

    code: str
    text: str
    way_out: str
    text_en: str
    way_out_en: str
    module: str


def refusal_list() -> Iterator[str]:
    yield "## Refusals\n"
    by_code: dict[str, list[Refused]] = defaultdict(list)
    for refused in refusals():
        by_code[refused.code].append(refused)
    yield from table(
        ("Code", "Why", "What to do", "Said by"),
        (
            (
                f"`{code}`",
                "<br>".join(f"{one.text}<br>{one.text_en}" for one in by_code[code]),
                "<br>".join(f"{one.way_out}<br>{one.way_out_en}" for one in by_code[code]),
                ", ".join(dict.fromkeys(f"`{one.module}`" for one in by_code[code])),
            )
            for code in sorted(by_code)
        ),
    )


def refusals() -> Iterator[Refused]:
    """Every `Refusal(…)` in the source."""
    for file in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Refusal":
                yield refused(call, module)


def refused(call: ast.Call, module: str) -> Refused:
    named = dict(zip(("code", "text", "way_out", "text_en", "way_out_en"), call.args, strict=False))
    named |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    return Refused(module=module, **{name: sentence(value) for name, value in named.items()})


def sentence(node: ast.expr) -> str:
    """A string of the source as it reads, with … for what is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(sentence(part) for part in node.values)
    return "…"


# -- pages --------------------------------------------------------------------------------------------------------


def page(head: str, *sections: Iterable[str]) -> str:
    return "\n".join((MADE, head, *(line for section in sections for line in section)))


def both(zh: str, en: str) -> str:
    """Chinese and English in one cell; a figure once."""
    return zh if zh == en else f"{zh}<br>{en}"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"
    yield ""


def main(words: list[str]) -> int:
    if words not in ([], ["--check"]):
        sys.stderr.write("document.py takes no word but --check.\n")
        return 2
    stale = [name for name, text in pages().items() if read(DOCS / name) != text]
    if words:
        for name in stale:
            sys.stderr.write(f"docs/{name} is not what the code says. Run scripts/document.py and commit the page.\n")
        return int(bool(stale))
    for name in stale:
        (DOCS / name).write_text(pages()[name], "utf-8", newline="\n")
    return 0


def read(page: Path) -> str:
    return page.read_text("utf-8") if page.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
