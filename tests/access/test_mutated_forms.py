"""Every form of an election with a field missing, doubled, added, or filled with what has broken programs before.

The answer is a page, a refusal, or the act done; never a fault, nor a fault on any page that shows what was recorded.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.test import Client

import cast
from access.test_fuzz import VALUES
from cunxuan.offices.models import Division
from cunxuan.records.verification import verify
from whole_election import FIRST_VOTE, RUNOFF_DAY, forms, post

OF_EACH_FORM = 4  # raise it to look harder
SHOWN_ON = ("/", "/villages", f"/v/{cast.LIUSHU}", f"/v/{cast.LIUSHU}/trail", "/count?show=all", f"/r/{FIRST_VOTE}")


def mutations(form: dict[str, Any], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Some of all the ways in which the form can be wrong."""
    fields = [name for name in form if name != "photograph"] or ["nobody-asked-for-this"]
    for _ in range(OF_EACH_FORM):
        name, value = chance.choice(fields), chance.choice(VALUES)
        kept = form.get(name, "")
        yield chance.choice(
            [
                {**form, name: value},
                {**form, name: [kept, value]},
                {**form, name: [value, kept]},
                {**form, value or "x": value},
                {key: one for key, one in form.items() if key != name},
            ]
        )


@contextmanager
def undone_afterwards() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_no_mutation_of_a_form_ends_in_a_fault(
    new_qinghe: Division, settings: Any, tmp_path: Any, signed_in: Callable[..., Client]
) -> None:
    settings.TODAY, settings.MEDIA_ROOT = RUNOFF_DAY, tmp_path / "uploads"
    chance, statuses = random.Random(20261216), Counter[int]()
    for sent in forms():
        browser = signed_in(cast.person(sent.who), raise_request_exception=False)
        for form in mutations(sent.form, chance):
            with undone_afterwards():
                answer = post(browser, sent, form, headers=chance.choice([{}, {}, {"HX-Request": "true"}]))
                statuses[answer.status_code] += 1
                assert answer.status_code < 500, (sent.route, form)
                if answer.status_code == 302:
                    assert {browser.get(page).status_code for page in SHOWN_ON} <= {200, 302, 404}, (sent.route, form)
                    assert verify().ok, (sent.route, form)
        assert post(browser, sent).status_code == sent.status, sent
    print(f"{statuses.total()} mutated forms sent: {dict(statuses)}")
