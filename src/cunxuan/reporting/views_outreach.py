"""The page on what came of the messages to people away."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cunxuan.offices.models import Division
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow

from .outreach_effect import FEW_PEOPLE, FEW_VILLAGES, effect_of


@allow(*EVERYONE)
@require_GET
def messages_effect(request: AccountRequest) -> HttpResponse:
    """Registration of those reached and not reached; turnout of villages by how many were reached there."""
    effect = effect_of(Division.objects.of(request.user).villages())
    shown = {"nav": "preparation", "effect": effect, "few_people": FEW_PEOPLE, "few_villages": FEW_VILLAGES}
    return render(request, "reporting/outreach_effect.html", shown)
