"""Fixing the polling day: what is shown before, what is refused, and what a call fixes."""

from datetime import date

import pytest

import cast
from village_pages import said_after, text_of, wrong

PAGE = f"/v/{cast.LIUSHU}/call"


@pytest.fixture
def audited(liushu, settings):
    settings.TODAY = "2026-11-05"
    return cast.at_stage(liushu, "branch_elected")


@pytest.fixture
def township(chen, signed_in):
    return signed_in(chen)


def test_the_page_shows_the_earliest_lawful_day_before_anything_is_typed(audited, township):
    page = text_of(township.get(PAGE))
    assert "最早 2026 年 11 月 25 日" in page
    assert "如果确定当天就公布名单 为什么 组织法第十七条" in page


def test_a_day_is_looked_at_before_it_is_fixed(audited, township):
    part = township.get(PAGE, {"polling_day": "2026-11-30", "on": "2026-11-05"}, headers={"HX-Request": "true"})
    assert "按日程已经该办、要抓紧的： 推选村民选举委员会、" in text_of(part)
    assert "<html" not in part.content.decode()
    audited.refresh_from_db()
    assert audited.polling_day is None


def test_the_call_fixes_the_day_and_with_it_the_law(audited, township):
    answer = township.post(PAGE, {"polling_day": "2026-12-16", "on": "2026-11-05"})
    assert said_after(township, answer) == "选举日定为 12 月 16 日。"
    audited.refresh_from_db()
    assert (audited.polling_day, audited.pack) == (date(2026, 12, 16), "CN@2026-01-01")
    assert audited.done["election_day_fixed"] == "2026-11-05"


def test_a_day_that_leaves_no_time_to_publish_the_roll_is_refused_beside_its_field(audited, township):
    answer = township.post(PAGE, {"polling_day": "2026-11-24", "on": "2026-11-05"})
    assert wrong(answer, "polling_day") == (
        "名单须在选举日 20 日前公布，即使当天公布，选举日最早也是 2026 年 11 月 25 日。村民委员会组织法 第十七条"
    )


def test_what_is_wrong_with_a_day_is_said_once(audited, township):
    said = "即使当天公布，选举日最早也是 2026 年 11 月 25 日。"
    typed = {"polling_day": "2026-11-24", "on": "2026-11-05"}
    assert township.post(PAGE, typed).content.decode().count(said) == 1
    assert township.get(PAGE, typed, headers={"HX-Request": "true"}).content.decode().count(said) == 1


def test_what_was_typed_is_still_there_after_an_error(audited, township):
    answer = township.post(PAGE, {"polling_day": "2026-11-23", "on": "2026-11-04"})
    assert 'value="2026-11-23"' in answer.content.decode()
    assert 'value="2026-11-04"' in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-05", "选举日应在确定之日以后。"),
        ("2062-12-16", "本届是 2026 年换届，请核对年份。"),
        ("16/12", "看不出是哪一天，请写成 2026-12-13 这样。"),
        ("", "请填日期。"),
    ],
)
def test_a_day_that_cannot_be_says_why(audited, township, day, said):
    answer = township.post(PAGE, {"polling_day": day, "on": "2026-11-05"})
    assert wrong(answer, "polling_day") == said


def test_without_the_audit_no_day_is_fixed(liushu, township):
    answer = township.get(PAGE)
    assert answer.status_code == 409
    assert "“选前审计和民主评议”还没有办完" in text_of(answer)


def test_a_village_does_not_fix_its_own_day(audited, ding, signed_in):
    assert signed_in(ding).get(PAGE).status_code == 403
