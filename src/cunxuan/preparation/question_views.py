"""What villagers ask and what the county answers: the public page, and the library that the county keeps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.core.explanations import PHASES
from cunxuan.offices.models import CODE_LENGTH, Account, Division, Level, Role
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow, public
from cunxuan.web.clock import now, today

from . import publicity_actions as actions
from . import publicity_queries as queries
from .models.publicity import TextKind
from .publicity_forms import QuestionForm
from .publicity_views import county_of, showing_again, withdrawing
from .training_views import EITHER_WAY


@public
@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """For everybody: the questions that are shown, by phase, or those that say a word."""
    county = county_here(request)
    wanted, phase = request.GET.get("q", "").strip()[:40], request.GET.get("phase", "")
    found = queries.shown(queries.library(county, today()))
    count = len(found)
    if wanted:
        found = [one for one in found if one.says(wanted)]
    if phase in PHASES:
        found = [one for one in found if one.phase == phase]
    context = {
        "nav": "preparation" if isinstance(request.user, Account) else "",
        "county": county,
        "today": today(),
        "pack": queries.rules_here(county, today()).name,
        "phases": queries.in_phases(found),
        "every_phase": PHASES.items(),
        "wanted": wanted,
        "phase": phase,
        "found": len(found),
        "count": count,
        "official": isinstance(request.user, Account),
    }
    return render(request, "preparation/questions.html", context)


def county_here(request: HttpRequest) -> Division | None:
    """The reader's county; without an account the installation's, when it has only one."""
    counties = Division.objects.filter(level=Level.COUNTY)
    if isinstance(request.user, Account):
        counties = counties.filter(pk=request.user.division_id[: CODE_LENGTH[Level.COUNTY]])
    found = list(counties[:2])
    return found[0] if len(found) == 1 else None


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def question_library(request: AccountRequest) -> HttpResponse:
    """The library with what was withdrawn; the county adds questions of its own."""
    county = county_of(request)
    form = QuestionForm(request.POST or None)
    if form.is_valid() and request.user.role == Role.COUNTY:
        actions.add_question(county, form.question, on=today(), by=request.user.username, at=now())
        messages.success(request, _("已加入一条问答，村民现在就能看到。"))
        return redirect("question_library")
    library = queries.library(county, today())
    context = {
        "nav": "preparation",
        "phases": queries.in_phases(library),
        "count": len(library),
        "shown": len(queries.shown(library)),
        "stale": [one for one in library if one.stale and one.withdrawn is None],
        "form": form,
    }
    return render(request, "preparation/question_library.html", context, status=400 if form.errors else 200)


@allow(Role.COUNTY)
@require_http_methods(EITHER_WAY)
def question_withdraw(request: AccountRequest, key: str) -> HttpResponse:
    library, said = queries.library(county_of(request), today()), _("已撤下这条问答，村民看不到了。")
    return withdrawing(request, TextKind.QUESTION, library, key, said=said, back_to="question_library")


@allow(Role.COUNTY)
@require_POST
def question_show(request: AccountRequest, key: str) -> HttpResponse:
    return showing_again(request, TextKind.QUESTION, key, said=_("已重新公布这条问答。"), back_to="question_library")
