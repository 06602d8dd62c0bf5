"""The printed words of a decision on an objection, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words

from .context import ObjectionDecision

TITLE = "名单异议处理决定书"
BY_HAND = "　　　　年　　月　　日"


def wording(found: ObjectionDecision) -> dict[str, Any]:
    return {
        **words.frame(found.paper, TITLE),
        "title": TITLE,
        "under": "　".join(
            filter(None, (f"{found.paper.county}{found.paper.township}{found.paper.village}", found.paper.number))
        ),
        "rows": rows(found),
        "served": ["送达时间", "受送达人签名", "送达人签名"],
        "facts": facts(found),
        "check": words.codes(found.paper),
    }


def rows(found: ObjectionDecision) -> list[list[str]]:
    received = words.moment(found.received_at) if found.received_at else f"{BY_HAND}　　时　　分"
    basis = "；".join(words.article(one) for one in found.basis)
    until = f"最迟{words.day(found.decide_by)}" if found.decide_by else ""
    decided = words.day(found.decided_on) if found.decided_on else BY_HAND
    return [
        ["异议人", found.applicant],
        ["异议对象", found.about],
        ["要求", found.claim],
        ["收到时间", "，".join(filter(None, (received, found.in_time)))],
        ["异议理由", found.text],
        ["查明的事实和理由", found.reason],
        ["处理决定", "。".join(filter(None, (found.decision, found.follows)))],
        ["依据", basis],
        ["决定日期", f"{decided}{f'（{until}）' if until else ''}"],
    ]


def facts(found: ObjectionDecision) -> list[list[str]]:
    law = f"{'、'.join(found.laws)}；规则包 {found.paper.pack}。" if found.laws else ""
    return [[label, said] for label, said in (("不服决定的", found.appeal), ("法律依据", law)) if said]
