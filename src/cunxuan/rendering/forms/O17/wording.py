"""The printed words of the letter to people away, the same in PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.sheets import Column

from .context import LetterAway, Sent

TITLE = "致外出务工人员的一封信"
COLUMNS = (
    Column("发送日期", 24),
    Column("短信", 34),
    Column("方式", 30),
    Column("发送", 18, figures=True),
    Column("送达", 18, figures=True),
    Column("回复", 18, figures=True),
    Column("拒收", 18, figures=True),
)
BY_HAND = "　　月　　日"


def wording(letter: LetterAway) -> dict[str, Any]:
    paper = letter.paper
    texts = [f"{one.title}：{one.text}" for one in letter.messages]
    return sheets.wording(
        paper,
        TITLE,
        lead="在外务工、经商、求学的乡亲们：",
        blocks=[
            sheets.text("", list(paragraphs(letter))),
            *([sheets.text("随信发的短信", texts)] if texts else [sheets.space("随信发的短信", 40)]),
            sheets.page_break(),
            sheets.facts(
                [
                    ("外出人员", people(letter.away)),
                    ("同意收短信", people(letter.consented)),
                    ("联系电话", letter.contact),
                    ("登记截止", day(letter.registered_until) if letter.registered_until else ""),
                ],
                heading="发送记录",
            ),
            sheets.rows(
                "", COLUMNS, [row(one) for one in letter.sendings], lines=letter.lines, nobody="还没有发送短信。"
            ),
        ],
        facts=(("法律依据", laws(letter)),),
        signers=("经办人", "选举委员会主任"),
    )


def paragraphs(letter: LetterAway) -> Iterator[str]:
    """What the law wants people away to know: to say so, to nominate, to vote or have somebody vote for them."""
    village = letter.paper.village or "本村"
    term = words.term(letter.paper.term_no)
    yield (
        f"{village}{term}村民委员会换届选举，定于{day(letter.polled_on)}投票。户籍在村、不在村里居住的村民，"
        "本人表示参加选举的，列入参加选举的村民名单。"
    )
    yield (
        f"参加不参加，由您自己决定。请在{day(letter.registered_until)}以前，打电话、发微信、回短信或者托亲属转告村民选举委员会。"
    )
    yield "登记以后，您可以提名候选人。提名的时间和办法、候选人名单，村里都会公告，也可以打电话来问。"
    yield (
        "投票那天请尽量回村。外出不能参加投票的，可以书面委托他人代为投票；"
        "委托书要在截止以前交到村民选举委员会，名单由村里公布。"
    )
    contact = letter.contact or "　　　　　　　　"
    yield f"联系电话：{contact}。不愿意再收短信的，回复 T，以后不再发。"


def day(on: date | None) -> str:
    return f"{on.month}月{on.day}日" if on else BY_HAND


def people(number: int | None) -> str:
    return "" if number is None else f"{words.figure(number)}人"


def row(one: Sent) -> list[str]:
    figures = (one.people, one.delivered, one.replied, one.refused)
    return [day(one.on), one.title, one.way, *map(words.figure, figures)]


def laws(letter: LetterAway) -> str:
    found = dict.fromkeys(words.article(one) for one in (letter.registration, letter.proxy) if one)
    return "、".join(found)
