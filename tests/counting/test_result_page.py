"""The page of a result: what a villager reads on a telephone, and what officials of the place see besides."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

import cast
from cunxuan.counting.models import Determination
from cunxuan.counting.result_actions import open_next_round
from cunxuan.elections.models import RoundKind
from cunxuan.offices.models import Account, Division
from cunxuan.records.models import IssuedPaper

RUNOFF = "returned 100 · 主任另选:方大海 2 · 主任另选:史大春 1 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30"


def page_of(found: Determination, browser: Client | None = None, **headers: Any) -> str:
    answer = (browser or Client()).get(f"/r/{found.semantic_id}", headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def text_of(page: str) -> str:
    """What stands on the page: no tags, no more than one space."""
    shown = UNSEEN.sub("", page.partition("<main")[2])
    return " ".join(unescape(re.sub(r"<[^>]*>", "", shown)).split())


#: What unfolds behind an article, and what is said to screen readers alone.
UNSEEN = re.compile(r'<div class="cx-float cx-why-said">.*?</div>|<span class="cx-hidden">.*?</span>', re.DOTALL)


# -- for everybody -------------------------------------------------------------------------------------------------


def test_anyone_reads_a_declared_result_without_an_account(liushu: Division) -> None:
    text = text_of(page_of(cast.declared(liushu, RUNOFF)))
    assert "柳树村第十四届村民委员会选举结果" in text
    assert "2026 年 12 月 16 日第一次投票有效。选出 4 人，委员还缺 1 名，最迟 12 月 26 日另行选举。" in text


def test_the_three_figures_have_their_reason_and_article(liushu: Division) -> None:
    text = text_of(page_of(cast.declared(liushu, RUNOFF)))
    assert "登记参加选举的村民 120 人 11 月 24 日公布，比选举日早 22 天。 第十七条" in text
    assert "参加投票 100 人 超过一半（一半是 60），选举有效。 第十八条" in text
    assert "当选至少要 51 票 超过参加投票人数的一半：51 × 2 > 100。 第十八条" in text


def test_each_person_has_a_bar_against_the_black_line_a_sentence_and_an_outcome(liushu: Division) -> None:
    page = page_of(cast.declared(liushu, RUNOFF))
    assert page.count('class="cx-bar cx-bar-elected"') == 4
    assert page.count('class="cx-bar cx-bar-runoff"') == 2
    assert page.count("cx-bar-line") == 8
    text = text_of(page)
    assert (
        "段秀梅（女） 越过当选线 51 票，在委员中得票第一，当选。新一届有妇女成员，符合法律要求。 第八条 80 票 当选"
        in text
    )
    assert "贾永成 没有越过当选线，差 11 票。未当选的人中得票第一，进入另行选举。 40 票 另行选举" in text


def test_those_written_in_are_counted_together_and_listed_one_by_one(liushu: Division) -> None:
    text = text_of(page_of(cast.declared(liushu, RUNOFF)))
    assert "另有 3 票选了 2 位其他村民。" in text
    assert "逐人列出 主任 方大海 2 票主任 史大春 1 票" in text


def test_what_happens_next_where_the_ballots_went_where_to_complain_and_the_law(liushu: Division) -> None:
    text = text_of(page_of(cast.declared(liushu, RUNOFF)))
    assert "另行选举怎么选：贾永成、赵福生 2 人中选委员 1 名。" in text
    assert "村民委员会选举规程 六、投票选举 待县核对" in text
    assert "选票去向印制 130，发出 108（本人 98，受委托 10），换发作废 1，剩余 21；收回 100" in text
    assert "有意见向柳林镇人民政府或清河县民政局反映。 第二十一条" in text
    assert "《中华人民共和国村民委员会组织法》、《村民委员会选举规程》，规则包 CN@2026-01-01。" in text


def test_how_to_check_names_the_announcement_the_signatures_and_the_code(liushu: Division) -> None:
    page = page_of(cast.declared(liushu))
    paper = IssuedPaper.objects.get(form_id="A12")
    assert f"公告第17号 · 纸质报告单 2 人签名 · 核对码 {paper.check_code}。任何人可在查公告输入核对码。" in text_of(
        page
    )
    assert '<a href="/papers">查公告</a>' in page


def test_every_article_leads_to_its_text(liushu: Division) -> None:
    page = page_of(cast.declared(liushu, RUNOFF))
    assert '<a href="/law/CN@2026-01-01/turnout">看这条规定</a>' in page
    assert Client().get("/law/CN@2026-01-01").status_code == 200


def test_english_says_the_same(liushu: Division) -> None:
    text = text_of(page_of(cast.declared(liushu, RUNOFF), accept_language="en"))
    assert "The first vote on 16 December 2026 is valid. 4 elected; 1 seat still open (member 1); runoff by" in text
    assert "11 votes short of those needed. 1st among those not elected: stands in the runoff." in text
    assert "Tell the government of Liulin 柳林镇" in text


def test_a_void_vote_says_why_and_shows_nobodys_votes(liushu: Division) -> None:
    found = cast.declared(liushu, "issued 65 · returned 60")
    text = text_of(page_of(found))
    assert "第一次投票无效：登记 120 人，参加投票 60 人，没有超过一半。须重新选举。" in text
    assert "为什么无效：登记 120 人，参加投票 60 人，没有超过一半，选举无效，不公布任何人的得票。 第十八条" in text
    assert "段玉成" not in text


def test_those_tied_are_voted_on_again(liushu: Division) -> None:
    found = cast.declared(liushu, "returned 100 · 段秀梅 80 · 李保全 70 · 贾永成 55 · 赵福生 55")
    text = text_of(page_of(found))
    assert "与赵福生票数相等，名额只有 1 个，再次投票决定。 村民委员会选举规程 六、投票选举 待县核对" in text
    assert "55 票 再次投票" in text


def test_in_a_vote_among_those_tied_there_is_no_line_to_reach(liushu: Division, ding: Account) -> None:
    found = cast.declared(liushu, "returned 100 · 段秀梅 80 · 李保全 70 · 贾永成 55 · 赵福生 55")
    again = open_next_round(found, kind=RoundKind.REVOTE, polling_on=cast.POLLING_DAY, sexes={}, by=ding, at=cast.AT)
    page = page_of(cast.held(again, "returned 80 · 贾永成 39 · 赵福生 41"))
    assert page.count('class="cx-bar cx-bar-') == 2
    assert "cx-bar-line" not in page
    assert "怎样当选" in text_of(page)


def test_of_somebody_elected_who_was_written_in_the_page_says_so(liushu: Division) -> None:
    found = cast.declared(liushu, "returned 100 · 委员另选:方小兰 70 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30")
    text = text_of(page_of(found))
    assert "方小兰 选票上没有印名，由选民另选。越过当选线 51 票，在委员中得票第二，当选。" in text
    assert text.count("选票上没有印名") == 1


def test_under_thirty_ballots_nobodys_votes_are_on_the_page(liushu: Division, monkeypatch: pytest.MonkeyPatch) -> None:
    place = cast.ONE_PLACE[0]
    monkeypatch.setattr(cast, "ONE_PLACE", (type(place)(place.name, place.kind, 40, place.boxes),))
    found = cast.declared(liushu, "issued 29 · returned 27 · 段玉成 19 · 梁海生 8 · 主任另选:方大海 0")
    page = page_of(found)
    assert "cx-bar" not in page
    assert "收回的选票不满 30 张，不公布每个人的得票" in page
    assert "19" not in text_of(page.partition("cx-result-post")[2].partition("cx-sheet-foot")[0])


def test_what_is_not_declared_does_not_exist_for_the_public(liushu: Division) -> None:
    found = cast.determined(liushu)
    undeclared = Client().get(f"/r/{found.semantic_id}")
    nowhere = Client().get("/r/360123101209.2026.general.r1")
    assert (undeclared.status_code, nowhere.status_code) == (404, 404)


@pytest.mark.parametrize("name", ["x", "360123101201", "360123101201.2026.general", "360123101201.2026.general.r1.p01"])
def test_what_is_no_vote_has_no_page(name: str, liushu: Division) -> None:
    cast.declared(liushu)
    assert Client().get(f"/r/{name}").status_code == 404


def test_the_public_sees_no_findings_no_buttons_and_no_reports(liushu: Division) -> None:
    found = cast.declared(liushu, RUNOFF)
    page = page_of(found)
    assert "认定依据" not in page
    assert "安排另行选举" not in page
    assert IssuedPaper.objects.get(form_id="F04").check_code not in page


def test_nothing_on_the_page_is_styled_in_place(liushu: Division) -> None:
    page = page_of(cast.declared(liushu, RUNOFF))
    assert " style=" not in page
    assert "<style" not in page


# -- for officials -------------------------------------------------------------------------------------------------


def test_officials_of_the_place_see_a_result_before_it_is_declared(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    text = text_of(page_of(cast.determined(liushu), signed_in(ding)))
    assert "还没有宣布。现在只有本村、本镇、本县的工作人员能看到这一页。" in text
    assert "宣布结果" in text


def test_another_townships_official_is_the_public_here(
    bozhuang: Division, chen: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.determined(bozhuang)
    assert signed_in(chen).get(f"/r/{found.semantic_id}").status_code == 404


def test_officials_read_every_finding_with_its_code_and_article(
    liushu: Division, an: Account, signed_in: Callable[..., Client]
) -> None:
    text = text_of(page_of(cast.declared(liushu, RUNOFF), signed_in(an)))
    assert "D02参加投票 100 人，超过登记参加选举的村民 120 人的半数，选举有效。 为什么 第十八条" in text
    assert "D03委员应选 3 名，当选 2 名，不足的 1 名另行选举。" in text


def test_the_findings_are_there_in_english(liushu: Division, an: Account, signed_in: Callable[..., Client]) -> None:
    text = text_of(page_of(cast.declared(liushu, RUNOFF), signed_in(an), accept_language="en"))
    assert "100 took part, more than half of the 120 registered; the election is valid." in text


def test_the_papers_are_at_hand_as_pdf_and_word(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    page = page_of(cast.declared(liushu), signed_in(ding))
    for paper in IssuedPaper.objects.filter(form_id__in=("A12", "F04")):
        for kind in ("pdf", "word"):
            assert f'href="/papers/{paper.check_code}/{kind}"' in page


@pytest.mark.parametrize(
    ("said", "act", "kind"),
    [
        (RUNOFF, "安排另行选举", "runoff"),
        ("issued 65 · returned 60", "安排重新选举", "rerun"),
        ("returned 100 · 段秀梅 80 · 李保全 70 · 贾永成 55 · 赵福生 55", "安排再次投票", "revote"),
    ],
)
def test_the_next_act_is_one_button(
    said: str, act: str, kind: str, liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.declared(liushu, said)
    page = page_of(found, signed_in(ding))
    assert f'href="/r/{found.semantic_id}/next/{kind}">{act}</a>' in page


def test_a_clerk_sees_the_result_without_its_acts(
    liushu: Division, an: Account, signed_in: Callable[..., Client]
) -> None:
    assert "安排另行选举</a>" not in page_of(cast.declared(liushu, RUNOFF), signed_in(an))


def test_where_nothing_has_to_follow_it_says_so(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    assert "这次投票之后没有要补的投票。" in page_of(cast.declared(liushu), signed_in(ding))


def test_a_result_that_the_law_forbids_to_declare_says_why_instead(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.determined(liushu)
    case = found.case
    case["contests"][0]["candidates"][0]["votes"] = 500
    answer = {**found.answer, "findings": [VOTES_EXCEED]}
    Determination.objects.update(case=case, answer=answer)
    page = page_of(found, signed_in(ding))
    assert "多于收回选票" in page
    assert "宣布结果</a>" not in page


VOTES_EXCEED = {
    "code": "D15",
    "reason": "VOTES_EXCEED_PARTICIPANTS",
    "severity": "block",
    "basis": "",
    "confirmed": True,
    "text": "主任：段玉成 得 500 票，多于收回选票 108 张，计票有误。",
    "numbers": {"votes": 500, "participants": 108},
    "names": ["段玉成"],
}
