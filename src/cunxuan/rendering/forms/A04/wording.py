"""The printed words of the list of registered villagers, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words

from .context import Group, Order, RollNotice

TITLE = "登记参加选举的村民名单公告"
ONE_LINE = 20  # characters of 22 points between the margins
ORDERS = {Order.STROKES: "各组按姓氏笔画为序", Order.HOUSEHOLD: "各组按户为序"}


def wording(notice: RollNotice) -> dict[str, Any]:
    return {
        **words.frame(notice.paper, TITLE),
        "title": title_lines(notice),
        "under": under(notice),
        "headline": notice.headline,
        "order": ORDERS[notice.order],
        "groups": [group(one) for one in notice.groups],
        "facts": facts(notice),
        "check": check(notice),
    }


def title_lines(notice: RollNotice) -> list[str]:
    first = f"{notice.paper.village}{words.term(notice.paper.term_no)}村民委员会选举"
    return [first + TITLE] if len(first + TITLE) <= ONE_LINE else [first, TITLE]


def under(notice: RollNotice) -> str:
    paper = notice.paper
    vote = f"{words.day(notice.polled_on)}选举" if notice.polled_on else ""
    version = f"第{notice.version}版" if notice.version > 1 and "版" not in paper.number else ""
    return "　".join(part for part in (f"{paper.county}{paper.township}", paper.number, version, vote) if part)


def group(one: Group) -> dict[str, Any]:
    people = f"{words.figure(len(one.names))}人" if one.names else "　　　人"
    names = [words.in_column(name) for name in one.names] or [""] * one.lines
    return {"heading": f"{one.name}　{people}", "names": names}


def facts(notice: RollNotice) -> list[list[str]]:
    """Label and sentence of what stands below: the categories, objections, the law."""
    pairs = (
        ("登记总数", registered(notice)),
        ("有异议的", objections(notice)),
        ("法律依据", f"{'、'.join(notice.laws)}；规则包 {notice.paper.pack}。" if notice.laws else ""),
    )
    return [[label, text] for label, text in pairs if text]


def registered(notice: RollNotice) -> str:
    total = f"{words.figure(notice.registered)}人" if notice.registered is not None else "　　　　　人"
    heads = "；".join(f"{one.label}{words.figure(one.people)}人" for one in notice.categories)
    return f"{total}{f'。其中{heads}' if heads else ''}。"


def objections(notice: RollNotice) -> str:
    until = f"{words.day(notice.objections_until)}24时" if notice.objections_until else "　　　　年　　月　　日24时"
    said = (
        f"对名单有异议的，自名单公布之日起{notice.objection_days}日内向{notice.paper.issuer}提出，"
        f"到{until}为止（公布当日不计入）"
    )
    return f"{said}{words.cited(notice.objection_basis)}。{notice.late}"


def check(notice: RollNotice) -> list[str]:
    """How anybody can check the paper and the list."""
    listed = f"名单摘要 {notice.list_digest}" if notice.list_digest else ""
    return [line for line in (listed, *words.codes(notice.paper)) if line]
