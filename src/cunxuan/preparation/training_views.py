"""Training: the sessions of a county, one session with its list, who has to be trained in a village; O13 and O14."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.offices.models import Account, Division, Level, Role
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.records.papers import file_of
from cunxuan.rendering import qr
from cunxuan.rendering.forms.O13.wording import blank
from cunxuan.web.clock import now, today

from . import training_actions as actions
from . import training_papers as papers
from . import training_queries as queries
from .models.training import Attendance, MustTrain, Session
from .training_forms import LEVELS, SessionForm, SignInForm, ToTrainForm, WhyForm, scores_of
from .training_words import DUTIES

EITHER_WAY = ("GET", "POST")
HOLDS = (Role.COUNTY, Role.TOWNSHIP, Role.COMMITTEE)
A_PAGE = 50


@allow(*EVERYONE)
@require_GET
def training(request: AccountRequest) -> HttpResponse:
    """The sessions, with their figures; who in which village has to be trained and is not."""
    wanted, level = request.GET.get("q", "").strip()[:40], request.GET.get("level", "")
    sessions = queries.sessions_of(request.user, today(), wanted, level if level in LEVELS else "")
    page = Paginator(sessions, A_PAGE).get_page(request.GET.get("page"))
    villages = queries.village_lines(request.user, today())
    context = {
        "nav": "preparation",
        "page": page,
        "lines": queries.session_lines(page.object_list),
        "wanted": wanted,
        "level": level,
        "levels": LEVELS.items(),
        "totals": queries.totals(request.user, today()),
        "lacking": [line for line in villages if line.waiting],
        "unnamed": [line for line in villages if not any(one.row for one in line.people)],
        "trained": sum(one.how is queries.Trained.ENOUGH for line in villages for one in line.people),
        "to_train": sum(len(line.people) for line in villages),
        "may_hold": request.user.role in HOLDS,
        "today": today(),
    }
    return render(request, "preparation/training.html", context)


@allow(*HOLDS)
@require_http_methods(EITHER_WAY)
def training_new(request: AccountRequest) -> HttpResponse:
    form = SessionForm(request.POST or None, account=request.user, today=today())
    if form.is_valid():
        session = actions.hold_session(
            Division.objects.of(request.user).get(pk=form.cleaned_data["place"]),
            form.session,
            pass_line=settings.TRAINING_PASS_LINE,
            by=request.user.username,
            at=now(),
        )
        messages.success(request, _("已登记培训“%(title)s”，可以签到。") % {"title": session.title})
        return redirect("training_session", session.pk)
    context = {"nav": "preparation", "form": form}
    return render(request, "preparation/training_new.html", context, status=400 if form.errors else 200)


# One session


@allow(*EVERYONE)
@require_GET
def training_session(request: AccountRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    first = {"unit": request.GET.get("unit", ""), "duty": request.GET.get("duty") or first_duty(session)}
    return render(request, "preparation/training_session.html", shown(request, session, SignInForm(initial=first)))


@allow(*EVERYONE)
@require_POST
def training_sign(request: AccountRequest, pk: int) -> HttpResponse:
    """Takes in a list: one name or a whole column of them; nothing while one line is wrong."""
    session = session_of(request, pk)
    form = SignInForm(request.POST)
    if form.is_valid():
        signed = actions.sign_in(session, form.came, by=request.user.username, at=now())
        said = ngettext("已登记 %(new)d 人。", "已登记 %(new)d 人。", signed.new) % {"new": signed.new}
        if signed.known:
            said += _("%(known)d 人先前已经登记，没有重复。") % {"known": signed.known}
        messages.success(request, said)
        given = form.cleaned_data
        back = reverse("training_session", args=[pk], query={"unit": given["unit"], "duty": given["duty"]})
        return redirect(back)  # where the list is typed the cursor is; with a part of the page named it would not be
    return render(request, "preparation/training_session.html", shown(request, session, form), status=400)


@allow(*EVERYONE)
@require_POST
def training_scores(request: AccountRequest, pk: int) -> HttpResponse:
    """The scores as they stand on the papers; the right ones are kept, the wrong ones named."""
    session = session_of(request, pk)
    if not session.with_test:
        raise Http404
    scores, wrong = scores_of(request.POST)
    if wrong:
        context = shown(request, session, SignInForm(initial={"duty": first_duty(session)}))
        return render(
            request,
            "preparation/training_session.html",
            {**context, "wrong_scores": wrong, "typed": request.POST},
            status=400,
        )
    changed = actions.enter_scores(session, scores, by=request.user.username, at=now())
    messages.success(request, _("已存 %(count)d 个成绩。") % {"count": changed})
    return redirect("training_session", pk)


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def training_take_back(request: AccountRequest, pk: int, attendance: int) -> HttpResponse:
    """Takes somebody off the list again, with a reason."""
    session = session_of(request, pk)
    one = Attendance.objects.of(request.user).filter(session=session, pk=attendance).first()
    if one is None:
        raise Http404
    one.session = session
    form = WhyForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.take_back_attendance(one, on=today(), why=why, by=request.user.username, at=now())
        messages.success(request, _("已撤回%(name)s的签到。") % {"name": one.name})
        return redirect("training_session", pk)
    context = {"nav": "preparation", "form": form, "session": session, "one": one}
    return render(request, "preparation/training_take_back.html", context, status=400 if form.errors else 200)


@allow(*HOLDS)
@require_http_methods(EITHER_WAY)
def training_call_off(request: AccountRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.call_off_session(session, on=today(), why=why, by=request.user.username, at=now())
        messages.success(request, _("已取消培训“%(title)s”。") % {"title": session.title})
        return redirect("training_session", pk)
    context = {"nav": "preparation", "form": form, "session": session, "count": session.attendances.standing().count()}
    return render(request, "preparation/training_call_off.html", context, status=400 if form.errors else 200)


@allow(*EVERYONE)
@require_GET
def training_screen(request: AccountRequest, pk: int) -> HttpResponse:
    """The picture for the hall's screen and for the door: where to sign in with a telephone."""
    session = session_of(request, pk)
    address = request.build_absolute_uri(reverse("train", args=[session.token]))
    context = {
        "nav": "preparation",
        "session": session,
        "address": address,
        "picture": picture_of(address),
        "open": actions.is_open(session, now()),
        "opens_at": session.begins_at - actions.OPENS_BEFORE,
    }
    return render(request, "preparation/training_screen.html", context)


