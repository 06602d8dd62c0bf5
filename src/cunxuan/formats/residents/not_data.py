"""Rows of a list that are not a person: totals, signatures, titles, headings once more, nothing at all.

A row in which there is a sex or the figures of an ID number is always looked at as a person's.

Public: `is_total_or_signature`, `is_title`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SUM = "合计|小计|总计|共计"
TOTAL = re.compile(
    f"本?[页组村户]?({SUM}|累计|总数|总人数|总户数|人数合计|户数合计)([:：]?.*)|共[0-9]+[人户名].*|[0-9]+户[0-9]+人.*|.{{1,8}}({SUM})"
)
OFFICE = (
    "制表|填表|审核|复核|负责|经办|录入|登记|校对|填报|统计|审批|监督|联系|村委会主任|村主任|村支书|书记|主任|组长|日期|时间|单位"
    "|(制表|填表|填报|登记|打印)(日期|时间|单位)"
)
DAY = "[0-9〇零一二]{4}年[0-9一二三四五六七八九十]{0,3}月[0-9一二三四五六七八九十]{0,3}日?"
SIGNED = re.compile(
    f".*(签字|签名|签章|盖章|公章|手印).*|({OFFICE})[人者员]?[:：].*|(制表|填表|审核|复核|填报|制表日期|填表日期|填报日期)[人者]?"
    f"|(注|说明|备注|填表说明|填报说明)[:：].*|{DAY}|第[0-9]+页.*|以下(空白|无正文).*"
)
#: So much of a text is looked at.
LONGEST = 100
TITLE = re.compile(".*(名册|名单|登记表|花名册|统计表|情况表|一览表|明细表|台账)([(（].*)?")


def is_total_or_signature(texts: Iterable[str]) -> bool:
    """Does one of the texts of a row say so?"""
    for text in texts:
        close = re.sub(r"\s", "", text[:LONGEST])
        if TOTAL.fullmatch(close) or SIGNED.fullmatch(close):
            return True
    return False


def is_title(texts: list[str]) -> bool:
    """The name of the list, again on a further page."""
    return len(texts) == 1 and TITLE.fullmatch(re.sub(r"\s", "", texts[0][:LONGEST])) is not None
