"""What the pages of changes take: the reason and its proof, why one is taken back, the day of a correction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from cunxuan.web.fields import day_field, line_field
from cunxuan.web.templatetags.cx import either

from .change_queries import GAINS, LOSSES
from .versions import reason_said


def evidence_field(label: Any, help_text: Any, missing: Any) -> forms.CharField:
    return line_field(label, most=120, missing=missing, size=40, help_text=help_text)


class ChangeForm(forms.Form):
    """Why a person comes onto the roll or leaves it: only the reasons of the way that is open."""

    reason = forms.ChoiceField(
        label=gettext_lazy("变更理由"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选变更理由。")},
    )
    on = day_field(gettext_lazy("发生日期"))
    evidence = evidence_field(
        gettext_lazy("依据材料"),
        gettext_lazy("例如“死亡证明，11 月 28 日”。不写身份证号。"),
        gettext_lazy("请写明依据材料。"),
    )

    def __init__(self, *args: Any, listed: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today)
        reasons = LOSSES if listed else GAINS
        self.fields["reason"].choices = [(one, either(*reason_said(one))) for one in reasons]  # type: ignore[attr-defined]


class ReverseForm(forms.Form):
    why = evidence_field(
        gettext_lazy("为什么恢复"),
        gettext_lazy("例如“记错人，应为同名的另一人”。不写身份证号。"),
        gettext_lazy("请写明为什么恢复。"),
    )


class CorrectionForm(forms.Form):
    """On which day the correction is published."""

    on = day_field(gettext_lazy("公布日期"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today)
