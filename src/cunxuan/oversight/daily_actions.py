"""Verbs on daily reports: send one, approve or return it, open an approved one again; say what is watched besides.

Complete, on time and approved are three facts. Approved it is locked, and each of its problems is a task of the county.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from cunxuan.core.daily import BY_KEY, Fall, counting_up, fallen
from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Account, Division, Role
from cunxuan.records.actions import hold, locked_head, trail

from .models import DailyReport, ReportState, Source, WatchedFigure
from .task_actions import NewTask, open_task

#: By when the county sees to a problem that a township reported.
HELP_WITHIN = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A report as it is sent. `figures` were counted by the program, `watched` by the number of the figure."""

    on: date
    key: UUID
    figures: Mapping[str, int]
    watched: Mapping[str, int]
    reasons: Mapping[str, str]
    plan: str
    problems: Sequence[str]
    on_site: int | None


@transaction.atomic
def send_report(township: Division, filled: Filled, *, today: date, by: Account, at: datetime) -> DailyReport:
    """Sends a day's report to be approved; sent again from the same telephone, it is the same report."""
    locked_head(township.pk)
    same = DailyReport.objects.filter(key=filled.key).first()
    report = DailyReport.objects.filter(township=township, on=filled.on).first()
    if same is not None and same.state != ReportState.RETURNED:
        return same
    refuse_to_send(filled, report, today)
    refuse_falls(township, filled)
    report = report or DailyReport(township=township, on=filled.on)
    report.key, report.state = filled.key, ReportState.SUBMITTED
    report.figures, report.watched = dict(filled.figures), dict(filled.watched)
    report.reasons, report.problems = dict(filled.reasons), list(filled.problems)
    report.plan, report.on_site = filled.plan, filled.on_site
    report.sent_by, report.sent_at = by, report.sent_at or at
    report.looked_by, report.looked_at, report.why = None, None, ""
    report.save()
    facts = {"on": filled.on.isoformat()}
    trail(township.pk, "daily_report_sent", by=by.username, at=at, rows=[report], facts=facts)
    return report


@transaction.atomic
def approve_report(report: DailyReport, *, today: date, by: Account, at: datetime) -> None:
    """Another person has read it (审核). From then on it is locked, and its problems are tasks of the county."""
    hold(report)
    refuse_unless(report, ReportState.SUBMITTED)
    if by == report.sent_by:
        raise Refusal(
            "REPORT_OWN",
            "日报由填报人以外的人审核。",
            "请另一位审核人登录。",
            "A daily report is approved by somebody else than who sent it.",
            "Ask another reviewer to sign in.",
        )
    report.state, report.looked_by, report.looked_at = ReportState.APPROVED, by, at
    report.save()
    if helper := county_of(report):
        for problem in report.problems:
            ask_for_help(report, problem, helper, today, by=by, at=at)
    facts = {"on": report.on.isoformat(), "problems": len(report.problems)}
    trail(report.township_id, "daily_report_approved", by=by.username, at=at, rows=[report], facts=facts)


def ask_for_help(report: DailyReport, problem: str, helper: Account, today: date, *, by: Account, at: datetime) -> None:
    new = NewTask(
        place=report.township,
        title=problem[:120],
        text=problem if len(problem) > 120 else "",
        owner=helper,
        due_on=today + HELP_WITHIN,
        source=Source.REPORT,
        source_url=reverse("daily_report", args=[report.township_id, report.on.isoformat()]),
    )
    open_task(new, on=today, by=by, at=at)


def county_of(report: DailyReport) -> Account | None:
    """Who sees to a township's problems: the first account of the county's office."""
    found = Account.objects.filter(role=Role.COUNTY, division_id=report.township_id[:6], is_active=True)
    return found.order_by("pk").first()


@transaction.atomic
def return_report(report: DailyReport, *, why: str, by: Account, at: datetime) -> None:
    """Something in it has to be put right; also one that was approved (退回、重新打开)."""
    hold(report)
    refuse_unless(report, ReportState.SUBMITTED, ReportState.APPROVED)
    if by == report.sent_by:
        raise Refusal(
            "REPORT_OWN",
            "日报由填报人以外的人退回。",
            "请审核人退回以后再改。",
            "A daily report is returned by somebody else than who sent it.",
            "Ask a reviewer to return it.",
        )
    report.state, report.looked_by, report.looked_at, report.why = ReportState.RETURNED, by, at, why
    report.save()
    facts = {"on": report.on.isoformat(), "why": why}
    trail(report.township_id, "daily_report_returned", by=by.username, at=at, rows=[report], facts=facts)


