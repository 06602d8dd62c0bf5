"""The forms on relatives: who is related to whom, or nobody to anybody; and what a meeting decided between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.candidates.kin_actions import Tie
from cunxuan.candidates.models import KinStatement
from cunxuan.core.people.relatives import RELATIONS, in_words
from cunxuan.elections.measures import KEEPS
from cunxuan.web.fields import day_field, not_ahead, words_field
from cunxuan.web.templatetags.cx import either

from .relatives_queries import ToDecide

#: What a statement can be about: whoever is no relative at all is not stated.
RELATED = tuple(relation for relation in RELATIONS if relation not in ("neighbour", "other"))
LINES, MOST_LINES = 3, 20
NUMBERS = frozenset(map(str, range(MOST_LINES + 1)))

Bound = tuple[int, forms.BoundField, forms.BoundField, forms.BoundField]


class RelativesForm(forms.Form):
    """Nobody is related to anybody, or these are: two names and a relation a line; an empty line is no tie."""

    said = forms.ChoiceField(
        choices=[("none", gettext_lazy("没有近亲属关系")), ("some", gettext_lazy("有下列近亲属关系"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选一项：没有的也要写明没有。")},
    )
    on = day_field(gettext_lazy("核实日期"))

    def __init__(
        self, *args: Any, names: tuple[str, ...], stated: KinStatement | None, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names, self.today = names, today
        self.initial.setdefault("on", today)
        self.initial = {**as_stated(stated), **self.initial}
        sent = str((self.data if self.is_bound else self.initial).get("lines", ""))
        lines = int(sent) if sent in NUMBERS else LINES
        self.lines = min(max(lines, 1) + ("more" in self.initial), MOST_LINES)
        people = [("", "—"), *((name, name) for name in names)]
        relations = [("", "—"), *((one, str(either(in_words(one), in_words(one, "en")))) for one in RELATED)]
        for line in range(1, self.lines + 1):
            self.fields[f"a{line}"] = forms.ChoiceField(choices=people, required=False)
            self.fields[f"relation{line}"] = forms.ChoiceField(choices=relations, required=False)
            self.fields[f"b{line}"] = forms.ChoiceField(choices=people, required=False)

    def clean_on(self) -> date:
        return not_ahead(self.cleaned_data["on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen: set[frozenset[str]] = set()
        for line, a, relation, b in self.filled():
            pair = frozenset((a, b))
            if not (a and relation and b):
                self.add_error(f"a{line}", _("请选两个人和他们的关系；不用的一行三格都空着。"))
            elif a == b:
                self.add_error(f"b{line}", _("“%(name)s”不能是自己的亲属。") % {"name": a})
            elif pair in seen:
                self.add_error(f"b{line}", _("%(a)s、%(b)s写了两次。") % {"a": a, "b": b})
            seen.add(pair)
        said, lines = cleaned.get("said"), list(self.filled())
        if said == "none" and lines:
            self.add_error("said", _("选了“没有近亲属关系”，下面又写了人。请改其中一处。"))
        elif said == "some" and not lines:
            self.add_error("said", _("请在下面写明谁和谁是什么关系。"))
        return dict(self.cleaned_data)

    def filled(self) -> Iterator[tuple[int, str, str, str]]:
        for line in range(1, self.lines + 1):
            a, relation, b = (self.cleaned_data.get(f"{key}{line}") or "" for key in ("a", "relation", "b"))
            if a or relation or b:
                yield line, a, relation, b

    @property
    def ties(self) -> list[Tie]:
        return [Tie(a, b, relation) for _line, a, relation, b in self.filled()]

    @property
    def rows(self) -> list[Bound]:
        return [
            (line, self[f"a{line}"], self[f"relation{line}"], self[f"b{line}"]) for line in range(1, self.lines + 1)
        ]


def as_stated(stated: KinStatement | None) -> dict[str, Any]:
    """The form as it was filled the last time."""
    if stated is None:
        return {}
    given: dict[str, Any] = {"said": "some" if stated.ties else "none", "lines": str(len(stated.ties) + 1)}
    for line, tie in enumerate(stated.ties, start=1):
        given |= {f"a{line}": tie["a"], f"relation{line}": tie["relation"], f"b{line}": tie["b"]}
    return given if stated.ties else {"said": "none"}


class DecisionForm(forms.Form):
    """Who stays, or by which method that is found out, as a meeting decided it, and where that is written."""

    decided = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": gettext_lazy("请选会议决定的一项。")}
    )
    on = day_field(gettext_lazy("会议日期"))
    evidence = words_field(
        gettext_lazy("会议和记录"),
        most=200,
        missing=gettext_lazy("请写明是哪个会议决定的，记录在哪里。"),
        rows=2,
        help_text=gettext_lazy("哪个会议、到会多少人、记录存在哪里。不写身份证号。"),
    )

    def __init__(self, *args: Any, asked: ToDecide, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.today = asked, today
        self.initial.setdefault("on", today)
        if asked.settles:
            choices = [(choice.sent, str(either(choice.zh, choice.en))) for choice in KEEPS]
        else:
            choices = [(name, _("%(name)s 留任") % {"name": name}) for name in asked.names]
        self.fields["decided"].choices = choices  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        return not_ahead(self.cleaned_data["on"], self.today)
