"""What the pages of the situation report take: the report as it is written, then the risk that a person decides."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.situation import REASONS, RISKS, Proposal
from cunxuan.web.fields import day_field, not_ahead, number_input, words_field
from cunxuan.web.templatetags.cx import either


def figure_field(label: Any) -> forms.IntegerField:
    wrong = gettext_lazy("这里填一个整数，没有数就空着。")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=1_000_000,
        widget=number_input(7),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )


class SituationForm(forms.Form):
    """The report as it is written; every part may wait."""

    population = figure_field(gettext_lazy("人口"))
    households = figure_field(gettext_lazy("户数"))
    party_members = figure_field(gettext_lazy("党员"))
    groups = figure_field(gettext_lazy("村民小组"))
    economy = words_field(gettext_lazy("经济和发展路子"), most=4000, rows=4)
    cadres = words_field(
        gettext_lazy("班子和成员"),
        most=4000,
        rows=4,
        help_text=gettext_lazy("写班子整体和成员各自的情况，不写是谁说的。"),
    )
    conflicts = words_field(gettext_lazy("矛盾和成因"), most=4000, rows=4)
    suggestions = words_field(gettext_lazy("群众的意见建议"), most=4000, rows=4)
    talent = words_field(gettext_lazy("可以进班子的人才"), most=4000, rows=3)
    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("难点原因"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].choices = [(key, either(*words)) for key, words in REASONS.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        people, homes = cleaned.get("population"), cleaned.get("households")
        if people is not None and homes is not None and homes > people:
            text = _("户数 %(homes)d 比人口 %(people)d 还多，请核对。")
            self.add_error("households", text % {"homes": homes, "people": people})
        members = cleaned.get("party_members")
        if people is not None and members is not None and members > people:
            text = _("党员 %(members)d 比人口 %(people)d 还多，请核对。")
            self.add_error("party_members", text % {"members": members, "people": people})
        return cleaned


class RiskForm(forms.Form):
    """The decision: a person's, who may differ from what is proposed and says why."""

    risk = forms.ChoiceField(
        label=gettext_lazy("决定的风险"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请定风险：高、中或者低。")},
    )
    differs_why = words_field(
        gettext_lazy("与建议不同的理由"), most=300, rows=2, help_text=gettext_lazy("与建议相同的，空着。")
    )
    on = day_field(gettext_lazy("发出日期"))

    def __init__(self, *args: Any, proposal: Proposal, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal, self.today = proposal, today
        self.fields["risk"].choices = [(key, either(*words)) for key, words in RISKS.items()]  # type: ignore[attr-defined]
        self.initial.setdefault("on", today)

    def clean_on(self) -> date:
        return not_ahead(self.cleaned_data["on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        risk = cleaned.get("risk")
        if risk and risk != self.proposal.risk and not cleaned.get("differs_why") and "differs_why" not in self.errors:
            text = _("建议的风险是“%(proposed)s”，与您定的不同，请写明理由。")
            self.add_error("differs_why", text % {"proposed": either(*self.proposal.words)})
        return cleaned
