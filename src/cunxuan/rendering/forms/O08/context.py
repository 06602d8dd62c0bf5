"""What the confirmation says (选前审计评议确认单): four ticks with what they rest on, or who opened the gate."""

from __future__ import annotations

from dataclasses import dataclass

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper

FOUR = ("审计报告", "审计结果公告", "民主评议表", "评议结果公告")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One of the four: whether it is there, and its day and paper."""

    name: str
    there: bool = False
    rests_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The county opened the gate although something was missing."""

    officer: str
    reason: str
    basis: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateConfirmation:
    paper: Paper
    headline: str = ""
    ticks: tuple[Tick, ...] = ()
    opened: Opened | None = None
    signer: str = ""
    basis: Basis | None = None
    by_hand: bool = False

    def check(self, form_id: str) -> None:
        """Nobody signs while something is missing and nobody opened the gate."""
        if not (self.by_hand or self.opened or all(one.there for one in self.ticks)):
            raise refused(f"{form_id}.ticks", "四项没有齐，也没有放行", "not all four are there and nobody opened it")


def blank(paper: Paper) -> GateConfirmation:
    return GateConfirmation(paper=paper, ticks=tuple(Tick(name=name) for name in FOUR), by_hand=True)
