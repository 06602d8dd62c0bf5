"""Naming people by hand, ending duties, giving guarantees, setting up groups: fields with their sentences.

A person named by hand is checked as a row of a workbook is: the same sentences, at the field instead of the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cunxuan.formats.responsibilities import Column, Line, NotSaid, phone_in
from cunxuan.web.fields import day_field, line_field, not_ahead, words_field
from cunxuan.web.templatetags.cx import either

from .duties_actions import Named, Person
from .duties_checks import Checked, Problem, check_lines
from .duties_words import GROUPS, KINDS, SEATS, Words
from .groups_actions import NewGroup, Sitting
from .models import Account, Division, DutyKind, GroupKind, Level, Official, Role, Seat

#: Whom each role may name: the county everybody, a township its own cadres and those of its villages.
NAMED_BY: Mapping[str, tuple[DutyKind, ...]] = {
    Role.COUNTY: tuple(DutyKind),
    Role.TOWNSHIP: (DutyKind.CADRE, DutyKind.GROUP),
}
#: Under which field a problem of a row stands.
FIELDS: Mapping[Column, str] = {"level": "kind", "group": "groups", "until": "since"}


def said(words: Mapping[str, Words], keys: Iterable[str]) -> list[tuple[str, Any]]:
    return [(key, either(*words[key])) for key in keys]


class DutyForm(forms.Form):
    """Somebody, the place for which they answer, from when until when, with what task (三定)."""

    kind = forms.ChoiceField(
        label=_("层级"), widget=forms.RadioSelect, error_messages={"required": _("请选一个层级。")}
    )
    name = line_field(_("姓名"), most=20, missing=_("请填姓名。"), attrs={"autofocus": "autofocus"})
    unit = line_field(_("单位"), most=60)
    post = line_field(_("职务"), most=60)
    phone = line_field(_("电话"), most=30, attrs={"inputmode": "tel"})
    township = forms.ChoiceField(label=_("负责乡镇"), required=False)
    village = line_field(_("负责村"), most=200, attrs={"list": "cx-duty-villages"})
    groups = line_field(_("负责组"), most=60, attrs={"placeholder": _("1、2组")})
    since = day_field(_("从哪天起"))
    until = day_field(_("到哪天止"), required=False)
    task = line_field(_("任务"), most=200)

    def __init__(self, *args: Any, account: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account, self.today = account, today
        self.checked: Checked | None = None
        kinds = NAMED_BY[account.role]
        self.fields["kind"].choices = said(KINDS, kinds)  # type: ignore[attr-defined]
        townships = Division.objects.of(account).filter(level=Level.TOWNSHIP)
        self.fields["township"].choices = [("", "—"), *((one.name, one.name) for one in townships)]  # type: ignore[attr-defined]
        self.fields["groups"].help_text = _("只有村干部包组才填。")
        self.fields["until"].help_text = _("指导员不填就是五年，其他人不填就是到解除为止。")
        self.fields["village"].help_text = _("一次可以写几个村，中间用顿号分开。")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        agreed = self.data.getlist("agreed") if hasattr(self.data, "getlist") else self.data.get("agreed", ())
        self.checked = check_lines([self.as_line()], self.account.division, agreed, self.today)
        for problem in self.checked.wrong:
            self.add_error(FIELDS.get(problem.column, problem.column), f"{either(problem.zh, problem.en)}。")
        if not self.errors and not self.checked.named and not self.warnings:
            self.add_error("name", _("这个人已经负责这里，不用再指定。"))
        return given

    def as_line(self) -> Line:
        """What was typed as a row of a workbook has it."""
        given = self.cleaned_data
        texts: dict[Column, str] = {
            "level": str(DutyKind(given["kind"]).label),
            "name": given["name"],
            "unit": given["unit"],
            "post": given["post"],
            "phone": given["phone"],
            "township": given["township"],
            "village": given["village"],
            "group": given["groups"],
            "since": given["since"].isoformat(),
            "until": given["until"].isoformat() if given["until"] else "",
            "task": given["task"],
        }
        return Line("", 1, {column: text for column, text in texts.items() if text}, {})

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What somebody has to agree to first."""
        return tuple(one for one in self.checked.warnings if one.open) if self.checked else ()

    @property
    def named(self) -> Sequence[Named]:
        return self.checked.named if self.checked else ()


