"""Pages on who answers for what: the county's coverage, naming by hand, one village with its guarantees, files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.core.errors import Refusal
from cunxuan.core.ids import holds_id_number
from cunxuan.records.papers import file_of
from cunxuan.web.clock import now, today
from cunxuan.web.downloads import download
from cunxuan.web.templatetags.cx import either

from . import duties_actions as actions
from .duties_export import workbook
from .duties_forms import NAMED_BY, DutyForm, EndForm, GuaranteeForm, OfficialForm
from .duties_papers import responsibility_table
from .duties_queries import VIEW_WORDS, VIEWS, VillageDuties, coverage, open_duties, people_found, village_duties
from .duties_words import GUARANTEES
from .models import Account, Division, Duty, DutyKind, Guarantee, GuaranteeKind, Level, Official, Role
from .policy import EVERYONE, AccountRequest, allow
from .queries import matching_villages

PAGE = 50
NAMES = (Role.COUNTY, Role.TOWNSHIP)
EITHER_WAY = ("GET", "POST")


def by(request: AccountRequest) -> dict[str, Any]:
    return {"by": request.user.username, "at": now()}


# The coverage


@allow(*EVERYONE)
@require_GET
def duties(request: AccountRequest) -> HttpResponse:
    """Who answers for what in the account's place, what is missing, who is named twice; a village has its own page."""
    account = request.user
    if account.division.level == Level.VILLAGE:
        return redirect("village_duties", account.division_id)
    show, wanted = request.GET.get("show", ""), request.GET.get("q", "").strip()[:40]
    wanted = "" if holds_id_number(wanted) else wanted
    township = township_asked(request)
    inside = Division.objects.of(account).villages()
    asked = inside.filter(parent=township) if township else inside if show == "groups" else inside.none()
    found = coverage(account, today(), with_groups=asked.values_list("code", flat=True))
    villages = [one for one in found.villages if township is None or one.village.parent_id == township.code]
    listed = [one for one in villages if VIEWS[show](one)] if show in VIEWS else villages if township else []
    numbers = found.numbers(township.code if township else "")
    shown = {
        "nav": "preparation",
        "found": found,
        "township": township,
        "townships": found.townships,
        "show": show if show in VIEWS else "",
        "filters": [(key, VIEW_WORDS[key], number) for key, number in numbers.items()],
        "leaders": next((one.leaders for one in found.townships if township and one.township == township), ()),
        "most": settings.VILLAGES_A_PERSON,
        "wanted": wanted,
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "count": len(listed),
        "people": with_duties(people_found(account, wanted)[:PAGE], account),
        "places": matching_villages(account, wanted)[:PAGE] if wanted else (),
        "may_name": account.role in NAMES,
    }
    return render(request, "offices/duties.html", shown)


def township_asked(request: AccountRequest) -> Division | None:
    """The township of the address, or the account's own."""
    if request.user.division.level == Level.TOWNSHIP:
        return request.user.division
    code = request.GET.get("township", "")
    return Division.objects.of(request.user).filter(level=Level.TOWNSHIP, code=code).first() if code else None


def with_duties(officials: Any, account: Account) -> list[tuple[Official, list[Duty]]]:
    """Each official and what they answer for, as far as the account sees it."""
    people = list(officials)
    rows = Duty.objects.of(account).on(today()).filter(official__in=people).select_related("place")
    found: dict[int, list[Duty]] = {one.pk: [] for one in people}
    for duty in rows:
        found[duty.official_id].append(duty)
    return [(one, found[one.pk]) for one in people]


@allow(*EVERYONE)
@require_GET
def duties_workbook(request: AccountRequest) -> HttpResponse:
    """Everybody of the account's place, or with `blank` the same sheets to be filled in."""
    blank = "blank" in request.GET
    rows = () if blank else tuple(open_duties(request.user, today()).select_related("place__parent"))
    name = _("三级包联责任表-空白") if blank else f"{request.user.division.name}{_('三级包联责任表')}"
    return download(workbook(rows), name, "xlsx")


