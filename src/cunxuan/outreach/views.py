"""Pages of messages to people away: every village in one line, one village's people, a sending before and after."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.core.errors import Refusal
from cunxuan.core.stages import State
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.queries import election_of
from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.models import Division, Role
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.roll.models import Resident
from cunxuan.roll.registration_lists import state_of
from cunxuan.web.clock import now, today
from cunxuan.web.templatetags.cx import either, number

from . import actions, gateways, sending
from .forms import ConsentForm, DropForm, HandedForm, OrderForm
from .models import MessageState, Sending, SendingState
from .people import LEFT_OUT, Chosen, PersonAway, chosen_for, people_away
from .queries import (
    MESSAGE_STATES_EN,
    VillageLine,
    latest_elections,
    outcome_of,
    overview,
    shown_sendings,
)
from .texts import RULES, SHORT, TITLES, addressed, filled, in_use, parts_of

PAGE, SENDINGS = 50, 30
SENDERS = RECORDS


# -- every village ---------------------------------------------------------------------------------------------------


@allow(*EVERYONE)
@require_GET
def messages_away(request: AccountRequest) -> HttpResponse:
    """Each village: away, with number, agreed, sent, delivered, replied, refused, registered."""
    villages = Division.objects.of(request.user).villages()
    lines = overview(latest_elections(villages, today()))
    towns = sorted(
        {(line.village.parent_id or "", line.village.parent.name if line.village.parent else "") for line in lines}
    )
    wanted = request.GET.get("township", "")
    shown = [line for line in lines if not wanted or line.village.parent_id == wanted]
    found = Sending.objects.of(request.user).select_related("election__village")[:SENDINGS]
    context = {
        "nav": "preparation",
        "lines": shown,
        "sums": sums(shown),
        "towns": towns if len(towns) > 1 else (),
        "township": wanted,
        "sendings": shown_sendings(found),
        "may_send": request.user.role in SENDERS,
    }
    return render(request, "outreach/overview.html", context)


FIGURES = ("away", "with_number", "consented", "sent", "delivered", "replied", "refused", "open_replies")


def sums(lines: Sequence[VillageLine]) -> dict[str, int]:
    found = {name: sum(getattr(line, name) for line in lines) for name in FIGURES}
    return {**found, "registered": sum(line.registered or 0 for line in lines)}


# -- one village -----------------------------------------------------------------------------------------------------


def village_page(request: HttpRequest, template: str, election: Election, **more: Any) -> HttpResponse:
    shown = {"nav": "preparation", "village": election.village, "election": election}
    return render(request, template, {**shown, **more})


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to look at the people away: its key in the address, its words, and whom it keeps."""

    key: str
    zh: str
    en: str
    keeps: Callable[[PersonAway], bool]
    count: int = 0


FILTERS: tuple[Filter, ...] = (
    Filter("no_number", "没有号码", "No number", lambda one: not one.phone),
    Filter(
        "not_asked",
        "没有问过同意",
        "Not asked",
        lambda one: bool(one.phone) and one.consent is None and not one.opted_out,
    ),
    Filter("agreed", "同意收短信", "Agreed", lambda one: one.agreed),
    Filter("declined", "不同意", "Declined", lambda one: one.consent is not None and not one.consent.given),
    Filter("opted_out", "已退订", "Wants no messages", lambda one: one.opted_out),
    Filter("told", "已经告知", "Told already", lambda one: one.was_told),
    Filter("reached", "短信送达", "Reached", lambda one: one.reached),
)


@allow(*EVERYONE)
@require_GET
def village_messages(request: AccountRequest, code: str) -> HttpResponse:
    """Who is away: number, consent, what was sent to them and what they said; many are recorded as asked at once."""
    election = election_of(request.user, code)
    everybody = people_away(election)
    show, text = request.GET.get("show", ""), request.GET.get("q", "").strip()[:40]
    keeps = next((one.keeps for one in FILTERS if one.key == show), None)
    found = [one for one in everybody if (keeps is None or keeps(one)) and matches(one, text)]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    sendings = Sending.objects.of(request.user).filter(election=election)
    return village_page(
        request,
        "outreach/village.html",
        election,
        form=ConsentForm(today=today()),
        filters=[Filter(one.key, one.zh, one.en, one.keeps, sum(map(one.keeps, everybody))) for one in FILTERS],
        total=len(everybody),
        show=show,
        text=text,
        page=page,
        rows=[person_row(one) for one in page],
        sendings=shown_sendings(sendings),
        open_replies=election.message_replies.filter(settled="").exclude(meaning="stop").count(),
        may_send=request.user.role in SENDERS and "polling" not in election.done,
        closed="polling" in election.done,
    )


