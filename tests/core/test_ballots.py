"""Ballot papers: valid or not, and whom they credit."""

from __future__ import annotations

from dataclasses import replace

from cunxuan.core.ballots import Paper, Tallied, tally
from cunxuan.core.contest import Candidate, Contest, Measures
from cunxuan.core.counting_rules import counting_rules
from cunxuan.core.law import Rules, rules_of_pack

CHAIR = Contest("chair", 1, (Candidate("王"), Candidate("李")))
MEMBER = Contest("member", 2, (Candidate("赵"), Candidate("钱"), Candidate("孙")))


def count(*papers: Paper, pack: str = "CN@2026-01-01", rules: Rules | None = None, **measures: object) -> Tallied:
    law = counting_rules(rules or rules_of_pack(pack), Measures(**measures))
    return tally(papers, (CHAIR, MEMBER), law)


def votes(found: Tallied) -> dict[str, int]:
    return {one.name: one.votes for contest in found.contests for one in contest.candidates if one.votes}


def only(found: Tallied) -> tuple[str, tuple[str, ...]]:
    return found.groups[0].validity, found.groups[0].reasons


OVER = Paper(4, {"chair": ("王",), "member": ("赵", "钱", "孙")})


def test_choosing_fewer_than_the_seats_is_valid() -> None:
    found = count(Paper(3, {"chair": (), "member": ("赵",)}))
    assert only(found) == ("VALID", ())
    assert votes(found) == {"赵": 3}


def test_a_blank_paper_is_valid_and_credits_nobody() -> None:
    assert only(count(Paper(1, {}))) == ("VALID", ())


def test_choosing_too_many_voids_the_whole_paper() -> None:
    found = count(OVER)
    assert only(found) == ("WHOLE_INVALID", ("OVER_VOTE",))
    assert votes(found) == {}
    assert found.count == 4
    assert found.findings[0].text == "4 张选票委员所选人数多于应选 2 名。"


def test_a_village_may_void_that_post_only_where_the_law_leaves_it_open() -> None:
    found = count(OVER, over_vote="column")
    assert only(found) == ("PART_INVALID", ("OVER_VOTE",))
    assert votes(found) == {"王": 4}
    assert votes(count(OVER, pack="ZJ@2020-07-31", over_vote="column")) == {}
    assert votes(count(OVER, pack="SC@2026-01-01", over_vote="column")) == {"王": 4}


def test_in_henan_each_post_has_a_paper_of_its_own() -> None:
    assert votes(count(OVER, pack="HEN@2011-07-29")) == {"王": 4}


def test_the_same_person_for_two_posts_voids_the_paper() -> None:
    found = count(Paper(2, {"chair": ("王",), "member": ("王", "赵")}))
    assert only(found) == ("WHOLE_INVALID", ("SAME_PERSON_TWO_POSTS",))
    assert found.findings[0].text == "2 张选票选举同一人（王）担任两项以上职务。"


def test_before_the_guidance_nothing_voids_a_person_named_twice() -> None:
    national = rules_of_pack("CN@2026-01-01")
    silent = replace(
        national, rules={key: rule for key, rule in national.rules.items() if key != "same_person_two_posts"}
    )
    found = count(Paper(2, {"chair": ("王",), "member": ("王",)}), rules=silent)
    assert only(found) == ("VALID", ("SAME_PERSON_TWO_POSTS",))


def test_a_name_marked_twice_in_a_column_counts_once() -> None:
    assert votes(count(Paper(1, {"member": ("赵", "赵")}))) == {"赵": 1}


def test_the_part_that_cannot_be_read_is_void_and_the_rest_counts() -> None:
    found = count(Paper(1, {"chair": ("王",), "member": ("赵",)}, unreadable=frozenset({"member"})))
    assert only(found) == ("PART_INVALID", ("UNREADABLE",))
    assert votes(found) == {"王": 1}


