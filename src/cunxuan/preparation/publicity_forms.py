"""What the pages of publicity take: a piece of it, a slogan, a question of the county's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.explanations import PHASES
from cunxuan.offices.models import Account, Level, Role
from cunxuan.offices.parts import since
from cunxuan.web.fields import day_field, line_field, number_input, words_field
from cunxuan.web.templatetags.cx import either, lang, longday

from .publicity_actions import NewItem, NewQuestion
from .training_forms import AHEAD, place_choices
from .training_words import COUNTED, PUBLICITY

MOST = 10_000_000


def kind_choices() -> list[tuple[str, str]]:
    """Each kind, and in what it is counted."""
    counted = {key: (words, COUNTED[key]) for key, words in PUBLICITY.items()}
    return [
        (key, str(either(f"{zh}（{unit}）", f"{en} ({units})"))) for key, ((zh, en), (unit, units)) in counted.items()
    ]


class ItemForm(forms.Form):
    """A piece of publicity as it was done."""

    place = forms.ChoiceField(label=gettext_lazy("谁做的"))
    kind = forms.ChoiceField(
        label=gettext_lazy("形式"),
        choices=kind_choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选一种形式。")},
    )
    title = line_field(gettext_lazy("内容"), most=100, missing=gettext_lazy("请写是什么内容。"), size=40)
    begins_on = day_field(gettext_lazy("从"))
    ends_on = day_field(gettext_lazy("到"), required=False)
    copies = forms.IntegerField(
        label=gettext_lazy("数量"),
        min_value=1,
        max_value=MOST,
        widget=number_input(8),
        help_text=gettext_lazy("印了几份、播了几次、挂了几条。"),
        error_messages={
            "required": gettext_lazy("请填数量。"),
            "invalid": gettext_lazy("数量请填整数。"),
            "min_value": gettext_lazy("数量最少是 1。"),
        },
    )
    pages = forms.IntegerField(
        label=gettext_lazy("版面或问答数"),
        required=False,
        min_value=0,
        max_value=1000,
        widget=number_input(4),
        help_text=gettext_lazy("报纸写几个整版，广播电视写几个问答，其他空着。"),
        error_messages={"invalid": gettext_lazy("请填整数。")},
    )
    where = line_field(gettext_lazy("在哪里"), most=100, size=40)
    to_every_village = forms.BooleanField(label=gettext_lazy("到每个村"), required=False)
    note = line_field(gettext_lazy("说明"), most=300, size=40)

    def __init__(self, *args: Any, account: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["place"].choices = place_choices(account)  # type: ignore[attr-defined]
        self.initial.setdefault("begins_on", today)
        self.fields["ends_on"].help_text = _("只有一天的空着。")
        self.fields["to_every_village"].help_text = _("发到、播到这里的每一个村。")
        if account.role == Role.COMMITTEE or account.division.level == Level.VILLAGE:
            self.fields["place"].widget = forms.HiddenInput()
            self.initial.setdefault("place", account.division_id)
            del self.fields["to_every_village"]

    def clean_begins_on(self) -> date:
        on: date = self.cleaned_data["begins_on"]
        if not since(self.today) <= on <= self.today + AHEAD:
            text = _("%(on)s不在这一次换届的准备期里，请核对年份。")
            raise forms.ValidationError(text % {"on": longday(on)})
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("begins_on"), cleaned.get("ends_on")
        if first and last and not first <= last <= first + AHEAD:
            self.add_error("ends_on", _("结束日期应当在开始日期以后一年以内，请核对。"))
        return cleaned

    @property
    def item(self) -> NewItem:
        given = self.cleaned_data
        return NewItem(
            kind=given["kind"],
            title=given["title"],
            begins_on=given["begins_on"],
            ends_on=given["ends_on"] or given["begins_on"],
            copies=given["copies"],
            pages=given["pages"] or 0,
            where=given["where"],
            to_every_village=bool(given.get("to_every_village")),
            note=given["note"],
        )


class SloganForm(forms.Form):
    text = line_field(gettext_lazy("标语"), most=60, missing=gettext_lazy("请写标语。"), size=40)


class QuestionForm(forms.Form):
    """A question of the county's own, with the text of law that its answer rests on."""

    phase = forms.ChoiceField(
        label=gettext_lazy("阶段"), choices=lambda: [(key, str(lang(words))) for key, words in PHASES.items()]
    )
    text = line_field(gettext_lazy("问"), most=200, missing=gettext_lazy("请写村民问的话。"), size=40)
    answer = words_field(gettext_lazy("答"), missing=gettext_lazy("请写答复。"), rows=4)
    source = line_field(
        gettext_lazy("依据"),
        most=120,
        missing=gettext_lazy("请写依据的法规和条，没有依据的不能答。"),
        size=40,
        help_text=gettext_lazy("例如：村民委员会组织法 第十七条。"),
    )

    @property
    def question(self) -> NewQuestion:
        given = self.cleaned_data
        return NewQuestion(given["phase"], given["text"], given["answer"], given["source"])
