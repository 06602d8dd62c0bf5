"""The forms of the registration: a fact about a person, how people were reached, a meeting's vote."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.law import Rules
from cunxuan.web.fields import day_field, line_field, not_ahead, number_input
from cunxuan.web.templatetags.cx import either, longday

from .models import Fact, Resident
from .registration_actions import MeetingHeld, VoteOn
from .registration_queries import PROXY_GIVEN
from .registration_words import BEGAN, MEETINGS, WAYS, groups, said

EARLIEST = date(1900, 1, 1)


class PastDay(forms.Form):
    """A day that has been."""

    on = day_field(gettext_lazy("日期"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("on", today)
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean_on(self) -> date:
        on = not_ahead(self.cleaned_data["on"], self.today)
        if on < EARLIEST:
            raise forms.ValidationError(_("%(on)s太早，请核对年份。") % {"on": longday(on)})
        return on


class FactForm(PastDay):
    """One thing about one person, with its day and its evidence."""

    kind = forms.ChoiceField(
        label=gettext_lazy("登记情况"), error_messages={"required": gettext_lazy("请选是什么情况。")}
    )
    village = line_field(
        gettext_lazy("登记的村"),
        most=40,
        help_text=gettext_lazy("只有“已在其他村登记”要填，例如石门乡柏庄村。"),
    )
    group = forms.ChoiceField(label=gettext_lazy("属于哪类人员"), required=False)
    proxy = forms.BooleanField(label=gettext_lazy("不回村的，已书面委托他人投票"), required=False)
    evidence = line_field(
        gettext_lazy("依据"),
        most=120,
        missing=gettext_lazy("请写依据：什么材料，或者谁问的、怎么问的。"),
        size=40,
        help_text=gettext_lazy("什么材料、谁说的、谁问的。例如“死亡证明”“电话，安问本人”。不写身份证号。"),
    )

    field_order = ("kind", "village", "group", "proxy", "on", "evidence")

    def __init__(self, *args: Any, kinds: Iterable[Fact], rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = tuple(kinds)
        choices = [(str(kind), str(either(*said(kind)))) for kind in offered]
        self.fields["kind"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]
        named = [(key, str(either(*words))) for key, words in groups(rules)]
        self.fields["group"].choices = [("", "—"), *named]  # type: ignore[attr-defined]
        if Fact.GROUP not in offered or not named:
            del self.fields["group"]
        if Fact.NOT_RETURNING not in offered:
            del self.fields["proxy"]
        self.fields["on"].help_text = _("外出、居住、工作的填开始日期，其他的填办理日期。")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind == Fact.REGISTERED_IN and not cleaned.get("village"):
            self.add_error("village", _("请写在哪个村登记。"))
        if kind == Fact.GROUP and not cleaned.get("group"):
            self.add_error("group", _("请选属于哪类人员。"))
        return cleaned

    @property
    def value(self) -> str:
        """What the kind needs besides its day."""
        kind, found = self.cleaned_data["kind"], self.cleaned_data
        if kind == Fact.REGISTERED_IN:
            return str(found["village"])
        if kind == Fact.GROUP:
            return str(found["group"])
        return PROXY_GIVEN if kind == Fact.NOT_RETURNING and found.get("proxy") else ""

    @property
    def begins(self) -> bool:
        return self.cleaned_data["kind"] in BEGAN


class ContactForm(PastDay):
    """How people were reached, once for all whose answers are recorded below."""

    way = forms.ChoiceField(label=gettext_lazy("方式"), required=False)
    note = line_field(gettext_lazy("备注"), most=60)

    field_order = ("on", "way", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [  # type: ignore[attr-defined]
            (key, str(either(*words))) for key, words in WAYS.items()
        ]
        self.fields["on"].label = _("联系日期")

    def clean_way(self) -> str:
        return self.cleaned_data["way"] or next(iter(WAYS))

    def evidence(self, asked_by: str) -> str:
        """电话，安问；备注"""
        way, note = WAYS[self.cleaned_data["way"]][0], self.cleaned_data["note"]
        return f"{way}，{asked_by}问" + (f"；{note}" if note else "")


class MeetingForm(PastDay):
    """A meeting's vote on each of the applicants chosen."""

    meeting = forms.ChoiceField(label=gettext_lazy("会议"))
    of = forms.IntegerField(label=gettext_lazy("应到人数"), min_value=1, max_value=99999, widget=number_input(5))
    present = forms.IntegerField(label=gettext_lazy("到会人数"), min_value=1, max_value=99999, widget=number_input(5))

    field_order = ("meeting", "on", "of", "present")

    def __init__(self, *args: Any, applicants: Iterable[Resident], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applicants = tuple(applicants)
        self.fields["on"].label = _("会议日期")
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            (key, str(either(*words))) for key, words in MEETINGS.items()
        ]
        for name, words in (("of", _("请填应到人数。")), ("present", _("请填到会人数。"))):
            self.fields[name].error_messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)
        for person in self.applicants:
            for count in ("yes", "no", "abstained"):
                self.fields[f"{count}-{person.pk}"] = votes_field(count)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        of, present = cleaned.get("of"), cleaned.get("present")
        if of and present and present > of:
            self.add_error(
                "present", _("到会 %(present)d 人，多于应到的 %(of)d 人，请核对。") % {"present": present, "of": of}
            )
        for person in self.applicants:
            no = cleaned.get(f"no-{person.pk}") or 0
            yes, abstained = cleaned.get(f"yes-{person.pk}"), cleaned.get(f"abstained-{person.pk}") or 0
            if yes is None and (no or abstained):
                self.add_error(f"yes-{person.pk}", _("请填同意票数，没有人同意填 0。"))
            elif present and (yes or 0) + no + abstained > present:
                text = _("合计 %(cast)d 票，多于到会的 %(present)d 人。")
                values = {"cast": (yes or 0) + no + abstained, "present": present}
                self.add_error(f"yes-{person.pk}", text % values)
        if not self.errors and not self.votes:
            self.add_error(None, _("没有填任何人的票数。请至少填一个人的同意票数。"))
        return cleaned

    @property
    def rows(self) -> list[tuple[Resident, list[forms.BoundField]]]:
        """Each applicant with the three squares."""
        return [
            (person, [self[f"{count}-{person.pk}"] for count in ("yes", "no", "abstained")])
            for person in self.applicants
        ]

    @property
    def held(self) -> MeetingHeld:
        found = self.cleaned_data
        return MeetingHeld(found["meeting"], found["on"], found["of"], found["present"])

    @property
    def votes(self) -> list[VoteOn]:
        """Of those whom the meeting voted on; a line that is left empty was not put to it."""
        return [
            VoteOn(
                person,
                self.cleaned_data[f"yes-{person.pk}"],
                self.cleaned_data.get(f"no-{person.pk}") or 0,
                self.cleaned_data.get(f"abstained-{person.pk}") or 0,
            )
            for person in self.applicants
            if self.cleaned_data.get(f"yes-{person.pk}") is not None
        ]


def votes_field(count: str) -> forms.IntegerField:
    wrong = gettext_lazy("票数应为 0 以上的数字。")
    labels = {"yes": gettext_lazy("同意"), "no": gettext_lazy("反对"), "abstained": gettext_lazy("弃权")}
    return forms.IntegerField(
        label=labels[count],
        required=False,
        min_value=0,
        max_value=99999,
        widget=number_input(3),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )
