"""查公告: whoever holds a paper can see whether it is still what was issued; officials have the list of theirs."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import quote

import docx
import pytest
from django.db import connection, transaction
from django.test import Client

import cast
from cunxuan.offices.models import Account, Division
from cunxuan.records.actions import issue_paper, printed_context
from cunxuan.records.models import IssuedPaper

#: O05, O07, O08, A04, A12, F04: what a village has sent out when its result is declared.
OF_A_VILLAGE = 6


def paper(form_id: str = "A12", village: str = cast.LIUSHU) -> IssuedPaper:
    return IssuedPaper.objects.get(form_id=form_id, scope=village)


def text_of(answer: Any) -> str:
    page = answer.content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.fixture
def announced(liushu: Division) -> IssuedPaper:
    cast.declared(liushu, "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30")
    return paper()


# -- by its code ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["{0}", " {0} ", "{1}", "{2}"])
def test_a_code_is_found_however_it_is_typed(shape: str, announced: IssuedPaper) -> None:
    code = announced.check_code
    typed = shape.format(code, code.lower().replace("-", " "), code.replace("-", "－"))
    answer = Client().get("/papers", {"code": typed})
    assert answer.headers["Location"] == f"/papers/{code}"


def test_the_page_says_what_the_paper_is_and_says(announced: IssuedPaper) -> None:
    text = text_of(Client().get(f"/papers/{announced.check_code}"))
    assert "柳树村 选举结果公告" in text
    assert "清河县 柳林镇 柳树村" in text
    assert "编号 第17号" in text
    assert "发出 2026 年 12 月 16 日 17:00" in text
    assert "2026年12月16日第一次投票有效。选出4人，委员还缺1名，最迟12月26日另行选举。" in text
    for code in (announced.check_code, announced.checkpoint, announced.digest):
        assert code in text


def test_it_says_that_the_paper_and_the_trail_behind_it_are_whole(announced: IssuedPaper) -> None:
    text = text_of(Client().get(f"/papers/{announced.check_code}"))
    assert "这份文书没有被改过。" in text
    assert re.search(r"纸上的检查点还在本村的经过里，是第 \d+ 条。", text)
    assert "一条接一条没有断；发出以后又有 1 条。" in text


def test_a_text_that_was_changed_is_said_to_be(announced: IssuedPaper) -> None:
    with connection.cursor() as cursor:
        said = announced.context.replace("段玉成", "段玉新")
        cursor.execute("UPDATE records_issuedpaper SET context = %s WHERE id = %s", [said, announced.pk])
    text = text_of(Client().get(f"/papers/{announced.check_code}"))
    assert "这份文书与发出时不一样了。" in text
    assert "封存的全文被改过" in text


def test_a_trail_that_no_longer_holds_the_checkpoint_is_said(announced: IssuedPaper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_trailentry WHERE scope = %s AND seq > 3", [cast.LIUSHU])
    text = text_of(Client().get(f"/papers/{announced.check_code}"))
    assert "纸上的检查点不在本村的经过里了" in text
    assert "本村的经过断了" in text


@pytest.mark.parametrize("typed", ["1234", "0000-0000-0000", "你好"])
def test_a_code_that_no_paper_has_is_answered_in_one_sentence(typed: str, announced: IssuedPaper) -> None:
    for answer in (Client().get("/papers", {"code": typed}), Client().get(f"/papers/{typed}")):
        assert answer.status_code == 404
        assert f"没有核对码是“{typed}”的文书，请对照纸面再输一次。" in text_of(answer)


def test_an_address_with_the_code_as_it_was_read_leads_to_its_printed_form(announced: IssuedPaper) -> None:
    answer = Client().get(f"/papers/{announced.check_code.lower()}")
    assert answer.headers["Location"] == f"/papers/{announced.check_code}"


# -- the files -----------------------------------------------------------------------------------------------------


def test_anyone_opens_an_announcement_as_pdf_under_its_chinese_name(announced: IssuedPaper) -> None:
    answer = Client().get(f"/papers/{announced.check_code}/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f"inline; filename*=UTF-8''{quote('柳树村选举结果公告第17号')}.pdf"


def test_and_as_word(announced: IssuedPaper) -> None:
    answer = Client().get(f"/papers/{announced.check_code}/word")
    words = "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "委员还缺1名" in words
    assert answer.headers["Content-Disposition"].endswith(".docx")


def test_a_report_is_for_the_officials_of_its_place(
    announced: IssuedPaper, ding: Account, ren: Account, he: Account, signed_in: Callable[..., Client]
) -> None:
    code = paper("F04").check_code
    for browser in (Client(), signed_in(he)):
        assert browser.get(f"/papers/{code}/pdf").status_code == 404
    for browser in (signed_in(ding), signed_in(ren)):
        assert browser.get(f"/papers/{code}/pdf").status_code == 200


def test_who_holds_a_report_can_still_check_that_it_is_genuine(announced: IssuedPaper) -> None:
    report = paper("F04")
    text = text_of(Client().get(f"/papers/{report.check_code}"))
    assert report.number in text
    assert "这份文书没有被改过。" in text
    assert "选出4人" not in text
    assert "登录以后看" in text


def test_a_file_without_a_paper_is_not_there(qinghe: Division) -> None:
    assert Client().get("/papers/x/pdf").status_code == 404


# -- superseded ----------------------------------------------------------------------------------------------------


@pytest.fixture
def corrected(announced: IssuedPaper) -> IssuedPaper:
    """An announcement that corrects the first."""
    context = printed_context(announced)
    context = {key: value for key, value in context.items() if key not in ("check_code", "digest")}
    with transaction.atomic():
        return issue_paper(
            scope=announced.scope,
            subject=announced.subject,
            form_id="A12",
            number="第17-3号",
            context=context,
            by="ding",
            at=cast.AT,
            supersedes=announced,
            reason="委员得票写错一位。",
        )


def test_a_superseded_paper_says_which_one_is_valid_and_why(announced: IssuedPaper, corrected: IssuedPaper) -> None:
    text = text_of(Client().get(f"/papers/{announced.check_code}"))
    assert "这份文书已被更正。" in text
    assert "以 2026 年 12 月 16 日发出的 第17-3号为准。更正原因：委员得票写错一位。" in text


def test_and_bears_the_mark_when_it_is_printed_again(announced: IssuedPaper, corrected: IssuedPaper) -> None:
    context = printed_context(announced)
    assert (context["status"], context["superseded_by"]) == ("superseded", "第17-3号")
    assert Client().get(f"/papers/{announced.check_code}/pdf").status_code == 200


# -- the list ------------------------------------------------------------------------------------------------------


def rows(answer: Any) -> list[str]:
    body = answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(unescape(re.sub(r"<[^>]*>", " ", row)).split()) for row in body.split("</tr>")[:-1]]


def test_the_public_has_the_check_and_no_list(announced: IssuedPaper) -> None:
    answer = Client().get("/papers")
    assert "查公告" in text_of(answer)
    assert announced.check_code not in answer.content.decode()


def test_officials_have_the_papers_of_their_place_the_newest_first(
    liushu: Division, bozhuang: Division, chen: Account, ren: Account, signed_in: Callable[..., Client]
) -> None:
    cast.declared(liushu)
    cast.declared(bozhuang)
    assert [row.split()[2] for row in rows(signed_in(chen).get("/papers"))] == ["柳树村"] * OF_A_VILLAGE
    assert len(rows(signed_in(ren).get("/papers"))) == 2 * OF_A_VILLAGE


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "柳树"}, OF_A_VILLAGE),
        ({"q": "石门"}, OF_A_VILLAGE),
        ({"q": "第17号"}, 2),
        ({"q": cast.BOZHUANG}, OF_A_VILLAGE),
        ({"q": "段玉成"}, 0),
        ({"form": "A12"}, 2),
        ({"form": "F04", "q": "柳树"}, 1),
    ],
)
def test_the_list_is_searched_by_place_and_number_and_filtered_by_kind(
    asked: dict[str, str],
    found: int,
    liushu: Division,
    bozhuang: Division,
    ren: Account,
    signed_in: Callable[..., Client],
) -> None:
    cast.declared(liushu)
    cast.declared(bozhuang)
    assert len(rows(signed_in(ren).get("/papers", asked))) == found


def test_a_check_code_finds_its_paper_in_the_list_too(
    announced: IssuedPaper, ding: Account, signed_in: Callable[..., Client]
) -> None:
    (row,) = rows(signed_in(ding).get("/papers", {"q": announced.check_code}))
    assert announced.number in row


def test_fifty_papers_stand_on_a_page(announced: IssuedPaper, ding: Account, signed_in: Callable[..., Client]) -> None:
    with transaction.atomic():
        for number in range(60):
            issue_paper(
                scope=cast.LIUSHU,
                subject=announced.subject,
                form_id="A12",
                number=f"第{number}号",
                context=printed_context(announced),
                by="ding",
                at=cast.AT,
            )
    browser = signed_in(ding)
    assert len(rows(browser.get("/papers"))) == 50
    assert len(rows(browser.get("/papers", {"page": "2"}))) == 10 + OF_A_VILLAGE


def test_the_list_asks_the_same_questions_of_the_database_however_long_it_is(
    liushu: Division,
    taoyuan: Division,
    ren: Account,
    signed_in: Callable[..., Client],
    django_assert_max_num_queries: Any,
) -> None:
    cast.declared(liushu)
    cast.declared(taoyuan)
    browser = signed_in(ren)
    with django_assert_max_num_queries(12):
        browser.get("/papers")


def test_before_anything_is_issued_it_says_what_will_be_here(ding: Account, signed_in: Callable[..., Client]) -> None:
    assert "还没有发出文书。公布名单、处理异议、宣布选举结果时发出的公告和文书，列在这里。" in text_of(
        signed_in(ding).get("/papers")
    )


def test_a_superseded_paper_is_marked_in_the_list(
    corrected: IssuedPaper, ding: Account, signed_in: Callable[..., Client]
) -> None:
    marked = [row for row in rows(signed_in(ding).get("/papers", {"form": "A12"})) if "已被更正" in row]
    assert [row.split()[1] for row in marked] == ["第17号"]
