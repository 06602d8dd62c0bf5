"""What the report on an audit of the term says (任期和离任经济责任审计报告)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.core.law import in_words, rules_of_pack
from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper

LINES = 4  # for problems and persons that are written by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One subject of the law's list; amounts in yuan, as the report writes them."""

    name: str
    text: str = ""
    amount: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    number: int
    matter: str
    person: str
    amount: str
    to_do: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    paper: Paper
    headline: str = ""
    period_from: date | None = None
    period_to: date | None = None
    reported_on: date | None = None
    team: str = ""
    persons: tuple[str, ...] = ()  # 段玉成（主任）
    subjects: tuple[Subject, ...] = ()
    problems: tuple[Problem, ...] = ()
    basis: Basis | None = None
    by_hand: bool = False

    def check(self, form_id: str) -> None:
        """Every subject of the law's list is answered."""
        for index, one in enumerate(self.subjects):
            if not (self.by_hand or one.text):
                raise refused(f"{form_id}.subjects[{index}].text", f"“{one.name}”没有写", f"{one.name} is not answered")


def blank(paper: Paper) -> AuditReport:
    """The law's list of subjects, to be answered by hand."""
    rule = rules_of_pack(paper.pack, paper.issued_on)["audit_subjects"]
    assert isinstance(rule.value, tuple)
    subjects = tuple(Subject(name=in_words(one)) for one in rule.value)
    return AuditReport(paper=paper, subjects=subjects, basis=Basis(rule.basis, rule.confirmed), by_hand=True)
