"""Publishing a village's roll and freezing its number."""

import json
import re
from datetime import date
from itertools import product

import pytest

import cast
from cunxuan.core.chain import short_code
from cunxuan.core.law import packs, rules_of_pack
from cunxuan.core.people.registration import Standing, registers
from cunxuan.core.strokes import by_strokes
from cunxuan.records.models import IssuedPaper
from cunxuan.roll.actions import NewResident, add_residents, publish_roll
from cunxuan.roll.models import Fact, RegistrationFact, Roll, RollEntry
from cunxuan.roll.queries import WORDS
from rendering.reading import pdf_text
from village_pages import hidden, said_after, text_of

PAGE, FREEZE = f"/v/{cast.LIUSHU}/roll/publish", f"/v/{cast.LIUSHU}/roll/freeze"


@pytest.fixture
def committee(ding, signed_in):
    return signed_in(ding)


@pytest.fixture
def registering(liushu):
    election = cast.at_stage(liushu, "registration_opened")
    add_residents(liushu, [*cast.residents(40), *others()], by="ding", at=cast.AT)
    return election


def others():
    """A child, one who lives elsewhere, and one whose hukou is elsewhere."""
    yield NewResident(
        "童", "M", date(2012, 5, 1), cast.synthetic(date(2012, 5, 1), 1, division="360124"), 1, 1, True, True
    )
    yield NewResident(
        "外", "F", date(1990, 5, 1), cast.synthetic(date(1990, 5, 1), 2, division="360124"), 1, 1, True, False
    )
    yield NewResident(
        "来", "F", date(1991, 5, 1), cast.synthetic(date(1991, 5, 1), 2, division="360124"), 1, 1, False, True
    )


def test_the_page_says_how_many_will_stand_on_the_roll_and_why_others_will_not(registering, committee):
    page = text_of(committee.get(PAGE))
    why = "为什么 {0} 组织法第十六条"
    rows = {
        "户籍在本村并且在本村居住": "列入 40",
        "到选举日未满十八周岁": "不列入 1",
        "户籍在本村，不在本村居住，没有表示参加选举": "不列入 1",
        "户籍不在本村，没有居住或者从事村务工作满一年的记录；没有本人申请；没有会议同意参加选举的决定": "不列入 1",
    }
    assert not [said for said, count in rows.items() if f"{said} {why.format(said)} {count}" not in page]
    assert "合计 43" in page


def test_under_every_text_of_law_each_reason_has_its_words():
    for pack in packs():
        if pack.layer in ("national", "province"):
            for facts in product((date(1990, 5, 1), date(2012, 5, 1)), (True, False), (True, False), (True, False)):
                found = registers(rules_of_pack(pack.name), Standing(*facts), date(2026, 12, 12))
                assert set(found.reasons) <= WORDS.keys()


def test_everybody_stands_by_name_under_their_reason_and_no_id_number_is_shown(registering, committee):
    html = committee.get(PAGE).content.decode()
    left_out = html[html.index("不列入 · 到选举日未满十八周岁 · 1") :]
    assert re.search(r"<li><a [^>]*>童</a></li>", left_out[: left_out.index("</details>")])
    assert cast.COUNTY + "1990" not in html


def test_it_asks_once_and_keeps_the_keyboard_on_the_harmless_choice(registering, committee):
    html = committee.get(PAGE).content.decode()
    assert "公布以后名单不能撤回" in html
    assert "autofocus>先不公布</a>" in html


def test_the_roll_is_published_with_its_number(registering, committee):
    answer = committee.post(PAGE, {"on": "2026-11-24"})
    assert said_after(committee, answer) == "名单已公布，40 人，11 月 24 日。"
    assert Roll.objects.get().count == 40


