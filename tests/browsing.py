"""A real Chromium for tests, and for whole stories a server that keeps its county in a database file of its own.

What a page says on its console is collected: a page of ours says nothing there (see `Person.console`).
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import connections
from django.test.utils import override_settings
from pytest_django.live_server_helper import LiveServer

import cast
from cunxuan.web.clock import today

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
BUILT = Path(__file__).parents[1] / "src" / "cunxuan" / "web" / "static" / "cunxuan" / "built" / "main.js"
PATIENCE = 15_000  # ms: a busy machine is slow, not wrong
#: What is no fault: htmx of a search that the next letter replaced (of a request that failed it says more than this),
#: and Chromium of somebody who was in a field before the page put them into its first.
NO_FAULT = ("htmx:afterRequest,", "htmx:sendAbort,", "Autofocus processing was blocked")
OFFICE_PC = {"width": 1366, "height": 768}


@contextmanager
def a_chromium() -> Iterator[Browser]:
    """A running Chromium; without one, or without our front end, the test is skipped with the reason."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    if not BUILT.exists():
        pytest.skip("the front end is not built: python hatch_build.py")
    # Playwright keeps a loop running in this thread, in which Django would otherwise not ask its database.
    with pytest.MonkeyPatch.context() as patched, playwright.sync_playwright() as engine:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        playwright.expect.set_options(timeout=PATIENCE)
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def sign_in(page: Page, username: str, then: str = "/") -> None:
    page.goto(f"/login?next={then}")
    page.fill("#id_username", username)
    page.fill("#id_password", cast.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)


@contextmanager
def answered() -> Iterator[None]:
    """At the end every request that was begun has been answered: a window that closes does not wait for its answers,
    and the server still needs the database for them."""
    underway, change = 0, threading.Condition()

    def begins(**_: Any) -> None:
        nonlocal underway
        with change:
            underway += 1

    def ends(**_: Any) -> None:
        nonlocal underway
        with change:
            underway -= 1
            change.notify_all()

    request_started.connect(begins)
    request_finished.connect(ends)
    try:
        yield
        with change:
            change.wait_for(lambda: underway <= 0, PATIENCE / 1000)
    finally:
        request_started.disconnect(begins)
        request_finished.disconnect(ends)


# A database of its own


@contextmanager
def database_in(file: Path) -> Iterator[None]:
    """Until the end of the block every thread keeps its data in this SQLite file, as an installation does.

    pytest-django's live server shares one connection in memory between all its threads; pages that ask for several
    things at once would meet in one transaction.
    """
    if connections.settings["default"]["ENGINE"] != "django.db.backends.sqlite3":
        pytest.skip("stories run on the embedded database")
    before, name = connections["default"], connections.settings["default"]["NAME"]
    connections.settings["default"]["NAME"] = str(file)
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before
        connections.settings["default"]["NAME"] = name


def migrated(file: Path) -> Path:
    """A database with every table and nothing in them."""
    with database_in(file):
        call_command("migrate", verbosity=0, interactive=False)
    return file


# A county and the people at its screens


class County:
    """清河县 on its server: what day it is there, and who sits at a screen."""

    def __init__(self, url: str, browser: Browser) -> None:
        self.url, self.browser = url, browser
        self.windows: list[Person] = []

    @property
    def day(self) -> date:
        return today()

    @day.setter
    def day(self, day: date) -> None:
        settings.TODAY = day.isoformat()

    def anybody(self, **how: Any) -> Person:
        """Somebody who has not signed in, with a browser of their own."""
        how = {"locale": "zh-CN", "viewport": OFFICE_PC, **how}
        person = Person(self.browser.new_context(base_url=self.url, **how))
        self.windows.append(person)
        return person

    def person(self, username: str, **how: Any) -> Person:
        somebody = self.anybody(**how)
        sign_in(somebody.page, username)
        return somebody

    def close(self) -> None:
        for somebody in self.windows:
            somebody.context.close()


@contextmanager
def county(browser: Browser, template: Path, folder: Path) -> Iterator[County]:
    """The cast's county on a server, with a copy of an empty database and uploads in a folder that is thrown away."""
    file = Path(shutil.copy(template, folder / "cunxuan.sqlite3"))
    first_day = cast.DAYS["audit_evaluation"].isoformat()
    with database_in(file), override_settings(TODAY=first_day, MEDIA_ROOT=folder / "uploads"):
        cast.people_the_county()
        server = LiveServer("localhost")
        here = County(server.url, browser)
        try:
            yield here
        finally:
            here.close()
            server.stop()


class Person:
    """Somebody at a browser, who goes by what a screen shows: labels, words on buttons, links."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.console: list[str] = []
        self.page: Page = self.takes_another_window()

    def takes_another_window(self) -> Page:
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", lambda message: self.hears(message.text))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        return self.page

    def hears(self, said: str) -> None:
        if not said.startswith(NO_FAULT):
            self.console.append(said)

    def opens(self, path: str) -> None:
        self.page.goto(path)

    def presses(self, name: str) -> None:
        """A button or a link, by the words on it."""
        self.control(name).click()

    def control(self, name: str) -> Locator:
        role = self.page.get_by_role
        return role("button", name=name, exact=True).or_(role("link", name=name, exact=True))

    def fetches(self, name: str) -> bytes:
        """The file behind a link, as this person's browser gets it."""
        answer = self.context.request.get(self.control(name).get_attribute("href"))
        assert answer.ok, answer.status
        return answer.body()

    def fills(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    def types(self, *words: str) -> None:
        """Each word and Enter after it, in the field in which the keyboard stands."""
        self.stands_in_a_field()
        for word in words:
            self.page.keyboard.type(word)
            self.page.keyboard.press("Enter")

    def stands_in_a_field(self) -> None:
        """A new page puts the keyboard there with its first frame, which may be after the load: nobody types sooner."""
        self.expects("input:focus, textarea:focus").to_be_visible()

    def keys(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)

    def sees(self, text: str, where: str = "body") -> None:
        """Waits until the text stands there."""
        self.expects(where).to_contain_text(text, use_inner_text=True)

    def expects(self, where: str | Locator) -> Any:
        from playwright.sync_api import expect

        return expect(self.page.locator(where) if isinstance(where, str) else where)

    @property
    def reads(self) -> str:
        """The whole page as text, with one space between its parts."""
        return " ".join(self.page.inner_text("body").split())
