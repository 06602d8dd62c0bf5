"""Fields that many forms have: a day, a number, and text that stays in the trail for ever.

A text that has to be there is asked for in a sentence of its own, `missing`; without one it may stay empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.ids import NOT_HERE, holds_id_number
from cunxuan.web.templatetags.cx import either, longday


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs: str) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=DayInput(),
        input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"],
        error_messages={
            "required": gettext_lazy("请填日期。"),
            "invalid": gettext_lazy("看不出是哪一天，请写成 2026-12-13 这样。"),
        },
        **more,
    )


def hour_field(label: Any, missing: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H：%M", "%H.%M"],
        widget=forms.TextInput({"size": "5", "inputmode": "numeric", "placeholder": "09:30"}),
        error_messages={"required": missing, "invalid": gettext_lazy("看不出是几点，请写成 09:30 这样。")},
    )


def not_ahead(on: date, today: date) -> date:
    """The day, if it has come: only what has happened is recorded."""
    if on > today:
        text = _("%(on)s还没有到，今天是 %(today)s。请填实际的日期。")
        raise forms.ValidationError(text % {"on": longday(on), "today": longday(today)})
    return on


def number_input(size: int) -> forms.TextInput:
    return forms.TextInput({"inputmode": "numeric", "size": str(size), "class": "cx-seats"})


def refuse_id_number(text: str) -> None:
    """What people write beside an act stands in the trail for ever; an ID number must not."""
    if holds_id_number(text):
        raise forms.ValidationError(str(either(*NOT_HERE)))


def line_field(
    label: Any, *, most: int, missing: Any = "", size: int = 24, attrs: Mapping[str, Any] = {}, **more: Any
) -> forms.CharField:
    """One line of at most so many characters; `attrs` are those of the input."""
    widget = forms.TextInput({"size": str(size), "autocomplete": "off", "spellcheck": "false", **attrs})
    return text_field(label, most, missing, widget, **more)


def words_field(label: Any, *, most: int = 1000, missing: Any = "", rows: int = 3, **more: Any) -> forms.CharField:
    """Some lines."""
    return text_field(label, most, missing, forms.Textarea({"rows": str(rows)}), **more)


def text_field(label: Any, most: int, missing: Any, widget: forms.Widget, **more: Any) -> forms.CharField:
    errors = {"max_length": gettext_lazy("写得太长，最多 %(limit_value)d 个字。")}
    if missing:
        errors["required"] = missing
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(missing),
        validators=[refuse_id_number],
        error_messages=errors,
        widget=widget,
        **more,
    )
