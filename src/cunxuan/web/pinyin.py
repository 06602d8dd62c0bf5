"""The sound of a place's name, for English pages and for search."""

from __future__ import annotations

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


@lru_cache(maxsize=4096)
def syllables(name: str) -> tuple[str, ...]:
    """dong bo cun for 东柏村; what is not a Chinese character is left out."""
    if name[:1] in SURNAMES:
        return (SURNAMES[name[0]], *syllables(name[1:]))
    return tuple(lazy_pinyin(name, errors="ignore"))


def initials(name: str) -> str:
    """dbc for 东柏村."""
    return "".join(syllable[0] for syllable in syllables(name))


def in_two_scripts(name: str) -> str:
    """A place's name as English pages write it: Beiwu 北吴村, Jishan County 稷山县."""
    stem = name.removesuffix("村").rstrip("乡镇县市区") or name
    sound = "".join(syllables(stem)).capitalize()
    return f"{sound}{' County' if name.endswith('县') else ''} {name}".strip()
