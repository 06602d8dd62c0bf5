"""The forms of an election's acts: what cannot be stands beside its field, what the law says of a day is shown once.

Paper leads: a step is recorded for the day on which it really happened. Where the law forbids that day, the form shows
the finding and asks for the same day once more (`seen`); only a day that cannot be (in the future, before this term's
work began) is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.errors import BadInput
from cunxuan.core.findings import Finding
from cunxuan.core.law import Rules, rules_for
from cunxuan.core.people.nomination import refused_for, seats_lawful
from cunxuan.web.fields import day_field, line_field, not_ahead, number_input, words_field
from cunxuan.web.templatetags.cx import either, longday

from .measures import OpenPoint, open_points
from .models import POSTS, Election, Post
from .queries import ProposedDay, finding_if_done, proposed_day


class StepForm(forms.Form):
    """On which day a step was done."""

    on = day_field(gettext_lazy("办理日期"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, election: Election, step: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today)
        self.election, self.step, self.today = election, step, today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean_on(self) -> date:
        on = not_ahead(self.cleaned_data["on"], self.today)
        if on < date(self.election.year - 1, 1, 1):
            text = _("%(on)s早于本届换届工作，请核对年份。")
            raise forms.ValidationError(text % {"on": longday(on)})
        return on

    @property
    def finding(self) -> Finding | None:
        """What the law says of the day that was given; a note is not worth a second look."""
        on = self.cleaned_data.get("on") if self.is_bound and self.is_valid() else None
        found = finding_if_done(self.election, self.step, on, self.today) if on else None
        return found if found and found.severity != "note" else None

    @property
    def settled(self) -> bool:
        """Is there nothing to record against the law, or has the person seen it and given the same day again?"""
        finding = self.finding
        return finding is None or not finding.blocks or self.cleaned_data["seen"] == self.cleaned_data["on"].isoformat()


class NoteForm(StepForm):
    """A step with nothing of its own but its day, and what the people wish to remember of it."""

    note = words_field(
        gettext_lazy("备注"),
        most=200,
        rows=2,
        help_text=gettext_lazy("可不填。例如会议地点、到会人数。不写身份证号。"),
    )


class ConfirmForm(StepForm):
    """The township signs that audit and evaluation came first: who signs, and on which day."""

    signer = line_field(gettext_lazy("乡镇签字人"), most=60, missing=gettext_lazy("请写谁签字。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, step="audit_evaluation", **kwargs)
        self.fields["on"].label = _("签署日期")


class TakeBackForm(forms.Form):
    reason = line_field(
        gettext_lazy("撤回原因"),
        most=200,
        missing=gettext_lazy("请写明为什么撤回，例如“日期记错，应为 11 月 9 日”。"),
        size=40,
    )


class CallForm(StepForm):
    """Fixes the polling day: one that the law makes impossible is refused, one that is tight is shown to be so."""

    polling_day = day_field(gettext_lazy("选举日"))

    field_order = ("polling_day", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, step="election_day_fixed", **kwargs)
        self.fields["on"].label = _("确定选举日的日期")
        self.initial["polling_day"] = self.election.planned_polling_day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, on = cleaned.get("polling_day"), cleaned.get("on")
        if day and on:
            self.check(day, on)
        return cleaned

    def check(self, day: date, on: date) -> None:
        if day <= on:
            self.add_error("polling_day", _("选举日应在确定之日以后。"))
        elif abs(day.year - self.election.year) > 1:
            self.add_error("polling_day", _("本届是 %(year)s 年换届，请核对年份。") % {"year": self.election.year})
        elif proposed := self.proposed(day, on):
            self.refuse_too_early(proposed)

    def proposed(self, day: date, on: date) -> ProposedDay | None:
        try:
            return proposed_day(self.election, day, on)
        except BadInput as problem:
            self.add_error("polling_day", str(either(problem.text, problem.text_en)))
            return None

    def refuse_too_early(self, proposed: ProposedDay) -> None:
        if not proposed.lawful:
            rule = proposed.rules["roll_days_before"]
            text = _("名单须在选举日 %(days)s 日前公布，即使当天公布，选举日最早也是 %(earliest)s。%(basis)s")
            values = {
                "days": rule.value,
                "earliest": longday(proposed.earliest),
                "basis": either(rule.basis, rule.basis_en),
            }
            self.add_error("polling_day", text % values)


class BeginForm(forms.Form):
    """The general election that a county begins: its year, which term it is for, and the day the county plans."""

    year = forms.IntegerField(label=gettext_lazy("换届年份"), widget=number_input(4))
    term_no = forms.IntegerField(
        label=gettext_lazy("第几届"),
        min_value=1,
        max_value=99,
        widget=number_input(2),
        help_text=gettext_lazy("这次选出的是第几届村民委员会。"),
        error_messages={
            "required": gettext_lazy("请填第几届。"),
            **dict.fromkeys(("invalid", "min_value", "max_value"), gettext_lazy("届数应为 1 至 99 的数字。")),
        },
    )
    planned_on = day_field(gettext_lazy("计划投票日"))

    def __init__(self, *args: Any, county: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.county, self.today = county, today
        self.initial.setdefault("year", today.year)
        wrong = _("换届年份应为 %(first)d 至 %(last)d。") % {"first": today.year - 1, "last": today.year + 1}
        self.fields["year"].error_messages = {"required": wrong, "invalid": wrong}

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if abs(year - self.today.year) > 1:
            raise forms.ValidationError(self.fields["year"].error_messages["invalid"])
        return year

    def clean_planned_on(self) -> date:
        return planned_day(self.county, self.cleaned_data.get("year"), self.cleaned_data["planned_on"])


class JoinForm(forms.Form):
    """The day the county plans for villages that join the election later."""

    planned_on = day_field(gettext_lazy("计划投票日"))

    def __init__(self, *args: Any, county: str, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.county, self.year = county, year

    def clean_planned_on(self) -> date:
        return planned_day(self.county, self.year, self.cleaned_data["planned_on"])


def planned_day(county: str, year: int | None, day: date) -> date:
    """A day of that year or the next, under a law that is held. It is a plan: one that is too early is only told."""
    if year is not None and day.year - year not in (0, 1):
        text = _("%(year)s 年换届，计划投票日应在当年或者次年，请核对年份。")
        raise forms.ValidationError(text % {"year": year})
    try:
        rules_for(county, day)
    except BadInput as problem:
        raise forms.ValidationError(str(either(problem.text, problem.text_en))) from problem
    return day


class MethodForm(StepForm):
    """The seats of each post, and the points that the law leaves to the village."""

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, step="method_adopted", **kwargs)
        self.rules = rules
        self.points = open_points(rules)
        self.fields["on"].label = _("通过日期")
        for post, (usual, fewest, most) in self.seats_allowed().items():
            self.fields[f"seats_{post}"] = seats_field(Post(post), usual, fewest, most)
        for point in self.points:
            self.fields[point.point.key] = point_field(point)

    def seats_allowed(self) -> dict[str, tuple[int, int, int]]:
        """Of each post the usual number of seats, the fewest and the most."""
        most = self.rules.number("seats_max") or 7
        without_chair = 0 if self.rules.flag("chair_from_members") else 1
        return {Post.CHAIR: (1, without_chair, 1), Post.VICE_CHAIR: (1, 0, most), Post.MEMBER: (3, 0, most)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = [cleaned.get(f"seats_{post}") for post in POSTS]
        if None not in given:
            said = seats_lawful(self.rules, sum(map(int, given)))  # type: ignore[arg-type]
            wrong = refused_for(said)
            if wrong:
                both = f"{wrong.text}{wrong.basis}", f"{wrong.sentence('en')} {wrong.basis_en}"
                self.add_error("seats_member", str(either(*both)))
        return cleaned

    @property
    def seat_fields(self) -> list[forms.BoundField]:
        return [self[f"seats_{post}"] for post in POSTS]

    @property
    def point_fields(self) -> list[tuple[OpenPoint, forms.BoundField]]:
        return [(point, self[point.point.key]) for point in self.points]

    @property
    def seats(self) -> dict[str, int]:
        return {str(post): self.cleaned_data[f"seats_{post}"] for post in POSTS}

    @property
    def measures(self) -> Mapping[str, str | bool]:
        """Only what the village settles itself; the rest stays with the law."""
        chosen = ((point.point, self.cleaned_data[point.point.key]) for point in self.points)
        return {
            point.key: next(choice.value for choice in point.choices if choice.sent == sent)
            for point, sent in chosen
            if sent
        }


def seats_field(post: Post, usual: int, fewest: int, most: int) -> forms.IntegerField:
    words = {Post.CHAIR: _("主任"), Post.VICE_CHAIR: _("副主任"), Post.MEMBER: _("委员")}
    wrong = _("%(post)s应为 %(fewest)d 至 %(most)d 名。") % {"post": words[post], "fewest": fewest, "most": most}
    return forms.IntegerField(
        label=words[post],
        initial=usual,
        min_value=fewest,
        max_value=most,
        widget=number_input(2),
        error_messages={
            "required": _("请填职数，没有的填 0。"),
            "invalid": wrong,
            "min_value": wrong,
            "max_value": wrong,
        },
    )


#: What it means that a method says nothing of a point that the law leaves open.
SILENT: Mapping[str, Any] = {"stop_after_runoff": gettext_lazy("不作规定，出现缺额时再定")}


def point_field(asked: OpenPoint) -> forms.ChoiceField:
    """Left alone, the law holds: the first choice says what that means here."""
    if asked.default is None:
        silent = str(SILENT.get(asked.point.key) or _("不作规定，出现时再定"))
    else:
        silent = _("不另作规定：%(default)s") % {"default": either(asked.default.zh, asked.default.en)}
    choices = [("", silent), *((choice.sent, str(either(choice.zh, choice.en))) for choice in asked.point.choices)]
    return forms.ChoiceField(
        label=str(either(asked.point.zh, asked.point.en)),
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
    )
