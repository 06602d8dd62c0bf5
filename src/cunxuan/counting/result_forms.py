"""The forms of a result: what a declaration says besides the figures, when the next vote is, when a meeting decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.web.clock import COUNTY_TIME
from cunxuan.web.fields import DayInput, day_field, line_field, not_ahead, words_field
from cunxuan.web.templatetags.cx import longday

from .models import Determination
from .papers import SIGNING_ROLES, Declaration
from .result_actions import earliest_next, latest_next

SIGNERS = {
    "总监票人": gettext_lazy("总监票人"),
    "监票人": gettext_lazy("监票人"),
    "唱票人": gettext_lazy("唱票人"),
    "计票人": gettext_lazy("计票人"),
    "选举委员会主任": gettext_lazy("选举委员会主任"),
}
NAME_SIGNS = re.compile(r"[\s、，,；;]+")


def time_field(label: Any) -> forms.TimeField:
    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    wrong = {"required": gettext_lazy("请填时间。"), "invalid": gettext_lazy("看不出是几点，请写成 08:00 这样。")}
    return forms.TimeField(label=label, widget=widget, error_messages=wrong)


class DeclareForm(forms.Form):
    """What the announcement and the report say besides the figures."""

    on = day_field(gettext_lazy("宣布日期"))
    opened = time_field(gettext_lazy("投票开始"))
    closed = time_field(gettext_lazy("投票结束"))
    venue = line_field(gettext_lazy("中心会场"), most=40, missing=gettext_lazy("请填投票的会场。"))
    next_on = day_field(gettext_lazy("下一次投票日"), required=False)
    remarks = words_field(
        gettext_lazy("备注"),
        most=200,
        rows=2,
        help_text=gettext_lazy("可不填。例如未收回的选票查明了什么。不写身份证号。"),
    )

    field_order = ("on", "opened", "closed", "venue", "next_on", *SIGNERS, "remarks")

    def __init__(self, *args: Any, found: Determination, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found, self.today = found, today
        for role, label in SIGNERS.items():
            self.fields[role] = line_field(label, most=100)
        self.fields["监票人"].help_text = _("照纸质报告单上的签名填，几个人用顿号隔开。")
        self.order_fields(self.field_order)
        self.initial = {**proposed(found, today), **self.initial}
        if found.next_ballots:
            self.fields["next_on"].help_text = _("已经定下来就填，写进公告；没有定的不填。")
        else:
            del self.fields["next_on"]

    def clean_on(self) -> date:
        on = not_ahead(self.cleaned_data["on"], self.today)
        if on < self.found.round.polling_on:
            text = _("宣布日期早于投票日 %(day)s。")
            raise forms.ValidationError(text % {"day": longday(self.found.round.polling_on)})
        return on

    def clean_next_on(self) -> date | None:
        on: date | None = self.cleaned_data["next_on"]
        if on:
            earliest = max(earliest_next(self.found, ballot["kind"]) for ballot in self.found.next_ballots)
            refuse_outside(on, earliest, self.found)
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opened, closed = cleaned.get("opened"), cleaned.get("closed")
        if opened and closed and opened >= closed:
            self.add_error("closed", _("投票结束应在开始之后。"))
        return cleaned

    @property
    def declaration(self) -> Declaration:
        said = self.cleaned_data
        return Declaration(
            on=said["on"],
            opened=said["opened"],
            closed=said["closed"],
            venue=said["venue"],
            signers={role: names for role in SIGNING_ROLES if (names := names_in(said[role]))},
            remarks=said["remarks"],
            next_on=said.get("next_on"),
        )


def refuse_outside(on: date, earliest: date, found: Determination) -> None:
    """The next vote is not held before it may be, nor in a year that somebody mistyped."""
    if on < earliest:
        raise forms.ValidationError(_("最早可以定在 %(day)s。") % {"day": longday(earliest)})
    if on > latest_next(found):
        year = found.round.election.year
        raise forms.ValidationError(_("本届是 %(year)s 年换届，请核对年份。") % {"year": year})


def names_in(typed: str) -> tuple[str, ...]:
    """安小梅、白云 as they were typed: separated by any sign or space."""
    return tuple(name for name in NAME_SIGNS.split(typed.strip()) if name)


def proposed(found: Determination, today: date) -> dict[str, Any]:
    """What is known already: the day, the main place, when its boxes were closed."""
    place = found.round.places.order_by("number").first()
    closed = place.closed_at if place else None
    return {
        "on": today,
        "venue": place.name if place else "",
        "closed": closed.astimezone(COUNTY_TIME).time().replace(second=0, microsecond=0) if closed else None,
    }


class NextVoteForm(forms.Form):
    """When the next vote is held; and of those on its ballot whose sex nobody has recorded, which it is."""

    polling_on = day_field(gettext_lazy("投票日"))

    def __init__(
        self, *args: Any, found: Determination, kind: str, unknown: Iterable[str], on: date | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.found, self.kind = found, kind
        self.names = {f"sex{place}": name for place, name in enumerate(unknown, start=1)}
        for key, name in self.names.items():
            self.fields[key] = forms.ChoiceField(
                label=_("%(name)s的性别") % {"name": name},
                choices=[("", "—"), ("M", _("男")), ("F", _("女"))],
                error_messages={"required": _("请填性别：妇女名额要用。")},
            )
        earliest = earliest_next(found, kind)
        self.fields["polling_on"].widget = DayInput(min=earliest.isoformat())
        self.initial.setdefault("polling_on", on or found.next_by)

    def clean_polling_on(self) -> date:
        on: date = self.cleaned_data["polling_on"]
        refuse_outside(on, earliest_next(self.found, self.kind), self.found)
        return on

    @property
    def sexes(self) -> Mapping[str, str]:
        return {name: self.cleaned_data[key] for key, name in self.names.items()}


class VacantForm(forms.Form):
    """On which day the meeting decided to leave the missing seats vacant."""

    on = day_field(gettext_lazy("决定日期"))

    def __init__(self, *args: Any, found: Determination, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found, self.today = found, today
        self.initial.setdefault("on", today)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        declared = self.found.declared_on
        if on > self.today or (declared and on < declared):
            raise forms.ValidationError(_("应在宣布结果以后，今天或今天以前。"))
        return on
