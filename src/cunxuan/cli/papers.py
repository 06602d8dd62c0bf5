"""Papers from the command line: which there are, and those of a place as files: `cunxuan papers list | print`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cunxuan.core.errors import BadInput

from . import AsJson, Dir, app, open_installation
from .county import make_ready, say, told

if TYPE_CHECKING:
    from cunxuan.offices.models import Division
    from cunxuan.rendering.catalogue import Form

papers = typer.Typer(help="文书：有哪些，打印成文件。", no_args_is_help=True)
app.add_typer(papers, name="papers")

FORMATS: dict[str, Literal["pdf", "docx"]] = {"pdf": "pdf", "docx": "docx"}


@papers.command("list")
def list_papers(as_json: AsJson = False) -> None:
    """有哪些文书，什么时候用，依据是什么。"""
    from cunxuan.rendering.catalogue import FORMS

    found = [described(form) for form in FORMS]
    if as_json:
        say(found)
        return
    for one in found:
        sys.stdout.write(f"{one['id']}\t{one['title']}\t{one['when']}\t{one['basis']}\n")


def described(form: Form) -> dict[str, Any]:
    return {
        "id": form.id,
        "title": form.title,
        "title_en": form.title_en,
        "group": form.group,
        "when": form.when,
        "basis": form.basis,
        "formats": list(form.formats),
        "blank": form.blank is not None,
    }


@papers.command("print")
def print_papers(
    out: Annotated[Path, typer.Option("--out", help="写到这个文件夹。")],
    village: Annotated[str, typer.Option(help="村的代码。", show_default=False)] = "",
    township: Annotated[str, typer.Option(help="乡镇的代码。", show_default=False)] = "",
    county: Annotated[bool, typer.Option("--county", help="全县的文书。")] = False,
    form: Annotated[list[str] | None, typer.Option(help="文书编号，可写几个；不写就是全部。")] = None,
    format: Annotated[str, typer.Option(help="pdf 或 docx。")] = "docx",
    blank: Annotated[bool, typer.Option("--blank", help="打印空白表。")] = False,
    dir: Dir = None,
    as_json: AsJson = False,
) -> None:
    """打印一个村、一个乡镇或者全县的文书：写了哪些，哪些没有写、为什么。"""
    if format not in FORMATS:
        raise BadInput(f"--format 写的是“{format}”。请写 pdf 或 docx。", f"--format is “{format}”. Write pdf or docx.")
    if [bool(village), bool(township), county].count(True) != 1:
        raise BadInput(
            "请写明打印哪里的文书：--village 代码、--township 代码，或者 --county。",
            "Say whose papers: --village CODE, --township CODE or --county.",
        )
    open_installation(dir)
    from cunxuan.rendering import catalogue
    from cunxuan.reporting import paper_files
    from cunxuan.web.clock import now, today

    make_ready()
    wanted = [catalogue.form(one) for one in form] if form else list(catalogue.FORMS)
    place = place_of(village or township)
    printed = paper_files.print_papers(place, wanted, FORMATS[format], out, blank=blank, today=today(), at=now())
    if as_json:
        say(asdict(printed))
    else:
        for file in printed.written:
            sys.stdout.write(f"{file.file}\n")
        for one in printed.not_written if form else ():
            told.print(f"没有写 {one.form}：{one.text}")
    raise typer.Exit(1 if printed.not_written and (form or not printed.written) else 0)


def place_of(code: str) -> Division:
    """The village or township of this code; the county where none is given."""
    from cunxuan.offices.models import Division, Level

    places = Division.objects.select_related("parent__parent")
    found = places.filter(pk=code) if code else places.filter(level=Level.COUNTY)
    place = found.first()
    if place is None:
        if not code:
            raise BadInput(
                "还没有县的名单。请先用 cunxuan import villages 导入。",
                "There is no county yet. Import the list of villages first.",
            )
        raise BadInput(
            f"没有代码为 {code} 的村或者乡镇。请核对代码，“村庄”页上有每个村的代码。",
            f"There is no village or township {code}. The page of villages has their codes.",
        )
    return place
