"""The one next act of a village: what it is, whose it is, and why it cannot be done yet."""

import re
from datetime import date

import pytest

import cast
from cunxuan.counting import result_actions as result
from village_pages import FOLDED, words

PAGE = f"/v/{cast.LIUSHU}"


def note_of(browser, page: str = PAGE) -> tuple[str, str]:
    """The note's words, and where its button leads (empty: it cannot be pressed, or there is none)."""
    html = browser.get(page).content.decode()
    (note,) = re.findall(r'<div class="cx-note[^"]*">\s*<div><b>下一步：.*?\n</div>', FOLDED.sub("", html), re.DOTALL)
    links = re.findall(r'<a class="cx-button cx-button-main" href="([^"]+)">', note)
    return words(note), links[0] if links else ""


@pytest.fixture
def committee(ding, signed_in):
    return signed_in(ding)


@pytest.fixture
def township(chen, signed_in):
    return signed_in(chen)


@pytest.mark.parametrize(
    ("step", "said", "page"),
    [
        ("audit_evaluation", "下一步：村党组织换届选举", f"{PAGE}/steps/branch_elected"),
        ("election_day_fixed", "下一步：推选村民选举委员会", f"{PAGE}/steps/committee_chosen"),
        ("committee_chosen", "下一步：通过选举办法", f"{PAGE}/method"),
        ("objections_closed", "下一步：核定参加选举的村民人数", f"{PAGE}/roll/freeze"),
        ("review_completed", "下一步：公布正式候选人名单", f"{PAGE}/candidates"),
        ("proxies_published", "下一步：设投票点和票箱", f"{PAGE}/rounds/1/places/new"),
        ("ballots_ready", "下一步：12 月 16 日第一次投票 还有 1 个投票点没有关箱。", f"{PAGE}/rounds/1/places"),
    ],
)
def test_after_each_step_the_next_has_one_button(liushu, committee, step, said, page):
    cast.at_stage(liushu, step)
    words_of_note, leads_to = note_of(committee)
    assert words_of_note.startswith(said)
    assert leads_to == page


def test_the_township_fixes_the_day_and_the_village_is_told_so(liushu, committee, township):
    cast.at_stage(liushu, "branch_elected")
    assert note_of(township)[1] == f"{PAGE}/call"
    assert note_of(committee) == ("下一步：确定选举日 计划 11 月 6 日。由乡镇或者县换届办确定。", "")


def test_a_clerk_reads_whose_step_it_is(liushu, an, signed_in):
    cast.at_stage(liushu, "method_adopted")
    said, leads_to = note_of(signed_in(an))
    assert "由村民选举委员会、乡镇或者县换届办办理。" in said
    assert leads_to == ""


def test_a_roll_cannot_be_published_before_there_are_residents(liushu, committee):
    cast.at_stage(liushu, "registration_opened")
    assert "公布名单（先由县换届办导入居民名册）" in note_of(committee)[0]
    assert "本村还没有居民名册，由县换届办用 cunxuan import residents 导入。" in note_of(committee)[0]
    assert note_of(committee)[1] == ""


def test_objections_cannot_be_closed_before_their_period_is_over(liushu, committee, settings):
    settings.TODAY = "2026-11-25"
    cast.at_stage(liushu, "roll_published")
    assert "记录这一步（11 月 29 日期满以后）" in note_of(committee)[0]
    assert note_of(committee)[1] == ""
    settings.TODAY = "2026-11-29"
    assert note_of(committee)[1] == f"{PAGE}/steps/objections_closed"


def test_before_polling_day_the_days_are_counted(liushu, committee, settings):
    settings.TODAY = "2026-12-15"
    cast.at_stage(liushu, "ballots_ready")
    assert note_of(committee) == ("下一步：12 月 16 日第一次投票 还有 1 天。", "")


def test_places_before_sheets_and_sheets_before_the_vote(liushu, committee):
    first = cast.at_stage(liushu, "proxies_published").rounds.get()
    cast.set_up_places(first, cast.ONE_PLACE, by="ding", at=cast.AT)
    assert note_of(committee)[1] == f"{PAGE}/rounds/1/print" or note_of(committee)[1] == f"{PAGE}/steps/ballots_ready"


def test_a_place_that_cannot_be_closed_yet_says_what_is_missing(liushu, committee):
    election = cast.at_stage(liushu, "candidates_published")
    cast.print_ballots(election, "ballots_ready")
    said, leads_to = note_of(committee)
    assert "“公布投票时间、地点、方式和工作人员”还没有记录，不能关箱。" in said
    assert leads_to == f"{PAGE}/steps/voting_notice_published"


def test_a_clerk_is_led_to_the_sheet_that_waits_for_him(liushu, an, bai, signed_in):
    sheet = cast.sheet_of(liushu)
    assert note_of(signed_in(an)) == (
        "下一步：中心会场：第一次录入 计票单 1 张，已核对一致 0 张。 第一次录入",
        f"/count/{sheet.semantic_id}",
    )
    cast.entered(sheet, an)
    assert "第二次录入" in note_of(signed_in(bai))[0]
    assert "中心会场：等第二次录入。" in note_of(signed_in(an))[0]


def test_a_difference_leads_a_third_person_to_the_paper(liushu, an, bai, township):
    sheet = cast.sheet_of(liushu)
    cast.entered(sheet, an)
    cast.entered(cast.fresh(sheet), bai, "段玉成 20")
    assert note_of(township)[0].startswith("下一步：中心会场：对照纸面裁定")


def test_verified_sheets_lead_to_the_result(liushu, township):
    this = cast.counted(liushu)
    assert note_of(township)[0].startswith("下一步：认定结果")
    assert note_of(township)[1] == f"/r/{this.semantic_id}"


def test_a_determined_result_has_to_be_declared(liushu, township):
    cast.determined(liushu)
    assert note_of(township)[0].startswith("下一步：宣布结果")


def test_open_seats_want_a_day_for_their_runoff(liushu, township):
    found = cast.declared(liushu, "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 33")
    said, leads_to = note_of(township)
    assert said.startswith("下一步：确定另行选举的日期 委员缺 1 名")
    assert leads_to == f"/r/{found.round.semantic_id}"


def test_an_arranged_runoff_begins_with_its_places(liushu, chen, township):
    found = cast.declared(liushu, "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 33")
    result.open_next_round(found, kind="runoff", polling_on=date(2026, 12, 20), by=chen, at=cast.AT)
    assert note_of(township)[1] == f"{PAGE}/rounds/2/places/new"


def test_a_decided_village_goes_on_to_the_handover(liushu, township):
    cast.declared(liushu)
    said, leads_to = note_of(township)
    assert said.startswith("下一步：完成工作移交 最迟 12 月 26 日，还剩 10 天")
    assert leads_to == f"{PAGE}/steps/handover_by"


def test_when_everything_is_done_nothing_is_next(liushu, township, settings):
    settings.TODAY = "2026-12-30"
    cast.at_stage(liushu, "archive_by")
    assert "各步都已办完。" in township.get(PAGE).content.decode()
