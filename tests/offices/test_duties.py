"""Who answers for what: named, ended, guaranteed; what the county sees is missing; who may see and do it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from cunxuan.core.errors import Refusal
from cunxuan.core.stages import State
from cunxuan.offices import duties_actions as actions
from cunxuan.offices.duties_actions import Given, Named, Person, Task
from cunxuan.offices.duties_queries import coverage, part_of, village_duties
from cunxuan.offices.models import Account, Division, Duty, DutyKind, GroupKind, GuaranteeKind, Official, Seat
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from duties import in_charge
from village_pages import text_of

Browser = Callable[..., Client]
PAGE = f"/v/{cast.LIUSHU}/preparation/duties"
SINCE = cast.DAYS["audit_evaluation"]
BY: dict[str, Any] = {"by": "ren", "at": cast.AT}
TODAY = cast.POLLING_DAY


def instructors(village: Division, *names: str) -> list[Duty]:
    return in_charge(village, *names, kind=DutyKind.INSTRUCTOR)


def guaranteed(village: Division, official: Official, kind: GuaranteeKind = GuaranteeKind.TALK) -> Any:
    return actions.give_guarantee(Given(village, kind, official, "谈心记录三份", SINCE), **BY)


# Naming and ending


def test_somebody_named_for_three_villages_is_one_official_with_three_duties(
    liushu: Division, taoyuan: Division, shiqiao: Division
) -> None:
    for village in (liushu, taoyuan, shiqiao):
        in_charge(village, "薛志刚", unit="柳林镇政府")
    assert Official.objects.get(name="薛志刚").duties.count() == 3


def test_naming_the_same_person_again_changes_nothing(liushu: Division) -> None:
    in_charge(liushu, "薛志刚")
    assert in_charge(liushu, "薛志刚") == []
    assert Duty.objects.count() == 1


def test_a_township_cadre_cannot_answer_for_a_village_of_another_township(bozhuang: Division, liushu: Division) -> None:
    official = in_charge(liushu, "薛志刚")[0].official
    with pytest.raises(Refusal, match="DUTY_AT_ANOTHER_LEVEL"):
        actions.name_to(official, Task(DutyKind.CADRE, bozhuang, SINCE), **BY)


def test_a_village_cadre_answers_for_a_group_with_a_number(liushu: Division) -> None:
    without = Named(Person("宁涛"), Task(DutyKind.GROUP, liushu, SINCE))
    with pytest.raises(Refusal, match="DUTY_WITHOUT_GROUP"):
        actions.name_all([without], **BY)


def test_a_duty_that_ends_stays_with_its_reason(liushu: Division, chen: Account, signed_in: Browser) -> None:
    (duty,) = in_charge(liushu, "薛志刚")
    answer = signed_in(chen).post(f"/preparation/duties/{duty.pk}/end", {"on": "2026-12-10", "why": "调到县里"})
    assert answer.status_code == 302
    found = village_duties(liushu, TODAY)
    assert (found.cadres, found.ended) == ((), (duty,))
    assert "调到县里" in text_of(signed_in(chen).get(PAGE))


def test_a_duty_cannot_end_twice(liushu: Division) -> None:
    (duty,) = in_charge(liushu, "薛志刚")
    actions.end_duty(duty, on=SINCE, why="调走", **BY)
    with pytest.raises(Refusal, match="DUTY_ENDED"):
        actions.end_duty(duty, on=SINCE, why="调走", **BY)


def test_an_instructor_whose_five_years_are_over_answers_no_more(liushu: Division) -> None:
    old = Task(DutyKind.INSTRUCTOR, liushu, date(2021, 10, 1), date(2026, 9, 30))
    actions.name_all([Named(Person("卫红霞"), old)], **BY)
    assert village_duties(liushu, TODAY).instructors == ()


def test_the_trail_vouches_for_every_row_of_every_act(liushu: Division) -> None:
    (duty,) = in_charge(liushu, "薛志刚")
    guarantee = guaranteed(liushu, duty.official)
    actions.take_back_guarantee(guarantee, on=SINCE, why="记错村", **BY)
    actions.correct_official(duty.official, Person("薛志刚", "柳林镇政府", "副镇长", "10000000001"), **BY)
    actions.end_duty(duty, on=SINCE, why="调走", **BY)
    assert verify().breaks == []


def test_a_duty_changed_behind_the_programs_back_is_found(liushu: Division) -> None:
    (duty,) = in_charge(liushu, "薛志刚")
    Duty.objects.filter(pk=duty.pk).update(task="什么也不用干")
    assert [one.village for one in verify().breaks] == [cast.LIUSHU]


def test_the_trail_names_no_telephone(liushu: Division) -> None:
    named = Named(Person("薛志刚", phone="10012345678"), Task(DutyKind.CADRE, liushu, SINCE))
    actions.name_all([named], **BY)
    actions.correct_official(Official.objects.get(), Person("薛志刚", phone="10087654321"), **BY)
    assert not TrailEntry.objects.filter(body__regex="10012345678|10087654321").exists()


# By hand on the page


def typed(**given: str) -> dict[str, str]:
    return {"kind": "cadre", "name": "薛志刚", "village": "柳树村", "since": "2026-12-01", **given}


def test_the_county_names_somebody_by_hand(liushu: Division, ren: Account, signed_in: Browser) -> None:
    answer = signed_in(ren).post("/preparation/duties/new", typed(unit="柳林镇政府", phone="10012345678", task="驻村"))
    assert answer.headers["Location"] == PAGE
    (duty,) = village_duties(liushu, TODAY).cadres
    assert (duty.official.name, duty.official.unit, duty.task) == ("薛志刚", "柳林镇政府", "驻村")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"village": "柳村"}, "清河县没有“柳村”。名字相近的有：柳树村。请改正。"),
        ({"phone": "138OO138000"}, "电话“138OO138000”里有不是数字的字，请照号码改正。"),
        ({"until": "2026-11-01"}, "结束早于开始，请核对起止时间。"),
        ({"kind": "group", "village": "柳树村"}, "“村干部包组”要写负责组，请补上。"),
        ({"kind": "leader", "village": ""}, "“县领导包乡”要写负责乡镇，请补上。"),
        ({"task": "360123197001011231"}, "身份证号"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    ren: Account, signed_in: Browser, given: dict[str, str], sentence: str
) -> None:
    page = signed_in(ren).post("/preparation/duties/new", typed(**given))
    assert sentence in text_of(page)
    assert 'value="薛志刚"' in page.content.decode()
    assert not Duty.objects.exists()


def test_a_fourth_village_wants_a_second_click(
    qinghe: Division, ren: Account, settings: Any, signed_in: Browser
) -> None:
    settings.VILLAGES_A_PERSON = 2
    browser = signed_in(ren)
    page = browser.post("/preparation/duties/new", typed(village="柳树村、桃园村、石桥村"))
    assert "薛志刚负责 3 个村，县里定的是每人不超过 2 个" in text_of(page)
    assert not Duty.objects.exists()
    (warning,) = page.context["form"].warnings
    browser.post("/preparation/duties/new", {**typed(village="柳树村、桃园村、石桥村"), "agreed": warning.key})
    assert Duty.objects.count() == 3


def test_a_township_does_not_send_instructors(qinghe: Division, chen: Account, signed_in: Browser) -> None:
    page = signed_in(chen).post("/preparation/duties/new", typed(kind="instructor"))
    assert not Duty.objects.exists()
    assert page.context["form"].errors["kind"]


def test_an_official_who_is_known_is_found_by_initials(liushu: Division, ren: Account, signed_in: Browser) -> None:
    (duty,) = in_charge(liushu, "薛志刚", unit="柳林镇政府")
    page = signed_in(ren).get("/preparation/duties/new?q=xzg")
    assert f"official={duty.official_id}" in page.content.decode()
    assert (
        'value="薛志刚"' in signed_in(ren).get(f"/preparation/duties/new?official={duty.official_id}").content.decode()
    )


# Guarantees


def test_a_guarantee_is_ticked_with_what_shows_it(liushu: Division, chen: Account, signed_in: Browser) -> None:
    (duty,) = in_charge(liushu, "薛志刚")
    given = {"official": duty.official_id, "evidence": "与落选的两人谈过", "on": "2026-12-10"}
    assert signed_in(chen).post(f"{PAGE}/talk", given).status_code == 302
    page = text_of(signed_in(chen).get(PAGE))
    assert "落实 1 / 5" in page and "与落选的两人谈过" in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"evidence": ""}, "请写做了什么，一句话。"), ({"on": "2027-01-01"}, "2027 年 1 月 1 日还没有到")],
)
def test_a_guarantee_without_evidence_or_from_the_future_is_not_kept(
    liushu: Division, chen: Account, signed_in: Browser, given: dict[str, str], sentence: str
) -> None:
    (duty,) = in_charge(liushu, "薛志刚")
    right = {"official": duty.official_id, "evidence": "谈过", "on": "2026-12-10"}
    assert sentence in text_of(signed_in(chen).post(f"{PAGE}/talk", {**right, **given}))
    assert not liushu.guarantees.exists()


def test_a_guarantee_is_given_only_by_somebody_who_answers_for_the_village(liushu: Division, taoyuan: Division) -> None:
    (duty,) = in_charge(taoyuan, "薛志刚")
    with pytest.raises(Refusal, match="NOT_ANSWERING_HERE"):
        guaranteed(liushu, duty.official)


def test_a_guarantee_that_is_taken_back_can_be_given_anew(liushu: Division, chen: Account, signed_in: Browser) -> None:
    (duty,) = in_charge(liushu, "薛志刚")
    guaranteed(liushu, duty.official)
    signed_in(chen).post(f"{PAGE}/talk/back", {"on": "2026-12-11", "why": "谈的是邻村的人"})
    assert "谈的是邻村的人" in text_of(signed_in(chen).get(PAGE))
    guaranteed(liushu, duty.official)
    assert liushu.guarantees.standing().count() == 1


def test_the_same_guarantee_is_not_given_twice(liushu: Division) -> None:
    (duty,) = in_charge(liushu, "薛志刚")
    guaranteed(liushu, duty.official)
    with pytest.raises(Refusal, match="GUARANTEE_GIVEN"):
        guaranteed(liushu, duty.official)


def test_a_committee_ticks_only_when_its_account_is_of_somebody_who_answers(
    liushu: Division, ding: Account, signed_in: Browser
) -> None:
    (duty,) = in_charge(liushu, "丁")
    given = {"official": duty.official_id, "evidence": "谈过", "on": "2026-12-10"}
    assert signed_in(ding).post(f"{PAGE}/talk", given).status_code == 409
    actions.link_account(duty.official, ding, **BY)
    assert signed_in(ding).post(f"{PAGE}/talk", given).status_code == 302


# What the county sees


def test_a_village_without_anybody_stands_out(liushu: Division, taoyuan: Division, ren: Account) -> None:
    in_charge(liushu, "薛志刚")
    instructors(liushu, "卫红霞", "任海燕")
    covers = {one.village.code: one for one in coverage(ren, TODAY).villages}
    assert [state for state, _ in covers[cast.LIUSHU].lacks] == [State.IN_PROGRESS]
    assert [state for state, _ in covers[cast.TAOYUAN].lacks] == [State.BLOCKED, State.DUE_SOON, State.IN_PROGRESS]


def test_more_instructors_than_three_are_too_many(liushu: Division, ren: Account) -> None:
    instructors(liushu, "卫红霞", "任海燕", "方洲", "史文华")
    assert coverage(ren, TODAY).numbers("")["many"] == 1


def test_groups_of_the_roll_without_a_cadre_are_named(liushu: Division, chen: Account, signed_in: Browser) -> None:
    cast.at_stage(liushu, "roll_published")
    named = Named(Person("宁涛"), Task(DutyKind.GROUP, liushu, SINCE, group_no=1))
    actions.name_all([named], **BY)
    assert "2组没有人包" in text_of(signed_in(chen).get("/preparation/duties"))


def test_an_instructor_in_two_townships_at_once_is_a_clash(liushu: Division, bozhuang: Division, ren: Account) -> None:
    instructors(liushu, "卫红霞")
    instructors(bozhuang, "卫红霞")
    (clash,) = coverage(ren, TODAY).clashes
    assert clash.zh == "卫红霞同一时间负责柳树村和柏庄村，两村不在一个乡镇。"


def test_two_townships_one_after_the_other_are_no_clash(liushu: Division, bozhuang: Division, ren: Account) -> None:
    first = Task(DutyKind.INSTRUCTOR, liushu, date(2026, 10, 1), date(2026, 12, 31))
    then = Task(DutyKind.INSTRUCTOR, bozhuang, date(2027, 1, 1), date(2027, 3, 31))
    actions.name_all([Named(Person("卫红霞"), first), Named(Person("卫红霞"), then)], **BY)
    assert coverage(ren, TODAY).clashes == ()


def test_nobody_inspects_the_villages_for_which_they_answer(liushu: Division, ren: Account) -> None:
    from cunxuan.offices.groups_actions import NewGroup, Sitting, add_members, set_up_group

    instructors(liushu, "卫红霞")
    county = Division.objects.get(pk=cast.COUNTY)
    new = NewGroup(GroupKind.INSPECTION, "第一督查组", SINCE, townships=(cast.LIULIN,))
    group = set_up_group(county, new, **BY)
    add_members(group, [Sitting(Person("卫红霞"), Seat.HEAD)], since=SINCE, **BY)
    (clash,) = coverage(ren, TODAY).clashes
    assert "不能自己督查自己" in clash.zh


def test_the_part_of_the_preparation_says_what_is_missing(liushu: Division) -> None:
    in_charge(liushu, "薛志刚")
    part = part_of(Division.objects.villages(), TODAY)[cast.LIUSHU]
    assert part.state is State.IN_PROGRESS
    assert [lack.zh for lack in part.lacks] == [
        "指导员 0 人，应有 2 至 3 人。",
        "五包还没有落实：包谈心、包释疑、包解难、包维稳、包选举成功。",
    ]


def test_the_part_is_done_when_nothing_is_missing(liushu: Division) -> None:
    (duty,) = in_charge(liushu, "薛志刚")
    instructors(liushu, "卫红霞", "任海燕")
    for kind in GuaranteeKind:
        guaranteed(liushu, duty.official, kind)
    part = part_of(Division.objects.villages(), TODAY)[cast.LIUSHU]
    assert (part.state, part.done, part.of) == (State.DONE, 7, 7)


def test_more_villages_ask_the_database_no_more_often(liushu: Division, taoyuan: Division, shiqiao: Division) -> None:
    for village in (liushu, taoyuan, shiqiao):
        in_charge(village, "薛志刚")
    with CaptureQueriesContext(connection) as one:
        part_of(Division.objects.villages().filter(pk=cast.LIUSHU), TODAY)
    with CaptureQueriesContext(connection) as all_of_them:
        part_of(Division.objects.villages(), TODAY)
    assert len(one) == len(all_of_them) == 3


# Who sees what


def test_telephones_are_for_those_who_have_signed_in(liushu: Division, client: Client) -> None:
    answer = client.get(PAGE)
    assert answer.headers["Location"].startswith("/login")


def test_another_township_sees_neither_the_village_nor_its_cadre(
    liushu: Division, he: Account, signed_in: Browser
) -> None:
    named = Named(Person("宁涛"), Task(DutyKind.GROUP, liushu, SINCE, group_no=1))
    (duty,) = actions.name_all([named], **BY)
    assert signed_in(he).get(PAGE).status_code == 404
    assert signed_in(he).get(f"/officials/{duty.official_id}").status_code == 404


def test_a_township_does_not_end_what_the_county_named(liushu: Division, chen: Account, signed_in: Browser) -> None:
    (duty,) = instructors(liushu, "卫红霞")
    assert signed_in(chen).get(f"/preparation/duties/{duty.pk}/end").status_code == 404


# A person's page


def test_my_page_shows_my_villages_and_what_is_due_there(
    liushu: Division, taoyuan: Division, chen: Account, signed_in: Browser
) -> None:
    cast.at_stage(liushu, "committee_chosen")
    duty, *_ = *in_charge(liushu, "陈"), *in_charge(taoyuan, "陈")
    actions.link_account(duty.official, chen, **BY)
    browser = signed_in(chen)
    assert browser.get("/me").headers["Location"] == f"/officials/{duty.official_id}"
    page = text_of(browser.get(f"/officials/{duty.official_id}"))
    assert "我负责的村" in page and "柳树村" in page and "桃园村" in page
    assert "2 个村，五包还差 10 项" in page
    assert "逾期 柳树村" in page


def test_the_county_releases_a_leader_from_the_leaders_page(qinghe: Division, ren: Account, signed_in: Browser) -> None:
    township = Division.objects.get(pk=cast.LIULIN)
    (duty,) = actions.name_all([Named(Person("卫建国", "县委"), Task(DutyKind.LEADER, township, SINCE))], **BY)
    address = f"/preparation/duties/{duty.pk}/end"
    assert address in signed_in(ren).get(f"/officials/{duty.official_id}").content.decode()
    signed_in(ren).post(address, {"on": "2026-12-10", "why": "调到市里"})
    assert "这个人现在没有责任。" in text_of(signed_in(ren).get(f"/officials/{duty.official_id}"))


def test_an_account_of_nobody_is_told_who_can_help(chen: Account, signed_in: Browser) -> None:
    assert "账号 chen 还没有和包联责任表上的人对上" in text_of(signed_in(chen).get("/me"))


def test_one_account_is_one_persons(liushu: Division, chen: Account) -> None:
    first, second = in_charge(liushu, "陈", "薛志刚")
    actions.link_account(first.official, chen, **BY)
    with pytest.raises(Refusal, match="ACCOUNT_OF_SOMEBODY"):
        actions.link_account(second.official, chen, **BY)


def test_somebody_is_found_by_name_unit_and_village(liushu: Division, ren: Account, signed_in: Browser) -> None:
    in_charge(liushu, "薛志刚", unit="柳林镇政府")
    for wanted in ("薛志", "xzg", "镇政府", "柳树", "lsc"):
        assert "薛志刚" in text_of(signed_in(ren).get(f"/preparation/duties?q={wanted}")), wanted


def test_the_bar_finds_officials_by_initials(liushu: Division, ren: Account, signed_in: Browser) -> None:
    in_charge(liushu, "薛志刚", unit="柳林镇政府")
    page = signed_in(ren).post("/search", {"q": "xzg"}, headers={"HX-Request": "true"})
    assert "薛志刚 柳林镇政府" in text_of(page)


def test_the_bar_of_another_township_finds_nobody_of_a_village(
    liushu: Division, he: Account, signed_in: Browser
) -> None:
    named = Named(Person("薛志刚"), Task(DutyKind.GROUP, liushu, SINCE, group_no=1))
    actions.name_all([named], **BY)
    page = signed_in(he).post("/search", {"q": "xzg"}, headers={"HX-Request": "true"})
    assert "薛志刚" not in text_of(page)
