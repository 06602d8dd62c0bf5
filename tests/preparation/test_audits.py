"""The audit of a term: every subject of the law's list, amounts, problems, the notice; what is wrong at its field."""

import json
from dataclasses import replace

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Division
from cunxuan.preparation.audit_actions import Subject, record_audit, take_back_audit
from cunxuan.preparation.audit_papers import subjects_in_order
from cunxuan.preparation.models import Audit, AuditProblem
from cunxuan.records.models import IssuedPaper, TrailEntry
from cunxuan.records.verification import verify
from preparation.auditing import AUDIT, AUDIT_NOTICE, PAGE, without
from rendering.reading import pdf_text
from village_pages import text_of, wrong


@pytest.fixture
def village(new_qinghe):
    return Division.objects.get(pk=cast.LIUSHU)


@pytest.fixture
def township(village, signed_in):
    return signed_in(cast.person("chen"))


def record(browser, **changes):
    return browser.post(f"{PAGE}/report", {**AUDIT, **changes})


def test_without_an_audit_the_page_says_what_comes_first(township):
    page = text_of(township.get(PAGE))
    assert "不能确定选举日" in page
    assert "还没有审计报告。" in page
    assert page.count("还没有") >= 4


def test_the_report_is_taken_in_with_its_five_subjects_in_fen(township, village):
    assert record(township).status_code == 302
    audit = Audit.objects.get(village=village)
    assert set(audit.subjects) == set(cast.SUBJECTS)
    assert [key for key, _ in subjects_in_order(audit)] == list(cast.SUBJECTS)
    assert audit.subjects["finances"] == {"text": "账实相符", "amount_fen": 128_643_050, "opinion": ""}
    assert audit.persons == [["段玉成", "主任"], ["宁涛", "副主任"]]
    problem = AuditProblem.objects.get()
    assert (problem.person, problem.amount_fen, problem.state) == ("宁涛", 86_000, "under_way")
    page = text_of(township.get(PAGE))
    assert "1,286,430.50" in page
    assert "维修费少一张发票" in page


@pytest.mark.parametrize(
    ("subject", "named"),
    [("finances", "本村财务收支"), ("debts", "本村债权债务"), ("village_funds", "本村资金管理使用")],
)
def test_an_audit_without_one_of_its_subjects_names_it_and_loses_nothing(township, subject, named):
    answer = record(township, **{f"{subject}-text": ""})
    assert answer.status_code == 400
    assert wrong(answer, f"{subject}-text") == f"“{named}”没有写。法定事项每一项都要有审计情况。"
    assert "维修费少一张发票" in answer.text
    assert 'value="1,286,430.50"' in answer.text
    assert not Audit.objects.exists()


@pytest.mark.parametrize("typed", ["12万", "abc", "-5", "1.234", "百元"])
def test_an_amount_with_letters_is_told_beside_its_field(township, typed):
    answer = record(township, **{"debts-amount": typed})
    assert wrong(answer, "debts-amount") == f"“{typed}”不是金额。只写数字，单位元，例如 12345.60。"
    assert f'value="{typed}"' in answer.text


def test_days_that_do_not_follow_each_other_are_told_beside_their_fields(township):
    answer = record(township, period_to="2021-11-30", reported_on="2027-01-01")
    assert wrong(answer, "period_to") == "审计期间的末日应在首日以后。"
    assert wrong(answer, "reported_on").startswith("2027 年 1 月 1 日还没有到")


def test_a_problem_says_what_is_to_be_done_and_an_amount_belongs_to_one(township):
    answer = record(township, **{"p1-to_do": "", "p2-amount": "5"})
    assert wrong(answer, "p1-to_do") == "请写怎样整改。"
    assert wrong(answer, "p2-matter") == "请写发现的问题。"


def test_another_line_for_a_problem_keeps_what_was_typed(township):
    answer = township.post(f"{PAGE}/report", {**AUDIT, "more": "1"})
    assert 'name="p3-matter"' in answer.text
    assert "柳林镇农经站、纪委审计组" in answer.text
    assert not Audit.objects.exists()


def test_an_id_number_is_not_written_there(township):
    answer = record(
        township, team=f"审计组 {cast.synthetic(cast.POLLING_DAY.replace(year=1970), 1, division=cast.COUNTY)}"
    )
    assert wrong(answer, "team") == "这里不写身份证号，请删去。"


def test_the_action_itself_refuses_an_audit_that_answers_four(village):
    four = {key: Subject("账实相符") for key in cast.SUBJECTS[1:]}
    with pytest.raises(Refusal) as refused:
        record_audit(village, replace(cast.AUDIT, subjects=four), by="chen", at=cast.AT)
    assert refused.value.code == "AUDIT_LACKS"
    assert "本村财务收支" in refused.value.text


