"""The printed words of the record of a training, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.lists import Column
from cunxuan.rendering.paper import Paper

from .context import Row, TrainingRecord

TITLE = "培训签到册及记录"
COLUMNS = (
    Column("序号", 12, figures=True),
    Column("姓名", 26),
    Column("单位", 44),
    Column("岗位", 32),
    Column("签到", 34),
    Column("成绩", 24),
)


LINES = 18  # fill the front of a sheet; the back is for what was taught and asked


def blank(paper: Paper) -> TrainingRecord:
    """A sheet to be signed on paper."""
    return TrainingRecord(
        paper=paper,
        title="",
        on=None,
        begins=None,
        ends=None,
        hours=0,
        venue="",
        lecturer="",
        duties=(),
        with_test=False,
        pass_line=0,
        lines=LINES,
    )


def wording(record: TrainingRecord) -> dict[str, Any]:
    blocks = [
        sheets.facts(facts(record)),
        sheets.rows(
            "签到",
            COLUMNS,
            [row_of(number, row, record) for number, row in enumerate(record.rows, start=1)],
            lines=record.lines,
            nobody="还没有人签到。",
        ),
    ]
    if record.lines:
        blocks += [sheets.page_break(), sheets.space("培训内容", 110), sheets.space("提出的问题和答复", 70)]
    return sheets.wording(record.paper, TITLE, blocks=blocks, signers=("记录人", "负责人"))


def facts(record: TrainingRecord) -> list[tuple[str, str]]:
    hours = f"{record.begins:%H:%M} 至 {record.ends:%H:%M}" if record.begins and record.ends else ""
    test = f"有，{record.pass_line} 分及格" if record.with_test else "没有"
    return [
        ("培训名称", record.title),
        ("日期", words.day(record.on) if record.on else ""),
        ("时间", hours),
        ("学时", str(record.hours) if record.hours else ""),
        ("地点", record.venue),
        ("主讲", record.lecturer),
        ("培训岗位", "、".join(record.duties)),
        ("测试", test if record.title else ""),
        ("到会", f"{len(record.rows)} 人" if record.rows else ""),
        ("及格", passed(record)),
    ]


def passed(record: TrainingRecord) -> str:
    scored = [row.score for row in record.rows if row.score is not None]
    return f"{sum(score >= record.pass_line for score in scored)} 人，有成绩 {len(scored)} 人" if scored else ""


def row_of(number: int, row: Row, record: TrainingRecord) -> list[str]:
    score = "" if row.score is None else f"{row.score}　{'及格' if row.score >= record.pass_line else '不及格'}"
    return [str(number), words.in_column(row.name), row.unit, row.duty, row.signed, score]
