"""The printed words of the letters, the same in PDF and Word, and what an empty sheet holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Block

from .context import Letter

TITLES = {
    "accepted": "受理告知书",
    "refused": "不予受理告知书",
    "transferred": "转送告知书",
    "answered": "答复意见书",
    "reviewed": "复查意见书",
    "rechecked": "复核意见书",
}
HEADINGS = {
    "accepted": "决定",
    "refused": "不予受理的理由",
    "transferred": "转送的理由",
    "answered": "办理意见",
    "reviewed": "复查意见",
    "rechecked": "复核意见",
}
BOX = 90  # mm


def blank(paper: Paper) -> dict[str, Any]:
    """Which letter it is, is ticked by hand."""
    return sheets.wording(
        paper,
        "信访事项告知书（意见书）",
        blocks=[
            sheets.ticks("", [(title, None, "") for title in TITLES.values()]),
            facts(Letter(paper=paper, kind="answered")),
            sheets.space("决定、理由或者意见，依据，以及可以在什么期限内提出什么", BOX),
        ],
        signers=("经办人", "负责人", "收件人"),
    )


def wording(letter: Letter) -> dict[str, Any]:
    return sheets.wording(
        letter.paper,
        TITLES[letter.kind],
        lead=lead(letter),
        blocks=[facts(letter), *opinion(letter), *further(letter)],
        signers=("经办人", "收件人"),
    )


def lead(letter: Letter) -> str:
    received = f"于{words.day(letter.received_on)}" if letter.received_on else ""
    return f"{letter.to}：您{received}反映的事项，{DECIDED[letter.kind].format(organ=letter.organ)}。"


DECIDED = {
    "accepted": "本办公室决定受理",
    "refused": "本办公室决定不予受理",
    "transferred": "不属于本办公室的职权，已转送{organ}",
    "answered": "已经办理，现将办理意见答复如下",
    "reviewed": "已经复查，现将复查意见告知如下",
    "rechecked": "已经复核，现将复核意见告知如下",
}


def facts(letter: Letter) -> Block:
    return sheets.facts(
        [
            ("来访人", letter.to),
            ("登记编号", letter.case_number),
            ("收到日期", day(letter.received_on)),
            ("反映的事情", letter.matter),
        ]
    )


def day(on: date | None) -> str:
    return words.day(on) if on else ""


def opinion(letter: Letter) -> list[Block]:
    return [sheets.text(HEADINGS[letter.kind], letter.said.splitlines())] if letter.said else []


def further(letter: Letter) -> list[Block]:
    """What may be expected or asked for next, until when, and on what basis."""
    basis = f"（{letter.basis}）" if letter.basis else ""
    until = day(letter.due_on)
    said = NEXT[letter.kind].format(until=until, basis=basis) if until else OTHERWISE[letter.kind]
    return [sheets.text("", [said])] if said else []


NEXT = {
    "accepted": "本办公室将在{until}前办结并书面答复{basis}。",
    "refused": "",
    "transferred": "",
    "answered": "不服本答复意见的，可以在{until}前请求复查{basis}。",
    "reviewed": "不服本复查意见的，可以在{until}前请求复核{basis}。",
    "rechecked": "",
}
OTHERWISE = {
    "accepted": "",
    "refused": "对不予受理有异议的，可以向上一级机关反映。",
    "transferred": "以后的办理情况，请向接收的机关询问。",
    "answered": "",
    "reviewed": "",
    "rechecked": "以上是终结意见。",
}
