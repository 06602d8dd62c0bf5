"""The printed words of a proxy letter, the same in PDF and Word. A file can hold a whole village's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cunxuan.rendering import lists, qr, words

from .context import ProxyLetter

TITLE = "委托投票书及委托投票证"
LETTER, LEAVE = "委托投票书", "委托投票证"
NAME, SHORT, DAY = "＿" * 6, "＿" * 4, "＿＿＿＿年＿＿月＿＿日"


def wording(letter: ProxyLetter) -> dict[str, Any]:
    frame = words.frame(letter.paper, TITLE)
    foot = [f"{letter.paper.village} {TITLE}"]
    return {**frame, "title": [LETTER, LEAVE], "foot": foot, "letters": [one_letter(letter, frame)]}


def together(printed: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The letters of a village in one file, two on a sheet."""
    papers = list(printed)
    first = papers[0]
    return {**first, "number": "", "qr": "", "letters": [one for paper in papers for one in paper["letters"]]}


def one_letter(letter: ProxyLetter, frame: Mapping[str, Any]) -> dict[str, Any]:
    paper = letter.paper
    return {
        "to": f"{paper.issuer}：",
        "said": said(letter),
        "applied": words.day(letter.applied_on) if letter.applied_on else DAY,
        "number": paper.number,
        "people": [
            ["委托人", named(letter.principal, letter.principal_group)],
            ["受委托人", named(letter.holder, letter.holder_group)],
            ["与委托人关系", letter.relation],
            ["委托原因", letter.reason],
        ],
        "leave": leave(letter),
        "issuer": frame["issuer"],
        "date": frame["date"] if letter.principal else DAY,
        "seal": frame["seal"],
        "check": [*words.codes(paper), *([frame["digest"][:18] + "…"] if frame["digest"] else [])],
        "qr": frame["qr"],
        "qr_svg": qr.svg(frame["qr"]) if frame["qr"] else "",
    }


def said(letter: ProxyLetter) -> str:
    paper = letter.paper
    polled = words.day(letter.polled_on) if letter.polled_on else DAY
    relation = f"（与我的关系：{letter.relation or SHORT}）"
    passing = "" if letter.may_pass_on else "，不得转委托他人"
    return (
        f"我因{letter.reason or NAME}，不能参加{polled}举行的{paper.village}{words.term(paper.term_no)}"
        f"村民委员会选举投票，现委托{letter.holder or NAME}{relation}代我投票。受委托人按照我的意愿填写选票{passing}。"
    )


def leave(letter: ProxyLetter) -> str:
    published = f"，已于{words.day(letter.published_on)}公布" if letter.published_on else f"，已于{DAY}公布"
    cap = f"每人最多接受{letter.cap}人委托" if letter.cap is not None else ""
    held = f"受委托人共受{letter.held}人委托" if letter.held is not None else ""
    counted = "，".join(part for part in (cap, held) if part)
    counted = f"{counted}{words.cited(letter.basis)}。" if counted else ""
    at_the_poll = "受委托人凭本证和本人的参选证领取委托人的选票，在选票发放登记册上签名。"
    return f"经审核，同意上列委托{published}。{at_the_poll}{counted}"


def named(name: str, group: int) -> str:
    return f"{name}（{lists.group(group)}）" if name else ""
