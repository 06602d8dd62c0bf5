"""Who votes for whom: every check of the law at once, over the village's whole list, at its boundaries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from proxy_cast import BY, DAY, applied, reasons, taken, villager

import cast
from cunxuan.candidates.actions import BallotLine, Nominee, publish_candidates
from cunxuan.core.errors import Refusal
from cunxuan.elections.actions import rules_of
from cunxuan.polling.models import Proxy
from cunxuan.polling.proxy_actions import (
    Application,
    close_proxies,
    decide_proxy,
    issue_letters,
    letters_of,
    publish_proxies,
    take_proxies,
    withdraw_proxy,
)
from cunxuan.polling.proxy_law import findings_of, in_force, judged, standing
from cunxuan.polling.proxy_queries import proxies_in_force
from cunxuan.records.verification import verify
from cunxuan.roll.models import Fact, RegistrationFact

PUBLISHED = date(2026, 12, 13)


@pytest.fixture
def election(liushu):
    return cast.at_stage(liushu, "roll_frozen")


def test_a_child_may_vote_for_a_parent_who_is_away(election):
    (row,) = taken(election, (1, 2))
    assert (row.approved, row.decided_on, reasons(row)) == (True, DAY, [])
    assert row.findings[0]["code"] == "P01"


def test_the_third_principal_is_taken_and_the_fourth_is_not(election):
    rows = taken(election, (1, 9), (2, 9), (3, 9), (4, 9))
    assert [row.approved for row in rows] == [True, True, True, False]
    assert reasons(rows[3]) == ["P07"]
    assert rows[3].findings[0]["values"]["held"] == 3


def test_the_cap_holds_from_one_day_to_the_next(election):
    taken(election, (1, 9), (2, 9), (3, 9))
    (fourth,) = taken(election, (4, 9))
    assert fourth.approved is False


def test_a_place_is_free_again_when_a_principal_withdraws(election):
    first, *_ = taken(election, (1, 9), (2, 9), (3, 9))
    withdraw_proxy(first, on=DAY, **BY)
    (fourth,) = taken(election, (4, 9))
    assert fourth.approved is True


def test_a_refused_proxy_does_not_count_against_its_holder(election):
    taken(election, (1, 9), (2, 9), in_writing=False)
    rows = taken(election, (3, 9), (4, 9), (5, 9))
    assert [row.approved for row in rows] == [True, True, True]


def test_every_reason_is_kept_with_its_figures_and_article(election):
    taken(election, (1, 9), (2, 9), (3, 9), (9, 10))
    (row,) = taken(election, (4, 9), in_writing=False, reason="at_home")
    assert row.approved is False
    assert sorted(reasons(row)) == ["P07", "P09", "P12"]
    cap = next(found for found in findings_of(row, rules_of(election)) if found.code == "P07")
    assert cap.numbers == {"held": 3, "cap": 3}
    assert "第十八条" in cap.basis


def test_one_vote_has_one_holder(election):
    rows = taken(election, (1, 8), (1, 9))
    assert [row.approved for row in rows] == [True, False]
    assert reasons(rows[1]) == ["P10"]


def test_who_holds_a_proxy_gives_none(election):
    _, second = taken(election, (1, 2), (2, 3))
    assert reasons(second) == ["P11"]


def test_who_gave_a_proxy_holds_none(election):
    _, second = taken(election, (2, 3), (1, 2))
    assert reasons(second) == ["P21"]


def test_a_proxy_that_was_passed_on_is_told_so(election):
    (row,) = taken(election, (1, 3), passed_on_by=villager(election, 2))
    assert set(reasons(row)) & {"P13", "P14"}


def test_nobody_entrusts_themselves(election):
    (row,) = taken(election, (1, 1))
    assert "P04" in reasons(row)


def test_who_comes_back_to_vote_gives_no_proxy(election):
    RegistrationFact.objects.create(
        election=election, resident=villager(election, 1), kind=Fact.RETURNING, on=DAY, in_force=True
    )
    (row,) = taken(election, (1, 2))
    assert reasons(row) == ["P09"]


@pytest.mark.parametrize(("day", "approved"), [(date(2026, 12, 11), True), (date(2026, 12, 12), False)])
def test_the_last_day_of_the_province_is_lawful_and_the_day_after_is_not(election, day, approved):
    """上海: five days before polling day, the 16th."""
    election.pack = "SH@2020-09-25"
    election.save()
    (row,) = taken(election, (1, 2), on=day)
    assert row.approved is approved
    if not approved:
        assert reasons(row) == ["P16"]


def test_somebody_unrelated_may_hold_where_the_law_says_villager_and_not_where_it_says_relative(election):
    (row,) = taken(election, (1, 2), relation="other")
    assert row.approved is True
    election.pack = "SH@2020-09-25"
    election.save()
    (row,) = taken(election, (3, 4), relation="other")
    assert row.approved is (rules_of(election)["proxy_holder"].value != "near_relative")


def test_a_candidate_holds_no_proxy_not_even_a_relatives(election):
    published_with(election, "村民9")
    (row,) = taken(election, (1, 9))
    assert reasons(row) == ["P05"]


def test_a_holder_who_becomes_a_candidate_is_flagged_and_has_to_give_the_proxy_back(election):
    (row,) = taken(election, (1, 9))
    published_with(election, "村民9")
    assert [answer.code for answer in judged(election, standing(election))] == ["PROXY_HOLDER_IS_CANDIDATE"]
    assert in_force(election) == []
    close_proxies(election, on=DAY, **BY)
    with pytest.raises(Refusal) as refused:
        publish_proxies(election, on=PUBLISHED, **BY)
    assert refused.value.code == "PROXY_NO_LONGER_LAWFUL"
    withdraw_proxy(row, on=PUBLISHED, **BY)
    assert publish_proxies(election, on=PUBLISHED, **BY)


def test_of_two_of_a_candidates_name_nobody_is_barred_but_a_person_has_to_look(election):
    published_with(election, "村民9")
    holder, namesake = villager(election, 9), villager(election, 11)
    namesake.name, namesake.sex = holder.name, holder.sex
    namesake.save()
    wanted = Application(principal=villager(election, 1), holder=holder, relation="child", reason="work", on=DAY)
    (row,) = take_proxies(election, [wanted], on=DAY, **BY)
    assert (row.approved, reasons(row)) == (True, ["P23"])
    assert "2 人同名同性别" in findings_of(row, rules_of(election))[0].text


def test_two_of_one_name_are_told_apart_by_group_and_household(election):
    holder, namesake = villager(election, 9), villager(election, 111)
    namesake.name = holder.name
    namesake.save()
    people = [(villager(election, number), holder) for number in (1, 2, 3)] + [(villager(election, 4), namesake)]
    wanted = [
        Application(principal=one, holder=other, relation="child", reason="work", on=DAY) for one, other in people
    ]
    rows = take_proxies(election, wanted, on=DAY, **BY)
    assert [row.approved for row in rows] == [True, True, True, True]
    assert findings_of(rows[3], rules_of(election))[0].values["holder"] == "村民9（2组56户）"


def published_with(election, name):
    """The candidates of the cast, and one of the village's people for chair."""
    holder = villager(election, int(name.removeprefix("村民")))
    for step in ("nomination_notice", "nomination_vote", "review_completed"):
        cast.complete(election, step)
    first, *others = cast.BALLOT
    lines = [BallotLine("chair", 1, (*first.nominees, Nominee(name, holder.sex))), *others]
    publish_candidates(election, lines, on=cast.DAYS["candidates_published"], **BY)


