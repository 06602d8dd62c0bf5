"""The papers of a result: what the announcement, the report and the count sheet say, for every kind of result.

They are printed only from what was frozen when they were issued, so they come out the same for ever.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

import cast
from cunxuan.candidates.actions import BallotLine, Nominee
from cunxuan.counting.models import Determination
from cunxuan.counting.papers import Declaration, sheet_context
from cunxuan.counting.result_actions import declare_result
from cunxuan.offices.models import Division
from cunxuan.polling.actions import NewPlace
from cunxuan.polling.models import PlaceKind
from cunxuan.records.actions import printed_context
from cunxuan.records.models import IssuedPaper
from cunxuan.rendering import catalogue
from rendering.reading import pages, pdf_text, word_text

SAID = Declaration(
    on=cast.POLLING_DAY,
    opened=time(8, 0),
    closed=time(15, 0),
    venue="村委会大院",
    signers={"总监票人": ("陈守正",), "监票人": ("方守正", "史大春")},
    remarks="未收回的 8 张已查明。",
)
A4 = (210, 297)


def issued(village: Division, said: str = "", **more: Any) -> Determination:
    return declare_result(cast.determined(village, said), replace(SAID, **more), by=cast.person("chen"), at=cast.AT)


def context_of(form_id: str) -> dict[str, Any]:
    return printed_context(IssuedPaper.objects.get(form_id=form_id))


def whole_text(form_id: str, fmt: Any = "pdf") -> str:
    read = pdf_text if fmt == "pdf" else word_text
    return read(catalogue.render(form_id, context_of(form_id), fmt)).replace("\n", "")


def nominees(names: str) -> tuple[Nominee, ...]:
    """张三 李四女: a name that ends in 女 is a woman's."""
    return tuple(Nominee(name.removesuffix("女"), "F" if name.endswith("女") else "M") for name in names.split())


