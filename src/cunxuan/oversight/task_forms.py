"""What the pages of tasks take: a new task, its result, a reason with another day or another person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.offices.models import Account, Division
from cunxuan.offices.queries import post_of
from cunxuan.web.fields import day_field, line_field, words_field
from cunxuan.web.pinyin import in_two_scripts
from cunxuan.web.templatetags.cx import either, longday


class AccountField(forms.ChoiceField):
    """Somebody with an account, shown with post and place: an `Account`, or nobody where it may stay empty."""

    offered: Mapping[str, Account] = {}

    def offer(self, accounts: Sequence[Account]) -> None:
        self.offered = {one.username: one for one in accounts}
        self.choices = [("", "—"), *((one.username, f"{one.name} {either(*post_of(one))}") for one in accounts)]

    def clean(self, value: Any) -> Account | None:
        return self.offered.get(super().clean(value))


def place_field(label: Any, missing: Any = "", **more: Any) -> forms.ModelChoiceField[Division]:
    field = forms.ModelChoiceField(
        Division.objects.none(),
        empty_label="—",
        label=label,
        required=bool(missing),
        error_messages={"required": missing},
        **more,
    )
    field.label_from_instance = lambda one: in_two_scripts(one.name)  # type: ignore[method-assign, assignment]
    return field


def owner_field(**more: Any) -> AccountField:
    return AccountField(
        label=gettext_lazy("由谁办"),
        **more,
        error_messages={"required": gettext_lazy("请选由谁办。"), "invalid_choice": gettext_lazy("请选由谁办。")},
    )


class NewTaskForm(forms.Form):
    """A task in a place: what, by whom, by when."""

    title = line_field(gettext_lazy("办什么"), most=120, missing=gettext_lazy("请写明要办什么。"), size=40)
    text = words_field(gettext_lazy("情况和要求"), most=500, rows=2, help_text=gettext_lazy("可不填。不写身份证号。"))
    owner = owner_field()
    due_on = day_field(gettext_lazy("办结期限"))
    wants_paper = forms.BooleanField(label=gettext_lazy("办结时要附签字的材料"), required=False)

    def __init__(self, *args: Any, owners: Sequence[Account], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["owner"].offer(owners)  # type: ignore[attr-defined]

    def clean_due_on(self) -> date:
        return not_past(self.cleaned_data["due_on"], self.today)


class DoneForm(forms.Form):
    """The owner's report: what came of it, with a photograph where one is asked for."""

    result = words_field(
        gettext_lazy("办理结果"), most=500, missing=gettext_lazy("请写办理结果，例如“已补贴公告并拍照”。"), rows=2
    )
    paper = forms.FileField(label=gettext_lazy("签字材料"), required=False)


class ReasonForm(forms.Form):
    """Why it goes back, or is put off, and the new day."""

    why = words_field(gettext_lazy("原因"), most=500, missing=gettext_lazy("请写明原因。"), rows=2)
    due_on = day_field(gettext_lazy("办结期限"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> date:
        return not_past(self.cleaned_data["due_on"], self.today)


class HandOnForm(forms.Form):
    """Who does it from now on, and why."""

    owner = owner_field()
    why = words_field(gettext_lazy("原因"), most=500, missing=gettext_lazy("请写明原因。"), rows=2)

    def __init__(self, *args: Any, owners: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer(owners)  # type: ignore[attr-defined]


def not_past(day: date, today: date) -> date:
    if day < today:
        raise forms.ValidationError(_("%(day)s已经过了，请另定期限。") % {"day": longday(day)})
    return day
