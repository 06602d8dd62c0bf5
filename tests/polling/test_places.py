"""Setting up the places of a vote, with everybody on the roll at one of them."""

import pytest

import cast
from cunxuan.polling.models import BallotBox
from village_pages import said_after, text_of, wrong

PLACES, PAGE = f"/v/{cast.LIUSHU}/rounds/1/places", f"/v/{cast.LIUSHU}/rounds/1/places/new"
CENTRE = {"p1-name": "中心会场", "p1-registered": "120", "p1-fixed": "1", "p1-mobile": "0"}
STATION = {"p2-name": "东庄投票站", "p2-registered": "40", "p2-fixed": "1", "p2-mobile": "1"}


@pytest.fixture
def listed(liushu):
    return cast.at_stage(liushu, "candidates_published").rounds.get()


@pytest.fixture
def committee(ding, signed_in):
    return signed_in(ding)


def test_one_centre_with_one_box_and_the_whole_roll_is_suggested(listed, committee):
    html = committee.get(PAGE).content.decode()
    for value in ("中心会场", "120", "1", "0"):
        assert f'value="{value}"' in html


def test_the_places_are_set_up_with_their_boxes(listed, committee):
    sent = {"lines": "2", **CENTRE, "p1-registered": "80", **STATION}
    answer = committee.post(PAGE, sent)
    assert said_after(committee, answer) == "已设投票点 2 个。"
    assert list(listed.places.values_list("name", "kind", "registered")) == [
        ("中心会场", "main", 80),
        ("东庄投票站", "branch", 40),
    ]
    assert list(BallotBox.objects.filter(place__number=2).values_list("name", "mobile")) == [
        ("固定票箱", False),
        ("流动票箱", True),
    ]


def test_several_boxes_of_a_kind_are_told_apart_by_a_number(listed, committee):
    committee.post(PAGE, {"lines": "1", **CENTRE, "p1-mobile": "2"})
    names = list(BallotBox.objects.values_list("name", flat=True))
    assert names == ["固定票箱", "流动票箱 1", "流动票箱 2"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("100", "各投票点合计 100 人，名单是 120 人，少 20 人。"),
        ("1,200", "各投票点合计 1,200 人，名单是 120 人，多 1,080 人。"),
        ("一百", "请填 0 或正整数。"),
        ("", "请填在这里投票的人数。"),
    ],
)
def test_what_is_wrong_with_a_number_stands_beside_it(listed, committee, number, said):
    answer = committee.post(PAGE, {"lines": "1", **CENTRE, "p1-registered": number})
    assert wrong(answer, "p1-registered") == said
    assert not listed.places.exists()


def test_a_place_has_a_box(listed, committee):
    answer = committee.post(PAGE, {"lines": "1", **CENTRE, "p1-fixed": "0"})
    assert wrong(answer, "p1-fixed") == "每个投票点至少有一个票箱。"


def test_full_width_digits_are_taken(listed, committee):
    committee.post(PAGE, {"lines": "1", **CENTRE, "p1-registered": "１２０"})
    assert listed.places.get().registered == 120


def test_people_at_a_station_without_a_name_are_not_lost(listed, committee):
    answer = committee.post(PAGE, {"lines": "2", **CENTRE, "p1-registered": "80", **STATION, "p2-name": ""})
    assert wrong(answer, "p2-name") == "请填投票点的名称。"


def test_a_station_left_empty_is_none(listed, committee):
    empty = {"p2-name": "", "p2-registered": "", "p2-fixed": "1", "p2-mobile": "0"}
    committee.post(PAGE, {"lines": "2", **CENTRE, **empty})
    assert listed.places.count() == 1


def test_another_station_can_be_had_without_losing_anything(listed, committee):
    html = committee.post(PAGE, {"lines": "1", **CENTRE, "p1-registered": "77", "more": "1"}).content.decode()
    assert 'value="77"' in html
    assert 'name="p2-name"' in html


def test_places_are_set_up_once(listed, committee):
    committee.post(PAGE, {"lines": "1", **CENTRE})
    assert committee.get(PAGE).headers["Location"] == PLACES
    assert committee.post(PAGE, {"lines": "1", **CENTRE}).status_code == 409


def test_a_later_vote_takes_over_the_places_of_the_one_before(shiqiao, chen, signed_in):
    found = cast.declared(shiqiao, *["段玉成 5 · 梁海生 4"] * 3)
    kind = found.next_ballots[0]["kind"]
    cast.result.open_next_round(found, kind=kind, polling_on=cast.date(2026, 12, 20), by=chen, at=cast.AT)
    html = signed_in(chen).get(f"/v/{cast.SHIQIAO}/rounds/2/places/new").content.decode()
    for name in ("中心会场", "东庄投票站", "西庄投票站"):
        assert f'value="{name}"' in html


def test_a_vote_that_does_not_exist_has_no_places(listed, committee):
    assert committee.get(f"/v/{cast.LIUSHU}/rounds/2/places").status_code == 404


def test_a_clerk_sees_the_places_and_cannot_set_them_up(listed, an, signed_in):
    browser = signed_in(an)
    assert "还没有设投票点。" in text_of(browser.get(PLACES))
    assert browser.get(PAGE).status_code == 403


@pytest.mark.parametrize("lines", ["9" * 5000, "-1", "1e9", "²", "٣", "x", ""])
def test_a_number_of_lines_that_the_page_never_sends_is_one_line(listed, committee, lines):
    answer = committee.post(PAGE, {"lines": lines, **CENTRE})
    assert said_after(committee, answer) == "已设投票点 1 个。"
