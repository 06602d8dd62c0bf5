"""The checks on a count: each holds, fails and waits as it should, and says why."""

from fractions import Fraction

import pytest

from core.count_sheets import BOXES, CHAIR, CONTESTS, FIGURES, SHEET, figures, outcome, outcomes, statuses
from cunxuan.core.count import SheetContest, sheet_definition, sum_sheets
from cunxuan.core.count_checks import (
    CATALOGUE,
    Severity,
    SheetContext,
    Status,
    StillNeeded,
    Winner,
    check_sheet,
    still_needed,
)
from cunxuan.core.count_outcomes import in_words

HOLDS, STOPS, EXPLAIN, VOID, WAITING, INACTIVE = Status

ONE_OF_SEVERAL = SheetContext(whole_round=False)
CENTRE = SheetContext(
    roll_count=1204,
    roll_version=3,
    printed_definition=SHEET.digest,
    differing=(),
    winners=(Winner("段玉成", 561),),
    last_turnout=Fraction(3, 4),
    photographs=("3b90",),
)


# One check after the other: (code, changed figures) -> how it stands

FAILS = [
    ("Q04", {"issued": 1205}, STOPS),
    ("Q05", {"proxy": 1012}, STOPS),
    ("Q06", {"unused": 243}, STOPS),
    ("Q07", {"returned": 1012}, VOID),
    ("Q08", {"returned": 1010}, EXPLAIN),
    ("Q09", {"box_m1": 86}, STOPS),
    ("Q10", {"rejected": 16}, STOPS),
    ("Q17", {"returned": 602}, VOID),
    ("Q23", {"rejected": 51}, EXPLAIN),
    ("Q24", {"returned": 1180}, EXPLAIN),
    ("Q26", {"box_m1": 200}, EXPLAIN),
]

AT_THE_EDGE = [
    ("Q04", {"issued": 1204}),
    ("Q05", {"proxy": 1011}),
    ("Q07", {"returned": 1011}),
    ("Q08", {"returned": 1011}),
    ("Q17", {"returned": 603}),
    ("Q23", {"rejected": 50}),
    ("Q24", {"returned": 1179}),
    ("Q26", {"box_m1": 167}),  # 221 of 1,105
]


@pytest.mark.parametrize(("code", "changed", "status"), FAILS, ids=[code for code, *_ in FAILS])
def test_a_figure_beyond_the_edge_fails(code, changed, status):
    assert statuses(code, **changed) == [status]


@pytest.mark.parametrize(("code", "changed"), AT_THE_EDGE, ids=[code for code, _ in AT_THE_EDGE])
def test_a_figure_at_the_edge_holds(code, changed):
    assert statuses(code, **changed) == [HOLDS]


@pytest.mark.parametrize(("code", "changed", "_"), FAILS, ids=[code for code, *_ in FAILS])
def test_a_check_waits_while_one_of_its_squares_is_empty(code, changed, _):
    assert statuses(code, **dict.fromkeys(changed)) == [WAITING]


def test_where_everything_agrees_nothing_is_left_to_do_but_to_explain_what_did_not_come_back():
    said = check_sheet(SHEET, FIGURES, CENTRE)
    assert [one.code for one in said if one.status not in (HOLDS, INACTIVE)] == ["Q08"]


def test_every_code_speaks_once_and_a_check_on_posts_once_for_each_post():
    codes = [one.code for one in check_sheet(SHEET, FIGURES, CENTRE)]
    assert codes == sorted(codes)
    assert set(codes) == set(CATALOGUE)
    assert {code for code in codes if codes.count(code) == 3} == {"Q11", "Q12", "Q13", "Q31"}


# Sentences


def test_a_sentence_gives_both_sides_and_the_difference_and_sends_back_to_the_paper():
    said = outcome("Q06", unused=240)
    assert said.text_zh == "发出、换发、剩余合计 1,258，印制写的是 1,260，少 2。请再看纸面。"
    assert said.text_en == (
        "Issued, spoiled and left over add up to 1,258; printed says 1,260: 2 too few. Please look at the paper again."
    )
    assert said.numbers["left"] - said.numbers["right"] == -2


def test_a_difference_divisible_by_nine_points_to_swapped_digits():
    said = outcome("Q09", box_m1=86)
    assert said.text_zh == (
        "三箱合计 1,024，收回写的是 1,006，多 18。18 能被 9 除尽，常见于两位数字写颠倒。请再看纸面。"
    )
    assert "18 is divisible by 9" in said.text_en


def test_another_difference_does_not():
    assert "除尽" not in outcome("Q09", box_m1=78).text_zh


def test_two_boxes_are_liang():
    two = sheet_definition(BOXES[:2], CONTESTS)
    (said,) = outcomes("Q09", definition=two)
    assert said.text_zh.startswith("两箱合计 952，")


