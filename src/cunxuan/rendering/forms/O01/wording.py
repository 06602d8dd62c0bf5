"""The printed words of the report on a village's situation, the same in PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cunxuan.rendering import sheets
from cunxuan.rendering.sheets import Block, Column

from .context import SituationReport

TITLE = "村情调研报告"
PARTS = (
    ("economy", "一、经济和发展路子"),
    ("cadres", "二、班子和成员"),
    ("conflicts", "三、矛盾和成因"),
    ("suggestions", "四、群众的意见建议"),
    ("talent", "五、可以进班子的人才"),
)
NOTHING = "没有可写的。"
RISKS = "□高　□中　□低"


def wording(report: SituationReport) -> dict[str, Any]:
    return sheets.wording(
        report.paper,
        TITLE,
        under=(*((f"第 {report.version} 版",) if report.version > 1 else ()), "内部使用，不张贴"),
        lead=report.headline,
        blocks=[*figures(report), *parts(report), *judged(report)],
        signers=("执笔人", "乡镇负责人"),
    )


def figures(report: SituationReport) -> Iterator[Block]:
    known = (
        ("人口", report.population, "人"),
        ("户数", report.households, "户"),
        ("党员", report.party_members, "名"),
        ("村民小组", report.groups, "个"),
    )
    yield sheets.facts([(label, counted(number, unit)) for label, number, unit in known])
    kinds = [Column(one.kind, 34, figures=True) for one in report.visits]
    made = [] if report.by_hand else [[counted(one.number, "户") for one in report.visits]]
    yield sheets.rows("走访情况", kinds, made, lines=int(report.by_hand))


def counted(number: int | None, unit: str) -> str:
    return "" if number is None else f"{number:,} {unit}"


def parts(report: SituationReport) -> Iterator[Block]:
    for name, heading in PARTS:
        said = getattr(report, name)
        if report.by_hand:
            yield sheets.space(heading, 15)
        else:
            yield sheets.text(heading, said.splitlines() or [NOTHING])
    if report.audit:
        yield sheets.text("六、审计查出的问题", report.audit)


def judged(report: SituationReport) -> Iterator[Block]:
    if report.by_hand:
        yield sheets.facts([("难点原因", ""), ("风险", RISKS)], columns=1, heading="研判")
        return
    yield sheets.facts(
        [
            ("难点原因", "、".join(report.reasons) or "没有"),
            ("建议的风险", report.proposed),
            ("建议的理由", "".join(report.because)),
            ("决定的风险", report.risk),
            *([("与建议不同", report.differs_why)] if report.differs_why else []),
        ],
        columns=1,
        heading="研判",
    )
