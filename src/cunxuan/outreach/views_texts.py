"""Pages of the texts: the three that are in use, and the county's own words for one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.models import Division, Role
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.web.clock import now

from . import actions
from .forms import TextForm
from .models import MessageText
from .texts import BUILT_IN, PLACES, TITLES, in_use, parts_of


@allow(*EVERYONE)
@require_GET
def message_texts(request: AccountRequest) -> HttpResponse:
    """The three texts as they are sent, how long each is, and whose words they are."""
    texts = in_use(request.user.division_id[:6])
    shown = [
        {
            "kind": kind,
            "title": TITLES[kind],
            "text": text,
            "length": parts_of(text),
            "own": text != BUILT_IN[kind],
        }
        for kind, text in texts.items()
    ]
    return render(
        request,
        "outreach/texts.html",
        {"nav": "preparation", "texts": shown, "may_write": request.user.role == Role.COUNTY},
    )


@allow(Role.COUNTY)
@require_http_methods(EITHER_WAY)
def message_text(request: AccountRequest, kind: str) -> HttpResponse:
    """The county writes a text in its own words, or takes the program's back."""
    if kind not in BUILT_IN:
        raise Http404
    county = Division.objects.get(pk=request.user.division_id[:6])
    present = in_use(county.pk)[kind]
    given = request.POST.copy()
    if given.get("text_from") == "built_in":
        given["text"] = BUILT_IN[kind]
    form = TextForm(given or None, initial={"text": present})
    if form.is_valid():
        text = form.cleaned_data["text"]
        if text != present:
            actions.write_text(county, kind, text, by=request.user.username, at=now())
        messages.success(request, _("短信已存，以后发送用这一段。"))
        return redirect("message_texts")
    text = str(form["text"].value() or "")
    return render(
        request,
        "outreach/text.html",
        {
            "nav": "preparation",
            "form": form,
            "title": TITLES[kind],
            "places": PLACES.items(),
            "length": parts_of(text),
            "own": present != BUILT_IN[kind],
            "built_in": BUILT_IN[kind],
            "versions": MessageText.objects.of(request.user).filter(kind=kind),
        },
    )
