"""Reading a county link by link in one language: what each page says, where it leads, how its forms answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

import cast

CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")

#: Attributes that are seen or heard.
SAID = ("alt", "aria-label", "placeholder", "title", "value", "content")
#: Elements that have no end.
EMPTY = ("meta", "link", "input", "img", "br", "use", "path", "rect")

#: Files that take long to make, and acts whose answer says nothing.
NOT_READ = ("paper_pdf", "paper_word", "photograph", "language", "letters", "logout")
#: Pages that say the same of a step in whatever village; and those that say it to whoever reads them.
ONE_FOR_ALL = ("village_why", "complete_step", "take_back_step")
TO_ANYBODY = (*ONE_FOR_ALL, "law", "law_pack", "paper", "village_card", "village_trail")
#: As many pages of one kind in one village are read by one reader; the next says the same of another villager.
ENOUGH = 12
#: Where no link leads: parts of pages, what a search found, what is not there.
BESIDE = (
    *("/board/parts", "/wall", "/search?q=村", "/search?q=xyz", "/nowhere", f"/v/{cast.LIUSHU}/card"),
    *(f"/v/{cast.LIUSHU}/roll/{people}/people?q={typed}" for people in ("proxies", "help") for typed in ("cm", "xyz")),
)


def without(names: Iterable[str], text: str) -> str:
    """The text without these names, the long ones first, where they stand by themselves, not in a Chinese sentence."""
    for name in names:
        if name in text:
            text = re.sub(rf"(?<!{CHINESE.pattern}){re.escape(name)}(?!{CHINESE.pattern})", "", text)
    return text


@dataclass
class Form:
    address: str
    fields: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """What a page says, where it leads, and its forms. An element that is marked as Chinese may say what it likes."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.address = address
        self.said: list[str] = []
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.within: list[tuple[str, bool]] = []  # the elements around, and whether they are marked as Chinese
        self.feed(html)

    @property
    def in_chinese(self) -> bool:
        return bool(self.within) and self.within[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        marked = tag != "html" and given.get("lang", "").startswith("zh")
        if not (marked or self.in_chinese):
            self.said += [text for name, text in given.items() if name in SAID or name.startswith("data-")]
        if tag not in EMPTY:
            self.within.append((tag, marked or self.in_chinese))
        if tag == "a":
            self.links.append(urldefrag(urljoin(self.address, given.get("href", ""))).url)
        if tag == "form" and given.get("method") == "post":
            self.forms.append(Form(urljoin(self.address, given.get("action", ""))))
        if self.forms and given.get("name") and tag in ("input", "textarea", "button", "select"):
            self.add_field(given)
        if self.forms and "formaction" in given:  # another act with the same fields
            self.forms.append(Form(given["formaction"], list(self.forms[-1].fields)))

    def add_field(self, given: dict[str, str]) -> None:
        if given.get("type") not in ("radio", "checkbox", "file") or "checked" in given:
            self.forms[-1].fields.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.in_chinese:
            self.said.append(data.strip())


class Reading:
    """The county read in one language: every page that a link leads to, every form as it answers."""

    def __init__(self, language: str, names: Iterable[str]) -> None:
        self.language, self.names = language, sorted(names, key=len, reverse=True)
        self.routes: set[str] = set()
        self.chinese: dict[str, str] = {}  # what is left of Chinese, with the page where it stands
        self.seen: set[tuple[str, ...]] = set()
        self.alike: Counter[tuple[str, ...]] = Counter()  # pages read by one reader, of one kind, of one village
        self.known: set[str] = set()  # texts that were looked at

    def browser_of(self, username: str) -> Client:
        browser = Client()
        if username:
            browser.force_login(cast.person(username), settings.AUTHENTICATION_BACKENDS[-1])
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = self.language
        return browser

    def at(self, address: str, username: str) -> None:
        """An address to which no link leads as the county stands, asked both ways; what that did is taken back."""
        browser = self.browser_of(username)
        for ask in (browser.get, browser.post):
            with transaction.atomic():
                self.read(address, ask(address, follow=True))
                transaction.set_rollback(True)

    def by(self, username: str) -> None:
        browser = self.browser_of(username)
        todo = ["/", "/login", "/papers", "/law", *BESIDE]
        while todo:
            address = todo.pop()
            if self.is_new("GET", address, username):
                page = self.read(address, browser.get(address))
                todo += page.links
                for form in page.forms:
                    if self.is_new("POST", form.address, username):
                        self.answer(form, browser)

    def is_new(self, method: str, address: str, username: str) -> bool:
        """Is it a page of ours, and none like it was read before?"""
        parts = urlsplit(address)
        route, named = route_of(parts.path)
        if parts.netloc or route in NOT_READ or (parts.query and address not in BESIDE):
            return False
        key = (method, route, *named[1:]) if route in ONE_FOR_ALL else (method, address)
        if route not in TO_ANYBODY:
            key = (*key, username)
        new = key not in self.seen and self.alike[method, route, username, *named[:1]] < ENOUGH
        self.seen.add(key)
        self.alike[method, route, username, *named[:1]] += new
        return new

    def read(self, address: str, answer: HttpResponse) -> Page:
        self.routes.add(route_of(urlsplit(address).path)[0])
        is_page = answer.headers["Content-Type"].startswith("text/html")  # files are Chinese papers
        page = Page(address, answer.content.decode() if is_page else "")
        for text in {*page.said} - self.known:
            if CHINESE.search(without(self.names, text)):
                self.chinese.setdefault(text, address)
        self.known.update(page.said)
        return page

    def answer(self, form: Form, browser: Client) -> None:
        """Sends a form empty and as it is offered, and takes back what that did."""
        for fields in ([(name, "") for name, _ in form.fields], form.fields):
            sent: dict[str, list[str]] = {}
            for name, value in fields:
                sent.setdefault(name, []).append(value)
            with transaction.atomic():
                self.read(form.address, browser.post(form.address, sent, follow=True))
                transaction.set_rollback(True)


def route_of(path: str) -> tuple[str, tuple[str, ...]]:
    """The name of a page's address and what stands in it."""
    try:
        found = resolve(path)
    except Resolver404:
        return "", ()
    return found.url_name or "", tuple(map(str, found.kwargs.values()))
