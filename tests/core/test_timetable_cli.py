"""`cunxuan law timetable` for both elections, and for the earliest polling day."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cunxuan.cli.law import app
from cunxuan.core.errors import BadInput
from cunxuan.core.step_answers import timetable_from_json

NATIONAL = ("--pack", "CN@2026-01-01")
POLLING = ("--polling-day", "2026-12-20")


def timetable(*words: str, done: Any = None) -> Result:
    given = () if done is None else ("--done", "-")
    return CliRunner().invoke(app, ["timetable", *words, *given], input=json.dumps(done))


def steps(*words: str, done: Any = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(timetable(*words, "--json", done=done).stdout)
    return found


def test_the_committee_alone_unless_asked_otherwise() -> None:
    assert {step["election"] for step in steps(*NATIONAL, *POLLING)} == {"committee"}


def test_a_step_carries_all_its_reasons_and_where_its_day_comes_from() -> None:
    roll = next(
        step
        for step in steps(*NATIONAL, *POLLING, done={"roll_published": "2026-11-30"})
        if step["step"] == "roll_published"
    )
    assert [finding["reason"] for finding in roll["findings"]] == ["EXACTLY_20_DAYS", "LATER_THAN_RECOMMENDED"]
    assert roll["finding"] == roll["findings"][0]
    assert roll["why"].items() >= {"start": "2026-12-20", "days": -20, "pack": "CN@2026-01-01"}.items()
    assert roll["why"]["layer"] == "national"


def test_both_elections_stand_in_one_order_of_time() -> None:
    both = steps("--election", "both", *NATIONAL, *POLLING)
    assert [step["recommended"] for step in both] == sorted(step["recommended"] for step in both)
    assert next(step for step in both if step["step"] == "members_meeting")["recommended"] == "2026-11-14"
    assert sum(step["step"] == "review_completed" for step in both) == 2


def test_of_both_elections_the_steps_of_the_party_are_given_apart() -> None:
    done = {"review_completed": "2026-12-13", "party": {"review_completed": "2026-10-28"}}
    reviews = [
        (step["election"], step["done_on"])
        for step in steps("--election", "both", *NATIONAL, *POLLING, "--party-day", "2026-11-08", done=done)
        if step["step"] == "review_completed"
    ]
    assert reviews == [("party", "2026-10-28"), ("committee", "2026-12-13")]


def test_the_party_alone_needs_its_day_and_no_place() -> None:
    found = steps("--election", "party", "--party-day", "2026-11-08", done={"request_sent": "2026-10-09"})
    assert [step["step"] for step in found][:2] == ["request_sent", "reply_received"]
    assert found[0]["done_on"] == "2026-10-09"
    by_name = steps("--election", "party", "--party-day", "2026-11-08", "--pack", "PARTY@2020-07-13")
    assert len(by_name) == 12
    in_a_place = steps("--election", "party", "--party-day", "2026-11-08", "--division", "140824100200")
    assert by_name == in_a_place == steps("--election", "party", "--party-day", "2026-11-08", *NATIONAL)


def test_a_meeting_close_to_the_poll_warns_and_does_not_block() -> None:
    run = timetable("--election", "both", *NATIONAL, *POLLING, "--party-day", "2026-12-01", "--json")
    meeting = next(step for step in json.loads(run.stdout) if step["step"] == "members_meeting")
    assert meeting["finding"]["reason"] == "PARTY_CLOSE_TO_POLLING"
    assert run.exit_code == 0


def test_on_a_screen_every_reason_has_its_line() -> None:
    run = timetable(*NATIONAL, *POLLING, done={"roll_published": "2026-12-01"})
    assert run.exit_code == 1
    assert "选举日最早为 2026-12-21" in run.stdout.replace("\n", "")


def test_the_earliest_polling_day_is_said_with_what_binds() -> None:
    run = timetable("--earliest", "--today", "2026-12-01", *NATIONAL)
    assert run.exit_code == 0
    assert run.stdout.startswith("最早的合法选举日  2026-12-21  CN@2026-01-01\n“公布登记参加选举的村民名单”还没有办理")
    english = timetable("--earliest", "--today", "2026-12-01", *NATIONAL, "--lang", "en")
    assert english.stdout.startswith("Earliest lawful polling day  2026-12-21")
    found = json.loads(timetable("--earliest", "--today", "2026-12-01", "--division", "630000000000", "--json").stdout)
    assert (found["earliest"], found["lawful"], found["past_mending"]) == ("2026-12-21", True, [])
    assert [finding["reason"] for finding in found["binding"]] == ["NOT_DONE_YET"]
    assert [finding["reason"] for finding in found["findings"]] == ["PROVINCE_TEXT_NOT_HELD"]


def test_what_no_polling_day_mends_is_status_one() -> None:
    done = {"nomination_notice": "2026-11-20", "nomination_vote": "2026-11-19"}
    run = timetable("--earliest", "--today", "2026-12-01", *NATIONAL, "--json", done=done)
    assert run.exit_code == 1
    assert json.loads(run.stdout)["past_mending"][0]["reason"] == "OUT_OF_ORDER"


@pytest.mark.parametrize(
    ("words", "done", "sentence"),
    [
        (["--earliest", *NATIONAL], None, "--earliest 须同时给出 --today"),
        (
            ["--earliest", *NATIONAL, "--today", "2026-12-01", *POLLING],
            None,
            "--earliest 推算选举日，不能同时给出 --polling-day",
        ),
        (["--earliest", "--today", "2026-12-01"], None, "请给出 --pack"),
        ([*NATIONAL], None, "缺少“polling_day”"),
        (["--election", "party"], None, "请给出 party_day"),
        (["--election", "both", *POLLING], None, "请给出 --pack"),
        (["--pack", "PARTY@2020-07-13", *POLLING], None, "PARTY@2020-07-13 不是村民委员会选举的规则包"),
        ([*NATIONAL, *POLLING], {"party": {}}, "-：没有步骤“party”"),
        (
            ["--election", "party", "--party-day", "2026-11-08"],
            {"roll_published": "2026-11-01"},
            "-：没有步骤“roll_published”",
        ),
        (
            ["--election", "both", *NATIONAL, *POLLING],
            {"party": {"polling": "2026-11-01"}},
            "done: 应当是 request_sent",
        ),
        (["--election", "both", *NATIONAL, *POLLING], {"party": []}, "done.party: 应当是一个对象"),
    ],
)
def test_a_wrong_call_ends_in_one_sentence(words: list[str], done: Any, sentence: str) -> None:
    run = timetable(*words, done=done)
    assert run.exit_code == 2
    assert run.stderr.startswith(sentence)
    assert len(run.stderr.splitlines()) == 1


def test_a_document_may_name_the_party_only_where_both_are_asked_for() -> None:
    with pytest.raises(BadInput, match="只有 election 为 both"):
        timetable_from_json({"pack": "CN@2026-01-01", "polling_day": "2026-12-20", "done": {"party": {}}})