def test_a_check_that_waits_names_the_empty_squares_and_no_figure():
    said = outcome("Q09", box_m1=None, returned=None)
    assert said.text_zh == "填完第 8、10 栏再核对：各票箱合计 = 收回。"
    assert said.numbers == {}


def test_no_sentence_says_what_an_empty_square_should_hold():
    for missing in SHEET.keys:
        values = {**FIGURES, missing: None}
        wanted = f"{FIGURES[missing]:,}"
        about = [one for one in check_sheet(SHEET, values, CENTRE) if missing in one.fields]
        assert about
        assert not [one for one in about if wanted in one.text_zh and one.status is WAITING and one.code != "Q01"]


def test_a_check_that_holds_shows_its_sum():
    assert outcome("Q05").text_zh == "本人 926 + 委托 85 = 1,011"
    assert outcome("Q06").text_zh == "1,011 + 7 + 242 = 1,260，与印制相等"
    assert outcome("Q10").text_zh == "991 + 15 = 1,006"


def test_every_outcome_has_words_in_both_languages_and_a_basis():
    for values in ({}, FIGURES, figures(returned=1300, valid=1)):
        for one in check_sheet(SHEET, values, CENTRE):
            assert one.text_zh, one.code
            assert one.text_en, one.code
            assert one.basis, one.code
            assert "{" not in one.text_zh + one.text_en


def test_turnout_cites_the_article_as_the_law_in_force_numbers_it():
    old = SheetContext(article=("村民委员会组织法 第十五条", "Organic Law, art. 15"))
    assert outcome("Q17", old).basis == "村民委员会组织法 第十五条"
    assert outcome("Q17").basis == "村民委员会组织法 第十八条"


def test_numbers_of_squares_are_said_in_runs():
    assert in_words((3, 5, 6, 16, 17, 18, 27)) == "3、5、6、16 至 18、27"
    assert in_words((1, 2, 3), "en") == "1 to 3"


# Fields, roll, entries


def test_empty_squares_are_counted_and_named():
    said = outcome("Q01", unused=None, member_c1=None, member_c2=None, member_c3=None)
    assert (said.status, said.text_zh) == (WAITING, "还有 4 栏没有填：第 6、21 至 23 栏。")


def test_registered_is_compared_with_the_roll_of_the_place():
    assert outcome("Q03", CENTRE).text_zh == "与第 3 版名单一致。"
    said = outcome("Q03", SheetContext(roll_count=1240))
    assert (said.status, said.text_zh) == (
        STOPS,
        "登记写的是 1,204，名单是 1,240 人，少 36。36 能被 9 除尽，常见于两位数字写颠倒。请再看纸面。",
    )


def test_registered_waits_for_the_roll_and_for_its_square():
    assert statuses("Q03") == statuses("Q03", CENTRE, registered=None) == [WAITING]


def test_entries_that_differ_stop_and_name_the_squares():
    said = outcome("Q02", SheetContext(differing=("member.c2", "member.blank")))
    assert (said.status, said.text_zh) == (STOPS, "两次录入有 2 栏不一致：第 22、26 栏。由第三人对照纸面裁定。")


def test_nothing_is_said_of_two_entries_before_the_second():
    assert statuses("Q02") == [WAITING]


# Posts


def test_votes_of_a_post_exceed_the_places_on_the_ballots():
    assert statuses("Q11", member_c1=1248) == [HOLDS, HOLDS, STOPS]


def test_too_many_votes_are_told_before_the_post_is_filled():
    assert statuses("Q11", chair_c1=991, chair_c2=1, chair_blank=None, chair_write_in=None)[0] is STOPS


def test_votes_not_yet_too_many_wait_for_the_rest():
    assert statuses("Q11", chair_c2=None)[0] is WAITING


def test_votes_wait_for_the_valid_ballots():
    assert statuses("Q11", valid=None) == statuses("Q12", valid=None) == [WAITING] * 3


def test_nobody_has_more_votes_than_there_are_valid_ballots():
    said = outcomes("Q12", member_c2=992)[2]
    assert (said.status, said.text_zh) == (STOPS, "委员李保全 992 票，有效票 991 张，多 1。请再看纸面。")


def test_nor_has_anybody_written_in():
    values = {**FIGURES, "member.write_in:方": 992}
    (_, _, member) = [one for one in check_sheet(SHEET, values, SheetContext()) if one.code == "Q12"]
    assert member.status is STOPS


def test_a_candidate_whose_square_is_empty_is_waited_for():
    assert statuses("Q12", chair_c1=None)[0] is WAITING


