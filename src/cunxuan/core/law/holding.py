"""The packs that are held: those that come with the program, and those a county wrote itself.

A county writes a pack for what the law leaves open, or the text of its province that is missing here or newer than the
one held. A file that cannot be used is refused in one sentence that names it; then what was held before stays.

Public: `packs()`, `hold(folder)`.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path

from cunxuan.core.law.own_file import bad, own_pack
from cunxuan.core.law.reading import shipped, with_inherited
from cunxuan.core.law.rule import LAYERS, Pack

_own: list[Pack] = []


@cache
def packs() -> tuple[Pack, ...]:
    """Every pack that is held, the national ones first, each jurisdiction in order of time."""
    held = (*shipped(), *_own)
    return tuple(sorted(held, key=lambda pack: (LAYERS.index(pack.layer), pack.jurisdiction, pack.since)))


def hold(folder: Path | None) -> tuple[Pack, ...]:
    """Reads the packs of a folder in the order of their names and holds them instead of those held before."""
    own = () if folder is None else _read(folder)
    _refuse_twice(own)
    _own[:] = own
    packs.cache_clear()
    return own


def _read(folder: Path) -> tuple[Pack, ...]:
    own = [own_pack(file) for file in sorted(folder.glob("*.toml"))]
    known = {pack.name: pack for pack in (*shipped(), *own)}
    for pack in own:
        earlier = known.get(pack.inherits)
        if pack.inherits and (earlier is None or earlier.layer != pack.layer or earlier.since >= pack.since):
            raise bad(
                pack.name,
                f"inherits：“{pack.inherits}”应当是同一层级的较早的规则包。",
                f"inherits: “{pack.inherits}” should be an earlier pack of the same layer.",
            )
    return with_inherited(own, shipped())


def _refuse_twice(own: tuple[Pack, ...]) -> None:
    """One name, and one text of a place from one day on: else nobody could say which applies."""
    for one, other in combinations((*shipped(), *own), 2):
        same = (one.layer, one.division, one.since) == (other.layer, other.division, other.since)
        if one.name == other.name or same:
            raise bad(other.name, f"与规则包 {one.name} 重复。", f"the same as pack {one.name}.")
