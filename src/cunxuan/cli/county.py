"""Commands that work on a county's own database: demo, serve, verify, import, account; and fonts."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cunxuan.core.errors import BadInput

from . import AsJson, Dir, app, open_installation

told = Console(stderr=True)


def say(document: Any) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def make_ready() -> None:
    """Brings the tables up to this version."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


@app.command()
def demo(
    dir: Dir = None,
    on: Annotated[
        str | None, typer.Option(help="演示县停在哪一天（2026-12-16 这样写）。", show_default="2026-12-16")
    ] = None,
    scale: Annotated[str, typer.Option(help="county 全县，village 一个村，或一个村数。")] = "county",
    seed: Annotated[int, typer.Option(help="同一个数总是造出同一个县。")] = 2026,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="造好后打开网页服务。")] = True,
    port: Annotated[int, typer.Option(help="网页服务的端口。")] = 8000,
    as_json: AsJson = False,
) -> None:
    """造一个演示县（7 个乡镇、200 个村、34 万虚构村民），并打开网页。已经造好的，直接打开。"""
    from cunxuan.demo.folder import DAY, Demonstration, claim

    day = parse_day(on) if on else DAY
    folder = dir or Path(os.environ.get("CUNXUAN_DIR") or ".demo")
    claimed = claim(folder.absolute(), Demonstration(day, villages_of(scale), seed))
    open_installation(folder)
    from cunxuan.demo import build, summary

    make_ready()
    seconds = build.build_in(folder.absolute(), claimed, told)
    found = summary.summary(day, seconds)
    if as_json:
        say(found)
        return
    summary.introduce(found, told)
    if serve:
        told.print(f"村选已打开：http://127.0.0.1:{port}/  （按 Ctrl+C 停止）")
        run_server(port)


def villages_of(scale: str) -> int:
    """How many of the county's 200 villages: all, one, or a number."""
    wanted = {"county": "200", "village": "1"}.get(scale, scale)
    if not (wanted.isdecimal() and 1 <= int(wanted) <= 200):
        raise BadInput(
            f"--scale 写的是“{scale}”。请写 county、village，或 1 到 200 的村数。",
            f"--scale is “{scale}”. Write county, village, or a number of villages from 1 to 200.",
        )
    return int(wanted)


@app.command()
def serve(
    dir: Dir = None,
    host: Annotated[str, typer.Option(help="监听的地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口。")] = 8000,
) -> None:
    """打开网页服务。"""
    open_installation(dir)
    refuse_half_built()
    make_ready()
    told.print(f"村选已打开：http://{host}:{port}/  （按 Ctrl+C 停止）")
    run_server(port, host)


def refuse_half_built() -> None:
    """A demonstration whose build was interrupted shows nothing that can be trusted."""
    from django.conf import settings

    if settings.DEMONSTRATION and not settings.DEMONSTRATION.finished:
        raise BadInput(
            f"{settings.DIR} 里的演示县没有造完。请再运行一次 cunxuan demo --dir {settings.DIR}。",
            f"The demonstration in {settings.DIR} is not complete. Run cunxuan demo --dir {settings.DIR} once more.",
        )


#: Requests that are answered at the same time. A photograph that comes in slowly holds up one of them.
THREADS = 8


