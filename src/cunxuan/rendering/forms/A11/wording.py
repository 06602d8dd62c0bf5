"""The printed words of the notice of proxies, mobile boxes and scribes, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import lists, words
from cunxuan.rendering.lists import Column

from .context import ListsNotice

PROXIES = (
    Column("序号", 14, figures=True),
    Column("委托人", 34),
    Column("组", 16),
    Column("受委托人", 34),
    Column("组", 16),
    Column("受委托人是委托人的", 58),
)
MOBILE = (Column("序号", 14, figures=True), Column("姓名", 60), Column("组", 38), Column("票箱", 60))
SCRIBED = (Column("序号", 14, figures=True), Column("姓名", 60), Column("组", 38), Column("代写人", 60))


def wording(notice: ListsNotice) -> dict[str, Any]:
    polled = f"{words.day(notice.polled_on)}选举" if notice.polled_on else ""
    return lists.wording(
        notice.paper,
        title(notice),
        foot="委托投票等名单公告" if notice.of_proxies and notice.of_help else "",
        under=(polled,),
        lead=notice.headline,
        sections=[*(proxies(notice) if notice.of_proxies else ()), *(help_(notice) if notice.of_help else ())],
        facts=(
            ("委托规定", rule(notice)),
            ("有意见的", f"可以{notice.complaint}" if notice.complaint else ""),
            ("法律依据", lists.laws(notice.laws, notice.basis, notice.paper)),
        ),
    )


def title(notice: ListsNotice) -> str:
    named = (("委托投票", notice.of_proxies), ("流动票箱投票、代写", notice.of_help))
    return f"{'、'.join(name for name, published in named if published)}人员名单公告"


def rule(notice: ListsNotice) -> str:
    return f"每人最多接受{notice.cap}人的委托。" if notice.of_proxies and notice.cap is not None else ""


def proxies(notice: ListsNotice) -> list[dict[str, Any]]:
    rows = [
        [
            str(at),
            words.in_column(one.principal),
            lists.group(one.principal_group),
            words.in_column(one.holder),
            lists.group(one.holder_group),
            one.relation,
        ]
        for at, one in enumerate(notice.proxies, start=1)
    ]
    heading = f"委托投票　{len(rows)}人" if rows else "委托投票"
    return [lists.section(heading, PROXIES, rows, lines=notice.lines, nobody="没有人委托投票。")]


def help_(notice: ListsNotice) -> list[dict[str, Any]]:
    mobile = [
        [str(at), words.in_column(one.name), lists.group(one.group), f"流动票箱{one.box_no or ''}"]
        for at, one in enumerate(notice.mobile, start=1)
    ]
    scribed = [
        [str(at), words.in_column(one.name), lists.group(one.group), words.in_column(one.scribe)]
        for at, one in enumerate(notice.scribed, start=1)
    ]
    return [
        lists.section("流动票箱投票", MOBILE, mobile, lines=notice.lines, nobody="没有人使用流动票箱。"),
        lists.section("代写选票", SCRIBED, scribed, lines=notice.lines, nobody="没有人由他人代写。"),
    ]
