"""A published roll changes for the lawful reasons alone, with proof; what is published opens a frozen roll again."""

from datetime import date

import pytest

import cast
from cunxuan.candidates.actions import publish_candidates
from cunxuan.core.errors import Refusal
from cunxuan.records.models import IssuedPaper
from cunxuan.records.verification import verify
from cunxuan.roll.actions import freeze_roll, registered_count
from cunxuan.roll.change_actions import record_change, reverse_change
from cunxuan.roll.models import RollChange, RollEntry
from roll.rolls import corrected, decided, died, objection, person, published
from village_pages import said_after, text_of

ROLL = f"/v/{cast.LIUSHU}/roll"
CHANGES, FREEZE = f"{ROLL}/changes", f"{ROLL}/freeze"


@pytest.fixture
def election(liushu):
    return published(liushu)


@pytest.fixture
def committee(ding, signed_in):
    return signed_in(ding)


def change(election, name, reason, *, on=date(2026, 11, 27), evidence="村委会证明"):
    resident = person(election.village, name)
    return record_change(election, resident, reason=reason, on=on, evidence=evidence, by="ding", at=cast.AT)


def frozen(election, on=date(2026, 12, 1)):
    return freeze_roll(election, on=on, by="ding", at=cast.AT)


def test_four_reasons_add_and_five_strike_off(election):
    for name, reason in (("村民1", "died"), ("村民2", "moved_out"), ("村民3", "deprived"), ("外出甲", "moved_in")):
        change(election, name, reason)
    assert corrected(election).count == 118


def test_no_other_reason_changes_it(election):
    with pytest.raises(LookupError):
        change(election, "村民1", "no_longer_liked")


def test_without_proof_nothing_changes(election):
    with pytest.raises(Refusal, match="没有写依据材料"):
        change(election, "村民1", "died", evidence=" ")


def test_after_polling_day_nothing_changes_and_on_it_it_does(election):
    assert change(election, "村民1", "died", on=cast.POLLING_DAY)
    with pytest.raises(Refusal, match="投票已经结束，名单不再变更"):
        change(election, "村民2", "died", on=date(2026, 12, 17))


def test_nobody_is_struck_off_twice_or_added_who_stands_there(election):
    died(election, "村民1")
    with pytest.raises(Refusal, match="不在名单上，不用减少"):
        died(election, "村民1")
    with pytest.raises(Refusal, match="已在名单上，不用增加"):
        change(election, "村民2", "moved_in")


def test_nobody_is_added_who_has_no_vote_on_polling_day(election):
    with pytest.raises(Refusal, match="未满 18 周岁"):
        change(election, "孩子", "newly_adult")


def test_what_was_recorded_by_mistake_is_reversed_and_both_stay(election):
    reverse_change(died(election, "村民1"), on=date(2026, 11, 28), why="同名的另一人", by="ding", at=cast.AT)
    assert [one.gain for one in RollChange.objects.order_by("pk")] == [False, True]
    with pytest.raises(Refusal, match="没有要公布的更正"):
        corrected(election)


def test_a_published_mistake_is_corrected_by_a_later_version(election, liushu):
    wrongly = died(election, "村民1")
    assert corrected(election).count == 119
    wrongly.refresh_from_db()
    reverse_change(wrongly, on=date(2026, 12, 2), why="同名的另一人", by="ding", at=cast.AT)
    assert corrected(election, on=date(2026, 12, 2)).count == 120
    cards = RollEntry.objects.filter(resident=person(liushu, "村民1")).order_by("pk").values_list("card_no", flat=True)
    assert list(cards) == [1, 121]  # a card that was called in is not given out again


def test_a_correction_is_not_older_than_what_it_corrects(election):
    died(election, "村民1")
    with pytest.raises(Refusal, match="早于上一版名单的公布日期"):
        corrected(election, on=date(2026, 11, 23))


# -- freezing -----------------------------------------------------------------------------------------------------


def test_it_is_not_frozen_while_an_objection_is_open_or_unpublished(election, liushu):
    one = objection(election, "外出甲")
    cast.at_stage(liushu, "objections_closed")
    with pytest.raises(Refusal, match="第 1 号异议还没有处理完"):
        frozen(election)
    decided(one, "dismissed")
    with pytest.raises(Refusal, match="第 1 号异议还没有处理完"):
        frozen(election)
    corrected(election)
    assert frozen(election).frozen_at is not None