def test_in_beijing_a_paper_that_cannot_be_read_is_waste() -> None:
    found = count(Paper(3, {"chair": ("王",)}, unreadable=frozenset({"member"})), pack="BJ@2012-09-28")
    assert only(found) == ("WHOLE_INVALID", ("UNREADABLE",))


def test_a_slogan_voids_a_paper_where_the_law_says_so() -> None:
    slogan = Paper(1, {"chair": ("王",)}, extra_marks=True)
    assert only(count(slogan, pack="SC@2026-01-01")) == ("WHOLE_INVALID", ("EXTRA_MARKS",))
    assert only(count(slogan)) == ("VALID", ("EXTRA_MARKS",))


def test_a_name_written_without_a_mark_is_no_vote() -> None:
    found = count(Paper(1, {"chair": ()}, unmarked={"chair": ("周",), "member": ()}))
    assert only(found) == ("VALID", ())
    assert votes(found) == {}
    assert [one.reason for one in found.findings] == ["WRITE_IN_NOT_COUNTED"]


def test_where_no_mark_is_needed_the_written_name_counts() -> None:
    national = rules_of_pack("CN@2026-01-01")
    free = replace(national["write_in_needs_mark"], value=False)
    rules = replace(national, rules={**national.rules, "write_in_needs_mark": free})
    found = count(Paper(1, {"chair": ()}, unmarked={"chair": ("周",)}), rules=rules)
    assert votes(found) == {"周": 1}


def test_a_name_of_no_candidate_is_a_write_in() -> None:
    found = count(Paper(5, {"chair": ("周",), "member": ("赵", "王")}))
    chair = found.contests[0].candidates
    assert chair[-1] == Candidate("周", 5, write_in=True)
    assert found.contests[1].candidates[-1] == Candidate("王", 5, write_in=True)


def test_the_womans_line_counts_with_its_post_and_write_ins_join_the_ordinary_one() -> None:
    line = Contest("member", 1, (Candidate("吴", sex="F"),), woman_only=True)
    law = counting_rules(rules_of_pack("ZJ@2020-07-31"), Measures())
    papers = [Paper(2, {"member": ("吴", "赵", "周")}), Paper(1, {"member": ("吴", "赵", "钱", "周")})]
    found = tally(papers, (line, MEMBER), law)
    assert [one.name for one in found.contests[0].candidates] == ["吴"]
    assert votes(found) == {"吴": 2, "赵": 2, "周": 2}
    alone = tally(papers[:1], (replace(line, seats=3),), law)
    assert [one.name for one in alone.contests[0].candidates] == ["吴", "周", "赵"]


# -- parts of a paper ---------------------------------------------------------------------------------------------

TWICE = Paper(2, {"chair": ("王",), "member": ("王", "赵")})


def test_only_the_two_marks_for_one_person_are_void_where_the_method_says_so() -> None:
    found = count(TWICE, same_person_two_posts="part")
    assert only(found) == ("PART_INVALID", ("SAME_PERSON_TWO_POSTS",))
    assert votes(found) == {"赵": 2}


def test_of_two_marks_for_one_person_the_higher_post_counts_where_the_method_says_so() -> None:
    lower_first = Paper(2, {"member": ("王", "赵"), "chair": ("王",)})
    for paper in (TWICE, lower_first):
        found = count(paper, same_person_two_posts="one_post")
        assert [(one.name, one.votes) for one in found.contests[0].candidates if one.votes] == [("王", 2)]
        assert [(one.name, one.votes) for one in found.contests[1].candidates if one.votes] == [("赵", 2)]


def test_in_hainan_both_marks_for_one_person_count() -> None:
    found = count(TWICE, pack="HAIN@2025-12-03")
    assert only(found) == ("VALID", ("SAME_PERSON_TWO_POSTS",))
    assert found.contests[1].candidates[-1] == Candidate("王", 2, write_in=True)


