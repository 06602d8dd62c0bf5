"""Daily reports: the county's day, a township's report, approving and returning it, what is watched besides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cunxuan.core.daily import FIGURES
from cunxuan.offices.models import Division, Level, Role
from cunxuan.offices.papers import head_of_place
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.oversight import daily_actions as actions
from cunxuan.oversight.models import DailyReport, ReportState, WatchedFigure
from cunxuan.records.papers import file_of
from cunxuan.rendering.forms.S06.wording import blank
from cunxuan.web.clock import now, today
from cunxuan.web.problems import wants_json

from .daily import Line, day_of, figures_of, rows_of, summary_of
from .daily_forms import DailyForm, ReturnForm, WatchForm
from .daily_papers import of_a_township, of_the_county

FILLS = (Role.CLERK, Role.TOWNSHIP)
APPROVES = (Role.TOWNSHIP, Role.COUNTY)
READS = (Role.COUNTY, Role.TOWNSHIP, Role.CLERK)
DAYS_BACK = 14


def day_in(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def townships_of(request: AccountRequest) -> list[Division]:
    return list(Division.objects.of(request.user).filter(level=Level.TOWNSHIP)) or [
        Division.objects.get(pk=request.user.division_id)
    ]


@allow(*READS)
@require_GET
def daily_reports(request: AccountRequest) -> HttpResponse:
    """All townships of the account on a day: who has reported, who is late, the summary; the days before."""
    day = today()
    on = min(day_in(request.GET.get("on", day.isoformat())), day)
    whole = day_of(townships_of(request), on)
    context = {
        "nav": "tasks",
        "day": whole,
        "today": day,
        "before": on - timedelta(days=1),
        "after": on + timedelta(days=1) if on < day else None,
        "summary": summary_of(whole),
        "rows": list(rows_of(whole)),
        "watched": WatchedFigure.objects.filter(county_id=request.user.division_id[:6], until__isnull=True),
        "watch": WatchForm(),
        "is_county": request.user.role == Role.COUNTY,
        "hour": settings.REPORT_HOUR,
        "may_fill": request.user.role in FILLS,
    }
    return render(request, "reporting/daily.html", context)


def township_of(request: AccountRequest, code: str) -> Division:
    return get_object_or_404(Division.objects.of(request.user).select_related("parent"), pk=code, level=Level.TOWNSHIP)


@allow(*READS)
@require_GET
def daily_report(request: AccountRequest, code: str, on: str) -> HttpResponse:
    """One township's report: to be filled in by the township until it is sent, and to be read."""
    township, day = township_of(request, code), day_in(on)
    report = DailyReport.objects.filter(township=township, on=day).first()
    waits = report is None or report.state == ReportState.RETURNED
    if waits and request.user.role in FILLS:
        return fill_in(request, township, day, report)
    return shown(request, township, day, report)


@allow(*FILLS)
@require_POST
def send_daily(request: AccountRequest, code: str, on: str) -> HttpResponse:
    """Sends it to be approved; a telephone sends it as often as it needs."""
    township, day = township_of(request, code), day_in(on)
    return fill_in(request, township, day, DailyReport.objects.filter(township=township, on=day).first())


def fill_in(request: AccountRequest, township: Division, on: date, report: DailyReport | None) -> HttpResponse:
    """The counted figures are those of now: yesterday's report, sent today, has today's figures and says so."""
    figures = counted(township, on, report)
    falls = actions.falls_in(township, on, figures, {})
    form = DailyForm(
        request.POST or None,
        watched=actions.watched_on(township, on),
        falls=[*falls, *falls_typed(request, township, on, figures)],
        initial=initial_of(report),
    )
    if form.is_valid():
        sent = actions.send_report(
            township,
            actions.Filled(
                on=on,
                key=form.cleaned_data["key"],
                figures=figures,
                watched=form.watched_given,
                reasons=form.reasons_given,
                plan=form.cleaned_data["plan"],
                problems=form.cleaned_data["problems"],
                on_site=form.cleaned_data["on_site"],
            ),
            today=today(),
            by=request.user,
            at=now(),
        )
        url = reverse("daily_report", args=[township.pk, sent.on.isoformat()])
        if wants_json(request):
            return JsonResponse({"url": url}, status=201)
        messages.success(request, _("日报已交，等另一位审核。"))
        return redirect(url)
    if form.is_bound and wants_json(request):
        fields = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
        asks = {field.html_name: str(field.label) for field in form.reason_fields}
        return JsonResponse(
            {"detail": next(iter(fields.values()))[0], "fields": fields, "asks": asks},
            status=400,
            json_dumps_params={"ensure_ascii": False},
        )
    context = {**of(township, on), "form": form, "report": report, "rows": named_figures(figures)}
    return render(request, "reporting/daily_fill.html", context, status=400 if form.errors else 200)


