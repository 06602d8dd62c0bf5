"""What the pages of audit and evaluation take, each wrong thing beside its field and nothing that was typed lost.

The subjects of an audit are those of the law's list here; amounts are in yuan. Lines for problems and for officials are
as many as wanted: `more` asks for another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cunxuan.core.law import Rules, in_words
from cunxuan.web.fields import day_field, line_field, not_ahead, words_field
from cunxuan.web.templatetags.cx import either, longday

from .audit_actions import Judged, NewAudit, NewEvaluation, Problem, Subject, audit_subjects
from .models.audits import Audit, Evaluation, EvaluationMeeting, Grade, ProblemState

MOST_LINES = 30
NUMBERS = frozenset(map(str, range(MOST_LINES + 1)))  # of lines, as the page sends it
SPARE_PROBLEMS, SPARE_PEOPLE = 2, 5
MOST_FEN = 10**14  # a village's accounts stay below a trillion yuan
AMOUNT = re.compile(r"\d+(?:\.\d{1,2})?")
IGNORED = str.maketrans("", "", ", ，")

GRADES: Mapping[str, tuple[str, str]] = {
    Grade.FIT: ("称职", "fit"),
    Grade.BASICALLY_FIT: ("基本称职", "basically fit"),
    Grade.UNFIT: ("不称职", "unfit"),
}
STATES: Mapping[str, tuple[str, str]] = {
    ProblemState.OPEN: ("未整改", "open"),
    ProblemState.UNDER_WAY: ("整改中", "under way"),
    ProblemState.SETTLED: ("已整改", "settled"),
}
MEETINGS: Mapping[str, tuple[str, str]] = {
    EvaluationMeeting.REPRESENTATIVES: ("村民代表会议", "the representatives' assembly"),
    EvaluationMeeting.VILLAGERS: ("村民会议", "the villagers' assembly"),
}


def in_either(words: Mapping[str, tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key, str(either(*said))) for key, said in words.items()]


class YuanField(forms.CharField):
    """An amount in yuan as people write it: 12,345.60; full-width digits are taken, letters and words are not."""

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        plain = unicodedata.normalize("NFKC", typed).translate(IGNORED)
        if not plain:
            return None
        if not AMOUNT.fullmatch(plain):
            text = _("“%(typed)s”不是金额。只写数字，单位元，例如 12345.60。")
            raise forms.ValidationError(text % {"typed": typed})
        whole, _point, cents = plain.partition(".")
        fen = int(whole) * 100 + int(cents.ljust(2, "0") or "0")
        if fen > MOST_FEN:
            raise forms.ValidationError(_("金额太大，请核对单位，这里按元填。"))
        return fen


def yuan_field(label: Any) -> YuanField:
    widget = forms.TextInput({"inputmode": "decimal", "size": "12", "autocomplete": "off", "class": "cx-figure-field"})
    return YuanField(label=label, required=False, max_length=30, widget=widget)


class CountField(forms.IntegerField):
    """A number of people; full-width digits and spaces are taken."""

    def to_python(self, value: Any) -> int | None:
        typed = value if value in (None, "") else unicodedata.normalize("NFKC", str(value)).translate(IGNORED)
        return super().to_python(typed)


def count_field(label: Any, *, required: bool = False) -> CountField:
    wrong = _("请填 0 或正整数。")
    return CountField(
        label=label,
        required=required,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput({"inputmode": "numeric", "size": "4", "class": "cx-figure-field"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class Lined(forms.Form):
    """A form with as many like lines as wanted."""

    spare = 1

    def __init__(self, *args: Any, more: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given: Mapping[str, Any] = self.data if self.is_bound else self.initial
        sent = str(given.get("lines", ""))
        self.count = min(max(int(sent) if sent in NUMBERS else self.spare, 1) + more, MOST_LINES)

    def at(self, line: int, key: str) -> Any:
        return self.cleaned_data.get(f"p{line}-{key}")

    def bound_lines(self, keys: tuple[str, ...]) -> Iterator[tuple[int, list[forms.BoundField]]]:
        for line in range(1, self.count + 1):
            yield line, [self[f"p{line}-{key}"] for key in keys]


# -- the audit --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SubjectFields:
    """A subject of the law's list with its three fields."""

    zh: str
    en: str
    text: forms.BoundField
    amount: forms.BoundField
    opinion: forms.BoundField


PROBLEM = ("matter", "person", "amount", "to_do", "state")


