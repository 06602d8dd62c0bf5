"""Reads what may be given beside the figures of a case: ballot boxes, relatives, breaches of procedure.

Public: `boxes(value)`, `kin(value)`, `breaches(value)`, `refuse_strangers(kin, names)`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from cunxuan.core.contest import BREACHES, Box, Kin
from cunxuan.core.given import as_choice, as_count, as_list, as_object, as_text, bad, known, need, twice
from cunxuan.core.people.relatives import RELATIONS, Relation


def boxes(value: Any) -> tuple[Box, ...]:
    """`[{"kind": "mobile", "name": "一号", "users": 12, "returned": 12}]`: a mobile box names its users.

    A box without a name is called by its number in the list.
    """
    return tuple(_box(one, f"boxes[{i}]", str(i + 1)) for i, one in enumerate(as_list(value, "boxes")))


def _box(value: Any, path: str, number: str) -> Box:
    given = as_object(value, path)
    known(given, path, ("kind", "name", "users", "returned"))
    kind = as_choice(need(given, path, "kind"), f"{path}.kind", ("mobile", "fixed"))
    users = need(given, path, "users") if kind == "mobile" else given.get("users")
    return Box(
        kind=kind,
        returned=as_count(need(given, path, "returned"), f"{path}.returned"),
        users=None if users is None else as_count(users, f"{path}.users"),
        name=as_text(given["name"], f"{path}.name") if given.get("name") is not None else number,
    )


def kin(value: Any) -> tuple[Kin, ...]:
    """`[{"a": "甲", "b": "甲弟", "relation": "sibling"}]`: b is that relative of a; each pair once."""
    pairs: list[Kin] = []
    seen: set[frozenset[str]] = set()
    for i, one in enumerate(as_list(value, "kin")):
        path = f"kin[{i}]"
        pair = _pair(one, path)
        if pair.a == pair.b:
            raise bad(path, f"“{pair.a}”不能是自己的亲属。", f"“{pair.a}” is no relative of himself.")
        if frozenset((pair.a, pair.b)) in seen:
            raise twice(path, f"{pair.a}、{pair.b}")
        seen.add(frozenset((pair.a, pair.b)))
        pairs.append(pair)
    return tuple(pairs)


def _pair(value: Any, path: str) -> Kin:
    given = as_object(value, path)
    known(given, path, ("a", "b", "relation", "stays"))
    a, b = (as_text(need(given, path, key), f"{path}.{key}") for key in ("a", "b"))
    relation = cast(Relation, as_choice(need(given, path, "relation"), f"{path}.relation", RELATIONS))
    stays = as_choice(given["stays"], f"{path}.stays", (a, b)) if given.get("stays") is not None else ""
    return Kin(a, b, relation, stays)


def refuse_strangers(pairs: tuple[Kin, ...], names: Collection[str]) -> None:
    """A name that nobody in the case has is a slip of the pen: the two would sit together unseen."""
    for i, pair in enumerate(pairs):
        for key, name in (("a", pair.a), ("b", pair.b)):
            if name not in names:
                raise bad(f"kin[{i}].{key}", f"案例中没有“{name}”这个人。", f"nobody in the case is called “{name}”.")


def breaches(value: Any) -> tuple[str, ...]:
    """`["committee_unlawful"]`: grounds of invalidity that were found; the same one once."""
    given = enumerate(as_list(value, "breaches"))
    return tuple(dict.fromkeys(as_choice(one, f"breaches[{i}]", BREACHES) for i, one in given))
