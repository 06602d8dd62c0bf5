"""The first clerk enters a sheet: every square is saved as it is left, and checks speak beside the squares."""

import json
import re

import pytest

import cast
from counting.sheet_pages import address, beside, inputs, leave, numbered, text_of
from cunxuan.counting.models import CountEntry, SheetState
from cunxuan.records.models import TrailEntry


def values(sheet) -> dict[str, int]:
    return CountEntry.objects.get(sheet=sheet, ordinal=1).values


def test_the_form_has_the_squares_of_the_paper_in_its_order_and_all_are_empty(an_types, sheet):
    squares = numbered(an_types.get(address(sheet)))
    assert tuple(squares) == sheet.squares.keys
    assert set(squares.values()) == {""}


def test_looking_at_the_form_begins_nothing(an_types, sheet):
    an_types.get(address(sheet))
    assert not CountEntry.objects.exists()


def test_a_square_is_saved_when_it_is_left(an_types, sheet):
    leave(an_types, sheet, {"registered": "120"})
    assert values(sheet) == {"registered": 120}


def test_the_answer_says_when_it_was_saved(an_types, sheet):
    assert " 已存" in text_of(leave(an_types, sheet, {"registered": "120"}))


def test_a_reload_shows_what_was_saved(an_types, sheet):
    leave(an_types, sheet, {"registered": "1200"})
    assert numbered(an_types.get(address(sheet)))["registered"] == "1,200"


@pytest.mark.parametrize("typed", ["1,204", "１２０４", "1 204", " １，２０４　"])
def test_digits_of_any_width_spaces_and_commas_are_taken(an_types, sheet, typed):
    leave(an_types, sheet, {"registered": typed})
    assert values(sheet) == {"registered": 1204}


def test_a_square_can_be_emptied_again(an_types, sheet):
    leave(an_types, sheet, {"registered": "120"})
    leave(an_types, sheet, {"registered": ""})
    assert values(sheet) == {}


def test_a_text_that_is_no_figure_is_answered_beside_its_square(an_types, sheet):
    answer = leave(an_types, sheet, {"issued": "8o"})
    assert beside(answer, 3) == "第 3 栏应是 0 或正整数，写的是“8o”。请按纸面重填这一栏。"


def test_and_empties_it_so_that_no_figure_stays_that_the_clerk_does_not_see(an_types, sheet):
    leave(an_types, sheet, {"issued": "86"})
    leave(an_types, sheet, {"issued": "8o"})
    assert values(sheet) == {}


def test_a_form_sent_whole_keeps_the_unreadable_text_on_the_page_and_saves_the_rest(an_types, sheet):
    answer = an_types.post(address(sheet, "squares"), {"registered": "120", "issued": "8o"})
    assert numbered(answer)["issued"] == "8o"
    assert values(sheet) == {"registered": 120}


def test_a_check_that_does_not_hold_stands_beside_the_last_of_its_squares(an_types, sheet):
    answer = leave(an_types, sheet, {"box.b1": "99", "box.b2": "13", "returned": "103"})
    assert beside(answer, 8).startswith("两箱合计 112，收回写的是 103，多 9。")


def test_and_it_falls_silent_when_any_of_them_is_put_right(an_types, sheet):
    leave(an_types, sheet, {"box.b1": "99", "box.b2": "13", "returned": "103"})
    answer = leave(an_types, sheet, {"box.b2": "4"})
    assert beside(answer, 8) == "两箱合计 103，与收回相等"


def test_an_empty_square_is_never_given_a_figure(an_types, sheet):
    """1,900 printed, 1,111 issued, 1 spoiled: the reader may subtract, the program does not."""
    answer = leave(an_types, sheet, {"printed": "1900", "issued": "1111", "spoiled": "1"})
    assert beside(answer, 6) == ""
    assert "788" not in text_of(answer)


def test_what_is_missing_is_the_word_of_the_button(an_types, sheet):
    squares = cast.sheet_figures(sheet)
    answer = leave(an_types, sheet, {**squares, "valid": "107", "member.blank": ""})
    assert "完成录入（先改 3 处，还缺 1 栏）" in text_of(answer)


def test_whoever_began_goes_on(an_types, sheet):
    leave(an_types, sheet, {"registered": "120"})
    leave(an_types, sheet, {"printed": "130"})
    assert values(sheet) == {"registered": 120, "printed": 130}


def test_another_clerk_may_not_type_into_it(an_types, bai_types, sheet):
    leave(an_types, sheet, {"registered": "120"})
    refused = leave(bai_types, sheet, {"registered": "121"})
    assert refused.status_code == 409
    assert "正由另一位录入人录入" in text_of(refused)


def test_before_the_boxes_are_closed_nothing_can_be_typed(an_types, liushu):
    cast.at_stage(liushu, "ballots_ready")
    (sheet,) = cast.sheets_of(liushu)
    assert "中心会场还没有关箱，不能录入。" in text_of(an_types.get(address(sheet)))
    assert leave(an_types, sheet, {"registered": "120"}).status_code == 409


