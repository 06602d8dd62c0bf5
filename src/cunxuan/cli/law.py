"""`cunxuan law …`: who is elected and why, by when each step is due, and what the law says, without a database.

Exit status: 0 answered; 1 answered, and a finding blocks (a void vote, too few took part, impossible figures, a legal
day missed); 2 the call or the file is wrong, or a case of a list could not be answered.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from cunxuan.core import case, questions
from cunxuan.core.earliest_day import EarliestDay
from cunxuan.core.errors import BadInput
from cunxuan.core.given import as_division
from cunxuan.core.law import ON_TOP, hold, packs, rules_for, rules_of_pack
from cunxuan.core.law_answers import pack_to_json, pack_with_rules_to_json, rules_to_json
from cunxuan.core.step_answers import earliest_from_json, earliest_to_json, step_to_json, timetable_from_json
from cunxuan.core.steps import COURSES
from cunxuan.core.timetable import Step

app = typer.Typer(
    name="law",
    help="法律与计算：当选认定、工作日程、规则包。不使用数据库。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Lang = Annotated[Literal["zh", "en"], typer.Option("--lang", help="输出的语言：zh 或 en。")]
Folder = Annotated[
    Path | None, typer.Option("--dir", help="县级规则包（*.toml）所在的文件夹。", metavar="DIR", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="只在标准输出打印一份 JSON。")]


@app.command("determine")
def determine_command(
    file: Annotated[
        str, typer.Argument(help="案例文件（JSON），“-”读标准输入；一个案例或者一个列表。", metavar="FILE|-")
    ],
    folder: Folder = None,
    lang: Lang = "zh",
) -> None:
    """当选认定：谁当选、为什么、接下来办什么。总是打印 JSON。

    退出码：0 已认定（含另行选举、再次投票）；1 已回答，但有阻止宣布的认定（选举无效、投票人数不足、数字不可能）；
    2 文件或者调用有误，或者列表中有案例不能计算。
    """
    with one_sentence(lang):
        hold_packs(folder)
        answered, blocked, refused = case.answer(read_json(file), lang)
    print_json(answered)
    raise typer.Exit(2 if refused else int(blocked))


@app.command("ask")
def ask_command(
    file: Annotated[
        str, typer.Argument(help="问题文件（JSON），“-”读标准输入；一个问题或者一个列表。", metavar="FILE|-")
    ],
    folder: Folder = None,
    lang: Lang = "zh",
) -> None:
    """就一件事问法律：能否登记、能否接受委托、谁应当退出选举委员会等，答复列出全部理由。总是打印 JSON。

    退出码：0 可以；1 已回答，法律不允许；2 文件或者调用有误，或者列表中有问题不能回答。
    """
    with one_sentence(lang):
        hold_packs(folder)
        answered, blocked, refused = questions.ask(read_json(file), lang)
    print_json(answered)
    raise typer.Exit(2 if refused else int(blocked))


@app.command("timetable")
def timetable_command(
    polling_day: Annotated[str | None, typer.Option("--polling-day", help="选举日，如 2026-12-13。")] = None,
    pack: Annotated[str | None, typer.Option("--pack", help="规则包，如 CN@2026-01-01。")] = None,
    division: Annotated[str | None, typer.Option("--division", help="12 位行政区划代码，按选举日选规则。")] = None,
    election: Annotated[
        Literal["committee", "party", "both"],
        typer.Option("--election", help="村民委员会、党组织，或者两项选举一起排。"),
    ] = "committee",
    party_day: Annotated[
        str | None, typer.Option("--party-day", help="党员大会选举日；不给的，按选举日推算最迟的一天。")
    ] = None,
    done: Annotated[
        str | None,
        typer.Option(
            "--done", help="已办步骤（JSON）：{步骤: 日期}；两项一起排时，党组织的放在 party 下。", metavar="FILE|-"
        ),
    ] = None,
    today: Annotated[str | None, typer.Option("--today", help="今天；给出后，逾期未办的步骤有认定。")] = None,
    earliest: Annotated[
        bool, typer.Option("--earliest", help="推算最早的合法选举日：已办的按办理日期，其余按今天办理。")
    ] = False,
    folder: Folder = None,
    as_json: AsJson = False,
    lang: Lang = "zh",
) -> None:
    """工作日程：每一步的法定期限和建议日期。已办步骤中有违反期限的，退出码为 1。"""
    with one_sentence(lang):
        hold_packs(folder)
        days = {"polling_day": polling_day, "party_day": party_day, "today": today}
        given = {key: read_day(day, as_option(key)).isoformat() for key, day in days.items() if day is not None}
        given |= law_named(pack, division, election)
        if earliest:
            print_earliest(
                earliest_from_json(only_earliest(given) | {"done": read_done(done, "committee")}), as_json, lang
            )
        law, steps = timetable_from_json(given | {"election": election, "done": read_done(done, election)})
    for finding in (finding for rules in law for finding in rules.findings):
        typer.echo(finding.sentence(lang).encode(), err=True)
    if as_json:
        print_json([step_to_json(step, lang) for step in steps])
    else:
        print_table(timetable_table(steps, lang))
    raise typer.Exit(int(any(step.finding is not None and step.finding.blocks for step in steps)))


@app.command("packs")
def packs_command(folder: Folder = None, as_json: AsJson = False, lang: Lang = "zh") -> None:
    """收录的规则包：名称、法规、施行期。"""
    with one_sentence(lang):
        hold_packs(folder)
    if as_json:
        print_json([pack_to_json(pack) for pack in packs()])
        return
    table = new_table("规则包", "法规", "自", "至", lang=lang, en=("Pack", "Law", "Since", "Until"))
    for pack in packs():
        title = pack.title_en if lang == "en" else pack.title
        table.add_row(pack.name, title, pack.since.isoformat(), pack.until.isoformat() if pack.until else "")
    print_table(table)


@app.command("show")
def show_command(
    pack: Annotated[str | None, typer.Argument(help="规则包，如 ZJ@2020-07-31。", metavar="[PACK]")] = None,
    division: Annotated[str | None, typer.Option("--division", help="12 位行政区划代码：这个地方的法律。")] = None,
    on: Annotated[str | None, typer.Option("--on", help="哪一天的法律，如 2026-12-13；与 --division 同用。")] = None,
    folder: Folder = None,
    as_json: AsJson = False,
    lang: Lang = "zh",
) -> None:
    """一个规则包的每一项，或者一个地方某一天的法律：取值、条文、出自哪一层、是否已核对原文、取代了什么。"""
    with one_sentence(lang):
        hold_packs(folder)
        shown = shown_law(pack, division, on, lang)
    if as_json:
        print_json(shown)
        return
    for finding in shown.get("findings", ()):
        typer.echo(finding["text"].encode(), err=True)
    print_table(law_table(shown["parameters"], lang))


# -- reading ------------------------------------------------------------------------------------------------------


@contextmanager
def one_sentence(lang: str) -> Iterator[None]:
    """A wrong call or file ends in one sentence on standard error and status 2."""
    try:
        yield
    except BadInput as problem:
        sentence = problem.text_en if lang == "en" else problem.text
        typer.echo(sentence.encode("utf-8", "backslashreplace"), err=True)
        raise typer.Exit(2) from problem


def read_json(file: str) -> Any:
    """The document in a file, or on standard input."""
    text = read_text(file)
    try:
        return json.loads(text, object_pairs_hook=no_key_twice, parse_constant=no_constant)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"{file}：不是 JSON（第 {error.lineno} 行第 {error.colno} 列）。",
            f"{file}: not JSON (line {error.lineno}, column {error.colno}).",
        ) from error
    except (RecursionError, ValueError) as error:
        raise BadInput(
            f"{file}：嵌套太深或者数字太长。", f"{file}: nested too deeply, or a number too long."
        ) from error


def read_text(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"没有文件“{file}”。", f"There is no file “{file}”.") from error
    except IsADirectoryError as error:
        raise BadInput(f"“{file}”是文件夹，请给出文件。", f"“{file}” is a folder; give a file.") from error
    except (OSError, ValueError) as error:
        raise BadInput(f"不能读取“{file}”。", f"“{file}” cannot be read.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file}：不是 UTF-8 编码，请另存为 UTF-8。", f"{file}: not UTF-8; save it as UTF-8.") from error


def no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadInput(f"键“{key}”出现两次。", f"The key “{key}” stands there twice.")
        found[key] = value
    return found


def no_constant(name: str) -> Any:
    raise BadInput(f"“{name}”不是数。", f"“{name}” is not a number.")


def hold_packs(folder: Path | None) -> None:
    """Holds the packs a county wrote itself, where their folder is named."""
    if folder is not None and not folder.is_dir():
        raise BadInput(f"没有文件夹“{folder}”。", f"There is no folder “{folder}”.")
    hold(folder)


def shown_law(pack: str | None, division: str | None, on: str | None, lang: str) -> dict[str, Any]:
    """A pack by its name, or the law of a place on a day."""
    if pack is not None and division is None and on is None:
        rules = rules_of_pack(pack)
        return rules_to_json(rules, lang) if ON_TOP in pack else pack_with_rules_to_json(rules.pack_named(pack), rules)
    if pack is None and division is not None and on is not None:
        return rules_to_json(rules_for(as_division(division), read_day(on, "--on")), lang)
    raise BadInput(
        "请给出规则包的名称，或者同时给出 --division 和 --on。", "Give the name of a pack, or both --division and --on."
    )


def read_day(text: object, where: str) -> date:
    try:
        if isinstance(text, str) and len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadInput(
        f"{where}: 应当是日期，如 2026-12-13，不是“{text}”。",
        f"{where}: a date such as 2026-12-13 is wanted, not “{text}”.",
    )


def as_option(key: str) -> str:
    return "--" + key.replace("_", "-")


def only_earliest(given: dict[str, str]) -> dict[str, str]:
    """The earliest polling day is looked for from a day on, and for the villagers' committee."""
    if "today" not in given:
        raise BadInput("--earliest 须同时给出 --today。", "--earliest needs --today.")
    for key in ("polling_day", "party_day"):
        if key in given:
            raise BadInput(
                f"--earliest 推算选举日，不能同时给出 {as_option(key)}。",
                f"--earliest looks for polling day; {as_option(key)} cannot be given with it.",
            )
    return given


