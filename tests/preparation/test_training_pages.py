"""The pages of training: a clerk types a list, an attendee signs in by telephone, a village names its people."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from django.test import Client

import cast
from cunxuan.offices.models import Account, Division
from cunxuan.preparation import training_actions as actions
from cunxuan.preparation import training_phone_views as phone
from cunxuan.preparation.models import Attendance, MustTrain, Session
from cunxuan.web import clock
from preparation.sessions import MORNING, ON, held, scrutineer

Browser = Callable[..., Client]


@pytest.fixture
def liulin(qinghe: Division, settings: Any) -> Division:
    settings.TODAY = ON.isoformat()
    return Division.objects.get(pk=cast.LIULIN)


@pytest.fixture
def in_the_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 08:20 in the county on the day of the session."""
    for module in (clock, phone):
        monkeypatch.setattr(module, "now", lambda: MORNING)


def listed(session: Session) -> set[tuple[str, str, str]]:
    return set(session.attendances.standing().values_list("name", "unit", "duty"))


# The session


def test_a_township_holds_a_session_for_several_duties(liulin: Division, chen: Account, signed_in: Browser) -> None:
    said = {
        "place": liulin.pk,
        "title": "计票员培训",
        "on": "2026-11-12",
        "begins": "8：30",
        "ends": "11:30",
        "hours": "4",
        "venue": "会议室",
        "duties": ["counter", "caller"],
        "with_test": "on",
    }
    answer = signed_in(chen).post("/preparation/training/new", said)
    session = Session.objects.get()
    assert answer.headers["Location"] == f"/preparation/training/{session.pk}"
    assert (session.duties, session.pass_line, session.with_test) == (["counter", "caller"], 80, True)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("on", "2019-11-12", "不在这一次换届的准备期里"),
        ("begins", "八点", "看不出是几点"),
        ("hours", "半天", "学时请填整数"),
        ("duties", [], "请选至少一个岗位"),
        ("title", "张三 110101199003070011", "身份证号"),
        ("place", cast.BOZHUANG, "选择"),
    ],
)
def test_what_is_wrong_with_a_session_stands_beside_its_field(
    field: str, value: Any, sentence: str, liulin: Division, chen: Account, signed_in: Browser
) -> None:
    said = {
        "place": liulin.pk,
        "title": "培训",
        "on": "2026-11-12",
        "begins": "08:30",
        "ends": "11:30",
        "hours": "4",
        "venue": "会议室",
        "duties": ["counter"],
    }
    answer = signed_in(chen).post("/preparation/training/new", {**said, field: value})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert not Session.objects.exists()


def test_a_clerk_pastes_a_column_of_names(liulin: Division, an: Account, signed_in: Browser) -> None:
    session = held(liulin)
    pasted = "宁　涛\n段秀梅\t桃园村\t计票员\n".replace("计票员", "计票人") + "李保全, 石桥村\n\n"
    said = {"people": pasted, "unit": "柳树村", "duty": "scrutineer"}
    signed_in(an).post(f"/preparation/training/{session.pk}/sign", said)
    assert listed(session) == {
        ("宁涛", "柳树村", "scrutineer"),
        ("段秀梅", "桃园村", "counter"),
        ("李保全", "石桥村", "scrutineer"),
    }


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("宁涛1", "第 2 行“宁涛1”不像姓名"),
        ("宁涛 柳树村 火夫", "第 2 行没有“火夫”这个岗位"),
        ("宁涛 110101199003070011", "第 2 行有身份证号"),
        ("宁" * 41, "第 2 行太长"),
    ],
)
def test_a_list_with_a_wrong_line_is_named_at_its_line_and_loses_nothing(
    line: str, sentence: str, liulin: Division, an: Account, signed_in: Browser
) -> None:
    session = held(liulin)
    said = {"people": f"段秀梅\n{line}", "unit": "", "duty": "scrutineer"}
    answer = signed_in(an).post(f"/preparation/training/{session.pk}/sign", said)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "段秀梅" in answer.text
    assert listed(session) == set()


