"""Which groups a village has, by the people listed in them."""

from __future__ import annotations

from collections.abc import Iterable

from .models import Resident


def groups_listed(villages: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The numbers of the groups in which somebody is listed, in order; 0 is nobody's group."""
    rows = Resident.objects.filter(village__in=villages, group_no__gt=0).order_by()
    found: dict[str, set[int]] = {}
    for village, number in rows.values_list("village_id", "group_no").distinct():
        found.setdefault(village, set()).add(number)
    return {village: tuple(sorted(numbers)) for village, numbers in found.items()}