def test_the_result_is_published_with_a_number_and_a_check_code(township, village):
    record(township)
    assert township.post(f"{PAGE}/report/publish", AUDIT_NOTICE).status_code == 302
    audit = Audit.objects.get()
    assert audit.notice.number == "审计公告第1号"
    text = pdf_text(township.get(f"/papers/{audit.notice.check_code}/pdf").content)
    assert "审计结果公告" in text
    assert "2026年10月21日以前提出" in text
    assert "宁涛" not in text  # what was wrong is published, not whose signature was missing


def test_a_notice_before_the_audit_ended_is_told_beside_its_day(township):
    record(township)
    answer = township.post(f"{PAGE}/report/publish", {**AUDIT_NOTICE, "on": "2026-10-11"})
    assert wrong(answer, "on") == "审计报告是 2026 年 10 月 12 日的，结果不能在它以前公告。"
    answer = township.post(f"{PAGE}/report/publish", {**AUDIT_NOTICE, "until": "2026-10-14"})
    assert wrong(answer, "until") == "异议截止应在公告日期以后。"
    assert not IssuedPaper.objects.exists()


def test_a_report_taken_back_leaves_its_reason_and_its_words_for_the_next(township, village):
    record(township)
    township.post(f"{PAGE}/report/publish", AUDIT_NOTICE)
    township.post(f"{PAGE}/report/back", {"why": "金额抄错一位"})
    page = township.get(PAGE)
    assert "撤回：金额抄错一位" in text_of(page)
    again = township.get(f"{PAGE}/report")
    assert "柳林镇农经站、纪委审计组" in again.text
    record(township)
    township.post(f"{PAGE}/report/publish", {**AUDIT_NOTICE, "on": "2026-10-15"})
    first, second = IssuedPaper.objects.filter(form_id="O05").order_by("pk")
    assert (second.number, second.supersedes_id) == ("审计公告第2号", first.pk)
    assert [entry.act for entry in TrailEntry.objects.filter(scope=village.pk).order_by("seq")][-5:] == [
        "audit_recorded",
        "audit_published",
        "audit_taken_back",
        "audit_recorded",
        "audit_published",
    ]
    assert verify().ok


def test_how_far_a_problem_is_put_right_is_recorded(township, village):
    record(township)
    problem = AuditProblem.objects.get()
    township.post(f"{PAGE}/problems/{problem.pk}", {"state": "settled"})
    problem.refresh_from_db()
    assert problem.state == "settled"
    last = TrailEntry.objects.filter(scope=village.pk).latest("seq")
    assert (last.act, json.loads(last.body)["facts"]) == ("audit_problem_moved", {"number": 1, "state": "settled"})


def test_two_reports_on_one_term_do_not_stand_beside_each_other(village):
    audit = record_audit(village, cast.AUDIT, by="chen", at=cast.AT)
    with pytest.raises(Refusal) as refused:
        record_audit(village, cast.AUDIT, by="chen", at=cast.AT)
    assert refused.value.code == "RECORDED_BEFORE"
    take_back_audit(audit, on=cast.DAYS["audit_evaluation"], why="重复", by="chen", at=cast.AT)
    record_audit(village, cast.AUDIT, by="chen", at=cast.AT)


def test_the_report_is_printed_as_it_was_taken_in(township):
    record(township)
    text = pdf_text(township.get(f"{PAGE}/report/paper/pdf").content)
    assert "任期和离任经济责任审计报告" in text
    assert "1,286,430.50" in text
    assert township.get(f"{PAGE}/report/paper/word").status_code == 200
    assert township.get(f"{PAGE}/report/paper/xlsx").status_code == 404


@pytest.mark.parametrize("who", ["ding", "an"])
def test_the_election_committee_reads_and_the_clerk_of_the_township_writes(village, signed_in, who):
    browser = signed_in(cast.person(who))
    assert browser.get(PAGE).status_code == 200
    assert record(browser).status_code == (302 if who == "an" else 403)


# The list of the county


def test_the_list_says_where_each_village_stands_and_goes_out_as_a_table(village, signed_in):
    cast.evaluated(village)
    county = signed_in(cast.person("ren"))
    page = text_of(county.get("/preparation/audits"))
    assert "4 村，两先一后已完成 1 村，由县放行 0 村" in page
    assert "待签确认单 1" in page
    only = text_of(county.get("/preparation/audits?show=signature"))
    assert "柳树村" in only
    assert "桃园村" not in only
    table = county.get("/preparation/audits?format=csv").content.decode("utf-8-sig")
    assert "柳林镇,柳树村,2026-10-12,2026-10-14,2026-10-23,2026-10-24,1," in table


def test_a_township_has_its_own_villages_in_the_list(township, village):
    page = text_of(township.get("/preparation/audits"))
    assert "柳树村" in page
    assert "柏庄村" not in page
    assert "没有这样的村。" in text_of(township.get("/preparation/audits?q=柏庄"))


def test_changed_forms_are_read_anew(township):
    assert township.post(f"{PAGE}/report", without(AUDIT, "period_to")).status_code == 400
