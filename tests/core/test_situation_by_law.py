"""How difficult a village may become: what the program proposes, and why."""

import pytest

from cunxuan.core.situation import CLARITIES, GRAVE, REASONS, RISKS, VISIT_KINDS, Known, proposed_risk


def test_there_are_five_visits_five_clarities_and_fourteen_reasons():
    assert (len(VISIT_KINDS), len(CLARITIES), len(REASONS), len(RISKS)) == (5, 5, 14, 3)


def test_a_village_that_is_known_and_has_no_reason_is_of_low_risk():
    found = proposed_risk(Known())
    assert (found.risk, found.words) == ("low", ("低", "low"))
    assert found.because[0][0] == "五类人都已走访，五项都已摸清，没有难点原因。"


@pytest.mark.parametrize("reason", GRAVE)
def test_one_grave_reason_alone_makes_it_high(reason):
    found = proposed_risk(Known(reasons=(reason,)))
    assert found.risk == "high"
    assert found.because[0] == (
        f"“{REASONS[reason][0]}”，单独一条即列为高。",
        f"“{REASONS[reason][1]}” alone makes it high.",
    )


@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason not in GRAVE])
def test_any_other_reason_alone_makes_it_medium(reason):
    assert proposed_risk(Known(reasons=(reason,))).risk == "medium"


@pytest.mark.parametrize(
    ("reasons", "risk"), [(("weak", "tense"), "medium"), (("weak", "tense", "closed"), "high"), ((), "low")]
)
def test_three_reasons_together_make_it_high(reasons, risk):
    assert proposed_risk(Known(reasons=reasons)).risk == risk


def test_who_was_not_visited_keeps_it_from_being_low():
    found = proposed_risk(Known(kinds_missing=("seldom", "dissent")))
    assert found.risk == "medium"
    assert found.because[0][0] == "还没有走访：对班子或成员有意见的人、平时接触少的人。"


def test_what_was_not_found_out_and_what_the_audit_found_keep_it_from_being_low():
    found = proposed_risk(Known(clarities_missing=("conflicts",), audit_problems=2))
    assert found.risk == "medium"
    assert [zh for zh, _ in found.because] == ["还没有摸清：矛盾成因。", "审计查出问题 2 个。"]


def test_a_high_risk_names_only_what_makes_it_high():
    found = proposed_risk(Known(reasons=("clans", "weak"), kinds_missing=("seldom",)))
    assert [zh for zh, _ in found.because] == ["“宗族派性严重”，单独一条即列为高。"]
