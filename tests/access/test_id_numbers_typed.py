"""Nobody gets an ID number into the trail or onto a page: whatever field of whatever form it is typed into."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client

import cast
from cunxuan.core.ids import synthetic
from cunxuan.offices.models import Division

NUMBER = synthetic(date(1980, 2, 29), 7, division=cast.COUNTY)
WIDE = NUMBER.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
SHAPES = (NUMBER, f"王强{NUMBER}", f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}", WIDE)

V, R1 = f"/v/{cast.LIUSHU}", f"/r/{cast.LIUSHU}.2026.general.r1"
SHEET = f"/count/{cast.LIUSHU}.2026.general.r1.p01"
CENTRE = {"lines": "1", "p1-registered": "120", "p1-fixed": "1", "p1-mobile": "0"}
DECLARED = {"on": "2026-12-16", "opened": "08:00", "closed": "15:00", "venue": "村委会", "sure": "yes"}
LIST = {
    "chair": ("段玉成", "梁海生"),
    "vice_chair": ("宁涛", "李文生"),
    "member": ("段秀梅", "李保全", "贾永成", "赵福生"),
}
CANDIDATES = {
    "on": "2026-12-09",
    **{f"{post}-{line}-name": name for post, names in LIST.items() for line, name in enumerate(names, start=1)},
    **{f"{post}-{line}-sex": "M" for post, names in LIST.items() for line in range(1, len(names) + 1)},
}
FACT = {"kind": "died", "on": "2026-11-16", "evidence": "死亡证明"}

#: Stage, who, address, what is sent besides, and the field that the number is typed into.
FIELDS: tuple[tuple[str, str, str, dict[str, str], str], ...] = (
    ("election_day_fixed", "ding", f"{V}/steps/committee_chosen", {"on": "2026-11-08"}, "note"),
    ("registration_opened", "ding", f"{V}/steps/registration_opened/back", {}, "reason"),
    ("registration_opened", "an", f"{V}/roll/people/{{resident}}", FACT, "evidence"),
    ("registration_opened", "an", f"{V}/roll/people/{{resident}}", {**FACT, "kind": "registered_in"}, "village"),
    ("registration_opened", "an", f"{V}/roll/away/{{resident}}", {"on": "2026-11-16", "answer": "told"}, "note"),
    ("review_completed", "ding", f"{V}/candidates", CANDIDATES, "member-4-name"),
    ("proxies_published", "ding", f"{V}/rounds/1/places/new", CENTRE, "p1-name"),
    ("polling", "an", f"{SHEET}/squares", {"chair.write_in.votes": "3"}, "chair.write_in.name"),
    ("polling", "an", f"{SHEET}/squares", {"registered": "120"}, "explain.Q08"),
    ("determined", "chen", f"{R1}/declare", DECLARED, "venue"),
    ("determined", "chen", f"{R1}/declare", DECLARED, "remarks"),
    ("determined", "chen", f"{R1}/declare", DECLARED, "监票人"),
)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("stage", "who", "address", "sent", "field"), FIELDS, ids=[field for *_, field in FIELDS])
def test_it_is_refused_and_kept_nowhere(
    stage: str,
    who: str,
    address: str,
    sent: dict[str, str],
    field: str,
    shape: str,
    liushu: Division,
    signed_in: Callable[..., Client],
) -> None:
    if stage == "determined":
        cast.determined(liushu)
    else:
        cast.at_stage(liushu, stage)
    answer = signed_in(cast.person(who)).post(somebody_s(address, liushu), {**sent, field: shape}, follow=True)
    assert answer.status_code in (200, 400, 409)
    assert "身份证号" in answer.text
    assert shape not in everything_kept()


def somebody_s(address: str, village: Division) -> str:
    """Where a page is a person's: the address of somebody who lives there."""
    if "{resident}" not in address:
        return address
    cast.add_residents(village, cast.residents(1), by="ding", at=cast.AT)
    return address.format(resident=village.residents.earliest("pk").pk)


def everything_kept() -> str:
    """The whole database as text, without residents: there the number is encrypted."""
    rows: list[Any] = [row for model in apps.get_models() for row in model._default_manager.all()]
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)
