"""The pages of a village's acts as tests read them: what stands on a page, beside a field, in what was just said."""

import re
from html import unescape

from django.http import HttpResponse
from django.test import Client

#: What unfolds behind 为什么: it stands on the page and is not read before somebody asks.
FOLDED = re.compile(r'<div class="cx-float cx-why-said">.*?</div>', re.DOTALL)


def text_of(answer: HttpResponse) -> str:
    """What stands on the page: no tags, no more than one space, nothing that is folded away."""
    return words(FOLDED.sub(" ", answer.content.decode()))


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def reasons_of(answer: HttpResponse) -> list[str]:
    """What unfolds behind each 为什么 of the page."""
    return [words(one) for one in FOLDED.findall(answer.content.decode())]


def wrong(answer: HttpResponse, field: str) -> str:
    """What is said to be wrong with a field, beside it."""
    found = re.findall(rf'id="id_{field}_error">(.*?)</(?:p|li)>', answer.content.decode(), re.DOTALL)
    return words(found[0]) if found else ""


def hidden(answer: HttpResponse, name: str) -> str:
    """A value that the page sends along."""
    (found,) = re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', answer.content.decode())
    return unescape(found)


def said_after(browser: Client, answer: HttpResponse) -> str:
    """The quiet sentence on the page to which the last act leads."""
    page = browser.get(answer.headers["Location"]).content.decode()
    *_, said = re.findall(r'<li class="cx-said-success">(.*?)</li>', page)
    return unescape(said)


def row(answer: HttpResponse, key: str) -> str:
    """A row of a village's timetable, as one reads it across, with the reason unfolded."""
    (found,) = re.findall(rf'<tr id="{key}".*?</tr>', answer.content.decode(), re.DOTALL)
    return words(found)
