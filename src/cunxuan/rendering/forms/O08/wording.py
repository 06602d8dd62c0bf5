"""The printed words of the confirmation, the same in PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.sheets import Block

from .context import GateConfirmation

TITLE = "选前审计评议（两先一后）确认单"
RULE = "没有齐的，不确定选举日；确需先办的，由县换届办写明决定人、理由和法律依据放行。"


def wording(confirmation: GateConfirmation) -> dict[str, Any]:
    return sheets.wording(
        confirmation.paper,
        TITLE,
        lead=confirmation.headline,
        blocks=list(blocks(confirmation)),
        facts=(("法律依据", words.article(confirmation.basis) if confirmation.basis else ""),),
        signers=("乡镇签字人", "乡镇负责人"),
    )


def blocks(confirmation: GateConfirmation) -> Iterator[Block]:
    yield sheets.ticks("四项", [(one.name, one.there, one.rests_on) for one in confirmation.ticks])
    if confirmation.signer:
        yield sheets.facts([("乡镇签字人", confirmation.signer)], columns=1)
    yield sheets.text("", [RULE])
    opened = confirmation.opened
    if opened or confirmation.by_hand:
        yield sheets.facts(
            [
                ("缺哪些", "、".join(opened.missing) if opened else ""),
                ("决定人", opened.officer if opened else ""),
                ("理由", opened.reason if opened else ""),
                ("法律依据", opened.basis if opened else ""),
            ],
            columns=1,
            heading="县换届办放行",
        )
