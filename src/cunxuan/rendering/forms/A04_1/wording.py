"""The printed words of a correction of the roll, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words

from .context import Changed, Outcome, RollCorrection

TITLE = "登记参加选举的村民名单更正补充公告"
SHORT = "名单更正补充公告"  # in the foot


def wording(notice: RollCorrection) -> dict[str, Any]:
    return {
        **words.frame(notice.paper, SHORT),
        "title": [f"{notice.paper.village}{words.term(notice.paper.term_no)}村民委员会选举", TITLE],
        "under": under(notice),
        "headline": notice.headline,
        "tables": [table for table in tables(notice) if table["rows"]],
        "facts": facts(notice),
        "check": check(notice),
    }


def under(notice: RollCorrection) -> str:
    paper = notice.paper
    vote = f"{words.day(notice.polled_on)}选举" if notice.polled_on else ""
    return "　".join(part for part in (f"{paper.county}{paper.township}", paper.number, vote) if part)


def tables(notice: RollCorrection) -> list[dict[str, Any]]:
    people = ["村民小组", "姓名", "理由"]
    return [
        {"title": f"增加{len(notice.added)}人", "heads": people, "rows": [person(one) for one in notice.added]},
        {"title": f"减少{len(notice.removed)}人", "heads": people, "rows": [person(one) for one in notice.removed]},
        {
            "title": f"更正{len(notice.corrected)}人",
            "heads": ["村民小组", "更正前和更正后", "理由"],
            "rows": [[one.group, f"{one.before}更正为{one.name}", one.reason] for one in notice.corrected],
        },
        {
            "title": f"异议处理结果{len(notice.outcomes)}件",
            "heads": ["异议", "处理决定", "理由"],
            "rows": [outcome(one) for one in notice.outcomes],
        },
    ]


def person(one: Changed) -> list[str]:
    return [one.group, one.name, one.reason]


def outcome(one: Outcome) -> list[str]:
    return [f"第{one.number}号，{one.claim}：{one.about}", one.decision, one.reason]


def facts(notice: RollCorrection) -> list[list[str]]:
    total = f"原{words.figure(notice.before)}人，更正后{words.figure(notice.registered)}人（第{notice.version}版）。"
    law = f"{'、'.join(notice.laws)}；规则包 {notice.paper.pack}。" if notice.laws else ""
    return [[label, said] for label, said in (("登记总数", total), ("法律依据", law)) if said]


def check(notice: RollCorrection) -> list[str]:
    listed = f"名单摘要 {notice.list_digest}" if notice.list_digest else ""
    return [line for line in (listed, *words.codes(notice.paper)) if line]
