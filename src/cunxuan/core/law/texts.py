"""The texts of law as people speak of them: what a layer is called, and what was read of a source.

Public: `LAYER_NAMES`, `read_of(source)`.
"""

from __future__ import annotations

import tomllib
from functools import cache

from cunxuan.core.law.reading import HERE

Words = tuple[str, str]  # Chinese, English

#: What a reader calls the layer of a rule, from the nation down.
LAYER_NAMES: dict[str, Words] = {
    "national": ("国家法律", "National law"),
    "guidance": ("部规程", "Guidance"),
    "province": ("省级法规", "Provincial law"),
    "county": ("本县规定", "County rules"),
    "village": ("本村选举办法", "The village's method"),
    "party": ("党内法规", "Party regulation"),
    "petition": ("信访规定", "Regulation on petitions"),
}


@cache
def _sources() -> dict[str, dict[str, str]]:
    return tomllib.loads(HERE.joinpath("sources.toml").read_text("utf-8"))


def read_of(source: str) -> Words:
    """What was read of a text; a county says in its own pack where its rules come from."""
    read = _sources().get(source)
    return (read["zh"], read["en"]) if read else (source, source)