@pytest.fixture
def other_ballot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Puts other seats, people and a roll of another size into 清河县."""

    def put(registered: int, **lines: tuple[int, str]) -> None:
        ballot = tuple(BallotLine(post, seats, nominees(names)) for post, (seats, names) in lines.items())
        monkeypatch.setattr(cast, "BALLOT", ballot)
        monkeypatch.setattr(cast, "SEATS", {line.post: line.seats for line in ballot})
        place = NewPlace("中心会场", PlaceKind.MAIN, registered, cast.BOXES)
        monkeypatch.setattr(cast, "ONE_PLACE", (place,))

    return put


# -- what they say -------------------------------------------------------------------------------------------------

RUNOFF = "returned 100 · rejected 4 · 主任另选:方大海 3 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30"


def test_the_announcement_says_what_the_page_says_without_spaces_beside_chinese(liushu: Division) -> None:
    issued(liushu, RUNOFF, next_on=date(2026, 12, 20))
    notice = context_of("A12")
    assert notice["headline"] == "2026年12月16日第一次投票有效。选出4人，委员还缺1名，12月20日另行选举。"
    assert notice["registered"]["reason"] == "11月24日公布，比选举日早22天。"
    assert notice["needs"] == {
        "value": 51,
        "reason": "超过参加投票人数的一半：51×2>100。",
        "basis": {"text": "第十八条", "confirmed": True},
    }
    member = notice["contests"][2]
    assert [(one["name"], one["votes"], one["outcome"]) for one in member["candidates"]] == [
        ("段秀梅", 80, "elected"),
        ("李保全", 60, "elected"),
        ("贾永成", 40, "runoff"),
        ("赵福生", 30, "runoff"),
    ]
    assert (notice["contests"][0]["write_ins"], notice["contests"][0]["write_in_people"]) == (3, 1)
    assert notice["complaint"] == "向柳林镇人民政府或清河县民政局反映。"
    assert notice["complaint_basis"] == {"text": "第二十一条", "confirmed": True}
    assert notice["laws"][0] == "《中华人民共和国村民委员会组织法》（只写条号的即本法）"


def test_an_open_day_has_its_deadline_and_the_article_behind_it(liushu: Division) -> None:
    issued(liushu, RUNOFF)
    (step,) = context_of("A12")["next"]
    assert step["heading"] == "另行选举怎么选"
    assert step["sentence"] == (
        "最迟12月26日举行（10日以内，村民委员会选举规程 六、投票选举，条号待县核对）。"
        "贾永成、赵福生2人中选委员1名。得票多的当选，但不能少于已投选票的三分之一。"
    )


def test_the_report_has_every_box_the_signers_and_the_people_in_the_order_of_the_ballot(shiqiao: Division) -> None:
    declare_result(
        cast.determined(shiqiao, "returned 100 · 梁海生 90", "returned 40", "returned 50"),
        SAID,
        by=cast.person("chen"),
        at=cast.AT,
    )
    report = context_of("F04")
    assert [(box["place"], box["box"], box["returned"]) for box in report["boxes"]] == [
        ("中心会场", "固定票箱", 96),
        ("中心会场", "流动票箱", 4),
        ("东庄投票站", "固定票箱", 40),
        ("西庄投票站", "固定票箱", 50),
    ]
    assert [one["name"] for one in report["contests"][0]["candidates"]] == ["段玉成", "梁海生"]
    assert report["signers"][1] == {"role": "监票人", "names": ["方守正", "史大春"]}
    assert (report["opened"], report["closed"], report["venue"]) == ("08:00", "15:00", "村委会大院")
    assert report["remarks"] == "未收回的 8 张已查明。"


def test_whoever_was_written_in_and_elected_stands_on_the_papers_without_a_sex_that_nobody_recorded(
    liushu: Division,
) -> None:
    issued(liushu, "returned 100 · 主任另选:方大海 60 · 段玉成 30 · 梁海生 10")
    chair = context_of("A12")["contests"][0]
    assert (chair["candidates"][0]["name"], chair["candidates"][0]["sex"], chair["write_ins"]) == ("方大海", None, 0)
    row = context_of("F04")["contests"][0]["candidates"][-1]
    assert (row["name"], row["sex"], row["total"]) == ("方大海", None, 60)
    assert whole_text("F04")


def test_a_rehearsal_and_a_demonstration_say_so(liushu: Division, settings: Any) -> None:
    settings.REHEARSAL = True
    issued(liushu)
    assert (context_of("A12")["rehearsal"], context_of("A12")["demo"]) == (True, True)
    settings.TODAY, settings.REHEARSAL = "", False
    issued(Division.objects.get(pk=cast.TAOYUAN))
    paper = IssuedPaper.objects.get(form_id="A12", scope=cast.TAOYUAN)
    assert (printed_context(paper)["rehearsal"], printed_context(paper)["demo"]) == (False, False)


def test_the_authority_for_complaints_is_the_countys_own(liushu: Division, settings: Any) -> None:
    settings.GUIDANCE_AUTHORITY = "社会工作部"
    issued(liushu)
    assert context_of("A12")["complaint"] == "向柳林镇人民政府或清河县社会工作部反映。"


# -- frozen --------------------------------------------------------------------------------------------------------


def test_what_can_only_be_known_afterwards_is_not_frozen_with_the_paper(liushu: Division) -> None:
    issued(liushu)
    for paper in IssuedPaper.objects.all():
        assert not {"check_code", "digest", "status", "superseded_by"} & set(json.loads(paper.context))


@pytest.mark.parametrize("form_id", ["A12", "F04"])
def test_whatever_changes_later_the_paper_comes_out_the_same(form_id: str, liushu: Division, settings: Any) -> None:
    found = issued(liushu, RUNOFF)
    first = catalogue.render(form_id, context_of(form_id), "pdf")
    Division.objects.filter(pk=cast.LIUSHU).update(name="柳树新村")
    Determination.objects.filter(pk=found.pk).update(figures={})
    settings.GUIDANCE_AUTHORITY, settings.REHEARSAL = "别的局", True
    assert catalogue.render(form_id, context_of(form_id), "pdf") == first


def test_a_paper_carries_the_codes_by_which_it_is_checked(liushu: Division) -> None:
    issued(liushu)
    paper = IssuedPaper.objects.get(form_id="A12")
    text = whole_text("A12")
    assert f"核对码{paper.check_code}" in text
    assert f"检查点{paper.checkpoint}" in text
    assert paper.digest in text


# -- every kind of result, in both formats -------------------------------------------------------------------------

KINDS = {
    "decided": ("", "应选5名，全部选出。"),
    "runoff": (RUNOFF, "委员还缺1名，最迟12月26日另行选举。"),
    "revote": (
        "returned 100 · 段秀梅 80 · 李保全 70 · 贾永成 55 · 赵福生 55",
        "贾永成、赵福生票数相等，再次投票选委员1名。",
    ),
    "void by turnout": ("issued 65 · returned 60", "登记120人，参加投票60人，没有超过一半。"),
    "void by its ballots": ("issued 90 · unused 39 · returned 95", "收回选票95张，多于发出的90张。"),
}


@pytest.mark.parametrize("fmt", ["pdf", "docx"])
@pytest.mark.parametrize("form_id", ["A12", "F04"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_result_is_printed(kind: str, form_id: str, fmt: Any, liushu: Division) -> None:
    said, sentence = KINDS[kind]
    issued(liushu, said)
    assert sentence in whole_text(form_id, fmt)


def test_a_void_vote_shows_no_votes_of_anybody_and_says_why_with_its_article(liushu: Division) -> None:
    issued(liushu, "issued 90 · unused 39 · returned 95")
    notice = context_of("A12")
    assert (notice["contests"], notice["participants"], notice["needs"]) == ([], None, None)
    assert (notice["account"]["valid"], notice["account"]["rejected"]) == (None, None)
    assert [step["heading"] for step in notice["next"]] == ["为什么无效", "重新选举怎么选"]
    assert notice["next"][0]["basis"]["text"] == "村民委员会选举规程 六、投票选举"
    for form_id in ("A12", "F04"):
        assert "段玉成" not in whole_text(form_id)


@pytest.mark.parametrize("fmt", ["pdf", "docx"])
def test_under_thirty_ballots_the_announcement_has_no_votes_of_anybody(
    fmt: Any, liushu: Division, other_ballot: Any
) -> None:
    other_ballot(40, chair=(1, "段玉成 梁海生"), member=(2, "段秀梅女 李保全 赵福生"))
    issued(liushu, "issued 29 · returned 27 · 段玉成 19 · 梁海生 8")
    people = [one for contest in context_of("A12")["contests"] for one in contest["candidates"]]
    assert {one["votes"] for one in people} == {None}
    text = whole_text("A12", fmt)
    assert "19票" not in text
    assert "收回的选票很少，不公布每个人的得票" in text
    assert context_of("F04")["contests"][0]["candidates"][0]["total"] == 19


FIFTEEN = "张大山 李大海 王大江 孙秀兰女 赵大河 钱大湖 周小云女 吴小雨 郑小雪女 冯小霜"
VOTES = (600, 590, 580, 470, 300, 200, 160, 100, 90, 80)


def test_fifteen_candidates_fit_one_page(liushu: Division, other_ballot: Any) -> None:
    other_ballot(900, chair=(1, "段玉成 梁海生"), vice_chair=(2, "宁涛 李文生 贾永成"), member=(4, FIFTEEN))
    names = (name.removesuffix("女") for name in FIFTEEN.split())
    issued(liushu, " · ".join(["returned 800", *(f"{name} {votes}" for name, votes in zip(names, VOTES, strict=True))]))
    for form_id in ("A12", "F04"):
        assert pages(catalogue.render(form_id, context_of(form_id), "pdf")) == [A4]


def test_one_candidate_of_a_later_vote_fits_as_well(liushu: Division, other_ballot: Any) -> None:
    other_ballot(900, chair=(1, "段玉成 梁海生"), member=(2, "段秀梅女 李保全 赵福生"))
    issued(liushu, "returned 800")
    contests = context_of("A12")["contests"][:1]
    alone = {**context_of("A12"), "contests": [{**contests[0], "candidates": contests[0]["candidates"][:1]}]}
    assert pages(catalogue.render("A12", alone, "pdf")) == [A4]


@pytest.mark.parametrize("fmt", ["pdf", "docx"])
def test_rare_characters_of_names_are_printed(fmt: Any, liushu: Division, other_ballot: Any) -> None:
    other_ballot(900, chair=(1, "欧阳䶮 张㛃女"), member=(2, "段𬭎 李保全 赵福生女"))
    issued(liushu, "returned 800")
    for form_id in ("A12", "F04"):
        text = whole_text(form_id, fmt)
        assert all(character in text for character in "䶮㛃𬭎")


# -- the count sheet -----------------------------------------------------------------------------------------------


def test_a_blank_sheet_has_the_numbers_of_the_screen_and_no_figure(liushu: Division) -> None:
    sheet = cast.sheet_of(liushu)
    blank = sheet_context(sheet, filled=False)
    fields = [field for section in blank["sections"] for field in section["fields"]]
    assert [(field["number"], field["label"]) for field in fields] == [
        (field.number, field.label_zh) for field in sheet.squares.fields
    ]
    assert {field["value"] for field in fields} == {None}
    assert "数字截至" not in pdf_text(catalogue.render("count_sheet", blank, "pdf"))


def test_a_filled_sheet_has_the_figures_on_which_two_people_agree(liushu: Division) -> None:
    sheet = cast.verified(cast.sheet_of(liushu), "returned 100 · 段玉成 70")
    filled = sheet_context(sheet, filled=True)
    values = {field["label"]: field["value"] for section in filled["sections"] for field in section["fields"]}
    assert (values["收回选票"], values["段玉成"]) == (100, 70)
    assert catalogue.render("count_sheet", filled, "docx")


def test_no_sheet_is_filled_with_figures_that_a_second_clerk_should_not_see(liushu: Division) -> None:
    sheet = cast.entered(cast.sheet_of(liushu), cast.person("an"))
    with pytest.raises(AssertionError):
        sheet_context(sheet, filled=True)
