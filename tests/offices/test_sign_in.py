"""Signing in and out, and what happens after too many wrong passwords."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

import cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("troubled_urls")]


def sign_in(client: Client, username: str = "an", password: str = cast.PASSWORD, **query: str):
    return client.post("/login", {"username": username, "password": password}, query_params=query)


def test_signing_in_leads_to_the_first_page_of_the_menu(client, an):
    assert sign_in(client).headers["Location"] == "/board"


def test_signing_in_leads_to_the_page_that_was_asked_for(client, an):
    asked = client.get("/search?q=ls").headers["Location"]
    answer = client.post(asked, {"username": "an", "password": cast.PASSWORD})
    assert answer.headers["Location"] == "/search?q=ls"


def test_before_the_first_account_the_page_says_which_commands_open_it(client, db):
    page = client.get("/login").content.decode()
    assert "请先在服务器上用 cunxuan import villages 导入村的名单，再用 cunxuan account 开县换届办的账号。" in page


def test_once_there_is_an_account_nothing_is_said_of_commands(client, an):
    assert "cunxuan account" not in client.get("/login").content.decode()


def test_a_link_that_leads_out_of_the_program_is_not_followed(client, an):
    assert sign_in(client, next="https://elsewhere.example/").headers["Location"] == "/board"


def test_a_session_key_from_before_signing_in_is_worth_nothing_after(client, an):
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before


@pytest.mark.parametrize(("username", "password"), [("an", "猜的"), ("nobody", "猜的")])
def test_a_wrong_account_and_a_wrong_password_are_told_alike(client, an, username, password):
    page = sign_in(client, username, password)
    assert "账号或者密码不对。再错 4 次，这个账号停 15 分钟。" in page.text


def test_what_is_left_empty_is_named(client, qinghe):
    page = sign_in(client, "", "")
    assert "请填账号。" in page.text
    assert "请填密码。" in page.text


def test_the_fifth_wrong_password_locks_the_account_and_says_until_when(client, an):
    for _ in range(4):
        sign_in(client, password="猜的")
    page = sign_in(client, password="猜的")
    assert page.status_code == 429
    assert "账号 an 的密码连着错了 5 次。" in page.text
    until = timezone.localtime() + timedelta(minutes=15)
    assert any(f"请在 {at:%H:%M} 以后再登录" in page.text for at in (until, until - timedelta(minutes=1)))


def test_a_locked_account_stays_locked_for_the_right_password(client, an):
    for _ in range(5):
        sign_in(client, password="猜的")
    assert sign_in(client).status_code == 429


def test_one_locked_account_does_not_lock_the_office(client, an, bai):
    for _ in range(5):
        sign_in(client, password="猜的")
    assert sign_in(client, "bai").status_code == 302


def test_a_lock_opens_after_a_quarter_of_an_hour(client, an):
    for _ in range(5):
        sign_in(client, password="猜的")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client).status_code == 302


def test_a_wrong_password_is_kept_nowhere(client, an):
    sign_in(client, password="柳林镇的别的密码")
    attempt = AccessAttempt.objects.get()
    assert "柳林镇的别的密码" not in attempt.post_data + attempt.get_data


def test_an_account_that_was_closed_does_not_sign_in(client, an):
    type(an).objects.filter(pk=an.pk).update(is_active=False)
    assert sign_in(client).status_code == 200


def test_who_is_signed_in_does_not_see_the_sign_in_page(signed_in, an):
    assert signed_in(an).get("/login").headers["Location"] == "/board"


def test_signing_out_ends_the_session(signed_in, an):
    browser = signed_in(an)
    assert browser.post("/logout").headers["Location"] == "/login"
    assert browser.get("/board").status_code == 302


def test_a_link_cannot_sign_anybody_out(signed_in, an):
    browser = signed_in(an)
    assert browser.get("/logout").status_code == 405
    assert browser.get("/board").status_code == 200


def test_a_part_of_a_page_whose_session_ended_sends_the_whole_page_to_sign_in(client, qinghe):
    answer = client.get("/search?q=ls", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/login")


def test_and_after_signing_in_back_to_the_page_that_it_was_part_of(client, qinghe):
    here = {"hx-request": "true", "hx-current-url": "https://elsewhere.example/search?q=ls"}
    answer = client.get("/search?q=ls", headers=here)
    assert answer.headers["HX-Redirect"] == "/login?next=%2Fsearch%3Fq%3Dls"


def test_the_page_says_that_it_leads_back(client, an):
    said = "请先登录，登录后回到刚才那一页。"
    assert said in client.get("/login?next=/search").content.decode()
    assert said not in client.get("/login?next=/").content.decode()
    assert said not in sign_in(client, password="wrong", next="/search").content.decode()


def test_whoever_was_typing_when_the_session_ended_reads_that_nothing_is_lost(client, an):
    page = client.get("/login?expired&next=/search").content.decode()
    assert "填过还没有送出的数存在这台设备上，重新登录后自动送出。" in page


def test_after_a_wrong_password_the_keyboard_stands_in_the_password(client, an):
    page = sign_in(client, password="wrong").content.decode()
    (where,) = re.findall(r"<input[^>]*autofocus[^>]*>", page)
    assert 'name="password"' in where
