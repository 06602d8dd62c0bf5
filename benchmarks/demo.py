"""Builds the demonstration county, beside loading the very same rows into an empty database without any act.

    python benchmarks/demo.py                # three rounds of the whole county, and how it grows
    python benchmarks/demo.py --rounds 1 --villages 50
    python benchmarks/demo.py --json

Ours performs every act of 200 villages as people would: residents encrypted and taken in, rolls published, sheets
drawn, photographed and typed twice, results determined and declared, each with its trail entry. The bare load writes
the rows that came out of it with `executemany`, one transaction a table, and nothing else: no program can be faster.
Each round is a process of its own; the photographs' files are not part of the bare load.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

VILLAGES = 200
ROUNDS = 3
LIMIT_S = 90
AIM_S = 30
CUNXUAN = [sys.executable, "-c", "from cunxuan.cli import main; main()"]
#: The embedded database and no setting from outside.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("CUNXUAN", "DATABASE"))}


def run_ours(folder: Path, villages: int) -> dict[str, Any]:
    """The command as a person gives it, from nothing to the last row on the disk."""
    words = ["demo", "--dir", str(folder), "--scale", str(villages), "--no-serve", "--json"]
    started, spent = time.perf_counter(), processor_time()
    out = subprocess.run([*CUNXUAN, *words], capture_output=True, check=True, text=True, env=ENVIRONMENT)
    return {
        **json.loads(out.stdout),
        "wall": time.perf_counter() - started,
        "processor": processor_time() - spent,
    }


def processor_time() -> float:
    """What the finished processes of this one have used: the same on a busy machine and on an idle one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_bare(folder: Path) -> dict[str, float]:
    """The rows of a built county into an empty database of the same tables, in a fresh process."""
    out = subprocess.run(
        [sys.executable, __file__, "--load", str(folder / "cunxuan.sqlite3")],
        capture_output=True,
        check=True,
        text=True,
    )
    loaded: dict[str, float] = json.loads(out.stdout)
    return loaded


def load(source: Path) -> dict[str, float]:
    """Reads everything first; only writing is timed, to the disk as an installation writes."""
    tables, definitions = read(source)
    with tempfile.TemporaryDirectory() as folder:
        target = sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)
        target.execute("PRAGMA journal_mode=WAL")
        target.execute("PRAGMA synchronous=FULL")
        started = time.perf_counter()
        for definition in definitions:
            target.execute(definition)
        for table, rows in tables.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                target.execute("BEGIN")
                target.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608
                target.execute("COMMIT")
        seconds = time.perf_counter() - started
        target.close()
    return {"seconds": seconds, "rows": sum(map(len, tables.values()))}


def read(source: Path) -> tuple[dict[str, list[tuple[Any, ...]]], list[str]]:
    """Rows by table, and the statements that make the tables and their indexes."""
    connection = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    made = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC")
    objects = [(kind, name, sql) for kind, name, sql in made if not name.startswith("sqlite_")]
    rows = {
        name: connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
        for kind, name, _ in objects
        if kind == "table"
    }
    connection.close()
    return rows, [sql for _, _, sql in objects]


def rounds(number: int, villages: int) -> list[dict[str, float]]:
    """Both in turn, so many times."""
    found = []
    for _ in range(number):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "demo"
            ours, bare = run_ours(place, villages), run_bare(place)
            found.append(
                {
                    "ours": ours["wall"],
                    "processor": ours["processor"],
                    "bare": bare["seconds"],
                    "rows": bare["rows"],
                    **counted(ours),
                }
            )
    return found


def counted(ours: dict[str, Any]) -> dict[str, float]:
    return {"residents": ours["residents"], "decided": ours["elections"]["decided"]}


def growth(villages: int) -> list[dict[str, float]]:
    """A quarter and a half of it, once each: does it grow with the people?"""
    return [rounds(1, part)[0] for part in (villages // 4, villages // 2) if part]


def report(found: list[dict[str, float]], smaller: list[dict[str, float]], villages: int) -> None:
    ours, bare = ([one[method] for one in found] for method in ("ours", "bare"))
    middle = statistics.median(ours)
    last = found[-1]
    print(
        f"{villages} villages, {last['residents']:,.0f} people, {last['rows']:,.0f} rows, {last['decided']:.0f} decided"
    )
    print(f"ours       {middle:6.1f} s (from {min(ours):.1f} to {max(ours):.1f}), {len(ours)} rounds")
    print(f"           {statistics.median([one['processor'] for one in found]):6.1f} s of it on the processor")
    print(f"bare load  {statistics.median(bare):6.1f} s (from {min(bare):.1f} to {max(bare):.1f})")
    print(f"ours / bare load  {middle / statistics.median(bare):.1f}")
    for one in [*smaller, last]:
        each = one["processor"] / one["residents"] * 100_000
        print(f"  {one['residents']:>9,.0f} people: {each:.1f} s of the processor for 100,000")
    if villages < VILLAGES:
        return
    print(f"ours / limit of {LIMIT_S} s  {middle / LIMIT_S:.2f}: {'met' if middle <= LIMIT_S else 'MISSED'}")
    print(f"ours / aim of {AIM_S} s  {middle / AIM_S:.2f}: {'met' if middle <= AIM_S else 'missed'}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--villages", type=int, default=VILLAGES)
    options.add_argument("--load", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    if chosen.load:
        print(json.dumps(load(chosen.load)))
        return
    found, smaller = rounds(chosen.rounds, chosen.villages), growth(chosen.villages)
    if chosen.json:
        print(json.dumps({"rounds": found, "smaller": smaller, "limit_s": LIMIT_S, "aim_s": AIM_S}))
    else:
        report(found, smaller, chosen.villages)


if __name__ == "__main__":
    main()
