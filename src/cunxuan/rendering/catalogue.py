"""The forms there are, and making them: `render("A12", context, "pdf")`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from . import compiler, contexts, lists
from .faults import RenderingFault
from .forms.A04.context import RollNotice
from .forms.A04.word import word as roll_notice_word
from .forms.A04.wording import wording as roll_notice_wording
from .forms.A04_1.context import RollCorrection
from .forms.A04_1.word import word as roll_correction_word
from .forms.A04_1.wording import wording as roll_correction_wording
from .forms.A11.context import ListsNotice
from .forms.A11.wording import wording as lists_notice_wording
from .forms.A12.context import ResultNotice
from .forms.A12.word import word as result_notice_word
from .forms.A12.wording import wording as result_notice_wording
from .forms.count_sheet.context import CountSheet
from .forms.count_sheet.word import word as count_sheet_word
from .forms.count_sheet.wording import wording as count_sheet_wording
from .forms.F04.context import ResultReport
from .forms.F04.word import word as result_report_word
from .forms.F04.wording import wording as result_report_wording
from .forms.O31.context import Resolution
from .forms.O31.word import word as resolution_word
from .forms.O31.wording import wording as resolution_wording
from .forms.O32.context import HomeCertificate
from .forms.O32.word import word as home_certificate_word
from .forms.O32.wording import wording as home_certificate_wording
from .forms.O33.context import ObjectionRegister
from .forms.O33.word import word as objection_register_word
from .forms.O33.wording import wording as objection_register_wording
from .forms.O34.context import ObjectionDecision
from .forms.O34.word import word as objection_decision_word
from .forms.O34.wording import wording as objection_decision_wording
from .forms.O35.context import VoterCards
from .forms.O35.word import word as voter_cards_word
from .forms.O35.wording import wording as voter_cards_wording
from .forms.O38.context import ProxyLetter
from .forms.O38.word import word as proxy_letter_word
from .forms.O38.wording import wording as proxy_letter_wording
from .forms.R02.context import Register
from .forms.R02.word import word as register_word
from .forms.R02.wording import wording as register_wording
from .forms.R03.context import CardRoster
from .forms.R03.word import word as card_roster_word
from .forms.R03.wording import wording as card_roster_wording
from .forms.R05.context import ProxyRoster
from .forms.R05.wording import wording as proxy_roster_wording
from .forms.R06.context import HelpRoster
from .forms.R06.wording import wording as help_roster_wording
from .forms.R07.context import BallotRoster
from .forms.R07.word import word as ballot_roster_word
from .forms.R07.wording import wording as ballot_roster_wording

Format = Literal["pdf", "docx"]
Printed = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A kind of paper: what it is called, when and on what basis it is made, and the four things that make it."""

    id: str
    title: str
    title_en: str
    group: str
    when: str
    basis: str
    context: type[Any]
    wording: Callable[[Any], Printed]
    word: Callable[[Printed], bytes]
    formats: tuple[Format, ...] = ("pdf", "docx")

    def sample(self) -> Mapping[str, Any]:
        """An example of the context, as JSON. All people in it are invented."""
        text = (Path(__file__).parent / "forms" / self.id / "sample.json").read_text(encoding="utf-8")
        example: Mapping[str, Any] = json.loads(text)
        return example

    def printed(self, context: Mapping[str, Any]) -> Printed:
        """The words and figures to be set, from a context that was read and found consistent."""
        frozen = contexts.read(self.context, context, self.id)
        frozen.paper.check(self.id)
        frozen.check(self.id)
        return self.wording(frozen)


