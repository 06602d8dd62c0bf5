"""A person's page, and one's own: what I answer for, what is due there today."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cunxuan.offices.duties_views import NAMES
from cunxuan.offices.models import Official
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.web.clock import today

from .person import person_page


@allow(*EVERYONE)
@require_GET
def official(request: AccountRequest, pk: int) -> HttpResponse:
    one = Official.objects.of(request.user).select_related("place", "account").filter(pk=pk).first()
    if one is None:
        raise Http404
    shown = {
        "nav": "preparation",
        "page": person_page(one, request.user, today()),
        "is_me": one.account_id == request.user.pk,
        "may_correct": request.user.role in NAMES and one.place_id.startswith(request.user.division_id),
    }
    return render(request, "reporting/person.html", shown)


@allow(*EVERYONE)
@require_GET
def me(request: AccountRequest) -> HttpResponse:
    """The page of the official whose account this is; without one it says who can make it so."""
    one = Official.objects.filter(account=request.user).first()
    if one is None:
        return render(request, "reporting/nobody.html", {"nav": "preparation"})
    return redirect("official", one.pk)