class AuditForm(Lined):
    """The auditors' report: period, team, whose accounts; every subject of the law's list; what was found wrong."""

    spare = SPARE_PROBLEMS

    period_from = day_field(gettext_lazy("审计期间从"))
    period_to = day_field(gettext_lazy("到"))
    reported_on = day_field(gettext_lazy("报告日期"))
    team = line_field(gettext_lazy("审计组"), most=200, missing=gettext_lazy("请写哪几个部门、谁审计的。"))
    persons = words_field(
        gettext_lazy("被审计人员"),
        most=400,
        missing=gettext_lazy("请写审计的是谁的任期。"),
        rows=3,
        help_text=gettext_lazy("一行一人，姓名和职务之间空一格。"),
    )

    def __init__(self, *args: Any, rules: Rules, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.subjects = audit_subjects(rules)
        for key in self.subjects:
            self.fields[f"{key}-text"] = words_field(_("审计情况"), rows=2, missing=self.not_answered(key))
            self.fields[f"{key}-amount"] = yuan_field(_("金额（元）"))
            self.fields[f"{key}-opinion"] = line_field(_("意见"), most=200)
        for line in range(1, self.count + 1):
            self.fields.update(problem_fields(line))

    def not_answered(self, key: str) -> str:
        text = _("“%(subject)s”没有写。法定事项每一项都要有审计情况。")
        return text % {"subject": either(in_words(key), in_words(key, "en"))}

    def clean_period_to(self) -> date:
        return not_ahead(self.cleaned_data["period_to"], self.today)

    def clean_reported_on(self) -> date:
        return not_ahead(self.cleaned_data["reported_on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins, ends, reported = (cleaned.get(key) for key in ("period_from", "period_to", "reported_on"))
        if begins and ends and ends <= begins:
            self.add_error("period_to", _("审计期间的末日应在首日以后。"))
        if ends and reported and reported < ends:
            text = _("审计期间到 %(ends)s，报告不能早于这一天。")
            self.add_error("reported_on", text % {"ends": longday(ends)})
        for line in range(1, self.count + 1):
            self.check_problem(line)
        return cleaned

    def check_problem(self, line: int) -> None:
        """A problem that is written has something to be done about it; a person or an amount alone belongs nowhere."""
        matter, person, to_do = (self.at(line, key) for key in ("matter", "person", "to_do"))
        wrong = f"p{line}-amount" in self.errors
        if matter and not to_do:
            self.add_error(f"p{line}-to_do", _("请写怎样整改。"))
        if not matter and (person or to_do or self.at(line, "amount") or wrong):
            self.add_error(f"p{line}-matter", _("请写发现的问题。"))

    @property
    def subject_fields(self) -> list[SubjectFields]:
        return [
            SubjectFields(
                in_words(key),
                in_words(key, "en"),
                *(self[f"{key}-{part}"] for part in ("text", "amount", "opinion")),
            )
            for key in self.subjects
        ]

    @property
    def problem_lines(self) -> list[tuple[int, list[forms.BoundField]]]:
        return list(self.bound_lines(PROBLEM))

    @property
    def new(self) -> NewAudit:
        given = self.cleaned_data
        return NewAudit(
            period_from=given["period_from"],
            period_to=given["period_to"],
            reported_on=given["reported_on"],
            team=given["team"],
            persons=persons_in(given["persons"]),
            subjects={
                key: Subject(given[f"{key}-text"], given[f"{key}-amount"], given[f"{key}-opinion"])
                for key in self.subjects
            },
            problems=[
                Problem(
                    matter=self.at(line, "matter"),
                    to_do=self.at(line, "to_do"),
                    person=self.at(line, "person"),
                    amount_fen=self.at(line, "amount"),
                    state=self.at(line, "state") or ProblemState.OPEN,
                )
                for line in range(1, self.count + 1)
                if self.at(line, "matter")
            ],
        )


def problem_fields(line: int) -> dict[str, forms.Field]:
    return {
        f"p{line}-matter": line_field(_("发现的问题"), most=200),
        f"p{line}-person": line_field(_("责任人"), most=40),
        f"p{line}-amount": yuan_field(_("金额（元）")),
        f"p{line}-to_do": line_field(_("怎样整改"), most=200),
        f"p{line}-state": forms.ChoiceField(label=_("进展"), choices=in_either(STATES), required=False),
    }


def persons_in(text: str) -> list[tuple[str, str]]:
    """段玉成 主任, one on each line; a name alone has no post."""
    lines = (line.replace("\u3000", " ").strip() for line in text.splitlines())
    return [(line.partition(" ")[0], line.partition(" ")[2].strip()) for line in lines if line]


def as_typed(audit: Audit) -> dict[str, Any]:
    """A report that was taken back, as a beginning for the one that takes its place."""
    problems = list(audit.problems.all())
    given: dict[str, Any] = {
        "period_from": audit.period_from,
        "period_to": audit.period_to,
        "reported_on": audit.reported_on,
        "team": audit.team,
        "persons": "\n".join(f"{name} {post}".strip() for name, post in audit.persons),
        "lines": len(problems) + 1,
    }
    for key, one in audit.subjects.items():
        amount = in_yuan(one["amount_fen"])
        given |= {f"{key}-text": one["text"], f"{key}-amount": amount, f"{key}-opinion": one["opinion"]}
    for line, problem in enumerate(problems, start=1):
        given |= {
            f"p{line}-matter": problem.matter,
            f"p{line}-person": problem.person,
            f"p{line}-amount": in_yuan(problem.amount_fen),
            f"p{line}-to_do": problem.to_do,
            f"p{line}-state": problem.state,
        }
    return given


def in_yuan(fen: int | None) -> str:
    return "" if fen is None else f"{fen // 100}.{fen % 100:02}"


class ProblemForm(forms.Form):
    state = forms.ChoiceField(choices=[(key, zh) for key, (zh, _en) in STATES.items()])


# -- notices ----------------------------------------------------------------------------------------------------------


class NoticeForm(forms.Form):
    """When and where the result went up."""

    on = day_field(gettext_lazy("公告日期"))
    place = line_field(gettext_lazy("公告地点"), most=100, missing=gettext_lazy("请写贴在哪里。"), initial="村务公开栏")

    def __init__(self, *args: Any, after: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.after, self.today = after, today
        self.initial.setdefault("on", today)
        self.fields["on"].widget.attrs |= {"max": today.isoformat(), "min": after.isoformat()}

    def clean_on(self) -> date:
        on = not_ahead(self.cleaned_data["on"], self.today)
        if on < self.after:
            raise forms.ValidationError(self.too_early() % {"day": longday(self.after)})
        return on

    def too_early(self) -> str:
        return _("民主评议在 %(day)s，结果不能在它以前公告。")


class AuditNoticeForm(NoticeForm):
    until = day_field(gettext_lazy("异议提到哪天为止"))

    def too_early(self) -> str:
        return _("审计报告是 %(day)s的，结果不能在它以前公告。")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        on, until = cleaned.get("on"), cleaned.get("until")
        if on and until and until <= on:
            self.add_error("until", _("异议截止应在公告日期以后。"))
        return cleaned


# -- the evaluation ---------------------------------------------------------------------------------------------------

PERSON = ("name", "post", "fit", "basically_fit", "unfit", "grade", "unfit_before")
COUNTS = ("fit", "basically_fit", "unfit")


class EvaluationForm(Lined):
    """The minutes of an evaluation: the meeting, how many came, and of each official three counts and a conclusion."""

    spare = SPARE_PEOPLE

    held_on = day_field(gettext_lazy("评议日期"))
    meeting = forms.ChoiceField(label=gettext_lazy("什么会议"))
    by_supervision = forms.ChoiceField(label=gettext_lazy("谁主持"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["meeting"].choices = in_either(MEETINGS)  # type: ignore[attr-defined]
        chaired = [("yes", _("村务监督机构")), ("no", _("其他人"))]
        self.fields["by_supervision"].choices = chaired  # type: ignore[attr-defined]
        self.fields["present"] = count_field(_("到会人数"), required=True)
        for line in range(1, self.count + 1):
            self.fields.update(person_fields(line))

    def clean_held_on(self) -> date:
        return not_ahead(self.cleaned_data["held_on"], self.today)

    def clean_present(self) -> int:
        present: int = self.cleaned_data["present"]
        if not present:
            raise forms.ValidationError(_("到会人数应大于 0。"))
        return present

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for line in range(1, self.count + 1):
            self.check_person(line)
        if not self.errors and not self.people:
            self.add_error("p1-name", _("请至少写一名被评议的村干部。"))
        return cleaned

    def check_person(self, line: int) -> None:
        """Whoever has a name has a post, three counts that fit the meeting, and a conclusion."""
        counts = [self.at(line, key) for key in COUNTS]
        if not self.at(line, "name"):
            if any(count is not None for count in counts) or self.at(line, "post"):
                self.add_error(f"p{line}-name", _("请写姓名。"))
            return
        if not self.at(line, "post"):
            self.add_error(f"p{line}-post", _("请写职务。"))
        for key, count in zip(COUNTS, counts, strict=True):
            if count is None and f"p{line}-{key}" not in self.errors:
                self.add_error(f"p{line}-{key}", _("请填 0 或正整数。"))
        if not self.at(line, "grade"):
            self.add_error(f"p{line}-grade", _("请选评议结果。"))
        present = self.cleaned_data.get("present")
        given = [count for count in counts if count is not None]
        if present is not None and len(given) == len(COUNTS) and sum(given) > present:
            text = _("%(name)s的三项合计 %(sum)d，到会 %(present)d 人，多 %(more)d。请核对评议表。")
            values = {"sum": sum(given), "present": present, "more": sum(given) - present}
            self.add_error(f"p{line}-unfit", text % {"name": self.at(line, "name"), **values})

    @property
    def person_lines(self) -> list[tuple[int, list[forms.BoundField]]]:
        return list(self.bound_lines(PERSON))

    @property
    def people(self) -> list[Judged]:
        return [
            Judged(
                **{key: self.at(line, key) for key in PERSON[:-1]},
                unfit_before=bool(self.at(line, "unfit_before")),
            )
            for line in range(1, self.count + 1)
            if self.at(line, "name")
        ]

    @property
    def new(self) -> NewEvaluation:
        given = self.cleaned_data
        return NewEvaluation(
            held_on=given["held_on"],
            meeting=given["meeting"],
            by_supervision=given["by_supervision"] == "yes",
            present=given["present"],
            people=self.people,
        )


def person_fields(line: int) -> dict[str, forms.Field]:
    return {
        f"p{line}-name": line_field(_("姓名"), most=40),
        f"p{line}-post": line_field(_("职务"), most=40),
        f"p{line}-fit": count_field(_("称职")),
        f"p{line}-basically_fit": count_field(_("基本称职")),
        f"p{line}-unfit": count_field(_("不称职")),
        f"p{line}-grade": forms.ChoiceField(
            label=_("评议结果"), choices=[("", _("请选")), *in_either(GRADES)], required=False
        ),
        f"p{line}-unfit_before": forms.BooleanField(label=_("上一次评议也是不称职"), required=False),
    }


def people_of(audit: Audit | None, before: Evaluation | None) -> dict[str, Any]:
    """Whom the form begins with: those of an evaluation that was taken back, else those whose accounts were audited."""
    if before is not None:
        return evaluation_as_typed(before)
    given: dict[str, Any] = {}
    if audit is not None:
        given["lines"] = max(len(audit.persons), 1)
        for line, (name, post) in enumerate(audit.persons, start=1):
            given |= {f"p{line}-name": name, f"p{line}-post": post}
    return given


def evaluation_as_typed(before: Evaluation) -> dict[str, Any]:
    people = list(before.people.all())
    given: dict[str, Any] = {
        "held_on": before.held_on,
        "meeting": before.meeting,
        "by_supervision": "yes" if before.by_supervision else "no",
        "present": before.present,
        "lines": len(people),
    }
    for line, one in enumerate(people, start=1):
        given |= {f"p{line}-{key}": getattr(one, key) for key in PERSON}
    return given


# -- the gate ---------------------------------------------------------------------------------------------------------


class OverrideForm(forms.Form):
    """Who opens the gate, why, and on what legal basis; it stands on every later report."""

    officer = line_field(
        gettext_lazy("决定人"),
        most=60,
        missing=gettext_lazy("请写决定人的姓名和职务。"),
        help_text=gettext_lazy("姓名和职务。"),
    )
    reason = words_field(gettext_lazy("理由"), most=300, missing=gettext_lazy("请写明为什么不等补齐就先办。"))
    basis = line_field(
        gettext_lazy("法律依据"),
        most=200,
        missing=gettext_lazy("请写明依据哪部法律、文件的哪一条。"),
        help_text=gettext_lazy("写到条，例如“村民委员会组织法第四十条”；依据文件的写文号。"),
    )


class TakeBackForm(forms.Form):
    why = line_field(gettext_lazy("撤回原因"), most=200, missing=gettext_lazy("请写明为什么撤回。"), size=40)