FORMS: tuple[Form, ...] = (
    Form(
        id="A11",
        title="委托投票、流动票箱、代写人员名单公告",
        title_en="Notice of proxies, mobile boxes and scribes",
        group="公告",
        when="选举日前公布",
        basis="村民委员会组织法 第十八条",
        context=ListsNotice,
        wording=lists_notice_wording,
        word=lists.word,
    ),
    Form(
        id="A12",
        title="选举结果公告",
        title_en="Announcement of the result",
        group="公告",
        when="选举日当场公布",
        basis="村民委员会组织法 第十八条",
        context=ResultNotice,
        wording=result_notice_wording,
        word=result_notice_word,
    ),
    Form(
        id="F04",
        title="村民委员会选举结果报告单",
        title_en="Report of the village committee election",
        group="报告单",
        when="选举日",
        basis="村民委员会组织法 第十八条",
        context=ResultReport,
        wording=result_report_wording,
        word=result_report_word,
    ),
    Form(
        id="count_sheet",
        title="计票单",
        title_en="Count sheet",
        group="计票",
        when="选举日",
        basis="村民委员会组织法 第十八条",
        context=CountSheet,
        wording=count_sheet_wording,
        word=count_sheet_word,
    ),
    Form(
        id="R02",
        title="登记参加选举的村民登记册",
        title_en="Register of the village's adults",
        group="登记",
        when="登记期间",
        basis="村民委员会组织法 第十六条",
        context=Register,
        wording=register_wording,
        word=register_word,
    ),
    Form(
        id="O31",
        title="居住满一年人员参选审议决议",
        title_en="Resolution on applicants from elsewhere",
        group="登记",
        when="登记期间",
        basis="村民委员会组织法 第十六条",
        context=Resolution,
        wording=resolution_wording,
        word=resolution_word,
    ),
    Form(
        id="O32",
        title="未在户籍地登记参加选举的证明",
        title_en="Certificate from the place of hukou",
        group="登记",
        when="登记期间",
        basis="村民委员会组织法 第十六条",
        context=HomeCertificate,
        wording=home_certificate_wording,
        word=home_certificate_word,
    ),
    Form(
        id="A04",
        title="登记参加选举的村民名单公告",
        title_en="List of registered villagers",
        group="公告",
        when="选举日二十日前",
        basis="村民委员会组织法 第十七条",
        context=RollNotice,
        wording=roll_notice_wording,
        word=roll_notice_word,
    ),
    Form(
        id="A04_1",
        title="登记参加选举的村民名单更正补充公告",
        title_en="Correction of the list of registered villagers",
        group="公告",
        when="收到异议之日起三日内",
        basis="村民委员会组织法 第十七条",
        context=RollCorrection,
        wording=roll_correction_wording,
        word=roll_correction_word,
    ),
    Form(
        id="O33",
        title="名单异议登记表",
        title_en="Register of objections to the list",
        group="名单异议",
        when="名单公布之日起五日内",
        basis="村民委员会组织法 第十七条",
        context=ObjectionRegister,
        wording=objection_register_wording,
        word=objection_register_word,
    ),
    Form(
        id="O34",
        title="名单异议处理决定书",
        title_en="Decision on an objection to the list",
        group="名单异议",
        when="收到异议之日起三日内",
        basis="村民委员会组织法 第十七条",
        context=ObjectionDecision,
        wording=objection_decision_wording,
        word=objection_decision_word,
    ),
    Form(
        id="R05",
        title="委托投票人员花名册",
        title_en="Roster of proxies",
        group="登记册",
        when="委托办理截止以后",
        basis="村民委员会组织法 第十八条",
        context=ProxyRoster,
        wording=proxy_roster_wording,
        word=lists.word,
    ),
    Form(
        id="R06",
        title="流动票箱投票及代写人员花名册",
        title_en="Roster of mobile-box voters and scribes",
        group="登记册",
        when="选举日前",
        basis="村民委员会选举规程",
        context=HelpRoster,
        wording=help_roster_wording,
        word=lists.word,
    ),
    Form(
        id="O38",
        title="委托投票书及委托投票证",
        title_en="Proxy letter",
        group="委托",
        when="委托审核同意并公布以后",
        basis="村民委员会组织法 第十八条",
        context=ProxyLetter,
        wording=proxy_letter_wording,
        word=proxy_letter_word,
    ),
    Form(
        id="O35",
        title="参选证",
        title_en="Voter cards",
        group="参选证",
        when="名单核定以后、选举日以前",
        basis="村民委员会组织法 第十七条",
        context=VoterCards,
        wording=voter_cards_wording,
        word=voter_cards_word,
    ),
    Form(
        id="R03",
        title="参选证发放花名册",
        title_en="Roster of voter cards handed out",
        group="参选证",
        when="名单核定以后、选举日以前",
        basis="村民委员会组织法 第十七条",
        context=CardRoster,
        wording=card_roster_wording,
        word=card_roster_word,
    ),
    Form(
        id="R07",
        title="选票发放登记册",
        title_en="Roster of ballots issued",
        group="选票",
        when="选举日",
        basis="村民委员会组织法 第十八条",
        context=BallotRoster,
        wording=ballot_roster_wording,
        word=ballot_roster_word,
    ),
)


def form(form_id: str) -> Form:
    """The form of this id."""
    for kind in FORMS:
        if kind.id == form_id:
            return kind
    known = "、".join(kind.id for kind in FORMS)
    raise RenderingFault(
        "PAPER_FORM",
        f"没有编号为 {form_id} 的文书。现有：{known}。",
        f"There is no form {form_id}. There are: {known}.",
    )


def render(form_id: str, context: Mapping[str, Any], fmt: Format) -> bytes:
    """The paper as a file. The same context gives the same bytes."""
    kind = form(form_id)
    if fmt not in kind.formats:
        raise RenderingFault("PAPER_FORM", f"{form_id} 不能做成 {fmt}。", f"{form_id} cannot be made as {fmt}.")
    if fmt == "docx":
        return kind.word(kind.printed(context))
    return compiler.pdf([(form_id, kind.printed(context))])


def render_many(papers: Sequence[tuple[str, Mapping[str, Any]]]) -> bytes:
    """Several papers (form id, context) in one PDF, each with its own page numbers: a village's pack to print."""
    return compiler.pdf([(form_id, form(form_id).printed(context)) for form_id, context in papers])


def render_png(form_id: str, context: Mapping[str, Any], dpi: int = 48) -> bytes:
    """A picture of the paper's first page, filled figures as if by hand: what a telephone would photograph."""
    return compiler.png(form_id, {**form(form_id).printed(context), "by_hand": True}, dpi)
