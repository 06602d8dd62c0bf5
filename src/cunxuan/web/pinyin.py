"""The sound of a place's name, for English pages and for search."""

from __future__ import annotations

import re
from functools import lru_cache

from pypinyin import lazy_pinyin

#: A village is mostly named after a family. Characters that as a surname sound otherwise than in a word.
SURNAMES = {
    "翟": "zhai",
    "解": "xie",
    "单": "shan",
    "曾": "zeng",
    "查": "zha",
    "仇": "qiu",
    "盖": "ge",
    "区": "ou",
    "覃": "qin",
    "员": "yun",
    "尉": "yu",
    "缪": "miao",
    "乜": "nie",
    "逄": "pang",
}

#: What a place is, at the end of its name, for which English has a word.
KINDS = {
    "县": "County",
    "中心会场": "main venue",
    "投票站": "station",
    "固定票箱": "fixed box",
    "流动票箱": "mobile box",
}
WITH_KIND = re.compile(rf"(.*?)({'|'.join(KINDS)})(?: (\d+))?")


@lru_cache(maxsize=4096)
def syllables(name: str) -> tuple[str, ...]:
    """dong bo cun for 东柏村; what is not a Chinese character is left out."""
    if name[:1] in SURNAMES:
        return (SURNAMES[name[0]], *syllables(name[1:]))
    return tuple(lazy_pinyin(name, errors="ignore"))


def initials(name: str) -> str:
    """dbc for 东柏村."""
    return "".join(syllable[0] for syllable in syllables(name))


def initials_of_person(name: str) -> str:
    """dyc for 段玉成. A surname is no word with what follows it; thousands bear the same given name."""
    return initials_kept(name[:1]) + initials_kept(name[1:])


#: The given names of a county; whoever takes 340,000 people in asks the dictionary once for each.
@lru_cache(maxsize=32768)
def initials_kept(name: str) -> str:
    return initials(name)


def in_two_scripts(name: str) -> str:
    """A place's name as English pages write it: Beiwu 北吴村, Jishan County 稷山县, Dongtou station 东头投票站."""
    stem, kind, number = parted(name)
    sound = "".join(syllables(stem)).capitalize()
    said = " ".join(filter(None, (sound, kind if sound else kind.capitalize(), number)))
    return f"{said} {name}".strip()


def parted(name: str) -> tuple[str, str, str]:
    """What is spelled, what it is in English where there is a word for it, and its number among several."""
    of_a_kind = WITH_KIND.fullmatch(name)
    if of_a_kind is None:
        return name.removesuffix("村").rstrip("乡镇市区") or name, "", ""
    stem, kind, number = of_a_kind.groups("")
    return stem, KINDS[kind], number
