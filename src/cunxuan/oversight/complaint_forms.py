"""What the pages of complaints take. Nothing here offers a name that only a case holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.steps import NAMES
from cunxuan.offices.models import Account, Level
from cunxuan.web.fields import day_field, line_field, not_ahead, number_input, words_field
from cunxuan.web.templatetags.cx import either

from .models import Channel, ComplaintKind, OfficerKind, Stage
from .task_forms import AccountField, place_field

Words = tuple[str, str]

LONGEST = 4000  # characters of what is told about a case
#: Not a complaint: it has its own page and its own days.
ROLL = "roll_objection"

KINDS: Mapping[str, Words] = {
    ComplaintKind.ELECTION: ("选举投诉", "complaint about the election"),
    ComplaintKind.PETITION: ("信访事项", "petition"),
    ComplaintKind.DISCIPLINE: ("纪检举报", "report of misconduct"),
}
CHANNELS: Mapping[str, Words] = {
    Channel.VISIT: ("来访", "in person"),
    Channel.LETTER: ("来信", "by letter"),
    Channel.PHONE: ("电话", "by telephone"),
    Channel.NET: ("网络", "online"),
    Channel.ABOVE: ("上级转来", "passed on from above"),
    Channel.ANONYMOUS: ("匿名", "without a name"),
}
STAGES: Mapping[str, Words] = {
    Stage.REGISTERED: ("已登记，待受理", "registered"),
    Stage.ACCEPTED: ("办理中", "being handled"),
    Stage.REFUSED: ("不予受理", "not taken up"),
    Stage.TRANSFERRED: ("已转送", "passed on"),
    Stage.ANSWERED: ("已答复", "answered"),
    Stage.REVIEW: ("复查中", "under review"),
    Stage.REVIEWED: ("已复查", "reviewed"),
    Stage.RECHECK: ("复核中", "under re-check"),
    Stage.RECHECKED: ("已复核", "re-checked"),
    Stage.CLOSED: ("已办结", "closed"),
}
OFFICES: Mapping[str, Words] = {
    OfficerKind.PETITION: ("信访和选举投诉", "petitions and complaints"),
    OfficerKind.DISCIPLINE: ("纪检举报和违纪线索", "reports and violations"),
}


def spoken(words: Mapping[str, Words]) -> list[tuple[str, str]]:
    return [(key, str(either(*said))) for key, said in words.items()]


class AccusedForm(forms.Form):
    """A case as it is brought: where, and about whom, so that they are kept out of it."""

    accused = line_field(gettext_lazy("被反映的人"), most=60)
    accused_unit = place_field(
        gettext_lazy("被反映的人在哪个村、哪个乡镇"), help_text=gettext_lazy("这里的账号都看不到这一件。")
    )
    accused_account = AccountField(
        label=gettext_lazy("被反映的人的账号"),
        required=False,
        help_text=gettext_lazy("被反映的人用本系统的，请选；选了就看不到这一件。"),
    )

    def __init__(self, *args: Any, places: Any, accounts: Sequence[Account], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        fields: dict[str, Any] = self.fields
        fields["place"].queryset = places
        fields["accused_unit"].queryset = places.exclude(level=Level.COUNTY)
        fields["accused_account"].offer(accounts)


class IntakeForm(AccusedForm):
    """A complaint as it is brought."""

    kind = forms.ChoiceField(label=gettext_lazy("哪一类"))
    channel = forms.ChoiceField(label=gettext_lazy("来件方式"))
    received_on = day_field(gettext_lazy("收到日期"))
    place = place_field(gettext_lazy("反映的地方"), gettext_lazy("请选反映的是哪个村、哪个乡镇。"))
    step = forms.ChoiceField(label=gettext_lazy("涉及的步骤"), required=False)
    complainant = line_field(gettext_lazy("来访人"), most=40, help_text=gettext_lazy("匿名的不填。不写身份证号。"))
    contact = line_field(gettext_lazy("联系方式"), most=60)
    people = forms.IntegerField(
        label=gettext_lazy("一起来的人数"), min_value=1, max_value=9999, initial=1, widget=number_input(4)
    )
    text = words_field(
        gettext_lazy("反映的事情"), most=LONGEST, missing=gettext_lazy("请写反映的事情；没有内容的不能登记。"), rows=6
    )
    wants = words_field(gettext_lazy("诉求"), most=LONGEST, rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [*spoken(KINDS), (ROLL, _("名单异议"))]
        fields["channel"].choices = spoken(CHANNELS)
        fields["step"].choices = [("", "—"), *((key, str(either(*said))) for key, said in NAMES.items())]

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        if kind == ROLL:
            raise forms.ValidationError(_("对选民名单有异议的不是信访，请到这个村的名单异议页面登记，期限另算。"), ROLL)
        return kind

    def clean_received_on(self) -> date:
        return not_ahead(self.cleaned_data["received_on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        anonymous = cleaned.get("channel") == Channel.ANONYMOUS
        if not anonymous and not cleaned.get("complainant") and "complainant" not in self.errors:
            self.add_error("complainant", _("请写来访人的姓名；没有署名的，来件方式选“匿名”。"))
        if anonymous and cleaned.get("complainant"):
            self.add_error("complainant", _("来件方式选了“匿名”，这里不填姓名。"))
        return cleaned

    @property
    def is_of_the_roll(self) -> bool:
        return self.has_error("kind", ROLL)


class HandlerForm(forms.Form):
    handler = AccountField(
        label=gettext_lazy("经办人"),
        error_messages={"required": gettext_lazy("请选经办人。"), "invalid_choice": gettext_lazy("请选经办人。")},
    )

    def __init__(self, *args: Any, accounts: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].offer(accounts)  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    why = words_field(gettext_lazy("原因"), most=LONGEST, missing=gettext_lazy("请写明原因。"), rows=2)


class TextForm(forms.Form):
    text = words_field(gettext_lazy("内容"), most=LONGEST, missing=gettext_lazy("请写内容。"), rows=4)


class TransferForm(forms.Form):
    """To which organ it goes, or to which township or village."""

    organ = line_field(gettext_lazy("转送给哪个机关"), most=60, size=40)
    unit = place_field(gettext_lazy("或者转给哪个乡镇、哪个村"))
    why = words_field(gettext_lazy("转送的理由"), most=LONGEST, missing=gettext_lazy("请写为什么转送。"), rows=2)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = places  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("organ") and not cleaned.get("unit"):
            self.add_error("organ", _("请写转送给哪个机关，或者选一个地方。"))
        return cleaned


class ExtendForm(WhyForm):
    approved_by = line_field(
        gettext_lazy("批准延期的负责人"), most=40, missing=gettext_lazy("请写是哪位负责人批准的。")
    )


class LinkForm(forms.Form):
    """The case with which it is one matter; nothing chosen takes it apart again."""

    first = forms.ChoiceField(label=gettext_lazy("与哪一件并案"), required=False)

    def __init__(self, *args: Any, others: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].choices = [("", _("不并案")), *others]  # type: ignore[attr-defined]


class OfficerForm(forms.Form):
    """Whom the county names, for which kind of case."""

    account = AccountField(
        label=gettext_lazy("谁"),
        error_messages={"required": gettext_lazy("请选一个人。"), "invalid_choice": gettext_lazy("请选一个人。")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("经办什么"))

    def __init__(self, *args: Any, accounts: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].offer(accounts)  # type: ignore[attr-defined]
        self.fields["kind"].choices = spoken(OFFICES)  # type: ignore[attr-defined]


class EvidenceForm(forms.Form):
    content = forms.FileField(
        label=gettext_lazy("照片或者扫描件"), error_messages={"required": gettext_lazy("请选照片或者扫描件。")}
    )
