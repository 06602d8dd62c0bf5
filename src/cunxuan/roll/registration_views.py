"""Pages of the registration: the overview, the people, one person, those who are away, those from elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.core.errors import BadInput
from cunxuan.core.ids import masked
from cunxuan.core.people.years import completes, full_years
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.elections.queries import election_of
from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.rendering.catalogue import render as render_paper
from cunxuan.web.clock import now, today
from cunxuan.web.downloads import ENDINGS, download
from cunxuan.web.templatetags.cx import either, number

from . import registration_actions as actions
from .id_numbers import Sealer
from .models import Fact, RegistrationFact, Resident
from .registration_forms import ContactForm, FactForm, MeetingForm
from .registration_lists import (
    APPLIED,
    DECIDED,
    HEADS,
    applicants,
    contacts,
    is_listed,
    meetings_of,
    overview,
    people_wanted,
    state_of,
    waits_for_vote,
)
from .registration_papers import PAPERS, paper_of
from .registration_queries import PersonStanding, day_judged, findings_of, standing_of
from .registration_words import MEETINGS, fact_told, kinds_for, said

PAGE = 50
#: What a key on the page of those who are away says, in the order of the keys.
ANSWERS = (Fact.STATED, Fact.WILL_NOT, Fact.UNREACHABLE, Fact.TOLD)
#: What several people from elsewhere bring at once.
TOGETHER = (Fact.APPLIED_IN_WRITING, Fact.HOME_CERTIFICATE, Fact.DUTIES_DONE)


def page_of(request: HttpRequest, template: str, election: Election, here: str, **more: Any) -> HttpResponse:
    """A page of the roll's workspace, with its tabs."""
    shown = {
        "nav": "villages",
        "village": election.village,
        "election": election,
        "here": here,
        "rules": rules_of(election).rules,
        "closed": "polling" in election.done,
        "opened": "registration_opened" in election.done,
        "published": "roll_published" in election.done,
    }
    return render(request, template, {**shown, **more})


def resident_of(election: Election, request: AccountRequest, pk: int) -> Resident:
    """A person of this village; whoever lives elsewhere does not exist here."""
    found = Resident.objects.of(request.user).filter(village_id=election.village_id, pk=pk).first()
    if found is None:
        raise Http404
    return found


@allow(*EVERYONE)
@require_GET
def registration(request: AccountRequest, code: str) -> HttpResponse:
    """How many will be on the roll, under which heads; who will not, and why; what is still to be done."""
    election = election_of(request.user, code)
    return page_of(request, "roll/registration.html", election, "registration", page=overview(election, today()))


@allow(*EVERYONE)
@require_GET
def people(request: AccountRequest, code: str) -> HttpResponse:
    """The village's people, by what became of them and by name."""
    election = election_of(request.user, code)
    text, show = request.GET.get("q", "").strip()[:40], request.GET.get("show", "")
    wanted = people_wanted(election, show=show, text=text, today=today())
    page = Paginator(wanted.people, PAGE).get_page(request.GET.get("page"))
    rows = [person_row(election, one) for one in page]
    shown = {"wanted": wanted, "text": text, "show": show, "rows": rows, "page": page, "count": len(wanted.people)}
    template = "roll/registration_people_found.html" if request.htmx else "roll/registration_people.html"
    return page_of(request, template, election, "people", **shown)


