"""What the pages of messages show: every village in one line, one village's people with their numbers masked."""

from __future__ import annotations

import pytest

import cast
from cunxuan.core.stages import State
from cunxuan.offices.models import Division
from cunxuan.outreach import actions, receipt_actions
from cunxuan.outreach.models import Kind, MessageState
from cunxuan.outreach.people import chosen_for
from cunxuan.outreach.queries import latest_elections, overview, part_of
from cunxuan.outreach.receipt_actions import CameBack
from cunxuan.reporting.outreach_effect import FEW_PEOPLE, Band, Group, effect_of, pooled_bands, pooled_groups
from cunxuan.roll.models import Fact
from cunxuan.roll.registration_actions import record_facts
from outreach import away
from outreach.away import BY, ON, agreed, handed_over
from village_pages import text_of

PAGE = f"/v/{cast.LIUSHU}/preparation/messages"


@pytest.fixture
def told(liushu):
    """Of five who agreed three are reached; one of them answers, one wants no more."""
    people = away.people_away(liushu)
    election = agreed(liushu, people)
    handed_over(election)
    words = [CameBack(one.phone, MessageState.DELIVERED) for one in people[:3]]
    words += [CameBack(people[0].phone, text="1"), CameBack(people[2].phone, text="T")]
    receipt_actions.take_in(election, words, how="回执文件", **BY)
    return election


def line(election):
    (found,) = overview([election])
    return found


def test_a_village_is_one_line_of_people(told):
    found = line(told)
    assert (found.away, found.with_number, found.consented, found.sent) == (5, 5, 5, 5)
    assert (found.delivered, found.replied, found.refused, found.open_replies) == (2, 1, 1, 1)
    assert found.registered is None, "the roll is not published"


def test_of_the_people_away_the_same_are_counted_as_are_listed(told, liushu):
    record_facts(told, liushu.residents.filter(name="段文博"), Fact.DIED, on=ON, evidence="死亡证明", **BY)
    assert line(told).away == chosen_for(told, Kind.VOTING).away == 4


def test_a_person_counts_once_however_many_texts_they_got(told, liushu):
    record_facts(told, liushu.residents.filter(name="卫红"), Fact.STATED, on=ON, evidence="电话", **BY)
    handed_over(told, Kind.VOTING)
    assert line(told).sent == 5


def test_a_county_costs_no_more_queries_than_a_village(qinghe, django_assert_max_num_queries, told):
    villages = Division.objects.villages()
    with django_assert_max_num_queries(12):
        parts = part_of(villages, cast.POLLING_DAY)
    with django_assert_max_num_queries(12):
        part_of(villages.filter(pk=cast.LIUSHU), cast.POLLING_DAY)
    assert set(parts) == {cast.LIUSHU, cast.TAOYUAN, cast.SHIQIAO, cast.BOZHUANG}
    assert parts[cast.LIUSHU].state is State.IN_PROGRESS
    assert "外出 5 人，有手机号码 5 人，已发短信 5 人，送达 2 人" in parts[cast.LIUSHU].text_zh


def test_a_county_that_has_not_opened_its_election_has_a_part_as_well(new_qinghe):
    parts = part_of(Division.objects.villages(), cast.POLLING_DAY)
    assert {part.state for part in parts.values()} == {State.NOT_STARTED}
    assert latest_elections(Division.objects.villages(), cast.POLLING_DAY) == []


def test_no_page_shows_a_whole_number(told, ding, chen, liushu, signed_in):
    sending = told.sendings.get()
    numbers = set(liushu.residents.exclude(phone="").values_list("phone", flat=True))
    pages = [PAGE, f"{PAGE}/replies", f"/preparation/messages/sendings/{sending.pk}", "/preparation/messages"]
    for person in (ding, chen):
        for page in pages:
            text = signed_in(person).get(page).text
            assert not [one for one in numbers if one in text], page


def test_filters_keep_whom_they_say(told, an, signed_in):
    browser = signed_in(an)
    assert "段文博" in text_of(browser.get(f"{PAGE}?show=reached"))
    assert "宁小燕" not in text_of(browser.get(f"{PAGE}?show=reached"))
    assert "这里没有人。" in text_of(browser.get(f"{PAGE}?show=no_number"))
    assert "段文博" in text_of(browser.get(f"{PAGE}?q=dwb"))