def test_a_post_without_candidates_is_counted_by_its_write_ins():
    open_sheet = sheet_definition(BOXES, (SheetContest("chair", 1, ()),))
    values = {**FIGURES, "chair.write_in": 974}
    said = {one.code: one.status for one in check_sheet(open_sheet, values, SheetContext())}
    assert (said["Q12"], said["Q13"], said["Q31"]) == (HOLDS, HOLDS, STOPS)


def test_votes_write_ins_and_blanks_fill_every_place_on_the_ballots():
    said = outcomes("Q13", member_blank=436)[2]
    assert (said.status, said.text_zh) == (
        STOPS,
        "委员各栏合计 2,974，有效票 991 × 3 席 = 2,973，多 1。请再看纸面。",
    )


def test_against_takes_a_place_too():
    contest = SheetContest("chair", 1, CHAIR.candidates, has_against=True)
    sheet = sheet_definition(BOXES, (contest,))
    values = {**FIGURES, "chair.against": 10, "chair.blank": 7}
    (said,) = [one for one in check_sheet(sheet, values, SheetContext()) if one.code == "Q13"]
    assert said.status is HOLDS


def test_the_names_written_in_add_up_to_the_write_ins():
    assert statuses("Q31") == [HOLDS] * 3
    said = outcomes("Q31", chair_write_in=12)[0]
    assert (said.status, said.text_zh) == (
        STOPS,
        "主任另选他人各姓名合计 11，另选他人写的是 12，少 1。请再看纸面。",
    )


def test_names_wait_for_the_square_of_write_ins():
    assert statuses("Q31", chair_write_in=None)[0] is WAITING


# The whole round


@pytest.mark.parametrize("code", ["Q17", "Q18", "Q19", "Q24", "Q26"])
def test_what_only_a_whole_round_can_tell_waits_at_one_of_several_places(code):
    context = SheetContext(whole_round=False, round_kind="runoff" if code == "Q19" else "first", winners=())
    said = outcome(code, context)
    assert (said.status, said.text_zh) == (WAITING, "等各投票点的计票单都核对一致。")


def test_the_sum_of_all_places_is_checked_as_one_sheet():
    total = sum_sheets([(SHEET, FIGURES), (SHEET, FIGURES)])
    said = check_sheet(total.definition, total.values, SheetContext(roll_count=2408))
    assert {one.code for one in said if one.status in (STOPS, VOID)} == set()


def test_too_few_took_part_is_said_with_what_follows():
    said = outcome("Q17", returned=602)
    assert said.text_zh == "登记 1,204 人，参加投票 602 人，未过半数，须重新选举。"


def test_too_few_took_part_and_yet_somebody_is_named_elected():
    said = outcome("Q17", SheetContext(winners=(Winner("段玉成", 561),)), returned=602)
    assert (said.status, said.text_zh) == (
        STOPS,
        "登记 1,204 人，参加投票 602 人，未过半数，却写了当选人段玉成。",
    )


def test_turnout_is_not_asked_where_the_law_does_not_ask_it():
    assert statuses("Q17", SheetContext(turnout_required=False), returned=602) == [INACTIVE]


def test_where_the_law_counts_voters_turnout_is_theirs():
    assert statuses("Q17", SheetContext(participants=602)) == [VOID]


@pytest.mark.parametrize(("votes", "status"), [(504, HOLDS), (503, STOPS)])
def test_in_a_first_vote_more_than_half_elects(votes, status):
    assert statuses("Q18", SheetContext(winners=(Winner("段玉成", 900), Winner("宁涛", votes)))) == [status]


def test_whoever_is_named_elected_without_a_majority_is_named():
    said = outcome("Q18", SheetContext(winners=(Winner("宁涛", 503),)))
    assert said.text_zh == "宁涛 503 票，未过参加投票 1,006 人的半数，却写了当选。请再看纸面。"


@pytest.mark.parametrize(("votes", "status"), [(336, HOLDS), (335, STOPS)])
def test_in_a_runoff_a_third_is_enough(votes, status):
    assert statuses("Q19", SheetContext(round_kind="runoff", winners=(Winner("宁涛", votes),))) == [status]


def test_a_third_exactly_is_enough():
    assert statuses("Q19", SheetContext(round_kind="runoff", winners=(Winner("宁涛", 335),)), returned=1005) == [HOLDS]


def test_the_two_majorities_are_never_asked_of_the_same_round():
    runoff = SheetContext(round_kind="runoff", winners=())
    assert (statuses("Q18", runoff), statuses("Q19", runoff)) == ([INACTIVE], [HOLDS])
    assert (statuses("Q18", CENTRE), statuses("Q19", CENTRE)) == ([HOLDS], [INACTIVE])


def test_before_the_determination_nobody_is_named_elected():
    assert statuses("Q18") == statuses("Q18", CENTRE, returned=None) == [WAITING]