def test_a_reviewer_has_nothing_to_type(chen_reads, sheet):
    assert numbered(chen_reads.get(address(sheet))) == {}
    assert leave(chen_reads, sheet, {"registered": "120"}).status_code == 403


def test_the_election_committee_may_enter_its_own_village(ding, signed_in, sheet):
    leave(signed_in(ding), sheet, {"registered": "120"})
    assert values(sheet) == {"registered": 120}


# Names under 另选他人


def names(**lines: str) -> dict[str, list[str]]:
    return {"chair.write_in.name": list(lines), "chair.write_in.votes": list(lines.values())}


def test_names_under_write_ins_are_kept_with_their_votes(an_types, sheet):
    leave(an_types, sheet, names(方大海="2", 史文="1"))
    assert values(sheet) == {"chair.write_in:方大海": 2, "chair.write_in:史文": 1}


def test_their_votes_are_checked_against_the_square(an_types, sheet):
    answer = leave(an_types, sheet, {"chair.write_in": "5", **names(方大海="2")})
    assert beside(answer, 14).startswith("主任另选他人各姓名合计 2，另选他人写的是 5，少 3。")


def test_a_name_that_was_typed_wrong_is_replaced(an_types, sheet):
    leave(an_types, sheet, names(方大诲="2"))
    leave(an_types, sheet, names(方大海="2"))
    assert values(sheet) == {"chair.write_in:方大海": 2}


def test_a_two_character_name_spread_to_three_is_the_same_name(an_types, sheet):
    leave(an_types, sheet, names(**{"史　文": "2"}))
    assert values(sheet) == {"chair.write_in:史文": 2}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({"段玉成": "2"}, "“段玉成”是主任的正式候选人，不写在另选他人里。"),
        ({"方大海": ""}, "“方大海”还没有填票数。"),
        ({"方大海": "两票"}, "第 14 栏应是 0 或正整数，写的是“两票”。"),
        ({"": "2"}, "另选他人要写姓名"),
    ],
)
def test_a_line_that_cannot_be_kept_is_answered_beside_the_square(an_types, sheet, lines, said):
    assert beside(leave(an_types, sheet, names(**lines)), 14).startswith(said)


def test_one_name_on_two_lines_is_answered_too(an_types, sheet):
    twice = {"chair.write_in.name": ["方大海", "方大海"], "chair.write_in.votes": ["2", "1"]}
    assert beside(leave(an_types, sheet, twice), 14).startswith("“方大海”写了两次。")


def test_the_lines_of_a_form_sent_whole_stay_on_the_page(an_types, sheet):
    answer = an_types.post(address(sheet, "squares"), names(方大海=""))
    assert 'value="方大海"' in answer.content.decode()


# What a person explains


def test_a_soft_check_waits_for_words(an_types, sheet):
    leave(an_types, sheet, cast.sheet_figures(sheet, "returned 103"))
    answer = leave(an_types, sheet, {})
    assert "完成录入（待说明 1 处）" in text_of(answer)
    assert 'href="#explain-Q08"' in answer.content.decode()  # on a phone the place to write is far below


def test_and_is_content_with_them(an_types, sheet):
    leave(an_types, sheet, cast.sheet_figures(sheet, "returned 103"))
    answer = leave(an_types, sheet, {"explain.Q08": "5 人领票后离场"})
    assert beside(answer, 9) == "已说明：5 人领票后离场"
    assert "完成录入（" not in text_of(answer)


def test_words_beside_a_check_that_does_not_exist_are_not_kept(an_types, sheet):
    leave(an_types, sheet, {"registered": "120", "explain.Q99": "x"})
    assert CountEntry.objects.get().explanations == {}


def test_words_can_be_taken_back(an_types, sheet):
    leave(an_types, sheet, {"issued": "108", "returned": "103", "explain.Q08": "5 人领票后离场"})
    leave(an_types, sheet, {"explain.Q08": ""})
    assert CountEntry.objects.get().explanations == {}


def test_too_few_votes_are_stated_and_not_stopped(an_types, sheet):
    answer = leave(an_types, sheet, cast.sheet_figures(sheet, "issued 50"))
    assert "登记 120 人，参加投票 50 人，未过半数，须重新选举。" in text_of(answer)
    assert "完成录入（待说明 1 处）" in text_of(answer)


# The end of the entry


def test_finishing_hands_the_sheet_to_the_second_clerk(an_types, sheet):
    leave(an_types, sheet, cast.sheet_figures(sheet))
    answer = an_types.post(address(sheet, "finish"), follow=True)
    assert re.search(r"第一次录入已完成，\d\d:\d\d。等另一位录入人第二次录入。", text_of(answer))
    assert cast.fresh(sheet).state == SheetState.FIRST_DONE


