"""Audit and evaluation as the pages take them: forms that hold together, to be changed by those who want them wrong."""

from __future__ import annotations

from typing import Any

import cast

PAGE = f"/v/{cast.LIUSHU}/preparation/audit"

AUDIT: dict[str, str] = {
    "period_from": "2021-12-01",
    "period_to": "2026-08-31",
    "reported_on": "2026-10-12",
    "team": "柳林镇农经站、纪委审计组",
    "persons": "段玉成 主任\n宁涛 副主任",
    **{f"{key}-text": "账实相符" for key in cast.SUBJECTS},
    "finances-amount": "1,286,430.50",
    "lines": "2",
    "p1-matter": "维修费少一张发票",
    "p1-person": "宁涛",
    "p1-amount": "８６０",
    "p1-to_do": "补齐票据",
    "p1-state": "under_way",
}
AUDIT_NOTICE = {"on": "2026-10-14", "place": "村务公开栏", "until": "2026-10-21"}
EVALUATION: dict[str, str] = {
    "held_on": "2026-10-20",
    "meeting": "representatives_assembly",
    "by_supervision": "yes",
    "present": "32",
    "lines": "2",
    "p1-name": "段玉成",
    "p1-post": "主任",
    "p1-fit": "26",
    "p1-basically_fit": "4",
    "p1-unfit": "2",
    "p1-grade": "fit",
    "p2-name": "宁涛",
    "p2-post": "副主任",
    "p2-fit": "5",
    "p2-basically_fit": "6",
    "p2-unfit": "20",
    "p2-grade": "unfit",
}
NOTICE = {"on": "2026-10-20", "place": "村务公开栏"}
OVERRIDE = {"officer": "任，县换届办主任", "reason": "评议会两次未能召开。", "basis": "村民委员会组织法第四十条"}


def without(form: dict[str, str], *keys: str, **changes: str) -> dict[str, Any]:
    return {key: value for key, value in {**form, **changes}.items() if key not in keys}
