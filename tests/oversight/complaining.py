"""Complaints of the cast: 任 is the county's officer for both kinds, 陈 the township's for petitions."""

from __future__ import annotations

from datetime import date
from typing import Any

import cast
from cunxuan.offices.models import Account, Division
from cunxuan.oversight import complaint_actions as actions
from cunxuan.oversight.models import Complaint

TEXT = "第三组两户在外务工的没有接到登记通知。"
BY = "方大海"


def named(*who: tuple[str, str]) -> None:
    """`named(("ren", "petition"))`: the county names 任 for petitions."""
    for username, kind in who:
        actions.name_officer(cast.person(username), kind=kind, on=date(2026, 10, 1), by=cast.person("ren"), at=cast.AT)


def officers() -> None:
    named(("ren", "petition"), ("ren", "discipline"), ("chen", "petition"))


def brought(place: Division, by: Account, *, on: date = cast.POLLING_DAY, **more: Any) -> Complaint:
    said = {
        "kind": "petition",
        "channel": "visit",
        "place": place,
        "received_on": on,
        "text": TEXT,
        "complainant": BY,
        "contact": "0311-5520000",
        **more,
    }
    return actions.register_complaint(actions.NewComplaint(**said), on=on, by=by, at=cast.AT)
