"""The printed words of the plan, the same in PDF and Word, and what an empty one holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Column

from .context import Duty, ImplementationPlan, Phase

PHASES = (Column("阶段", 27), Column("时间", 32), Column("做什么", 77), Column("依据", 36))
DUTIES = (Column("单位", 44), Column("负责什么", 128))
BY_HAND = "　　月　　日"

#: Who does what in a county. The names of the offices are those that every county has.
COUNTY_DUTIES = (
    Duty(
        unit="换届领导组办公室",
        text="总协调；定方案、定日程；统一安排部署、宣传口径、表格样式、解释口径；每日汇总进度。",
    ),
    Duty(unit="组织部门", text="指导村党组织换届；牵头候选人资格联审；组织培训。"),
    Duty(unit="民政部门", text="指导村民委员会选举的法定程序；解答政策；核对文书和统计。"),
    Duty(unit="纪检监察机关", text="监督换届纪律；受理违纪举报；参加联审。"),
    Duty(unit="农业农村、审计部门", text="组织任期和离任经济责任审计，审计结果向村民公布。"),
    Duty(unit="公安、信访、司法部门", text="会诊重点村、难点村；维护选举秩序；接待来访；提供法律服务。"),
    Duty(unit="宣传部门", text="报纸、广播、标语、宣传单和政策问答。"),
    Duty(unit="乡镇", text="包村到人；逐村摸底；指导村民选举委员会；审核各步骤和文书；调处矛盾。"),
    Duty(unit="村民选举委员会", text="主持本村选举：登记、名单、提名、投票、计票、公布结果，移交归档。"),
)
PURPOSE = (
    "依法选出村民信任的村民委员会，保证村民的知情权、参与权、表达权和监督权。",
    "先审计后评议，先培训后上岗，先摸底后选举；一村一策，不赶进度，不简化法定程序。",
)


def blank(paper: Paper) -> ImplementationPlan:
    phases = tuple(
        Phase(name=name, text="") for name in ("调查摸底", "审计和评议", "动员和培训", "投票选举", "移交归档")
    )
    empty = tuple(Duty(unit=one.unit, text="") for one in COUNTY_DUTIES)
    return ImplementationPlan(
        paper=paper, villages=None, polled_from=None, polled_to=None, laws=(), phases=phases, duties=empty
    )


def wording(plan: ImplementationPlan) -> dict[str, Any]:
    paper = plan.paper
    place = paper.township or paper.county
    return sheets.wording(
        paper,
        f"{place}{words.term(paper.term_no)}村民委员会换届选举工作实施方案",
        foot="换届选举工作实施方案",
        blocks=[
            sheets.text("一、目的和要求", PURPOSE),
            sheets.facts(
                [
                    ("参加换届的村", f"{words.figure(plan.villages)}个" if plan.villages is not None else ""),
                    ("计划投票", span(plan.polled_from, plan.polled_to)),
                    ("依据", "、".join(plan.laws)),
                ],
                heading="二、范围和时间",
            ),
            sheets.rows("三、工作阶段", PHASES, [phase(one) for one in plan.phases]),
            sheets.rows("四、职责分工", DUTIES, [[one.unit, one.text] for one in plan.duties]),
        ],
        facts=(("规则包", paper.pack if plan.laws else ""),),
    )


def phase(one: Phase) -> list[str]:
    return [one.name, span(one.first, one.last) or f"{BY_HAND}至{BY_HAND}", one.text, one.basis]


def span(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    short = f"{last.month}月{last.day}日" if first.year == last.year else words.day(last)
    return words.day(first) if first == last else f"{words.day(first)}至{short}"