def run_server(port: int, host: str = "127.0.0.1") -> None:
    """One process, in which nobody waits for another's slow line; writers wait for each other in the database."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "cunxuan.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_enabled=True,
        log_access=False,
    ).serve()


@app.command()
def verify(
    dir: Dir = None,
    checkpoint: Annotated[str | None, typer.Option(help="纸上的检查点或核对码，例如 7F3C-91AE-20B4。")] = None,
    as_json: AsJson = False,
) -> None:
    """核对：轨迹的每一条、每一行数据、每一份文书，都没有被改过。"""
    open_installation(dir)
    from cunxuan.records.verification import verify as check
    from cunxuan.reporting.recomputation import recheck_determinations
    from cunxuan.reporting.roll_recomputation import recheck_rolls

    make_ready()
    with told.status("正在核对……"):
        found = check(checkpoint)
        recheck_determinations(found)
        recheck_rolls(found)
    first = asdict(found.breaks[0]) if found.breaks else None
    if as_json:
        say({"ok": found.ok, "entries": found.entries, "rows": found.rows, "first_break": first})
    elif found.ok:
        sys.stdout.write(f"没有被改过：轨迹 {found.entries:,} 条，数据 {found.rows:,} 行，都对得上。\n")
    else:
        for item in found.breaks[:20]:
            place = f"{item.village} 第 {item.seq} 条：" if item.seq else ""
            sys.stdout.write(f"{place}{item.what}\n")
        sys.stdout.write(f"共 {len(found.breaks)} 处对不上。请先不要再录入，把这一页交县换届办。\n")
    raise typer.Exit(0 if found.ok else 1)


imports = typer.Typer(help="导入表格。", no_args_is_help=True)
app.add_typer(imports, name="import")


@imports.command("villages")
def import_villages(file: Path, dir: Dir = None, as_json: AsJson = False) -> None:
    """导入村的名单（CSV 或 Excel：村代码、村、乡镇代码、乡镇、县代码、县）。"""
    from cunxuan.formats.villages import read_villages

    rows = read_villages(file)
    open_installation(dir)
    from cunxuan.offices.actions import Place, add_divisions

    make_ready()
    new = add_divisions((Place(**row) for row in rows), by="cli", at=datetime.now(UTC))
    report = {"rows_read": len(rows), "accepted": len(rows), "rejected": 0, "not_data": 0, "new": new}
    if as_json:
        say(report)
    else:
        sys.stdout.write(f"读到 {len(rows)} 个村，新增区划 {new} 个。\n")


@imports.command("residents")
def import_residents(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="名册，可以有几个文件。")],
    village: Annotated[
        str, typer.Option(help="表里只有一个村、没有“村代码”一列时，写这个村的代码。", show_default=False)
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只核对，不写入。")] = False,
    accept_repairs: Annotated[
        list[str] | None,
        typer.Option(help="同意照建议修正的类别，可以写几次；all 是全部。", show_default=False),
    ] = None,
    returned: Annotated[
        Path | None, typer.Option(help="标红退回的工作簿写到这里；不写的，放在原文件旁边。", show_default=False)
    ] = None,
    dir: Dir = None,
    as_json: AsJson = False,
) -> None:
    """导入居民名册（Excel 或 CSV；表头在哪一行、叫什么名字都可以）。退回的行标红写在“-待改正.xlsx”里。"""
    refuse_returned_of_several(files, returned)
    refuse_unknown_repairs(accept_repairs or ())
    from .list_reading import Order, lists_read

    order = Order(village, tuple(accept_repairs or ()), dry_run)
    with watched() as bars, lists_read(files, order, bars) as lists:
        open_installation(dir)
        make_ready()
        refuse_unknown(village)
        from .residents import import_file, tell, to_json

        found = [import_file(file, listing(), order, returned, bars) for file, listing in lists]
    if as_json:
        say(to_json(found))
    else:
        tell(found, dry_run)
    raise typer.Exit(int(any(one.imported.rejected for one in found)))


def refuse_returned_of_several(files: list[Path], returned: Path | None) -> None:
    if returned is not None and len(files) > 1:
        raise BadInput(
            "--returned 只写一个文件名，这次有几个文件。请分开导入，或者不写 --returned。",
            "--returned names one file, and there are several. Import them one by one, or leave it out.",
        )


def refuse_unknown_repairs(wanted: Iterable[str]) -> None:
    from cunxuan.formats.residents import KINDS
    from cunxuan.roll.repairs import OF_THE_DATABASE

    known = [*(kind.name for kind in KINDS.values() if kind.weight == "repair"), *OF_THE_DATABASE]
    for kind in wanted:
        if kind != "all" and kind not in known:
            raise BadInput(
                f"--accept-repairs 写的是“{kind}”，没有这一类修正。请写 all，或者：{'、'.join(known)}。",
                f"--accept-repairs is “{kind}”, which is no repair. Write all, or one of: {', '.join(known)}.",
            )


def refuse_unknown(village: str) -> None:
    from cunxuan.offices.models import Division

    if village and not Division.objects.villages().filter(pk=village).exists():
        raise BadInput(
            f"--village 写的是“{village}”，没有这个代码的村。请核对代码，或者先导入村的名单。",
            f"--village is “{village}”, which is the code of no village. Check it, or import the villages first.",
        )


def watched() -> Progress:
    """A bar that is gone when the work is done; nothing where standard error is no screen."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=told, transient=True, disable=not told.is_terminal)


@app.command()
def account(
    username: str,
    name: Annotated[str, typer.Option(help="姓名。")],
    role: Annotated[
        str, typer.Option(help="county 县换届办，township 乡镇审核，clerk 录入员，committee 村选举委员会。")
    ],
    division: Annotated[str, typer.Option(help="所在县、乡镇或村的代码。")],
    dir: Dir = None,
) -> None:
    """开一个账号；密码在下一行输入，不显示。"""
    open_installation(dir)
    from cunxuan.offices.actions import open_account
    from cunxuan.offices.models import Division, Role

    make_ready()
    if role not in Role.values:
        raise BadInput(f"岗位“{role}”不认识。请写 {'、'.join(Role.values)} 中的一个。", f"Unknown role {role}.")
    place = Division.objects.filter(code=division).first()
    if place is None:
        raise BadInput(f"没有代码为 {division} 的地方。请先导入村的名单。", f"No division {division}.")
    password = typer.prompt("密码", hide_input=True)
    refuse_weak(password)
    if typer.prompt("再填一遍密码", hide_input=True) != password:
        raise BadInput("两遍填的不一样。请重新运行这条命令。", "The two passwords differ. Run the command again.")
    open_account(
        username=username, name=name, role=Role(role), division=place, password=password, by="cli", at=datetime.now(UTC)
    )
    sys.stdout.write(f"已开账号 {username}（{name}，{place.name}）。\n")


def refuse_weak(password: str) -> None:
    """The same rules as on the page on which a password is changed."""
    from django.utils.translation import override

    from cunxuan.offices.forms import wrong_with

    if wrong := wrong_with(password):
        (zh,) = wrong.messages
        with override("en"):
            (en,) = wrong.messages
        raise BadInput(zh, en)


fonts_app = typer.Typer(help="文书用的字体。", no_args_is_help=True)
app.add_typer(fonts_app, name="fonts")


@fonts_app.command("check")
def fonts_check() -> None:
    """看文书用到的字体齐不齐；不能制作文书时，退出状态是 1。"""
    from cunxuan.rendering import fonts

    for look in fonts.check():
        sys.stdout.write(f"{look}\n")
    raise typer.Exit(0 if fonts.BUNDLED_FAMILY in fonts.families() else 1)


def parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"“{text}”不是日期。请写成 2026-12-16 这样。", f"{text} is not a date.") from error
