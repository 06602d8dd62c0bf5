"""What the pages of violations take."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from cunxuan.core.discipline import OFFENCES
from cunxuan.web.fields import day_field, line_field, not_ahead, words_field
from cunxuan.web.templatetags.cx import either

from .complaint_forms import LONGEST, AccusedForm
from .task_forms import place_field
from .violation_queries import DISPOSALS


class ViolationForm(AccusedForm):
    """A lead: what, where, when, by whom."""

    code = forms.ChoiceField(label=gettext_lazy("哪一类"))
    place = place_field(gettext_lazy("在哪里"), gettext_lazy("请选在哪个村、哪个乡镇。"))
    on = day_field(gettext_lazy("哪天发生"))
    text = words_field(
        gettext_lazy("情况和证据"), most=LONGEST, missing=gettext_lazy("请写情况；没有内容的不能登记。"), rows=6
    )
    field_order = ("code", "place", "on", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.code} {either(one.zh, one.en)}") for one in OFFENCES
        ]

    def clean_on(self) -> date:
        return not_ahead(self.cleaned_data["on"], self.today)


class DisposalForm(forms.Form):
    """What was done, by whom, when."""

    disposal = forms.ChoiceField(label=gettext_lazy("处置"))
    organ = line_field(gettext_lazy("由哪个机关处置"), most=60, missing=gettext_lazy("请写由哪个机关处置。"), size=40)
    disposed_on = day_field(gettext_lazy("处置日期"))
    words = words_field(gettext_lazy("处置情况"), most=LONGEST, rows=3)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["disposal"].choices = [  # type: ignore[attr-defined]
            (key, str(either(*said))) for key, said in DISPOSALS.items() if key
        ]

    def clean_disposed_on(self) -> date:
        return not_ahead(self.cleaned_data["disposed_on"], self.today)
