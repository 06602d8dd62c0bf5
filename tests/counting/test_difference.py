"""Two readings differ: a third person goes to the paper and types what it says."""

import pytest

import cast
from counting.sheet_pages import address, inputs, numbered, text_of
from cunxuan.counting.difference_queries import marked
from cunxuan.counting.models import SheetState

AN, BAI = "段秀梅 81 · 李保全 62", "段秀梅 18 · 李保全 62"


@pytest.fixture
def differing(sheet, an, bai):
    """安 read 81 votes for 段秀梅, 白 read 18; both made the blank places fit."""
    cast.entered(sheet, an, AN)
    return cast.entered(cast.fresh(sheet), bai, BAI)


def paper(sheet, said: str) -> dict[str, int]:
    figures = cast.sheet_figures(sheet, said)
    return {key: figures[key] for key in ("member.c1", "member.blank")}


def test_only_the_squares_that_differ_are_shown(chen_reads, differing):
    assert tuple(numbered(chen_reads.get(address(differing)))) == ("member.c1", "member.blank")


def test_with_both_figures_their_difference_and_who_read_them(chen_reads, differing):
    page = text_of(chen_reads.get(address(differing)))
    assert "20 委员 · 段秀梅 相差 63 81 18" in page
    assert "第一次 · 安 第二次 · 白" in page
    assert "25 栏中 23 栏一致，只看不一致的" in page


def test_neither_figure_can_be_picked(chen_reads, differing):
    page = chen_reads.get(address(differing))
    assert {inputs(page)[key] for key in ("member.c1", "member.blank")} == {""}
    assert 'type="radio"' not in page.content.decode()


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ("812", "821", (("8", False), ("12", True))),
        ("435", "426", (("4", False), ("35", True))),
        ("86", "1,086", (("86", False),)),
        ("1,086", "86", (("1,0", True), ("86", False))),
        ("5", "", (("5", True),)),
    ],
)
def test_the_digits_that_differ_are_marked(one, other, parts):
    assert marked(one, other) == parts


def test_what_both_read_and_the_paper_says_verifies_the_sheet_once_the_other_has_read_again(chen_reads, differing):
    answer = chen_reads.post(address(differing, "paper"), paper(differing, AN), follow=True)
    assert "与纸面不符的栏已退回录入人" in text_of(answer)
    assert cast.fresh(differing).state == SheetState.RETURNED


def test_only_whoever_read_it_wrong_reads_again(chen_reads, differing):
    chen_reads.post(address(differing, "paper"), paper(differing, AN))
    sheet = cast.fresh(differing)
    assert [entry.returned for entry in sheet.entries.all()] == [[], ["member.c1", "member.blank"], []]


def test_an_empty_square_is_not_a_decision(chen_reads, differing):
    answer = chen_reads.post(address(differing, "paper"), {"member.c1": "81", "member.blank": ""})
    assert answer.status_code == 409
    assert numbered(answer)["member.c1"] == "81"
    assert cast.fresh(differing).state == SheetState.DIFFERS


def test_nor_is_a_figure_that_does_not_hold_together(chen_reads, differing):
    answer = chen_reads.post(address(differing, "paper"), {"member.c1": "80", "member.blank": "1"})
    assert "委员各栏合计" in text_of(answer)
    assert numbered(answer) == {"member.c1": "80", "member.blank": "1"}


def test_a_text_that_is_no_figure_is_answered_beside_its_square(chen_reads, differing):
    answer = chen_reads.post(address(differing, "paper"), {"member.c1": "八一", "member.blank": "1"})
    assert answer.status_code == 400
    assert "第 20 栏应是 0 或正整数，写的是“八一”。" in text_of(answer)


def test_other_squares_cannot_be_slipped_in(chen_reads, differing):
    answer = chen_reads.post(address(differing, "paper"), {**paper(differing, AN), "chair.c1": "1"})
    assert answer.status_code == 409
    assert cast.fresh(differing).state == SheetState.DIFFERS


@pytest.mark.parametrize("clerk", ["an_types", "bai_types"])
def test_whoever_entered_it_does_not_decide(request, differing, clerk):
    browser = request.getfixturevalue(clerk)
    assert "等第三人对照纸面裁定" in text_of(browser.get(address(differing)))
    assert browser.post(address(differing, "paper"), paper(differing, AN)).status_code == 409


def test_the_election_committee_does_not_decide_either(ding, signed_in, differing):
    browser = signed_in(ding)
    assert numbered(browser.get(address(differing))) == {}
    assert browser.post(address(differing, "paper"), paper(differing, AN)).status_code == 403


def test_the_county_may(ren, signed_in, differing):
    signed_in(ren).post(address(differing, "paper"), paper(differing, AN))
    assert cast.fresh(differing).state == SheetState.RETURNED


# Names under 另选他人


@pytest.fixture
def names_differ(sheet, an, bai):
    """The same total; 安 read 方大海, 白 read 方大诲. Both read 史文."""
    cast.entered(sheet, an, "主任另选:方大海 3 · 主任另选:史文 1")
    return cast.entered(cast.fresh(sheet), bai, "主任另选:方大诲 3 · 主任另选:史文 1")


def test_names_that_differ_are_one_list(chen_reads, names_differ):
    page = text_of(chen_reads.get(address(names_differ)))
    assert "14 主任 · 另选他人 写法或者票数不一样的姓名" in page
    assert "方大海 3" in page
    assert "方大诲 3" in page
    assert "史文" not in page


def test_the_name_on_the_paper_is_typed_anew_and_the_agreed_ones_stay(chen_reads, names_differ):
    chen_reads.post(address(names_differ, "paper"), {"chair.write_in.name": ["方大海"], "chair.write_in.votes": ["3"]})
    reading = cast.fresh(names_differ).reading(3)
    assert {key: votes for key, votes in reading.values.items() if votes} == {
        "chair.write_in:方大海": 3,
        "chair.write_in:史文": 1,
    }


# What nobody has explained yet

VOTES = " · ".join(f"{name} 20" for line in cast.BALLOT for name in (person.name for person in line.nominees))


def test_what_the_papers_figures_ask_to_be_explained_is_asked_of_the_third_person(chen_reads, sheet, an, bai):
    """安 read 5 rejected, 白 4; the paper has 9, more than one in twenty."""
    cast.entered(sheet, an, f"rejected 5 · {VOTES}")
    differing = cast.entered(cast.fresh(sheet), bai, f"rejected 4 · {VOTES}")
    figures = cast.sheet_figures(sheet, f"rejected 9 · {VOTES}")
    read = {key: figures[key] for key in numbered(chen_reads.get(address(differing)))}
    asked = chen_reads.post(address(differing, "paper"), read)
    assert "无效票 9 张" in text_of(asked)
    assert 'name="explain.Q23"' in asked.content.decode()
    chen_reads.post(address(differing, "paper"), {**read, "explain.Q23": "九张没有盖章"})
    assert cast.fresh(differing).state == SheetState.RETURNED
