"""The printed words of a report of the result, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words
from cunxuan.rendering.paper import Outcome

from .context import Box, Contest, ResultReport

TITLE = "村民委员会选举结果报告单"


def wording(report: ResultReport) -> dict[str, Any]:
    return {
        **words.frame(report.paper, "选举结果报告单"),
        "title": f"{report.paper.village}{words.term(report.paper.term_no)}{TITLE}",
        "facts": facts(report),
        "ballots": ballots(report),
        "boxes": [box_row(box) for box in report.boxes],
        "boxes_total": words.figure(sum(box.returned for box in report.boxes)),
        "merged": any(person.merged for contest in report.contests for person in contest.candidates),
        "contests": [contest_rows(contest) for contest in report.contests],
        "findings": findings(report),
        "signers": [{"role": signer.role, "names": signer_names(signer.names)} for signer in report.signers],
        "copies": (
            f"本单一式三份：{report.paper.village}村民选举委员会、{report.paper.township}、{report.paper.county}各存一份。"
            f"规则包 {report.paper.pack}。"
        ),
    }


def signer_names(names: tuple[str, ...]) -> str:
    return "、".join(words.in_column(name) for name in names)


def facts(report: ResultReport) -> list[list[str]]:
    paper = report.paper
    return [
        ["县、乡镇、村", f"{paper.county} {paper.township} {paper.village}"],
        ["行政区划代码", paper.village_code],
        ["投票", words.ROUNDS[report.round]],
        ["投票日", words.day(report.polled_on)],
        ["投票时间", f"{report.opened:%H:%M}—{report.closed:%H:%M}"],
        ["中心会场", report.venue],
    ]


def ballots(report: ResultReport) -> list[list[str]]:
    """Label and figure, in the order of the count sheet."""
    account = report.account
    pairs = (
        ("登记参加选举的村民", report.registered),
        ("印制选票", account.printed),
        ("发出选票", account.issued),
        ("其中：委托投票", account.proxy),
        ("换发作废", account.spoiled),
        ("剩余选票", account.unused),
        ("收回选票", account.returned),
        ("有效票", account.valid),
        ("无效票", account.rejected),
        ("当选至少要", report.needs),
    )
    return [[label, words.figure(number)] for label, number in pairs]


def box_row(box: Box) -> list[str]:
    return [box.place, box.box, words.figure(box.returned)]


def contest_rows(contest: Contest) -> dict[str, Any]:
    rows = [
        {
            "name": words.in_column(person.name),
            "sex": words.SEXES[person.sex],
            "votes": words.figure(person.votes),
            "merged": words.figure(person.merged),
            "total": words.figure(person.total),
            "outcome": words.OUTCOMES[person.outcome],
            "elected": person.outcome is Outcome.ELECTED,
        }
        for person in contest.candidates
    ]
    others = [["另选他人", words.figure(contest.write_ins)], ["未选、弃权", words.figure(contest.blank)]]
    return {"post": contest.post, "seats": f"应选{contest.seats}名", "rows": rows, "others": others}


def findings(report: ResultReport) -> list[list[str]]:
    """What follows from the figures, in words."""
    ties = "；".join("、".join(names) + "票数相等" for names in report.ties)
    pairs = (
        ("结论", report.conclusion),
        ("当选", elected(report) or "无"),
        ("票数相等", ties or "无"),
        ("缺额", words.short_seats(report.short) or "无"),
        ("依据", "；".join(words.article(basis) for basis in report.basis)),
        ("备注", report.remarks or "无"),
    )
    return [[label, text] for label, text in pairs if text]


def elected(report: ResultReport) -> str:
    """主任：段文博；委员：宁秀兰、贾永强"""
    named = []
    for contest in report.contests:
        names = [person.name for person in contest.candidates if person.outcome is Outcome.ELECTED]
        if names:
            named.append(f"{contest.post}：{'、'.join(names)}")
    return "；".join(named)
