"""The list of formal candidates: typed line by line, seen as the ballot has it, then published."""

import pytest

import cast
from cunxuan.candidates.models import Candidate
from village_pages import hidden, said_after, text_of, wrong

PAGE = f"/v/{cast.LIUSHU}/candidates"
LIST = {
    "chair": (("段玉成", "M"), ("梁海生", "M")),
    "vice_chair": (("宁涛", "M"), ("李文生", "M")),
    "member": (("段秀梅", "F"), ("李保全", "M"), ("贾永成", "M"), ("赵福生", "M")),
}


def sent(on: str = "2026-12-09", **posts) -> dict[str, str]:
    """What the browser sends for a list; a post given here replaces that of the usual list."""
    lines = {"on": on}
    for post, people in {**LIST, **posts}.items():
        lines[f"{post}-lines"] = str(len(people) + 1)
        for number, (name, sex) in enumerate(people, start=1):
            lines |= {f"{post}-{number}-name": name, f"{post}-{number}-sex": sex}
    return lines


@pytest.fixture
def reviewed(liushu):
    return cast.at_stage(liushu, "review_completed")


@pytest.fixture
def committee(ding, signed_in):
    return signed_in(ding)


def names(post: str) -> list[str]:
    return list(Candidate.objects.filter(contest__post=post).order_by("position").values_list("name", flat=True))


def test_each_post_has_a_few_more_lines_than_seats(reviewed, committee):
    html = committee.get(PAGE).content.decode()
    assert 'name="member-5-name"' in html
    assert 'name="member-6-name"' not in html
    assert "应选 3 名，候选人要多于 3 名" in html


def test_the_list_is_shown_as_the_ballot_has_it_before_it_is_published(reviewed, committee):
    page = committee.post(PAGE, sent())
    assert "委员 应选 3 名，候选人 4 名 段秀梅 女 李保全 男 贾永成 男 赵福生 男" in text_of(page)
    assert not Candidate.objects.exists()


def test_the_keyboard_is_on_the_way_back(reviewed, committee):
    html = committee.post(PAGE, sent()).content.decode()
    assert 'name="edit" value="1" autofocus>先不公布，回去改</button>' in html


def test_seen_once_it_is_published_in_the_order_of_the_list(reviewed, committee):
    shown = committee.post(PAGE, sent())
    answer = committee.post(PAGE, {**sent(), "seen": hidden(shown, "seen")})
    assert said_after(committee, answer) == "正式候选人名单已公布，12 月 9 日。"
    assert names("member") == ["段秀梅", "李保全", "贾永成", "赵福生"]
    assert Candidate.objects.get(name="段秀梅").sex == "F"


def test_a_list_that_was_changed_after_it_was_seen_is_shown_again(reviewed, committee):
    seen = hidden(committee.post(PAGE, sent()), "seen")
    committee.post(PAGE, {**sent(chair=(("段玉成", "M"), ("方大海", "M"))), "seen": seen})
    assert not Candidate.objects.exists()


def test_no_more_candidates_than_seats_is_said_beside_the_post(reviewed, committee):
    page = committee.post(PAGE, sent(chair=(("段玉成", "M"),)))
    assert "主任应选 1 名，候选人 1 名，不是差额，候选人至少要 2 名。村民委员会组织法 第十八条" in text_of(page)
    assert 'value="李保全"' in page.content.decode()


def test_an_empty_line_is_no_candidate(reviewed, committee):
    people = (("段玉成", "M"), ("", ""), ("梁海生", "M"))
    page = committee.post(PAGE, sent(chair=people))
    assert "主任 应选 1 名，候选人 2 名" in text_of(page)


@pytest.mark.parametrize(
    ("people", "field", "said"),
    [
        ((("段玉成", "M"), ("段玉成", "M"), ("梁海生", "M")), "chair-2-name", "“段玉成”出现两次。"),
        ((("段玉成", "M"), ("梁海生", "")), "chair-2-sex", "请选性别。"),
        ((("段玉成", "M"), ("梁海生 130123199001010019", "M")), "chair-2-name", "这里不写身份证号，请删去。"),
    ],
    ids=["twice", "no sex", "an ID number"],
)
def test_what_is_wrong_with_a_line_stands_beside_it(reviewed, committee, people, field, said):
    page = committee.post(PAGE, sent(chair=people))
    assert said in text_of(page)
    assert f'id="id_{field}_error"' in page.content.decode()


