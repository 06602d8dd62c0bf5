"""The count sheet: the squares in the paper's order, and the sum of several places."""

import pytest

from core.count_sheets import BOXES, CHAIR, CONTESTS, FIGURES, MEMBER, SHEET, figures
from cunxuan.core.count import Box, SheetContest, sheet_definition, sum_sheets, write_in_key, write_ins


def test_squares_are_numbered_from_one_as_on_paper():
    assert [field.number for field in SHEET.fields] == list(range(1, 27))


def test_the_roll_and_the_ballots_come_first():
    labels = [field.label_zh for field in SHEET.sections[0].fields]
    assert labels == ["登记参加选举的村民", "印制选票", "发出选票", "其中：委托投票", "换发作废", "剩余选票"]


def test_boxes_come_second_each_under_its_name():
    keys = [field.key for field in SHEET.sections[1].fields]
    assert keys == ["box.main", "box.m1", "box.m2", "returned", "valid", "rejected"]


def test_each_post_has_its_candidates_then_write_ins_then_blank():
    chair = SHEET.sections[2]
    assert [(field.number, field.label_zh) for field in chair.fields] == [
        (13, "段玉成"),
        (14, "梁海生"),
        (15, "另选他人"),
        (16, "未选、弃权"),
    ]


def test_sections_are_titled_as_on_paper():
    titles = [(section.title_zh, section.note_zh) for section in SHEET.sections]
    assert titles == [
        ("一、名单与选票", ""),
        ("二、各票箱收回", ""),
        ("三、主任", "应选 1 名，每票最多选 1 人"),
        ("四、副主任", "应选 1 名，每票最多选 1 人"),
        ("五、委员", "应选 3 名，每票最多选 3 人"),
    ]


def test_the_english_sheet_says_the_same():
    assert [section.title_en for section in SHEET.sections][1:4] == ["2. Returned by box", "3. Chair", "4. Vice-chair"]


def test_a_ballot_with_against_has_its_square_before_blank():
    sheet = sheet_definition(BOXES[:1], (SheetContest("chair", 1, ("段玉成",), has_against=True),))
    assert [field.label_zh for field in sheet.sections[2].fields][-2:] == ["反对", "未选、弃权"]


def test_a_line_for_women_is_a_post_of_its_own():
    women = SheetContest("member", 1, ("段秀梅",), woman_only=True)
    sheet = sheet_definition(BOXES[:1], (MEMBER, women))
    assert sheet.sections[3].title_zh == "四、妇女委员"
    assert sheet.field("member_woman.c1").label_zh == "段秀梅"


def test_a_name_written_in_belongs_to_the_square_of_write_ins():
    assert SHEET.field("chair.write_in:丁").number == 15


def test_numbers_of_squares_come_once_and_in_order():
    assert SHEET.numbers(["member.blank", "chair.write_in:丁", "chair.write_in:方", "registered"]) == (1, 15, 26)


def test_empty_squares_are_those_without_a_figure():
    assert SHEET.empty(figures(unused=None, chair_blank=None)) == ("unused", "chair.blank")


def test_a_zero_is_a_figure():
    assert SHEET.empty(figures(spoiled=0)) == ()


def test_the_same_questions_have_the_same_digest():
    assert sheet_definition(BOXES, CONTESTS).digest == SHEET.digest


@pytest.mark.parametrize(
    "other",
    [
        sheet_definition(BOXES[:2], CONTESTS),
        sheet_definition(BOXES, CONTESTS[:2]),
        sheet_definition(BOXES, (SheetContest("chair", 1, ("梁海生", "段玉成")), *CONTESTS[1:])),
        sheet_definition(BOXES, (SheetContest("chair", 2, CHAIR.candidates), *CONTESTS[1:])),
        sheet_definition(BOXES, (SheetContest("chair", 1, CHAIR.candidates, has_against=True), *CONTESTS[1:])),
    ],
    ids=["a box less", "a post less", "candidates in another order", "another number of seats", "a column 反对"],
)
def test_other_questions_have_another_digest(other):
    assert other.digest != SHEET.digest


def test_two_posts_of_one_key_are_a_bug():
    with pytest.raises(AssertionError):
        sheet_definition(BOXES, (CHAIR, CHAIR))


def test_a_sheet_without_a_box_is_a_bug():
    with pytest.raises(AssertionError):
        sheet_definition((), CONTESTS)


def test_write_ins_are_read_back_by_post():
    assert write_ins(CHAIR, FIGURES) == (("丁", 8), ("方", 3))


def test_a_name_whose_votes_are_not_typed_yet_is_left_out():
    assert write_ins(CHAIR, {write_in_key(CHAIR, "丁"): None}) == ()


SHIQIAO = sheet_definition((Box("main", "东庄 固定票箱"),), CONTESTS)
HAMLET = dict.fromkeys(SHIQIAO.keys, 1) | {write_in_key(CHAIR, "丁"): 1, write_in_key(CHAIR, "白"): 2}


def test_one_place_alone_adds_up_to_itself():
    total = sum_sheets([(SHEET, FIGURES)])
    assert (total["returned"], total["box.p1.m1"], total["chair.write_in:丁"]) == (1006, 68, 8)


def test_places_are_added_square_by_square_and_boxes_stay_apart():
    total = sum_sheets([(SHEET, FIGURES), (SHIQIAO, HAMLET)])
    assert total["registered"] == 1205
    assert [box.name for box in total.definition.boxes] == [
        "中心会场 固定票箱",
        "流动票箱 一号",
        "流动票箱 二号",
        "东庄 固定票箱",
    ]
    assert (total["box.p1.main"], total["box.p2.main"]) == (884, 1)


def test_a_name_written_in_at_two_places_is_one_person():
    total = sum_sheets([(SHEET, FIGURES), (SHIQIAO, HAMLET)])
    assert total.posts[0].write_ins == (("丁", 9), ("方", 3), ("白", 2))


def test_the_votes_of_a_post_come_with_their_names():
    chair = sum_sheets([(SHEET, FIGURES)]).posts[0]
    assert (chair.contest, chair.candidates, chair.blank) == (CHAIR, (("段玉成", 561), ("梁海生", 402)), 17)


def test_the_order_of_places_changes_no_total():
    one, other = sum_sheets([(SHEET, FIGURES), (SHIQIAO, HAMLET)]), sum_sheets([(SHIQIAO, HAMLET), (SHEET, FIGURES)])
    assert all(one[key] == other[key] for key in one.values if not key.startswith("box."))


def test_an_incomplete_sheet_is_not_added():
    with pytest.raises(AssertionError):
        sum_sheets([(SHEET, figures(valid=None))])


def test_sheets_of_different_ballots_are_not_added():
    with pytest.raises(AssertionError):
        sum_sheets([(SHEET, FIGURES), (sheet_definition(BOXES, CONTESTS[:1]), FIGURES)])