def matches(one: PersonAway, text: str) -> bool:
    """A part of the name, or the first letters of its sounds."""
    return not text or text in one.name or one.standing.villager.initials.startswith(text.lower())


CONSENTS: Mapping[str, tuple[State, str, str]] = {
    "opted_out": (State.BLOCKED, "退订", "Wants none"),
    "none": (State.NOT_STARTED, "没有问过", "Not asked"),
    "given": (State.DONE, "同意", "Agreed"),
    "declined": (State.BLOCKED, "不同意", "Declined"),
}


def person_row(one: PersonAway) -> dict[str, Any]:
    sign, zh, en = CONSENTS[consent_key(one)]
    sent = [(str(either(*SHORT[kind])), state_words(state)) for kind, state in one.messages.items()]
    return {
        "one": one,
        "villager": one.standing.villager,
        "consent_sign": sign,
        "consent_words": either(zh, en),
        "sent": sent,
        "status_sign": state_of(one.standing.status),
    }


def consent_key(one: PersonAway) -> str:
    if one.opted_out:
        return "opted_out"
    if one.consent is None:
        return "none"
    return "given" if one.consent.given else "declined"


def state_words(state: str) -> str:
    return str(either(MessageState(state).label, MESSAGE_STATES_EN[state]))


ANSWERS = ("agreed", "declined", "opted_out")


@allow(*EVERYONE)
@require_POST
def record_consent(request: AccountRequest, code: str) -> HttpResponse:
    """Those who are ticked were asked, and agreed, did not agree, or want no messages at all."""
    election = election_of(request.user, code)
    form = ConsentForm(request.POST, today=today())
    answer = request.POST.get("answer", "")
    chosen = [int(pk) for pk in request.POST.getlist("person") if pk.isdecimal() and len(pk) < 12]
    residents = list(Resident.objects.of(request.user).filter(village_id=election.village_id, pk__in=chosen))
    if not form.is_valid() or answer not in ANSWERS:
        messages.error(request, said_of(form) or _("没有这个答复。请用名单上的按钮记录。"))
        return redirect(back_to(request, code))
    on, way = form.cleaned_data["on"], form.cleaned_data["way"]
    by: dict[str, Any] = {"by": request.user.username, "at": now()}
    if answer == "opted_out":
        actions.opt_out(election, residents, on=on, how=way, **by)
        said = _("已记下 %(count)s 人不要短信，以后都不再发。")
    else:
        actions.record_consents(election, residents, given=answer == "agreed", way=way, on=on, **by)
        said = _("已记下 %(count)s 人同意收短信。") if answer == "agreed" else _("已记下 %(count)s 人不同意收短信。")
    messages.success(request, said % {"count": number(len(residents))})
    return redirect(back_to(request, code))