@transaction.atomic
def watch(county: Division, *, name: str, unit: str, counts_up: bool, on: date, by: Account, at: datetime) -> None:
    """One more figure on every daily report from today."""
    figure = WatchedFigure.objects.create(county=county, name=name, unit=unit, counts_up=counts_up, since=on)
    trail(county.pk, "figure_watched", by=by.username, at=at, rows=[figure], facts={"name": name})


@transaction.atomic
def stop_watching(figure: WatchedFigure, *, on: date, by: Account, at: datetime) -> None:
    """It is asked for no more; what was reported stays."""
    figure.until = on
    figure.save()
    trail(
        figure.county_id, "figure_no_longer_watched", by=by.username, at=at, rows=[figure], facts={"name": figure.name}
    )


def watched_on(township: Division, on: date) -> list[WatchedFigure]:
    """What a township's report on a day asks for besides."""
    figures = WatchedFigure.objects.filter(county_id=township.pk[:6], since__lte=on)
    return [figure for figure in figures if figure.until is None or figure.until >= on]


# -- refusals ---------------------------------------------------------------------------------------------------------


def refuse_to_send(filled: Filled, report: DailyReport | None, today: date) -> None:
    if filled.on > today:
        raise Refusal(
            "REPORT_AHEAD",
            f"{filled.on} 还没有到，不能报这一天的日报。",
            f"今天是 {today}，请报今天的。",
            f"{filled.on} has not come.",
            f"Today is {today}; send today's report.",
        )
    if report is not None and report.state == ReportState.APPROVED:
        raise Refusal(
            "REPORT_LOCKED",
            f"{filled.on} 的日报已经审核锁定。",
            "要改的，请县换届办或者审核人退回。",
            f"The report on {filled.on} is approved and locked.",
            "To change it, have it returned.",
        )


def refuse_falls(township: Division, filled: Filled) -> None:
    """A figure that counts up is not lower than in the last report without a reason."""
    missing = [
        fall
        for fall in falls_in(township, filled.on, filled.figures, filled.watched)
        if not filled.reasons.get(fall.key, "").strip()
    ]
    if missing:
        names = "、".join(f"{name_of(fall.key)[0]}原报 {fall.before}，现报 {fall.now}" for fall in missing)
        names_en = "; ".join(f"{name_of(fall.key)[1]}: {fall.before}, now {fall.now}" for fall in missing)
        raise Refusal(
            "FIGURE_FELL",
            f"累计数比上一次少：{names}。",
            "请核对；确实减少的，请写明原因。",
            f"Cumulative figures are lower than before: {names_en}.",
            "Check them; where they are right, give the reason.",
        )


def falls_in(township: Division, on: date, figures: Mapping[str, int], watched: Mapping[str, int]) -> tuple[Fall, ...]:
    """Of the program's figures and of those the county watches, against the last report before this day."""
    last = DailyReport.objects.filter(township=township, on__lt=on).exclude(state=ReportState.RETURNED)
    before = last.order_by("-on").first()
    if before is None:
        return ()
    up = {str(figure.pk) for figure in watched_on(township, on) if figure.counts_up}
    return (
        *fallen(before.figures, figures, counting_up()),
        *fallen(before.watched, watched, up),
    )


def name_of(key: str) -> tuple[str, str]:
    if key in BY_KEY:
        return BY_KEY[key].zh, BY_KEY[key].en
    name = WatchedFigure.objects.values_list("name", flat=True).get(pk=int(key))
    return name, name


def refuse_unless(report: DailyReport, *states: str) -> None:
    if report.state not in states:
        raise Refusal(
            "REPORT_NOT_WAITING",
            f"{report.on} 的日报现在是“{ReportState(report.state).label}”。",
            "请刷新页面再看。",
            f"The report on {report.on} is “{report.state}” now.",
            "Load the page again.",
        )
