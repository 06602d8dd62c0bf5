"""The pages of visits: the form at the door, sent twice by a telephone; who reads them; the county's coverage."""

import io
import json
from datetime import timedelta
from uuid import uuid4

import pypdfium2
import pytest
from django import forms

import cast
from cunxuan.offices.models import Division
from cunxuan.preparation.key_village_forms import ConsultationForm, DecideForm, EndForm, PlanForm, ProposeForm
from cunxuan.preparation.models import Visit
from cunxuan.preparation.situation_forms import RiskForm, SituationForm
from cunxuan.preparation.visits_actions import record_visit
from cunxuan.preparation.visits_forms import FollowedForm, VisitForm, WhyForm
from cunxuan.records.models import IssuedPaper
from cunxuan.web.fields import refuse_id_number
from preparation.visiting import AT, SAID, TODAY, decided, reported, visit, visited
from village_pages import text_of

pytestmark = pytest.mark.usefixtures("new_qinghe")
HERE = f"/v/{cast.LIUSHU}/preparation"
NEW = f"{HERE}/visits/new"


@pytest.fixture
def here():
    return Division.objects.get(pk=cast.LIUSHU)


@pytest.fixture
def clerk(signed_in):
    return signed_in(cast.person("an"))


def typed(**more):
    words = {"kind": "seldom", "person": "薛改香，三组", "on": "2026-09-24", "visitors": "陈、安", "conflicts": SAID}
    return {"key": str(uuid4()), **words, **more}


def sent(clerk, given):
    return clerk.post(NEW, given, headers={"Accept": "application/json"})


def test_a_telephone_that_sends_twice_gets_the_same_answer_and_leaves_one_visit(clerk):
    given = typed()
    first, again = sent(clerk, given), sent(clerk, given)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Visit.objects.get().conflicts == SAID


def test_what_somebody_else_typed_on_this_telephone_waits_for_them(clerk):
    assert sent(clerk, typed(account="bai")).status_code == 401
    assert sent(clerk, typed(account="an")).status_code == 201


def test_what_is_wrong_is_said_field_by_field(clerk):
    answer = sent(clerk, typed(on=(TODAY + timedelta(days=1)).isoformat(), person=""))
    assert answer.status_code == 400
    assert json.loads(answer.content)["fields"] == {
        "person": ["请写访的是谁，写称呼也可以。"],
        "on": ["2026 年 10 月 21 日还没有到，今天是 2026 年 10 月 20 日。请填实际的日期。"],
    }
    assert not Visit.objects.exists()


def test_without_a_script_the_form_says_the_same_beside_its_field(clerk):
    answer = clerk.post(NEW, typed(on=(TODAY + timedelta(days=1)).isoformat()))
    assert "2026 年 10 月 21 日还没有到" in text_of(answer)
    assert SAID in answer.text, "what was typed is still there"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": ""}, "请选访的是哪一类人。"),
        ({"on": "2021-09-24"}, "早于这次选举准备，请核对年份。"),
        ({"on": "昨天"}, "看不出是哪一天"),
        ({"conflicts": "身份证 11010119900307793X"}, "这里不写身份证号"),
        ({"opinions": "长" * 1001}, "写得太长，最多 1000 个字。"),
        ({"follows": "yes"}, "选了转成任务，请写做什么、交给谁。"),
        ({"follows": "yes", "follow_up": "公布账", "follow_by": "2026-09-01"}, "期限早于走访日期，请核对。"),
        ({"key": "第一份"}, "这一页的编号不对，请重新打开这一页再填。"),
    ],
)
def test_each_fault_has_one_sentence_and_nothing_is_kept(clerk, given, said):
    answer = clerk.post(NEW, typed(**given))
    assert answer.status_code == 400
    assert said in text_of(answer)
    assert not Visit.objects.exists()


FORMS = (VisitForm, WhyForm, FollowedForm, SituationForm, RiskForm)
KEY_FORMS = (ProposeForm, DecideForm, PlanForm, ConsultationForm, EndForm)


@pytest.mark.parametrize("form", [*FORMS, *KEY_FORMS], ids=lambda form: form.__name__)
def test_no_field_that_takes_words_takes_an_id_number(form):
    words = {name: one for name, one in form.base_fields.items() if type(one) is forms.CharField}
    assert words
    assert [name for name, one in words.items() if refuse_id_number not in one.validators] == []


def test_the_form_says_who_is_missing_and_who_can_read_it(clerk, here):
    for kind in ("dissent", "hardship", "model", "veteran"):
        record_visit(here, visit(kind), by="an", at=AT)
    page = text_of(clerk.get(NEW))
    assert "五必访已访 4 类，还缺 平时接触少的人" in page
    assert "只有本镇走访组和县换届办能看" in page


def test_the_committee_reads_nothing_of_it(signed_in, here):
    visited(here)
    reported(here)
    ding = signed_in(cast.person("ding"))
    for path in ("visits", "visits/new", f"visits/{Visit.objects.earliest('pk').pk}", "situation", "key"):
        answer = ding.get(f"{HERE}/{path}")
        assert answer.status_code == 403, path
        assert SAID not in answer.text
    assert Visit.objects.of(cast.person("ding")).count() == 0
    assert "村情" not in text_of(ding.get("/papers"))
    assert ding.get(f"/papers/{IssuedPaper.objects.get().check_code}/pdf").status_code == 404
    assert "补偿" not in ding.get(f"/v/{cast.LIUSHU}/trail").text


