"""People whom two villages list: the cases, one case, its decision. Both villages' officials see the same case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.elections.policy import RECORDS
from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.models import Account
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.web.clock import now, today
from cunxuan.web.fields import day_field

from .change_forms import evidence_field
from .same_person_actions import decide_same_person
from .same_person_queries import Twice, cases_of, may_be_left_by, twice

PAGE = 30
DIFFERENT = "different"


class DecisionForm(forms.Form):
    """Where the person stays: a village strikes nobody off but its own."""

    decision = forms.ChoiceField(
        label=gettext_lazy("决定"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选这个人在哪个村参加选举。")},
    )
    on = day_field(gettext_lazy("决定日期"))
    reason = evidence_field(
        gettext_lazy("理由和依据"),
        gettext_lazy("例如“本人选择，两村选委会核对，11 月 20 日”。不写身份证号。"),
        gettext_lazy("请写明理由和依据。"),
    )

    def __init__(self, *args: Any, this: Twice, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today())
        leaving = {side.village.pk for side in may_be_left_by(account, this.sides)}
        first, second = this.sides
        pairs = ((first, second), (second, first))
        choices = [
            (stays.village.pk, _("留在%(stays)s，从%(left)s去掉") % {"stays": stays.name, "left": left.name})
            for stays, left in pairs
            if left.village.pk in leaving
        ]
        if not this.case.surely:
            choices.append((DIFFERENT, _("不是同一个人")))
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]


@allow(*EVERYONE)
@require_GET
def people_twice(request: AccountRequest) -> HttpResponse:
    """Open cases first to be seen; those decided on their own list."""
    decided = request.GET.get("show") == "decided"
    cases = cases_of(request.user)
    page = Paginator(cases.filter(decided_on__isnull=not decided), PAGE).get_page(request.GET.get("page"))
    context = {
        "nav": "villages",
        "page": page,
        "decided": decided,
        "open_count": cases.filter(decided_on__isnull=True).count(),
        "decided_count": cases.filter(decided_on__isnull=False).count(),
    }
    return render(request, "roll/people_twice.html", context)


@allow(*EVERYONE)
@require_GET
def person_twice(request: AccountRequest, pk: int) -> HttpResponse:
    """One case: who, in which two villages, what the law proposes, who has to do what."""
    this = case_of(request, pk)
    context = {"nav": "villages", "this": this, "may_act": request.user.role in RECORDS}
    return render(request, "roll/person_twice.html", context)


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def decide_person_twice(request: AccountRequest, pk: int) -> HttpResponse:
    this = case_of(request, pk)
    if this.decided:
        return redirect("person_twice", pk)
    form = DecisionForm(request.POST or None, this=this, account=request.user)
    if form.is_valid():
        given = form.cleaned_data
        different = given["decision"] == DIFFERENT
        villages = {side.village.pk: side.village for side in this.sides}
        decide_same_person(
            this.case,
            stays_in=None if different else villages[given["decision"]],
            different_people=different,
            reason=given["reason"],
            on=given["on"],
            by=request.user.username,
            at=now(),
        )
        messages.success(request, _("已记录决定，两个村都看得到。"))
        return redirect("person_twice", pk)
    context = {"nav": "villages", "this": this, "form": form}
    return render(request, "roll/person_twice_decide.html", context, status=400 if form.errors else 200)


def case_of(request: AccountRequest, pk: int) -> Twice:
    case = cases_of(request.user).filter(pk=pk).first()
    if case is None:
        raise Http404
    return twice(case)