def test_it_is_not_frozen_while_a_change_is_unpublished(election, liushu):
    died(election, "村民1")
    cast.at_stage(liushu, "objections_closed")
    with pytest.raises(Refusal, match="名单有变更还没有公布"):
        frozen(election)


def test_a_change_after_the_freeze_opens_the_number_until_it_is_frozen_again(election, liushu):
    cast.at_stage(liushu, "roll_frozen")
    died(election, "村民1", on=date(2026, 12, 2))
    election.refresh_from_db()
    assert "roll_frozen" in election.done
    assert corrected(election, on=date(2026, 12, 2)).frozen_at is None
    assert "roll_frozen" not in election.done
    frozen(election, on=date(2026, 12, 2))
    assert (registered_count(election), election.done["roll_frozen"]) == (119, "2026-12-02")
    with pytest.raises(Refusal, match="已于 2026-12-02 办完"):
        frozen(election)


def test_candidates_wait_until_an_opened_number_is_frozen_again(election, liushu):
    cast.at_stage(liushu, "review_completed")
    died(election, "村民1", on=date(2026, 12, 7))
    corrected(election, on=date(2026, 12, 7))
    with pytest.raises(Refusal, match="还没有办完"):
        publish_candidates(election, cast.BALLOT, on=date(2026, 12, 9), by="ding", at=cast.AT)
    frozen(election, on=date(2026, 12, 8))
    this = publish_candidates(election, cast.BALLOT, on=date(2026, 12, 9), by="ding", at=cast.AT)
    assert this.registered == 119


def test_a_vote_that_was_arranged_keeps_its_number_and_the_pages_say_so(election, liushu, committee):
    cast.at_stage(liushu, "candidates_published")
    died(election, "村民1", on=date(2026, 12, 11))
    corrected(election, on=date(2026, 12, 11))
    assert election.rounds.get().registered == 120
    assert registered_count(election) == 119
    assert "12 月 16 日的投票已经安排，登记参加选举的村民按 120 人计算" in text_of(committee.get(CHANGES))
    assert frozen(election, on=date(2026, 12, 12)).version == 2


def test_every_row_is_covered_by_the_trail(election, liushu):
    cast.at_stage(liushu, "roll_frozen")
    died(election, "村民1", on=date(2026, 12, 2))
    corrected(election, on=date(2026, 12, 2))
    frozen(election, on=date(2026, 12, 2))
    assert verify().breaks == []


# -- pages --------------------------------------------------------------------------------------------------------


def test_a_change_is_recorded_and_published_on_the_pages(election, liushu, committee):
    found = text_of(committee.get(f"{CHANGES}/new", {"q": "村民12"}))
    assert "村民12 1 组 6 户 女 1990 在名单上" in found
    page = text_of(committee.get(f"{CHANGES}/new", {"resident": person(liushu, "村民12").pk}))
    assert "村民12（1 组）在名单上，可以减少。" in page and "死亡" in page and "迁入" not in page
    sent = {
        "resident": person(liushu, "村民12").pk,
        "reason": "died",
        "on": "2026-11-27",
        "evidence": "死亡证明",
    }
    answer = committee.post(f"{CHANGES}/new", sent)
    assert said_after(committee, answer) == "已记录变更：村民12。公布更正补充公告以后生效。"
    assert "原 120 人，更正后 119 人" in text_of(committee.get(f"{CHANGES}/publish"))
    answer = committee.post(f"{CHANGES}/publish", {"on": "2026-11-30"})
    assert said_after(committee, answer) == "已公布更正补充公告，名单第 2 版，119 人。"
    assert list(
        IssuedPaper.objects.filter(form_id__startswith="A04").order_by("pk").values_list("form_id", "number")
    ) == [
        ("A04", "第4号"),
        ("A04", "第4号第2版"),
        ("A04_1", "第4-1号"),
    ]


def test_the_page_that_freezes_lists_what_stands_in_the_way(election, liushu, committee):
    objection(election, "外出甲")
    died(election, "村民1")
    cast.at_stage(liushu, "objections_closed")
    page = committee.get(FREEZE)
    assert "第 1 号异议（外出甲）还没有决定" in text_of(page)
    assert "名单有变更还没有公布" in text_of(page)
    assert "disabled" in page.content.decode()
    assert committee.post(FREEZE, {"on": "2026-12-01"}).status_code == 409
