"""The pages of complaints: what is typed wrongly is said beside its field, and papers print filled and blank."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import cast
from cunxuan.oversight import complaint_actions as actions
from cunxuan.oversight.complaint_queries import Wanted, chosen, flags_in, waiting_for
from cunxuan.oversight.models import CaseOfficer, Complaint, Evidence
from oversight.complaining import BY, TEXT, brought, officers

TODAY = cast.POLLING_DAY
SAID = {
    "kind": "petition",
    "channel": "visit",
    "received_on": TODAY.isoformat(),
    "place": cast.LIUSHU,
    "people": "1",
    "complainant": BY,
    "text": TEXT,
}


@pytest.fixture(autouse=True)
def appointed(qinghe):
    officers()


def test_what_was_brought_has_a_page(ren, signed_in):
    browser = signed_in(ren)
    page = browser.get(browser.post("/complaints/new", SAID).headers["Location"])
    for words in (TEXT, BY, "告知信访人是否受理", "信访工作条例"):
        assert words in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "没有内容的不能登记"),
        ({"complainant": ""}, "来件方式选“匿名”"),
        ({"channel": "anonymous"}, "这里不填姓名"),
        ({"received_on": "2026-12-17"}, "还没有到"),
        ({"kind": "roll_objection"}, "去登记名单异议"),
        ({"accused_account": "ren"}, "应当回避"),
        ({"place": ""}, "请选反映的是哪个村"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(ren, signed_in, wrong, said):
    page = signed_in(ren).post("/complaints/new", {**SAID, **wrong})
    assert page.status_code == 400
    assert said in page.content.decode()
    assert wrong.get("text", TEXT) in page.content.decode()
    assert not Complaint.objects.exists()


def test_the_letter_that_was_brought_is_photographed_and_lies_sealed_in_no_folder(ren, an, signed_in, settings):
    browser, picture = signed_in(ren), cast.photograph("letter")
    page = browser.post("/complaints/new", SAID).headers["Location"]
    sent = {"content": SimpleUploadedFile("来信.jpg", picture, "image/jpeg")}
    assert browser.post(f"{page}/evidence", sent).headers["Location"] == page
    assert browser.get(f"{page}/evidence/1").content == picture
    assert "加照片或者扫描件" in browser.get(page).content.decode()
    assert picture not in bytes(Evidence.objects.get().sealed)
    assert not settings.MEDIA_ROOT.exists() or not list(settings.MEDIA_ROOT.rglob("*"))
    assert signed_in(an).get(f"{page}/evidence/1").status_code == 404


@pytest.mark.parametrize(("content", "said"), [(b"MZ", "不是照片或扫描件"), (b"", "请选照片或者扫描件")])
def test_what_is_no_photograph_is_said_and_nothing_is_kept(ren, signed_in, content, said):
    browser = signed_in(ren)
    page = browser.post("/complaints/new", SAID).headers["Location"]
    sent = {"content": SimpleUploadedFile("来信.exe", content)} if content else {}
    assert said in browser.post(f"{page}/evidence", sent).content.decode()
    assert not Evidence.objects.exists()


def test_who_receives_today_stands_at_the_desk(ren, signed_in):
    from cunxuan.preparation.reception_actions import NewReception, plan_receptions

    day = NewReception(on=TODAY, hours="上午", leader="卫大山", where="信访大厅", note="")
    plan_receptions(ren.division, [day], by="ren", at=cast.AT)
    assert "卫大山" in signed_in(ren).get("/complaints/new").content.decode()


def test_a_transfer_to_the_accused_is_said_beside_the_field(liushu, ren, signed_in):
    case = brought(liushu, ren, accused="段某", accused_unit=liushu)
    page = signed_in(ren).post(f"/complaints/{case.pk}/do/transfer", {"unit": cast.LIUSHU, "why": "请村里处理。"})
    assert page.status_code == 400
    for words in ("不能把材料转给被反映的人或者所在的单位", "请村里处理。"):
        assert words in page.content.decode()


@pytest.mark.parametrize("kind", ["pdf", "word"])
def test_the_sheet_and_a_letter_print_under_the_random_name_of_the_case(liushu, ren, signed_in, kind):
    case = brought(liushu, ren)
    actions.accept(case, handler=ren, on=TODAY, by=ren, at=cast.AT)
    for address, name in (("paper", str(case.pk)), ("letters/1", f"{case.pk}-1")):
        file = signed_in(ren).get(f"/complaints/{case.pk}/{address}/{kind}")
        assert f'filename="{name}.' in file.headers["Content-Disposition"]
        assert len(file.content) > 5000


@pytest.mark.parametrize("form", ["O54", "O54_1"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_an_empty_sheet_and_an_empty_letter_print(chen, signed_in, form, kind):
    assert signed_in(chen).get(f"/papers/blank/{form}.{kind}").status_code == 200


def test_a_case_is_found_by_what_it_says(liushu, ren):
    brought(liushu, ren)
    assert len(chosen(ren, Wanted(), "在外务工", TODAY)) == 1
    assert chosen(ren, Wanted(), "修路", TODAY) == ()


def test_what_is_due_first_stands_first(liushu, ren):
    later = brought(liushu, ren, complainant="宁海")
    sooner = brought(liushu, ren, on=TODAY - timedelta(days=9))
    assert [line.case for line in chosen(ren, Wanted(), "", TODAY)] == [sooner, later]


def test_a_flag_stands_on_the_step_for_who_may_know(liushu, ren, an):
    brought(liushu, ren, step="roll_published")
    assert flags_in(ren, liushu.pk) == {"roll_published": 1}
    assert flags_in(an, liushu.pk) == {}


def test_what_waits_are_the_own_cases_and_those_of_nobody(liushu, ren, chen):
    case = brought(liushu, ren)
    assert (waiting_for(ren), waiting_for(chen)) == (1, 1)
    actions.accept(case, handler=chen, on=TODAY, by=ren, at=cast.AT)
    assert (waiting_for(ren), waiting_for(chen)) == (0, 1)


def test_the_county_names_and_relieves_an_officer(ren, an, signed_in):
    browser = signed_in(ren)
    browser.post("/complaints/officers", {"account": "an", "kind": "petition"})
    officer = CaseOfficer.objects.get(account=an)
    browser.post(f"/complaints/officers/{officer.pk}/end")
    officer.refresh_from_db()
    assert officer.until == TODAY
    assert (
        "请选一个人" in browser.post("/complaints/officers", {"account": "ding", "kind": "petition"}).content.decode()
    )


def test_a_township_names_no_officers(chen, signed_in):
    assert signed_in(chen).get("/complaints/officers").status_code == 403


def test_the_list_costs_the_same_however_many_cases(liushu, ren, signed_in, django_assert_max_num_queries):
    for number in range(8):
        brought(liushu, ren, complainant=f"村民{number}")
    browser = signed_in(ren)
    with django_assert_max_num_queries(12):
        browser.get("/complaints")
