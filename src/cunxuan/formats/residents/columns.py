"""The columns of a list of residents, and under which headings villages write them.

A heading is compared without spaces, marks and what stands in brackets: “公民身份号码（18 位）*” is 公民身份号码.
Where several headings could be the same column, the one that stands first here is taken; two equal ones are refused.

Public: `Column`, `HEADINGS`, `BESIDE`, `TITLES`, `REASON`, `plain`, `known`, `column_of`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

Column = Literal[
    "village",
    "name",
    "sex",
    "id_number",
    "group_no",
    "household_no",
    "hukou_here",
    "lives_here",
    "relation",
    "birth_on",
    "nation",
    "phone",
    "remark",
]

#: What a complete list has, each under the name that the program gives it.
HEADINGS: Mapping[Column, str] = {
    "village": "村代码",
    "name": "姓名",
    "sex": "性别",
    "id_number": "身份证号",
    "group_no": "村民小组",
    "household_no": "户号",
    "hukou_here": "户籍在本村",
    "lives_here": "居住在本村",
}
#: What it may have besides.
BESIDE: Mapping[Column, str] = {
    "relation": "与户主关系",
    "birth_on": "出生日期",
    "nation": "民族",
    "phone": "电话",
    "remark": "备注",
}
TITLES: Mapping[Column, str] = {**HEADINGS, **BESIDE}

#: The heading of the column in which a returned workbook says what is to be corrected; it is no data.
REASON = "要改正的地方"

ALIASES: Mapping[Column, str] = {
    "village": "村代码 村编码 村委会代码 行政村代码 村级代码 村区划代码 行政区划代码",
    "name": (
        "姓名 名字 村民姓名 居民姓名 选民姓名 人员姓名 本人姓名 成员姓名 家庭成员姓名 户主及成员姓名 "
        "户主及成员 户主及家庭成员 家庭成员 户内成员"
    ),
    "sex": "性别 男女 男/女",
    "id_number": (
        "身份证号 身份证号码 居民身份证号 居民身份证号码 公民身份号码 公民身份证号码 公民身份证号 身份证 "
        "居民身份证 身份号码 公民身份证 身份证件号码 身份证件号 证件号码 证件号 证件编号"
    ),
    "group_no": (
        "村民小组 小组 组 组别 组号 小组号 村民组 所在小组 所属小组 所在村民小组 所属村民小组 小组名称 "
        "村民小组名称 村组 生产队 队 队别 生产小组 居民小组"
    ),
    "household_no": "户号 户编号 家庭编号 家庭户号 户籍编号 户口编号 户口簿编号 户序号 户次 户别号 住户编号",
    "hukou_here": (
        "户籍在本村 户籍是否在本村 是否本村户籍 户口在本村 户口是否在本村 是否本村户口 本村户籍 本村户口 户籍 "
        "户口 户籍情况 户籍状况 户口情况 户籍所在地 户口所在地 户籍地"
    ),
    "lives_here": (
        "居住在本村 是否居住在本村 是否在本村居住 是否在村居住 在村居住 是否在村 在村 在村情况 是否常住 常住 "
        "是否居住 是否常住人口 居住 居住情况 居住状况 居住地"
    ),
    "relation": "与户主关系 与户主的关系 户主关系 家庭关系 成员关系 关系",
    "birth_on": "出生日期 出生年月日 出生年月 出生时间 出生 生日",
    "nation": "民族 族别",
    "phone": "电话 联系电话 手机 手机号 手机号码 电话号码 联系方式 本人电话 联系电话号码",
    "remark": "备注 备考 说明 情况说明 备注说明 特殊情况",
}
KNOWN: Mapping[str, tuple[Column, int]] = {
    alias: (column, rank) for column, aliases in ALIASES.items() for rank, alias in enumerate(aliases.split())
}
#: A heading with one of these words is of the ID number too, unless one of those is in it.
OF_AN_ID = re.compile("身份证|公民身份|证件号")
NOT_OF_AN_ID = re.compile("复印|有效|地址|住址|类型|类别|种类|照片|机关|扫描")
LAST = 99
#: What is longer is no heading.
LONGEST = 60
BRACKETS = re.compile(r"[(\[{【〔][^)\]}】〕]*[)\]}】〕]")
MARKS = re.compile(r"[\s*:;,.、。·_\-★☆#]+")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A heading without what may differ from file to file; nothing for what is too long to be one."""
    if len(text) > LONGEST:
        return ""
    narrow = "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")
    return MARKS.sub("", BRACKETS.sub("", narrow)) or MARKS.sub("", narrow).strip("()[]【】")


@lru_cache(maxsize=4096)
def known(text: str) -> tuple[Column, int] | None:
    """Which column a heading names, and how exactly: 0 is the column's own name."""
    if len(text) > LONGEST:
        return None
    heading = plain(text)
    if heading in KNOWN:
        return KNOWN[heading]
    if OF_AN_ID.search(heading) and not NOT_OF_AN_ID.search(heading) and len(heading) < 16:
        return "id_number", LAST
    return None


def column_of(text: str) -> Column | None:
    found = known(text)
    return found[0] if found else None