def test_zhejiangs_village_cannot_let_two_marks_for_one_person_count() -> None:
    assert votes(count(TWICE, pack="ZJ@2020-07-31", same_person_two_posts="separately")) == {}


def test_a_paper_of_which_nothing_is_left_is_void_as_a_whole() -> None:
    found = count(Paper(1, {"chair": ("王",), "member": ("王",)}), same_person_two_posts="part")
    assert only(found) == ("WHOLE_INVALID", ("SAME_PERSON_TWO_POSTS",))


def test_in_hebei_other_marks_void_only_the_part_they_stand_in() -> None:
    marked = Paper(1, {"chair": ("王",), "member": ("赵",)}, extra_at=frozenset({"member"}))
    found = count(marked, pack="HEB@2020-07-30")
    assert only(found) == ("PART_INVALID", ("EXTRA_MARKS",))
    assert votes(found) == {"王": 1}
    assert votes(count(marked)) == {"王": 1, "赵": 1}
    assert votes(count(marked, pack="BJ@2012-09-28")) == {"王": 1, "赵": 1}


def test_in_hebei_marks_on_the_paper_as_a_whole_void_every_part() -> None:
    found = count(Paper(1, {"chair": ("王",), "member": ("赵",)}, extra_marks=True), pack="HEB@2020-07-30")
    assert only(found) == ("WHOLE_INVALID", ("EXTRA_MARKS",))


def test_where_other_marks_void_the_paper_it_matters_not_where_they_stand() -> None:
    national = rules_of_pack("CN@2026-01-01")
    strict = replace(national["unreadable"], key="extra_marks", value="whole")
    rules = replace(national, rules={**national.rules, "extra_marks": strict})
    found = count(Paper(1, {"chair": ("王",), "member": ("赵",)}, extra_at=frozenset({"member"})), rules=rules)
    assert only(found) == ("WHOLE_INVALID", ("EXTRA_MARKS",))


def test_what_the_committee_has_to_decide_is_pointed_out() -> None:
    found = count(Paper(3, {"chair": ("王",)}, unreadable=frozenset({"member"})), pack="ZJ@2020-07-31")
    assert [one.reason for one in found.findings] == ["COMMITTEE_DECIDES", "UNREADABLE"]
    assert only(found) == ("PART_INVALID", ("UNREADABLE",))


def test_a_village_may_count_names_written_in_without_a_mark() -> None:
    paper = Paper(1, {"chair": ()}, unmarked={"chair": ("周",)})
    assert votes(count(paper, write_in_needs_mark=False)) == {"周": 1}
    assert votes(count(paper)) == {}


def test_as_many_as_the_seats_is_not_too_many() -> None:
    assert only(count(Paper(1, {"member": ("赵", "钱")}))) == ("VALID", ())
    assert only(count(Paper(1, {"member": ("赵", "钱", "孙")}))) == ("WHOLE_INVALID", ("OVER_VOTE",))


# -- a whole pile -------------------------------------------------------------------------------------------------

VICE = Contest("vice_chair", 1, (Candidate("周"), Candidate("吴")))


def judged(*papers: Paper, rules: Rules, **measures: object) -> list[str]:
    """Each kind of paper with whom it credits, then what is said of all of them, with the rule it rests on."""
    found = tally(papers, (CHAIR, VICE, MEMBER), counting_rules(rules, Measures(**measures)))
    groups = [
        f"{one.count} {one.validity} {' '.join(one.reasons)} · "
        + ", ".join(f"{post} {' '.join(names)}" for post, names in one.credited)
        for one in found.groups
    ]
    said = [f"{one.code} {one.severity} {one.rule.key if one.rule else None} · {one.text}" for one in found.findings]
    return [*groups, *said]


