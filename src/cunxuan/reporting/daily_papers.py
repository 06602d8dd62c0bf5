"""Daily reports on paper (S06): one township's, or the county's day."""

from __future__ import annotations

from datetime import date

from cunxuan.core.daily import FIGURES
from cunxuan.offices.models import Division
from cunxuan.offices.papers import head_of_place
from cunxuan.oversight.daily_actions import watched_on
from cunxuan.oversight.models import ReportState
from cunxuan.rendering.forms.S06 import context as s06
from cunxuan.web.clock import COUNTY_TIME

from .daily import Day, Line, summary_of


def of_a_township(line: Line, on: date) -> s06.DailyReport:
    report = line.report
    assert report is not None, "a report that is there"
    watched = watched_on(line.township, on)
    return s06.DailyReport(
        paper=head_of_place(line.township, issued_on=on, figures_at=report.sent_at),
        on=on,
        rows=tuple(s06.Row(label=one.zh, figures=(f"{report.figures.get(one.key, 0):,}",)) for one in FIGURES),
        watched=tuple(
            s06.Row(label=named(one.name, one.unit), figures=(said(report.watched.get(str(one.pk))),))
            for one in watched
        ),
        plan=report.plan,
        problems=tuple(report.problems),
        standing=standing_of(line),
    )


def named(name: str, unit: str) -> str:
    return f"{name}（{unit}）" if unit else name


def said(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def standing_of(line: Line) -> str:
    assert line.report is not None
    sent = line.report.sent_at.astimezone(COUNTY_TIME)
    facts = (
        f"{sent.month}月{sent.day}日{sent:%H时%M分}交",
        "按时" if line.on_time else "迟交",
        "完整" if line.is_complete else "不完整",
        ReportState(line.report.state).label,
    )
    return "，".join(facts)


def of_the_county(county: Division, day: Day) -> s06.DailyReport:
    """All townships beside one another, with their sum and the summary."""
    columns = (*(line.township.name for line in day.lines), "合计")
    sums = day.sums
    watched = watched_on(day.lines[0].township, day.on) if day.lines else []
    return s06.DailyReport(
        paper=head_of_place(county, issued_on=day.on),
        on=day.on,
        columns=columns,
        rows=tuple(
            s06.Row(label=one.zh, figures=(*(cell(line, one.key) for line in day.lines), f"{sums[one.key]:,}"))
            for one in FIGURES
        ),
        watched=tuple(
            s06.Row(label=named(one.name, one.unit), figures=watched_cells(day, str(one.pk))) for one in watched
        ),
        summary=summary_of(day)[0],
        problems=tuple(
            f"{line.township.name}：{problem}" for line in day.lines if line.report for problem in line.report.problems
        ),
    )


def cell(line: Line, key: str) -> str:
    return f"{line.report.figures.get(key, 0):,}" if line.report and line.is_in else "未报"


def watched_cells(day: Day, key: str) -> tuple[str, ...]:
    numbers = [line.report.watched.get(key) if line.report and line.is_in else None for line in day.lines]
    return (*map(said, numbers), f"{sum(number or 0 for number in numbers):,}")