@allow(*EVERYONE)
@require_GET
def duties_paper(request: AccountRequest, fmt: str) -> HttpResponse:
    """O11 of the account's place, or of a township or village in it; `blank` to be filled in by hand."""
    code = request.GET.get("place", request.user.division_id)
    place = Division.objects.of(request.user).select_related("parent__parent").filter(code=code).first()
    if place is None:
        raise Http404
    name, context = responsibility_table(place, blank="blank" in request.GET, today=today(), at=now())
    return file_of("O11", context, fmt, name=name)


# Naming by hand


@allow(*NAMES)
@require_http_methods(EITHER_WAY)
def duty_new(request: AccountRequest) -> HttpResponse:
    """Names somebody: a known official is found first, or the fields are filled. Warnings want a second click."""
    wanted = request.GET.get("q", "").strip()[:40]
    wanted = "" if holds_id_number(wanted) else wanted
    form = DutyForm(request.POST or None, account=request.user, today=today(), initial=first_filled(request))
    if form.is_valid() and not form.warnings:
        named = actions.name_all(form.named, **by(request))
        messages.success(request, said_of_named(named))
        return redirect(back_to(named))
    villages = Division.objects.of(request.user).villages()
    shown = {
        "nav": "preparation",
        "form": form,
        "wanted": wanted,
        "people": with_duties(people_found(request.user, wanted)[:10], request.user) if wanted else (),
        "villages": villages,
    }
    return render(request, "offices/duty_new.html", shown)


def first_filled(request: AccountRequest) -> dict[str, Any]:
    """What the form begins with: the village from whose page one comes, the official who was found."""
    kinds = NAMED_BY[request.user.role]
    first: dict[str, Any] = {"kind": DutyKind.CADRE if DutyKind.CADRE in kinds else kinds[0], "since": today()}
    if request.GET.get("kind") in kinds:
        first["kind"] = request.GET["kind"]
    code = request.GET.get("village", "")
    village = Division.objects.of(request.user).villages().filter(code=code).select_related("parent").first()
    if village is not None and village.parent is not None:
        first |= {"village": village.name, "township": village.parent.name}
    if request.GET.get("group", "").isdecimal():
        first["groups"] = request.GET["group"][:4]
    key = request.GET.get("official", "")
    one = Official.objects.of(request.user).filter(pk=int(key) if key.isdecimal() and len(key) < 12 else 0).first()
    if one is not None:
        first |= {"name": one.name, "unit": one.unit, "post": one.post, "phone": one.phone}
    return first


def said_of_named(named: list[Duty]) -> str:
    first = named[0]
    if len(named) == 1:
        return _("%(name)s负责%(place)s，已记下。") % {"name": first.official.name, "place": first.place.name}
    return _("%(name)s负责 %(count)d 处，已记下。") % {"name": first.official.name, "count": len(named)}


def back_to(named: list[Duty]) -> str:
    places = {duty.place_id for duty in named}
    if len(places) == 1 and named[0].place.level == Level.VILLAGE:
        return reverse("village_duties", args=[places.pop()])
    return reverse("duties")


