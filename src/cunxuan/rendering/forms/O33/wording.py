"""The printed words of the register of objections, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words

from .context import Entry, ObjectionRegister

TITLE = "名单异议登记表"
HEADS = ("编号", "异议人", "对谁、什么要求", "收到时间", "最迟处理", "处理决定", "公布结果")
BY_HAND = "　　年　　月　　日"


def wording(register: ObjectionRegister) -> dict[str, Any]:
    return {
        **words.frame(register.paper, TITLE),
        "title": TITLE,
        "under": f"{register.paper.county}{register.paper.township}{register.paper.village}",
        "period": period(register),
        "heads": list(HEADS),
        "rows": [row(entry) for entry in register.entries] + [[""] * len(HEADS)] * register.lines,
        "signers": ["村民选举委员会主任", "登记人"],
        "help": "收到时间写到分。每件异议写一行；写错的划一道杠，在下一行重写，不涂改。不写身份证号。",
    }


def period(register: ObjectionRegister) -> str:
    published, first, last = (
        words.day(on) if on else BY_HAND for on in (register.published_on, register.first, register.last)
    )
    return f"名单公布：{published}　异议期：{first}至{last}24时　收到之日起{register.decision_days}日内处理并公布结果"


def row(entry: Entry) -> list[str]:
    decided = f"{entry.decision}　{words.day(entry.decided_on)}" if entry.decided_on else ""
    received = words.moment(entry.received_at) + ("（逾期）" if entry.late else "")
    return [
        str(entry.number),
        entry.applicant,
        f"{entry.about}：{entry.claim}。{entry.text}",
        received,
        words.day(entry.decide_by) if entry.decide_by else "不予受理",
        decided,
        words.day(entry.published_on) if entry.published_on else "",
    ]
