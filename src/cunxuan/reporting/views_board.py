"""The county board, its part that is refreshed, its wall, and what floats over a village of it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cunxuan.core.stages import STAGES, State
from cunxuan.offices.duties_queries import in_charge_of
from cunxuan.offices.models import Division, Level
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.web.clock import now, today
from cunxuan.web.templatetags.cx import either, hour, in_english, lang
from cunxuan.web.why import Why

from . import drawing
from .board import ORDERS, Board, Rest, Urgent, board_of, rest_of
from .preparation import before_the_call, prepared
from .standing import standings

#: More matters than any list has room for; the script shows as many as the window has, and says how many are left.
LISTED = 24
#: The rule that keeps a village from being called until its audit is published.
PREPARED_FIRST = "audit_published_before"
#: Matters that a phone shows before "all of them".
ON_A_PHONE = 4


@allow(*EVERYONE)
@require_GET
def board(request: AccountRequest) -> HttpResponse:
    if request.user.division.level == Level.VILLAGE:
        return redirect("village", request.user.division_id)
    context = {"nav": "board", "part": part(request, wall=False)[0], "at": now()}
    return render(request, "reporting/board.html", context)


@allow(*EVERYONE)
@require_GET
def board_wall(request: AccountRequest) -> HttpResponse:
    """For the wall of the hall: no menu, nothing to press, the time of the figures in the bar."""
    return render(request, "reporting/board_wall.html", {"part": part(request, wall=True)[0], "at": now()})


@allow(*EVERYONE)
@require_GET
def board_parts(request: AccountRequest) -> HttpResponse:
    """Figures, matrix and list anew; nothing when they are what the reader has seen."""
    drawn, digest = part(request, wall="wall" in request.GET)
    seen = digest == request.GET.get("seen")
    response = HttpResponse(status=204) if seen else HttpResponse(drawn)
    response.headers["Cx-Clock"] = hour(now())
    return response


@allow(*EVERYONE)
@require_GET
def village_card(request: AccountRequest, code: str) -> HttpResponse:
    """What floats over a village's row: where it stands, why, what comes next, and who answers for it."""
    mine = Division.objects.of(request.user).villages()
    village = get_object_or_404(mine, code=code)
    (standing,) = standings(mine.filter(code=code), today())
    stage = STAGES[min(standing.stage, len(STAGES)) - 1]
    reasons = [Item(Urgent(standing, matter)) for matter in standing.matters]
    called = standing.election is not None and standing.election.is_called
    context = {
        "standing": standing,
        "stage": stage,
        "reasons": reasons,
        "duties": in_charge_of(village, today()),
        "prepared": None if called else prepared(mine.filter(code=code), request.user, today())[0],
    }
    return render(request, "reporting/board_card.html", context)


# The part that is refreshed


def part(request: AccountRequest, *, wall: bool) -> tuple[SafeString, str]:
    """The part with the address that asks for it again, and its digest."""
    order = request.GET.get("order", "")
    villages = Division.objects.of(request.user).villages()
    here = standings(villages, today())
    preparing = before_the_call(here, request.user, today())
    shown = board_of(here, today(), order if order in ORDERS else ORDERS[0], preparing)
    inside = render_to_string("reporting/board_inside.html", context_of(shown, wall=wall), request)
    digest = sha256(inside.encode()).hexdigest()[:16]
    asked = {"order": shown.order, "seen": digest, **({"wall": 1} if wall else {})}
    address = escape(f"{reverse('board_parts')}?{urlencode(asked)}")
    drawn = f'<div class="cx-board" id="cx-board" hx-get="{address}" hx-trigger="every 10s" hx-swap="outerHTML">'
    return mark_safe(f"{drawn}{inside}</div>"), digest  # noqa: S308  rendered by a template


def context_of(shown: Board, *, wall: bool) -> dict[str, Any]:
    here, preparing = drawing.address_before_code(), shown.preparing
    highest = drawing.tallest(shown.towns)
    return {
        "board": shown,
        "wall": wall,
        "columns": [
            (
                one,
                drawing.rows(one, here, tells=shown.is_one_town, preparing=preparing),
                drawing.chart(one.town, highest),
                drawing.axis(len(preparing.names) if preparing.holds(one.villages) else len(drawing.SHORT)),
            )
            for one in shown.columns
        ]
        if shown.is_matrix
        else [],
        "towns": []
        if shown.is_matrix
        else [(town, drawing.urgent_rows(town, here, preparing)) for town in shown.towns],
        "dots": drawing.dots(shown.turnouts),
        "matters": items(shown.urgent),
        "rests": rests(shown.urgent),
        "phone": ON_A_PHONE,
        "steps": drawing.SHORT,
        "signs": [state for state in State if state not in drawing.QUIET],
        "most": drawing.rows_class(shown.rows),
        "at": now(),
    }


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list: the village, why, and whether a phone leaves it out."""

    urgent: Urgent
    room: str = ""

    @property
    def text(self) -> str:
        return str(lang(self.urgent.matter))

    @property
    def basis(self) -> str:
        """The article without the words that every title has."""
        basis = str(either(self.urgent.matter.basis, self.urgent.matter.basis_en))
        return basis.replace("村民委员会", "").replace(" of the Villagers' Committees", "")

    @property
    def waits_for_preparation(self) -> bool:
        """Does the village lack what has to be done before its polling day is fixed?"""
        return self.urgent.matter.rule == PREPARED_FIRST

    @property
    def why(self) -> Why | None:
        """The rule behind it, where the matter rests on one."""
        return self.urgent.standing.why(self.urgent.matter)


def items(urgent: tuple[Urgent, ...]) -> list[Item]:
    return [Item(one, "" if place < ON_A_PHONE else " cx-off-phone") for place, one in enumerate(urgent[:LISTED])]


def rests(urgent: tuple[Urgent, ...]) -> list[tuple[int, str]]:
    """For every number of matters that may be shown, what is said of the others."""
    return [(shown, in_words(rest_of(urgent, shown))) for shown in range(1, min(LISTED + 1, len(urgent)))]


def in_words(rest: Rest) -> str:
    """还有 5 村：将到期 3、待核对 1."""
    states = (", " if in_english() else "、").join(f"{lang(state)} {count}" for state, count in rest.states)
    return _("还有 %(villages)s 村：%(states)s") % {"villages": rest.villages, "states": states}
