"""Who may be a candidate."""

from datetime import date

import pytest

from cunxuan.core.law import rules_of_pack
from cunxuan.core.people.candidacy import EXCLUSIONS, Nominee, may_stand

NATION = rules_of_pack("CN@2026-01-01")
BEFORE = rules_of_pack("CN@2018-12-29")
SICHUAN = rules_of_pack("SC@2026-01-01")
ZHEJIANG = rules_of_pack("ZJ@2020-07-31")
HENAN = rules_of_pack("HEN@2011-07-29")

POLLING_DAY = date(2024, 12, 20)


def reasons(found):
    return [finding.reason for finding in found.findings]


@pytest.mark.parametrize(
    "fact", ["expelled_from_party", "criminal_punishment", "clan_or_gang", "illegal_religion_or_cult"]
)
def test_four_kinds_of_people_may_not_be_candidates_and_still_vote(fact):
    found = may_stand(NATION, Nominee("周", facts=(fact,)))
    assert found.code == "NOT_ELIGIBLE_AS_CANDIDATE"
    assert found.follows["article"] == 18
    assert "STILL_VOTES" in reasons(found)
    assert EXCLUSIONS[fact][0] in found.findings[0].text


def test_each_fact_is_a_reason_of_its_own():
    found = may_stand(NATION, Nominee("周", facts=("expelled_from_party", "clan_or_gang")))
    assert reasons(found).count("NOT_ELIGIBLE_AS_CANDIDATE") == 2


def test_without_the_right_to_vote_nothing_is_said_of_keeping_it():
    found = may_stand(NATION, Nominee("周", facts=("criminal_punishment",), has_right=False))
    assert reasons(found)[:2] == ["NO_RIGHT_TO_BE_ELECTED", "NOT_ELIGIBLE_AS_CANDIDATE"]
    assert "STILL_VOTES" not in reasons(found)


def test_a_fact_that_this_law_does_not_list_is_for_the_county():
    assert may_stand(BEFORE, Nominee("周", facts=("clan_or_gang",))).code == "FACT_NOT_IN_THIS_LAW"
    found = may_stand(NATION, Nominee("周", facts=("audit_findings",)))
    assert found.ok
    assert found.code == "FACT_NOT_IN_THIS_LAW"


def test_facts_that_nobody_stated_were_not_checked():
    assert "EXCLUSIONS_NOT_CHECKED" in reasons(may_stand(NATION, Nominee("周")))
    assert reasons(may_stand(NATION, Nominee("周", facts=()))) == ["CANDIDACY_OK"]


def test_one_person_stands_for_one_post_and_chooses_in_writing():
    two = Nominee("周", facts=(), posts=("chair", "member"))
    assert may_stand(SICHUAN, two).code == "CANDIDATE_FOR_TWO_POSTS"
    assert may_stand(SICHUAN, two._replace(chosen_post="member")).code == "POST_CHOSEN"
    assert may_stand(SICHUAN, two._replace(posts=("chair", "chair"))).code == "CANDIDACY_OK"


def test_nobody_runs_the_election_in_which_he_stands():
    found = may_stand(NATION, Nominee("周", facts=(), on_election_committee=True))
    assert found.code == "STILL_ON_ELECTION_COMMITTEE"
    assert found.findings[0].basis == "村民委员会组织法 第十五条"


def test_the_party_organisation_nominates_since_2026():
    assert may_stand(NATION, Nominee("周", facts=(), nominated_by="party_organisation")).ok
    assert may_stand(BEFORE, Nominee("周", nominated_by="party_organisation")).code == "NOT_A_NOMINATOR"
    assert may_stand(BEFORE, Nominee("周", nominated_by="voters")).ok


def test_self_nomination_needs_a_text_that_knows_it():
    assert may_stand(SICHUAN, Nominee("周", facts=(), nominated_by="self")).code == "SELF_NOMINATION_NOT_PROVIDED"
    assert may_stand(ZHEJIANG, Nominee("周", nominated_by="self")).ok


@pytest.mark.parametrize(("day", "reason"), [(10, "SELF_NOMINATION_IN_TIME"), (11, "SELF_NOMINATION_TOO_LATE")])
def test_zhejiang_closes_self_nomination_ten_days_before(day, reason):
    nominee = Nominee("周", nominated_by="self", signed_up_on=date(2024, 12, day))
    assert reason in reasons(may_stand(ZHEJIANG, nominee, POLLING_DAY))


def test_henan_wants_the_meetings_consent():
    nominee = Nominee("周", nominated_by="self")
    assert may_stand(HENAN, nominee).code == "SELF_NOMINATION_NEEDS_CONSENT"
    assert may_stand(HENAN, nominee._replace(meeting_consents=True)).ok


@pytest.mark.parametrize(
    ("law", "review", "reason"),
    [
        (SICHUAN, "missing", "REVIEW_MISSING"),
        (NATION, "missing", "REVIEW_BY_NOT_FIXED"),
        (NATION, "failed", "REVIEW_FAILED"),
        (NATION, "passed", "CANDIDACY_OK"),
    ],
)
def test_a_review_is_awaited_where_a_text_names_the_reviewers(law, review, reason):
    assert may_stand(law, Nominee("周", facts=(), review=review)).code == reason
