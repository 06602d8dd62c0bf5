"""Who is no officer of a case cannot tell whether there is one: not by a page, a list, a figure, a file or a query.

The same day is lived twice in 柳树村: once with complaints, a report of misconduct and a lead, from their registration
to their end, and once without. Whatever else happens is the same. Then everybody who may not know opens everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

import cast
from access.examples import EXAMPLES, GET, POST, examples, routes, without_a_case
from access.test_small_votes import words_of_pdf, words_of_word
from cunxuan.offices.actions import open_account
from cunxuan.offices.models import Account, Division, Role
from cunxuan.oversight import complaint_actions as actions
from cunxuan.oversight import violation_actions as violations
from cunxuan.oversight.inspection_actions import record_inspection
from cunxuan.oversight.meeting_actions import Held, add_item, call_meeting, issue_minutes, write_item
from cunxuan.oversight.models import Source
from cunxuan.oversight.task_actions import NewTask, open_task

ON = cast.POLLING_DAY
WORDS = "第三组的登记通知没有送到"
#: 鲁 is the county's officer for every kind. 陈 is an officer too, but of the unit complained of;
#: so is 文, who is accused; 史 is one in the other township. 任 of the county and the clerks were never named.
OTHERS = (
    ("lu", "鲁", Role.COUNTY, cast.COUNTY),
    ("wen", "文", Role.COUNTY, cast.COUNTY),
    ("shi", "史", Role.TOWNSHIP, cast.SHIMEN),
)
OFFICERS = (("lu", "petition"), ("lu", "discipline"), ("chen", "petition"), ("wen", "petition"), ("shi", "petition"))
UNKNOWING = ("ren", "wen", "chen", "an", "ding", "shi", "")
#: Who prints every file too; the others read every page.
PRINT = ("ren", "chen")
OWN = ("complaint", "complaint_act", "complaint_paper", "complaint_letter", "violation", "evidence_new", "evidence")
OWN += ("complaint_evidence_new", "complaint_evidence", "violation_dispose", "case_officer_end")
MORE = (
    *("/villages?q=柳树", "/villages?format=csv", "/count?show=all", f"/papers?q={cast.LIUSHU}", "/papers?q=信访"),
    *("/papers?form=O54", "/tasks?state=all&source=complaint", f"/tasks?state=all&q={WORDS}", "/tasks?state=all"),
    *("/complaints?state=all", "/complaints?kind=discipline", "/violations?code=V02", "/daily?page=1"),
    *(f"/v/{cast.LIUSHU}/trail?page=1", f"/search?q={WORDS}", "/search?q=方大海"),
)


@pytest.fixture
def village(liushu: Division, ren: Account) -> Division:
    for username, name, role, code in OTHERS:
        place = Division.objects.get(pk=code)
        open_account(
            username=username, name=name, role=role, division=place, password=cast.hashed(), by="ren", at=cast.AT
        )
    for username, kind in OFFICERS:
        actions.name_officer(cast.person(username), kind=kind, on=ON, by=ren, at=cast.AT)
    without_a_case(liushu)
    return liushu


# Two worlds


def cases_in(village: Division) -> list[tuple[str, UUID]]:
    """A petition about the township's people to its end, a report about 文, a lead with a photograph."""
    lu = cast.person("lu")
    accused: dict[str, Any] = {
        "accused": "镇上的文某",
        "accused_unit": village.parent,
        "accused_account": cast.person("wen"),
    }
    by: dict[str, Any] = {"on": ON, "by": lu, "at": cast.AT}
    said = {"channel": "visit", "place": village, "received_on": ON, "text": WORDS, "complainant": "方大海"}
    new = actions.NewComplaint(kind="petition", step="roll_published", people=12, **accused, **said)
    done = actions.register_complaint(new, **by)
    actions.add_evidence(done, cast.photograph("letter"), **by)
    actions.accept(done, handler=lu, **by)
    actions.answer(done, text="已经核对。", **by)
    actions.ask_review(done, text="不服。", **by)
    actions.review(done, text="已经复查。", **by)
    actions.close(done, why="办完了。", **by)
    still = actions.NewComplaint(kind="election", step="polling", **accused, **said)
    still_open = actions.register_complaint(still, **by)
    report = actions.register_complaint(actions.NewComplaint(kind="discipline", **accused, **said), **by)
    lead = violations.NewViolation(code="V02", place=village, on=ON, text=WORDS, complaint=report, **accused)
    found = violations.record_violation(lead, **by)
    violations.add_evidence(found, cast.photograph("case"), **by)
    made = [("complaint", one.pk) for one in (done, still_open, report)]
    return [*made, ("violation", found.pk)]


