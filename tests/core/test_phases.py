"""The phases of a general election: what comes before the call, and what the timetable gives from then on."""

from __future__ import annotations

from datetime import date

import pytest

from cunxuan.core.law import rules_for
from cunxuan.core.phases import mobilised_on, phases_of

QINGHE = "130123"
POLLING = date(2026, 12, 13)


@pytest.fixture(scope="module")
def phases():
    return phases_of(rules_for(QINGHE, POLLING), POLLING)


def test_the_phases_follow_one_another_from_the_survey_to_the_archive(phases):
    assert [phase.zh for phase in phases][:3] == ["调查摸底", "审计和评议", "村党组织换届"]
    assert phases[-1].zh == "移交归档"
    assert all(phase.first <= phase.last for phase in phases)


def test_the_audit_rests_on_an_article_and_the_survey_on_none(phases):
    survey, audit, *_ = phases
    assert audit.basis.endswith("第四十条")
    assert audit.basis_en
    assert survey.basis == ""


def test_the_days_from_the_call_on_are_those_of_the_timetable(phases):
    lists = next(phase for phase in phases if phase.zh == "登记和公布名单")
    assert "公布登记参加选举的村民名单（最迟11月23日）" in lists.text_zh
    assert "(by 2026-11-23 at the latest)" in lists.text_en


def test_a_step_without_a_day_of_the_law_has_only_the_advised_one(phases):
    committee = next(phase for phase in phases if phase.zh == "推选选举委员会")
    assert "最迟" not in committee.text_zh
    assert committee.basis == ""


def test_the_mobilisation_is_no_later_than_the_day_on_which_polling_day_is_fixed():
    assert mobilised_on(rules_for(QINGHE, POLLING), POLLING) == date(2026, 11, 3)
