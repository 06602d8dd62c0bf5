"""Why a published roll changes: 四增四减, corrections, runoffs, and elections put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cunxuan.core.law import rules_for, rules_of_pack
from cunxuan.core.people.roll_changes import CORRECTIONS, GAINS, LOSSES, RollChange, publishes_again, roll_change

E = date(2026, 12, 13)
CN = rules_of_pack("CN@2026-01-01")
SC = rules_of_pack("SC@2026-01-01")
BEFORE_GUIDANCE = rules_for("140824100200", date(2012, 1, 1))
DIED = RollChange("died", on=date(2026, 12, 1), evidence="死亡证明", published_on=date(2026, 12, 1))


@pytest.mark.parametrize(("reason", "registered"), [(reason, 101) for reason in GAINS] + [(one, 99) for one in LOSSES])
def test_the_roll_gains_and_loses_for_the_reasons_of_practice(reason: str, registered: int) -> None:
    answer = roll_change(CN, replace(DIED, reason=reason), E, registered=100)
    assert answer.ok
    assert answer.follows["registered"] == registered
    assert not answer.findings[0].confirmed
    assert answer.findings[0].basis == "村民委员会选举规程 三、登记参加选举的村民"


@pytest.mark.parametrize("reason", CORRECTIONS)
def test_the_law_itself_corrects_the_roll(reason: str) -> None:
    answer = roll_change(BEFORE_GUIDANCE, replace(DIED, reason=reason), E)
    assert answer.ok
    assert answer.findings[0].confirmed
    assert "registered" not in answer.follows


def test_a_reason_that_no_text_in_force_names_changes_nothing() -> None:
    answer = roll_change(BEFORE_GUIDANCE, DIED, E, registered=100)
    assert (answer.code, answer.follows["delta"], answer.follows["registered"]) == ("REASON_NOT_PROVIDED", 0, 100)


def test_on_polling_day_the_roll_may_still_change_and_the_day_after_not() -> None:
    assert roll_change(CN, replace(DIED, on=E), E).ok
    assert roll_change(CN, replace(DIED, on=date(2026, 12, 14)), E).code == "AFTER_THE_VOTE"


def test_a_change_is_proved_published_and_carried_into_every_paper() -> None:
    bare = replace(DIED, evidence="", published_on=None, frozen=True)
    answer = roll_change(CN, bare, E)
    assert answer.ok
    assert {one.reason for one in answer.findings} == {
        "ROLL_LOSES",
        "CHANGE_WITHOUT_PROOF",
        "CHANGE_NOT_PUBLISHED",
        "CHANGES_A_FROZEN_ROLL",
    }
    assert answer.follows["publish"] is True


def test_nobody_is_added_for_a_runoff() -> None:
    runoff = replace(DIED, round="runoff")
    assert roll_change(SC, replace(runoff, reason="moved_in"), E).code == "NO_NEW_REGISTRATION"
    assert roll_change(SC, runoff, E).code == "STRUCK_OFF_BEFORE_RUNOFF"
    assert roll_change(SC, replace(runoff, reason="moved_in", round="rerun"), E).ok
    assert roll_change(BEFORE_GUIDANCE, replace(runoff, reason="registered_elsewhere"), E).code == "RUNOFF_LAW_SILENT"


@pytest.mark.parametrize(
    ("to", "code", "again"),
    [(date(2027, 1, 12), "ROLL_STANDS", False), (date(2027, 1, 13), "ROLL_PUBLISHED_AGAIN", True)],
)
def test_in_sichuan_more_than_thirty_days_bring_the_roll_out_again(to: date, code: str, again: bool) -> None:
    answer = publishes_again(SC, E, to)
    assert (answer.code, answer.follows["publish_again"]) == (code, again)


def test_elsewhere_the_law_is_silent_on_it() -> None:
    answer = publishes_again(CN, E, date(2027, 3, 1))
    assert (answer.code, answer.follows["publish_again"]) == ("POSTPONED_LAW_SILENT", False)
