"""Who may do what where: every address × method × person × village, against the policy that the view declares.

What a person's post does not do is refused (403); what lies in another place does not exist (404), whatever the post;
who has not signed in is led there. `-s` prints the number of cells, the figure of the README.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client

import cast
from access.examples import EXAMPLES, GET, POST, Example, examples, routes, through_two_votes
from cunxuan.offices.actions import open_account
from cunxuan.offices.models import Account, Division, Role
from cunxuan.records.models import TrailEntry

#: Beside the cast: the reviewer of the other township, and the election committee of the village next door.
OTHERS = (("shi", "史", Role.TOWNSHIP, cast.SHIMEN), ("tao", "陶", Role.COMMITTEE, cast.TAOYUAN))
SIGNED_OUT = ""
People = dict[str, Account | None]
PEOPLE = ("ren", "chen", "an", "ding", "shi", "he", "tao", SIGNED_OUT)


@dataclass(frozen=True, slots=True)
class Cell:
    route: str
    example: Example
    address: str
    method: str
    village: Division
    person: Account | None

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.address} for {self.person.username if self.person else 'nobody'}"


def expected(cell: Cell) -> str:
    """By the declared policy first, then by the method, then by the place."""
    policy, person = routes()[cell.route].callback.policy, cell.person  # type: ignore[attr-defined]
    if policy != "public":
        if person is None:
            return "sign in"
        if person.role not in policy:
            return "not your post"
    if cell.method not in cell.example.methods:
        return "not this method"
    if cell.example.of_a_place and not is_of(person, cell.village):
        return "does not exist"
    return "let through"


def is_of(person: Account | None, village: Division) -> bool:
    return person is not None and village.pk.startswith(person.division_id)


def seen(answer: HttpResponse) -> str:
    match answer.status_code:
        case 302 if answer.headers["Location"].startswith("/login?next="):
            return "sign in"
        case 403:
            return "not your post"
        case 404:
            return "does not exist"
        case 405:
            return "not this method"
        case 200 | 204 | 302 | 400 | 409:  # answered, led on, or refused for a reason of the act itself
            return "let through"
        case other:
            return f"status {other}"


def test_every_address_has_an_example() -> None:
    assert set(routes()) == set(EXAMPLES), "an address is missing in access/examples.py, or one of them is gone"


def test_every_method_that_a_view_takes_is_in_its_examples(people: People, liushu: Division) -> None:
    """A view that refuses a method says which it takes; the examples say the same."""
    through_two_votes(liushu)
    for route, pattern in routes().items():
        policy = pattern.callback.policy  # type: ignore[attr-defined]
        somebody = next(one for one in people.values() if one and (policy == "public" or one.role in policy))
        for example, address in examples(route, liushu):
            allowed = browser_of(somebody).delete(address).headers["Allow"]
            assert set(allowed.lower().split(", ")) == set(example.methods), route


@pytest.fixture
def people(qinghe: Division) -> People:
    for username, name, role, code in OTHERS:
        place = Division.objects.get(pk=code)
        open_account(
            username=username, name=name, role=role, division=place, password=cast.hashed(), by="ren", at=cast.AT
        )
    return {name: cast.person(name) if name else None for name in PEOPLE}


def cells(people: People, villages: tuple[Division, ...]) -> Iterator[Cell]:
    for route in routes():
        for village in villages:
            for example, address in examples(route, village):
                for method in (GET, POST):
                    for person in people.values():
                        yield Cell(route, example, address, method, village, person)


def browser_of(person: Account | None) -> Client:
    browser = Client(raise_request_exception=False)
    if person:
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def ask(cell: Cell, browsers: dict[Account | None, Client]) -> HttpResponse:
    """Each person keeps one browser; who signs out does it in another."""
    browser = browser_of(cell.person) if cell.route == "logout" else browsers[cell.person]
    answer: HttpResponse = getattr(browser, cell.method)(cell.address)
    return answer


def test_everybody_gets_what_their_post_and_place_say(people: People, liushu: Division, bozhuang: Division) -> None:
    for village in (liushu, bozhuang):
        through_two_votes(village)
    browsers = {person: browser_of(person) for person in people.values()}
    before = TrailEntry.objects.count()
    outcomes, wrong = Counter[str](), []
    for cell in cells(people, (liushu, bozhuang)):
        wanted, got = expected(cell), seen(ask(cell, browsers))
        outcomes[wanted] += 1
        if got != wanted:
            wrong.append(f"{cell}: {got}, should be {wanted}")
    print(f"{outcomes.total()} cells: {dict(outcomes)}, {len(wrong)} wrong")
    assert wrong == []
    assert TrailEntry.objects.count() == before, "an empty form was recorded as an act"
