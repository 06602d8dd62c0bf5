"""The list of rules: each rule of the law of village elections, computed by the program or seen to by people.

`statutes.toml` is its text. A rule is computed by functions of the core that read the parameters it names; what is left
to people says why, and which paper and which step serve it.

Public: `statutes() -> tuple[Statute, ...]`, `Statute`, `ForPeople`, `EDITIONS`, `READ`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from cunxuan.core.law.reading import HERE

#: The editions by which articles are numbered.
EDITIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "cn2018": ("村民委员会组织法（2010、2018）", "Organic Law (2010, 2018)"),
        "cn2026": ("村民委员会组织法（2026）", "Organic Law (2026)"),
        "party1990": ("基层组织选举工作暂行条例（1990）", "Party Regulations (1990)"),
        "party2020": ("基层组织选举工作条例（2020）", "Party Regulations (2020)"),
    }
)

#: How the rule was read.
READ: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "text": ("读过原文", "the text itself"),
        "provinces": ("读过各省同样的规定", "the same rule in provincial texts"),
        "practice": (
            "[M] 读过依它订的办法和答复，未读条文，待县核对",
            "[M] read in methods made under it, not in the article; the county checks it",
        ),
        "memory": ("[M] 未读原文，待县核对", "[M] not read; the county checks it"),
    }
)


@dataclass(frozen=True, slots=True)
class ForPeople:
    """Why the program leaves it to people, and the papers and steps that serve it."""

    zh: str
    en: str
    papers: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statute:
    """One rule: `computed` by functions of cunxuan.core that read `parameters`, or left to `people`, or both in part.

    `shown` are parameters that the packs hold for people to read. `rows` are the rows of the comparison of provinces.
    """

    id: str
    zh: str
    en: str
    article: Mapping[str, int]
    read: str
    computed: tuple[str, ...]
    parameters: tuple[str, ...]
    shown: tuple[str, ...]
    people: ForPeople | None
    rows: tuple[str, ...]


@cache
def statutes() -> tuple[Statute, ...]:
    """Every rule in the order of the list."""
    read = tomllib.loads(HERE.joinpath("statutes.toml").read_text("utf-8"))
    return tuple(_statute(rule) for rule in read["rule"])


def _statute(given: Mapping[str, Any]) -> Statute:
    people = given.get("people")
    return Statute(
        id=given["id"],
        zh=given["zh"],
        en=given["en"],
        article=given.get("article", {}),
        read=given.get("read", "text"),
        computed=tuple(given.get("computed", ())),
        parameters=tuple(given.get("parameters", ())),
        shown=tuple(given.get("shown", ())),
        people=_for_people(people) if people else None,
        rows=tuple(given.get("rows", ())),
    )


def _for_people(given: Mapping[str, Any]) -> ForPeople:
    return ForPeople(given["zh"], given["en"], tuple(given.get("papers", ())), tuple(given.get("steps", ())))