def test_a_name_spread_over_the_column_is_one_name(reviewed, committee):
    people = (("宁　涛", "M"), ("李文生", "M"))
    shown = committee.post(PAGE, sent(vice_chair=people))
    committee.post(PAGE, {**sent(vice_chair=people), "seen": hidden(shown, "seen")})
    assert names("vice_chair") == ["宁涛", "李文生"]


def test_another_line_can_be_had_without_losing_anything(reviewed, committee):
    page = committee.post(PAGE, {**sent(member=(("段秀梅", ""),)), "more": "member"}).content.decode()
    assert 'value="段秀梅"' in page
    assert 'name="member-3-name"' in page
    assert "请选性别" not in page


def test_going_back_keeps_the_list(reviewed, committee):
    page = committee.post(PAGE, {**sent(), "edit": "1"}).content.decode()
    assert 'value="赵福生"' in page
    assert not Candidate.objects.exists()


def test_fifteen_candidates_for_one_post(reviewed, committee):
    people = tuple((f"候选人{number}", "MF"[number % 2]) for number in range(15))
    shown = committee.post(PAGE, sent(member=people))
    committee.post(PAGE, {**sent(member=people), "seen": hidden(shown, "seen")})
    assert len(names("member")) == 15


def test_one_person_on_two_posts_is_pointed_out_with_the_rule(reviewed, committee):
    people = (("李保全", "M"), ("梁海生", "M"))
    page = text_of(committee.post(PAGE, sent(chair=people)))
    assert "李保全 列在不止一项职务里。候选人只能确认一项职务。 为什么 选举规程 待县核对" in page


def test_a_day_after_the_next_step_of_the_law_is_shown_with_the_list(reviewed, committee):
    page = text_of(committee.post(PAGE, sent(on="2026-12-06")))
    assert "早于应先办的“完成候选人资格联审”（2026-12-07）" in page


def test_a_line_of_her_own_takes_one_of_the_members_seats(liushu, committee):
    election = cast.at_stage(liushu, "committee_chosen")
    cast.election_actions.adopt_method(
        election,
        seats=cast.SEATS,
        measures={"woman_seat": "line"},
        on=cast.DAYS["method_adopted"],
        by="ding",
        at=cast.AT,
    )
    cast.at_stage(liushu, "review_completed")
    women = (("段秀梅", "F"), ("贾改英", "F"))
    members = (("李保全", "M"), ("贾永成", "M"), ("赵福生", "M"))
    lines = sent(member=members, member_woman=women)
    shown = committee.post(PAGE, lines)
    assert "妇女委员 应选 1 名，候选人 2 名" in text_of(shown)
    committee.post(PAGE, {**lines, "seen": hidden(shown, "seen")})
    contests = election.rounds.get().contests.filter(post="member")
    assert sorted(contests.values_list("seats", "woman_only")) == [(1, True), (2, False)]


def test_nobody_is_published_before_the_joint_review(liushu, committee):
    cast.at_stage(liushu, "nomination_vote")
    answer = committee.get(PAGE)
    assert answer.status_code == 409
    assert "“完成候选人资格联审”还没有办完" in text_of(answer)


def test_nothing_is_wrong_with_a_page_that_was_just_opened(reviewed, committee):
    page = committee.get(PAGE)
    assert wrong(page, "on") == ""
    assert "不是差额" not in text_of(page)


@pytest.mark.parametrize("lines", ["9" * 5000, "-1", "1e9", "²", "x"])
def test_a_number_of_lines_that_the_page_never_sends_is_a_few_lines(reviewed, committee, lines):
    page = committee.post(PAGE, {**sent(), "member-lines": lines})
    assert "赵福生 男" in text_of(page)


def test_an_invisible_character_makes_no_second_person(reviewed, committee):
    page = committee.post(PAGE, sent(chair=(("段玉成", "M"), ("段玉成\u200b", "M"))))
    assert wrong(page, "chair-2-name") == "“段玉成”出现两次。同名的人请在姓名后写明小组，例如“王强（二组）”。"