def back_to(request: HttpRequest, code: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return reverse("village_messages_away", args=[code]) + (f"?{query}" if query else "")


# -- before a sending ------------------------------------------------------------------------------------------------


@allow(*SENDERS)
@require_http_methods(EITHER_WAY)
def messages_new(request: AccountRequest) -> HttpResponse:
    """Text and telephone first; then the first person's text, the number of people, and one button that names it."""
    given = request.POST if request.method == "POST" else request.GET
    elections = chosen_elections(request, given.getlist("village"))
    form = OrderForm(request.POST or None, initial=first_guess(elections))
    context: dict[str, Any] = {
        "nav": "preparation",
        "elections": elections,
        "village": elections[0].village if len(elections) == 1 else None,
        "form": form,
        "texts": offered(request, elections),
        "gateway": gateways.present(),
    }
    if form.is_valid():
        looked_at = look_at(request, elections, form)
        sure = request.POST.get("sure") == "yes"
        if sure and looked_at.digest == request.POST.get("seen") and looked_at.people:
            return confirmed(request, looked_at)
        context |= {"looked_at": looked_at, "changed": sure and bool(request.POST.get("seen"))}
    return render(request, "outreach/new.html", context)


def chosen_elections(request: AccountRequest, codes: Sequence[str]) -> list[Election]:
    """The elections of the villages that were ticked, one each; what is not the account's does not exist."""
    villages = Division.objects.of(request.user).villages().filter(code__in=codes[:1000])
    if request.user.role == Role.COMMITTEE and not codes:
        villages = Division.objects.of(request.user).villages()
    if codes and not villages:
        raise Http404
    if not villages:
        raise Refusal(
            "NO_VILLAGE_CHOSEN",
            "没有选村。",
            "请在“外出人员联系”里先勾选一个或者几个村。",
            "No village is chosen.",
            "Tick one village or more on the page of people away first.",
        )
    found = latest_elections(villages, today())
    if not found:
        raise Http404
    return sorted(found, key=lambda one: one.village_id)


def first_guess(elections: Sequence[Election]) -> dict[str, str]:
    """The telephone of the last sending, and the text whose time it is."""
    last = Sending.objects.filter(election__in=elections).order_by("confirmed_at").last()
    kind = "voting" if all("roll_published" in one.done for one in elections) else "registration"
    return {"contact": last.contact if last else "", "kind": kind}


def offered(request: AccountRequest, elections: Sequence[Election]) -> list[dict[str, Any]]:
    """Each text with its length and the rule it speaks of."""
    rules = rules_of(elections[0])
    return [
        {"kind": kind, "title": TITLES[kind], "text": text, "length": parts_of(text), "rule": rules.get(RULES[kind])}
        for kind, text in in_use(request.user.division_id[:6]).items()
    ]


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A sending before it is confirmed: who gets it, who does not and why, the first person's text."""

    order: actions.Order
    chosen: tuple[Chosen[PersonAway], ...]
    refused: tuple[Refusal, ...]
    first: str
    left_out: tuple[tuple[tuple[str, str], int], ...]

    @property
    def people(self) -> int:
        return sum(len(one.people) for one in self.chosen)

    @property
    def away(self) -> int:
        return sum(one.away for one in self.chosen)

    @property
    def length(self) -> Any:
        return parts_of(self.first)

    @property
    def digest(self) -> str:
        """What was looked at: text, telephone and every person."""
        people = [f"{one.pk}{one.phone}" for some in self.chosen for one in some.people]
        said = "|".join((self.order.kind, self.order.text, self.order.contact, self.order.gateway, *people))
        return hashlib.sha256(said.encode()).hexdigest()[:24]

    @property
    def shared(self) -> int:
        return sum(one.shared for some in self.chosen for one in some.people)


def look_at(request: AccountRequest, elections: Sequence[Election], form: OrderForm) -> LookedAt:
    kind, contact = form.cleaned_data["kind"], form.cleaned_data["contact"]
    order = actions.Order(kind, in_use(request.user.division_id[:6])[kind], contact, gateways.present())
    against = {one.pk: actions.reason_against_sending(one, kind) for one in elections}
    chosen = tuple(chosen_for(one, kind) for one in elections if against[one.pk] is None)
    first = next(((some.election, one) for some in chosen for one in some.people), None)
    counts = {key: sum(one.left_out.get(key, 0) for one in chosen) for key in LEFT_OUT}
    return LookedAt(
        order=order,
        chosen=chosen,
        refused=tuple(reason for reason in against.values() if reason),
        first=addressed(filled(order.text, first[0], contact), first[1].name) if first else "",
        left_out=tuple((LEFT_OUT[key], count) for key, count in counts.items() if count),
    )


def confirmed(request: AccountRequest, looked_at: LookedAt) -> HttpResponse:
    made = actions.confirm_sendings(looked_at.chosen, looked_at.order, by=request.user.username, at=now())
    for one in made:
        if one.gateway:
            sending.begin(one, by=request.user.username)
    values = {"count": number(looked_at.people)}
    if looked_at.order.gateway:
        messages.success(request, _("开始给 %(count)s 人发送。") % values)
    else:
        messages.success(request, _("给 %(count)s 人的短信文件已生成，请下载交给电信部门。") % values)
    return redirect("sending", made[0].pk)


# -- a sending -------------------------------------------------------------------------------------------------------


def sending_of(request: AccountRequest, pk: int) -> Sending:
    found = Sending.objects.of(request.user).select_related("election__village__parent__parent").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def together_of(request: AccountRequest, this: Sending) -> list[Sending]:
    """What was confirmed with it, as far as the account sees it."""
    found = Sending.objects.of(request.user).filter(together=this.together)
    return list(found.select_related("election__village").order_by("election__village"))


@allow(*EVERYONE)
@require_GET
def one_sending(request: AccountRequest, pk: int) -> HttpResponse:
    """How far it is, what became of its messages, its file; asks again while a gateway works on it."""
    this = sending_of(request, pk)
    together = together_of(request, this)
    going = [one for one in together if one.state == SendingState.GOING]
    outcome = outcome_of(together)
    context = {
        "nav": "preparation",
        "this": this,
        "village": this.election.village if len(together) == 1 else None,
        "title": SHORT[this.kind],
        "together": shown_sendings(together),
        "outcome": outcome,
        "counts": [(state_words(state), count) for state, count in outcome.counts],
        "going": going,
        "broken_off": [one for one in going if not sending.at_work(one)],
        "stopped": [one for one in together if one.state == SendingState.STOPPED],
        "sent": any(one.state not in (SendingState.MADE, SendingState.DROPPED) for one in together),
        "made": [one for one in together if one.state == SendingState.MADE],
        "files": [file for one in together for file in one.files.of(request.user)],
        "form": HandedForm(today=today()),
        "drop": DropForm(),
        "may_send": request.user.role in SENDERS,
    }
    return render(request, "outreach/sending_at_work.html" if request.htmx else "outreach/sending.html", context)


@allow(*SENDERS)
@require_POST
def hand_over(request: AccountRequest, pk: int) -> HttpResponse:
    """The file is with the telecom office: its messages count as sent."""
    this = sending_of(request, pk)
    form = HandedForm(request.POST, today=today())
    if not form.is_valid():
        messages.error(request, said_of(form))
        return redirect("sending", pk)
    on: date = form.cleaned_data["on"]
    waiting = [one for one in together_of(request, this) if one.state == SendingState.MADE]
    if not waiting:
        raise actions.already_handed()
    for one in waiting:
        actions.hand_over(one, on=on, by=request.user.username, at=now())
    messages.success(request, _("已记下文件交给电信部门，不再下载。"))
    return redirect("sending", pk)


@allow(*SENDERS)
@require_POST
def stop_sending(request: AccountRequest, pk: int) -> HttpResponse:
    this = sending_of(request, pk)
    if request.POST.get("sure") != "yes":
        return redirect("sending", pk)
    going = [one for one in together_of(request, this) if one.state == SendingState.GOING]
    if not going:
        raise actions.not_going(this)
    for one in going:
        actions.stop_sending(one, by=request.user.username, at=now())
    messages.success(request, _("已停止。没有发的留着，可以继续发送。"))
    return redirect("sending", pk)


@allow(*SENDERS)
@require_POST
def go_on(request: AccountRequest, pk: int) -> HttpResponse:
    """What was stopped or broken off goes on with the messages that still wait."""
    this = sending_of(request, pk)
    if request.POST.get("sure") != "yes":
        return redirect("sending", pk)
    wanted = (SendingState.STOPPED, SendingState.GOING)
    resting = [one for one in together_of(request, this) if one.state in wanted and not sending.at_work(one)]
    if not resting:
        raise actions.not_going(this)
    for one in resting:
        actions.go_on(one, by=request.user.username, at=now())
        sending.begin(one, by=request.user.username)
    messages.success(request, _("继续发送。已经发过的人不会再收到。"))
    return redirect("sending", pk)


@allow(*SENDERS)
@require_POST
def drop_sending(request: AccountRequest, pk: int) -> HttpResponse:
    """A sending that was confirmed by mistake: nobody who still waits gets it."""
    this = sending_of(request, pk)
    form = DropForm(request.POST)
    if not form.is_valid():
        messages.error(request, said_of(form))
        return redirect("sending", pk)
    resting = [one for one in together_of(request, this) if one.state in (SendingState.MADE, SendingState.STOPPED)]
    if not resting:
        raise actions.not_going(this)
    for one in resting:
        actions.drop_sending(one, why=form.cleaned_data["why"], by=request.user.username, at=now())
    messages.success(request, _("已取消这次发送，没有发的人可以重新发。"))
    return redirect("sending", pk)


def said_of(form: Form) -> str:
    """What is wrong with a form that has no page of its own."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
