"""What the pages of violations take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.discipline import OFFENCES
from cunxuan.offices.models import Account, Level
from cunxuan.web.fields import day_field
from cunxuan.web.templatetags.cx import either, longday

from .complaint_forms import long_text, place_field
from .meeting_forms import line
from .task_forms import OwnerField
from .violation_queries import DISPOSALS


class ViolationForm(forms.Form):
    """A lead: what, where, when, by whom."""

    code = forms.ChoiceField(label=gettext_lazy("哪一类"))
    place = place_field(gettext_lazy("在哪里"), gettext_lazy("请选在哪个村、哪个乡镇。"))
    on = day_field(gettext_lazy("哪天发生"))
    text = long_text(gettext_lazy("情况和证据"), gettext_lazy("请写情况；没有内容的不能登记。"), rows=6)
    accused = line(gettext_lazy("被反映的人"), 60)
    accused_unit = place_field(
        gettext_lazy("被反映的人在哪个村、哪个乡镇"), help_text=gettext_lazy("这里的账号都看不到这一件。")
    )
    accused_account = OwnerField(
        label=gettext_lazy("被反映的人的账号"),
        required=False,
        help_text=gettext_lazy("被反映的人用本系统的，请选；选了就看不到这一件。"),
    )

    def __init__(self, *args: Any, places: Any, accounts: Sequence[Account], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        fields: dict[str, Any] = self.fields
        fields["code"].choices = [(one.code, f"{one.code} {either(one.zh, one.en)}") for one in OFFENCES]
        fields["place"].queryset = places
        fields["accused_unit"].queryset = places.exclude(level=Level.COUNTY)
        fields["accused_account"].offer(accounts)

    def clean_on(self) -> date:
        return not_ahead(self.cleaned_data["on"], self.today)

    def clean_accused_account(self) -> Account | None:
        username = self.cleaned_data["accused_account"]
        return Account.objects.get(username=username) if username else None


class DisposalForm(forms.Form):
    """What was done, by whom, when."""

    disposal = forms.ChoiceField(label=gettext_lazy("处置"))
    organ = line(gettext_lazy("由哪个机关处置"), 60, gettext_lazy("请写由哪个机关处置。"), size=40)
    disposed_on = day_field(gettext_lazy("处置日期"))
    words = long_text(gettext_lazy("处置情况"), rows=3)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["disposal"].choices = [  # type: ignore[attr-defined]
            (key, str(either(*said))) for key, said in DISPOSALS.items() if key
        ]

    def clean_disposed_on(self) -> date:
        return not_ahead(self.cleaned_data["disposed_on"], self.today)


def not_ahead(on: date, today: date) -> date:
    if on > today:
        raise forms.ValidationError(_("%(on)s还没有到。请填实际的日期。") % {"on": longday(on)})
    return on
