"""The list of count sheets: what waits for the reader first."""

import pytest

import cast
from counting.sheet_pages import address, text_of
from cunxuan.counting import actions
from cunxuan.counting.models import CountSheet
from cunxuan.counting.queries import sheet_list


def listed(account, shown: str = "mine", wanted: str = "") -> list[tuple[str, str | None]]:
    """Place and task of each line."""
    lines = sheet_list(account, shown, wanted).lines
    return [(f"{line.village} {line.place}", line.task.zh if line.task else None) for line in lines]


@pytest.fixture
def count_night(liushu, taoyuan, shiqiao, an, bai, chen):
    """柳树村 waits for its second entry, 桃园村 is in dispute; 石桥村 has one of every other kind."""
    cast.entered(cast.sheet_of(liushu), an)
    disputed = cast.sheet_of(taoyuan)
    cast.entered(disputed, an, "段玉成 60")
    cast.entered(cast.fresh(disputed), bai, "段玉成 50")
    cast.at_stage(shiqiao, "polling")
    centre, east, _ = cast.sheets_of(shiqiao)
    cast.verified(centre)
    cast.entered(east, an, "段玉成 30")
    differing = cast.entered(cast.fresh(east), bai, "段玉成 20")
    right = cast.sheet_figures(east, "段玉成 30")
    actions.resolve_sheet(differing, {key: right.get(key) for key in differing.differing}, by=chen, at=cast.AT)


def test_a_clerk_finds_what_came_back_first_then_what_to_enter(bai, count_night):
    assert listed(bai) == [
        ("石桥村 东庄投票站", "看退回的栏"),
        ("柳树村 中心会场", "第二次录入"),
        ("石桥村 西庄投票站", "第一次录入"),
    ]


def test_a_sheet_that_one_entered_oneself_is_not_offered_a_second_time(an, count_night):
    assert listed(an) == [("石桥村 西庄投票站", "第一次录入")]


def test_a_reviewer_finds_the_dispute(chen, count_night):
    assert listed(chen) == [("桃园村 中心会场", "对照纸面裁定")]


def test_the_committee_finds_only_its_own_village(ding, count_night):
    assert listed(ding, "all") == [("柳树村 中心会场", "第二次录入")]


def test_exceptions_come_before_what_goes_well(ren, count_night):
    assert [place for place, _ in listed(ren, "all")] == [
        "桃园村 中心会场",
        "柳树村 中心会场",
        "石桥村 东庄投票站",
        "石桥村 西庄投票站",
        "石桥村 中心会场",
    ]


def test_another_township_sees_none_of_them(he, count_night):
    assert listed(he, "all") == []


@pytest.mark.parametrize(
    ("shown", "places"),
    [
        ("differs", ["桃园村 中心会场"]),
        ("second", ["柳树村 中心会场"]),
        ("returned", ["石桥村 东庄投票站"]),
        ("not-entered", ["石桥村 西庄投票站"]),
        ("verified", ["石桥村 中心会场"]),
        ("entering", []),
    ],
)
def test_the_words_filter_by_state(ren, count_night, shown, places):
    assert [place for place, _ in listed(ren, shown)] == places


@pytest.mark.parametrize("wanted", ["石桥", "sqc", "360123101203", "石桥村 东庄", " SQC "])
def test_a_sheet_is_found_by_place_initials_and_code(ren, count_night, wanted):
    assert "石桥村 东庄投票站" in [place for place, _ in listed(ren, "all", wanted)]
    assert "柳树村 中心会场" not in [place for place, _ in listed(ren, "all", wanted)]


def test_the_page_counts_and_links(bai_types, count_night):
    page = bai_types.get("/count")
    assert "要您办的 3" in text_of(page)
    assert "不一致 1" in text_of(page)
    assert 'href="/count/360123101203.2026.general.r1.p02"' in page.content.decode()


def test_in_a_dispute_the_list_waits_for_a_third_person(bai_types, count_night):
    assert "不一致 第三人" in text_of(bai_types.get("/count?show=differs"))


def test_whoever_has_done_with_a_sheet_is_led_to_the_next(an_types, liushu, count_night):
    page = an_types.get(address(cast.sheet_of(liushu)))
    assert "还有 1 张计票单要您办。 办下一张：石桥村 西庄投票站" in text_of(page)
    assert 'href="/count/360123101203.2026.general.r1.p03"' in page.content.decode()


def test_whoever_only_looks_at_a_sheet_is_led_nowhere(liushu, chen_reads, count_night):
    assert "办下一张" not in text_of(chen_reads.get(address(cast.sheet_of(liushu))))


def test_where_nothing_waits_for_the_reader_all_are_shown(ren, signed_in, sheet):
    page = text_of(signed_in(ren).get("/count"))
    assert "柳树村 中心会场" in page


def test_a_filter_that_finds_nothing_says_so(bai_types, sheet):
    assert "现在没有这样的计票单。" in text_of(bai_types.get("/count?show=differs"))
    assert "没有找到“东庄”的计票单。" in text_of(bai_types.get("/count?show=all&q=东庄"))


def test_before_sheets_are_printed_the_page_says_what_will_be_here(an_types):
    assert "还没有计票单。选票和计票单印出以后" in text_of(an_types.get("/count"))


def test_a_place_whose_boxes_are_open_is_listed_and_not_offered(an, liushu):
    cast.at_stage(liushu, "ballots_ready")
    assert listed(an, "all") == [("柳树村 中心会场", None)]


def test_the_list_asks_the_database_as_often_for_many_as_for_one(ren, count_night, django_assert_num_queries):
    assert CountSheet.objects.count() == 5
    with django_assert_num_queries(3):
        sheet_list(ren, "all", "")
