"""What the page that publishes the roll takes: the day, and the order in which the names stand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from cunxuan.elections.forms import StepForm
from cunxuan.rendering.forms.A04.context import Order


class PublishForm(StepForm):
    order = forms.ChoiceField(
        label=gettext_lazy("各组姓名的次序"),
        choices=[(Order.STROKES, gettext_lazy("按姓氏笔画")), (Order.HOUSEHOLD, gettext_lazy("按户"))],
        initial=Order.STROKES,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = gettext_lazy("公布日期")

    @property
    def chosen(self) -> Order:
        return Order(self.cleaned_data["order"] or Order.STROKES)
