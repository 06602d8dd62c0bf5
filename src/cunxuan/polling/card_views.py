"""The page from which a village's cards and rosters are printed, the files, and the check of one card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from cunxuan.elections.models import Election, Round
from cunxuan.elections.queries import election_of
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.rendering import catalogue
from cunxuan.rendering.catalogue import Form
from cunxuan.rendering.forms.O35.wording import A_SHEET
from cunxuan.rendering.rosters import page_count
from cunxuan.roll.versions import group_words
from cunxuan.web.clock import today
from cunxuan.web.downloads import ENDINGS, download
from cunxuan.web.templatetags.cx import lang

from .card_papers import Voter, card_roster_context, card_with, cards_context, voters_of
from .issue_roster import issue_roster_context
from .models import PollingPlace

PAPERS = ("O35", "R03", "R07")


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group on the page: how many voters, and where it votes."""

    number: int
    name: tuple[str, str]
    people: int
    place: PollingPlace | None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper on the page, and how many sheets it takes."""

    form: Form
    pages: int
    blank_pages: int = 1


class CardForm(forms.Form):
    card_no = forms.IntegerField(label=gettext_lazy("证号"), min_value=1, max_value=999_999)
    code = forms.CharField(label=gettext_lazy("核对码"), max_length=20)


@allow(*EVERYONE)
@require_GET
def cards(request: AccountRequest, code: str) -> HttpResponse:
    """What prints for the whole village, on how many sheets, and where each group votes."""
    election = election_of(request.user, code)
    return cards_page(request, election, CardForm())


def cards_page(request: AccountRequest, election: Election, form: CardForm, **more: Any) -> HttpResponse:
    voters, this = voters_of(election), latest_round(election)
    places = list(this.places.all()) if this else []
    groups = group_lines(voters, places, request.GET)
    shown = {
        "nav": "villages",
        "village": election.village,
        "election": election,
        "roll": election.rolls.order_by("-version").first(),
        "round": this,
        "places": places,
        "groups": groups,
        "people": len(voters),
        "papers": paper_lines(voters),
        "chosen": urlencode({f"g{line.number}": line.place.number for line in groups if line.place}),
        "form": form,
    }
    return render(request, "polling/cards.html", {**shown, **more})


def paper_lines(voters: Sequence[Voter]) -> tuple[PaperLine, ...]:
    """Rosters begin a sheet with each group; of cards ten lie on one."""
    rosters = sum(map(page_count, Counter(voter.group_no for voter in voters).values()))
    sheets = -(-len(voters) // A_SHEET)
    return tuple(PaperLine(catalogue.form(one), sheets if one == "O35" else rosters) for one in PAPERS)


def latest_round(election: Election) -> Round | None:
    return election.rounds.order_by("-number").first()


def group_lines(
    voters: Sequence[Voter], places: Sequence[PollingPlace], chosen: Mapping[str, str]
) -> tuple[GroupLine, ...]:
    """Each group with the place that was chosen for it: `g3=2`; of several none is guessed."""
    by_number = {str(place.number): place for place in places}
    only = places[0] if len(places) == 1 else None
    counted = Counter(voter.group_no for voter in voters)
    return tuple(
        GroupLine(number, group_words(number), people, by_number.get(chosen.get(f"g{number}", ""), only))
        for number, people in sorted(counted.items())
    )


@allow(*EVERYONE)
@require_GET
def cards_file(request: AccountRequest, code: str, form_id: str, fmt: str) -> HttpResponse:
    """A paper for the whole village, for the printer or as a Word file; blank; or one card anew (补发)."""
    if form_id not in PAPERS or fmt not in ENDINGS:
        raise Http404
    election = election_of(request.user, code)
    blank = request.GET.get("blank") == "1"
    voters = () if blank else wanted_voters(election, request)
    content = catalogue.render(form_id, context_of(form_id, election, voters, request), ENDINGS[fmt])
    return download(content, f"{election.village.name}{'空白' if blank else ''}{catalogue.form(form_id).title}", fmt)


def wanted_voters(election: Election, request: HttpRequest) -> tuple[Voter, ...]:
    """Everybody, or the one whose card is printed anew. Where nobody is on the roll there is nothing to print."""
    card = request.GET.get("card", "")
    voters = tuple(one for one in voters_of(election) if card in ("", str(one.card_no)))
    if not voters:
        raise Http404
    return voters


def context_of(form_id: str, election: Election, voters: Sequence[Voter], request: HttpRequest) -> dict[str, Any]:
    this = latest_round(election)
    lines = group_lines(voters, list(this.places.all()) if this else [], request.GET)
    stations = {line.number: line.place.name for line in lines if line.place}
    match form_id:
        case "O35":
            return cards_context(election, voters, stations, on=today())
        case "R03":
            return card_roster_context(election, voters, on=today())
    return issue_roster_context(election, this, voters, stations, on=today())


@allow(*EVERYONE)
@require_POST
def check_card(request: AccountRequest, code: str) -> HttpResponse:
    """Is this card one of ours? By its number and its check code; of a card that is none nothing is said of anybody."""
    election = election_of(request.user, code)
    form = CardForm(request.POST)
    if not form.is_valid():
        return cards_page(request, election, form)
    found = card_with(election, form.cleaned_data["card_no"], form.cleaned_data["code"])
    if found is None:
        form.add_error(
            "code", _("证号和核对码不符。请对照参选证再看一遍；仍不符的，这张证不是本次发的，或者已经换发。")
        )
        return cards_page(request, election, form)
    said = _("参选证相符：%(name)s，%(group)s，证号 %(number)d。")
    group = lang(group_words(found.group_no))
    messages.success(request, said % {"name": found.name, "group": group, "number": found.card_no})
    return redirect("cards", code)
