"""Squares that came back: a clerk reads the paper again, and sees nobody's figure, not even the old one."""

import pytest

import cast
from counting.sheet_pages import address, numbered, text_of
from cunxuan.counting import actions
from cunxuan.counting.models import SheetState

PAPER, MISREAD = "段秀梅 81 · 李保全 62", "段秀梅 18 · 李保全 62"


def squares(sheet, said: str) -> dict[str, int]:
    figures = cast.sheet_figures(sheet, said)
    return {key: figures[key] for key in ("member.c1", "member.blank")}


@pytest.fixture
def returned(sheet, an, bai, chen):
    """白 misread two squares; 陈 has read the paper."""
    cast.entered(sheet, an, PAPER)
    differing = cast.entered(cast.fresh(sheet), bai, MISREAD)
    return actions.resolve_sheet(differing, squares(sheet, PAPER), by=chen, at=cast.AT)


def test_the_clerk_is_told_which_squares_and_no_figure(bai_types, returned):
    page = text_of(bai_types.get(address(returned)))
    assert "第 20、25 栏与纸面不符，请再看一遍。" in page
    assert not {"81", "18", "119", "182"}.intersection(page.split())


def test_exactly_these_squares_are_there_and_empty(bai_types, returned):
    assert numbered(bai_types.get(address(returned))) == {"member.c1": "", "member.blank": ""}


def test_what_the_paper_says_verifies_the_sheet(bai_types, returned):
    answer = bai_types.post(address(returned, "again"), squares(returned, PAPER), follow=True)
    assert "这张计票单已核对一致。" in text_of(answer)
    assert cast.fresh(returned).state == SheetState.VERIFIED


def test_the_same_mistake_again_goes_back_to_a_third_person(bai_types, returned):
    answer = bai_types.post(address(returned, "again"), squares(returned, MISREAD), follow=True)
    assert "仍有不一致的栏，交第三人再对照纸面裁定。" in text_of(answer)
    assert cast.fresh(returned).state == SheetState.DIFFERS


def test_a_square_left_empty_is_asked_for_again_and_the_other_stays(bai_types, returned):
    answer = bai_types.post(address(returned, "again"), {"member.c1": "81", "member.blank": ""})
    assert answer.status_code == 409
    assert "请只填页面列出的栏，一栏也不要空。" in text_of(answer)
    assert numbered(answer)["member.c1"] == "81"


def test_a_text_that_is_no_figure_is_answered_beside_its_square(bai_types, returned):
    answer = bai_types.post(address(returned, "again"), {"member.c1": "八一", "member.blank": "1"})
    assert answer.status_code == 400
    assert "写的是“八一”。" in text_of(answer)


def test_whose_reading_was_right_has_nothing_to_do(an_types, returned):
    assert "等白再看一遍纸面。" in text_of(an_types.get(address(returned)))
    assert an_types.post(address(returned, "again"), squares(returned, PAPER)).status_code == 409


def test_a_list_of_names_is_written_anew(an_types, sheet, an, bai, chen):
    cast.entered(sheet, an, "主任另选:方大诲 3")
    differing = cast.entered(cast.fresh(sheet), bai, "主任另选:方大海 3")
    actions.resolve_sheet(differing, {"chair.write_in:方大海": 3}, by=chen, at=cast.AT)
    assert "方大诲" not in an_types.get(address(sheet)).content.decode()
    an_types.post(address(sheet, "again"), {"chair.write_in.name": ["方大海"], "chair.write_in.votes": ["3"]})
    assert cast.fresh(sheet).state == SheetState.VERIFIED
