"""J7: the server's time for the county board against the limit of 100 ms, at three sizes of a county.

    python benchmarks/board.py                    200, 1,000 and 3,000 villages, each in a fresh process and database
    python benchmarks/board.py --villages 500     one size only
    python benchmarks/board.py --before           the demonstration before its polling days are fixed
    python benchmarks/board.py --json

A village is in one of the states that a county shows in the third week of December: most go well, one in sixteen needs
somebody. The rows are written in bulk, without a trail; what is measured only reads. A request runs through every
middleware, with a signed-in official of the county, and makes the whole page; `part` is what is asked for again every
ten seconds. Of each the median and the spread of RUNS requests, and the queries of one. The first request of a process
fills caches of what is pure (the law, the timetables) and is told apart.

Before the call the board carries how every village is prepared, which is asked of what was recorded of 340,000 people.
That is measured on the demonstration on the day of its mobilisation: when nothing was done since the last look, after
an act in one village, and after an act of the county.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

SIZES = (200, 1000, 3000)
RUNS = 15
LIMIT_MS = 100
TODAY = date(2026, 12, 16)
BEFORE = date(2026, 11, 7)
COUNTY = "140824"


# A county


def county(villages: int) -> None:
    """Townships of 30 villages, as in the nation, each with an election somewhere on its way."""
    from cunxuan.offices.models import Account, Division

    Division.objects.create(code=COUNTY, name="测算县", level="county", initials="csx")
    towns = [f"{COUNTY}{100 + number:03}" for number in range(-(-villages // 30))]
    Division.objects.bulk_create(
        Division(code=code, name=f"第{number}镇", level="township", parent_id=COUNTY, initials="dz")
        for number, code in enumerate(towns, start=1)
    )
    codes = [f"{towns[number // 30]}{200 + number % 30}" for number in range(villages)]
    Division.objects.bulk_create(
        Division(code=code, name=f"村庄{number}村", level="village", parent_id=code[:9], initials="czc")
        for number, code in enumerate(codes, start=1)
    )
    Account.objects.create(username="county", name="任", role="county", division_id=COUNTY)
    elections(codes)


def elections(codes: list[str]) -> None:
    """Stage by stage, and what is out of the ordinary in one of sixteen."""
    from cunxuan.elections.models import Election, Round

    rows = [election(number, code) for number, code in enumerate(codes)]
    Election.objects.bulk_create(rows)
    polled = [(number, row) for number, row in enumerate(rows) if "candidates_published" in row.done]
    rounds = [
        Round(election=row, number=1, kind="first", polling_on=row.polling_day, registered=900 + number % 700)
        for number, row in polled
    ]
    Round.objects.bulk_create(rounds)
    counts(polled, rounds)


def election(number: int, code: str) -> Any:
    """Polling days lie between 6 and 24 December; what the timetable recommends until today is done."""
    from cunxuan.core.law import rules_for
    from cunxuan.core.timetable import plan
    from cunxuan.elections.models import Election

    day = date(2026, 12, 6) + timedelta(days=number * 7 % 19)
    done = {"audit_evaluation": "2026-10-20", "branch_elected": "2026-10-25"}
    if number % 61 == 60:
        return Election(village_id=code, year=2026, term_no=13, planned_polling_day=day)
    rules = rules_for(code, day)
    late = {"handover_by"} if number % 64 == 10 else {"roll_published"} if number % 64 == 17 else set()
    for step in plan(rules, day):
        if step.recommended <= TODAY and step.step not in late and step.step != "runoff_by":
            done[step.step] = step.recommended.isoformat()
    if day == TODAY:
        done.pop("result_announced", None)
        done.pop("ballots_stored", None)
    return Election(
        village_id=code,
        year=2026,
        term_no=13,
        planned_polling_day=day,
        polling_day=day,
        pack=rules.name,
        seats={"chair": 1, "vice_chair": 1, "member": 3},
        done=done,
    )


def counts(polled: list[tuple[int, Any]], rounds: list[Any]) -> None:
    """Places and sheets of each vote, and what those that were held came to."""
    from django.utils import timezone

    from cunxuan.counting.models import CountSheet, Determination
    from cunxuan.offices.models import Account
    from cunxuan.polling.models import PollingPlace

    county_account = Account.objects.get(username="county")
    now = datetime(2026, 12, 16, 9, tzinfo=timezone.get_current_timezone())
    places, sheets, found = [], [], []
    for (number, row), this in zip(polled, rounds, strict=True):
        for place in (1, 2):
            closed = now if this.polling_on < TODAY or (this.polling_on == TODAY and number % 2) else None
            places.append(
                PollingPlace(round=this, number=place, name="会场", kind="main", registered=450, closed_at=closed)
            )
        if this.polling_on < TODAY and "result_announced" in row.done:
            found.append(determination(number, this, county_account, now))
    PollingPlace.objects.bulk_create(places)
    for number, place in enumerate(places):
        state = "differs" if number % 97 == 0 and place.closed_at else "first_done" if number % 89 == 0 else "empty"
        sheets.append(CountSheet(place=place, definition="", state=state, differing=["returned", "valid"]))
    CountSheet.objects.bulk_create(sheets)
    Determination.objects.bulk_create(found)


def determination(number: int, this: Any, account: Any, now: datetime) -> Any:
    """One in fifty void, one in forty with a seat short, the others decided."""
    from cunxuan.core.case import answer
    from cunxuan.counting.models import Determination

    took_part = this.registered * (48 if number % 50 == 3 else 62 + number % 35) // 100
    case = {
        "pack": this.election.pack,
        "polling_day": this.polling_on.isoformat(),
        "registered": this.registered,
        "account": {"issued": took_part + 3, "returned": took_part},
        "contests": list(contests(took_part, short=number % 40 == 5)),
    }
    answered, _, _ = answer(case)
    return Determination(
        round=this,
        version=1,
        case=case,
        answer=answered,
        figures={},
        outcome=answered["outcome"],
        pack=answered["pack"],
        participants=answered["participants"],
        elected=len(answered["elected"]),
        short=sum(one["seats"] for one in answered["short"]),
        determined_at=now,
        determined_by=account,
        declared_on=this.polling_on,
    )


def contests(took_part: int, *, short: bool) -> Iterator[dict[str, Any]]:
    for post, seats, standing in (("chair", 1, 2), ("vice_chair", 1, 2), ("member", 3, 4)):
        people = []
        for place in range(standing):
            enough = place < seats and not (short and post == "member" and place == 2)
            votes = took_part * (7 if enough else 3) // 10 - place
            people.append({"name": f"村民{post}{place}", "sex": "MF"[place % 2], "votes": votes})
        yield {"post": post, "seats": seats, "candidates": people}


# Measuring


def measure_before() -> dict[str, list[float]]:
    """Milliseconds for the part that is asked for again, on a demonstration built for it (half a minute)."""
    folder = tempfile.mkdtemp(prefix="cunxuan-board-")
    place = str(Path(folder) / "demo")
    build = ["demo", "--dir", place, "--on", BEFORE.isoformat(), "--no-serve", "--json"]
    subprocess.run(
        [sys.executable, "-c", "from cunxuan.cli import main; main()", *build], check=True, capture_output=True
    )
    start_django(place, BEFORE)
    from django.db import transaction
    from django.test import Client

    from cunxuan.offices.models import Account, Division
    from cunxuan.records.actions import trail

    client = Client()
    client.force_login(Account.objects.get(username="county"), backend="django.contrib.auth.backends.ModelBackend")
    village = Division.objects.villages().order_by("code")[100].code

    def after_an_act_in(scope: str) -> float:
        with transaction.atomic():
            trail(scope, "measured", by="county", at=datetime.now(UTC))
        return milliseconds(lambda: asked(client, "/board/parts"))

    asked(client, "/")
    return {
        "nothing done": runs(lambda: asked(client, "/board/parts")),
        "an act in a village": [after_an_act_in(village) for _ in range(RUNS)],
        "an act of the county": [after_an_act_in(COUNTY) for _ in range(RUNS)],
    }


def report_before(as_json: bool) -> None:
    found = measure_before()
    if as_json:
        print(json.dumps(found))
        return
    for what, values in found.items():
        middle = statistics.median(values)
        span = f"from {min(values):.1f} to {max(values):.1f}"
        print(f"before the call, {what:20} {middle:7.1f} ms ({span}): {middle / LIMIT_MS:.2f} of the limit")


def measure(villages: int) -> dict[str, Any]:
    """In this process, on a database of its own."""
    start_django(tempfile.mkdtemp(prefix="cunxuan-board-"))
    county(villages)
    from django.test import Client

    from cunxuan.offices.models import Account, Division
    from cunxuan.reporting.board import board_of
    from cunxuan.reporting.standing import standings

    client = Client()
    client.force_login(Account.objects.get(username="county"), backend="django.contrib.auth.backends.ModelBackend")
    first = milliseconds(lambda: asked(client, "/"))
    queries, page = queries_of(client, "/"), asked(client, "/")
    return {
        "villages": villages,
        "first_ms": first,
        "page_ms": runs(lambda: asked(client, "/")),
        "part_ms": runs(lambda: asked(client, "/board/parts")),
        "standings_ms": runs(lambda: board_of(standings(Division.objects.villages(), TODAY), TODAY)),
        "queries": queries,
        "kilobytes": len(page) / 1024,
    }


def start_django(folder: str, day: date = TODAY) -> None:
    os.environ["CUNXUAN_DIR"] = folder
    os.environ["CUNXUAN_TODAY"] = day.isoformat()
    os.environ["CUNXUAN_HOSTS"] = "localhost,127.0.0.1,testserver"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cunxuan.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def asked(client: Any, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, response
    return bytes(response.content)


def queries_of(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        asked(client, address)
    return len(captured)


def runs(request: Any) -> list[float]:
    return [milliseconds(request) for _ in range(RUNS)]


def milliseconds(request: Any) -> float:
    started = time.perf_counter()
    request()
    return (time.perf_counter() - started) * 1000


def report(sizes: tuple[int, ...], as_json: bool) -> None:
    found = []
    for size in sizes:
        command = [sys.executable, __file__, "--measure", str(size)]
        out = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
        found.append(json.loads(out.stdout))
    if as_json:
        print(json.dumps(found))
        return
    for one in found:
        print("\n".join(lines(one)))
    same = len({one["queries"] for one in found}) == 1
    print(f"queries: {'the same at every size' if same else 'MORE WITH MORE VILLAGES'}")


def lines(one: dict[str, Any]) -> Iterator[str]:
    middle = statistics.median(one["page_ms"])
    verdict = "met" if middle <= LIMIT_MS else "missed"
    yield f"{one['villages']:,} villages: {middle / LIMIT_MS:.2f} of the limit of {LIMIT_MS} ms, {verdict}"
    for name in ("page", "part", "standings"):
        values = one[f"{name}_ms"]
        yield f"  {name:10} {statistics.median(values):7.1f} ms (from {min(values):.1f} to {max(values):.1f})"
    yield f"  first page {one['first_ms']:7.1f} ms · {one['queries']} queries · {one['kilobytes']:.0f} KB"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--measure", type=int, metavar="N", help=argparse.SUPPRESS)
    options.add_argument("--villages", type=int, metavar="N")
    options.add_argument("--before", action="store_true")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    if chosen.measure:
        print(json.dumps(measure(chosen.measure)))
    elif chosen.before:
        report_before(chosen.json)
    else:
        report((chosen.villages,) if chosen.villages else SIZES, chosen.json)


if __name__ == "__main__":
    main()
