"""Changing a password."""

import pytest
from django.test import Client

import cast
from cunxuan.records.models import TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.urls("troubled_urls")]

NEW = "石桥村的三个投票站点"


def change(browser: Client, old: str = cast.PASSWORD, new: str = NEW, again: str = NEW):
    return browser.post("/password", {"old": old, "new": new, "again": again}, follow=True)


def test_a_changed_password_signs_in(signed_in, an):
    page = change(signed_in(an))
    assert "密码已改，" in page.text
    an.refresh_from_db()
    assert an.check_password(NEW)


def test_the_trail_says_that_it_changed_and_not_to_what(signed_in, an):
    change(signed_in(an))
    entry = TrailEntry.objects.filter(act="password_changed").get()
    assert (entry.scope, entry.by) == (cast.LIULIN, "an")
    assert NEW not in entry.body


def test_this_session_goes_on_and_all_others_end(signed_in, an):
    here, elsewhere = signed_in(an), signed_in(an)
    change(here)
    assert here.get("/board").status_code == 200
    assert elsewhere.get("/board").status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": "猜的"}, "现在的密码不对。"),
        ({"new": "太短", "again": "太短"}, "新密码至少要 10 个字符。"),
        ({"new": "1234567890", "again": "1234567890"}, "新密码太常见，容易被猜到，请换一个。"),
        ({"again": NEW + "口"}, "两遍填的不一样。"),
        ({"new": "", "again": ""}, "请填新密码。"),
    ],
)
def test_a_password_that_will_not_do_is_told_in_one_sentence(signed_in, an, typed, said):
    page = change(signed_in(an), **typed)
    assert said in page.text
    an.refresh_from_db()
    assert an.check_password(cast.PASSWORD)
