"""What the page of a daily report takes: the plan, the problems, what is watched besides, why a figure fell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.daily import Fall
from cunxuan.oversight.daily_actions import name_of
from cunxuan.oversight.models import WatchedFigure
from cunxuan.web.fields import line_field, number_input, words_field
from cunxuan.web.templatetags.cx import either

PROBLEMS = 10


class NumberField(forms.IntegerField):
    """A number of people, villages or anything; full-width figures and commas are understood."""

    def __init__(self, *, label: str, required: bool = True) -> None:
        super().__init__(
            label=label,
            min_value=0,
            max_value=99_999_999,
            required=required,
            widget=number_input(8),
            error_messages={
                "required": gettext_lazy("请填这个数；没有的填 0。"),
                "invalid": gettext_lazy("请填整数。"),
                "min_value": gettext_lazy("不能是负数。"),
                "max_value": gettext_lazy("数太大，请核对。"),
            },
        )

    def to_python(self, value: Any) -> int | None:
        return super().to_python(str(value).replace("，", "").replace(",", "").strip() if value else value)


class DailyForm(forms.Form):
    """The report beside its counted figures."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    plan = words_field(
        gettext_lazy("明日工作打算"), most=500, missing=gettext_lazy("请写明日打算，例如“北吴、东段投票”。")
    )
    problems = words_field(
        gettext_lazy("问题和需要县里解决的事"),
        most=1200,
        help_text=gettext_lazy("一行一件，审核以后每件交县换届办办理。没有就不填。"),
    )

    def __init__(
        self, *args: Any, watched: Sequence[WatchedFigure] = (), falls: Sequence[Fall] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
        self.watched, self.falls = watched, falls
        for figure in watched:
            unit = either(f"（{figure.unit}）", f" ({figure.unit})") if figure.unit else ""
            self.fields[f"w{figure.pk}"] = NumberField(label=f"{figure.name}{unit}")
        self.fields["on_site"] = NumberField(label=_("今天在村的干部人数"), required=False)
        for fall in falls:
            self.fields[f"r{fall.key}"] = reason_field(fall)

    def clean_problems(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["problems"].splitlines() if line.strip()]
        if len(lines) > PROBLEMS:
            raise forms.ValidationError(_("一天最多写 %(most)d 件，请并在一起写。") % {"most": PROBLEMS})
        return lines

    @property
    def watched_fields(self) -> list[forms.BoundField]:
        return [self[f"w{figure.pk}"] for figure in self.watched]

    @property
    def reason_fields(self) -> list[forms.BoundField]:
        return [self[f"r{fall.key}"] for fall in self.falls]

    @property
    def watched_given(self) -> dict[str, int]:
        return {str(figure.pk): self.cleaned_data[f"w{figure.pk}"] for figure in self.watched}

    @property
    def reasons_given(self) -> dict[str, str]:
        return {fall.key: self.cleaned_data[f"r{fall.key}"] for fall in self.falls}


def reason_field(fall: Fall) -> forms.CharField:
    said = _("“%(name)s”上次 %(before)d，这次 %(now)d，为什么少了")
    name = either(*name_of(fall.key))
    label = said % {"name": name, "before": fall.before, "now": fall.now}
    return line_field(label, most=200, missing=gettext_lazy("累计数减少的，请写明原因。"), size=40)


class ReturnForm(forms.Form):
    why = line_field(gettext_lazy("退回原因"), most=200, missing=gettext_lazy("请写明为什么退回。"), size=40)


class WatchForm(forms.Form):
    """One more figure to be watched."""

    name = line_field(gettext_lazy("要看的数"), most=40, missing=gettext_lazy("请写这个数叫什么，例如“冬季造林”。"))
    unit = line_field(gettext_lazy("单位"), most=10, size=6)
    counts_up = forms.BooleanField(label=gettext_lazy("累计数，不能比前一天少"), required=False, initial=True)