def picture_of(address: str) -> SafeString:
    """The QR code as lines on the page: no file of it is kept."""
    return mark_safe(qr.on_a_page(address))  # noqa: S308  drawn by us, from an address that we made


# Papers


@allow(*EVERYONE)
@require_GET
def training_record(request: AccountRequest, pk: int, kind: str) -> HttpResponse:
    """O13 as the list stands."""
    session = session_of(request, pk)
    people = session.attendances.standing().order_by("pk")
    return file_of("O13", papers.record_of(session, people, today(), now()), kind)


@allow(*EVERYONE)
@require_GET
def training_certificates(request: AccountRequest, pk: int, kind: str) -> HttpResponse:
    """O13_1, three on a sheet."""
    session = session_of(request, pk)
    people = session.attendances.standing().order_by("pk")
    return file_of("O13_1", papers.certificates_of(session, people, today(), now()), kind)


@allow(*EVERYONE)
@require_GET
def training_blank(request: AccountRequest, form_id: str, kind: str) -> HttpResponse:
    """O13 to be filled in by hand; O14 to be answered, or with its answers for the office."""
    place = request.user.division
    if form_id == "O13":
        return file_of("O13", blank(papers.sheet_of(place, today())), kind)
    if form_id not in ("O14", "O14-answers"):
        raise Http404
    return file_of("O14", papers.quiz_of(place, today(), with_answers=form_id != "O14"), kind)


# A village


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def village_training(request: AccountRequest, code: str) -> HttpResponse:
    """Who of a village has to be trained, and who is; names are added to the list."""
    village = village_of(request.user, code)
    form = ToTrainForm(request.POST or None)
    if form.is_valid():
        new = actions.name_people(village, form.named, on=today(), by=request.user.username, at=now())
        messages.success(request, _("已登记 %(count)d 人须培训。") % {"count": new})
        return redirect("village_training", code)
    villages = Division.objects.filter(pk=village.pk)
    people = queries.people_to_train(villages, today())[village.pk]
    context = {
        "nav": "preparation",
        "village": village,
        "people": people,
        "part": queries.part(village.pk, people),
        "duties": DUTIES.values(),
        "sessions": queries.session_lines(queries.sessions_of(request.user, today()).filter(place=village)),
        "form": form,
        "may_hold": request.user.role in HOLDS,
    }
    return render(request, "preparation/village_training.html", context, status=400 if form.errors else 200)


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def strike_trainee(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    """Somebody has not to be trained after all."""
    village = village_of(request.user, code)
    one = MustTrain.objects.of(request.user).filter(village=village, pk=pk).first()
    if one is None:
        raise Http404
    form = WhyForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.strike_person(one, on=today(), why=why, by=request.user.username, at=now())
        messages.success(request, _("已把%(name)s从须培训的人里去掉。") % {"name": one.name})
        return redirect("village_training", code)
    context = {"nav": "preparation", "village": village, "form": form, "one": one}
    return render(request, "preparation/strike_trainee.html", context, status=400 if form.errors else 200)


# What the pages share


def session_of(request: AccountRequest, pk: int) -> Session:
    session = Session.objects.of(request.user).select_related("place").filter(pk=pk).first()
    if session is None:
        raise Http404
    return session


def village_of(account: Account, code: str) -> Division:
    found = Division.objects.of(account).select_related("parent__parent").filter(pk=code, level=Level.VILLAGE).first()
    if found is None:
        raise Http404
    return found


def first_duty(session: Session) -> str:
    return next((key for key in DUTIES if key in session.duties), "other")


def shown(request: AccountRequest, session: Session, form: SignInForm) -> dict[str, Any]:
    people = list(session.attendances.select_related("village").order_by("pk"))
    for one in people:
        one.session = session
    standing = [one for one in people if one.taken_back_on is None]
    return {
        "nav": "preparation",
        "session": session,
        "people": standing,
        "taken_back": [one for one in people if one.taken_back_on is not None],
        "scored": [one for one in standing if one.score is not None],
        "passed": sum(bool(one.passed) for one in standing),
        "form": form,
        "has_begun": session.on <= today(),
        "may_hold": request.user.role in HOLDS,
    }
