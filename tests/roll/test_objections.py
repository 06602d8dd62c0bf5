"""Objections to the roll: their clock to the minute, what may be decided, and what a decision does."""

import json
from datetime import date, timedelta

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.elections.actions import rules_of
from cunxuan.records.models import IssuedPaper, TrailEntry
from cunxuan.records.verification import verify
from cunxuan.roll import objection_actions as actions
from cunxuan.roll.models import Objection, RollChange
from cunxuan.roll.objection_clock import clock_of, period_of, published_on
from cunxuan.roll.objection_queries import lines, may_decide
from rendering.reading import pdf_text, word_text
from roll.rolls import LAST_DAY, PUBLISHED, clock, corrected, decided, objection, person, published
from village_pages import said_after, text_of, wrong

PAGE = f"/v/{cast.LIUSHU}/roll/objections"


@pytest.fixture
def election(liushu):
    return published(liushu)


@pytest.fixture
def committee(ding, signed_in):
    return signed_in(ding)


def clock_on(one, day):
    return clock_of(one, rules_of(one.election), published_on(one.election), day)


# -- the clock ----------------------------------------------------------------------------------------------------


def test_the_period_is_five_days_from_the_day_after_publication(election):
    period = period_of(election)
    assert (period.published, period.first, period.last) == (PUBLISHED, date(2026, 11, 25), LAST_DAY)


def test_the_last_minute_of_the_last_day_is_in_time(election):
    one = objection(election, "外出甲", at=clock(LAST_DAY, 23, 59))
    assert clock_on(one, LAST_DAY).in_time
    assert set(may_decide(clock_on(one, LAST_DAY))) == {"upheld", "dismissed"}


def test_one_minute_after_it_is_late_and_the_committee_decides_where_no_text_refuses(election):
    one = objection(election, "外出甲", at=clock(LAST_DAY + timedelta(1), 0, 0))
    found = clock_on(one, LAST_DAY + timedelta(1))
    assert not found.in_time
    assert "LATE" in [finding.reason for finding in found.findings]
    assert set(may_decide(found)) == {"upheld", "dismissed", "not_accepted"}


def test_it_is_decided_within_three_days_and_is_overdue_on_the_fourth(election):
    one = objection(election, "外出甲", at=clock(date(2026, 11, 26), 23, 59))
    third, fourth = date(2026, 11, 29), date(2026, 11, 30)
    assert clock_on(one, third).decide_by == third
    assert [line.stands for line in lines(election, third)] == ["today"]
    assert [line.stands for line in lines(election, fourth)] == ["overdue"]


def test_decided_on_the_third_day_is_in_time_and_on_the_fourth_late(election):
    first = decided(objection(election, "外出甲", at=clock(date(2026, 11, 25))), on=date(2026, 11, 28))
    second = decided(objection(election, "村民1", "remove", at=clock(date(2026, 11, 25))), on=date(2026, 11, 29))
    assert clock_on(first, date(2026, 11, 29)).state == "decided"
    assert clock_on(second, date(2026, 11, 29)).state == "decided_late"


def test_where_the_text_of_the_place_refuses_late_ones_only_that_can_be_decided(election):
    election.pack = "TJ@2019-05-30"
    election.save()
    one = objection(election, "外出甲", at=clock(LAST_DAY + timedelta(1), 0, 0))
    found = clock_on(one, LAST_DAY + timedelta(1))
    assert found.bars
    assert may_decide(found) == ("not_accepted",)
    with pytest.raises(Refusal, match="只能是：不予受理"):
        decided(one, "upheld", on=LAST_DAY + timedelta(2))
    assert decided(one, "not_accepted", on=LAST_DAY + timedelta(2)).decision == "not_accepted"


# -- decisions ----------------------------------------------------------------------------------------------------


def test_an_upheld_objection_adds_the_person_with_the_next_version(election):
    one = decided(objection(election, "外出甲"))
    change = one.changes.get()
    assert (change.reason, change.gain, change.version) == ("objection_upheld_added", True, None)
    assert election.rolls.count() == 1
    assert corrected(election).count == 121
    one.refresh_from_db()
    assert one.outcome_published_on == date(2026, 11, 30)


