"""What the pages of key villages take: a proposal, the county's decision, the plan, a consultation, an end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.situation import REASONS
from cunxuan.web.fields import DayInput, day_field, line_field, not_ahead, words_field
from cunxuan.web.templatetags.cx import either

from .key_village_actions import NewConsultation, Owner, Plan
from .models import KeyVillage


class DayForm(forms.Form):
    """An act on a day that has come."""

    on = day_field(gettext_lazy("办理日期"))

    def __init__(self, *args: Any, today: date, not_before: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.not_before = today, not_before
        self.initial.setdefault("on", today)
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean_on(self) -> date:
        on = not_ahead(self.cleaned_data["on"], self.today)
        if self.not_before and on < self.not_before:
            raise forms.ValidationError(_("早于前一步的日期 %(day)s，请核对。") % {"day": self.not_before.isoformat()})
        return on


class ProposeForm(DayForm):
    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("难点原因"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请至少选一条难点原因。")},
    )
    said = words_field(
        gettext_lazy("情况"),
        missing=gettext_lazy("请写明这个村难在哪里。"),
        help_text=gettext_lazy("写事实，不写是谁说的。"),
    )

    field_order = ("reasons", "said", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("提出日期")
        self.fields["reasons"].choices = [(key, either(*words)) for key, words in REASONS.items()]  # type: ignore[attr-defined]


class DecideForm(DayForm):
    agreed = forms.ChoiceField(
        label=gettext_lazy("县的决定"),
        widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("列为重点村")), ("no", gettext_lazy("不列"))],
        error_messages={"required": gettext_lazy("请选列为重点村还是不列。")},
    )
    why = words_field(gettext_lazy("理由"), most=300, rows=2, missing=gettext_lazy("请写明决定的理由。"))
    owner = line_field(gettext_lazy("责任人"), most=40, help_text=gettext_lazy("列为重点村的，从第一天起有人负责。"))
    owner_post = line_field(gettext_lazy("责任人职务"), most=60)

    field_order = ("agreed", "why", "owner", "owner_post", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("决定日期")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("agreed") == "yes" and not cleaned.get("owner") and "owner" not in self.errors:
            self.add_error("owner", _("列为重点村要有责任人，请填姓名。"))
        return cleaned

    @property
    def owned_by(self) -> Owner | None:
        given = self.cleaned_data
        return Owner(given["owner"], given["owner_post"]) if given["agreed"] == "yes" else None


class PlanForm(DayForm):
    owner = line_field(gettext_lazy("责任人"), most=40, missing=gettext_lazy("请填责任人的姓名。"))
    owner_post = line_field(gettext_lazy("责任人职务"), most=60)
    lead = line_field(gettext_lazy("带队"), most=60, missing=gettext_lazy("请填谁带队。"))
    team = words_field(gettext_lazy("工作组"), missing=gettext_lazy("请写工作组有哪些人。"))
    measures = words_field(
        gettext_lazy("措施"), most=4000, rows=5, missing=gettext_lazy("请写要做哪几件事，一行一件。")
    )
    deadline = day_field(gettext_lazy("完成期限"))
    escalation = words_field(
        gettext_lazy("情况恶化时怎么办、向谁报告"), missing=gettext_lazy("请写明情况恶化时怎么办、向谁报告。")
    )

    field_order = ("owner", "owner_post", "lead", "team", "measures", "deadline", "escalation", "on")

    def __init__(self, *args: Any, one: KeyVillage, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(one, name) for name in PLANNED} | kwargs.get("initial", {})
        super().__init__(*args, not_before=one.decided_on, **kwargs)
        self.fields["on"].label = _("预案日期")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        on, deadline = cleaned.get("on"), cleaned.get("deadline")
        if on and deadline and deadline < on:
            self.add_error("deadline", _("完成期限早于预案日期，请核对。"))
        return cleaned

    @property
    def plan(self) -> Plan:
        return Plan(**{name: self.cleaned_data[name] for name in PLANNED})


PLANNED = ("owner", "owner_post", "lead", "team", "measures", "deadline", "escalation")


class ConsultationForm(DayForm):
    police = line_field(gettext_lazy("公安参加人"), most=100, missing=gettext_lazy("请写公安来了谁。"))
    township = line_field(gettext_lazy("乡镇参加人"), most=100, missing=gettext_lazy("请写乡镇来了谁。"))
    others = line_field(gettext_lazy("其他参加人"), most=100)
    conclusion = words_field(gettext_lazy("会诊结论"), missing=gettext_lazy("请写会诊的结论。"))
    next_on = forms.DateField(
        label=gettext_lazy("下次会诊"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("没有约定的，空着。"),
        error_messages={"invalid": gettext_lazy("看不出是哪一天，请写成 2026-12-13 这样。")},
    )

    field_order = ("on", "police", "township", "others", "conclusion", "next_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("会诊日期")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        on, after = cleaned.get("on"), cleaned.get("next_on")
        if on and after and after <= on:
            self.add_error("next_on", _("下次会诊应在这次以后，请核对。"))
        return cleaned

    @property
    def came(self) -> NewConsultation:
        return NewConsultation(**self.cleaned_data)


class EndForm(DayForm):
    why = words_field(
        gettext_lazy("解除原因"),
        most=300,
        rows=2,
        missing=gettext_lazy("请写明为什么解除，例如“补偿账已经公布，矛盾化解”。"),
    )

    field_order = ("why", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("解除日期")