def test_a_clerk_records_consent_but_sends_nothing(liushu, an, signed_in):
    browser = signed_in(an)
    assert browser.get(PAGE).status_code == 200
    assert browser.get("/preparation/messages/new").status_code == 403


def test_what_changed_since_it_was_looked_at_is_shown_once_more(liushu, ding, signed_in):
    people = away.people_away(liushu)
    election = agreed(liushu, people)
    browser = signed_in(ding)
    form = {"village": liushu.pk, "kind": "registration", "contact": "0311-5521234", "sure": "yes"}
    seen = browser.post("/preparation/messages/new", form).context["looked_at"].digest
    actions.opt_out(election, people[:1], on=ON, how="电话", **BY)
    answer = browser.post("/preparation/messages/new", {**form, "seen": seen})
    assert answer.status_code == 200
    assert "名单或者短信跟刚才看的不一样了" in answer.text
    assert "给 4 人发送" in text_of(answer)
    assert not election.sendings.exists()


def test_looking_at_it_again_sends_nothing(liushu, ding, signed_in):
    election = agreed(liushu, away.people_away(liushu))
    browser, form = signed_in(ding), {"village": liushu.pk, "kind": "registration", "contact": "0311-5521234"}
    seen = browser.post("/preparation/messages/new", form).context["looked_at"].digest
    assert "给 5 人发送" in text_of(browser.post("/preparation/messages/new", {**form, "seen": seen}))
    assert not election.sendings.exists()


def test_several_villages_are_confirmed_at_once_and_share_a_file(liushu, taoyuan, chen, signed_in):
    for village, names in ((liushu, ["卫红"]), (taoyuan, ["贾永强", "宁小燕"])):
        agreed(village, away.people_away(village, names))
    form = {"village": [liushu.pk, taoyuan.pk], "kind": "registration", "contact": "0311-5520000", "sure": "yes"}
    browser = signed_in(chen)
    looked_at = browser.post("/preparation/messages/new", form)
    assert "给 3 人发送" in text_of(looked_at)
    answer = browser.post("/preparation/messages/new", {**form, "seen": looked_at.context["looked_at"].digest})
    where = answer.headers["Location"]
    content = browser.get(f"{where}/file.utf8").content.decode("utf-8-sig")
    assert len(content.splitlines()) == 4
    assert "桃园村定于12月16日" in content


# -- what came of it -------------------------------------------------------------------------------------------------


def test_registration_is_compared_person_by_person_on_the_roll(liushu, told):
    more = [f"外出{number}" for number in range(60)]
    people = away.people_away(liushu, more)
    record_facts(told, people[:40], Fact.STATED, on=ON, evidence="电话", **BY)
    cast.at_stage(liushu, "roll_published")
    effect = effect_of(Division.objects.villages())
    assert effect.published == 1
    assert [(one.people, one.registered) for one in effect.groups] == [(65, 40)], "five people are not shown alone"


def test_groups_of_few_people_are_pooled_so_that_nobody_is_read_out_of_them():
    large, small, other = Group("甲", "A", 100, 60), Group("乙", "B", 20, 5), Group("丙", "C", 40, 10)
    assert pooled_groups([large, small, other]) == (large, Group("其余各组合计", "The other groups together", 60, 15))
    assert pooled_groups([Group("甲", "A", FEW_PEOPLE - 1, 3)]) == ()
    assert pooled_groups([large, other]) == (large, other)


def test_one_village_is_never_a_band_of_its_own():
    many, one = Band("甲", "A", 5, 5000, 4000), Band("乙", "B", 1, 1000, 900)
    assert [found.villages for found in pooled_bands([many, one])] == [6]
    assert pooled_bands([one]) == ()


def test_turnout_stands_beside_the_share_reached_with_what_it_does_not_mean(liushu, ren, signed_in):
    cast.declared(liushu)
    page = text_of(signed_in(ren).get("/preparation/messages/effect"))
    assert "计票的村不到 3 个，不列。" in page
