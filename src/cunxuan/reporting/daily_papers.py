"""Daily reports on paper (S06): one township's, or the county's day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cunxuan.core.daily import FIGURES
from cunxuan.offices.models import Division
from cunxuan.offices.papers import head_of_place
from cunxuan.oversight.daily_actions import watched_on
from cunxuan.oversight.models import ReportState
from cunxuan.rendering.forms.S06 import context as s06
from cunxuan.web.clock import COUNTY_TIME

from .daily import Day, Line, Row, named, rows_of, summary_of


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
    figures, watched = parted(rows_of(day))
    return s06.DailyReport(
        paper=head_of_place(county, issued_on=day.on),
        on=day.on,
        columns=columns,
        rows=tuple(as_printed(row, "未报") for row in figures),
        watched=tuple(as_printed(row, "") for row in watched),
        summary=summary_of(day)[0],
        problems=tuple(
            f"{line.township.name}：{problem}" for line in day.lines if line.report for problem in line.report.problems
        ),
    )


def parted(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    everything = list(rows)
    return [row for row in everything if not row.besides], [row for row in everything if row.besides]


def as_printed(row: Row, nothing: str) -> s06.Row:
    cells = (said(number) or nothing for number in row.numbers)
    return s06.Row(label=row.words[0], figures=(*cells, said(row.total)))
