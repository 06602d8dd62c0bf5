"""Finding a person among a county's residents while a clerk types, beside a plain scan, in one run.

    python benchmarks/search.py                     340,000 people, SQLite and PostgreSQL
    python benchmarks/search.py --people 20000 --on sqlite
    python benchmarks/search.py --json

A clerk types a name sign by sign (张, 张玉, 张玉成), its initials, the last four places of an ID number, and a village
before a name; after each sign the program is asked. `search` is what `roll.people_search` takes for one keystroke,
`page` the whole request through every middleware with its list drawn, for an official of the county, of a township and
of a village. `scan` is what one writes without an index: the same people by `icontains`, ordered by name. Of each
keystroke the median of three rounds. People are the demonstration's. PostgreSQL is a private one; without its binaries
only SQLite is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PEOPLE, VILLAGES = 340_000, 200
PERSONS = 60  # whom somebody looks for
ROUNDS = 3
SCANS = 40  # keystrokes that are asked of the scan, too
LIMIT_MS = 50
COUNTY = "140824"
SYLLABLES = "东西南北上下前后大小"


# A county


def code_of(slot: int) -> str:
    return f"{COUNTY}1{slot // 30:02}{201 + slot % 30}"


def name_of(slot: int) -> str:
    return f"{SYLLABLES[slot // 20]}{'柏吴张王李段宁贾郭马刘赵梁卫薛孙高杨任韩'[slot % 20]}村"


def county(people: int) -> None:
    from cunxuan.demo.people import households
    from cunxuan.offices.actions import Place, add_divisions, open_account
    from cunxuan.offices.models import Division
    from cunxuan.roll.actions import NewResident, add_residents

    at = datetime(2026, 11, 1, tzinfo=UTC)
    slots = range(VILLAGES)
    add_divisions(
        [Place(code_of(n), name_of(n), code_of(n)[:9], f"第{n // 30 + 1}镇", COUNTY, "测算县") for n in slots],
        by="cli",
        at=at,
    )
    for name, role, place in (
        ("county", "county", COUNTY),
        ("township", "township", code_of(0)[:9]),
        ("committee", "committee", code_of(0)),
    ):
        division = Division.objects.get(pk=place)
        open_account(username=name, name=name, role=role, division=division, password="!", by="cli", at=at)  # noqa: S106
    for slot in slots:
        share = people // VILLAGES + (slot < people % VILLAGES)
        village = Division.objects.get(pk=code_of(slot))
        add_residents(
            village,
            (
                NewResident(
                    name=one.name,
                    sex=one.sex,
                    birth_on=one.birth_on,
                    id_number=one.id_number,
                    group_no=one.group_no,
                    household_no=one.household_no,
                    hukou_here=one.hukou_here,
                    lives_here=one.lives_here,
                )
                for one in households(village.code, share, 2026, slot=slot)
            ),
            by="cli",
            at=at,
        )


# What is typed


def keystrokes(persons: list[Any], unseal: Callable[[bytes], str]) -> Iterator[str]:
    """What stands in the field after each sign, for one person after the other, each looked for in another way."""
    for number, one in enumerate(persons):
        four = unseal(one.id_cipher)[-4:].lower()
        village = one.village.name.removesuffix("村")
        yield from (
            grown(one.name),
            grown(one.initials),
            iter([four, f"{four} {one.name[0]}"]),
            (f"{village} {one.group_no}组 {part}" for part in grown(one.name)),
            (f"{village} {part}" for part in grown(one.initials)),
        )[number % 5]


def grown(word: str) -> Iterator[str]:
    return (word[: length + 1] for length in range(len(word)))


# Measuring


def measure(people: int) -> dict[str, Any]:
    """In this process, on the database that the environment names."""
    start_django()
    county(people)
    from django.db import connection
    from django.test import Client

    from cunxuan.offices.models import Account
    from cunxuan.roll.id_numbers import Sealer
    from cunxuan.roll.models import Resident
    from cunxuan.roll.people_search import look_for

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    dice = random.Random(20261213)
    found: dict[str, Any] = {"people": people, "on": connection.vendor, "by": {}}
    for name in ("county", "township", "committee"):
        account = Account.objects.select_related("division").get(username=name)
        keys = list(Resident.objects.of(account).order_by().values_list("pk", flat=True))
        chosen = Resident.objects.select_related("village").in_bulk(dice.sample(keys, min(PERSONS, len(keys))))
        typed = list(keystrokes(list(chosen.values()), Sealer().unseal))
        browser = Client()
        browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        one = {
            "search": in_rounds(typed, lambda text, account=account: look_for(account, text)),
            "page": in_rounds(typed, lambda text, browser=browser: asked(browser, text)),
        }
        if name == "county":
            names = [text for text in typed if " " not in text and not text[:3].isdecimal()]
            some = dice.sample(names, min(SCANS, len(names)))
            one["scan"] = in_rounds(some, lambda text, account=account: scan(account, text))
            one["search of the same"] = in_rounds(some, lambda text, account=account: look_for(account, text))
            found["queries"] = sorted({queries_of(look_for, account, text) for text in typed})
        found["by"][name] = one
    return found


def asked(browser: Any, text: str) -> None:
    answer = browser.post("/people", {"q": text}, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer


def scan(account: Any, text: str) -> None:
    """By what stands anywhere in a name or in its initials."""
    from cunxuan.roll.models import Resident

    column = "initials" if text.isascii() else "name"
    people = Resident.objects.of(account).filter(**{f"{column}__icontains": text}).order_by(column, "pk")
    list(people.values_list("pk", "name", "sex", "birth_on", "id_cipher", "village__name")[:21])


def queries_of(ask: Callable[..., Any], *arguments: Any) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        ask(*arguments)
    return len(captured)


def in_rounds(typed: list[str], ask: Callable[[str], Any]) -> list[float]:
    """Of each keystroke the median of ROUNDS times, with everything else asked between them."""
    rounds = [[milliseconds(ask, text) for text in typed] for _ in range(ROUNDS)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def milliseconds(ask: Callable[..., Any], *arguments: Any) -> float:
    started = time.perf_counter()
    ask(*arguments)
    return (time.perf_counter() - started) * 1000


def start_django() -> None:
    os.environ["CUNXUAN_HOSTS"] = "localhost,127.0.0.1,testserver"
    os.environ["DJANGO_SETTINGS_MODULE"] = "cunxuan.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


# Side by side


def report(people: int, names: list[str], as_json: bool) -> None:
    found = [on_database(name, people) for name in names]
    measured = [one for one in found if one]
    if as_json:
        print(json.dumps(measured))
    else:
        print("\n".join(line for one in measured for line in lines(one)))


def on_database(name: str, people: int) -> dict[str, Any] | None:
    """A fresh process on a fresh database; None where there is no such database."""
    command = [sys.executable, __file__, "--measure", str(people)]
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("CUNXUAN", "DATABASE"))}
    environment = kept | {"CUNXUAN_DIR": tempfile.mkdtemp(prefix="cunxuan-search-")}
    if name == "sqlite":
        return json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)
    sys.path.insert(0, str(ROOT / "tests"))
    from private_postgres import binaries, cluster

    found = binaries()
    if found is None:
        print("no PostgreSQL binaries: only SQLite was measured", file=sys.stderr)
        return None
    with cluster(found) as url:
        out = subprocess.run(command, env=environment | {"DATABASE_URL": url}, stdout=subprocess.PIPE, check=True)
        return json.loads(out.stdout)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def lines(one: dict[str, Any]) -> Iterator[str]:
    yield f"{one['people']:,} people on {one['on']}, {min(one['queries'])} to {max(one['queries'])} queries a keystroke"
    for name, ways in one["by"].items():
        for way, values in ways.items():
            middle, late = statistics.median(values), percentile(values, 0.99)
            verdict = f"  limit of {LIMIT_MS} ms {'met' if late <= LIMIT_MS else 'missed'}" if way == "page" else ""
            figures = f"p50 {middle:7.2f} ms  p99 {late:7.2f} ms  {len(values):>4} keystrokes"
            yield f"  {name:<10} {way:<18} {figures}{verdict}"
    ours, plain = one["by"]["county"]["search of the same"], one["by"]["county"]["scan"]
    ratio = statistics.median(plain) / statistics.median(ours)
    late = percentile(plain, 0.99) / percentile(ours, 0.99)
    yield f"  a plain scan takes {ratio:,.1f} times as long, at the 99th of a hundred {late:,.1f} times"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--measure", type=int, metavar="N", help=argparse.SUPPRESS)
    options.add_argument("--people", type=int, metavar="N", default=PEOPLE)
    options.add_argument("--on", choices=["sqlite", "postgresql"])
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    if chosen.measure:
        print(json.dumps(measure(chosen.measure)))
    else:
        report(chosen.people, [chosen.on] if chosen.on else ["sqlite", "postgresql"], chosen.json)


if __name__ == "__main__":
    main()
