"""选票发放登记册: who took ballots at a place of polling, for whom and how many. It never numbers a ballot."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import BallotRoster
from .word import word
from .wording import wording

FORM = Form(
    id="R07",
    title="选票发放登记册",
    title_en="Roster of ballots issued",
    group="选票",
    when="选举日",
    basis="村民委员会组织法 第十八条",
    context=BallotRoster,
    wording=wording,
    word=word,
)