@allow(*NAMES)
@require_http_methods(EITHER_WAY)
def duty_end(request: AccountRequest, pk: int) -> HttpResponse:
    """The official does not answer for the place any more; the row stays with the reason."""
    duty = mine(request, pk)
    form = EndForm(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        actions.end_duty(duty, on=form.cleaned_data["on"], why=form.cleaned_data["why"], **by(request))
        said = _("%(name)s不再负责%(place)s。") % {"name": duty.official.name, "place": duty.place.name}
        messages.success(request, said)
        return redirect("village_duties", duty.place_id) if duty.place.level == Level.VILLAGE else redirect("duties")
    return render(request, "offices/duty_end.html", {"nav": "preparation", "form": form, "duty": duty})


def mine(request: AccountRequest, pk: int) -> Duty:
    """A duty of somebody whom this place, or one within it, sends."""
    code = request.user.division_id
    rows = Duty.objects.filter(place__code__startswith=code, official__place__code__startswith=code)
    duty = rows.select_related("official", "place").filter(pk=pk).first()
    if duty is None:
        raise Http404
    return duty


@allow(*NAMES)
@require_http_methods(EITHER_WAY)
def official_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Corrects name, unit, post and telephone, and says with which account the official signs in."""
    code = request.user.division_id
    one = Official.objects.filter(place__code__startswith=code, pk=pk).select_related("account", "place").first()
    if one is None:
        raise Http404
    before = {"name": one.name, "unit": one.unit, "post": one.post, "phone": one.phone}
    before["account"] = one.account.username if one.account else ""
    form = OfficialForm(request.POST or None, within=code, initial=before)
    if form.is_valid():
        person, account = form.person, form.cleaned_data["account"]
        if account != one.account:
            actions.link_account(one, account, **by(request))
        if person != actions.Person(one.name, one.unit, one.post, one.phone):
            actions.correct_official(one, person, **by(request))
        messages.success(request, _("%(name)s的情况已存。") % {"name": one.name})
        return redirect("official", pk)
    return render(request, "offices/official_edit.html", {"nav": "preparation", "form": form, "official": one})


# One village


def village_of(request: AccountRequest, code: str) -> Division:
    village = Division.objects.of(request.user).villages().select_related("parent__parent").filter(code=code).first()
    if village is None:
        raise Http404
    return village


@allow(*EVERYONE)
@require_GET
def of_village(request: AccountRequest, code: str) -> HttpResponse:
    """Who answers for this village and its groups, and the five guarantees."""
    village = village_of(request, code)
    found = village_duties(village, today())
    fewest, most = settings.INSTRUCTORS_A_VILLAGE
    shown = {
        "nav": "preparation",
        "village": village,
        "found": found,
        "given": len(found.guarantees) - len(found.open_guarantees),
        "fewest": fewest,
        "most": most,
        "may_name": request.user.role in NAMES,
        "may_tick": may_tick(request.user, found),
    }
    return render(request, "offices/village_duties.html", shown)


def may_tick(account: Account, found: VillageDuties) -> bool:
    """Offices record what their people did; a committee's account only when it is that of somebody who answers here."""
    return account.role != Role.COMMITTEE or any(one.account_id == account.pk for one in found.people)


def refuse_unless_answering(account: Account, found: VillageDuties) -> None:
    if not may_tick(account, found):
        raise Refusal(
            "NOT_ANSWERING_HERE",
            "五包由负责这个村的人落实，您的账号不是其中一人的。",
            "请负责这个村的干部登录办理，或者请乡镇代为登记。",
            "Guarantees are given by those who answer for the village, and your account is none of theirs.",
            "Ask one of them to sign in, or the township to record it.",
        )


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def guarantee(request: AccountRequest, code: str, kind: str) -> HttpResponse:
    """Ticks one of the five with who did it and what shows it."""
    village = village_of(request, code)
    if kind not in GuaranteeKind.values:
        raise Http404
    found = village_duties(village, today())
    refuse_unless_answering(request.user, found)
    own = next((one for one in found.people if one.account_id == request.user.pk), None)
    first = {"official": str((own or found.people[0]).pk) if found.people else "", "on": today()}
    form = GuaranteeForm(request.POST or None, people=found.people, today=today(), initial=first)
    words = GUARANTEES[kind]
    if form.is_valid():
        given = form.cleaned_data
        new = actions.Given(village, GuaranteeKind(kind), given["official"], given["evidence"], given["on"])
        actions.give_guarantee(new, **by(request))
        messages.success(request, _("“%(guarantee)s”已登记。") % {"guarantee": either(*words)})
        return redirect("village_duties", code)
    shown = {"nav": "preparation", "village": village, "form": form, "words": words, "found": found}
    return render(request, "offices/guarantee.html", shown)


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def guarantee_back(request: AccountRequest, code: str, kind: str) -> HttpResponse:
    """Takes a tick back with a reason; both stay."""
    village = village_of(request, code)
    one = Guarantee.objects.standing().filter(village=village, kind=kind).select_related("official", "village").first()
    if one is None:
        raise Http404
    refuse_unless_answering(request.user, village_duties(village, today()))
    form = EndForm(request.POST or None, today=today(), initial={"on": today()})
    words = GUARANTEES[kind]
    if form.is_valid():
        actions.take_back_guarantee(one, on=form.cleaned_data["on"], why=form.cleaned_data["why"], **by(request))
        messages.success(request, _("“%(guarantee)s”已收回。") % {"guarantee": either(*words)})
        return redirect("village_duties", code)
    shown = {"nav": "preparation", "village": village, "form": form, "words": words, "guarantee": one}
    return render(request, "offices/guarantee_back.html", shown)
