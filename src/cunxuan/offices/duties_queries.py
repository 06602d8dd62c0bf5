"""Who answers for what, as pages ask for it."""

from __future__ import annotations

from datetime import date

from .models import Division, Duty


def in_charge_of(village: Division, today: date) -> tuple[Duty, ...]:
    """Who answers for a whole village (包村) on a day: cadres of its township first, then the county's instructors."""
    return tuple(village.duties.on(today).of_villages().select_related("official").order_by("kind", "pk"))
