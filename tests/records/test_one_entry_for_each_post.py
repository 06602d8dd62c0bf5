"""Every form that records something leaves exactly one entry in the trail, or, where the trail fails, nothing at all.

A county is carried through its pages, from the beginning of the election to seats left vacant. Each form is sent twice:
once while the trail can take no entry, when nothing may be left behind, and once in earnest. `-s` prints how many
addresses that write were covered, the figure of the README.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db.models import F
from django.test import Client

import cast
from access.examples import EXAMPLES, POST
from cunxuan.offices.models import Division
from cunxuan.records.models import TrailEntry, TrailHead
from cunxuan.records.verification import verify
from whole_election import RUNOFF_DAY, forms, post

#: Addresses that are written to and leave no entry, each with its reason.
NO_ACT = {
    "login": "the session is no record of the election; wrong passwords are counted by django-axes",
    "logout": "the session is no record of the election",
    "language": "a choice of whoever sits at this machine",
    "letters": "a choice of whoever sits at this machine",
    "read_list_again": "reads what is kept once more, and records nobody",
    "complaints": "a search; what is looked for is kept nowhere",
    "find_people": "a search; what is looked for is kept nowhere",
    "search": "a search; what is looked for is kept nowhere",
    "check_card": "asks whether a card stands on the roll; the answer changes nothing",
}
#: What only a gateway leads to, each with the test that sends it.
OF_A_GATEWAY = {
    "gateway_report": "outreach/test_gateway_reports.py",
    "go_on_sending": "outreach/test_gateways.py",
    "stop_sending": "outreach/test_gateways.py",
}
#: What concerns two villages stands in the chains of both; a file that is taken in, and a reply, are entries beside
#: the numbers, the receipts or the fact that they bring.
ENTRIES = {"decide_person_twice": 2, "take_telephone_file": 2, "settle_reply": 2}
#: An official who is new is an entry beside the duty or the seat; a workbook beside its official and four villages;
#: a task beside the decision, the finding or the problem of which it comes.
ENTRIES |= {"duty_new": 2, "group": 2, "duty_file_take": 6, "meeting_item": 2, "finding_new": 2, "approve_daily": 2}


@contextmanager
def no_entry_can_be_written() -> Iterator[None]:
    """Every chain seems shorter than it is, so that its next entry would stand in the place of its last."""
    TrailHead.objects.update(seq=F("seq") - 1)
    yield
    TrailHead.objects.update(seq=F("seq") + 1)


def everything() -> dict[str, list[Any]]:
    """Every row of every table of ours."""
    ours = [model for app in apps.get_app_configs() if app.name.startswith("cunxuan") for model in app.get_models()]
    return {model._meta.label: list(model._default_manager.order_by("pk").values_list()) for model in ours}


def test_a_form_is_one_entry_or_nothing(
    new_qinghe: Division, settings: Any, tmp_path: Any, signed_in: Callable[..., Client]
) -> None:
    settings.TODAY, settings.MEDIA_ROOT = RUNOFF_DAY, tmp_path / "uploads"
    covered = set()
    for sent in forms():
        browser = signed_in(cast.person(sent.who), raise_request_exception=False)
        before, entries = everything(), TrailEntry.objects.count()
        with no_entry_can_be_written():
            assert post(browser, sent).status_code == 500, sent
        assert everything() == before, f"{sent} left something behind without its entry"
        assert post(browser, sent).status_code == sent.status, sent
        assert TrailEntry.objects.count() == entries + ENTRIES.get(sent.route, 1), sent
        covered.add(sent.route)
    writes = {route for route, uses in EXAMPLES.items() if any(POST in use.methods for use in uses)}
    print(f"{len(covered)} of {len(writes)} addresses that write: one entry each; {len(NO_ACT)} leave none")
    assert covered | NO_ACT.keys() | OF_A_GATEWAY.keys() == writes
    assert verify().ok
