"""How days, figures and names look on paper, and the words that head and foot of every paper share."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from .paper import BallotAccount, Basis, Outcome, Paper, Round, Seal, Sex, ShortSeats, Status

BY_HAND = "　　年　　月　　日"
CHINA = timezone(timedelta(hours=8))
FULL_WIDTH_SPACE = "\u3000"

ROUNDS = {
    Round.FIRST: "第一次投票",
    Round.RUNOFF: "另行选举",
    Round.RERUN: "重新选举",
    Round.REVOTE: "票数相等再投票",
}
SEXES = {Sex.MAN: "男", Sex.WOMAN: "女", None: ""}
OUTCOMES = {
    Outcome.ELECTED: "当选",
    Outcome.NOT_ELECTED: "未当选",
    Outcome.RUNOFF: "另行选举",
    Outcome.REVOTE: "再投票",
}


def day(on: date) -> str:
    """2026年12月13日"""
    return f"{on.year}年{on.month}月{on.day}日"


def moment(at: datetime) -> str:
    """2026年12月13日19时05分, by the clock of China."""
    local = at.astimezone(CHINA)
    return f"{day(local)}{local.hour}时{local.minute:02}分"


def figure(number: int | None) -> str:
    """1,286, and a dash where there is none."""
    return "—" if number is None else f"{number:,}"


def in_column(name: str) -> str:
    """A name of two characters takes the width of three in a column of names: 宁　涛."""
    return f"{name[0]}{FULL_WIDTH_SPACE}{name[1]}" if len(name) == 2 else name


def with_sex(name: str, sex: Sex | None) -> str:
    """Women are marked, as ballots and announcements do."""
    return f"{in_column(name)}（女）" if sex is Sex.WOMAN else in_column(name)


def article(basis: Basis) -> str:
    """The article, and that its number is not confirmed where that is so."""
    return basis.text if basis.confirmed else f"{basis.text}（条号待县核对）"


def cited(basis: Basis | None) -> str:
    """（第八条，条号待县核对）: the article behind a sentence that it supports."""
    if basis is None:
        return ""
    return f"（{basis.text}）" if basis.confirmed else f"（{basis.text}，条号待县核对）"


def term(number: int) -> str:
    """第十三届; the first hundred terms are enough. Nothing where the paper belongs to no term."""
    assert 0 <= number < 100, number
    if number == 0:
        return ""
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return f"第{head}{digits[ones] if ones else ''}届"


def short_seats(short: tuple[ShortSeats, ...]) -> str:
    """委员缺1名（应为妇女）"""
    return "，".join(f"{seat.post}缺{seat.seats}名{'（应为妇女）' if seat.woman else ''}" for seat in short)


def ballots(account: BallotAccount) -> str:
    """Where every ballot went, in one sentence."""
    own = account.issued - account.proxy
    parts = (
        f"印制{figure(account.printed)}张，发出{figure(account.issued)}张"
        f"（本人{figure(own)}，受委托{figure(account.proxy)}），换发作废{figure(account.spoiled)}张，"
        f"剩余{figure(account.unused)}张；收回{figure(account.returned)}张"
    )
    if account.valid is not None:
        parts += f"，其中有效{figure(account.valid)}张、无效{figure(account.rejected)}张"
    lost = account.issued - account.returned
    return parts + (f"；未收回{figure(lost)}张。" if lost > 0 else "。")


def mark(paper: Paper) -> str:
    """What stands across the head of a paper that is not, or no longer, the valid one."""
    if paper.status is Status.DRAFT:
        return "草稿"
    return f"已被{paper.superseded_by}更正" if paper.status is Status.SUPERSEDED else ""


def frame(paper: Paper, form_title: str) -> dict[str, Any]:
    """The printed words that head and foot of every form need."""
    place = paper.village or paper.township or paper.county
    parts = [
        f"{place} {form_title}",
        paper.number,
        f"数字截至{moment(paper.figures_at)}" if paper.figures_at else "",
        f"核对码 {paper.check_code}" if paper.check_code else "",
    ]
    return {
        "document": f"{place}{form_title}{paper.number}",
        "issued": [paper.issued_on.year, paper.issued_on.month, paper.issued_on.day],
        "number": paper.number,
        "issuer": paper.issuer,
        "date": BY_HAND if paper.status is Status.BLANK else day(paper.issued_on),
        "seal": "" if paper.seal is Seal.NONE else "（盖章）",
        "mark": mark(paper),
        "rehearsal": "演练" if paper.rehearsal else "",
        "demo": "演示数据，人名均为虚构。" if paper.demo else "",
        "codes": codes(paper),
        "digest": f"全文摘要 {paper.digest}" if paper.digest else "",
        "foot": [part for part in parts if part],
        "qr": qr_text(paper),
    }


def codes(paper: Paper) -> list[str]:
    """核对码 and 检查点, those that are known."""
    known = (("核对码", paper.check_code), ("检查点", paper.checkpoint))
    return [f"{word} {code}" for word, code in known if code]


def qr_text(paper: Paper) -> str:
    return f"cunxuan:{paper.check_code}" if paper.check_code else ""
