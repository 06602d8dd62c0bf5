"""What was done on a village, in plain words: who, when, what; never a figure of the count."""

import ast
import re
from pathlib import Path

import pytest

import cast
import cunxuan
from cunxuan.records.models import TrailEntry
from cunxuan.reporting.village_trail import SAID, TOO_FINE, last_acts, told
from duties import in_charge
from village_pages import text_of

PAGE = f"/v/{cast.LIUSHU}/trail"


@pytest.fixture
def township(chen, signed_in):
    return signed_in(chen)


@pytest.fixture
def decided(liushu):
    """From the audit to the archive."""
    cast.at_stage(liushu, "archive_by")
    return liushu


def test_the_last_act_comes_first_with_the_name_of_who_did_it(liushu, township):
    cast.at_stage(liushu, "committee_chosen")
    page = text_of(township.get(PAGE))
    assert page.index("丁 记录“推选村民选举委员会”，11 月 8 日办") < page.index("陈 确定选举日 12 月 16 日")


@pytest.mark.parametrize("command", ["cli", "demo"])
def test_what_a_command_brought_in_was_done_on_the_server(liushu, township, command):
    cast.add_residents(liushu, cast.residents(3), by=command, at=cast.AT)
    assert "服务器 导入居民 3 人" in text_of(township.get(PAGE))


def test_every_act_that_the_program_writes_on_a_village_has_its_words():
    elsewhere = {*OF_THE_COUNTY, *OF_THE_TOWNSHIP, *OF_DUTIES, *OF_THE_ROTA, *OF_THE_OVERSIGHT, *OF_CASES}
    written = {act for act in acts_in_the_source() if not act.startswith("case_")}
    assert written - {*TOO_FINE, *elsewhere} == SAID.keys()


OF_THE_COUNTY = ("divisions_added", "general_election_opened")
#: Groups and workbooks of the county and of townships.
OF_DUTIES = (
    *("group_set_up", "group_joined", "group_left", "group_ended"),
    *("duty_file_received", "duty_file_agreed", "duty_file_taken", "duty_file_put_away"),
)
#: The rota of a county or township.
OF_THE_ROTA = ("receptions_planned", "reception_changed", "reception_called_off")
#: Meetings, reports of inspections and daily reports of the county and of townships.
OF_THE_OVERSIGHT = (
    *("meeting_called", "meeting_item_added", "meeting_item_written", "minutes_issued", "meeting_called_off"),
    *("inspection_report_issued", "figure_watched", "figure_no_longer_watched"),
    *("daily_report_sent", "daily_report_approved", "daily_report_returned"),
)
#: Complaints (`case_…`), violations and who knows of them stand in a chain that no page shows.
OF_CASES = (
    *("officer_named", "officer_relieved"),
    *("violation_recorded", "evidence_added", "violation_disposed", "disposal_taken_back"),
)
#: What a village's own committee does not read stands in the township's chain.
OF_THE_TOWNSHIP = (
    "situation_written",
    "situation_issued",
    "key_village_proposed",
    "key_village_withdrawn",
    "key_village_decided",
    "key_village_planned",
    "key_village_consulted",
    "key_village_consultation_taken_back",
    "key_village_ended",
)


def acts_in_the_source() -> set[str]:
    """The name of every act that some module gives to the trail."""
    package = Path(cunxuan.__file__).parent
    files = (*package.glob("*/*actions.py"), *package.glob("*/migrations/*.py"))
    return {act for file in files for act in acts_given(ast.parse(file.read_text("utf-8")))}


def acts_given(module: ast.Module) -> set[str]:
    """Its acts; where its `record` puts a word before each (`task_…`), with that word."""
    calls = [
        (call.func.id, call.args[1])
        for call in ast.walk(module)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and len(call.args) > 1
    ]
    either = [(name, one) for name, act in calls if isinstance(act, ast.IfExp) for one in (act.body, act.orelse)]
    named = [(name, act.value) for name, act in (*calls, *either) if isinstance(act, ast.Constant)]
    before = "".join(act.values[0].value for name, act in calls if name == "trail" and isinstance(act, ast.JoinedStr))
    return {before + act if name == "record" else act for name, act in named if name in ("trail", "record")}


def test_no_figure_of_the_count_is_told(liushu, an, bai):
    sheet = cast.sheet_of(liushu)
    cast.entered(sheet, an, "段玉成 63")
    cast.entered(cast.fresh(sheet), bai, "段玉成 57")
    said = " ".join(act.zh + act.en for act in last_acts(liushu, 4))
    assert "中心会场第二次录入完成，两次不一致" in said
    assert not re.search("63|57", said)


def test_a_difference_is_told_from_the_entries_to_the_correction(liushu, an, bai, chen):
    sheet = cast.sheet_of(liushu)
    cast.entered(sheet, an)
    differing = cast.entered(cast.fresh(sheet), bai, "段玉成 20")
    paper = {key: cast.sheet_figures(sheet)[key] for key in differing.differing}
    cast.count.resolve_sheet(differing, paper, by=chen, at=cast.AT)
    cast.count.correct_entry(cast.fresh(sheet), paper, by=bai, at=cast.AT)
    assert [f"{act.by} {act.zh}" for act in reversed(last_acts(liushu, 3))] == [
        "白 中心会场第二次录入完成，两次不一致",
        f"陈 对照中心会场纸面看 {len(paper)} 栏，退回录入人",
        f"白 对照纸面再看中心会场的 {len(paper)} 栏",
    ]


def test_both_languages_tell_the_same_acts(decided):
    acts = told(decided, TrailEntry.objects.filter(scope=decided.pk).exclude(act__in=TOO_FINE))
    assert all(act.zh and act.en and act.zh != act.en for act in acts)


def test_places_are_named_as_people_know_them(shiqiao, township):
    cast.at_stage(shiqiao, "polling")
    assert "丁 东庄投票站关箱" in text_of(township.get(f"/v/{cast.SHIQIAO}/trail"))


def test_the_whole_trail_has_pages(decided, township):
    acts = TrailEntry.objects.filter(scope=decided.pk).exclude(act__in=TOO_FINE).count()
    first = TrailEntry.objects.filter(scope=decided.pk).first()
    for number in range(60 - acts):
        in_charge(decided, f"包村人{number}")
    assert first.act == "account_opened"
    assert "开通账号：丁" not in text_of(township.get(PAGE))
    assert "开通账号：丁" in text_of(township.get(f"{PAGE}?page=2"))
