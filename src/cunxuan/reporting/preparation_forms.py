"""The forms of the preparation: which there are, which has a blank sheet, and where each is filled in.

Public: `forms_of`, `FormLine`, `IDS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from cunxuan.offices.models import Division, Level
from cunxuan.rendering.catalogue import FORMS
from cunxuan.rendering.form import Form
from cunxuan.web.context import may_open

#: O01 to O18, the schedule and the record of the whole election.
IDS = (*(f"O{number:02}" for number in range(1, 19)), "O48", "O51")

#: Forms that are printed here and now with what is recorded, for a county or township, and for a village.
FILLED_COUNTY = ("O09", "O18", "O48")
FILLED_VILLAGE = ("O51",)

#: Where the others are filled in: the page of a county or township, and the page of a village.
PAGES: dict[str, tuple[str, str]] = {
    "O01": ("visits", "village_situation"),
    "O02": ("visits", "village_visits"),
    "O03": ("key_villages", "village_key_village"),
    "O04": ("audits", "village_audit"),
    "O05": ("audits", "village_audit"),
    "O06": ("audits", "village_audit"),
    "O07": ("audits", "village_audit"),
    "O08": ("audits", "village_audit"),
    "O10": ("duties", "village_duties"),
    "O11": ("duties", "village_duties"),
    "O12": ("receptions", ""),
    "O13": ("training", "village_training"),
    "O14": ("training", "village_training"),
    "O15": ("publicity", "village_publicity"),
    "O16": ("questions", ""),
    "O17": ("messages_away", "village_messages_away"),
}


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form as the page lists it: whether it has a blank sheet, whether it is printed here, else its page."""

    form: Form
    has_blank: bool
    is_printed_here: bool
    page: str


def forms_of(place: Division, role: str) -> Iterator[FormLine]:
    """The forms of this part for a place, in the order of their ids."""
    here = FILLED_VILLAGE if place.level == Level.VILLAGE else FILLED_COUNTY
    for form in FORMS:
        if form.id in IDS:
            line = FormLine(form, form.blank is not None, form.id in here, page_of(form.id, place, role))
            if line.has_blank or line.is_printed_here or line.page:
                yield line


def page_of(form_id: str, place: Division, role: str) -> str:
    """The address at which this form is filled in for the place; empty where the role may not open it."""
    of_county, of_village = PAGES.get(form_id, ("", ""))
    is_village = place.level == Level.VILLAGE
    name = of_village if is_village else of_county
    if not name:
        return ""
    try:
        url = reverse(name, args=[place.pk] if is_village else [])
    except NoReverseMatch:
        return ""
    return url if may_open(role, url) else ""
