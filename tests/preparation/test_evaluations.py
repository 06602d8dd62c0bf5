"""The evaluation of the officials: three counts that fit the meeting, a conclusion, what follows from two failures."""

from datetime import date

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Division
from cunxuan.preparation.audit_actions import Judged, NewEvaluation, record_evaluation, take_back_evaluation
from cunxuan.preparation.audit_queries import consequences_of
from cunxuan.preparation.models import Evaluation
from cunxuan.records.models import IssuedPaper
from preparation.auditing import EVALUATION, NOTICE, PAGE
from rendering.reading import pdf_text, word_text
from village_pages import text_of, wrong


@pytest.fixture
def village(new_qinghe):
    return Division.objects.get(pk=cast.LIUSHU)


@pytest.fixture
def township(village, signed_in):
    return signed_in(cast.person("chen"))


def record(browser, **changes):
    return browser.post(f"{PAGE}/evaluation", {**EVALUATION, **changes})


def unfit(village, on: date, before: bool = False, name: str = "史明") -> Evaluation:
    one = Judged(name=name, post="委员", fit=2, basically_fit=3, unfit=25, grade="unfit", unfit_before=before)
    new = NewEvaluation(held_on=on, meeting="villagers_assembly", by_supervision=True, present=30, people=[one])
    return record_evaluation(village, new, by="chen", at=cast.AT)


def codes(evaluation: Evaluation) -> list[str]:
    return [finding.reason for finding in consequences_of(evaluation)]


def test_an_evaluation_is_taken_in_and_shown_with_its_counts(township, village):
    assert record(township).status_code == 302
    evaluation = Evaluation.objects.get(village=village)
    assert [(one.name, one.votes, one.grade) for one in evaluation.people.all()] == [
        ("段玉成", 32, "fit"),
        ("宁涛", 31, "unfit"),
    ]
    assert "到会 32 人" in text_of(township.get(PAGE))


def test_counts_that_do_not_add_up_are_told_at_the_person(township):
    answer = record(township, **{"p2-unfit": "25"})
    assert answer.status_code == 400
    assert wrong(answer, "p2-unfit") == "宁涛的三项合计 36，到会 32 人，多 4。请核对评议表。"
    assert 'value="段玉成"' in answer.text
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"p1-fit": "二十"}, "p1-fit", "请填 0 或正整数。"),
        ({"p1-fit": ""}, "p1-fit", "请填 0 或正整数。"),
        ({"p1-grade": ""}, "p1-grade", "请选评议结果。"),
        ({"p1-post": ""}, "p1-post", "请写职务。"),
        ({"p1-name": ""}, "p1-name", "请写姓名。"),
        ({"present": "0"}, "present", "到会人数应大于 0。"),
        ({"held_on": "2026-10-21"}, "held_on", "2026 年 10 月 21 日还没有到，今天是 2026 年 10 月 20 日。"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(township, changed, field, said):
    assert wrong(record(township, **changed), field).startswith(said)


def test_somebody_at_least_is_evaluated(township):
    nobody = {f"p{line}-{key}": "" for line in (1, 2) for key in ("name", "post", "fit", "basically_fit", "unfit")}
    assert wrong(record(township, **nobody), "p1-name") == "请至少写一名被评议的村干部。"


def test_the_action_itself_refuses_more_answers_than_people(village):
    one = Judged(name="史明", post="委员", fit=20, basically_fit=10, unfit=3, grade="fit")
    new = NewEvaluation(
        held_on=date(2026, 10, 1), meeting="villagers_assembly", by_supervision=True, present=30, people=[one]
    )
    with pytest.raises(Refusal) as refused:
        record_evaluation(village, new, by="chen", at=cast.AT)
    assert refused.value.code == "MORE_ANSWERS_THAN_PEOPLE"


def test_one_failure_is_told_and_ends_nothing(village):
    assert codes(unfit(village, date(2026, 10, 1))) == ["EVALUATION_FAILED_BEFORE"]


def test_two_failures_in_a_row_end_the_post(village):
    unfit(village, date(2025, 9, 1))
    assert codes(unfit(village, date(2026, 10, 1))) == ["POST_ENDED_BY_EVALUATION"]


def test_a_failure_that_is_on_paper_only_counts_where_it_is_said(village):
    assert codes(unfit(village, date(2026, 10, 1), before=True)) == ["POST_ENDED_BY_EVALUATION"]


def test_an_evaluation_that_was_taken_back_counts_for_nobody(village):
    wrong_one = unfit(village, date(2025, 9, 1))
    take_back_evaluation(wrong_one, on=date(2026, 1, 5), why="别村的", by="chen", at=cast.AT)
    assert codes(unfit(village, date(2026, 10, 1))) == ["EVALUATION_FAILED_BEFORE"]


def test_who_was_fit_in_between_begins_anew(village):
    unfit(village, date(2024, 9, 1))
    record_evaluation(village, fit_on(date(2025, 9, 1)), by="chen", at=cast.AT)
    assert codes(unfit(village, date(2026, 10, 1))) == ["EVALUATION_FAILED_BEFORE"]


def fit_on(day: date) -> NewEvaluation:
    one = Judged(name="史明", post="委员", fit=25, basically_fit=3, unfit=2, grade="fit")
    return NewEvaluation(held_on=day, meeting="villagers_assembly", by_supervision=True, present=30, people=[one])


def test_somebody_else_in_the_chair_is_told(township, village):
    record(township, by_supervision="no")
    assert "民主评议应当由村务监督机构主持。" in text_of(township.get(PAGE))


def test_the_result_is_published_with_what_follows_from_it(township, village):
    unfit(village, date(2025, 9, 1), name="宁涛")
    record(township)
    township.post(f"{PAGE}/evaluation/publish", NOTICE)
    paper = IssuedPaper.objects.get(form_id="O07")
    assert paper.number == "评议公告第1号"
    text = pdf_text(township.get(f"/papers/{paper.check_code}/pdf").content)
    assert "民主评议结果公告" in text
    assert "连续2次不称职" in text.replace(" ", "")
    assert "柳树村村务监督委员会" in text


def test_a_notice_before_the_evaluation_is_told_beside_its_day(township):
    record(township)
    answer = township.post(f"{PAGE}/evaluation/publish", {**NOTICE, "on": "2026-10-19"})
    assert wrong(answer, "on") == "民主评议在 2026 年 10 月 20 日，结果不能在它以前公告。"


def test_the_sheet_for_the_meeting_has_the_names_of_those_whose_accounts_were_audited(township, village):
    cast.audited(village)
    assert "段玉成" in pdf_text(township.get(f"{PAGE}/evaluation/paper/pdf").content)
    assert "不写自己的姓名" in word_text(township.get(f"{PAGE}/evaluation/paper/word").content)
