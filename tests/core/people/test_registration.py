"""Who may take part and who is registered: Organic Law art 13 (2018), art 16 (2026), and what provinces add."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cunxuan.core.law import packs, rules_for, rules_of_pack
from cunxuan.core.opinions import Opinion
from cunxuan.core.people.registration import Person, Standing, eligible, registers, registration
from cunxuan.core.people.years import NEVER, Stay, completes, full_years

E = date(2026, 12, 12)
BORN = date(1970, 3, 8)
CN = rules_of_pack("CN@2026-01-01")
CN2018 = rules_of_pack("CN@2018-12-29")
HAIN = rules_of_pack("HAIN@2025-12-03")
HEB = rules_of_pack("HEB@2020-07-30")
SC = rules_of_pack("SC@2026-01-01")
SH = rules_of_pack("SH@2020-09-25")
BJ = rules_of_pack("BJ@2012-09-28")
TJ = rules_of_pack("TJ@2019-05-30")

VILLAGER = Person(BORN, hukou_here=True, lives_here=True)
AWAY = Person(BORN, hukou_here=True, lives_here=False)
INCOMER = Person(
    BORN,
    hukou_here=False,
    lives_here=True,
    lived=Stay(days=400),
    applied=True,
    in_writing=True,
    meeting_agreed=True,
    home_certificate=True,
    duties_done=True,
)


def reasons(answer: Opinion, severity: str = "block") -> set[str]:
    return {one.reason for one in answer.findings if one.severity == severity}


# -- the right to vote --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth_on", "may"),
    [(date(2008, 12, 12), True), (date(2008, 12, 13), False), (date(2009, 1, 1), False), (date(2007, 12, 31), True)],
)
def test_whoever_turns_eighteen_on_polling_day_has_the_right_to_vote(birth_on: date, may: bool) -> None:
    answer = eligible(CN, replace(VILLAGER, birth_on=birth_on), E)
    assert answer.ok is answer.follows["eligible"] is may
    assert answer.code == ("ELIGIBLE" if may else "UNDER_18")


def test_who_turns_eighteen_on_the_day_is_told_on_which_text_that_rests() -> None:
    youngest = replace(VILLAGER, birth_on=date(2006, 12, 20))
    answer = eligible(BJ, youngest, date(2024, 12, 20))
    assert answer.findings[1].reason == "OF_AGE_ON_POLLING_DAY"
    assert answer.findings[1].basis == "北京市村民委员会选举办法 第十二条"
    national = eligible(CN2018, youngest, date(2024, 12, 20))
    assert national.findings[1].basis == "村民委员会组织法 第十三条"


def test_who_is_deprived_of_political_rights_and_too_young_hears_both() -> None:
    answer = eligible(CN, replace(VILLAGER, birth_on=date(2010, 1, 1), deprived=True), E)
    assert reasons(answer) == {"UNDER_18", "DEPRIVED_OF_POLITICAL_RIGHTS"}
    assert answer.follows["of_age_on"] == date(2028, 1, 1)
    assert answer.follows["age"] == 16


def test_who_has_died_does_not_vote() -> None:
    answer = eligible(
        rules_of_pack("CN@2026-01-01"), Person(date(1950, 1, 1), True, True, died=True), date(2026, 12, 13)
    )
    assert not answer.ok
    assert answer.code == "DIED"


def test_who_may_not_stand_still_votes() -> None:
    answer = eligible(CN, VILLAGER, E, ("expelled_from_party", "criminal_punishment"))
    assert answer.ok
    assert "被开除党籍、因犯罪受过刑事处罚不是剥夺选举权的理由" in answer.findings[-1].text
    assert "expelled from the Party, criminal punishment" in answer.findings[-1].sentence("en")


# -- ages and years -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "years", "day"),
    [
        (date(2008, 2, 29), 18, date(2026, 2, 28)),
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
        (date(2008, 3, 1), 18, date(2026, 3, 1)),
        (date(2025, 6, 1), 1, date(2026, 6, 1)),
    ],
)
def test_years_are_full_on_the_corresponding_day_or_the_last_of_the_month(since: date, years: int, day: date) -> None:
    assert completes(since, years) == day
    assert full_years(since, day) == years
    assert full_years(since, day - timedelta(days=1)) == years - 1


@pytest.mark.parametrize(
    ("stay", "lasts"),
    [
        (Stay(days=364), False),
        (Stay(days=365), True),
        (Stay(since=date(2025, 12, 12)), True),
        (Stay(since=date(2025, 12, 13)), False),
        (NEVER, False),
    ],
)
def test_a_year_of_residence_is_full_on_its_last_day(stay: Stay, lasts: bool) -> None:
    assert stay.lasts(1, E) is lasts
    assert registration(CN, replace(INCOMER, lived=stay), E).ok is lasts


def test_a_stay_that_began_after_the_day_has_lasted_no_days() -> None:
    assert Stay(since=date(2027, 1, 1)).days_on(E) == 0
    assert Stay(since=date(2026, 12, 11)).days_on(E) == 1


def test_in_a_leap_year_365_days_by_the_calendar_are_not_yet_a_year() -> None:
    since = date(2023, 12, 31)
    assert not Stay(since=since).lasts(1, since + timedelta(days=365))
    assert Stay(since=since).lasts(1, since + timedelta(days=366))


def test_the_year_is_reckoned_on_the_day_of_registration_where_one_is_given() -> None:
    incomer = replace(INCOMER, lived=Stay(since=date(2025, 12, 1)))
    assert registration(CN, incomer, E).ok
    assert not registration(CN, incomer, E, on=date(2026, 11, 10)).ok


# -- hukou here ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "category", "code"),
    [
        (VILLAGER, "a", "HUKOU_AND_HOME_HERE"),
        (replace(VILLAGER, stated=True), "a", "HUKOU_AND_HOME_HERE"),
        (replace(VILLAGER, unreachable=True, told=True, away_since=BORN), "a", "HUKOU_AND_HOME_HERE"),
        (replace(AWAY, stated=True), "b", "AWAY_AND_STATED"),
        (AWAY, "", "AWAY_NOT_STATED"),
        (replace(AWAY, stated=False), "", "WILL_NOT_TAKE_PART"),
    ],
)
def test_with_hukou_here_one_lives_here_or_has_stated_to_take_part(person: Person, category: str, code: str) -> None:
    answer = registration(CN2018, person, E)
    assert (answer.follows["category"], answer.code) == (category, code)
    assert answer.follows["registrable"] is answer.follows["counts_in_r"] is answer.ok is bool(category)


def test_who_is_away_and_silent_is_to_be_contacted() -> None:
    assert registration(CN2018, AWAY, E).follows["todo"] == ("CONTACT_AND_RECORD",)
    assert registration(CN2018, replace(AWAY, stated=False), E).follows["todo"] == ()


def test_who_is_registered_elsewhere_is_not_registered_here() -> None:
    answer = registration(CN, replace(VILLAGER, registered_in="桃园村"), E)
    assert answer.code == "REGISTERED_ELSEWHERE"
    assert "桃园村" in answer.findings[0].text


# -- hukou elsewhere ----------------------------------------------------------------------------------------------


def test_an_incomer_under_the_national_law_is_of_category_c() -> None:
    assert registration(CN2018, INCOMER, E).follows["category"] == "c"


def test_each_missing_condition_gives_its_own_reason() -> None:
    nothing = Person(BORN, hukou_here=False, lives_here=True)
    assert reasons(registration(CN2018, nothing, E)) == {"RESIDENCE_LT_1Y", "NOT_APPLIED", "MEETING_NOT_ASKED"}
    answer = registration(HEB, nothing, E)
    assert reasons(answer) == {
        "RESIDENCE_LT_1Y",
        "NOT_APPLIED",
        "MEETING_NOT_ASKED",
        "HOME_CERTIFICATE_MISSING",
        "DUTIES_NOT_DONE",
    }
    assert answer.follows["todo"] == ("ASK_THE_MEETING", "ASK_FOR_CERTIFICATE")


def test_what_the_meeting_declined_is_not_what_it_was_not_asked() -> None:
    assert reasons(registration(CN, replace(INCOMER, meeting_agreed=False), E)) == {"MEETING_DECLINED"}
    assert reasons(registration(CN, replace(INCOMER, meeting_agreed=None), E)) == {"MEETING_NOT_ASKED"}


def test_a_year_of_village_work_counts_only_since_2026() -> None:
    worker = replace(INCOMER, lived=NEVER, worked=Stay(days=400))
    assert registration(CN, worker, E).follows["category"] == "c_work"
    assert registration(CN2018, worker, E).code == "RESIDENCE_LT_1Y"
    assert registration(CN, replace(worker, worked=Stay(days=364)), E).code == "RESIDENCE_AND_WORK_LT_1Y"


def test_hainan_asks_for_an_unbroken_year_and_a_written_application() -> None:
    assert registration(HAIN, INCOMER, E).ok
    assert registration(HAIN, replace(INCOMER, continuous=False), E).code == "RESIDENCE_BROKEN"
    assert registration(CN, replace(INCOMER, continuous=False), E).ok
    assert registration(HAIN, replace(INCOMER, in_writing=False), E).code == "APPLICATION_NOT_IN_WRITING"
    broken_and_short = replace(INCOMER, continuous=False, lived=Stay(days=10))
    assert registration(HAIN, broken_and_short, E).code == "RESIDENCE_AND_WORK_LT_1Y"


def test_a_group_that_the_province_names_needs_no_year() -> None:
    married = replace(INCOMER, lived=Stay(days=30), group="married_in")
    assert registration(SH, married, E).follows["category"] == "d"
    assert registration(CN, married, E).code == "RESIDENCE_AND_WORK_LT_1Y"


def test_a_named_group_without_application_or_vote_is_warned_of() -> None:
    answer = registration(SH, Person(BORN, hukou_here=False, lives_here=True, group="married_in"), E)
    assert answer.ok
    assert answer.code == "GROUP_WITHOUT_VOTE"
    assert not registration(SH, Person(BORN, False, True, group="married_in", meeting_agreed=False), E).ok


def test_recruited_talent_works_in_a_village_of_hebei_for_a_year_first() -> None:
    talent = replace(INCOMER, lived=NEVER, group="recruited_talent")
    assert registration(HEB, replace(talent, worked=Stay(days=365)), E).follows["category"] == "d"
    answer = registration(HEB, replace(talent, worked=Stay(days=364)), E)
    assert answer.code == "TALENT_LT_1Y"
    assert answer.findings[0].numbers["days"] == 364


# -- left off the roll --------------------------------------------------------------------------------------------


def test_a_written_refusal_leaves_off_by_guidance_that_was_not_read() -> None:
    answer = registration(CN, replace(VILLAGER, refused_in_writing=True), E)
    assert answer.code == "REFUSED_IN_WRITING"
    assert not answer.findings[0].confirmed


def test_where_no_text_knows_the_ground_nobody_is_left_off_for_it() -> None:
    before_guidance = rules_for("140824100200", date(2012, 1, 1))
    refusing = replace(VILLAGER, refused_in_writing=True, incapable=True)
    answer = registration(before_guidance, refusing, date(2012, 1, 1))
    assert answer.ok
    assert [one.reason for one in answer.findings[:2]] == ["GROUND_NOT_IN_LAW", "GROUND_NOT_IN_LAW"]
    assert "书面表示不参加选举：" in answer.findings[0].text


@pytest.mark.parametrize(
    ("rules", "facts", "reason"),
    [
        (SC, {"unreachable": True}, "UNREACHABLE"),
        (SC, {"stated": True, "returning": False}, "NOT_RETURNING_WITHOUT_PROXY"),
        (HAIN, {"told": True}, "TOLD_AND_SILENT"),
        (HEB, {"away_since": date(2024, 12, 12)}, "LONG_AWAY_UNREGISTERED"),
        (BJ, {"incapable": True}, "INCAPABLE"),
    ],
)
def test_each_province_leaves_off_on_the_grounds_it_names(rules: Any, facts: dict[str, Any], reason: str) -> None:
    assert reason in reasons(registration(rules, replace(AWAY, **facts), E))


@pytest.mark.parametrize(
    ("rules", "facts", "reason"),
    [
        (SC, {"stated": True, "returning": False, "proxy_given": True}, "NOT_RETURNING_WITHOUT_PROXY"),
        (HAIN, {"told": True, "stated": True}, "TOLD_AND_SILENT"),
        (HEB, {"away_since": date(2024, 12, 13)}, "LONG_AWAY_UNREGISTERED"),
        (HEB, {"away_since": date(2020, 1, 1), "stated": True}, "LONG_AWAY_UNREGISTERED"),
        (HEB, {"away_since": date(2020, 1, 1), "proxy_given": True}, "LONG_AWAY_UNREGISTERED"),
        (CN2018, {"told": True, "returning": False, "away_since": date(2020, 1, 1)}, "TOLD_AND_SILENT"),
    ],
)
def test_but_not_beyond_them(rules: Any, facts: dict[str, Any], reason: str) -> None:
    assert reason not in reasons(registration(rules, replace(AWAY, **facts), E))


def test_in_tianjin_incapacity_has_to_be_proved() -> None:
    answer = registration(TJ, replace(VILLAGER, incapable=True), E)
    assert answer.ok
    assert answer.code == "INCAPACITY_NOT_PROVED"
    assert answer.follows["todo"] == ("ASK_FOR_PROOF",)
    assert not registration(TJ, replace(VILLAGER, incapable=True, incapacity_proved=True), E).ok


# -- properties ---------------------------------------------------------------------------------------------------

maybe = st.sampled_from((None, True, False))
stays = st.integers(0, 800).map(lambda days: Stay(days=days))
people = st.builds(
    Person,
    birth_on=st.dates(date(2006, 1, 1), date(2010, 12, 31)),
    hukou_here=st.booleans(),
    lives_here=st.booleans(),
    deprived=st.booleans(),
    registered_in=st.sampled_from(("", "桃园村")),
    stated=maybe,
    told=st.booleans(),
    unreachable=st.booleans(),
    returning=maybe,
    proxy_given=st.booleans(),
    away_since=st.sampled_from((None, date(2020, 1, 1), date(2026, 1, 1))),
    refused_in_writing=st.booleans(),
    incapable=st.booleans(),
    incapacity_proved=st.booleans(),
    lived=stays,
    worked=stays,
    continuous=st.booleans(),
    group=st.sampled_from(("", "married_in", "recruited_talent", "former_rural_hukou")),
    applied=st.booleans(),
    in_writing=st.booleans(),
    meeting_agreed=maybe,
    home_certificate=st.booleans(),
    duties_done=st.booleans(),
)
all_rules = st.sampled_from([rules_of_pack(pack.name) for pack in packs() if pack.layer in ("national", "province")])

#: A fact that only helps, whatever else is known.
FAVOURABLE: dict[str, Any] = {
    "birth_on": date(1990, 1, 1),
    "deprived": False,
    "registered_in": "",
    "stated": True,
    "unreachable": False,
    "returning": True,
    "proxy_given": True,
    "away_since": None,
    "refused_in_writing": False,
    "incapable": False,
    "lived": Stay(days=5000),
    "worked": Stay(days=5000),
    "continuous": True,
    "applied": True,
    "meeting_agreed": True,
    "home_certificate": True,
    "duties_done": True,
}


@given(all_rules, people, st.sampled_from(sorted(FAVOURABLE)))
def test_a_fact_that_only_helps_never_turns_yes_into_no(rules: Any, person: Person, fact: str) -> None:
    if fact == "applied":
        person = replace(person, in_writing=True)
    before = registration(rules, person, E)
    after = registration(rules, replace(person, **{fact: FAVOURABLE[fact]}), E)
    assert after.ok or not before.ok


@given(all_rules, people)
def test_registered_has_a_head_and_not_registered_has_reasons(rules: Any, person: Person) -> None:
    answer = registration(rules, person, E)
    assert answer.ok is bool(answer.follows["category"]) is not bool(reasons(answer))
    for one in answer.findings:
        assert one.text and one.sentence("en")
        assert one.rule is None or one.rule.key in one.kind.rests_on


@given(all_rules, st.dates(date(2006, 1, 1), date(2010, 12, 31)), st.booleans(), st.booleans(), st.booleans())
def test_the_short_way_for_a_list_of_residents_says_the_same(
    rules: Any, birth_on: date, hukou_here: bool, lives_here: bool, stated: bool
) -> None:
    short = registers(rules, Standing(birth_on, hukou_here, lives_here, stated), E)
    whole = registration(rules, Person(birth_on, hukou_here, lives_here, stated=stated or None), E)
    assert short.category == whole.follows["category"]
    assert short.reason == whole.code
    assert set(short.reasons) <= {one.reason for one in whole.findings}