def test_finishing_takes_the_whole_form_along(an_types, sheet):
    an_types.post(address(sheet, "finish"), cast.sheet_figures(sheet))
    assert values(sheet)["registered"] == 120
    assert cast.fresh(sheet).state == SheetState.FIRST_DONE


def test_an_unreadable_text_keeps_it_open(an_types, sheet):
    answer = an_types.post(address(sheet, "finish"), {**cast.sheet_figures(sheet), "valid": "一百零八"})
    assert answer.status_code == 400
    assert cast.fresh(sheet).state == SheetState.FIRST


def test_a_check_that_stops_is_a_refusal(an_types, sheet):
    answer = an_types.post(address(sheet, "finish"), {**cast.sheet_figures(sheet), "valid": "100"})
    assert answer.status_code == 409
    assert "还不能完成：" in text_of(answer)


def test_a_finished_entry_shows_its_clerk_no_figure_and_no_field(an_types, an, sheet):
    cast.entered(sheet, an)
    answer = an_types.get(address(sheet))
    assert numbered(answer) == {}
    assert "等另一位录入人第二次录入。 两次录入须由不同的人完成，您录的数对方看不到。" in text_of(answer)


def test_and_cannot_be_typed_into_again(an_types, an, sheet):
    cast.entered(sheet, an)
    assert leave(an_types, sheet, {"registered": "121"}).status_code == 409


# Whose sheet it is


@pytest.mark.parametrize("act", ["", "squares", "finish"])
def test_for_a_clerk_of_another_township_the_sheet_does_not_exist(he, signed_in, sheet, act):
    browser = signed_in(he)
    answer = browser.post(address(sheet, act), {"registered": "1"}) if act else browser.get(address(sheet))
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["x", "360123101201.2026.general", "360123101201.2026.general.r1.p09"])
def test_an_address_that_names_no_sheet_is_no_page(an_types, sheet, name):
    assert an_types.get(f"/count/{name}").status_code == 404


def test_the_page_speaks_english_where_asked(an_types, sheet):
    leave(an_types, sheet, {"box.b1": "99", "box.b2": "13", "returned": "103"})
    an_types.cookies["django_language"] = "en"
    answer = an_types.get(address(sheet))
    assert beside(answer, 8).startswith("The boxes add up to 112; returned says 103: 9 too many.")


def test_no_field_offers_what_was_typed_elsewhere(an_types, sheet):
    assert 'autocomplete="off"' in an_types.get(address(sheet)).content.decode()
    assert "registered" in inputs(an_types.get(address(sheet)))


# What of it stands in the trail


def whole_form(sheet, **said: str) -> dict[str, object]:
    """What a browser sends with the button: every square, and the explanations."""
    return {**cast.sheet_figures(sheet, "issued 108 · returned 103"), **said}


def acts() -> list[str]:
    return list(TrailEntry.objects.order_by("pk").values_list("act", flat=True))


def test_figures_and_explanations_of_one_form_are_one_act(an_types, sheet):
    before = len(acts())
    an_types.post(address(sheet, "squares"), whole_form(sheet, **{"explain.Q08": "5 人领票后离场"}))
    assert acts()[before:] == ["figures_typed"]
    facts = json.loads(TrailEntry.objects.latest("pk").body)["facts"]
    assert facts["checks"] == ["Q08"]
    assert "离场" not in str(facts)


def test_a_form_that_says_nothing_new_leaves_no_entry(an_types, sheet):
    form = whole_form(sheet, **{"explain.Q08": "5 人领票后离场"})
    an_types.post(address(sheet, "squares"), form)
    before = len(acts())
    an_types.post(address(sheet, "squares"), form)
    assert acts()[before:] == []
    an_types.post(address(sheet, "finish"), form)
    assert acts()[before:] == ["entry_finished"]


def test_an_explanation_alone_begins_no_entry(an_types, sheet):
    assert leave(an_types, sheet, {"explain.Q08": "5 人领票后离场"}).status_code == 409
    assert not CountEntry.objects.exists()


@pytest.mark.parametrize("typed", ["9" * 9, "9" * 5000, "٣", "10²", "1e5", "-1", "1.0", "0x10"])
def test_what_is_no_number_of_ballots_is_no_fault_of_ours(an_types, sheet, typed):
    answer = leave(an_types, sheet, {"issued": typed})
    assert answer.status_code == 200
    assert beside(answer, 3).startswith("第 3 栏应是 0 或正整数")


def test_a_candidate_is_no_write_in_however_the_name_is_disguised(an_types, sheet):
    for name in ("段玉成", "段　玉成", "段玉成\u200b"):
        answer = leave(an_types, sheet, {"chair.write_in.name": name, "chair.write_in.votes": "3"})
        assert "“段玉成”是主任的正式候选人，不写在另选他人里。" in text_of(answer)
