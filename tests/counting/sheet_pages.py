"""A count sheet's pages as tests read them: addresses, what is said beside a square, what a clerk's browser sends."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from cunxuan.counting.models import CountSheet


def address(sheet: CountSheet, act: str = "") -> str:
    return f"/count/{sheet.semantic_id}" + (f"/{act}" if act else "")


def text_of(answer: HttpResponse) -> str:
    """What stands on the page: no tags, no more than one space."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def beside(answer: HttpResponse, number: int) -> str:
    """What is said beside a square."""
    (said,) = re.findall(rf'<div[^>]* id="said-{number}".*?</div>', answer.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", said)).split())


def inputs(answer: HttpResponse) -> dict[str, str]:
    """The fields of a page and what stands in them; of several with one name the last."""
    found = re.findall(r"<input[^>]*>", answer.content.decode())
    parts = (dict(re.findall(r'(\w+)="([^"]*)"', field)) for field in found)
    return {part["name"]: unescape(part.get("value", "")) for part in parts if "name" in part}


def numbered(answer: HttpResponse) -> dict[str, str]:
    """The numbered squares of a form and what stands in them."""
    others = ("csrfmiddlewaretoken", "q", "next", "photograph")
    return {name: value for name, value in inputs(answer).items() if name not in others and ".write_in." not in name}


def leave(browser: Client, sheet: CountSheet, squares: dict[str, Any]) -> HttpResponse:
    """What the script sends when a field is left."""
    return browser.post(address(sheet, "squares"), squares, headers={"HX-Request": "true"})