class EndForm(forms.Form):
    """Something ends on a day, for a reason that stays."""

    on = day_field(_("哪天"))
    why = line_field(_("原因"), most=200, missing=_("请写原因，一句话。"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        return not_ahead(self.cleaned_data["on"], self.today)


class GuaranteeForm(forms.Form):
    """Who gives the guarantee, what shows it, on which day."""

    official = forms.ChoiceField(
        label=_("落实人"), widget=forms.RadioSelect, error_messages={"required": _("请选落实的人。")}
    )
    evidence = words_field(
        _("凭什么算落实"),
        most=200,
        missing=_("请写做了什么，一句话。"),
        help_text=_("一句话写清做了什么，例如：与落选的两人谈过，有谈心记录。"),
    )
    on = day_field(_("落实日期"))

    def __init__(self, *args: Any, people: Sequence[Official], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.today = {str(one.pk): one for one in people}, today
        self.fields["official"].choices = [  # type: ignore[attr-defined]
            (key, " ".join(filter(None, (one.name, one.unit, one.post)))) for key, one in self.people.items()
        ]

    def clean_official(self) -> Official:
        return self.people[self.cleaned_data["official"]]

    def clean_on(self) -> date:
        return not_ahead(self.cleaned_data["on"], self.today)


class OfficialForm(forms.Form):
    """An official as they should be listed, and the account with which they sign in."""

    name = line_field(_("姓名"), most=20, missing=_("请填姓名。"))
    unit = line_field(_("单位"), most=60)
    post = line_field(_("职务"), most=60)
    phone = line_field(_("电话"), most=30, attrs={"inputmode": "tel"})
    account = line_field(_("登录账号"), most=40)

    def __init__(self, *args: Any, within: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.within = within
        self.fields["account"].help_text = _("填了以后，这个人登录就能看到“我的”。不登录的不用填。")

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_account(self) -> Account | None:
        """An account of the place of whoever writes it, or of one within it."""
        username = str(self.cleaned_data["account"])
        if not username:
            return None
        found = Account.objects.filter(username=username, division__code__startswith=self.within).first()
        if found is None:
            raise forms.ValidationError(_("没有这个账号。请核对账号名。"))
        return found

    @property
    def person(self) -> Person:
        given = self.cleaned_data
        return Person(given["name"], given["unit"], given["post"], given["phone"])


def clean_phone(text: str) -> str:
    try:
        return phone_in(text)
    except NotSaid as wrong:
        raise forms.ValidationError(f"{either(wrong.zh, wrong.en)}。") from wrong


class GroupForm(forms.Form):
    """A group as the document that sets it up has it."""

    kind = forms.ChoiceField(
        label=_("是什么组"), widget=forms.RadioSelect, error_messages={"required": _("请选是什么组。")}
    )
    name = line_field(_("名称"), most=60, missing=_("请填名称。"))
    phone = line_field(_("值班电话"), most=30, attrs={"inputmode": "tel"})
    townships = forms.MultipleChoiceField(label=_("负责哪些乡镇"), required=False, widget=forms.CheckboxSelectMultiple)
    since = day_field(_("成立日期"))

    def __init__(self, *args: Any, townships: Iterable[Division], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = said(GROUPS, GroupKind)  # type: ignore[attr-defined]
        self.fields["townships"].choices = [(one.code, one.name) for one in townships]  # type: ignore[attr-defined]
        self.fields["townships"].help_text = _("不选就是全部。")

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    @property
    def group(self) -> NewGroup:
        given = self.cleaned_data
        return NewGroup(
            GroupKind(given["kind"]), given["name"], given["since"], given["phone"], tuple(given["townships"])
        )


class MemberForm(forms.Form):
    """Somebody who joins a group."""

    seat = forms.ChoiceField(label=_("组内职务"), widget=forms.RadioSelect, initial=Seat.MEMBER)
    name = line_field(_("姓名"), most=20, missing=_("请填姓名。"))
    unit = line_field(_("单位"), most=60)
    post = line_field(_("职务"), most=60)
    phone = line_field(_("电话"), most=30, attrs={"inputmode": "tel"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = said(SEATS, Seat)  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    @property
    def sitting(self) -> Sitting:
        given = self.cleaned_data
        return Sitting(Person(given["name"], given["unit"], given["post"], given["phone"]), Seat(given["seat"]))