def test_scores_are_typed_from_the_papers(liulin: Division, an: Account, signed_in: Browser) -> None:
    session = held(liulin, scrutineer("宁涛"), scrutineer("段秀梅"))
    first, second = session.attendances.order_by("pk")
    address = f"/preparation/training/{session.pk}/scores"
    wrong = signed_in(an).post(address, {f"score-{first.pk}": "９５", f"score-{second.pk}": "101"})
    assert "成绩“101”不是 0 到 100 的整数" in wrong.text
    signed_in(an).post(address, {f"score-{first.pk}": "９５", f"score-{second.pk}": "79"})
    assert list(session.attendances.order_by("pk").values_list("score", flat=True)) == [95, 79]
    page = signed_in(an).get(f"/preparation/training/{session.pk}").text
    assert "有成绩 2 人，80 分及格，及格 1 人" in page


def test_an_entry_is_taken_back_only_with_a_reason(liulin: Division, an: Account, signed_in: Browser) -> None:
    session = held(liulin, scrutineer("宁涛"))
    address = f"/preparation/training/{session.pk}/{session.attendances.get().pk}/take-back"
    assert "请写原因" in signed_in(an).post(address, {"why": ""}).text
    signed_in(an).post(address, {"why": "认错了人"})
    assert not Attendance.objects.standing().exists()
    assert "认错了人" in signed_in(an).get(f"/preparation/training/{session.pk}").text


def test_a_clerk_of_another_township_does_not_find_the_session(
    liulin: Division, he: Account, signed_in: Browser
) -> None:
    session = held(liulin, scrutineer("宁涛"))
    for path in ("", "/screen", "/record.pdf"):
        assert signed_in(he).get(f"/preparation/training/{session.pk}{path}").status_code == 404


# By telephone


def test_an_attendee_signs_in_and_sees_only_the_own_name(liulin: Division, in_the_morning: None) -> None:
    session = held(liulin, scrutineer("段秀梅"))
    villager, address = Client(), f"/train/{session.token}"
    assert "段秀梅" not in villager.get(address).text
    said = {"name": "宁 涛", "unit": "柳树村", "duty": "counter"}
    villager.post(address, said)
    page = villager.post(address, said, follow=True).text
    assert "宁涛先前已经签到，没有重复" in page
    assert "段秀梅" not in page
    assert listed(session) == {("段秀梅", "柳树村", "scrutineer"), ("宁涛", "柳树村", "counter")}
    assert Attendance.objects.get(name="宁涛").village_id == cast.LIUSHU


def test_the_page_says_what_is_kept(liulin: Division, in_the_morning: None) -> None:
    page = Client().get(f"/train/{held(liulin).token}").text
    assert "只记下您填的姓名、单位、岗位和签到的时间" in page
    assert "不记手机号" in page


def test_one_telephone_signs_in_a_few_and_no_more(
    liulin: Division, in_the_morning: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone, "MOST_A_BROWSER", 2)
    session, villager = held(liulin), Client()
    for name in ("宁涛", "段秀梅", "李保全"):
        answer = villager.post(f"/train/{session.token}", {"name": name, "unit": "柳树村", "duty": "scribe"})
    assert answer.status_code == 409
    assert session.attendances.count() == 2