def person_row(election: Election, one: PersonStanding) -> dict[str, Any]:
    return {
        "one": one,
        "state": state_of(one.status),
        "finding": findings_of(election, one)[0],
        "age": full_years(one.villager.birth_on, day_judged(election)),
    }


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def person(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    """One person: what the list says, what was recorded, where they stand and all reasons; another fact is recorded."""
    election = election_of(request.user, code)
    resident = resident_of(election, request, pk)
    standing = standing_of(election, resident)
    form = FactForm(
        request.POST or None,
        kinds=kinds_for(standing.villager, rules_of(election), standing.kinds),
        rules=rules_of(election),
        today=today(),
    )
    if form.is_valid():
        kind, given = form.cleaned_data["kind"], form.cleaned_data
        actions.record_fact(
            election,
            resident,
            kind,
            on=given["on"],
            value=form.value,
            evidence=given["evidence"],
            by=request.user.username,
            at=now(),
        )
        messages.success(request, _("已记录“%(fact)s”。") % {"fact": either(*said(kind))})
        return redirect("person", code, pk)
    return page_of(
        request, "roll/registration_person.html", election, "people", form=form, **told(election, standing, resident)
    )


def told(election: Election, standing: PersonStanding, resident: Resident) -> dict[str, Any]:
    """Everything the page says of a person. The ID number is masked."""
    day = day_judged(election)
    return {
        "person": standing.villager,
        "standing": standing,
        "state": state_of(standing.status),
        "head": HEADS.get(standing.category),
        "findings": findings_of(election, standing),
        "facts": [fact_told(fact) for fact in standing.facts],
        "age": full_years(resident.birth_on, day),
        "of_age_on": completes(resident.birth_on, rules_of(election).number("voting_age") or 18),
        "day": day,
        "id_number": masked(Sealer().unseal(bytes(resident.id_cipher))) if resident.id_cipher else "",
        "listed": is_listed(election, resident.pk) if "roll_published" in election.done else None,
    }


@allow(*EVERYONE)
@require_POST
def take_back_fact(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    election = election_of(request.user, code)
    found = (
        RegistrationFact.objects.of(request.user).select_related("election").filter(election=election, pk=pk).first()
    )
    if found is None:
        raise Http404
    actions.take_back_fact(found, by=request.user.username, at=now())
    messages.success(request, _("已撤回“%(fact)s”。") % {"fact": either(*said(found.kind))})
    return redirect("person", code, found.resident_id)


# -- those who are away ----------------------------------------------------------------------------------------------


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def away(request: AccountRequest, code: str) -> HttpResponse:
    """Those who live elsewhere, to be asked at the door or by telephone; the same answer of many at once."""
    election = election_of(request.user, code)
    form = ContactForm(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid():
        return answered_together(request, election, form)
    return page_of(
        request, "roll/registration_away.html", election, "away", form=form, **people_away(request, election)
    )


def people_away(request: HttpRequest, election: Election) -> dict[str, Any]:
    asked = request.GET.get("group", "")
    group, everybody = int(asked) if asked.isdecimal() and len(asked) < 5 else None, request.GET.get("show") == "all"
    found = contacts(election, group=group, everybody=everybody)
    rows = [contact_row(one) for one in found.people]
    return {"found": found, "rows": rows, "group": group, "everybody": everybody, "answers": answers()}


def answers() -> list[tuple[int, str, tuple[str, str]]]:
    """Key, kind and words of each answer."""
    words = (
        ("参加", "Will take part"),
        ("不参加", "Will not"),
        ("无法联系", "Unreachable"),
        ("已告知未答复", "Told only"),
    )
    return [(key, str(kind), said) for key, (kind, said) in enumerate(zip(ANSWERS, words, strict=True), start=1)]


def contact_row(one: PersonStanding) -> dict[str, Any]:
    facts = [fact for fact in one.facts if fact.kind in (*ANSWERS, Fact.REFUSED_IN_WRITING)]
    return {"one": one, "state": state_of(one.status), "fact": fact_told(facts[-1]) if facts else None}


def answered_together(request: AccountRequest, election: Election, form: ContactForm) -> HttpResponse:
    chosen = [int(pk) for pk in request.POST.getlist("person") if pk.isdecimal() and len(pk) < 12]
    kind = request.POST.get("together", "")
    residents = list(Resident.objects.of(request.user).filter(village_id=election.village_id, pk__in=chosen))
    if kind not in ANSWERS:
        raise no_such_answer()
    made = actions.record_facts(
        election,
        residents,
        kind,
        on=form.cleaned_data["on"],
        evidence=form.evidence(request.user.name),
        by=request.user.username,
        at=now(),
    )
    values = {"count": number(len(made)), "fact": either(*said(kind))}
    messages.success(request, _("已为 %(count)s 人记录“%(fact)s”。") % values)
    return redirect(back_to_away(request, election))


def no_such_answer() -> BadInput:
    return BadInput("没有这个答复。请用名单上的按钮记录。", "There is no such answer. Use the buttons of the list.")


def back_to_away(request: HttpRequest, election: Election, pk: int | None = None) -> str:
    query = request.META.get("QUERY_STRING", "")
    where = reverse("away", args=[election.village_id]) + (f"?{query}" if query else "")
    return f"{where}#p{pk}" if pk else where


@allow(*EVERYONE)
@require_POST
def contact(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    """One answer by one key; `back` takes the last one back. A page with script gets the row alone."""
    election = election_of(request.user, code)
    resident = resident_of(election, request, pk)
    kind, form = request.POST.get("answer", ""), ContactForm(request.POST, today=today())
    wrong = ""
    if kind == "back":
        take_back_answer(request, election, resident)
    elif kind not in ANSWERS:
        raise no_such_answer()
    elif form.is_valid():
        actions.record_fact(
            election,
            resident,
            kind,
            on=form.cleaned_data["on"],
            evidence=form.evidence(request.user.name),
            by=request.user.username,
            at=now(),
        )
    else:
        wrong = " ".join(str(error) for errors in form.errors.values() for error in errors)
    if not request.htmx:
        if wrong:
            messages.error(request, wrong)
        return redirect(back_to_away(request, election, pk))
    shown = {"row": contact_row(standing_of(election, resident)), "answers": answers(), "wrong": wrong}
    found = people_away(request, election)["found"]
    return page_of(request, "roll/registration_away_answer.html", election, "away", found=found, **shown)


def take_back_answer(request: AccountRequest, election: Election, resident: Resident) -> None:
    standing = standing_of(election, resident)
    given = [fact for fact in standing.facts if fact.kind in (*ANSWERS, Fact.REFUSED_IN_WRITING)]
    if given:
        given[-1].election = election
        actions.take_back_fact(given[-1], by=request.user.username, at=now())


# -- those whose hukou is elsewhere ----------------------------------------------------------------------------------


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def year_residents(request: AccountRequest, code: str) -> HttpResponse:
    """Application, meeting, certificate of each; what several bring at once is recorded at once."""
    election = election_of(request.user, code)
    form = FactForm(request.POST or None, kinds=TOGETHER, rules=rules_of(election), today=today())
    if form.is_valid():
        chosen = [int(pk) for pk in request.POST.getlist("person") if pk.isdecimal() and len(pk) < 12]
        residents = list(Resident.objects.of(request.user).filter(village_id=election.village_id, pk__in=chosen))
        kind, given = form.cleaned_data["kind"], form.cleaned_data
        made = actions.record_facts(
            election, residents, kind, on=given["on"], evidence=given["evidence"], by=request.user.username, at=now()
        )
        values = {"count": number(len(made)), "fact": either(*said(kind))}
        messages.success(request, _("已为 %(count)s 人记录“%(fact)s”。") % values)
        return redirect("year_residents", code)
    found = applicants(election)
    shown = {
        "form": form,
        "rows": [applicant_row(election, one) for one in found],
        "meetings": [(one, MEETINGS.get(one.kind)) for one in meetings_of(found)],
        "waiting": sum(map(waits_for_vote, found)),
        "certificate_asked": bool(rules_of(election).flag("residence_certificate")),
    }
    return page_of(request, "roll/registration_year.html", election, "year_residents", **shown)


def applicant_row(election: Election, one: PersonStanding) -> dict[str, Any]:
    def day_of(*kinds: str) -> Any:
        return next((fact_told(fact) for fact in one.facts if fact.kind in kinds), None)

    return {
        "one": one,
        "state": state_of(one.status),
        "finding": findings_of(election, one)[0],
        "since": day_of(Fact.LIVED_SINCE) or day_of(Fact.WORKED_SINCE) or day_of(Fact.GROUP),
        "applied": day_of(*APPLIED),
        "decided": day_of(*DECIDED),
        "certificate": day_of(Fact.HOME_CERTIFICATE),
    }


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def record_meeting(request: AccountRequest, code: str) -> HttpResponse:
    """A meeting's vote on those who applied and were not voted on yet."""
    election = election_of(request.user, code)
    waiting = [one.villager.pk for one in applicants(election) if waits_for_vote(one)]
    residents = list(Resident.objects.of(request.user).filter(village_id=election.village_id, pk__in=waiting))
    form = MeetingForm(request.POST or None, applicants=residents, today=today())
    if form.is_valid():
        made = actions.record_meeting(election, form.held, form.votes, by=request.user.username, at=now())
        agreed = sum(fact.kind == Fact.MEETING_AGREED for fact in made)
        values = {"agreed": number(agreed), "declined": number(len(made) - agreed)}
        messages.success(request, _("会议表决已记录：同意 %(agreed)s 人，不同意 %(declined)s 人。") % values)
        return redirect("year_residents", code)
    return page_of(request, "roll/registration_meeting.html", election, "year_residents", form=form)


# -- papers ----------------------------------------------------------------------------------------------------------


@allow(*EVERYONE)
@require_GET
def registration_paper(request: AccountRequest, code: str, form_id: str, ending: str) -> HttpResponse:
    """A paper of the registration, filled with what is recorded or blank, for the printer or as a Word file."""
    election = election_of(request.user, code)
    if form_id not in PAPERS or ending not in ENDINGS:
        raise Http404
    asked = {key: request.GET.get(key, "") for key in ("person", "on")}
    blank = request.GET.get("blank") == "1"
    found = paper_of(form_id, election, blank=blank, today=today(), at=now(), **asked)
    if found is None:
        raise Http404
    name, context = found
    return download(render_paper(form_id, context, ENDINGS[ending]), name, ending)