def test_too_late_is_said_in_red_and_recorded_only_when_given_again(registering, committee):
    shown = committee.post(PAGE, {"on": "2026-11-28"})
    assert "选民名单于 2026-11-28 公布，距选举日 18 天，少于 20 天；选举日最早为 2026-12-18。" in text_of(shown)
    assert not Roll.objects.exists()
    committee.post(PAGE, {"on": "2026-11-28", "seen": hidden(shown, "seen")})
    assert Roll.objects.exists()


def test_exactly_twenty_days_is_lawful_and_recorded_at_once(registering, committee):
    committee.post(PAGE, {"on": "2026-11-26"})
    assert Roll.objects.exists()


def test_a_village_without_residents_says_what_is_missing(liushu, committee):
    cast.at_stage(liushu, "registration_opened")
    page = committee.get(PAGE)
    assert "本村还没有可以登记的居民。 居民名册由县换届办用 cunxuan import residents 导入" in text_of(page)
    assert "disabled" in page.content.decode()
    assert committee.post(PAGE, {"on": "2026-11-24"}).status_code == 409


def test_what_is_recorded_of_people_decides_who_stands_on_the_roll(registering, liushu, committee):
    """Somebody away who stated, a resident of a year with the meeting's vote; who died and who is deprived do not."""
    people = {one.name: one for one in liushu.residents.all()}
    recorded = (
        ("外", Fact.STATED, {}),
        ("来", Fact.LIVED_SINCE, {"on": date(2024, 3, 1)}),
        ("来", Fact.APPLIED_IN_WRITING, {}),
        ("来", Fact.MEETING_AGREED, {}),
        ("村民1", Fact.DIED, {}),
        ("村民2", Fact.DEPRIVED, {}),
    )
    for name, kind, more in recorded:
        RegistrationFact.objects.create(
            election=registering, resident=people[name], kind=kind, on=more.get("on", date(2026, 11, 18))
        )
    publish_roll(registering, on=date(2026, 11, 24), by="ding", at=cast.AT)
    listed = dict(RollEntry.objects.values_list("name", "category"))
    assert len(listed) == 40
    assert (listed["外"], listed["来"]) == ("b", "c")
    assert not {"村民1", "村民2", "童"} & listed.keys()


def test_the_list_goes_out_as_an_announcement_with_every_name_and_its_own_hash(registering, committee):
    committee.post(PAGE, {"on": "2026-11-24", "order": "strokes"})
    paper, roll = IssuedPaper.objects.get(form_id="A04"), Roll.objects.get()
    said = json.loads(paper.context)
    names = [name for group in said["groups"] for name in group["names"]]
    assert (paper.number, said["registered"], len(names)) == ("第4号", 40, 40)
    assert names == sorted(names, key=by_strokes)
    assert said["objections_until"] == "2026-11-29"
    assert said["list_digest"] == short_code(roll.digest)
    printed = pdf_text(committee.get(f"/papers/{paper.check_code}/pdf").content).replace("\n", "")
    assert short_code(roll.digest) in printed and "2026年11月29日24时" in printed


def test_the_public_can_check_the_list_and_not_read_it(registering, committee, client):
    committee.post(PAGE, {"on": "2026-11-24"})
    code = IssuedPaper.objects.get(form_id="A04").check_code
    assert client.get(f"/papers/{code}").status_code == 200
    assert client.get(f"/papers/{code}/pdf").status_code == 404


def test_a_village_of_1700_people_is_published_whole(liushu):
    election = cast.at_stage(liushu, "registration_opened")
    add_residents(liushu, cast.residents(1700), by="ding", at=cast.AT)
    assert publish_roll(election, on=date(2026, 11, 24), by="ding", at=cast.AT).count == 1700


def test_freezing_fixes_the_number_for_polling_day(liushu, committee):
    election = cast.at_stage(liushu, "objections_closed")
    assert "autofocus>先不核定</a>" in committee.get(FREEZE).content.decode()
    answer = committee.post(FREEZE, {"on": "2026-12-01"})
    assert said_after(committee, answer) == "参加选举的村民核定为 120 人。"
    assert election.rolls.get().frozen_at is not None
