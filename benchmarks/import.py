"""J1: a county's residents from a workbook into the database, beside django-import-export and the bare pipeline.

    python benchmarks/import.py                      20,000, 100,000 and 340,000 rows, three rounds, both databases
    python benchmarks/import.py --rows 20000 --on sqlite --rounds 1
    python benchmarks/import.py --peer-rows 340000   django-import-export at the full size, too (minutes a run)
    python benchmarks/import.py --json

Ours is the command as a person gives it, from its start to the last row on the disk: the file read in its bounded
process, every check, ID numbers encrypted, each village's trail, and the workbook to correct; one row in 2,000 is bad.
django-import-export (its defaults, not its bulk mode) gets the rows from calamine and writes them into a table of the
same twelve columns as plain text. The bare pipeline reads with calamine, looks at the length of each number and whether
it stands there twice, and loads that table with `executemany` or COPY: no program that reads a workbook is faster.
Each run is a process of its own on an empty database; memory is that of the process and all its children together
(Pss, looked at twenty times a second). PostgreSQL is a private one; without its binaries only SQLite is measured.
The limits are for a county's 340,000 rows: with few rows most of the time is the start of the program. The peer's
speed does not depend on the size.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from threading import Event, Thread
from typing import Any
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
SIZES = (20_000, 100_000, 340_000)
PEER_ROWS = 20_000
ROUNDS = 3
VILLAGES = 200
DIRTY = 2_000  # one row in so many
TIMES_PEER, TIMES_BARE, TIMES_MEMORY = 20, 3, 1.5
CUNXUAN = [sys.executable, "-c", "from cunxuan.cli import main; main()"]
#: As on a machine where it is installed: what is compiled once stays compiled.
NOT_OURS = ("CUNXUAN", "DATABASE", "PYTHONDONTWRITEBYTECODE")
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(NOT_OURS)}
OURS, BARE, PEER = "cunxuan", "bare pipeline", "django-import-export"


# The workbooks

HEADINGS = ["村代码", "姓名", "性别", "民族", "出生日期", "身份证号", "电话", "村民小组", "户号"]
HEADINGS += ["户籍在本村", "居住在本村", "备注"]
Cell = str | int


def village_codes() -> list[str]:
    return [f"1408241{place // 20:02}{201 + place % 20}" for place in range(VILLAGES)]


def residents(rows: int) -> Iterator[list[Cell]]:
    from cunxuan.demo.people import households

    dice = random.Random(20261213)
    for slot, code in enumerate(village_codes()):
        share = rows // VILLAGES + (slot < rows % VILLAGES)
        for one in households(code, share, 2026, slot=slot):
            row: list[Cell] = [
                code,
                one.name,
                "男" if one.sex == "M" else "女",
                "汉",
                one.birth_on.isoformat(),
                one.id_number,
                f"138{dice.randrange(10**8):08}",
                one.group_no,
                one.household_no,
                "是" if one.hukou_here else "否",
                "是" if one.lives_here else "否",
                "",
            ]
            yield dirtied(row, dice) if dice.randrange(DIRTY) == 0 else row


def dirtied(row: list[Cell], dice: random.Random) -> list[Cell]:
    """One thing wrong with it, as it happens in villages."""
    number = str(row[5])
    kinds: tuple[tuple[int, Cell], ...] = (
        (5, number[:17] + ("0" if number[17] != "0" else "1")),
        (5, number[:17].translate(str.maketrans("0123456789", "０１２３４５６７８９")) + number[17]),
        (1, " ".join(str(row[1]))),
        (2, "女" if row[2] == "男" else "男"),
        (4, "1950-02-30"),
        (7, "不详"),
    )
    column, value = dice.choice(kinds)
    return [*row[:column], value, *row[column + 1 :]]


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_workbook(path: Path, rows: Iterable[list[Cell]]) -> None:
    """As Excel writes one: texts in the table of shared strings."""
    texts: dict[str, int] = {}
    parts = {"worksheets/sheet1.xml": "worksheet", "sharedStrings.xml": "sharedStrings"}
    types = "".join(f'<Override PartName="/xl/{part}" ContentType="{KIND}.{of}+xml"/>' for part, of in parts.items())
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{of}" Target="{part}"/>'
        for number, (part, of) in enumerate(parts.items(), start=1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>{types}</Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            f'Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets>'
            f"</workbook>",
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
        )
        with book.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for number, row in enumerate(chain([HEADINGS], rows), 1):
                part.write(row_xml(number, row, texts).encode())
            part.write(b"</sheetData></worksheet>")
        with book.open("xl/sharedStrings.xml", "w") as part:
            part.write(f'<sst xmlns="{MAIN}">'.encode())
            part.writelines(f"<si><t>{escape(text)}</t></si>".encode() for text in texts)
            part.write(b"</sst>")


def row_xml(number: int, row: list[Cell], texts: dict[str, int]) -> str:
    cells = "".join(
        f'<c r="{column}{number}"><v>{cell}</v></c>'
        if isinstance(cell, int)
        else f'<c r="{column}{number}" t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
        for column, cell in zip("ABCDEFGHIJKL", row, strict=True)
        if cell != ""
    )
    return f'<row r="{number}">{cells}</row>'


def write_villages(path: Path) -> None:
    lines = [f"{code},第{n}村,{code[:9]},第{n // 20}镇,140824,河东县" for n, code in enumerate(village_codes())]
    path.write_text("\n".join(["村代码,村,乡镇代码,乡镇,县代码,县", *lines]), "utf-8")


# One run: seconds and megabytes


def run(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Starts it, watches its memory with that of its children, and asks what it has done."""
    started, spent = time.perf_counter(), processor_time()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True)
    peak, stop = [0], Event()

    def watch() -> None:
        while not stop.wait(0.05):
            peak[0] = max(peak[0], sum(map(memory_of, family(process.pid))))

    watcher = Thread(target=watch)
    watcher.start()
    out, err = process.communicate()
    seconds = time.perf_counter() - started
    stop.set()
    watcher.join()
    if process.returncode not in (0, 1):  # 1: rows were rejected, as they should be
        raise SystemExit(f"{command}: {err}")
    said = json.loads(out)
    spent = processor_time() - spent
    return {
        "seconds": seconds,
        "processor": spent,
        "megabytes": peak[0] / 1024,
        "taken": said.get("new", said.get("taken", 0)),
    }


