"""What the pages of objections take: the objection as it came in, the decision, the appeal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.web.clock import COUNTY_TIME
from cunxuan.web.fields import day_field, hour_field, line_field, words_field
from cunxuan.web.templatetags.cx import either

from .models import Claim, Decision, Objection, Resident
from .objection_actions import Corrected, NewObjection
from .objection_clock import Clock
from .objection_queries import DECISIONS, may_decide

CLAIMS: dict[str, tuple[str, str]] = {
    Claim.ADD: ("要求列入名单", "asks to be added, or for somebody to be"),
    Claim.REMOVE: ("要求从名单中去掉", "asks for somebody to be struck off"),
    Claim.CORRECT: ("要求更正姓名、小组", "asks for a name or group to be corrected"),
}


def name_field(label: Any) -> forms.CharField:
    return line_field(label, most=40, missing=gettext_lazy("请填姓名。"), size=20)


class ObjectionForm(forms.Form):
    """An objection as it came in: by whom, about whom, what it asks for, why, and when."""

    applicant = name_field(gettext_lazy("异议人"))
    about = name_field(gettext_lazy("对谁"))
    claim = forms.ChoiceField(
        label=gettext_lazy("要求"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选一项要求。")},
    )
    text = words_field(
        gettext_lazy("理由"),
        most=500,
        missing=gettext_lazy("请写异议的理由。"),
        help_text=gettext_lazy("照异议人说的写。不写身份证号。"),
    )
    in_writing = forms.BooleanField(label=gettext_lazy("书面提出"), required=False)
    received_on = day_field(gettext_lazy("收到日期"))
    received_hour = hour_field(gettext_lazy("收到钟点"), missing=gettext_lazy("请填收到的钟点。"))

    def __init__(self, *args: Any, now: datetime, resident: Resident | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.resident = now, resident
        self.fields["claim"].choices = [(key, either(*words)) for key, words in CLAIMS.items()]  # type: ignore[attr-defined]
        local = now.astimezone(COUNTY_TIME)
        self.initial.setdefault("received_on", local.date())
        self.initial.setdefault("received_hour", f"{local:%H:%M}")
        self.initial.setdefault("in_writing", True)
        if resident:
            self.initial.setdefault("about", resident.name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        on, hour = cleaned.get("received_on"), cleaned.get("received_hour")
        if on and hour and datetime.combine(on, hour, COUNTY_TIME) > self.now:
            self.add_error("received_hour", _("收到的时间还没有到，请核对。"))
        return cleaned

    @property
    def came(self) -> NewObjection:
        given = self.cleaned_data
        return NewObjection(
            applicant=given["applicant"],
            about=given["about"],
            resident=self.resident,
            claim=given["claim"],
            text=given["text"],
            in_writing=given["in_writing"],
            received_at=datetime.combine(given["received_on"], given["received_hour"], COUNTY_TIME),
        )


class CorrectObjectionForm(ObjectionForm):
    why = line_field(
        gettext_lazy("为什么改"), most=200, missing=gettext_lazy("请写明为什么改，例如“日期记错”。"), size=40
    )


def as_it_stands(one: Objection) -> dict[str, Any]:
    local = one.received_at.astimezone(COUNTY_TIME)
    return {
        "applicant": one.applicant,
        "about": one.about,
        "claim": one.claim,
        "text": one.text,
        "in_writing": one.in_writing,
        "received_on": local.date(),
        "received_hour": f"{local:%H:%M}",
    }


class DecisionForm(forms.Form):
    """The committee's decision; for an upheld correction what the roll shall say."""

    decision = forms.ChoiceField(
        label=gettext_lazy("处理决定"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选处理决定。")},
    )
    reason = words_field(
        gettext_lazy("查明的事实和理由"),
        most=500,
        missing=gettext_lazy("请写明事实和理由。"),
        help_text=gettext_lazy("写进决定书，也随更正补充公告公布。不写身份证号。"),
    )
    on = day_field(gettext_lazy("决定日期"))
    name = line_field(gettext_lazy("更正后的姓名"), most=40, size=20)
    group_no = forms.IntegerField(
        label=gettext_lazy("更正后的村民小组"),
        required=False,
        min_value=0,
        max_value=200,
        widget=forms.TextInput({"size": "3", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, objection: Objection, clock: Clock, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objection = objection
        self.initial.setdefault("on", today)
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            (key.value, either(*DECISIONS[key])) for key in may_decide(clock)
        ]
        if objection.claim != Claim.CORRECT:
            del self.fields["name"], self.fields["group_no"]
        elif objection.resident:
            self.initial.setdefault("name", objection.resident.name)
            self.initial.setdefault("group_no", objection.resident.group_no)

    @property
    def corrected(self) -> Corrected | None:
        given = self.cleaned_data
        if given["decision"] != Decision.UPHELD or not given.get("name") or given.get("group_no") is None:
            return None
        return Corrected(given["name"], given["group_no"])


class AppealForm(forms.Form):
    """The appeal to the township, and its decision."""

    appealed_on = day_field(gettext_lazy("申诉日期"))
    decided_on = day_field(gettext_lazy("乡镇决定日期"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].help_text = _("还没有决定的，空着。")
