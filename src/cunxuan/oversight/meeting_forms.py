"""What the pages of meetings and inspections take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.offices.models import Account
from cunxuan.web.fields import day_field, line_field, not_ahead, words_field
from cunxuan.web.templatetags.cx import either

from .models import Item, MeetingKind
from .task_forms import not_past, owner_field, place_field

KINDS = {
    MeetingKind.COORDINATION: ("协调会", "coordination meeting"),
    MeetingKind.INSPECTORS: ("督查汇报会", "inspectors' meeting"),
    MeetingKind.OTHER: ("其他会议", "other meeting"),
}
ITEMS = {
    Item.AUDIT: ("审计评议", "audit and evaluation"),
    Item.DUTIES: ("包联责任", "who answers for what"),
    Item.COMMITTEE: ("选举委员会", "election committee"),
    Item.ROLL: ("登记和名单", "registration and roll"),
    Item.NOTICES: ("公告张贴", "notices"),
    Item.CANDIDATES: ("候选人", "candidates"),
    Item.PROXIES: ("委托和流动票箱", "proxies and mobile boxes"),
    Item.POLL: ("会场和选票", "polling place and ballots"),
    Item.DISCIPLINE: ("纪律", "discipline"),
    Item.PUBLICITY: ("宣传培训", "publicity and training"),
    Item.OTHER: ("其他", "other"),
}


class MeetingForm(forms.Form):
    """A meeting to be held: what, when, where, and what is on it besides what is open."""

    kind = forms.ChoiceField(label=gettext_lazy("什么会"))
    on = day_field(gettext_lazy("哪天开"))
    venue = line_field(gettext_lazy("地点"), most=60, missing=gettext_lazy("请填会议地点。"))
    subjects = words_field(
        gettext_lazy("另加的议题"),
        most=500,
        rows=2,
        help_text=gettext_lazy("一行一个，可不填。没有办结的任务自动列入。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(key, either(*said)) for key, said in KINDS.items()]  # type: ignore[attr-defined]

    def clean_subjects(self) -> list[str]:
        lines = [one.strip() for one in self.cleaned_data["subjects"].splitlines() if one.strip()]
        long = next((one for one in lines if len(one) > 120), None)
        if long:
            raise forms.ValidationError(_("“%(start)s…”太长，议题不超过 120 字。") % {"start": long[:12]})
        return lines


class ItemForm(forms.Form):
    """One item: what was said and decided, and what is to be done after it."""

    said = words_field(gettext_lazy("讨论情况"))
    decided = words_field(
        gettext_lazy("议定的意见"), most=500, missing=gettext_lazy("请写议定的意见；没有讨论的，写“留待下次”。"), rows=2
    )
    title = line_field(gettext_lazy("会后要办的事"), most=120, size=40, help_text=gettext_lazy("没有就不填。"))
    place = place_field(gettext_lazy("在哪里办"))
    owner = owner_field(required=False)
    due_on = day_field(gettext_lazy("办结期限"), required=False)

    def __init__(
        self, *args: Any, places: Any, owners: Sequence[Account], today: date, given: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if given:  # the task was given already
            for name in ("title", "place", "owner", "due_on"):
                del self.fields[name]
            return
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        self.fields["owner"].offer(owners)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("title"):
            return cleaned
        missing = {
            "place": _("请选在哪里办。"),
            "owner": _("请选由谁办。"),
            "due_on": _("请填办结期限。"),
        }
        for name, said in missing.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, said)
        return cleaned

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        return not_past(due_on, self.today) if due_on else None


class SubjectForm(forms.Form):
    subject = line_field(gettext_lazy("加一个议题"), most=120, missing=gettext_lazy("请写议题。"), size=40)


class MinutesForm(forms.Form):
    """How the meeting was held."""

    venue = line_field(gettext_lazy("地点"), most=60, missing=gettext_lazy("请填会议地点。"))
    chaired_by = line_field(gettext_lazy("主持人"), most=40, missing=gettext_lazy("请填主持人。"))
    recorded_by = line_field(gettext_lazy("记录人"), most=40, missing=gettext_lazy("请填记录人。"))
    attended = words_field(gettext_lazy("参加"), most=500, missing=gettext_lazy("请写参加的人和单位。"), rows=2)
    absent = line_field(gettext_lazy("缺席"), most=200, size=40)


class WhyForm(forms.Form):
    why = line_field(gettext_lazy("原因"), most=200, missing=gettext_lazy("请写明原因。"), size=40)


class InspectionForm(forms.Form):
    """A trip: where, when, who, what was looked at."""

    place = place_field(gettext_lazy("到哪里"), gettext_lazy("请选到哪里督查。"))
    on = day_field(gettext_lazy("哪天"))
    inspectors = line_field(gettext_lazy("督查人"), most=120, missing=gettext_lazy("请填督查人。"), size=40)
    looked_at = words_field(gettext_lazy("查看了什么"), most=500, rows=2)

    def __init__(self, *args: Any, places: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["place"].queryset = places  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        return not_ahead(self.cleaned_data["on"], self.today)


class FindingForm(forms.Form):
    """What was found, where, who puts it right, by when."""

    village = place_field(gettext_lazy("哪个村"), gettext_lazy("请选哪个村。"))
    item = forms.ChoiceField(label=gettext_lazy("查什么"))
    text = words_field(gettext_lazy("发现的问题"), most=500, missing=gettext_lazy("请写发现的问题。"), rows=2)
    owner = owner_field()
    rectify_by = day_field(gettext_lazy("整改期限"))
    wants_paper = forms.BooleanField(label=gettext_lazy("办结时要附签字的材料"), required=False)

    def __init__(self, *args: Any, villages: Any, owners: Sequence[Account], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["village"].queryset = villages  # type: ignore[attr-defined]
        self.fields["item"].choices = [(key, either(*said)) for key, said in ITEMS.items()]  # type: ignore[attr-defined]
        self.fields["owner"].offer(owners)  # type: ignore[attr-defined]

    def clean_rectify_by(self) -> date:
        return not_past(self.cleaned_data["rectify_by"], self.today)


class PeriodForm(forms.Form):
    """The days that a report is on."""

    since = day_field(gettext_lazy("从哪天"))
    until = day_field(gettext_lazy("到哪天"))
