"""Which groups (村民小组) a village has. Whoever knows its people adds the way to ask when the program starts.

The offices stand below the roll: a county names who answers for what before anybody has listed the villagers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

#: The codes of villages, and for each that is known the numbers of its groups.
Asked = Callable[[Iterable[str]], Mapping[str, tuple[int, ...]]]
ASKED: list[Asked] = []


def groups_of(villages: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The numbers of each village's groups; a village of which nobody knows yet is missing."""
    codes, found = tuple(villages), dict[str, tuple[int, ...]]()
    for ask in ASKED:
        found |= ask(codes)
    return found