def test_an_upheld_objection_strikes_somebody_off(election):
    decided(objection(election, "村民7", "remove"))
    assert corrected(election).count == 119


def test_an_upheld_objection_corrects_a_name_and_the_number_stays(election, liushu):
    one = objection(election, "村民7", "correct")
    decided(one, corrected=actions.Corrected("村民柒", 3))
    assert person(liushu, "村民柒").initials == "cmq"
    assert corrected(election).count == 120


def test_a_dismissed_one_is_published_and_the_list_stands(election):
    decided(objection(election, "村民7", "remove"), "dismissed")
    assert corrected(election).version == 1
    paper = IssuedPaper.objects.get(form_id="A04_1")
    assert json.loads(paper.context)["headline"] == "公布异议处理结果1件。名单没有变动，登记总数120人。"


def test_who_is_listed_already_cannot_be_added_and_a_child_neither(election):
    with pytest.raises(Refusal, match="已在名单上"):
        decided(objection(election, "村民7", "add"))
    with pytest.raises(Refusal, match="未满 18 周岁"):
        decided(objection(election, "孩子", "add"))
    assert not RollChange.objects.exists()


def test_somebody_whom_the_list_of_residents_lacks_is_added_there_first(election):
    with pytest.raises(Refusal, match="先把这个人录入居民名册"):
        decided(objection(election, "不在册的人", "add"))


def test_one_in_time_is_decided_and_not_turned_away(election):
    with pytest.raises(Refusal, match="只能是：成立、不成立"):
        decided(objection(election, "外出甲"), "not_accepted")


def test_a_decision_made_anew_takes_back_what_the_first_changed(election):
    one = decided(objection(election, "外出甲"))
    decided(one, "dismissed")
    assert [change.gain for change in one.changes.order_by("pk")] == [True, False]
    corrected(election)
    assert election.rolls.count() == 1
    first, second = IssuedPaper.objects.filter(form_id="O34").order_by("pk")
    assert second.supersedes == first


def test_a_correction_decided_anew_puts_the_name_back(election, liushu):
    one = decided(objection(election, "村民7", "correct"), corrected=actions.Corrected("村民柒", 1))
    decided(one, "dismissed")
    assert person(liushu, "村民7")


def test_after_its_outcome_is_published_it_is_decided_no_more(election):
    one = decided(objection(election, "外出甲"))
    corrected(election)
    one.refresh_from_db()
    with pytest.raises(Refusal, match="已于 2026-11-30 公布"):
        decided(one, "dismissed")


def test_what_was_typed_wrongly_is_corrected_with_its_reason_until_it_is_decided(election):
    one = objection(election, "外出甲")
    came = actions.NewObjection(
        applicant="段文秀",
        about="外出甲",
        resident=one.resident,
        claim="add",
        text="她今年搬回村里住。",
        in_writing=True,
        received_at=clock(date(2026, 11, 25), 8),
    )
    actions.correct_objection(one, came, why="异议人写错", by="ding", at=cast.AT)
    assert Objection.objects.get().applicant == "段文秀"
    assert json.loads(TrailEntry.objects.get(act="objection_corrected").body)["facts"]["why"] == "异议人写错"
    with pytest.raises(Refusal, match="已经作出决定"):
        actions.correct_objection(decided(one), came, why="再改", by="ding", at=cast.AT)


def test_every_row_is_covered_by_the_trail(election):
    decided(objection(election, "外出甲"))
    decided(objection(election, "村民7", "correct"), corrected=actions.Corrected("村民柒", 1))
    corrected(election)
    assert verify().breaks == []
    Objection.objects.filter(number=1).update(decision="dismissed")
    assert [one.what_en for one in verify().breaks] == [
        f"row roll_objection {Objection.objects.get(number=1).pk} differs from its trail entry"
    ]