def processor_time() -> float:
    """What the finished processes have used, with their children: the same on a busy machine and on an idle one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def family(process: int) -> Iterator[int]:
    yield process
    for thread in Path(f"/proc/{process}/task").glob("*"):
        try:
            children = (thread / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def memory_of(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def run_ours(file: Path, folder: Path, url: str) -> dict[str, float]:
    """On an installation whose villages are there."""
    environment = ENVIRONMENT | ({"DATABASE_URL": url} if url else {})
    place = ["--dir", str(folder / "county"), "--json"]
    write_villages(folder / "villages.csv")
    prepared = [*CUNXUAN, "import", "villages", str(folder / "villages.csv"), *place]
    subprocess.run(prepared, env=environment, check=True, capture_output=True)
    out = folder / "to-correct.xlsx"
    return run([*CUNXUAN, "import", "residents", str(file), "--returned", str(out), *place], environment)


def run_other(name: str) -> Callable[[Path, Path, str], dict[str, float]]:
    def other(file: Path, folder: Path, url: str) -> dict[str, float]:
        command = [sys.executable, __file__, "--inside", name, str(file), url or str(folder / "bare.sqlite3")]
        return run(command, {**ENVIRONMENT, "CUNXUAN_DIR": str(folder / "county")})

    return other


METHODS = {OURS: run_ours, BARE: run_other(BARE), PEER: run_other(PEER)}


# The others, inside their process

TABLE = """CREATE TABLE plain_resident (id INTEGER PRIMARY KEY {auto}, village varchar(12), name varchar(40),
    sex varchar(1), nation varchar(10), birth_on date, id_number varchar(18) UNIQUE, phone varchar(20),
    group_no integer, household_no integer, hukou_here boolean, lives_here boolean, remark varchar(60))"""
COLUMNS = ["village", "name", "sex", "nation", "birth_on", "id_number", "phone", "group_no", "household_no"]
COLUMNS += ["hukou_here", "lives_here", "remark"]


def checked(file: Path) -> Iterator[tuple[Any, ...]]:
    """Rows whose ID number has 18 places and stands there once, as the table has them."""
    from python_calamine import load_workbook

    rows = load_workbook(file).get_sheet_by_index(0).iter_rows()
    next(rows)
    seen: set[str] = set()
    sexes, answers = {"男": "M", "女": "F"}, {"是": True, "否": False}
    for village, name, sex, nation, birth, number, phone, group, household, hukou, lives, remark in rows:
        numbers = type(group) is float and type(household) is float
        if numbers and len(number) == 18 and number not in seen and birth != "1950-02-30":
            seen.add(number)
            yield (
                village,
                name,
                sexes[sex],
                nation,
                birth,
                number,
                phone,
                int(group),
                int(household),
                answers[hukou],
                answers[lives],
                remark,
            )


def inside_bare(file: Path, target: str) -> int:
    rows = list(checked(file))
    if target.startswith("postgresql"):
        import psycopg

        with psycopg.connect(target) as connection, connection.cursor() as cursor:
            cursor.execute(TABLE.format(auto="GENERATED BY DEFAULT AS IDENTITY"))
            with cursor.copy(f"COPY plain_resident ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        return len(rows)
    import sqlite3

    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(TABLE.format(auto="AUTOINCREMENT"))
    connection.execute("BEGIN")
    marks = ", ".join("?" * len(COLUMNS))
    connection.executemany(f"INSERT INTO plain_resident ({', '.join(COLUMNS)}) VALUES ({marks})", rows)  # noqa: S608
    connection.execute("COMMIT")
    return len(rows)


def inside_peer(file: Path, target: str) -> int:
    if target.startswith("postgresql"):
        os.environ["DATABASE_URL"] = target
    os.environ["DJANGO_SETTINGS_MODULE"] = "cunxuan.config.settings"
    import django

    django.setup()
    import tablib
    from django.db import connection, models
    from import_export import resources

    class PlainResident(models.Model):  # noqa: DJ008
        village = models.CharField(max_length=12)
        name = models.CharField(max_length=40)
        sex = models.CharField(max_length=1)
        nation = models.CharField(max_length=10)
        birth_on = models.DateField()
        id_number = models.CharField(max_length=18, unique=True)
        phone = models.CharField(max_length=20)
        group_no = models.IntegerField()
        household_no = models.IntegerField()
        hukou_here = models.BooleanField()
        lives_here = models.BooleanField()
        remark = models.CharField(max_length=60, blank=True)

        class Meta:
            app_label = "roll"
            db_table = "plain_resident"

    class PlainResource(resources.ModelResource):
        class Meta:
            model = PlainResident
            import_id_fields = ("id_number",)
            fields = COLUMNS

    with connection.schema_editor() as editor:
        editor.create_model(PlainResident)
    data = tablib.Dataset(*checked(file), headers=COLUMNS)
    result = PlainResource().import_data(data, dry_run=False, raise_errors=True)
    return int(result.totals["new"])


INSIDE = {BARE: inside_bare, PEER: inside_peer}


# Side by side


def rounds(number: int, rows: int, methods: Iterable[str], databases: Databases) -> dict[str, dict[str, list[Any]]]:
    """Every method in turn, so many times, on each database."""
    found: dict[str, dict[str, list[Any]]] = {}
    with tempfile.TemporaryDirectory() as above:
        file = Path(above) / "residents.xlsx"
        write_workbook(file, residents(rows))
        for turn in range(number):
            for database in databases.names:
                for method in list(methods)[turn % 2 :] + list(methods)[: turn % 2]:
                    folder = Path(above) / f"{turn}-{database}-{method}"
                    folder.mkdir()
                    once = METHODS[method](file, folder, databases.fresh(database))
                    found.setdefault(database, {}).setdefault(method, []).append(once)
    return found


class Databases:
    """SQLite, and PostgreSQL where there is one: an empty database for each run."""

    def __init__(self, names: list[str], server: str) -> None:
        self.names = names
        self.server = server
        self.number = 0

    def fresh(self, name: str) -> str:
        if name == "sqlite":
            return ""
        import psycopg

        self.number += 1
        database = f"run{self.number}"
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database}")
        return f"{self.server.rpartition('/')[0]}/{database}"


def median(runs: list[dict[str, float]], what: str) -> float:
    return statistics.median(one[what] for one in runs)


def summary(rows: int, found: dict[str, dict[str, list[dict[str, float]]]], peer_rate: dict[str, float]) -> list[Any]:
    lines = []
    for database, methods in found.items():
        if PEER in methods:
            size = methods[PEER][0]["taken"]
            peer_rate[database] = size / median(methods[PEER], "seconds")
        for method, runs in methods.items():
            seconds = sorted(one["seconds"] for one in runs)
            line = {
                "rows": rows,
                "on": database,
                "method": method,
                "seconds": round(statistics.median(seconds), 2),
                "processor": round(median(runs, "processor"), 2),
                "spread": [round(seconds[0], 2), round(seconds[-1], 2)],
                "rows_a_second": round(rows / statistics.median(seconds)),
                "megabytes": round(median(runs, "megabytes")),
                "taken": runs[0]["taken"],
            }
            if method == OURS and BARE in methods:
                line["times_bare"] = round(line["seconds"] / median(methods[BARE], "seconds"), 2)
                line["times_bare_memory"] = round(line["megabytes"] / median(methods[BARE], "megabytes"), 2)
            if method == OURS and database in peer_rate:
                line["times_peer"] = round(line["rows_a_second"] / peer_rate[database], 1)
            lines.append(line)
    return lines


def tell(lines: list[dict[str, Any]]) -> None:
    for line in lines:
        low, high = line["spread"]
        print(
            f"{line['rows']:>8,} rows  {line['on']:<10}  {line['method']:<20}  {line['seconds']:>7.2f} s "
            f"({low:.2f}-{high:.2f}; processor {line['processor']:.2f})  {line['rows_a_second']:>8,} rows/s  "
            f"{line['megabytes']:>5} MB",
            flush=True,
        )
        if line["method"] == OURS:
            full = line["rows"] >= max(SIZES)
            said = [
                f"{line[what]} times {words}{limit if full else ''}"
                for what, words, limit in (
                    ("times_peer", "django-import-export", f" (at least {TIMES_PEER})"),
                    ("times_bare", "as long as bare", f" (at most {TIMES_BARE})"),
                    ("times_bare_memory", "its memory", f" (at most {TIMES_MEMORY})"),
                )
                if what in line
            ]
            print(f"{'':>10}{'; '.join(said)}", flush=True)


def measure(arguments: argparse.Namespace, databases: Databases) -> list[dict[str, Any]]:
    peer_rate: dict[str, float] = {}
    lines: list[dict[str, Any]] = []
    for rows in sorted({*arguments.rows, *([arguments.peer_rows] if arguments.peer_rows else [])}):
        methods = [OURS, BARE, *([PEER] if rows == arguments.peer_rows else [])]
        found = rounds(arguments.rounds, rows, methods, databases)
        fresh = summary(rows, found, peer_rate)
        if not arguments.json:
            tell(fresh)
        lines += fresh
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--peer-rows", type=int, default=PEER_ROWS, help="size at which the peer runs; 0: it does not")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--inside", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        method, file, target = arguments.inside
        print(json.dumps({"taken": INSIDE[method](Path(file), target)}))
        return
    sys.path.insert(0, str(ROOT / "tests"))
    import private_postgres

    binaries = private_postgres.binaries()
    names = [name for name in arguments.on if name == "sqlite" or binaries]
    if "postgresql" in names and binaries:
        with private_postgres.cluster(binaries) as server:
            lines = measure(arguments, Databases(names, server))
    else:
        lines = measure(arguments, Databases(names, ""))
    if arguments.json:
        print(json.dumps(lines, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