def test_after_the_session_the_page_says_whom_to_ask(
    liulin: Division, in_the_morning: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = held(liulin)
    monkeypatch.setattr(phone, "now", lambda: session.ends_at + actions.OPENS_BEFORE)
    assert "漏签的请找会务人员登记" in Client().get(f"/train/{session.token}").text
    monkeypatch.setattr(phone, "now", lambda: session.begins_at - 2 * actions.OPENS_BEFORE)
    assert "11 月 12 日 07:30 起可以签到" in Client().get(f"/train/{session.token}").text


def test_an_address_that_was_guessed_leads_nowhere(liulin: Division) -> None:
    held(liulin)
    assert Client().get("/train/0").status_code == 404


def test_the_halls_screen_shows_the_address_as_a_picture(liulin: Division, an: Account, signed_in: Browser) -> None:
    session = held(liulin)
    page = signed_in(an).get(f"/preparation/training/{session.pk}/screen").text
    assert f"/train/{session.token}" in page
    assert "<svg" in page
    assert "style=" not in page


# A village, the county, the papers


def test_a_village_names_its_people_and_strikes_one_off(liushu: Division, ding: Account, signed_in: Browser) -> None:
    address = f"/v/{cast.LIUSHU}/preparation/training"
    assert "第 1 行没有写岗位" in signed_in(ding).post(address, {"people": "宁涛"}).text
    signed_in(ding).post(address, {"people": "宁涛 监票\n段秀梅 代书人"})
    assert set(MustTrain.objects.values_list("name", "duty")) == {("宁涛", "scrutineer"), ("段秀梅", "scribe")}
    one = MustTrain.objects.get(name="宁涛")
    signed_in(ding).post(f"{address}/{one.pk}/strike", {"why": "不当监票人了"})
    assert "宁涛" not in signed_in(ding).get(address).text


def test_the_county_sees_which_villages_are_not_trained(
    liulin: Division, liushu: Division, ren: Account, signed_in: Browser
) -> None:
    page = signed_in(ren).get("/preparation/training").text
    assert "还没有写明谁要培训" in page
    actions.name_people(liushu, [("宁涛", "scrutineer")], on=ON, by="ding", at=MORNING)
    page = signed_in(ren).get("/preparation/training").text
    assert "宁涛（监票人，未培训）" in page
    held(liulin, scrutineer("宁涛"), with_test=False)
    assert "须培训的 1 人都已培训" in signed_in(ren).get("/preparation/training").text


def test_sessions_are_found_by_a_word_and_by_level(liulin: Division, ren: Account, signed_in: Browser) -> None:
    held(liulin)
    browser = signed_in(ren)
    assert "选举工作人员业务培训" in browser.get("/preparation/training?q=柳林").text
    assert "没有这样的培训" in browser.get("/preparation/training?level=county").text


def words_of(pdf: bytes) -> str:
    found = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "".join(page.get_textpage().get_text_bounded() for page in found)


def test_the_record_prints_the_list_and_who_passed(liulin: Division, an: Account, signed_in: Browser) -> None:
    session = held(liulin, scrutineer("宁涛"))
    actions.enter_scores(session, {session.attendances.get().pk: 95}, by="an", at=MORNING)
    said = words_of(signed_in(an).get(f"/preparation/training/{session.pk}/record.pdf").content)
    assert "选举工作人员业务培训" in said
    assert "柳树村" in said
    assert "合格" not in said
    assert "及格" in said
    assert signed_in(an).get(f"/preparation/training/{session.pk}/record.word").content[:2] == b"PK"


def test_certificates_print_for_those_who_passed_and_nobody_else(
    liulin: Division, an: Account, signed_in: Browser
) -> None:
    session = held(liulin, scrutineer("段玉成"), scrutineer("贾永成"))
    first, second = session.attendances.order_by("pk")
    actions.enter_scores(session, {first.pk: 92, second.pk: 55}, by="an", at=MORNING)
    said = words_of(signed_in(an).get(f"/preparation/training/{session.pk}/certificates.pdf").content)
    assert "段玉成" in said
    assert "92 分" in said
    assert "贾永成" not in said


def test_the_test_prints_without_its_answers_and_the_answers_apart(
    liulin: Division, an: Account, signed_in: Browser
) -> None:
    blank = words_of(signed_in(an).get("/preparation/training/blank/O14.pdf").content)
    answers = words_of(signed_in(an).get("/preparation/training/blank/O14-answers.pdf").content)
    assert "登记参加选举的村民名单" in blank
    assert "村民委员会组织法" not in blank
    assert "村民委员会组织法 第十七条" in answers.replace("\r\n", "")
    assert "签到" in words_of(signed_in(an).get("/preparation/training/blank/O13.pdf").content)
    assert signed_in(an).get("/preparation/training/blank/O99.pdf").status_code == 404