def read_done(file: str | None, election: str) -> dict[str, Any]:
    """What was done, step by step; of both elections, the party's steps stand under `party`."""
    if file is None:
        return {}
    given = read_json(file)
    if not isinstance(given, dict):
        raise BadInput(f"{file}：应当是 {{步骤: 日期}}。", f"{file}: {{step: day}} is wanted.")
    kinds = [kind.step for kind in COURSES["party" if election == "party" else "committee"]]
    for step in given:
        if step not in kinds and (step, election) != ("party", "both"):
            raise BadInput(
                f"{file}：没有步骤“{step}”。现有：{'、'.join(kinds)}。",
                f"{file}: there is no step “{step}”. The steps are {', '.join(kinds)}.",
            )
    return {step: day if step == "party" else read_day(day, step).isoformat() for step, day in given.items()}


def law_named(pack: str | None, division: str | None, election: str) -> dict[str, str]:
    """The law that is asked for; the Party's regulations are chosen by the day alone."""
    if pack:
        return {"pack": pack}
    if division and len(division) == 12 and division.isascii() and division.isdigit():
        return {"division": division}
    if division is None and election == "party":
        return {}
    raise BadInput(
        "请给出 --pack（规则包）或者 --division（12 位行政区划代码）。",
        "Give --pack, or --division with a 12-digit code.",
    )


