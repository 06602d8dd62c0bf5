"""The report on a village: assembled from visits, with a risk that is proposed and a risk that is decided."""

from datetime import date

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Division
from cunxuan.preparation.models import Situation
from cunxuan.preparation.situation_actions import issue_situation, write_situation
from cunxuan.preparation.situation_queries import first_words, proposal_for
from cunxuan.preparation.visits_actions import record_visits
from cunxuan.records.models import IssuedPaper, TrailEntry
from cunxuan.records.verification import verify
from preparation.visiting import AT, SAID, TODAY, WRITTEN, reported, visit, visited

pytestmark = pytest.mark.usefixtures("new_qinghe")


@pytest.fixture
def here():
    return Division.objects.get(pk=cast.LIUSHU)


def test_a_report_begins_with_what_was_said_and_with_nobodys_name(here):
    came = [visit(conflicts=SAID), visit("model", conflicts=SAID, team="开会少。", members="一人在外。")]
    record_visits(here, came, by="an", at=AT)
    words = first_words(here, TODAY)
    assert (words["conflicts"], words["cadres"]) == (SAID, "开会少。\n一人在外。")
    assert "薛改香" not in str(words)


def test_the_figures_of_the_last_report_stand_in_the_next(here):
    visited(here)
    reported(here, population=1300)
    assert first_words(here, TODAY)["population"] == 1300


def test_one_that_is_being_written_goes_on_as_the_same_version(here):
    first = write_situation(here, WRITTEN, by="an", at=AT)
    second = write_situation(here, WRITTEN | {"economy": "缺冷库。"}, by="chen", at=AT)
    assert (first.pk, second.version, second.economy) == (second.pk, 1, "缺冷库。")


def test_it_is_issued_with_a_number_and_the_reasons_of_the_proposal(here):
    visited(here)
    report = reported(here, reasons=["closed"], risk="medium")
    paper = IssuedPaper.objects.get()
    assert (paper.number, paper.form_id, paper.scope) == ("柳树村情〔2026〕1号", "O01", cast.LIULIN)
    assert (report.proposed, report.risk, report.because[0][0]) == (
        "medium",
        "medium",
        "有难点原因：村务不公开、管理混乱。",
    )


def test_a_risk_that_differs_needs_its_reason(here):
    visited(here)
    report = write_situation(here, WRITTEN, by="an", at=AT)
    with pytest.raises(Refusal, match="RISK_DIFFERS"):
        issue_situation(report, risk="high", differs_why=" ", on=TODAY, by="chen", at=AT)
    issue_situation(report, risk="high", differs_why="两个家族闹过两次。", on=TODAY, by="chen", at=AT)
    assert Situation.objects.get().differs_why == "两个家族闹过两次。"


def test_a_village_that_is_not_known_is_not_of_low_risk(here):
    report = write_situation(here, WRITTEN, by="an", at=AT)
    assert proposal_for(report, TODAY).risk == "medium"


def test_a_later_version_supersedes_the_earlier_one(here):
    visited(here)
    reported(here)
    reported(here, economy="冷库建成。")
    first, second = IssuedPaper.objects.order_by("pk")
    assert (second.supersedes, second.number) == (first, "柳树村情〔2026〕2号")
    assert verify().ok


def test_what_was_issued_is_not_issued_again(here):
    visited(here)
    report = reported(here)
    with pytest.raises(Refusal, match="SITUATION_ISSUED"):
        issue_situation(report, risk="low", differs_why="", on=date(2026, 10, 19), by="chen", at=AT)


def test_it_stands_in_the_townships_chain_and_not_in_the_villages(here):
    visited(here)
    reported(here)
    acts = TrailEntry.objects.filter(act__startswith="situation").values_list("scope", "act")
    assert list(acts) == [(cast.LIULIN, "situation_written"), (cast.LIULIN, "situation_issued")]
