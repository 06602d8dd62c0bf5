"""Fields that name a person of the village: typed by name or initials and picked from what is found.

With the script a pick fills the hidden number; without it the name alone is enough where only one person has it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cunxuan.elections.models import Election
from cunxuan.roll.models import Resident
from cunxuan.web.fields import line_field


class PeopleForm(forms.Form):
    """A form with people in it. `people` are the names of the fields, each with its label and whether it is needed."""

    people: tuple[str, ...] = ()

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.election = election

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for key in self.people:
            if key not in self.errors:
                cleaned[f"{key}_found"] = self.person(key)
        return cleaned

    def person(self, key: str) -> Resident | None:
        name, picked = self.cleaned_data[key], self.cleaned_data.get(f"{key}_pk")
        if not name:
            return None
        residents = Resident.objects.filter(village_id=self.election.village_id, name=name)
        found = list(residents.filter(pk=picked) if picked else residents[:2])
        if len(found) == 1:
            return found[0]
        if found:
            self.add_error(key, _("本村有几位叫“%(name)s”的，请从列出的人里选。") % {"name": name})
        else:
            self.add_error(key, _("本村没有叫“%(name)s”的居民，请核对姓名。") % {"name": name})
        return None


def person_field(label: Any, *, missing: Any = None) -> forms.CharField:
    return line_field(label, most=40, missing=missing, size=10, attrs={"data-cx-person": ""})


def picked_field() -> forms.IntegerField:
    return forms.IntegerField(required=False, widget=forms.HiddenInput)