# -- writing ------------------------------------------------------------------------------------------------------


def print_json(document: Any) -> None:
    """UTF-8 whatever the terminal says: other programs read this."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2).encode())


def print_table(table: Table) -> None:
    console = Console(width=None if sys.stdout.isatty() else 140, color_system=None)
    with console.capture() as captured:
        console.print(table)
    typer.echo(captured.get().encode(), nl=False)


def new_table(*zh: str, lang: str, en: tuple[str, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for heading in en if lang == "en" else zh:
        table.add_column(heading, overflow="fold")
    return table


def print_earliest(found: EarliestDay, as_json: bool, lang: str) -> NoReturn:
    """The day, and why not sooner; status 1 where something is wrong that no polling day mends."""
    if as_json:
        print_json(earliest_to_json(found, lang))
    else:
        words = ("最早的合法选举日", "Earliest lawful polling day")[lang == "en"]
        said = (*found.binding, *found.past_mending, *found.rules.findings)
        lines = (f"{words}  {found.day.isoformat()}  {found.rules.name}", *(one.sentence(lang) for one in said))
        typer.echo("\n".join(lines).encode())
    raise typer.Exit(int(not found.lawful))


def timetable_table(steps: tuple[Step, ...], lang: str) -> Table:
    headings = ("步骤", "建议", "期限", "办理", "依据和说明")
    table = new_table(*headings, lang=lang, en=("Step", "Advised", "Legal day", "Done", "Basis and remarks"))
    english = lang == "en"
    for step in steps:
        basis = step.basis_en if english else step.basis
        remark = "\n".join([basis, *(finding.sentence(lang) for finding in step.findings)]).strip()
        legal = step.latest or step.earliest
        days = [day.isoformat() if day else "" for day in (step.recommended, legal, step.done_on)]
        table.add_row(step.en if english else step.zh, *days, remark)
    return table


def law_table(found: list[dict[str, Any]], lang: str) -> Table:
    """Each value with its article, the text it comes from, and what it stands in the place of."""
    headings = ("事项", "取值", "条文", "规则包", "核对", "其他规定")
    table = new_table(*headings, lang=lang, en=("Parameter", "Value", "Article", "Pack", "Read", "Other texts"))
    english = lang == "en"
    read = {True: ("已核对", "yes"), False: ("未核对", "no")}
    for one in found:
        value = one[f"value_{lang}"] + ("" if one["applies"] else (" （不适用）", " (gives way)")[english])
        basis = one["basis_en"] if english else one["basis"]
        others = "\n".join(f"{other[f'value_{lang}']}  {other['pack']}" for other in one["others"])
        table.add_row(one[lang], value, basis, one["pack"], read[one["confirmed"]][english], others)
    return table