# -- deciding ---------------------------------------------------------------------------------------------------------


def test_an_application_waits_until_it_is_decided(election):
    row = applied(election, 1, 2)
    assert row.approved is None
    decide_proxy(row, approved=True, on=DAY, **BY)
    row.refresh_from_db()
    assert row.approved is True


def test_what_the_law_forbids_is_not_approved(election):
    row = applied(election, 1, 2, in_writing=False)
    with pytest.raises(Refusal, match="PROXY_UNLAWFUL"):
        decide_proxy(row, approved=True, on=DAY, **BY)
    assert decide_proxy(row, approved=False, on=DAY, **BY).approved is False


def test_what_the_law_allows_is_not_refused(election):
    row = applied(election, 1, 2)
    with pytest.raises(Refusal, match="PROXY_LAWFUL"):
        decide_proxy(row, approved=False, on=DAY, **BY)


def test_an_application_is_decided_once(election):
    (row,) = taken(election, (1, 2))
    with pytest.raises(Refusal, match="PROXY_DECIDED"):
        decide_proxy(row, approved=True, on=DAY, **BY)


def test_the_database_itself_keeps_one_proxy_in_force_for_a_principal(election):
    taken(election, (1, 2))
    with pytest.raises(IntegrityError), transaction.atomic():
        Proxy.objects.create(
            election=election,
            number=99,
            principal=villager(election, 1),
            holder=villager(election, 3),
            relation="child",
            reason="work",
            in_writing=True,
            applied_on=DAY,
            approved=True,
        )


