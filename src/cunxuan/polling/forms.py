"""The places of a vote: one centre and as many stations as the village needs, each with its people and its boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cunxuan.core.findings import Finding
from cunxuan.elections.forms import StepForm
from cunxuan.elections.models import Round, RoundKind
from cunxuan.web.fields import line_field
from cunxuan.web.templatetags.cx import longday, number

from .actions import NewPlace
from .models import PlaceKind, PollingPlace

MOST_PLACES = 30
NUMBERS = frozenset(map(str, range(MOST_PLACES + 1)))  # of lines, as the page sends it
CENTRE = "中心会场"  # a name on Chinese papers, in either language
FIXED, MOBILE = "固定票箱", "流动票箱"


@dataclass(frozen=True, slots=True)
class Line:
    """A place as the form has it: its number, whether it is the centre, and its four fields."""

    number: int
    is_centre: bool
    name: forms.BoundField
    registered: forms.BoundField
    fixed: forms.BoundField
    mobile: forms.BoundField

    @property
    def fields(self) -> tuple[forms.BoundField, ...]:
        return self.name, self.registered, self.fixed, self.mobile


class PlacesForm(forms.Form):
    """The first line is the centre; a station without a name is none. `more` asks for another line."""

    def __init__(self, *args: Any, this: Round, more: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.this = this
        given: Mapping[str, Any] = self.data if self.is_bound else self.initial
        sent = str(given.get("lines", ""))
        self.count = min(max(int(sent) if sent in NUMBERS else 1, 1) + more, MOST_PLACES)
        for line in range(1, self.count + 1):
            self.fields.update(line_fields(line))
        if more:
            self.fields[f"p{self.count}-name"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for line in range(1, self.count + 1):
            self.check(line)
        if not self.errors:
            self.check_sum(sum(place.registered for place in self.places))
        return cleaned

    def check(self, line: int) -> None:
        """A station that has a name has people and a box; figures without a name belong nowhere."""
        name, registered, fixed, mobile = (self.cleaned_data.get(f"p{line}-{key}") for key in KEYS)
        if not name:
            if line == 1 or registered:
                self.add_error(f"p{line}-name", _("请填投票点的名称。"))
            return
        if registered is None and f"p{line}-registered" not in self.errors:
            self.add_error(f"p{line}-registered", _("请填在这里投票的人数。"))
        if not (fixed or mobile) and f"p{line}-fixed" not in self.errors:
            self.add_error(f"p{line}-fixed", _("每个投票点至少有一个票箱。"))

    def check_sum(self, assigned: int) -> None:
        wanted = self.this.registered
        if assigned != wanted:
            more = _("各投票点合计 %(assigned)s 人，名单是 %(wanted)s 人，多 %(difference)s 人。")
            fewer = _("各投票点合计 %(assigned)s 人，名单是 %(wanted)s 人，少 %(difference)s 人。")
            values = {
                "assigned": number(assigned),
                "wanted": number(wanted),
                "difference": number(abs(assigned - wanted)),
            }
            self.add_error("p1-registered", (more if assigned > wanted else fewer) % values)

    @property
    def places(self) -> tuple[NewPlace, ...]:
        return tuple(
            NewPlace(
                name=self.cleaned_data[f"p{line}-name"],
                kind=PlaceKind.MAIN if line == 1 else PlaceKind.BRANCH,
                registered=self.cleaned_data[f"p{line}-registered"],
                boxes=(
                    *boxes(FIXED, self.cleaned_data[f"p{line}-fixed"], mobile=False),
                    *boxes(MOBILE, self.cleaned_data[f"p{line}-mobile"], mobile=True),
                ),
            )
            for line in range(1, self.count + 1)
            if self.cleaned_data[f"p{line}-name"]
        )

    @property
    def lines(self) -> list[Line]:
        return [Line(line, line == 1, *(self[f"p{line}-{key}"] for key in KEYS)) for line in range(1, self.count + 1)]


KEYS = ("name", "registered", "fixed", "mobile")


class FigureField(forms.IntegerField):
    """A number as people type it: full-width digits, spaces and commas are taken."""

    def to_python(self, value: Any) -> int | None:
        plain = unicodedata.normalize("NFKC", str(value)).translate(IGNORED) if value not in (None, "") else value
        return super().to_python(plain)


IGNORED = str.maketrans("", "", ", ，人")


def line_fields(line: int) -> dict[str, forms.Field]:
    return {
        f"p{line}-name": line_field(_("名称"), most=40, size=12),
        f"p{line}-registered": figure_field(_("人数"), most=1_000_000, size="6", required=False),
        f"p{line}-fixed": figure_field(_("固定票箱"), initial=1, most=20),
        f"p{line}-mobile": figure_field(_("流动票箱"), initial=0, most=20),
    }


def figure_field(
    label: str, *, most: int, initial: int | None = None, size: str = "2", required: bool = True
) -> FigureField:
    return FigureField(
        label=label,
        initial=initial,
        min_value=0,
        max_value=most,
        required=required,
        widget=forms.TextInput({"inputmode": "numeric", "size": size, "class": "cx-figure-field"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("请填 0 或正整数。")),
    )


def boxes(name: str, count: int, *, mobile: bool) -> Iterator[tuple[str, bool]]:
    """Boxes of one kind are told apart by a number only where there are several."""
    for index in range(1, count + 1):
        yield (f"{name} {index}" if count > 1 else name), mobile


def places_before(this: Round) -> dict[str, Any]:
    """A village's usual places: those of the vote before, or one centre with the whole roll."""
    before = this.election.rounds.filter(number__lt=this.number, places__isnull=False).order_by("-number").first()
    places = list(before.places.prefetch_related("boxes")) if before else []
    initial: dict[str, Any] = {"lines": len(places) or 1, "p1-name": CENTRE, "p1-registered": this.registered}
    for line, place in enumerate(places, start=1):
        mobile = sum(box.mobile for box in place.boxes.all())
        initial |= {
            f"p{line}-name": place.name,
            f"p{line}-registered": place.registered,
            f"p{line}-fixed": len(place.boxes.all()) - mobile,
            f"p{line}-mobile": mobile,
        }
    return initial


class ClosingForm(StepForm):
    """The day on which the boxes of a place were closed: not before the vote."""

    def __init__(self, *args: Any, place: PollingPlace, today: date, **kwargs: Any) -> None:
        self.this = place.round
        super().__init__(*args, election=self.this.election, step="polling", today=today, **kwargs)
        self.fields["on"].label = _("关箱日期")
        self.fields["on"].widget.attrs["min"] = self.this.polling_on.isoformat()

    def clean_on(self) -> date:
        on = super().clean_on()
        if on < self.this.polling_on:
            text = _("投票日是 %(day)s，关箱不能在它以前。")
            raise forms.ValidationError(text % {"day": longday(self.this.polling_on)})
        return on

    @property
    def finding(self) -> Finding | None:
        """Only the first vote is a step of the timetable."""
        return super().finding if self.this.kind == RoundKind.FIRST else None
