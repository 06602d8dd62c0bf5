"""What the pages of training take: a session, lists of people as they were pasted, scores, the reason of an undoing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.ids import holds_id_number
from cunxuan.core.quiz import FULL_MARKS
from cunxuan.offices.models import Account, Division, Level, Role
from cunxuan.offices.parts import since
from cunxuan.web.fields import day_field, hour_field, line_field, number_input
from cunxuan.web.templatetags.cx import lang, longday

from .training_actions import Came, NewSession
from .training_words import DUTIES, duty_called

LONGEST_LIST = 600  # lines
NAME, UNIT = 40, 60  # characters
#: Between the columns of a list that somebody pastes: a tab, a comma, or a space as keyboards write it.
BETWEEN = re.compile(r"[\t,，;；、 ]+")
#: How far ahead a session is announced.
AHEAD = timedelta(days=365)


def duty_choices() -> list[tuple[str, str]]:
    return [(key, str(lang(words))) for key, words in DUTIES.items()]


def place_choices(account: Account) -> list[tuple[str, str]]:
    """Where somebody may hold a session: at the own place and one level below it."""
    below = Division.objects.filter(parent_id=account.division_id).order_by("pk")
    return [(place.pk, str(place)) for place in (account.division, *below)]


class SessionForm(forms.Form):
    """A session: where, when, for whom."""

    place = forms.ChoiceField(label=gettext_lazy("举办"))
    title = line_field(gettext_lazy("培训名称"), most=80, missing=gettext_lazy("请填培训名称。"))
    on = day_field(gettext_lazy("日期"))
    begins = hour_field(gettext_lazy("开始"), missing=gettext_lazy("请填钟点。"))
    ends = hour_field(gettext_lazy("结束"), missing=gettext_lazy("请填钟点。"))
    hours = forms.IntegerField(
        label=gettext_lazy("学时"),
        min_value=1,
        max_value=24,
        widget=number_input(3),
        error_messages={
            "required": gettext_lazy("请填学时。"),
            "invalid": gettext_lazy("学时请填整数。"),
            "min_value": gettext_lazy("学时请填 1 到 24。"),
            "max_value": gettext_lazy("学时请填 1 到 24。"),
        },
    )
    venue = line_field(gettext_lazy("地点"), most=80, missing=gettext_lazy("请填地点。"))
    lecturer = line_field(gettext_lazy("主讲"), most=80)
    duties = forms.MultipleChoiceField(
        label=gettext_lazy("为哪些岗位培训"),
        choices=duty_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请选至少一个岗位。")},
    )
    with_test = forms.BooleanField(label=gettext_lazy("有测试"), required=False)

    def __init__(self, *args: Any, account: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["place"].choices = place_choices(account)  # type: ignore[attr-defined]
        self.initial.setdefault("on", today)
        if account.role == Role.COMMITTEE:
            self.fields["place"].widget = forms.HiddenInput()
            self.initial.setdefault("place", account.division_id)
        line = settings.TRAINING_PASS_LINE
        self.fields["with_test"].help_text = _("满分 %(full)d 分，%(line)d 分及格。") % {
            "full": FULL_MARKS,
            "line": line,
        }

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if not since(self.today) <= on <= self.today + AHEAD:
            text = _("%(on)s不在这一次换届的准备期里，请核对年份。")
            raise forms.ValidationError(text % {"on": longday(on)})
        return on

    @property
    def session(self) -> NewSession:
        given = self.cleaned_data
        return NewSession(
            title=given["title"],
            on=given["on"],
            begins=given["begins"],
            ends=given["ends"],
            hours=given["hours"],
            venue=given["venue"],
            lecturer=given["lecturer"],
            duties=tuple(given["duties"]),
            with_test=given["with_test"],
        )


# Lists


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a pasted list: what stands in its columns."""

    number: int
    name: str
    unit: str
    duty: str  # as written


def lines_of(text: str) -> Iterator[Line]:
    """A column of names, or names with unit and duty; a name that is spread over three places is drawn together."""
    for number, written in enumerate(text.splitlines(), start=1):
        plain = unicodedata.normalize("NFC", written).replace("\u3000", "").strip()
        if plain:
            columns = [one.strip() for one in BETWEEN.split(plain) if one.strip()]
            name, *rest = columns or [""]
            unit = rest[0] if rest and not duty_called(rest[0]) else ""
            duty = rest[0] if rest and duty_called(rest[0]) else (rest[1] if len(rest) > 1 else "")
            yield Line(number, name, unit, duty)


