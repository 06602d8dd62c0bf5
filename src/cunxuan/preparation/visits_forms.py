"""What the pages of visits take: a visit as it was made at a door, why it is taken back, how its follow-up ended."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.situation import CLARITIES, VISIT_KINDS
from cunxuan.web.fields import day_field, line_field, not_ahead, words_field
from cunxuan.web.templatetags.cx import either, longday

from .models import Visit
from .visits_actions import OLDEST, NewVisit


class VisitForm(forms.Form):
    """One visit; the five clarities may each stay empty."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("访的是哪一类人"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选访的是哪一类人。")},
    )
    person = line_field(
        gettext_lazy("姓名"),
        most=60,
        missing=gettext_lazy("请写访的是谁，写称呼也可以。"),
        help_text=gettext_lazy("写姓名和小组，或者称呼。不写身份证号。"),
    )
    on = day_field(gettext_lazy("走访日期"))
    visitors = line_field(gettext_lazy("走访人"), most=100, missing=gettext_lazy("请写谁去走访的，几个人用顿号隔开。"))
    development = words_field(gettext_lazy("发展路子"))
    team = words_field(gettext_lazy("班子整体问题"))
    members = words_field(gettext_lazy("成员自身不足"))
    conflicts = words_field(gettext_lazy("矛盾成因"))
    opinions = words_field(gettext_lazy("意见建议"))
    follows = forms.ChoiceField(
        label=gettext_lazy("要跟进吗"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", gettext_lazy("不用")), ("yes", gettext_lazy("转成任务"))],
    )
    follow_up = line_field(gettext_lazy("任务"), most=300, help_text=gettext_lazy("做什么、交给谁。"))
    follow_by = day_field(gettext_lazy("哪天前"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["kind"].choices = [(key, either(*words)) for key, words in VISIT_KINDS.items()]  # type: ignore[attr-defined]
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.initial.setdefault("on", today)
        self.initial.setdefault("key", uuid4())
        self.initial.setdefault("follows", "")

    def clean_on(self) -> date:
        on = not_ahead(self.cleaned_data["on"], self.today)
        if on < self.today - OLDEST:
            raise forms.ValidationError(_("%(on)s早于这次选举准备，请核对年份。") % {"on": longday(on)})
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        on, until = cleaned.get("on"), cleaned.get("follow_by")
        if cleaned.get("follows") and not cleaned.get("follow_up") and "follow_up" not in self.errors:
            self.add_error("follow_up", _("选了转成任务，请写做什么、交给谁。"))
        if on and until and until < on:
            self.add_error("follow_by", _("期限早于走访日期，请核对。"))
        return cleaned

    @property
    def clarities(self) -> list[forms.BoundField]:
        return [self[key] for key in CLARITIES]

    @property
    def came(self) -> NewVisit:
        given = self.cleaned_data
        follows = bool(given["follows"])
        return NewVisit(
            key=given["key"],
            kind=given["kind"],
            person=given["person"],
            on=given["on"],
            visitors=given["visitors"],
            found_out={key: given[key] for key in CLARITIES},
            follow_up=given["follow_up"] if follows else "",
            follow_by=given["follow_by"] if follows else None,
        )


class WhyForm(forms.Form):
    """Why something that was recorded by mistake is taken back."""

    why = line_field(
        gettext_lazy("撤回原因"), most=200, missing=gettext_lazy("请写明为什么撤回，例如“同一次走访登记了两份”。")
    )


class FollowedForm(forms.Form):
    """When and how a follow-up was done."""

    on = day_field(gettext_lazy("办结日期"))
    how = line_field(gettext_lazy("办理结果"), most=300, missing=gettext_lazy("请写明办成了什么。"))

    def __init__(self, *args: Any, visit: Visit, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit, self.today = visit, today
        self.initial.setdefault("on", today)

    def clean_on(self) -> date:
        on = not_ahead(self.cleaned_data["on"], self.today)
        if on < self.visit.on:
            raise forms.ValidationError(_("办结日期早于走访日期，请核对。"))
        return on