def test_a_turnout_far_above_last_terms_is_explained():
    said = outcome("Q24", SheetContext(last_turnout=Fraction(1, 2)))
    assert (said.status, said.numbers["left"]) == (EXPLAIN, 1006)
    assert "比上届的 50.00% 高出 25 个百分点以上" in said.text_zh


def test_exactly_twenty_five_points_more_is_not_far():
    assert statuses("Q24", SheetContext(last_turnout=Fraction(1006, 1204) - Fraction(1, 4))) == [HOLDS]


def test_ballots_that_did_not_come_back_are_not_asked_for_where_too_many_did():
    assert statuses("Q08", returned=1012) == [INACTIVE]


def test_an_empty_count_divides_by_nothing():
    zeros = dict.fromkeys(SHEET.keys, 0)
    assert {one.status for one in check_sheet(SHEET, zeros, SheetContext()) if one.code in ("Q23", "Q24", "Q26")} == {
        HOLDS
    }


# The paper


def test_a_sheet_printed_before_the_candidates_changed_is_refused():
    assert statuses("Q15", SheetContext(printed_definition="0" * 64)) == [STOPS]
    assert statuses("Q15", CENTRE) == [HOLDS]
    assert statuses("Q15") == [WAITING]


@pytest.mark.parametrize(
    ("context", "words"),
    [
        (SheetContext(photographs=()), "还没有计票单的照片。"),
        (SheetContext(photographs=("3b90",), signed=False), "计票单上签名不全。"),
        (SheetContext(photographs=("3b90",), used_elsewhere=frozenset({"3b90"})), "这张照片已用在另一张计票单上。"),
    ],
    ids=["no photograph", "not signed", "used before"],
)
def test_without_a_photograph_of_the_signed_sheet_nothing_goes_on(context, words):
    said = outcome("Q28", context)
    assert said.status is STOPS
    assert said.text_zh.startswith(words)


def test_the_photograph_is_asked_for_only_when_it_is_due():
    assert (statuses("Q28"), statuses("Q28", CENTRE)) == ([WAITING], [HOLDS])


# The catalogue


def test_there_are_thirty_checks_and_one_on_write_ins():
    assert list(CATALOGUE) == [f"Q{number:02}" for number in range(1, 32)]


def test_a_check_that_takes_no_part_says_which_records_it_waits_for():
    sleeping = [check for check in CATALOGUE.values() if not check.active]
    assert [check.code for check in sleeping] == ["Q14", "Q16", "Q20", "Q21", "Q22", "Q25", "Q27", "Q29", "Q30"]
    assert all(check.waits_zh.startswith("等") and check.waits_en for check in sleeping)
    assert all(statuses(check.code) == [INACTIVE] for check in sleeping)


def test_what_may_be_explained():
    soft = {check.code for check in CATALOGUE.values() if check.severity is Severity.EXPLAIN}
    assert soft == {"Q08", "Q23", "Q24", "Q25", "Q26", "Q27"}


# What is still needed


def needed(explanations=None, context=ONE_OF_SEVERAL, **changed) -> StillNeeded:
    return still_needed(check_sheet(SHEET, figures(**changed), context), explanations or {})


def test_a_page_says_what_is_to_correct_and_what_is_missing():
    missing = dict.fromkeys(("member_c1", "member_c2", "member_c3", "member_c4", "member_blank"))
    still = needed({"Q08": "5 人带走"}, box_m1=86, **missing)
    assert (still.zh, still.en) == ("先改 1 处，还缺 5 栏", "1 to correct, 5 to fill in")
    assert still.corrections == ("Q09",)


def test_what_is_not_explained_keeps_a_sheet_open():
    assert needed().explanations == ("Q08",)
    assert needed().zh == "待说明 1 处"


def test_spaces_explain_nothing():
    assert needed({"Q08": "  "}).explanations == ("Q08",)


def test_a_sheet_with_everything_explained_is_finished():
    assert not needed({"Q08": "5 人把选票带走，已登记"})


def test_what_stops_cannot_be_explained_away():
    assert needed({"Q08": "已登记", "Q10": "纸面就是这样"}, rejected=16).corrections == ("Q10",)


TOO_MANY = {"returned": 1012, "box_main": 890, "rejected": 21}


def test_more_returned_than_issued_is_recorded_once_somebody_states_that_the_paper_says_so():
    assert needed(**TOO_MANY).explanations == ("Q07",)
    assert not needed({"Q07": "纸面就是这样：收回 1,012 张"}, **TOO_MANY)


def test_too_low_a_turnout_is_recorded_in_the_same_way():
    low = SheetContext(participants=600)
    assert needed({"Q08": "已登记"}, low).explanations == ("Q17",)
    assert not needed({"Q08": "已登记", "Q17": "纸面就是这样"}, low)
