"""What a demonstration holds, counted from its tables, and how to sign in."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from rich.console import Console
from rich.table import Table

from cunxuan.offices.models import Account, Division, Level, Role
from cunxuan.reporting.standing import Standing, standings
from cunxuan.roll.models import Resident, Roll

from .staff import PASSWORD


def summary(today: date, seconds: float) -> dict[str, Any]:
    """The figures of the contract: places, people, elections by stage and state, accounts."""
    stand = standings(Division.objects.villages(), today)
    return {
        "townships": Division.objects.filter(level=Level.TOWNSHIP).count(),
        "villages": len(stand),
        "residents": Resident.objects.count(),
        "registered": registered(),
        "elections": elections(stand, today),
        "accounts": accounts(),
        "password": PASSWORD,
        "seconds": round(seconds, 1),
    }


def registered() -> int:
    """Everybody on the roll in force of a village that has published one."""
    latest = Roll.objects.filter(election=OuterRef("election")).order_by("-version").values("version")[:1]
    return Roll.objects.filter(version=Subquery(latest)).aggregate(total=Sum("count"))["total"] or 0


def elections(stand: tuple[Standing, ...], today: date) -> dict[str, Any]:
    stages = Counter(one.stage for one in stand)
    states = Counter(one.state.name.lower() for one in stand)
    return {
        "decided": sum(one.has_committee for one in stand),
        "voting_today": sum(one.votes_on(today) for one in stand),
        "closed_today": sum(one.closed_on(today) for one in stand),
        "by_stage": {str(stage): stages[stage] for stage in sorted(stages)},
        "by_state": {state: states[state] for state in sorted(states)},
    }


def accounts() -> list[dict[str, str]]:
    return [
        {"username": one.username, "name": one.name, "role": one.role, "place": one.division.name}
        for one in Account.objects.select_related("division").order_by("division_id", "username")
    ]


def introduce(found: dict[str, Any], console: Console) -> None:
    """What was built and how to sign in, as short as will do."""
    told = found["elections"]
    console.print(
        f"演示县：{found['townships']} 个乡镇，{found['villages']} 个村，{found['residents']:,} 名虚构村民；"
        f"已选出 {told['decided']} 村，今天投票 {told['voting_today']} 村。"
    )
    table = Table("账号", "姓名", "岗位", "地方", box=None)
    for one in shown(found["accounts"]):
        table.add_row(one["username"], one["name"], str(Role(one["role"]).label), one["place"])
    console.print(table)
    console.print(f"密码都是 {found['password']}")


def shown(everybody: list[dict[str, str]]) -> list[dict[str, str]]:
    """One township's people and the county's will do to look round; `--json` lists all."""
    first = next(one["place"] for one in everybody if one["role"] == Role.TOWNSHIP)
    committees = [one for one in everybody if one["role"] == Role.COMMITTEE][:1]
    return [one for one in everybody if one["role"] == Role.COUNTY or one["place"] == first] + committees
