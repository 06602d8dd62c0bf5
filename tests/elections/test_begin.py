"""The county begins its general election, once in a term; villages imported later join it."""

from __future__ import annotations

import json
from datetime import date

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.elections.actions import open_general_election
from cunxuan.elections.models import Election
from cunxuan.offices.actions import Place, add_divisions
from cunxuan.offices.models import Account, Division, Level, Role
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from village_pages import hidden, said_after, text_of, wrong

PAGE = "/begin"
PLAN = {"year": "2026", "term_no": "13", "planned_on": "2026-12-13"}
NEW_VILLAGE = Place("360123101299", "新桥村", cast.LIULIN, "柳林镇", cast.COUNTY, "清河县")


@pytest.fixture
def county(new_qinghe, signed_in):
    return signed_in(cast.person("ren"))


@pytest.fixture
def township(new_qinghe, signed_in):
    return signed_in(cast.person("chen"))


@pytest.fixture
def committee(new_qinghe, signed_in):
    return signed_in(cast.person("ding"))


@pytest.fixture
def nowhere(db, signed_in):
    """The county office of a county whose villages are not imported."""
    elsewhere = Division.objects.create(code="360124", name="远山县", level=Level.COUNTY, initials="ysx")
    return signed_in(Account.objects.create(username="cao", name="曹", role=Role.COUNTY, division=elsewhere))


def begin(county, **changes):
    return county.post(PAGE, {**PLAN, "sure": "yes", **changes})


def elections():
    return list(Election.objects.order_by("village_id").values_list("village_id", "year", "term_no"))


# Before


def test_the_board_leads_the_county_to_the_beginning(county):
    answer = county.get("/")
    assert "新一届换届选举还没有开始。" in text_of(answer)
    assert f'<a class="cx-button cx-button-main" href="{PAGE}">开始换届</a>' in answer.content.decode()


def test_the_board_tells_a_township_who_begins(township):
    answer = township.get("/")
    assert "由县换届办开始；开始以后，这里是各村的进度。" in text_of(answer)
    assert PAGE not in answer.content.decode()


def test_on_the_wall_there_is_nothing_to_press(county):
    assert PAGE not in county.get("/wall").content.decode()


def test_a_villages_page_leads_the_county_there_and_nobody_else(county, committee):
    village = f"/v/{cast.LIUSHU}"
    assert f'href="{PAGE}">开始换届</a>' in county.get(village).content.decode()
    assert "县里还没有部署换届" in text_of(committee.get(village))
    assert PAGE not in committee.get(village).content.decode()


def test_the_page_says_how_many_villages_there_are_and_how_many_have_residents(county):
    cast.add_residents(Division.objects.get(pk=cast.LIUSHU), cast.residents(3), by="ren", at=cast.AT)
    page = text_of(county.get(PAGE))
    assert "村数 4 有居民名册 1 个村 用 cunxuan import residents 导入" in page


@pytest.mark.parametrize("who", ["township", "committee"])
def test_nobody_but_the_county_begins(who, request):
    browser = request.getfixturevalue(who)
    assert browser.get(PAGE).status_code == 403
    assert begin(browser).status_code == 403
    assert elections() == []


# Asking once


def test_it_asks_once_names_the_election_and_keeps_the_keyboard_on_the_harmless_choice(county):
    answer = county.post(PAGE, PLAN)
    assert "开始清河县第十三届村民委员会换届选举，4 个村" in text_of(answer)
    assert "计划投票日 2026 年 12 月 13 日 周日" in text_of(answer)
    assert 'value="no" autofocus>先不开始</button>' in answer.content.decode()
    assert {key: hidden(answer, key) for key in PLAN} == PLAN
    assert elections() == []


def test_the_harmless_choice_leads_back_to_what_was_typed(county):
    answer = begin(county, sure="no")
    assert 'value="13"' in answer.content.decode()
    assert 'value="2026-12-13"' in answer.content.decode()
    assert elections() == []


