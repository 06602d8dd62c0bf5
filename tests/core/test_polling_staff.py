"""Who goes with a ballot box, and for how many a scribe may write."""

from datetime import date

import pytest

from cunxuan.core.law import rules_of_pack
from cunxuan.core.polling_staff import Box, Scribe, box_manned, may_write

NATION = rules_of_pack("CN@2026-01-01")
HAINAN = rules_of_pack("HAIN@2025-12-03")
ZHEJIANG = rules_of_pack("ZJ@2020-07-31")
HEBEI = rules_of_pack("HEB@2020-07-30")
BEFORE_THE_GUIDANCE = rules_of_pack("CN@2010-10-28", date(2011, 1, 1))


def reasons(found):
    return [finding.reason for finding in found.findings]


@pytest.mark.parametrize(("staff", "code"), [(2, "BOX_STAFF_TOO_FEW"), (3, "BOX_MANNED")])
def test_three_people_go_with_a_mobile_box(staff, code):
    assert box_manned(NATION, Box("一组", True, staff)).code == code


def test_hainan_wants_two_scrutineers_an_observer_and_named_users():
    assert reasons(box_manned(HAINAN, Box("一组", True, 1, 1))) == [
        "BOX_STAFF_TOO_FEW",
        "BOX_SCRUTINEERS_TOO_FEW",
        "BOX_WITHOUT_OBSERVER",
        "BOX_USERS_NOT_NAMED",
    ]
    assert box_manned(HAINAN, Box("一组", True, 2, 2, observed=True, users_named=True)).ok


def test_zhejiang_wants_the_townships_approval():
    found = box_manned(ZHEJIANG, Box("一组", True, 3))
    assert found.findings[0].text == "流动票箱“一组”须经乡镇批准。"
    assert box_manned(ZHEJIANG, Box("一组", True, 3, approved=True)).ok


@pytest.mark.parametrize(("staff", "code"), [(4, "BOX_STAFF_TOO_FEW"), (5, "BOX_MANNED")])
def test_hebei_has_five_people_at_a_station(staff, code):
    assert box_manned(HEBEI, Box("二组", False, staff)).code == code


def test_where_no_number_is_fixed_a_box_is_not_refused():
    assert box_manned(BEFORE_THE_GUIDANCE, Box("二组", False, 0)).ok


@pytest.mark.parametrize(
    ("law", "voters", "candidate", "wanted"),
    [
        (HAINAN, 3, False, ["MAY_WRITE"]),
        (HAINAN, 4, True, ["CANDIDATE_DOES_NOT_WRITE", "WRITES_FOR_TOO_MANY"]),
        (NATION, 40, False, ["MAY_WRITE"]),
        (BEFORE_THE_GUIDANCE, 4, True, ["MAY_WRITE"]),
    ],
)
def test_a_scribe_writes_for_three_at_most_in_hainan_and_is_no_candidate(law, voters, candidate, wanted):
    assert reasons(may_write(law, Scribe("周", voters, candidate))) == wanted
