"""Short ways to say who votes for whom in 柳树村, whose residents are called 村民1 to 村民120, two to a household."""

from __future__ import annotations

from datetime import date
from typing import Any

import cast
from cunxuan.core.findings import CATALOGUE
from cunxuan.elections.models import Election
from cunxuan.polling.models import Proxy
from cunxuan.polling.proxy_actions import Application, apply_for_proxy, take_proxies
from cunxuan.roll.models import Resident

DAY = date(2026, 12, 10)
BY = {"by": "ding", "at": cast.AT}


def villager(election: Election, number: int) -> Resident:
    return Resident.objects.get(village=election.village_id, name=f"村民{number}")


def application(election: Election, principal: int, holder: int, **more: Any) -> Application:
    said = {"relation": "child", "reason": "work", "on": DAY, **more}
    return Application(principal=villager(election, principal), holder=villager(election, holder), **said)


def taken(election: Election, *pairs: tuple[int, int], **more: Any) -> list[Proxy]:
    """Each principal entrusts a holder, in this order; approved where the law allows it."""
    return take_proxies(election, [application(election, *pair, **more) for pair in pairs], on=DAY, **BY)


def applied(election: Election, principal: int, holder: int, **more: Any) -> Proxy:
    return apply_for_proxy(election, application(election, principal, holder, **more), **BY)


def reasons(row: Proxy) -> list[str]:
    """What stands against a proxy, or needs a person's eye."""
    codes = (found["code"] for found in row.findings)
    return [code for code in codes if CATALOGUE[code].severity != "note"]
