"""The forms of messages to people away: how they were asked, whom to call back, a text, a reply typed by hand."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.roll.registration_forms import PastDay
from cunxuan.roll.registration_words import WAYS
from cunxuan.web.clock import COUNTY_TIME
from cunxuan.web.fields import line_field, words_field
from cunxuan.web.templatetags.cx import either

from .models import Kind
from .texts import LONGEST, TITLES, wrong_with


class ConsentForm(PastDay):
    """How people were asked, and what they said."""

    way = forms.ChoiceField(label=gettext_lazy("怎么问的"))

    field_order = ("on", "way")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("哪天问的")
        self.fields["way"].choices = [  # type: ignore[attr-defined]
            (key, str(either(*words))) for key, words in WAYS.items()
        ]


class OrderForm(forms.Form):
    """Which text, and whom people may call."""

    kind = forms.ChoiceField(label=gettext_lazy("哪一段短信"), widget=forms.RadioSelect)
    contact = forms.RegexField(
        label=gettext_lazy("村里的联系电话"),
        regex=r"^[0-9][0-9 \-]{5,18}$",
        help_text=gettext_lazy("写进短信，收到的人打这个电话问。"),
        error_messages={
            "required": gettext_lazy("请填村里的联系电话，收到短信的人才知道问谁。"),
            "invalid": gettext_lazy("电话只写数字和横线，例如 0359-5521234。"),
        },
        widget=forms.TextInput({"inputmode": "tel", "size": "18"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (str(kind), str(either(*TITLES[kind]))) for kind in Kind
        ]
        self.fields["kind"].error_messages["required"] = _("请选一段短信。")


class TextForm(forms.Form):
    text = words_field(
        gettext_lazy("短信"),
        most=LONGEST,
        missing=gettext_lazy("短信不能空着。要用回程序原来的，按“用原来的短信”。"),
        rows=6,
    )

    def clean_text(self) -> str:
        text = " ".join(str(self.cleaned_data["text"]).split())
        wrong = wrong_with(text)
        if wrong:
            raise forms.ValidationError(str(either(*wrong)))
        return text


class HandedForm(PastDay):
    """On which day the file went to the telecom office."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("交给电信部门的日期")


class DropForm(forms.Form):
    """Why a sending that was confirmed is not to go out."""

    why = line_field(
        gettext_lazy("为什么取消"), most=100, missing=gettext_lazy("请写为什么取消，例如“联系电话写错”。"), size=30
    )


class TypedReplyForm(PastDay):
    """A reply that somebody read on a telephone or was told."""

    text = line_field(
        gettext_lazy("回复内容"),
        most=200,
        missing=gettext_lazy("请照原样写回复的内容。"),
        size=30,
        help_text=gettext_lazy("照原样写。例如 1、2、T，或者“不回来，委托我哥”。"),
    )
    resident = forms.IntegerField(
        label=gettext_lazy("谁的回复"), error_messages={"required": gettext_lazy("请选是谁的回复。")}
    )

    field_order = ("resident", "text", "on")

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("回复日期")
        self.fields["resident"].widget = forms.Select(choices=[("", "—"), *people])

    @property
    def received_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["on"], time(12), COUNTY_TIME)