def falls_typed(request: AccountRequest, township: Division, on: date, figures: dict[str, int]) -> list[Any]:
    """Watched figures that were typed lower than before: the form asks why."""
    typed = {
        str(figure.pk): int(text)
        for figure in actions.watched_on(township, on)
        if (text := request.POST.get(f"w{figure.pk}", "").replace("，", "").replace(",", "").strip()).isdecimal()
    }
    return [fall for fall in actions.falls_in(township, on, figures, typed) if fall.key in typed]


def counted(township: Division, on: date, report: DailyReport | None) -> dict[str, int]:
    """Today's report has the figures of now; a returned one keeps those it was sent with."""
    if report is not None and on != today():
        return dict(report.figures)
    villages = Division.objects.villages().filter(parent=township)
    return figures_of(villages, today()).get(township.pk, {figure.key: 0 for figure in FIGURES})


def named_figures(figures: dict[str, int]) -> list[tuple[Any, int]]:
    return [(figure, figures.get(figure.key, 0)) for figure in FIGURES]


def initial_of(report: DailyReport | None) -> dict[str, Any]:
    if report is None:
        return {}
    watched = {f"w{key}": number for key, number in report.watched.items()}
    return {"plan": report.plan, "problems": "\n".join(report.problems), "on_site": report.on_site, **watched}


def shown(
    request: AccountRequest, township: Division, on: date, report: DailyReport | None, wrong: forms.Form | None = None
) -> HttpResponse:
    if report is None:
        raise Http404
    watched = actions.watched_on(township, on)
    others = report.sent_by_id != request.user.pk and request.user.role in APPROVES
    context = {
        **of(township, on),
        "report": report,
        "line": Line(township, report, len(watched)),
        "rows": named_figures(report.figures),
        "watched": [(figure, report.watched.get(str(figure.pk))) for figure in watched],
        "reasons": [(actions.name_of(key), why) for key, why in report.reasons.items() if why],
        "may_approve": others and report.state == ReportState.SUBMITTED,
        "may_return": others,
        "form": wrong or ReturnForm(),
    }
    return render(request, "reporting/daily_report.html", context, status=400 if wrong else 200)


def of(township: Division, on: date) -> dict[str, Any]:
    return {"nav": "tasks", "township": township, "on": on, "today": today(), "hour": settings.REPORT_HOUR}


def report_of(request: AccountRequest, code: str, on: str) -> DailyReport:
    township = township_of(request, code)
    return get_object_or_404(
        DailyReport.objects.select_related("sent_by", "township"), township=township, on=day_in(on)
    )


@allow(*APPROVES)
@require_POST
def approve_daily(request: AccountRequest, code: str, on: str) -> HttpResponse:
    report = report_of(request, code, on)
    if request.POST.get("seen") != str(report.key):
        messages.error(request, _("日报刚才有改动，请看过以后再审核。"))
        return redirect("daily_report", code, on)
    actions.approve_report(report, today=today(), by=request.user, at=now())
    messages.success(request, _("日报已审核锁定。"))
    return redirect("daily_report", code, on)


@allow(*APPROVES)
@require_POST
def return_daily(request: AccountRequest, code: str, on: str) -> HttpResponse:
    report, form = report_of(request, code, on), ReturnForm(request.POST)
    if not form.is_valid():
        return shown(request, report.township, report.on, report, form)
    actions.return_report(report, why=form.cleaned_data["why"], by=request.user, at=now())
    messages.success(request, _("日报已退回。"))
    return redirect("daily_report", code, on)


@allow(Role.COUNTY)
@require_POST
def watch_figure(request: AccountRequest) -> HttpResponse:
    """One more figure on every report from today."""
    form = WatchForm(request.POST)
    if form.is_valid():
        actions.watch(request.user.division, **form.cleaned_data, on=today(), by=request.user, at=now())
        messages.success(request, _("从今天起，日报上有这个数。"))
    else:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect("daily_reports")


@allow(Role.COUNTY)
@require_POST
def stop_watching(request: AccountRequest, pk: int) -> HttpResponse:
    figure = get_object_or_404(WatchedFigure, pk=pk, county_id=request.user.division_id)
    if request.POST.get("name") != figure.name:
        return redirect("daily_reports")
    actions.stop_watching(figure, on=today() - timedelta(days=1), by=request.user, at=now())
    messages.success(request, _("从今天起，日报上不再有这个数。"))
    return redirect("daily_reports")


@allow(*READS)
@require_GET
def daily_paper(request: AccountRequest, code: str, on: str, kind: str) -> HttpResponse:
    """The county's day, a township's report, or an empty sheet."""
    place = get_object_or_404(Division.objects.of(request.user).select_related("parent"), pk=code)
    if place.level == Level.VILLAGE:
        raise Http404
    day = day_in(on)
    if "blank" in request.GET:
        return file_of("S06", blank(head_of_place(place, issued_on=day)), kind)
    if place.level == Level.COUNTY:
        towns = list(Division.objects.filter(parent=place))
        return file_of("S06", of_the_county(place, day_of(towns, day)), kind)
    (line,) = day_of([place], day).lines
    if line.report is None:
        raise Http404
    return file_of("S06", of_a_township(line, day), kind)