def everything_else(village: Division) -> None:
    """What happens in either world afterwards: each has a number that could tell how many there were before it."""
    ren = cast.person("ren")
    by: dict[str, Any] = {"by": ren, "at": cast.AT}
    open_task(NewTask(place=village, title="补公告", owner=ren, due_on=ON, source=Source.OFFICE), on=ON, **by)
    record_inspection(village, on=ON, inspectors="任", looked_at="", today=ON, **by)
    meeting = call_meeting(village, kind="other", on=ON, venue="村委会", **by)
    add_item(meeting, subject="补公告", **by)
    for item in meeting.items.all():
        write_item(item, said="", decided="补。", follows=None, on=ON, **by)
    issue_minutes(meeting, Held(chaired_by="任", recorded_by="安", attended="各村"), on=ON, **by)


@contextmanager
def world(village: Division, *, with_cases: bool) -> Iterator[list[tuple[str, UUID]]]:
    """One of the two, undone afterwards."""
    with transaction.atomic():
        count_from_what_is_there()
        made = cases_in(village) if with_cases else []
        everything_else(village)
        yield made
        transaction.set_rollback(True)


def count_from_what_is_there() -> None:
    """PostgreSQL does not take back the numbers that it gave out in a transaction that was undone."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)


# What is seen


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer without what is new each time, and what it cost."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    queries: int


def difference(one: Seen, other: Seen) -> str:
    """Where two answers part, in a line; empty where they are the same."""
    for name in ("status", "headers", "queries"):
        if getattr(one, name) != getattr(other, name):
            return f"{name}: {getattr(one, name)} / {getattr(other, name)}"
    if one.body == other.body:
        return ""
    at = next((n for n, pair in enumerate(zip(one.body, other.body, strict=False)) if pair[0] != pair[1]), 0)
    return f"{one.body[max(at - 60, 0) : at + 60]!r} / {other.body[max(at - 60, 0) : at + 60]!r}"


#: Codes, hashes, tokens, the hour on the clock, and the key of a form that is sent once.
NEW = re.compile(
    r"(?<![-\w])[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}(?![-\w])"
    r'|[0-9a-f]{64}|seen=\w+|(?:value="|CSRFToken": ")\w{64}"|\d\d:\d\d(?::\d\d)?'
    r'|\d+时\d+分|name="key" value="[-0-9a-f]{36}"'
)
EACH_TIME = ("Set-Cookie", "Content-Length", "ETag", "Expires")


def seen(ask: Callable[[], HttpResponse]) -> Seen:
    counted = []

    def count(execute: Any, *given: Any) -> Any:
        counted.append(1)
        return execute(*given)

    with connection.execute_wrapper(count):
        answer = ask()
    kept = [(name, NEW.sub("…", said)) for name, said in answer.headers.items() if name not in EACH_TIME]
    return Seen(answer.status_code, tuple(sorted(kept)), words_of(answer), len(counted))


def words_of(answer: HttpResponse) -> str:
    body = answer.content if not answer.streaming else b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    if body.startswith(b"%PDF-"):
        return NEW.sub("…", words_of_pdf(body))
    if body.startswith(b"PK") and b"word/" in body:
        return NEW.sub("…", words_of_word(body))
    return NEW.sub("…", unescape(body.decode("utf-8", "replace"))) if not body.startswith(b"PK") else "a workbook"


def is_file(address: str) -> bool:
    return bool(re.search(r"[./](pdf|word|docx|xlsx)$|/papers/[-0-9A-F]{14}/|/sheets|/photographs?/", address))


def pages_of(village: Division) -> list[tuple[str, str]]:
    """By route, so that an address with a code that is new each time is compared with its like."""
    found = [
        (route, address)
        for route in routes()
        if route not in OWN and GET in EXAMPLES[route][0].methods
        for example, address in examples(route, village)
        if GET in example.methods
    ]
    return [*found, *((address, address) for address in MORE)]


def told(village: Division, browsers: dict[str, Client]) -> dict[tuple[str, str, int], Seen]:
    """Everything that everybody who may not know can open, and the search of the cases besides."""
    shown = {}
    for who, browser in browsers.items():
        for number, (route, address) in enumerate(pages_of(village)):
            if who in PRINT or not is_file(address):
                shown[who, route, number] = seen(partial(browser.get, address))
        shown[who, "search the cases", 0] = seen(partial(browser.post, "/complaints", {"q": "登记通知"}))
    return shown


@pytest.fixture
def browsers(village: Division, signed_in: Callable[..., Client]) -> dict[str, Client]:
    return {who: signed_in(cast.person(who)) if who else Client() for who in UNKNOWING}


def test_the_two_worlds_are_told_apart_by_nobody_who_may_not_know(
    village: Division, browsers: dict[str, Client]
) -> None:
    with world(village, with_cases=False):
        told(village, {"ren": browsers["ren"]})  # what is read once and kept is read before the comparison
        without = told(village, browsers)
    with world(village, with_cases=True) as made:
        with_them = told(village, browsers)
    assert without.keys() == with_them.keys()
    differing = {key: difference(without[key], with_them[key]) for key in without}
    assert {key: said for key, said in differing.items() if said} == {}
    whole = "".join(one.body for one in with_them.values())
    assert "柳树村" in whole
    assert not [key for _, key in made if str(key) in whole]


def test_the_comparison_sees_what_an_officer_sees(village: Division, signed_in: Callable[..., Client]) -> None:
    """It is not blind itself: the same pages differ for 鲁."""
    officer = {"lu": signed_in(cast.person("lu"))}
    with world(village, with_cases=False):
        without = told(village, officer)
    with world(village, with_cases=True):
        with_them = told(village, officer)
    differing = {key[1] for key in without if without[key] != with_them[key]}
    assert differing >= {"board", "village", "complaints", "violations", "search the cases"}


def addresses_of(made: list[tuple[str, UUID]]) -> list[tuple[str, str]]:
    """The own addresses of each case, to be read and to be written to."""
    acts = (f"do/{act}" for act in ("accept", "note", "close"))
    more = {
        "complaint": (GET, "paper/pdf", "letters/1/pdf", "evidence/1", POST, "evidence", *acts),
        "violation": (GET, "evidence/1", POST, "evidence", "disposal"),
    }
    found = []
    for kind, key in made:
        method = GET
        found.append((GET, f"/{kind}s/{key}"))
        for word in more[kind]:
            if word in (GET, POST):
                method = word
            else:
                found.append((method, f"/{kind}s/{key}/{word}"))
    return found


def test_a_cases_own_addresses_answer_like_those_of_a_case_that_never_was(
    village: Division, browsers: dict[str, Client]
) -> None:
    form = {"text": "是谁写的", "why": "是谁写的", "handler": "chen"}
    with world(village, with_cases=True) as made:
        never = [(kind, uuid5(key, "never")) for kind, key in made]
        for who, browser in browsers.items():
            for (method, one), (_, other) in zip(addresses_of(made), addresses_of(never), strict=True):
                ask = getattr(browser, method)
                there, not_there = (seen(partial(ask, address, form)) for address in (one, other))
                assert difference(replaced(there, made, never), not_there) == "", (who, method, one)
                assert there.status in ((302,) if not who else (403, 404)), (who, method, one)


def replaced(answer: Seen, made: list[tuple[str, UUID]], never: list[tuple[str, UUID]]) -> Seen:
    """The answer may repeat the address that was asked for."""
    body, headers = answer.body, answer.headers
    for (_, one), (_, other) in zip(made, never, strict=True):
        body = body.replace(str(one), str(other))
        headers = tuple((name, said.replace(str(one), str(other))) for name, said in headers)
    return Seen(answer.status, headers, body, answer.queries)
