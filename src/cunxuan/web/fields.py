"""Fields that many forms have: a day, a number, and text that stays in the trail for ever."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from cunxuan.core.ids import NOT_HERE, holds_id_number
from cunxuan.web.templatetags.cx import either


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs: str) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=DayInput(),
        input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"],
        error_messages={
            "required": gettext_lazy("请填日期。"),
            "invalid": gettext_lazy("看不出是哪一天，请写成 2026-12-13 这样。"),
        },
    )


def number_input(size: int) -> forms.TextInput:
    return forms.TextInput({"inputmode": "numeric", "size": str(size), "class": "cx-seats"})


def refuse_id_number(text: str) -> None:
    """What people write beside an act stands in the trail for ever; an ID number must not."""
    if holds_id_number(text):
        raise forms.ValidationError(str(either(*NOT_HERE)))