def test_before_the_roll_is_published_there_is_no_vote_to_entrust(liushu):
    election = cast.at_stage(liushu, "registration_opened")
    with pytest.raises(Refusal, match="ROLL_NOT_PUBLISHED"):
        take_proxies(election, [], on=DAY, **BY)


def test_after_the_vote_nothing_changes(liushu):
    election = cast.at_stage(liushu, "polling")
    with pytest.raises(Refusal, match="VOTE_IS_OVER"):
        taken(election, (1, 2))


# -- publishing -------------------------------------------------------------------------------------------------------


def test_the_list_is_closed_and_published_by_notice_and_roster(election):
    taken(election, (1, 9), (2, 9), (3, 8))
    close_proxies(election, on=DAY, **BY)
    papers = publish_proxies(election, on=PUBLISHED, **BY)
    assert [(paper.form_id, paper.number) for paper in papers] == [("A11", "第12号"), ("R05", "第12号")]
    assert election.done["proxies_published"] == PUBLISHED.isoformat()
    assert set(Proxy.objects.values_list("published_on", flat=True)) == {PUBLISHED}
    assert {pk: holder.name for pk, holder in proxies_in_force(election).items()} == {
        villager(election, 1).pk: "村民9",
        villager(election, 2).pk: "村民9",
        villager(election, 3).pk: "村民8",
    }


def test_a_village_without_proxies_publishes_that_there_are_none(election):
    close_proxies(election, on=DAY, **BY)
    notice, _ = publish_proxies(election, on=PUBLISHED, **BY)
    assert "没有人委托他人投票" in notice.context


def test_nothing_is_closed_while_an_application_waits(election):
    applied(election, 1, 2)
    with pytest.raises(Refusal, match="PROXIES_UNDECIDED"):
        close_proxies(election, on=DAY, **BY)


def test_a_later_proxy_needs_a_new_list_which_takes_the_place_of_the_first(election):
    taken(election, (1, 9))
    close_proxies(election, on=DAY, **BY)
    publish_proxies(election, on=DAY, **BY)
    taken(election, (2, 9), on=PUBLISHED)
    first, late = judged(election, standing(election))
    assert "PROXY_NOT_PUBLISHED" in [found.reason for found in late.findings]
    assert first.ok
    notice, _ = publish_proxies(election, on=PUBLISHED, **BY)
    assert notice.number == "第12-2号"
    assert notice.supersedes.number == "第12号"


def test_the_same_list_is_not_published_twice(election):
    taken(election, (1, 9))
    close_proxies(election, on=DAY, **BY)
    publish_proxies(election, on=DAY, **BY)
    with pytest.raises(Refusal, match="PROXIES_UNCHANGED"):
        publish_proxies(election, on=PUBLISHED, **BY)


def test_where_the_law_says_so_a_proxy_that_is_not_on_the_list_is_void(election):
    election.pack = "ZJ@2020-07-31"
    election.save()
    taken(election, (1, 9))
    close_proxies(election, on=DAY, **BY)
    publish_proxies(election, on=DAY, **BY)
    taken(election, (2, 8))
    assert [row.principal.name for row in in_force(election)] == ["村民1"]


def test_each_published_proxy_gets_its_letter_once(election):
    taken(election, (1, 9), (2, 9))
    close_proxies(election, on=DAY, **BY)
    publish_proxies(election, on=PUBLISHED, **BY)
    letters = issue_letters(election, on=PUBLISHED, **BY)
    assert [letter.number for letter in letters] == ["委托证1号", "委托证2号"]
    assert len({letter.check_code for letter in letters}) == 2
    with pytest.raises(Refusal, match="NO_LETTERS_TO_ISSUE"):
        issue_letters(election, on=PUBLISHED, **BY)
    assert list(letters_of(election)) == letters


def test_every_act_on_proxies_stands_in_the_trail_and_verifies(election):
    row = applied(election, 5, 6)
    decide_proxy(row, approved=True, on=DAY, **BY)
    taken(election, (1, 9), (2, 9))
    withdraw_proxy(row, on=DAY, **BY)
    close_proxies(election, on=DAY, **BY)
    publish_proxies(election, on=PUBLISHED, **BY)
    issue_letters(election, on=PUBLISHED, **BY)
    assert verify().ok
