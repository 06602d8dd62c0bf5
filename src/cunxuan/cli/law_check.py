"""`cunxuan law check`: what is missing or contradictory in a province's or a county's own pack, line by line.

Exit status: 0 nothing to put right; 1 a contradiction, or a worked case that comes out otherwise; 2 the file cannot be
read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from cunxuan.cli.law import AsJson, Folder, Lang, app, hold_packs, one_sentence, print_json, read_text
from cunxuan.core.errors import BadInput
from cunxuan.core.law.checking import Checked, Remark, check
from cunxuan.core.law.trying import holding
from cunxuan.core.worked_cases import WorkedCase, answered, mismatches, read_cases

__all__ = ["app"]

Tried = list[tuple[WorkedCase, list[str]]]


@app.command("check")
def check_command(
    pack: Annotated[str, typer.Argument(help="规则包文件（TOML）。", metavar="PACK.toml")],
    cases: Annotated[
        list[str] | None, typer.Option("--cases", help="案例文件（TOML），可以给几次。", metavar="CASES.toml")
    ] = None,
    folder: Folder = None,
    as_json: AsJson = False,
    lang: Lang = "zh",
) -> None:
    """检查自己写的规则包：缺什么、哪里矛盾、在第几行；并用案例试算。

    退出码：0 没有要改正的；1 有矛盾，或者有案例不符；2 文件不能读取。
    """
    with one_sentence(lang):
        hold_packs(folder)
        text = read_text(pack)
        checked = check(text)
        wanted = [case for file in cases or [] for case in read_cases(read_text(file), file)]
    tried, refused = try_cases(pack, text, wanted, folder, lang)
    report = report_as_json if as_json else report_as_text
    report(pack, checked, tried, refused, lang)
    differs = refused is not None or any(said for _, said in tried)
    raise typer.Exit(2 if not checked.readable else int(bool(checked.wrong) or differs))


def try_cases(
    pack: str, text: str, cases: list[WorkedCase], beside: Path | None, lang: str
) -> tuple[Tried, str | None]:
    """Every case with what came out otherwise; or why the pack cannot be tried."""
    if not cases:
        return [], None
    try:
        with holding(text, f"{Path(pack).stem}.toml", beside):
            return [
                (case, [one.sentence(lang) for one in mismatches(case, answered(case, lang))]) for case in cases
            ], None
    except BadInput as problem:
        return [], problem.text_en if lang == "en" else problem.text


def report_as_text(pack: str, checked: Checked, tried: Tried, refused: str | None, lang: str) -> None:
    english = lang == "en"
    say(pack)
    for remark in checked.wrong:
        say(f"  {remark.sentence(lang)}")
    if checked.notes:
        say("Notes" if english else "说明")
    for remark in checked.notes:
        say(f"  {remark.sentence(lang)}")
    if refused is not None:
        say(f"Cases not tried: {refused}" if english else f"没有试算案例：{refused}")
    for _, said in tried:
        for sentence in said:
            say(f"  {sentence}")
    say(summary(checked, tried, english=english))


def summary(checked: Checked, tried: Tried, *, english: bool) -> str:
    wrong, notes, differ = len(checked.wrong), len(checked.notes), sum(bool(said) for _, said in tried)
    if english:
        return f"{wrong} to put right, {notes} notes; {len(tried)} cases tried, {differ} come out otherwise."
    return f"要改正的 {wrong} 处，说明 {notes} 条；试算案例 {len(tried)} 个，不符 {differ} 个。"


def report_as_json(pack: str, checked: Checked, tried: Tried, refused: str | None, lang: str) -> None:
    print_json(
        {
            "file": pack,
            "readable": checked.readable,
            "wrong": len(checked.wrong),
            "remarks": [remark_to_json(remark, lang) for remark in checked.remarks],
            "cases": [
                {"id": case.id, "name": case.name, "file": case.file, "line": case.line, "differs": said}
                for case, said in tried
            ],
            "cases_refused": refused,
        }
    )


def remark_to_json(remark: Remark, lang: str) -> dict[str, Any]:
    return {
        "line": remark.line or None,
        "key": remark.key,
        "level": remark.level,
        "text": remark.en if lang == "en" else remark.zh,
    }


def say(sentence: str) -> None:
    typer.echo(sentence.encode("utf-8", "backslashreplace"))
