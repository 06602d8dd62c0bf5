"""The pages of the registration: the overview, the people, one person, those who are away, those from elsewhere."""

import re
from datetime import date

import pytest

import cast
from cunxuan.roll.models import Fact, RegistrationFact
from roll.registering import ON, person, recorded, registering
from village_pages import said_after, text_of, wrong

V = f"/v/{cast.LIUSHU}/roll"
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)


@pytest.fixture
def election(liushu, settings):
    settings.TODAY = ON.isoformat()
    return registering(liushu)


@pytest.fixture
def clerk(an, signed_in, election):
    return signed_in(an)


def in_force(name):
    return list(RegistrationFact.objects.filter(resident=person(name), in_force=True).values_list("kind", flat=True))


def fact(kind, **more):
    return {"kind": kind, "on": "2026-11-16", "evidence": "申请书", **more}


# The overview


def test_the_overview_says_who_is_registered_who_is_not_and_what_is_to_be_done(clerk):
    page = text_of(clerk.get(V))
    said = (
        "成年人 8 人，登记参加选举的 3 人。",
        "户籍在本村并且在本村居住 3",
        "未联系",
        "手续未完",
        "外出人员还没有答复的 3 人（外出共 3 人）",
        "户籍不在本村、没有申请的 2 人",
        "登记期间到选举日满十八周岁的 1 人，已列入",
    )
    assert [one for one in said if one not in page] == []


def test_a_village_without_residents_says_where_they_come_from(shiqiao, chen, signed_in):
    cast.at_stage(shiqiao, "registration_opened")
    assert "本村还没有可以登记的居民。" in text_of(signed_in(chen).get(f"/v/{cast.SHIQIAO}/roll"))


def test_before_the_registration_begins_the_page_says_so_and_offers_no_form(liushu, ding, signed_in):
    cast.at_stage(liushu, "committee_chosen")
    cast.add_residents(liushu, cast.residents(2), by="ding", at=cast.AT)
    page = text_of(signed_in(ding).get(f"{V}/people/{person('村民1').pk}"))
    assert "登记还没有开始。" in page
    assert "再记一条" not in page


# The people


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("registered", {"段文博", "宁秀兰", "段晓"}),
        ("away", {"卫小军", "卫红", "贾永强"}),
        ("elsewhere", {"赵福生", "吴秀梅"}),
        ("minors", {"段小妹"}),
        ("turning", {"段晓"}),
        ("unfinished", {"赵福生", "吴秀梅"}),
    ],
)
def test_a_filter_keeps_those_it_names(show, names, clerk):
    html = clerk.get(f"{V}/people?show={show}").content.decode()
    listed = {"".join(re.sub(r"<[^>]*>", "", one).split()) for one in re.findall(r"<th class=.*?</th>", html)}
    assert {one.replace("\u3000", "") for one in listed} == names


@pytest.mark.parametrize("typed", ["卫", "wx", "WX"])
def test_a_name_is_found_by_a_part_of_it_or_by_its_initials(typed, clerk):
    page = text_of(clerk.get(f"{V}/people?q={typed}"))
    assert "卫小军" in page
    assert "段文博" not in page


