"""The adopted method: the seats, and the points that the law leaves to the village."""

from dataclasses import replace

import pytest

import cast
from cunxuan.core.law import rules_of_pack
from cunxuan.elections.measures import has_womans_line, open_points
from village_pages import said_after, text_of, wrong

PAGE = f"/v/{cast.LIUSHU}/method"
SEATS = {"seats_chair": "1", "seats_vice_chair": "1", "seats_member": "3"}


@pytest.fixture
def with_committee(liushu):
    return cast.at_stage(liushu, "committee_chosen")


@pytest.fixture
def committee(ding, signed_in):
    return signed_in(ding)


def test_seats_and_measures_are_recorded_as_the_meeting_resolved(with_committee, committee):
    answer = committee.post(PAGE, {"on": "2026-11-12", **SEATS, "over_vote": "column", "count_down": "true"})
    assert said_after(committee, answer) == "已记录“通过选举办法”，11 月 12 日。"
    with_committee.refresh_from_db()
    assert with_committee.seats == {"chair": 1, "vice_chair": 1, "member": 3}
    assert with_committee.measures == {"over_vote": "column", "count_down": True}


def test_a_point_left_alone_stays_with_the_law_and_says_what_that_means(with_committee, committee):
    assert "不另作规定：整张选票无效" in text_of(committee.get(PAGE))
    committee.post(PAGE, {"on": "2026-11-12", **SEATS})
    with_committee.refresh_from_db()
    assert with_committee.measures == {}


def test_the_default_of_a_point_cites_its_article_and_says_when_it_was_not_read(with_committee, committee):
    assert "选举规程 待县核对" in text_of(committee.get(PAGE))


@pytest.mark.parametrize("members", ["0", "6"])
def test_three_to_seven_in_all(with_committee, committee, members):
    answer = committee.post(PAGE, {"on": "2026-11-12", **SEATS, "seats_member": members})
    total = 2 + int(members)
    assert wrong(answer, "seats_member") == (f"职数合计 {total} 名，村民委员会应为 3 至 7 名。村民委员会组织法 第八条")


def test_a_village_has_one_chair(with_committee, committee):
    answer = committee.post(PAGE, {"on": "2026-11-12", **SEATS, "seats_chair": "2"})
    assert wrong(answer, "seats_chair") == "主任应为 1 至 1 名。"


def test_seats_may_be_typed_in_full_width_digits(with_committee, committee):
    committee.post(PAGE, {"on": "2026-11-12", **SEATS, "seats_member": "３"})
    with_committee.refresh_from_db()
    assert with_committee.seats["member"] == 3


def test_what_a_province_settles_is_not_asked():
    assert "over_vote" not in [one.point.key for one in open_points(rules_of_pack("ZJ@2020-07-31"))]


def test_the_default_is_the_law_of_the_place():
    (woman,) = [one for one in open_points(rules_of_pack("CN@2026-01-01")) if one.point.key == "woman_seat"]
    assert woman.default.value == "first"


def test_whether_seats_may_stay_vacant_is_asked_only_where_the_law_lets_them():
    rules = rules_of_pack("CN@2026-01-01")
    without = replace(rules, rules={key: rule for key, rule in rules.rules.items() if key != "vacancy_min_elected"})
    assert "stop_after_runoff" in [one.point.key for one in open_points(rules)]
    assert "stop_after_runoff" not in [one.point.key for one in open_points(without)]


def test_a_line_of_her_own_follows_from_the_law_or_from_the_method():
    assert has_womans_line(rules_of_pack("ZJ@2020-07-31"), {})
    assert not has_womans_line(rules_of_pack("CN@2026-01-01"), {})
    assert has_womans_line(rules_of_pack("CN@2026-01-01"), {"woman_seat": "line"})


# The later points: relatives, names without a mark, one person twice on a ballot, no second vote


def keys(pack: str) -> set[str]:
    return {one.point.key for one in open_points(rules_of_pack(pack, cast.POLLING_DAY))}


def test_how_it_is_settled_who_of_relatives_stays_is_recorded(with_committee, committee):
    assert "近亲属同时够票当选时" in text_of(committee.get(PAGE))
    committee.post(PAGE, {"on": "2026-11-12", **SEATS, "committee_kin_keeps": "post_votes_revote"})
    with_committee.refresh_from_db()
    assert with_committee.measures == {"committee_kin_keeps": "post_votes_revote"}


def test_where_a_province_says_who_of_relatives_stays_it_is_not_asked():
    assert "committee_kin_keeps" in keys("CN@2026-01-01")
    assert not keys("SC@2026-01-01") & {"committee_kin_keeps"}


def test_where_no_law_keeps_relatives_apart_it_does_not_arise():
    before = open_points(rules_of_pack("CN@2018-12-29"))
    assert "committee_kin_keeps" not in {one.point.key for one in before}


def test_a_ballot_with_one_person_for_two_posts_is_asked_where_the_province_leaves_it_open():
    assert "same_person_two_posts" in keys("CN@2026-01-01")
    assert "same_person_two_posts" not in keys("ZJ@2020-07-31")


def test_that_no_second_vote_is_held_is_asked_only_where_the_law_lets_a_meeting_say_so():
    assert "no_second_round" in keys("TJ@2019-05-30")
    assert "no_second_round" not in keys("CN@2026-01-01")
