"""What the pages of the receptions take: one day, or leaders who take turns from a day to a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.web.fields import day_field, line_field, words_field

from .models import ReceptionDay
from .reception_actions import Leader, NewReception

#: A telephone number as it is dialled; a rota with letters in it is useless at the door.
NUMBER = re.compile(r"[\d+][\d\- ]{5,28}")
APART = re.compile(r"[，,、\s]+")
LONGEST = timedelta(days=120)
HOURS = "上午8:30—12:00"


def phone_of(said: str) -> str:
    if said and not NUMBER.fullmatch(said):
        raise forms.ValidationError(_("“%(said)s”不是电话号码，请只写数字和“-”。") % {"said": said})
    return said


def near(on: date, today: date) -> date:
    """A day of this election and not of another."""
    if abs((on - today).days) > 366:
        raise forms.ValidationError(_("离今天超过一年，请核对年份。"))
    return on


class DayForm(forms.Form):
    """One day of the rota."""

    on = day_field(gettext_lazy("日期"))
    hours = line_field(gettext_lazy("时间"), most=40, missing=gettext_lazy("请写接访时间，例如上午8:30—12:00。"))
    leader = line_field(gettext_lazy("接访领导"), most=40, missing=gettext_lazy("请写接访领导的姓名。"))
    post = line_field(gettext_lazy("职务"), most=60)
    where = line_field(gettext_lazy("地点"), most=100, missing=gettext_lazy("请写接访地点。"))
    phone = line_field(gettext_lazy("电话"), most=30)
    note = line_field(gettext_lazy("备注"), most=100)

    def __init__(self, *args: Any, today: date, row: ReceptionDay | None = None, **kwargs: Any) -> None:
        named = ("on", "hours", "leader", "post", "where", "phone", "note")
        initial = {name: getattr(row, name) for name in named} if row else {"hours": HOURS}
        super().__init__(*args, **kwargs)
        self.initial.update(initial)
        self.today = today

    def clean_on(self) -> date:
        return near(self.cleaned_data["on"], self.today)

    def clean_phone(self) -> str:
        return phone_of(self.cleaned_data["phone"])

    def value(self) -> NewReception:
        return NewReception(**self.cleaned_data)


class RotaForm(forms.Form):
    """Leaders who take turns on the working days of a time."""

    first = day_field(gettext_lazy("从哪一天"))
    last = day_field(gettext_lazy("到哪一天"))
    hours = line_field(gettext_lazy("时间"), most=40, missing=gettext_lazy("请写接访时间，例如上午8:30—12:00。"))
    where = line_field(gettext_lazy("地点"), most=100, missing=gettext_lazy("请写接访地点。"))
    leaders = words_field(
        gettext_lazy("接访领导"),
        most=3000,
        rows=6,
        missing=gettext_lazy("请写接访领导，一人一行。"),
        help_text=gettext_lazy("一人一行：姓名，职务，电话。按工作日轮流。"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["hours"] = HOURS
        self.today = today

    def clean_first(self) -> date:
        return near(self.cleaned_data["first"], self.today)

    def clean_last(self) -> date:
        return near(self.cleaned_data["last"], self.today)

    def clean_leaders(self) -> tuple[Leader, ...]:
        lines = [line.strip() for line in self.cleaned_data["leaders"].splitlines() if line.strip()]
        return tuple(leader_of(number, line) for number, line in enumerate(lines, start=1))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("最后一天在第一天以前，请核对。"))
        elif first and last and last - first > LONGEST:
            self.add_error("last", _("一次最多排 120 天。"))
        return cleaned


class CallOffForm(forms.Form):
    """Why nobody receives on a day."""

    why = line_field(
        gettext_lazy("取消原因"), most=200, missing=gettext_lazy("请写明为什么取消，例如“改到 12 月 3 日”。")
    )


def leader_of(number: int, line: str) -> Leader:
    """姓名，职务，电话: the last is a number, and the one between may be left out."""
    name, *more = APART.split(line)
    phone = more.pop() if more and any(sign.isdigit() for sign in more[-1]) else ""
    if len(name) > 40 or len("".join(more)) > 60:
        raise forms.ValidationError(_("第 %(number)d 行太长，请写成“姓名，职务，电话”。") % {"number": number})
    try:
        return Leader(name, "".join(more), phone_of(phone))
    except forms.ValidationError as wrong:
        text = _("第 %(number)d 行：%(wrong)s") % {"number": number, "wrong": wrong.messages[0]}
        raise forms.ValidationError(text) from None