def wrong_with(line: Line, *, needs_duty: bool) -> str:
    """What is wrong with a line, in one sentence that names it; empty where nothing is."""
    at = {"line": line.number, "name": line.name[:NAME], "duty": line.duty[:UNIT]}
    if holds_id_number(line.name + line.unit):
        return _("第 %(line)d 行有身份证号，请去掉再存。") % at
    if not line.name or any(letter.isdigit() for letter in line.name):
        return _("第 %(line)d 行“%(name)s”不像姓名，请写成：姓名 单位 岗位。") % at
    if len(line.name) > NAME or len(line.unit) > UNIT:
        return _("第 %(line)d 行太长：姓名最多 40 字，单位最多 60 字。") % at
    if line.duty and not duty_called(line.duty):
        return _("第 %(line)d 行没有“%(duty)s”这个岗位，请照上面列出的岗位写。") % at
    if needs_duty and not line.duty:
        return _("第 %(line)d 行没有写岗位，请写成：姓名 岗位。") % at
    return ""


class ListForm(forms.Form):
    """People as somebody pastes or types them, one a line; nothing is taken in while one line is wrong."""

    people = forms.CharField(
        label=gettext_lazy("名单"),
        strip=False,
        error_messages={"required": gettext_lazy("请填姓名，一行一人。")},
        widget=forms.Textarea({"rows": "4", "spellcheck": "false", "autocomplete": "off", "autofocus": True}),
    )
    needs_duty = False

    def clean_people(self) -> list[Line]:
        lines = list(lines_of(self.cleaned_data["people"]))
        if not lines:
            raise forms.ValidationError(_("请填姓名，一行一人。"))
        if len(lines) > LONGEST_LIST:
            text = _("一次最多 %(most)d 行，这里有 %(count)d 行，请分几次登记。")
            raise forms.ValidationError(text % {"most": LONGEST_LIST, "count": len(lines)})
        wrong = [said for line in lines if (said := wrong_with(line, needs_duty=self.needs_duty))]
        if wrong:
            raise forms.ValidationError(wrong[:8])
        return lines


class SignInForm(ListForm):
    """Who was there; unit and duty below stand for those whose line says nothing of them."""

    unit = line_field(gettext_lazy("单位"), most=UNIT, size=16)
    duty = forms.ChoiceField(label=gettext_lazy("岗位"), choices=duty_choices)

    @property
    def came(self) -> list[Came]:
        given = self.cleaned_data
        return [
            Came(line.name, line.unit or given["unit"], duty_called(line.duty) or given["duty"])
            for line in given["people"]
        ]


class ToTrainForm(ListForm):
    """Who of a village has to be trained: a name and a duty on each line."""

    needs_duty = True

    @property
    def named(self) -> list[tuple[str, str]]:
        return [(line.name, duty_called(line.duty)) for line in self.cleaned_data["people"]]


class PhoneForm(forms.Form):
    """What an attendee types on the own telephone."""

    name = line_field(gettext_lazy("姓名"), most=NAME, missing=gettext_lazy("请填姓名。"), size=16)
    unit = line_field(
        gettext_lazy("单位"),
        most=UNIT,
        missing=gettext_lazy("请填单位，村里的人写村名。"),
        size=16,
        help_text=gettext_lazy("村里的人写村名，例如“柳树村”。"),
    )
    duty = forms.ChoiceField(label=gettext_lazy("岗位"), error_messages={"required": gettext_lazy("请选岗位。")})

    def __init__(self, *args: Any, duties: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(key, word) for key, word in duty_choices() if key in duties]
        self.fields["duty"].choices = asked if len(asked) == 1 else [("", ""), *asked]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name = "".join(str(self.cleaned_data["name"]).split())
        if any(letter.isdigit() for letter in name):
            raise forms.ValidationError(_("姓名里有数字，请核对。"))
        return name

    @property
    def came(self) -> Came:
        given = self.cleaned_data
        return Came(given["name"], given["unit"], given["duty"])


class WhyForm(forms.Form):
    """Why something is taken back."""

    why = line_field(gettext_lazy("原因"), most=200, missing=gettext_lazy("请写原因，留在经过里。"), size=40)


# Scores


def scores_of(posted: Mapping[str, Any]) -> tuple[dict[int, int | None], list[str]]:
    """The scores that were typed, by attendance; and what is wrong with the others, each in one sentence."""
    scores: dict[int, int | None] = {}
    wrong = []
    for key, value in posted.items():
        prefix, _dash, number = key.partition("-")
        if prefix != "score" or not (number.isascii() and number.isdigit()) or len(number) > 12:
            continue
        typed = unicodedata.normalize("NFKC", str(value)).strip()
        if not typed:
            scores[int(number)] = None
        elif typed.isascii() and typed.isdigit() and len(typed) <= 3 and int(typed) <= FULL_MARKS:
            scores[int(number)] = int(typed)
        else:
            wrong.append(
                _("成绩“%(typed)s”不是 0 到 %(full)d 的整数，请对照试卷。") % {"typed": typed[:12], "full": FULL_MARKS}
            )
    return scores, wrong


LEVELS = {
    Level.COUNTY: ("县级", "county"),
    Level.TOWNSHIP: ("乡镇", "township"),
    Level.VILLAGE: ("村级", "village"),
}
