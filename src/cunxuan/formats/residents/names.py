"""A name as a cell holds it: one person's, of letters of any script, without what villages write beside it.

Public: `NAME_LENGTH`, `NameRead`, `read_name`, `is_plain`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .cells import REMEMBERED, clean
from .marks import mark_in

NAME_LENGTH = 40
#: A cell with more in it holds no name.
LOOKED_THROUGH = 200


@dataclass(frozen=True, slots=True)
class NameRead:
    """What is left of the cell, by which repairs, and what speaks against it."""

    name: str
    repairs: tuple[str, ...] = ()
    wrong: str = ""
    traditional: str = ""  # a character of it, where it has a simple form
    mark: tuple[str, str] | None = None  # kind and words of a mark in brackets: dead, moved


BESIDE_LETTERS = "〇·•・‧"  # in names of several peoples the parts are divided by a dot
UNKNOWN = frozenset("?？□■●○◆*＊�☐▢¿")
BRACKETS = re.compile(r"[(（【\[〔〈<][^)）】\]〕〉>]*[)）】\]〕〉>]?")
ALSO = re.compile(r"[\s　,，:：]*(曾用名|又名|小名|别名|原名|乳名|绰号|化名).*", re.DOTALL)
APART = re.compile(r"[\r\n、,，;；/|&＆]+|(?<=\S)\s*[和及]\s+(?=\S)")
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖"
    "邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文宁卫裴原蔺葛樊管柴邢荆畅解尉廉苗仝翟景尚加续阴弓员"
)
COMPOUND = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "长孙", "宇文")
)

#: Traditional and variant characters that names have, and the simple ones.
TRADITIONAL = dict(
    zip(
        "張劉陳楊趙黃吳孫馬羅鄭謝許馮鄧葉蘇盧賈閻蔣錢湯龍萬衛齊龐顏韓蕭呂傅盧鍾薑範陸連紀項鄒賴龔黎賀顧應嚴"
        "國華強偉軍愛蘭鳳麗紅豔艷霞貴榮慶勝興義億寶寧靜潔嬌嬋瓊瑤環瑩瑪蓮蘋鈴銀鋼鐵錦鎖鑫長開關門閏雲電飛鵬鴻鷹"
        "鶴麥黨齡東業樂雙發變顯時書會樹權歡歲氣濤濟潤澤燕爾獻環現當畢眾祿禎禮種穀競筆紀純紹終經維綱緒練縣羣聖聰"
        "舉艦藝莊萊葦蓋蘊處術補見規親覺觀計記訓詩詳誠語讓貞財責費資賓賢質贊躍車軒輝輪辭運達遠適選遷郵鄉醫",
        "张刘陈杨赵黄吴孙马罗郑谢许冯邓叶苏卢贾阎蒋钱汤龙万卫齐庞颜韩萧吕傅卢钟姜范陆连纪项邹赖龚黎贺顾应严"
        "国华强伟军爱兰凤丽红艳艳霞贵荣庆胜兴义亿宝宁静洁娇婵琼瑶环莹玛莲苹铃银钢铁锦锁鑫长开关门闰云电飞鹏鸿鹰"
        "鹤麦党龄东业乐双发变显时书会树权欢岁气涛济润泽燕尔献环现当毕众禄祯礼种谷竞笔纪纯绍终经维纲绪练县群圣聪"
        "举舰艺庄莱苇盖蕴处术补见规亲觉观计记训诗详诚语让贞财责费资宾贤质赞跃车轩辉轮辞运达远适选迁邮乡医",
        strict=True,
    )
)
TRADITIONAL = {one: simple for one, simple in TRADITIONAL.items() if one != simple}


#: Two to four Chinese characters of today. 名 and 号 may stand in 曾用名 and its like.
PLAIN = re.compile(f"(?:(?![{''.join(TRADITIONAL)}名号])[\u4e00-\u9fff]){{2,4}}")


def is_plain(text: str) -> bool:
    """Is it a name as nearly all are? Then `read_name` would find nothing in it."""
    return PLAIN.fullmatch(text) is not None


@lru_cache(maxsize=REMEMBERED)
def read_name(text: str) -> NameRead:
    if len(text) > LOOKED_THROUGH:
        return NameRead(text[:NAME_LENGTH], wrong="name_long")
    bare, mark, bracketed = without_beside(text.strip(" "))
    if is_two(bare):
        return NameRead(bare, wrong="two_people")
    cleaned = clean(bare, "name")
    name = between_han(cleaned.text)
    repairs = [*cleaned.repairs]
    if name != cleaned.text:
        repairs.append("inner_spaces")
    if bracketed and mark is None:
        repairs.append("name_in_brackets")
    repairs = list(dict.fromkeys(repairs))
    wrong = fault_in(name)
    return NameRead(name, tuple(repairs), wrong, next((one for one in name if simple_of(one)), ""), mark)


def without_beside(text: str) -> tuple[str, tuple[str, str] | None, bool]:
    """The name without brackets and former names, and whether what stood there marks somebody as dead or moved."""
    bare = BRACKETS.sub("", ALSO.sub("", text))
    if bare == text or not bare.strip(" 　"):
        return text, None, False
    return bare.strip(" "), mark_in(text.replace(bare, "", 1)), True


def is_two(text: str) -> bool:
    parts = [part for part in (one.strip(" 　\t\xa0") for one in APART.split(text)) if part]
    if len(parts) > 1 and all(re.fullmatch(r"\w{2,4}", part) for part in parts):
        return parts[0] not in COMPOUND
    parts = re.split("[ 　\xa0]+", text.strip(" 　\xa0"))
    return (
        len(parts) > 1
        and all(2 <= len(part) <= 3 and part[0] in SURNAMES for part in parts)
        and parts[0] not in COMPOUND
    )


SPACE_BETWEEN = re.compile(r"(?<=[^\x00-\x7f])[ \u3000\u2000-\u200a]+(?=[^\x00-\x7f])")


def between_han(text: str) -> str:
    """Spaces between characters of a name go; those between Latin words stay."""
    return SPACE_BETWEEN.sub("", text)


def fault_in(name: str) -> str:
    if not name:
        return "name_empty"
    if any(one in UNKNOWN or is_private(one) for one in name):
        return "name_unknown_character"
    if len(name) > NAME_LENGTH:
        return "name_long"
    if not all(one.isalpha() or one in BESIDE_LETTERS or 0x20000 <= ord(one) < 0x40000 for one in name):
        return "name_characters"
    return ""


def is_private(character: str) -> bool:
    return unicodedata.category(character) == "Co"


def simple_of(character: str) -> str:
    """The simple form of a traditional or a compatibility character; empty where it is none."""
    if character in TRADITIONAL:
        return TRADITIONAL[character]
    return unicodedata.normalize("NFKC", character) if "\uf900" <= character <= "\ufaff" else ""