def test_a_day_that_leaves_no_time_for_the_roll_is_told_and_not_refused(county):
    """Paper leads: where the rolls hang already, the day is right."""
    assert "选举日最早是" not in text_of(county.post(PAGE, PLAN))
    answer = county.post(PAGE, {**PLAN, "planned_on": "2026-11-08"})
    assert "今天才公布名单的村，选举日最早是 2026 年 11 月 9 日。 为什么 组织法第十七条" in text_of(answer)
    assert begin(county, planned_on="2026-11-08").status_code == 302


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("year", "2062", "换届年份应为 2025 至 2027。"),
        ("year", "今年", "换届年份应为 2025 至 2027。"),
        ("year", "", "换届年份应为 2025 至 2027。"),
        ("term_no", "", "请填第几届。"),
        ("term_no", "0", "届数应为 1 至 99 的数字。"),
        ("term_no", "十三", "届数应为 1 至 99 的数字。"),
        ("planned_on", "", "请填日期。"),
        ("planned_on", "12.13", "看不出是哪一天，请写成 2026-12-13 这样。"),
        ("planned_on", "2062-12-13", "2026 年换届，计划投票日应在当年或者次年，请核对年份。"),
        ("planned_on", "2025-12-13", "2026 年换届，计划投票日应在当年或者次年，请核对年份。"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(county, field, typed, said):
    answer = begin(county, **{field: typed})
    assert answer.status_code == 400
    assert wrong(answer, field) == said
    assert elections() == []


def test_the_day_may_lie_in_the_year_after(county):
    assert begin(county, planned_on="2027-01-10").status_code == 302


# Begun


def test_every_village_of_the_county_gets_its_election(county):
    answer = begin(county)
    assert said_after(county, answer) == "清河县第十三届村民委员会换届选举已经开始，4 个村。"
    codes = (cast.LIUSHU, cast.TAOYUAN, cast.SHIQIAO, cast.BOZHUANG)
    assert elections() == [(code, 2026, 13) for code in codes]
    assert {one.planned_polling_day for one in Election.objects.all()} == {date(2026, 12, 13)}


def test_the_board_then_shows_every_village_at_the_first_step(county):
    page = county.get(begin(county).headers["Location"])
    assert page.content.decode().count("第 1 步 审计评议，") == 4
    assert PAGE not in page.content.decode()


def test_the_beginning_stands_in_the_trail_of_the_county(county):
    begin(county)
    last = TrailEntry.objects.filter(scope=cast.COUNTY).last()
    assert (last.act, last.by) == ("general_election_opened", "ren")
    facts = {"year": 2026, "term_no": 13, "villages": 4, "planned_on": "2026-12-13"}
    assert json.loads(last.body)["facts"] == facts
    assert verify().ok


def test_from_here_a_village_can_be_called(county):
    begin(county)
    election = Election.objects.get(village_id=cast.LIUSHU)
    cast.evaluated(election.village)
    county.post(f"/v/{cast.LIUSHU}/preparation/audit/confirm", {"signer": "任", "on": "2026-10-20"})
    county.post(f"/v/{cast.LIUSHU}/steps/branch_elected", {"on": "2026-10-20"})
    county.post(f"/v/{cast.LIUSHU}/call", {"polling_day": "2026-12-13", "on": "2026-10-20"})
    election.refresh_from_db()
    assert election.polling_day == date(2026, 12, 13)


@pytest.mark.parametrize("year", ["2026", "2027", "2025"])
def test_it_is_not_begun_twice_in_a_term(county, year):
    begin(county)
    answer = begin(county, year=year, planned_on=f"{year}-12-20")
    assert answer.status_code == 409
    assert "清河县 2026 年的换届选举已经开始，4 个村已在其中。" in text_of(answer)
    assert "后来导入的村，请在“开始换届”页上加入。" in text_of(answer)
    assert len(elections()) == 4


def test_nobody_is_asked_in_vain(county):
    begin(county)
    assert county.post(PAGE, PLAN).status_code == 409


def test_in_the_last_year_of_the_term_the_next_one_is_begun(county, settings):
    begin(county)
    settings.TODAY = "2029-12-31"
    assert "已于 2026 年开始，4 个村" in text_of(county.get(PAGE))
    settings.TODAY = "2030-10-20"
    assert 'name="term_no" value="14"' in county.get(PAGE).content.decode()
    assert begin(county, year="2030", term_no="14", planned_on="2030-12-15").status_code == 302
    assert len(elections()) == 8


def test_where_no_villages_are_the_page_and_the_board_say_which_command_brings_them(nowhere):
    page = text_of(nowhere.get(PAGE))
    assert "还没有村的名单。 请先在服务器上用 cunxuan import villages 导入" in page
    assert "cunxuan import villages" in text_of(nowhere.get("/"))
    assert "计划投票日" not in page


def test_without_villages_nothing_is_begun(nowhere):
    answer = begin(nowhere)
    assert answer.status_code == 409
    assert "请先用 cunxuan import villages 导入。" in text_of(answer)


def test_the_act_itself_refuses_a_village_that_is_in_already(new_qinghe):
    plan = {"year": 2026, "term_no": 13, "planned_on": date(2026, 12, 13), "by": "ren", "at": cast.AT}
    first, *others = Division.objects.villages()
    open_general_election(new_qinghe, [first], **plan)
    with pytest.raises(Refusal) as refused:
        open_general_election(new_qinghe, [first, *others], **plan)
    assert refused.value.code == "ELECTION_BEGUN"
    open_general_election(new_qinghe, others, **plan)
    assert len(elections()) == 4


# Villages that came later


@pytest.fixture
def grown(county):
    """The county after a village was imported that the election had begun without."""
    begin(county)
    add_divisions([NEW_VILLAGE], by="cli", at=cast.AT)
    return county


def test_the_board_says_how_many_villages_are_not_in_the_election(grown):
    answer = grown.get("/")
    assert "还有 1 个村没有加入本届选举。" in text_of(answer)
    assert f'href="{PAGE}">看是哪些村</a>' in answer.content.decode()


def test_the_page_names_them_and_offers_the_day_of_the_others(grown):
    answer = grown.get(PAGE)
    assert "清河县第十三届村民委员会换届选举已于 2026 年开始，4 个村。" in text_of(answer)
    assert "还有 1 个村没有加入本届选举。 新桥村 柳林镇" in text_of(answer)
    assert 'value="2026-12-13"' in answer.content.decode()


def test_they_join_the_same_term(grown):
    answer = grown.post(PAGE, {"join": "yes", "planned_on": "2026-12-20"})
    assert said_after(grown, answer) == "已加入本届选举，1 个村。"
    joined = Election.objects.get(village_id=NEW_VILLAGE.village_code)
    assert (joined.year, joined.term_no, joined.planned_polling_day) == (2026, 13, date(2026, 12, 20))
    assert "没有加入" not in text_of(grown.get("/"))


def test_a_day_that_cannot_be_joins_nobody(grown):
    answer = grown.post(PAGE, {"join": "yes", "planned_on": "2029-12-20"})
    assert wrong(answer, "planned_on") == "2026 年换届，计划投票日应在当年或者次年，请核对年份。"
    assert not Election.objects.filter(village_id=NEW_VILLAGE.village_code).exists()


def test_when_every_village_is_in_there_is_nothing_to_join(county):
    begin(county)
    assert county.post(PAGE, {"join": "yes", "planned_on": "2026-12-20"}).headers["Location"] == PAGE
    page = text_of(county.get(PAGE))
    assert "已于 2026 年开始，4 个村。" in page
    assert "加入" not in page
