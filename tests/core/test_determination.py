"""Who is elected: one act each. The worked cases of the law are in tests/cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.polls import case, elected, poll, reasons, why_not
from cunxuan.core.contest import BallotAccount, Contest, Determination
from cunxuan.core.determination import determine
from cunxuan.core.findings import Finding
from cunxuan.core.law import rules_for, rules_of_pack


def test_more_than_half_of_those_voting_elects() -> None:
    found = poll("registered 520 · issued 480 · returned 471 · chair 1 · 王男 300 · 李女 165")
    assert found.outcome == "decided"
    assert elected(found) == ["王男"]
    assert found.elected[0].reason == "MAJORITY_MOST_VOTES"
    assert (found.threshold.share, found.threshold.of, found.threshold.needs) == (">1/2", 471, 236)


def test_everybody_not_elected_is_told_why_and_how_many_votes_were_missing() -> None:
    found = poll("returned 100 · chair 1 · 王男 40 · 李女 49 · 赵男 11")
    assert [(one.name, one.reason, one.short_of_threshold) for one in found.not_elected] == [
        ("李女", "NO_MAJORITY", 2),
        ("王男", "NO_MAJORITY", 11),
        ("赵男", "NO_MAJORITY", 40),
    ]


def test_enough_votes_but_fewer_than_others_is_its_own_reason() -> None:
    found = poll("returned 100 · member 1 · 王女 80 · 李男 60")
    assert why_not(found) == {"李男": "FEWER_VOTES"}


# -- void, turnout ------------------------------------------------------------------------------------------------


def test_more_ballots_than_voters_is_void_where_the_province_compares_with_voters() -> None:
    found = poll("registered 1500 · issued 800 · signed 795 · returned 798 · chair 1 · 王男 470", pack="ZJ@2020-07-31")
    assert found.outcome == "void"
    assert found.blocked
    assert [one.code for one in found.findings if one.blocks] == ["D07"]
    assert found.findings[0].basis == "浙江省村民委员会选举办法 第二十七条"
    assert found.not_elected[0].votes is None


def test_figures_in_a_sentence_have_commas() -> None:
    found = poll("registered 1500 · issued 1200 · returned 1130 · chair 1 · 王男 600")
    turnout = next(one for one in found.findings if one.reason == "TURNOUT_OK")
    assert turnout.sentence() == "参加投票 1,130 人，超过登记参加选举的村民 1,500 人的半数，选举有效。"
    assert turnout.sentence("en") == "1,130 took part, more than half of the 1,500 registered; the election is valid."


def test_the_same_figures_only_need_a_look_where_it_compares_with_ballots_issued() -> None:
    found = poll("registered 1500 · issued 800 · signed 795 · returned 798 · chair 1 · 王男 470")
    assert found.outcome == "decided"
    assert "ACCOUNT_DIFFERS" in reasons(found)


def test_more_ballots_than_people_on_the_roll_is_void_under_any_law() -> None:
    found = poll("registered 700 · issued 900 · returned 800 · chair 1 · 王男 470")
    assert found.outcome == "void"
    assert "ELECTION_VOID_BALLOTS_EXCEED_ROLL" in reasons(found)


def test_a_missing_counter_is_said_and_not_guessed() -> None:
    asked = case("returned 100 · chair 1 · 王男 60 · 李女 40")
    found = determine(replace(asked, account=BallotAccount(returned=100)))
    assert found.outcome == "decided"
    assert "BALLOTS_NOT_COMPARED" in reasons(found)


def test_before_the_ministrys_guidance_no_text_compares_the_box() -> None:
    found = poll(
        "returned 100 · issued 90 · chair 1 · 王男 60 · 李女 40", rules=rules_for("140824100200", date(2011, 12, 1))
    )
    assert not reasons(found) & {"RECONCILED", "BALLOTS_NOT_COMPARED", "ELECTION_VOID_BALLOTS_EXCEED_ISSUED"}


def test_forged_ballots_are_set_aside_and_do_not_count() -> None:
    found = poll("registered 1000 · issued 530 · forged 5 · returned 505 · chair 1 · 王男 300 · 李女 205")
    assert found.participants == 505
    assert {"FORGED_SET_ASIDE", "RECONCILED", "TURNOUT_OK"} <= reasons(found)


def test_a_village_may_count_those_who_signed_where_its_law_says_so() -> None:
    national = rules_of_pack("CN@2026-01-01")
    by_signature = replace(national.rules["participants"], value="signed")
    rules = replace(national, rules={**national.rules, "participants": by_signature})
    found = poll("registered 199 · issued 110 · signed 102 · returned 100 · chair 1 · 王男 51", rules=rules)
    assert found.participants == 102
    assert found.outcome == "runoff"


def test_a_rerun_names_the_same_candidates_and_shows_no_figures() -> None:
    found = poll("registered 1000 · returned 500 · chair 1 · 王男 400 · 李女 90 · +赵男 10")
    assert found.outcome == "rerun"
    assert found.next[0].kind == "rerun"
    assert found.next[0].candidates == ("李女", "王男")
    assert {one.votes for one in found.not_elected} == {None}


def test_in_henan_too_few_at_the_runoff_make_it_void_and_it_is_held_again_within_thirty_days() -> None:
    found = poll(
        "registered 1000 · returned 500 · member 1 · 王男 400",
        pack="HEN@2011-07-29",
        round="runoff",
        on=date(2024, 12, 20),
    )
    assert found.outcome == "rerun"
    assert (found.next[0].win, found.next[0].floor) == ("plurality", "1/3")
    assert found.next[0].by == date(2025, 1, 19)


def test_elsewhere_the_runoff_has_no_turnout_of_its_own() -> None:
    found = poll("registered 1000 · returned 400 · member 1 · 王女 200", round="runoff")
    assert elected(found) == ["王女"]
    assert found.elected[0].reason == "RUNOFF_MOST_VOTES"


def test_in_henan_more_than_half_at_the_runoff_is_said_so() -> None:
    found = poll(
        "registered 700 · returned 400 · member 1 · 王女 201 · 李男 190", pack="HEN@2011-07-29", round="runoff"
    )
    assert found.elected[0].reason == "MAJORITY_MOST_VOTES"


# -- ties ---------------------------------------------------------------------------------------------------------


def test_a_tied_last_seat_goes_to_a_new_vote_among_those_tied() -> None:
    found = poll("returned 100 · vice 2 · 王女 80 · 李男 60 · 赵男 60 · 孙男 55")
    assert found.outcome == "revote"
    assert elected(found) == ["王女"]
    assert found.tied == (("李男", "赵男"),)
    assert why_not(found) == {"李男": "REVOTE_TIED", "赵男": "REVOTE_TIED", "孙男": "FEWER_VOTES"}


def test_the_new_vote_among_those_tied_needs_no_share() -> None:
    found = poll("registered 900 · returned 100 · vice 1 · 李男 30 · 赵男 20", round="revote")
    assert elected(found) == ["李男"]
    assert found.threshold is None
    assert found.elected[0].reason == "REVOTE_MOST_VOTES"


def test_nobody_is_elected_without_a_single_vote() -> None:
    found = poll("returned 100 · vice 1 · 李男 0 · 赵男 0", round="revote")
    assert found.outcome == "continue"
    assert set(why_not(found).values()) == {"NO_VOTES"}


def test_whoever_is_tied_for_chair_holds_no_lower_post_before_the_new_vote() -> None:
    found = poll(
        "returned 100 · chair 1 · 王男 60 · 李男 60 · member 1 · 王男 70 · 赵男 20 · 孙女 10",
        woman_seat="none",
    )
    assert found.outcome == "revote"
    assert elected(found) == []
    assert next(one.reason for one in found.not_elected if one.post == "member") == "AWAITS_REVOTE"
    assert "SEAT_AWAITS_REVOTE" in reasons(found)
    assert [ballot.kind for ballot in found.next] == ["revote"]


def test_after_the_new_vote_the_waiting_seat_is_determined_with_whoever_won_it() -> None:
    found = poll("returned 100 · member 1 · 王男 70 · 赵男 20 · 孙女 10", before="chair 李女")
    assert elected(found) == ["王男"]


# -- the runoff ---------------------------------------------------------------------------------------------------


def test_the_runoff_is_among_the_leading_unelected_one_more_than_the_seats() -> None:
    found = poll("returned 100 · vice 2 · 王女 51 · 李男 40 · 赵男 30 · 孙男 20", on=date(2026, 12, 20))
    runoff = found.next[0]
    assert runoff.candidates == ("李男", "赵男")
    assert (runoff.seats, runoff.win, runoff.floor) == (1, "plurality", "1/3")
    assert (runoff.within_days, runoff.by, runoff.rule.confirmed) == (10, date(2026, 12, 30), False)


def test_in_sichuan_the_runoff_keeps_the_margin_of_the_first_vote() -> None:
    found = poll("returned 100 · vice 1 · 王女 50 · 李男 40 · 赵男 30 · +孙男 20", pack="SC@2026-01-01")
    assert found.next[0].candidates == ("王女", "李男", "赵男")


def test_equal_votes_at_the_end_of_the_list_all_stand() -> None:
    found = poll("returned 100 · vice 1 · 王女 40 · 李男 30 · 赵男 30")
    assert found.next[0].candidates == ("王女", "李男", "赵男")
    assert "RUNOFF_CANDIDATES_TIED" in reasons(found)


def test_too_few_left_to_stand_is_said() -> None:
    found = poll("returned 100 · vice 2 · 王女 60 · 李男 30")
    assert found.next[0].candidates == ("李男",)
    assert "RUNOFF_TOO_FEW_CANDIDATES" in reasons(found)


def test_whoever_is_elected_to_another_post_does_not_stand_in_the_runoff() -> None:
    found = poll("returned 100 · chair 1 · 王女 45 · 李女 40 · 赵男 15 · member 1 · 王女 60 · 孙女 20 · 钱男 10")
    assert elected(found) == ["王女"]
    assert found.next[0].candidates == ("李女", "赵男")


def test_a_person_elected_in_an_earlier_round_is_out_of_the_runoff() -> None:
    found = poll("returned 100 · member 1 · 丁男 60 · 李女 40", round="runoff", before="member 丁男")
    assert elected(found) == ["李女"]
    assert why_not(found) == {"丁男": "ALREADY_ELECTED"}


def test_whoever_is_elected_chair_leaves_the_lower_post_to_others() -> None:
    found = poll("returned 100 · member 1 · 王男 90 · 李女 60 · chair 1 · 王男 70 · 赵男 20")
    assert [(one.post, one.name) for one in found.elected] == [("chair", "王男"), ("member", "李女")]
    assert "ELECTED_TO_HIGHER_POST" in reasons(found)


# -- counting down ------------------------------------------------------------------------------------------------


def test_votes_are_counted_down_through_every_post_that_did_not_elect() -> None:
    text = "returned 100 · chair 1 · 王女 60 · 李男 20 · vice 1 · 赵男 60 · 李男 20 · member 1 · 李男 15 · 孙男 40"
    found = poll(text, count_down=True)
    assert found.elected[-1].merged_from == (("chair", 20), ("vice_chair", 20))
    assert (found.elected[-1].name, found.elected[-1].votes, found.elected[-1].reason) == ("李男", 55, "MERGED")


def test_votes_are_never_counted_up() -> None:
    found = poll("returned 100 · chair 1 · 李男 40 · member 1 · 李男 30 · 孙女 60", count_down=True)
    assert elected(found) == ["孙女"]


def test_the_same_ballot_naming_a_person_twice_shows_when_votes_are_counted_down() -> None:
    found = poll("returned 100 · chair 1 · 李男 45 · 王女 55 · member 1 · 李男 80 · 孙男 10", count_down=True)
    assert "MERGED_VOTES_EXCEED_BALLOTS" in reasons(found)


def test_no_votes_to_count_down_change_nothing() -> None:
    found = poll("returned 100 · chair 1 · 李男 0 · 王女 55 · member 1 · 李男 80 · 孙男 10", count_down=True)
    assert found.elected[-1].reason == "MAJORITY_MOST_VOTES"


# -- the woman's seat ---------------------------------------------------------------------------------------------

WHOLE = "returned 800 · chair 1 · 王男 520 · member 3 · 赵男 600 · 钱男 560 · 孙男 500"


def test_a_woman_over_half_is_elected_first_where_no_woman_is_chair() -> None:
    found = poll(f"{WHOLE} · 李女 430")
    assert elected(found) == ["王男", "赵男", "钱男", "李女"]
    assert found.elected[-1].reason == "WOMAN_FIRST"
    assert why_not(found) == {"孙男": "DISPLACED_BY_WOMAN_FIRST"}


def test_a_woman_among_those_with_most_votes_needs_no_rule() -> None:
    found = poll("returned 800 · chair 1 · 王男 520 · member 2 · 赵男 600 · 李女 560 · 孙男 500")
    assert found.elected[-1].reason == "MAJORITY_MOST_VOTES"


def test_a_woman_tied_with_men_for_the_last_seat_is_elected_first() -> None:
    found = poll("returned 800 · chair 1 · 王男 520 · member 2 · 赵男 600 · 李女 500 · 孙男 500")
    assert elected(found) == ["王男", "赵男", "李女"]
    assert why_not(found) == {"孙男": "DISPLACED_BY_WOMAN_FIRST"}


def test_the_only_seat_goes_to_the_woman() -> None:
    found = poll("returned 800 · chair 1 · 王男 520 · member 1 · 赵男 600 · 李女 500")
    assert elected(found) == ["王男", "李女"]


def test_without_a_woman_over_half_one_seat_waits_for_a_woman() -> None:
    found = poll(f"{WHOLE} · 李女 230 · 周女 220 · 吴女 210")
    assert elected(found) == ["王男", "赵男", "钱男"]
    assert found.short[0].woman
    assert found.next[0].woman_only
    assert found.next[0].candidates == ("李女", "周女")
    assert why_not(found)["孙男"] == "SEAT_RESERVED_FOR_WOMAN"


def test_the_only_seat_may_be_the_one_that_waits_for_a_woman() -> None:
    found = poll("returned 800 · chair 1 · 王男 520 · member 1 · 赵男 600 · 李女 300")
    assert elected(found) == ["王男"]
    assert why_not(found)["赵男"] == "SEAT_RESERVED_FOR_WOMAN"


def test_the_womans_runoff_and_the_others_share_no_candidate() -> None:
    found = poll(
        "returned 800 · chair 1 · 王男 520 · member 3 · 赵男 600 · 李女 230 · 周女 220 · 吴女 90 · 孙男 50 · 郑男 40"
    )
    assert [(ballot.woman_only, ballot.candidates) for ballot in found.next] == [
        (True, ("李女", "周女")),
        (False, ("吴女", "孙男")),
    ]
    assert [(one.seats, one.woman) for one in found.short] == [(1, False), (1, True)]


def test_two_women_equal_for_the_first_seat_are_voted_on_again() -> None:
    found = poll("returned 800 · chair 1 · 王男 520 · member 2 · 赵男 600 · 钱男 560 · 李女 430 · 周女 430")
    assert elected(found) == ["王男", "赵男"]
    assert found.tied == (("周女", "李女"),)
    assert found.next[0].woman_only


def test_equal_women_and_seats_they_may_still_take_wait_for_the_new_vote() -> None:
    found = poll("returned 800 · chair 1 · 王男 520 · member 3 · 赵男 600 · 李女 430 · 周女 430 · 吴女 430 · 钱男 410")
    assert elected(found) == ["王男", "赵男"]
    assert [seat.values["seats"] for seat in found.findings if seat.reason == "SEAT_AWAITS_REVOTE"] == [1]


def test_a_woman_elected_before_secures_the_seat() -> None:
    found = poll("returned 800 · member 2 · 赵男 600 · 钱男 560 · 李女 430", before="chair 周女")
    assert elected(found) == ["赵男", "钱男"]


def test_where_a_woman_is_tied_for_vice_chair_the_last_members_seat_waits() -> None:
    text = (
        "returned 800 · chair 1 · 王男 520 · vice 1 · 李女 500 · 孙男 500 · member 2 · 赵男 600 · 钱男 560 · 周女 430"
    )
    found = poll(text)
    assert elected(found) == ["王男", "赵男"]
    assert "SEAT_AWAITS_REVOTE" in reasons(found)
    assert why_not(found)["钱男"] == "AWAITS_REVOTE"


def test_no_seat_is_kept_where_the_chair_is_not_part_of_the_case() -> None:
    found = poll("returned 800 · member 2 · 赵男 600 · 钱男 560 · 李女 230")
    assert elected(found) == ["赵男", "钱男"]
    assert "WOMAN_RULE_NOT_APPLIED" in reasons(found)


def test_no_seat_is_kept_where_the_sex_is_not_given() -> None:
    found = poll("returned 800 · chair 1 · 王男 520 · member 2 · 赵 600 · 钱 560 · 李 230")
    assert elected(found) == ["王男", "赵", "钱"]
    assert "WOMAN_RULE_NOT_APPLIED" in reasons(found)


def test_no_seat_is_kept_where_the_chair_may_be_a_woman() -> None:
    found = poll("returned 800 · member 2 · 赵男 600 · 钱男 560 · 李女 430", before="chair 王")
    assert elected(found) == ["赵男", "钱男"]
    assert "WOMAN_RULE_NOT_APPLIED" in reasons(found)


def test_a_village_without_the_rule_elects_by_votes_and_is_reminded() -> None:
    found = poll("returned 800 · chair 1 · 王男 520 · member 2 · 赵男 600 · 钱男 560 · 李女 430", woman_seat="none")
    assert elected(found) == ["王男", "赵男", "钱男"]
    assert "NO_WOMAN_ELECTED" in reasons(found)


def test_nothing_is_said_of_women_where_a_sex_is_unknown() -> None:
    found = poll("returned 800 · chair 1 · 王 520 · member 2 · 赵男 600 · 钱男 560 · 李女 430", woman_seat="none")
    assert "NO_WOMAN_ELECTED" not in reasons(found)


def test_sichuans_village_cannot_do_away_with_the_womans_seat() -> None:
    found = poll(f"{WHOLE} · 李女 430", pack="SC@2026-01-01", woman_seat="none")
    assert found.elected[-1].reason == "WOMAN_FIRST"
    assert "MEASURE_NOT_OPEN" in reasons(found)


def test_zhejiangs_ballot_has_a_line_for_the_woman_member() -> None:
    text = (
        "returned 800 · chair 1 · 王男 520 · member 1 · 赵男 600 · 李女 430 · woman 1 · 周女 450 · 吴女 300 · 郑男 10"
    )
    found = poll(text, pack="ZJ@2020-07-31")
    assert elected(found) == ["王男", "周女", "赵男"]
    assert why_not(found)["郑男"] == "NOT_A_WOMAN"
    assert "WOMAN_LINE_MISSING" not in reasons(found)


def test_zhejiangs_line_stays_in_the_runoff_as_long_as_no_woman_is_elected() -> None:
    found = poll(
        "returned 800 · chair 1 · 王男 520 · member 1 · 赵男 600 · woman 1 · 周女 350 · 吴女 300", pack="ZJ@2020-07-31"
    )
    assert found.next[0].woman_only
    elsewhere = poll(
        "returned 800 · chair 1 · 王女 520 · member 1 · 赵男 600 · woman 1 · 周女 350 · 吴女 300", pack="ZJ@2020-07-31"
    )
    assert not elsewhere.next[0].woman_only


def test_a_zhejiang_case_without_the_line_is_asked_about_it() -> None:
    assert "WOMAN_LINE_MISSING" in reasons(poll(WHOLE, pack="ZJ@2020-07-31"))


def test_a_village_may_only_want_a_woman_among_those_of_the_runoff() -> None:
    found = poll(
        "returned 800 · chair 1 · 王男 520 · member 2 · 赵男 600 · 钱男 300 · 孙男 200 · 李女 100", woman_seat="runoff"
    )
    assert found.next[0].candidates == ("钱男", "孙男", "李女")
    with_her = poll(
        "returned 800 · chair 1 · 王男 520 · member 2 · 赵男 600 · 钱男 300 · 李女 200", woman_seat="runoff"
    )
    assert with_her.next[0].candidates == ("钱男", "李女")


# -- seats that stay vacant ---------------------------------------------------------------------------------------

SHORT = "returned 600 · member 1 · 周男 190 · 吴男 180"
THREE = "chair 王女 · vice 李男 · member 赵男"


def test_after_the_runoff_three_elected_may_leave_a_seat_vacant() -> None:
    found = poll(SHORT, round="runoff", before=THREE)
    assert found.outcome == "may_stop"
    assert found.vacancy.decided_by == "law"
    assert found.next[0].optional


def test_the_village_may_have_decided_to_go_on() -> None:
    found = poll(SHORT, round="runoff", before=THREE, stop_after_runoff=False)
    assert found.outcome == "continue"
    assert "MUST_CONTINUE" in reasons(found)


def test_the_village_may_have_decided_to_stop() -> None:
    assert poll(SHORT, round="runoff", before=THREE, stop_after_runoff=True).vacancy.stopped


def test_two_elected_must_go_on() -> None:
    assert poll(SHORT, round="runoff", before="chair 王女 · vice 李男").outcome == "continue"


def test_the_first_vote_is_never_the_last_word_but_in_shanghai() -> None:
    assert poll("returned 100 · chair 1 · 王女 60 · member 3 · 赵男 60 · 钱男 55 · 孙男 40").outcome == "runoff"


def test_beijing_wants_a_chair_before_seats_stay_vacant() -> None:
    text = "returned 600 · chair 1 · 周男 190 · 吴男 180"
    four = "vice 李男 · vice 王女 · member 赵男 · member 钱男"
    assert poll(text, pack="BJ@2012-09-28", round="runoff", before=four).outcome == "continue"


def test_beijings_meeting_decides_with_four_and_a_chair() -> None:
    found = poll(SHORT, pack="BJ@2012-09-28", round="runoff", before=f"{THREE} · member 钱男")
    assert (found.outcome, found.vacancy.decided_by) == ("may_stop", "meeting")


def test_a_seat_kept_for_a_woman_stays_open_until_it_is_filled() -> None:
    found = poll("returned 600 · woman 1 · 周女 190", round="runoff", before="chair 王男 · vice 李男 · member 赵男")
    assert found.outcome == "continue"


def test_without_chair_and_vice_chair_the_representatives_pick_a_member_to_preside() -> None:
    text = "returned 600 · chair 1 · 周男 190 · 吴男 180 · vice 1 · 郑男 100"
    found = poll(text, round="runoff", before="member 王女 · member 李男 · member 赵男")
    assert found.vacancy.acting_head == "meeting_picks_member"
    assert found.vacancy.acting_names == ("李男", "王女", "赵男")


def test_in_shanghai_whoever_has_most_votes_presides() -> None:
    text = "returned 600 · chair 1 · 周男 190 · 吴男 180"
    one = poll(text, pack="SH@2020-09-25", round="runoff", before="vice 王女 · member 李男 · member 赵男")
    assert (one.vacancy.acting_head, one.vacancy.acting_names) == ("vice_chair", ("王女",))
    two = poll(text, pack="SH@2020-09-25", round="runoff", before="vice 王女 · vice 李男 · member 赵男")
    assert two.vacancy.acting_head == "most_votes"


def test_before_the_guidance_nothing_lets_a_seat_stay_vacant() -> None:
    rules = rules_for("140824100200", date(2011, 12, 1))
    found = poll(SHORT, round="runoff", before=THREE, rules=rules)
    assert found.outcome == "continue"
    assert found.next[0].within_days is None


# -- figures that cannot be ---------------------------------------------------------------------------------------


def test_more_votes_than_ballots_block_the_declaration() -> None:
    found = poll("returned 100 · chair 1 · 王女 101 · 李男 0")
    assert found.blocked
    assert "VOTES_EXCEED_PARTICIPANTS" in reasons(found)


def test_more_choices_than_places_block_the_declaration() -> None:
    found = poll("returned 100 · chair 1 · 王女 60 · 李男 41")
    assert {one.reason for one in found.findings if one.blocks} == {"VOTES_EXCEED_CHOICES"}


def test_as_many_candidates_as_seats_is_no_contested_election() -> None:
    assert "CANDIDATES_NOT_MORE_THAN_SEATS" in reasons(poll("returned 100 · chair 1 · 王女 60"))


def test_a_committee_of_eight_or_of_two_is_out_of_range() -> None:
    eight = poll("returned 100 · chair 1 · 王女 60 · 李男 40 · member 7 · 赵男 60")
    two = poll("returned 100 · chair 1 · 王女 60 · 李男 40 · member 1 · 赵男 60 · 钱男 30")
    assert "SEATS_OUT_OF_RANGE" in reasons(eight) & reasons(two)


# -- what the law itself says -------------------------------------------------------------------------------------


def test_an_older_provincial_text_is_named_in_the_answer() -> None:
    found = poll("returned 100 · chair 1 · 王女 60 · 李男 40", rules=rules_for("310101000000", date(2026, 12, 20)))
    assert "PROVINCE_OLDER_THAN_NATIONAL" in reasons(found)


def test_a_pack_out_of_force_is_applied_with_a_warning() -> None:
    found = poll("returned 100 · chair 1 · 王女 60 · 李男 40", pack="CN@2018-12-29", on=date(2026, 12, 20))
    assert (found.outcome, found.pack) == ("decided", "CN@2018-12-29")
    assert "PACK_NOT_IN_FORCE" in reasons(found)


# -- what a meeting may decide ------------------------------------------------------------------------------------

PART = "returned 600 · member 3 · 丙女 400 · 丁男 200 · 戊男 199"
TJ = "TJ@2019-05-30"


def test_with_the_meetings_consent_most_votes_and_a_third_do_without_a_new_vote() -> None:
    found = poll(PART, pack=TJ, no_second_round=True)
    assert [(one.name, one.reason) for one in found.elected] == [
        ("丙女", "MAJORITY_MOST_VOTES"),
        ("丁男", "FILLED_WITHOUT_A_NEW_VOTE"),
    ]
    assert (found.outcome, why_not(found)) == ("runoff", {"戊男": "NO_MAJORITY"})


def test_the_resolution_of_no_new_vote_says_nothing_where_all_seats_are_filled() -> None:
    found = poll("returned 600 · member 1 · 丙女 400 · 丁男 200", pack=TJ, no_second_round=True)
    assert (elected(found), "FILLED_WITHOUT_A_NEW_VOTE" in reasons(found)) == (["丙女"], False)


def test_equal_votes_for_a_seat_filled_without_a_new_vote_are_voted_on_again() -> None:
    found = poll("returned 600 · member 2 · 丙女 400 · 丁男 250 · 戊男 250", pack=TJ, no_second_round=True)
    assert (found.outcome, found.tied) == ("revote", (("丁男", "戊男"),))


def test_a_runoff_is_not_filled_below_a_third_by_any_resolution() -> None:
    found = poll("returned 600 · member 1 · 丁男 199", pack=TJ, round="runoff", no_second_round=True)
    assert elected(found) == []


def test_a_seat_kept_for_a_woman_is_not_filled_without_a_new_vote() -> None:
    text = "returned 600 · chair 1 · 甲男 400 · member 2 · 丙男 350 · 丁男 250 · 己女 210"
    found = poll(text, pack=TJ, no_second_round=True, woman_seat="first")
    assert elected(found) == ["甲男", "丙男"]
    assert found.short[0].woman


def test_a_meeting_elsewhere_cannot_do_without_the_new_vote() -> None:
    found = poll(PART, no_second_round=True)
    assert elected(found) == ["丙女"]
    assert "MEASURE_NOT_OPEN" in reasons(found)


def test_whether_there_is_a_runoff_is_said_to_be_the_meetings_until_it_has_decided() -> None:
    text = "returned 600 · chair 1 · 甲女 400 · 乙男 90 · member 3 · 丙男 350 · 丁男 340 · 戊男 300 · 己男 90"
    assert "MEETING_DECIDES" in reasons(poll(text, pack="HAIN@2025-12-03"))
    decided = poll(text, pack="HAIN@2025-12-03", stop_after_runoff=True)
    assert (decided.outcome, "MEETING_DECIDES" in reasons(decided)) == ("may_stop", False)


def test_where_the_law_itself_lets_seats_stay_vacant_no_meeting_decides() -> None:
    text = "returned 600 · member 1 · 周男 190"
    found = poll(text, pack="SC@2026-01-01", round="runoff", before="chair 王女 · member 李男 · member 赵男")
    assert (found.outcome, "MEETING_DECIDES" in reasons(found)) == ("may_stop", False)


def test_tianjins_by_election_is_not_due_before_the_runoff() -> None:
    assert "BY_ELECTION_WITHIN_MONTHS" not in reasons(poll(PART, pack=TJ))
    after = poll("returned 600 · member 1 · 丁男 199", pack=TJ, round="runoff", before="chair 王女")
    assert (after.outcome, "BY_ELECTION_WITHIN_MONTHS" in reasons(after)) == ("continue", True)


def test_those_tied_in_tianjin_are_voted_on_again_by_the_next_day() -> None:
    found = poll("returned 600 · vice 1 · 丁男 301 · 戊男 301", pack=TJ, on=date(2024, 12, 20))
    assert (found.next[0].within_days, found.next[0].by) == (1, date(2024, 12, 21))
    same_day = poll("returned 600 · vice 1 · 丁男 301 · 戊男 301", pack="HAIN@2025-12-03", on=date(2026, 12, 20))
    assert (same_day.next[0].within_days, same_day.next[0].by) == (0, date(2026, 12, 20))


# -- seats, write-ins, the base of the majority -------------------------------------------------------------------


def seats(members: int, pack: str) -> set[str]:
    people = " · ".join(f"丙{n}女 {60 - n}" for n in range(members + 1))
    return reasons(poll(f"returned 100 · chair 1 · 王女 60 · 李男 40 · member {members} · {people}", pack=pack))


def test_tianjins_committees_have_an_odd_number_of_seats() -> None:
    assert ["SEATS_EVEN" in seats(members, TJ) for members in (2, 3, 4)] == [False, True, False]
    assert "SEATS_EVEN" not in reasons(poll("returned 100 · member 2 · 王女 60 · 李男 40", pack=TJ))


def test_henans_ordinary_village_has_at_most_five_seats() -> None:
    pack = "HEN@2011-07-29"
    found = [seats(members, pack) & {"SEATS_ABOVE_USUAL", "SEATS_OUT_OF_RANGE"} for members in (4, 5, 6, 7)]
    assert found == [set(), {"SEATS_ABOVE_USUAL"}, {"SEATS_ABOVE_USUAL"}, {"SEATS_OUT_OF_RANGE"}]


def test_three_and_seven_seats_are_in_range() -> None:
    ranges = [seats(members, "CN@2026-01-01") & {"SEATS_OUT_OF_RANGE"} for members in (1, 2, 6, 7)]
    assert ranges == [{"SEATS_OUT_OF_RANGE"}, set(), set(), {"SEATS_OUT_OF_RANGE"}]


def test_a_write_in_who_wins_is_checked_where_the_law_says_so() -> None:
    text = "returned 100 · chair 1 · 王男 20 · +李女 60"
    assert "WRITE_IN_WINNER_TO_CHECK" in reasons(poll(text, pack="SC@2026-01-01"))
    assert "WRITE_IN_WINNER_TO_CHECK_WITHIN" in reasons(poll(text, pack="HAIN@2025-12-03"))
    assert not reasons(poll(text)) & {"WRITE_IN_WINNER_TO_CHECK", "WRITE_IN_WINNER_TO_CHECK_WITHIN"}


def test_an_older_rule_takes_the_half_of_all_who_are_registered() -> None:
    national = rules_of_pack("CN@2026-01-01")
    of_registered = replace(national["win"], key="win_of", value="registered")
    rules = replace(national, rules={**national.rules, "win_of": of_registered})
    one = poll("registered 200 · returned 150 · chair 1 · 王女 100 · 李男 50", rules=rules)
    assert (one.outcome, one.threshold.of, one.threshold.needs) == ("runoff", 200, 101)
    assert elected(poll("registered 200 · returned 150 · chair 1 · 王女 101 · 李男 49", rules=rules)) == ["王女"]


# -- members first, the chair from among them ---------------------------------------------------------------------

HEB = "HEB@2020-07-30"


def test_the_chair_is_elected_from_among_the_members_elected_before() -> None:
    found = poll(
        "returned 600 · chair 1 · 甲男 301 · 丙男 200",
        pack=HEB,
        members_first=True,
        before="member 甲男 · member 乙女 · member 丁男",
    )
    assert [(one.post, one.name) for one in found.elected] == [("chair", "甲男")]
    assert why_not(found) == {"丙男": "NOT_AN_ELECTED_MEMBER"}


def test_whoever_is_chair_already_is_not_elected_vice_chair() -> None:
    found = poll(
        "returned 600 · vice 1 · 甲男 400 · 乙女 100",
        pack=HEB,
        members_first=True,
        before="chair 甲男 · member 乙女 · member 丁男",
    )
    assert why_not(found) == {"乙女": "NO_MAJORITY", "甲男": "ELECTED_TO_HIGHER_POST"}


def test_the_runoff_for_the_chair_is_among_the_elected_members() -> None:
    found = poll(
        "returned 600 · chair 1 · 甲男 300 · 乙女 200 · 丁男 100",
        pack=HEB,
        members_first=True,
        before="member 甲男 · member 乙女 · member 丁男",
    )
    assert found.next[0].candidates == ("甲男", "乙女")


def test_a_chair_from_among_the_members_takes_no_seat_more() -> None:
    before = " · ".join(f"member 丙{n}女" for n in range(7))
    first = poll("returned 600 · chair 1 · 丙0女 400 · 丙1女 90", pack=HEB, members_first=True, before=before)
    assert "SEATS_OUT_OF_RANGE" not in reasons(first)
    apart = poll("returned 600 · chair 1 · 甲男 400 · 乙女 90", pack=HEB, before=before)
    assert "SEATS_OUT_OF_RANGE" in reasons(apart)


def test_members_and_chair_in_one_case_are_two_votes_where_members_come_first() -> None:
    text = "returned 600 · chair 1 · 甲男 301 · 乙女 200 · member 3 · 甲男 400 · 乙女 390 · 丁男 380 · 戊男 90"
    assert "MEMBERS_FIRST_TWO_VOTES" in reasons(poll(text, pack=HEB, members_first=True))
    for alone in ("chair 1 · 甲男 301 · vice 1 · 乙女 310", "member 3 · 甲男 400 · 乙女 390 · 丁男 380 · 戊男 90"):
        found = poll(f"returned 600 · {alone}", pack=HEB, members_first=True)
        assert "MEMBERS_FIRST_TWO_VOTES" not in reasons(found)


def test_in_a_vote_on_all_members_first_the_womans_seat_is_kept() -> None:
    text = "returned 600 · member 3 · 甲男 400 · 乙男 390 · 丁男 380 · 戊女 90"
    found = poll(text, pack=HEB, members_first=True)
    assert (found.short[0].woman, elected(found)) == (True, ["甲男", "乙男"])


def test_where_the_chair_has_to_stand_for_himself_members_first_is_left_aside() -> None:
    text = "returned 600 · chair 1 · 甲男 301 · 丙男 200"
    found = poll(text, pack=TJ, members_first=True, before="member 甲男 · member 乙女")
    assert "MEASURE_NOT_OPEN" in reasons(found)
    assert why_not(found)["甲男"] == "ALREADY_ELECTED"


# -- the woman in the runoff --------------------------------------------------------------------------------------


def test_no_woman_is_added_where_one_stands_in_the_runoff_already() -> None:
    text = "returned 800 · chair 1 · 王男 520 · member 2 · 赵男 600 · 李女 390 · 周女 380 · 钱男 90"
    assert poll(text, woman_seat="runoff").next[0].candidates == ("李女", "周女")


def test_that_no_woman_can_stand_in_the_runoff_is_said() -> None:
    text = "returned 800 · chair 1 · 王男 520 · member 2 · 赵男 600 · 钱男 390 · 孙男 200"
    assert "NO_WOMAN_FOR_RUNOFF" in reasons(poll(text, woman_seat="runoff"))
    with_woman = text.replace("王男", "王女")
    assert "NO_WOMAN_FOR_RUNOFF" not in reasons(poll(with_woman, woman_seat="runoff"))


# -- boundaries of what is checked and said -----------------------------------------------------------------------


def said(found: Determination, reason: str) -> Finding:
    return next(one for one in found.findings if one.reason == reason)


def test_as_many_votes_as_ballots_and_as_many_choices_as_places_can_be() -> None:
    found = poll("returned 100 · chair 1 · 王女 100 · 李男 0 · member 2 · 赵男 100 · 钱女 60 · 孙男 40")
    assert not found.blocked
    one_more = poll("returned 100 · chair 1 · 王女 100 · 李男 0 · member 2 · 赵男 100 · 钱女 60 · 孙男 41")
    assert {one.reason for one in one_more.findings if one.blocks} == {"VOTES_EXCEED_CHOICES"}


def test_only_whoever_has_too_many_votes_is_named() -> None:
    found = poll("returned 100 · chair 1 · 王女 101 · 李男 100")
    assert [one.names for one in found.findings if one.reason == "VOTES_EXCEED_PARTICIPANTS"] == [("王女",)]


def test_a_post_for_which_nobody_is_voted_for_is_short() -> None:
    nobody = Contest("chair", 1, ())
    found = determine(replace(case("returned 100 · chair 1 · 王女 60"), contests=(nobody,)))
    assert [(one.post, one.seats) for one in found.short] == [("chair", 1)]


def test_candidates_are_counted_without_those_written_in_and_only_in_a_vote_by_majority() -> None:
    contested = "CANDIDATES_NOT_MORE_THAN_SEATS"
    assert contested not in reasons(poll("returned 100 · chair 1 · 王女 60 · 李男 40"))
    assert contested in reasons(poll("returned 100 · chair 1 · 王女 60 · +李男 40"))
    assert contested not in reasons(poll("returned 100 · chair 1 · +王女 60 · +李男 40"))
    assert contested not in reasons(poll("returned 100 · chair 1 · 王女 60", round="runoff"))
    assert contested in reasons(poll("returned 100 · chair 1 · 王女 60", round="rerun"))


def test_that_no_woman_is_elected_is_said_once_nothing_is_open() -> None:
    assert "NO_WOMAN_ELECTED" in reasons(poll("returned 100 · chair 1 · 王男 60 · 李男 40"))
    assert "NO_WOMAN_ELECTED" not in reasons(poll("returned 100 · chair 1 · 王女 60 · 李男 40"))
    tied = poll("returned 100 · chair 1 · 王男 60 · 李男 40 · vice 1 · 赵男 50 · 钱男 50", round="revote")
    assert (tied.outcome, "NO_WOMAN_ELECTED" in reasons(tied)) == ("revote", False)


def test_the_runoff_is_announced_after_a_first_vote_that_leaves_no_choice() -> None:
    text = "returned 600 · chair 1 · 甲女 400 · 乙男 90 · member 3 · 丙男 350 · 丁男 340 · 戊男 300 · 己男 90"
    assert "SECOND_ROUND" in reasons(poll(text))
    assert "SECOND_ROUND" not in reasons(poll(text, pack="SH@2020-09-25"))
    assert "SECOND_ROUND" not in reasons(poll("returned 600 · member 1 · 丁男 199", round="runoff"))


def test_the_runoff_cites_its_deadline_and_without_one_the_floor() -> None:
    text = "returned 600 · vice 1 · 丁男 300 · 戊男 290"
    assert said(poll(text), "SECOND_ROUND").rule.key == "runoff_days"
    older = poll(text, rules=rules_for("350302100200", date(2011, 12, 1)))
    assert said(older, "SECOND_ROUND").rule.key == "runoff_floor"


def test_that_it_goes_on_cites_the_vacancy_and_without_one_the_floor() -> None:
    text = "returned 600 · vice 1 · 丁男 199"
    assert said(poll(text, round="runoff"), "MUST_CONTINUE").rule.key == "vacancy_min_elected"
    older = poll(text, round="runoff", rules=rules_for("350302100200", date(2011, 12, 1)))
    assert said(older, "MUST_CONTINUE").rule.key == "runoff_floor"


def test_only_those_below_a_third_are_named_and_only_where_a_seat_is_missing_in_a_runoff() -> None:
    found = poll("returned 600 · member 3 · 丙女 250 · 丁男 200 · 戊男 199", round="runoff")
    assert said(found, "BELOW_ONE_THIRD").names == ("戊男",)
    assert "BELOW_ONE_THIRD" not in reasons(poll("returned 600 · member 2 · 丙女 200", round="runoff"))
    assert "BELOW_ONE_THIRD" not in reasons(poll("returned 600 · member 2 · 丙女 200 · 丁男 0", round="revote"))
    assert "BELOW_ONE_THIRD" not in reasons(poll("returned 600 · member 2 · 丙女 400 · 丁男 90"))


def test_exactly_the_votes_needed_are_a_majority_and_no_filling() -> None:
    found = poll("returned 600 · member 2 · 丙女 301 · 丁男 300", pack=TJ, no_second_round=True)
    assert [one.reason for one in found.elected] == ["MAJORITY_MOST_VOTES", "FILLED_WITHOUT_A_NEW_VOTE"]
    assert said(found, "FILLED_WITHOUT_A_NEW_VOTE").names == ("丁男",)


def test_a_rerun_cites_its_own_article_and_without_one_the_turnout() -> None:
    text = "registered 1000 · returned 500 · vice 1 · 丁男 300"
    assert poll(text, pack="HEN@2011-07-29").next[0].rule.key == "rerun_days"
    assert poll(text).next[0].rule.key == "turnout"


def test_with_only_the_womans_seat_missing_there_is_no_other_runoff() -> None:
    found = poll("returned 800 · chair 1 · 王男 520 · member 2 · 赵男 600 · 李女 230 · 钱男 90")
    assert [ballot.woman_only for ballot in found.next] == [True]
    assert [(one.seats, one.woman) for one in found.short] == [(1, True)]


def test_exactly_enough_left_to_stand_is_enough() -> None:
    enough = poll("returned 100 · vice 2 · 王女 60 · 李男 30 · 赵男 20")
    assert (enough.next[0].candidates, "RUNOFF_TOO_FEW_CANDIDATES" in reasons(enough)) == (("李男", "赵男"), False)


def test_nobody_acts_for_a_chair_who_is_elected() -> None:
    text = "returned 600 · member 1 · 周男 190"
    found = poll(text, round="runoff", before="chair 王女 · vice 李男 · member 赵男")
    assert (found.outcome, found.vacancy.acting_head, found.vacancy.acting_names) == ("may_stop", None, ())


def test_as_many_merged_votes_as_ballots_can_be() -> None:
    text = "returned 100 · chair 1 · 李男 45 · 王女 55 · member 1 · 李男 {} · 孙男 10"
    assert "MERGED_VOTES_EXCEED_BALLOTS" not in reasons(poll(text.format(55), count_down=True))
    assert "MERGED_VOTES_EXCEED_BALLOTS" in reasons(poll(text.format(56), count_down=True))


def test_no_seat_is_kept_where_somebody_with_enough_votes_may_be_a_woman() -> None:
    found = poll("returned 800 · chair 1 · 王男 520 · member 2 · 赵男 600 · 钱 560 · 李女 230")
    assert elected(found) == ["王男", "赵男", "钱"]
    assert "WOMAN_RULE_NOT_APPLIED" in reasons(found)