def test_the_other_township_sees_none(signed_in, here):
    visited(here)
    he = signed_in(cast.person("he"))
    assert he.get(f"{HERE}/visits").status_code == 404
    assert "柳树村" not in text_of(he.get("/preparation/visits"))


def test_a_list_is_searched_and_filtered(clerk, here):
    record_visit(here, visit("seldom", conflicts=SAID), by="an", at=AT)
    record_visit(here, visit("model", person="梁海生"), by="an", at=AT)
    assert "梁海生" not in text_of(clerk.get(f"{HERE}/visits?q=补偿"))
    assert "梁海生" in text_of(clerk.get(f"{HERE}/visits?kind=model"))
    assert "没有这样的走访" in text_of(clerk.get(f"{HERE}/visits?q=没有的人"))


def test_a_visit_is_taken_back_with_a_reason_that_stays_readable(clerk, here):
    one, _ = record_visit(here, visit(), by="an", at=AT)
    assert "请写明为什么撤回" in text_of(clerk.post(f"{HERE}/visits/{one.pk}/back", {"why": ""}))
    clerk.post(f"{HERE}/visits/{one.pk}/back", {"why": "同一次登记了两份"})
    assert "10 月 20 日撤回：同一次登记了两份" in text_of(clerk.get(f"{HERE}/visits"))


def test_a_follow_up_is_finished_on_its_page(clerk, here):
    one, _ = record_visit(here, visit(follow_up="公布账，交村监委"), by="an", at=AT)
    clerk.post(f"{HERE}/visits/{one.pk}/follow-up", {"on": "2026-10-18", "how": "账已公布"})
    page = text_of(clerk.get(f"{HERE}/visits/{one.pk}"))
    assert "10 月 18 日办结" in page and "账已公布" in page


def test_the_county_sees_what_is_missing_village_by_village(signed_in, here):
    visited(here)
    ren = signed_in(cast.person("ren"))
    page = text_of(ren.get("/preparation/visits"))
    assert "4 村走访 5 户；五必访五摸清都有的 1 村" in page
    assert "柳树村" not in text_of(ren.get("/preparation/visits?show=missing"))
    assert "桃园村" in text_of(ren.get("/preparation/visits?show=none"))
    assert "柏庄村" not in text_of(ren.get(f"/preparation/visits?township={cast.LIULIN}"))


def test_it_is_a_table_for_a_spreadsheet_too(signed_in, here):
    visited(here)
    answer = signed_in(cast.person("ren")).get("/preparation/visits?format=csv")
    rows = answer.text.splitlines()
    assert rows[0].startswith("\ufeff村,乡镇,代码,对班子或成员有意见的人")
    assert "柳树村,柳林镇,360123101201,1,1,1,1,1,5,5,5,5,5,5,2026-09-24,0,," in rows


def test_the_records_print_filled_and_blank(clerk, here):
    record_visit(here, visit(conflicts=SAID), by="an", at=AT)
    assert "2019" in printed(clerk.get(f"{HERE}/visits/paper/pdf"))
    assert "□有意见的人" in printed(clerk.get(f"{HERE}/visits/paper/pdf?blank=1"))
    assert clerk.get(f"{HERE}/visits/paper/word").content.startswith(b"PK")
    assert clerk.get(f"{HERE}/visits/paper/odt").status_code == 404


def printed(answer) -> str:
    pdf = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    return "".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_a_report_is_written_then_issued_with_the_risk_that_was_decided(signed_in, here):
    visited(here)
    chen = signed_in(cast.person("chen"))
    begun = chen.get(f"{HERE}/situation/write")
    assert SAID in begun.text, "the visits stand in the fields"
    wrong = text_of(chen.post(f"{HERE}/situation/write", {"population": "100", "households": "371"}))
    assert "户数 371 比人口 100 还多，请核对。" in wrong
    chen.post(f"{HERE}/situation/write", {"population": "1286", "households": "371", "reasons": ["closed"]})
    asked = text_of(chen.get(f"{HERE}/situation/issue"))
    assert "建议的风险：中" in asked and "村务不公开、管理混乱" in asked
    refused = chen.post(f"{HERE}/situation/issue", {"risk": "high", "on": "2026-10-20"})
    assert "建议的风险是“中”，与您定的不同，请写明理由。" in text_of(refused)
    chen.post(f"{HERE}/situation/issue", {"risk": "high", "differs_why": "闹过两次", "on": "2026-10-20"})
    page = text_of(chen.get(f"{HERE}/situation"))
    assert "柳树村情〔2026〕1号" in page and "闹过两次" in page


def test_a_clerk_writes_a_report_and_does_not_issue_it(clerk, here):
    answer = clerk.post(f"{HERE}/situation/write", {"economy": "果树八百亩。"})
    assert answer.headers["Location"] == f"{HERE}/situation"
    assert clerk.get(f"{HERE}/situation/issue").status_code == 403


def test_a_key_village_has_its_pennant_wherever_its_preparation_is_shown(signed_in, here):
    ren = signed_in(cast.person("ren"))
    assert 'class="cx-pennant"' not in ren.get(f"{HERE}/visits").text
    decided(here)
    for path in (f"{HERE}/visits", f"{HERE}/situation", NEW, "/preparation/visits"):
        assert 'class="cx-pennant"' in ren.get(path).text, path


def test_the_list_of_key_villages_says_what_each_lacks(signed_in, here):
    ren = signed_in(cast.person("ren"))
    assert "没有重点村" in text_of(ren.get("/preparation/key-villages"))
    decided(here)
    assert "还没有工作预案；公安和乡镇还没有会诊" in text_of(ren.get("/preparation/key-villages"))