# -- pages and papers ---------------------------------------------------------------------------------------------


def given(**changed):
    return {
        "applicant": "段文博",
        "about": "外出甲",
        "claim": "add",
        "text": "她搬回来了。",
        "in_writing": "on",
        "received_on": "2026-11-26",
        "received_hour": "09:30",
        **changed,
    }


def test_somebody_is_found_by_initials_and_the_objection_registered(election, liushu, committee):
    found = text_of(committee.get(f"{PAGE}/new", {"q": "wcj"}))
    assert "外出甲 2 组 31 户 女 1990 不在名单上" in found
    sent = given(resident=person(liushu, "外出甲").pk)
    answer = committee.post(f"{PAGE}/new", sent)
    assert said_after(committee, answer) == "已登记第 1 号异议。"
    assert Objection.objects.get().received_at == clock(date(2026, 11, 26), 9, 30)
    assert "第 1 号：外出甲" in text_of(committee.get(PAGE))


def test_an_id_number_is_not_taken(election, committee):
    sent = given(unlisted="1", text=f"身份证 {cast.synthetic(date(1990, 5, 1), 2, division='360124')}")
    assert wrong(committee.post(f"{PAGE}/new", sent), "text") == "这里不写身份证号，请删去。"
    assert not Objection.objects.exists()


def test_what_has_not_come_yet_is_not_registered(election, committee):
    sent = given(unlisted="1", received_on="2026-12-17")
    assert "收到的时间还没有到" in wrong(committee.post(f"{PAGE}/new", sent), "received_hour")


def test_it_is_decided_on_its_page_and_the_decision_is_a_paper(election, committee):
    objection(election, "外出甲")
    page = text_of(committee.get(f"{PAGE}/1/decide"))
    assert "2026-11-26 收到，在异议期限内" in page
    sent = {"decision": "upheld", "reason": "经查，本人表示参加选举。", "on": "2026-11-28"}
    answer = committee.post(f"{PAGE}/1/decide", sent)
    assert said_after(committee, answer) == "已对第 1 号异议作出决定，决定书可以打印送达。"
    paper = IssuedPaper.objects.get(form_id="O34")
    assert paper.number == "柳树选异〔2026〕1号"
    for kind, read in (("pdf", pdf_text), ("word", word_text)):
        said = read(committee.get(f"/papers/{paper.check_code}/{kind}").content).replace("\n", "")
        assert "异议成立" in said and "经查，本人表示参加选举。" in said and "送达时间" in said


def test_the_register_is_printed_filled_and_blank(election, committee):
    objection(election, "外出甲")
    said = pdf_text(committee.get(f"{PAGE}/register.pdf").content).replace("\n", "")
    assert "外出甲" in said and "2026年11月29日24时" in said
    assert committee.get(f"{PAGE}/register.word").status_code == 200
    for form_id in ("A04", "O33", "O34"):
        for kind in ("pdf", "word"):
            blank = committee.get(f"/v/{cast.LIUSHU}/roll/blank/{form_id}.{kind}")
            assert blank.status_code == 200, form_id
    assert "外出甲" not in pdf_text(committee.get(f"/v/{cast.LIUSHU}/roll/blank/O33.pdf").content)


def test_before_the_roll_is_out_the_page_says_what_will_be_here(liushu, committee):
    cast.at_stage(liushu, "registration_opened")
    assert "名单还没有公布。公布以后，异议登记在这里。" in text_of(committee.get(PAGE))


def test_a_clerk_reads_and_does_not_decide(election, an, signed_in):
    objection(election, "外出甲")
    clerk = signed_in(an)
    assert clerk.get(f"{PAGE}/1").status_code == 200
    assert clerk.post(f"{PAGE}/1/decide", {"decision": "upheld"}).status_code == 403


def test_another_townships_clerk_finds_nothing(election, he, signed_in):
    objection(election, "外出甲")
    assert signed_in(he).get(f"{PAGE}/1").status_code == 404