def test_a_pile_of_papers_is_judged_kind_by_kind_and_its_faults_are_added_up() -> None:
    pile = (
        Paper(5, {"chair": ("王",), "vice_chair": ("周",), "member": ("赵", "钱")}),
        Paper(2, {"chair": ("王",), "vice_chair": ("王",), "member": ("赵",)}),
        Paper(3, {"chair": ("王",), "member": ("赵", "钱", "孙")}),
        Paper(1, {"chair": ("王",), "vice_chair": ("周",), "member": ("赵",)}, unreadable=frozenset({"vice_chair"})),
        Paper(4, {"chair": ("王",)}, unmarked={"vice_chair": ("冯",)}),
        Paper(6, {"chair": ("王",), "member": ("赵", "钱", "孙")}, extra_marks=True),
    )
    assert judged(*pile, rules=rules_of_pack("CN@2026-01-01")) == [
        "5 VALID  · chair 王, member 赵 钱, vice_chair 周",
        "2 WHOLE_INVALID SAME_PERSON_TWO_POSTS · ",
        "3 WHOLE_INVALID OVER_VOTE · ",
        "1 PART_INVALID UNREADABLE · chair 王, member 赵",
        "4 VALID  · chair 王",
        "6 WHOLE_INVALID OVER_VOTE EXTRA_MARKS · ",
        "B04 note None · 6 张选票写有规定以外的文字或者符号。",
        "B01 note over_vote · 9 张选票委员所选人数多于应选 2 名。",
        "B02 note same_person_two_posts · 2 张选票选举同一人（王）担任两项以上职务。",
        "B03 note unreadable · 1 张选票不能辨认。",
        "B05 note write_in_needs_mark · 4 张选票另写姓名 冯 但没有划票，不计得票。",
    ]


def test_a_part_with_too_many_and_a_part_that_cannot_be_read_are_both_void() -> None:
    paper = Paper(1, {"chair": ("王", "李"), "vice_chair": ("周",), "member": ("赵",)}, frozenset({"member"}))
    assert judged(paper, rules=rules_of_pack("HAIN@2025-12-03")) == [
        "1 PART_INVALID OVER_VOTE UNREADABLE · vice_chair 周",
        "B07 warn unreadable · 1 张选票是否有效由村民选举委员会在唱票前认定，这里按所登记的情形计算，请核对认定记录。",
        "B01 note over_vote · 1 张选票主任所选人数多于应选 1 名。",
        "B03 note unreadable · 1 张选票不能辨认。",
    ]


def test_of_vice_chair_and_member_the_vice_chair_counts_where_one_post_does() -> None:
    paper = Paper(1, {"member": ("周", "赵"), "vice_chair": ("周",)})
    assert judged(paper, rules=rules_of_pack("CN@2026-01-01"), same_person_two_posts="one_post")[0] == (
        "1 PART_INVALID SAME_PERSON_TWO_POSTS · member 赵, vice_chair 周"
    )


def test_where_the_committee_decides_on_other_marks_the_paper_counts_and_that_is_pointed_out() -> None:
    national = rules_of_pack("CN@2026-01-01")
    for_them = replace(national["unreadable"], key="extra_marks", value="committee_decides")
    rules = replace(national, rules={**national.rules, "extra_marks": for_them})
    assert judged(Paper(7, {"chair": ("王",)}, extra_marks=True), rules=rules) == [
        "7 VALID EXTRA_MARKS · chair 王",
        "B07 warn extra_marks · 7 张选票是否有效由村民选举委员会在唱票前认定，这里按所登记的情形计算，请核对认定记录。",
        "B04 note extra_marks · 7 张选票写有规定以外的文字或者符号。",
    ]


def test_a_name_written_in_where_nothing_else_is_chosen_counts_where_no_mark_is_needed() -> None:
    paper = Paper(1, {}, unmarked={"chair": ("周",)})
    assert judged(paper, rules=rules_of_pack("CN@2026-01-01"), write_in_needs_mark=False) == ["1 VALID  · chair 周"]
