"""The form of a proxy: quick to type, one line, judged before it is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.people.relatives import Relation, in_words
from cunxuan.web.fields import day_field, not_ahead
from cunxuan.web.templatetags.cx import either

from .people_forms import PeopleForm, person_field, picked_field
from .proxy_actions import Application
from .proxy_law import REASONS

#: In the order of the digits that pick them on the keyboard.
KIN: tuple[Relation, ...] = (
    "spouse",
    "parent",
    "child",
    "sibling",
    "grandparent",
    "grandchild",
    "in_law",
    "neighbour",
    "other",
)


class ProxyForm(PeopleForm):
    """Who entrusts whom, what the holder is to the principal, why, and since when."""

    people = ("principal", "holder", "passed_on_by")

    principal = person_field(gettext_lazy("委托人"), missing=gettext_lazy("请填委托人。"))
    holder = person_field(gettext_lazy("受委托人"), missing=gettext_lazy("请填受委托人。"))
    relation = forms.ChoiceField(
        label=gettext_lazy("受委托人是委托人的"), error_messages={"required": gettext_lazy("请选关系。")}
    )
    reason = forms.ChoiceField(label=gettext_lazy("委托原因"))
    on = day_field(gettext_lazy("委托日期"))
    in_writing = forms.BooleanField(label=gettext_lazy("有书面委托书"), required=False, initial=True)
    passed_on_by = person_field(gettext_lazy("由谁转委托"))
    principal_pk = picked_field()
    holder_pk = picked_field()
    passed_on_by_pk = picked_field()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("on", today)
        kin = [(one, f"{digit} {either(in_words(one), in_words(one, 'en'))}") for digit, one in enumerate(KIN, start=1)]
        why = [(key, f"{digit} {either(zh, en)}") for digit, (key, (zh, en, _)) in enumerate(REASONS.items(), start=1)]
        self.fields["relation"].choices = [("", _("请选")), *kin]  # type: ignore[attr-defined]
        self.fields["reason"].choices = why  # type: ignore[attr-defined]
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["passed_on_by"].help_text = _("受委托人把委托转给别人的才填。")

    def clean_on(self) -> date:
        return not_ahead(self.cleaned_data["on"], self.today)

    @property
    def application(self) -> Application:
        said = self.cleaned_data
        return Application(
            principal=said["principal_found"],
            holder=said["holder_found"],
            relation=said["relation"],
            reason=said["reason"],
            on=said["on"],
            in_writing=said["in_writing"],
            passed_on_by=said["passed_on_by_found"],
        )
