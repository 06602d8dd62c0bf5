"""The form of somebody who votes at a mobile box, or for whom a scribe writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.people.relatives import in_words
from cunxuan.web.fields import line_field
from cunxuan.web.templatetags.cx import either

from .assistance_actions import Wanted
from .assistance_queries import REASONS, candidates_of
from .models import Help
from .people_forms import PeopleForm, person_field, picked_field
from .proxy_forms import KIN

MOST_BOXES = 20


class AssistanceForm(PeopleForm):
    """Who, how and why; of a scribe also the name, and whether that person is near to a candidate."""

    people = ("resident",)

    resident = person_field(gettext_lazy("姓名"), missing=gettext_lazy("请填姓名。"))
    help = forms.ChoiceField(label=gettext_lazy("方式"))
    reason = forms.ChoiceField(label=gettext_lazy("原因"))
    box_no = forms.IntegerField(label=gettext_lazy("流动票箱编号"), required=False, min_value=1, max_value=MOST_BOXES)
    scribe = line_field(gettext_lazy("代写人"), most=40)
    scribe_near = forms.ChoiceField(label=gettext_lazy("代写人是哪位候选人的亲属"), required=False)
    scribe_relation = forms.ChoiceField(label=gettext_lazy("代写人是该候选人的"), required=False)
    resident_pk = picked_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(Help.MOBILE_BOX, f"1 {_('流动票箱')}"), (Help.SCRIBE, f"2 {_('代写')}")]
        why = [(key, f"{digit} {either(*said)}") for digit, (key, said) in enumerate(REASONS.items(), start=1)]
        kin = [(one, f"{digit} {either(in_words(one), in_words(one, 'en'))}") for digit, one in enumerate(KIN[:7], 1)]
        names = candidates_of(self.election)
        self.choices("help", ways)
        self.choices("reason", why)
        self.choices("scribe_near", [("", _("都不是")), *((name, name) for name in names)])
        self.choices("scribe_relation", [("", _("不是亲属")), *kin])
        self.fields["box_no"].widget = forms.TextInput({"inputmode": "numeric", "size": "2"})
        self.fields["scribe"].widget.attrs.update(size="10", autocomplete="off", spellcheck="false")

    def choices(self, key: str, choices: list[Any]) -> None:
        self.fields[key].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("help") == Help.SCRIBE and not cleaned.get("scribe"):
            self.add_error("scribe", _("请填代写人的姓名。"))
        if bool(cleaned.get("scribe_near")) != bool(cleaned.get("scribe_relation")):
            self.add_error("scribe_relation", _("请把候选人和亲属关系都填上，或者都不填。"))
        return cleaned

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        scribe = said["help"] == Help.SCRIBE
        return Wanted(
            resident=said["resident_found"],
            help=said["help"],
            reason=said["reason"],
            box_no=None if scribe else said["box_no"],
            scribe=said["scribe"] if scribe else "",
            scribe_near=said["scribe_near"] if scribe else "",
            scribe_relation=(said["scribe_relation"] or None) if scribe else None,
        )