def test_while_one_types_only_the_list_comes(clerk):
    part = clerk.get(f"{V}/people?q=duan", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "没有找到“duan”" in part


# One person


def test_a_person_s_page_tells_every_reason_with_its_article(clerk):
    page = text_of(clerk.get(f"{V}/people/{person('赵福生').pk}"))
    for reason in ("没有居住或者从事村务工作满 1 年的记录", "本人没有申请参加选举", "没有村民会议或者村民代表会议同意"):
        assert reason in page
    assert page.count("组织法第十六条") >= 3


def test_the_id_number_is_masked(clerk):
    html = clerk.get(f"{V}/people/{person('段文博').pk}").content.decode()
    assert "3601***********" in html
    assert not re.search(r"\d{17}[\dX]", html)


def test_a_fact_is_recorded_with_its_evidence_and_taken_back(clerk):
    address = f"{V}/people/{person('赵福生').pk}"
    answer = clerk.post(address, fact("applied_in_writing"))
    assert said_after(clerk, answer) == "已记录“本人书面申请参加选举”。"
    recorded_fact = RegistrationFact.objects.get(resident=person("赵福生"))
    answer = clerk.post(f"{V}/facts/{recorded_fact.pk}/back")
    assert said_after(clerk, answer) == "已撤回“本人书面申请参加选举”。"
    assert in_force("赵福生") == []


def test_what_is_missing_or_wrong_is_said_beside_its_field(clerk):
    address = f"{V}/people/{person('段文博').pk}"
    assert "请写依据" in wrong(clerk.post(address, fact("died", evidence="")), "evidence")
    assert "还没有到" in wrong(clerk.post(address, fact("died", on="2026-11-17")), "on")
    assert "请写在哪个村登记" in wrong(clerk.post(address, fact("registered_in")), "village")
    assert in_force("段文博") == []


def test_what_cannot_concern_a_person_is_not_offered(clerk):
    at_home = clerk.get(f"{V}/people/{person('段文博').pk}").content.decode()
    assert 'value="stated"' not in at_home
    assert 'value="applied"' not in at_home


# Those who are away


def test_an_answer_comes_back_as_its_row_with_the_counts(clerk):
    sent = {"answer": "stated", "on": "2026-11-16", "way": "phone"}
    part = clerk.post(f"{V}/away/{person('卫小军').pk}", sent, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'hx-swap-oob="true"' in part
    assert "登记 1" in " ".join(re.sub(r"<[^>]*>", " ", part).split())
    assert in_force("卫小军") == ["stated"]
    assert RegistrationFact.objects.get(resident=person("卫小军")).evidence == "电话，安问"


def test_an_answer_with_a_day_to_come_is_not_recorded_and_the_row_says_so(clerk):
    sent = {"answer": "stated", "on": "2026-12-01", "way": "phone"}
    part = clerk.post(f"{V}/away/{person('卫小军').pk}", sent, headers={"HX-Request": "true"}).content.decode()
    assert "还没有到" in part
    assert in_force("卫小军") == []


def test_an_answer_that_does_not_exist_is_refused_with_a_sentence(clerk):
    answer = clerk.post(f"{V}/away/{person('卫小军').pk}", {"answer": "maybe", "on": "2026-11-16", "way": "phone"})
    assert answer.status_code == 400
    assert "没有这个答复" in text_of(answer)


def test_without_script_an_answer_leads_back_to_the_list(clerk):
    sent = {"answer": "will_not", "on": "2026-11-16", "way": "visit"}
    answer = clerk.post(f"{V}/away/{person('卫红').pk}?group=1", sent)
    assert answer.headers["Location"] == f"{V}/away?group=1#p{person('卫红').pk}"


def test_forty_answers_at_once_are_one_act(clerk):
    chosen = [person(name).pk for name in ("卫小军", "卫红")]
    sent = {"together": "stated", "on": "2026-11-16", "way": "wechat", "person": chosen}
    answer = clerk.post(f"{V}/away", sent)
    assert said_after(clerk, answer) == "已为 2 人记录“表示参加选举”。"
    assert [in_force(name) for name in ("卫小军", "卫红")] == [["stated"], ["stated"]]


def test_whoever_died_or_moved_away_for_good_is_not_telephoned(clerk, election):
    recorded(election, "卫小军", Fact.DIED)
    recorded(election, "卫红", Fact.MOVED_OUT)
    assert "外出 1 人" in text_of(clerk.get(f"{V}/away"))


# Those from elsewhere


def applied(election, *names):
    for name in names:
        recorded(election, name, Fact.LIVED_SINCE, date(2025, 3, 1))
        recorded(election, name, Fact.APPLIED_IN_WRITING)


def test_the_meeting_s_vote_on_several_is_recorded_from_its_minutes(clerk, election):
    applied(election, "赵福生", "吴秀梅")
    zhao, wu = person("赵福生").pk, person("吴秀梅").pk
    sent = {"meeting": "representatives_assembly", "on": "2026-11-15", "of": "30", "present": "24"}
    answer = clerk.post(f"{V}/elsewhere/meeting", {**sent, f"yes-{zhao}": "20", f"no-{zhao}": "4", f"yes-{wu}": "12"})
    assert said_after(clerk, answer) == "会议表决已记录：同意 1 人，不同意 1 人。"
    assert "meeting_agreed" in in_force("赵福生")
    assert "meeting_declined" in in_force("吴秀梅")


def test_whoever_was_not_put_to_the_meeting_waits_on(clerk, election):
    applied(election, "赵福生", "吴秀梅")
    sent = {"meeting": "representatives_assembly", "on": "2026-11-15", "of": "30", "present": "24"}
    clerk.post(f"{V}/elsewhere/meeting", {**sent, f"yes-{person('赵福生').pk}": "20"})
    assert "记录会议表决（1 人）" in text_of(clerk.get(f"{V}/elsewhere"))


def test_numbers_that_cannot_be_are_said_beside_their_square(clerk, election):
    applied(election, "赵福生")
    zhao = person("赵福生").pk
    sent = {"meeting": "representatives_assembly", "on": "2026-11-15", "of": "30", "present": "24"}
    page = f"{V}/elsewhere/meeting"
    assert "多于应到的 30 人" in wrong(clerk.post(page, {**sent, "present": "31", f"yes-{zhao}": "20"}), "present")
    assert "多于到会的 24 人" in wrong(clerk.post(page, {**sent, f"yes-{zhao}": "25"}), f"yes-{zhao}")
    assert "没有人同意填 0" in wrong(clerk.post(page, {**sent, f"no-{zhao}": "9"}), f"yes-{zhao}")
    assert "没有填任何人的票数" in text_of(clerk.post(page, sent))


def test_a_meeting_without_a_quorum_is_refused_with_its_article(clerk, election):
    applied(election, "赵福生")
    sent = {"meeting": "representatives_assembly", "on": "2026-11-15", "of": "30", "present": "19"}
    answer = clerk.post(f"{V}/elsewhere/meeting", {**sent, f"yes-{person('赵福生').pk}": "19"})
    assert answer.status_code == 409
    assert "第三十条" in text_of(answer)


def test_certificates_of_several_are_recorded_together(clerk, election):
    applied(election, "赵福生", "吴秀梅")
    chosen = [person(name).pk for name in ("赵福生", "吴秀梅")]
    answer = clerk.post(f"{V}/elsewhere", {**fact("home_certificate", evidence="户籍地证明"), "person": chosen})
    assert said_after(clerk, answer) == "已为 2 人记录“户籍地未参加选举的证明”。"


# After the roll is published


def test_what_is_recorded_after_the_roll_is_published_is_shown_to_differ_from_it(liushu, chen, signed_in):
    election = cast.at_stage(liushu, "roll_published")
    recorded(election, "村民1", Fact.DIED, date(2026, 11, 30))
    township = signed_in(chen)
    assert "登记情况与名单不一致的有 1 人" in text_of(township.get(V))
    page = township.get(f"{V}/people/{person('村民1').pk}")
    assert "已公布的名单上有这个人。照现在记录的情况应当更正名单" in text_of(page)
    assert f'href="{V}/changes/new?resident={person("村民1").pk}"' in page.content.decode()


def test_after_the_vote_the_pages_are_there_to_be_read(liushu, chen, signed_in):
    cast.at_stage(liushu, "polling")
    township = signed_in(chen)
    page = text_of(township.get(f"{V}/people/{person('村民1').pk}"))
    assert "投票已经结束" in page
    assert "再记一条" not in page
    assert township.post(f"{V}/people/{person('村民1').pk}", fact("died")).status_code == 409
