"""Pages of replies: what people answered, for a person to take over into the registration, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cunxuan.core.errors import BadInput
from cunxuan.elections.models import Election
from cunxuan.elections.queries import election_of
from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.roll.models import Fact, Resident
from cunxuan.roll.registration_words import said
from cunxuan.web.clock import COUNTY_TIME, now, today
from cunxuan.web.templatetags.cx import either

from . import receipt_actions
from .forms import TypedReplyForm
from .models import Kind, Meaning, Message, Reply, Settled
from .numbers import masked_phone
from .receipt_actions import CameBack
from .texts import SHORT
from .views import village_page

Words = tuple[str, str]
#: What a reply can be recorded as, with the words of the button.
FACTS: Mapping[str, Words] = {
    Fact.STATED: ("记为参加选举", "Record: will take part"),
    Fact.WILL_NOT: ("记为不参加", "Record: will not"),
    Fact.RETURNING: ("记为回村投票", "Record: comes back to vote"),
    Fact.NOT_RETURNING: ("记为不回村", "Record: does not come back"),
}
#: What 1 and 2 mean, by the text that was answered.
SUGGESTED: Mapping[tuple[str, str], str] = {
    (Kind.REGISTRATION, Meaning.YES): Fact.STATED,
    (Kind.REGISTRATION, Meaning.NO): Fact.WILL_NOT,
    (Kind.VOTING, Meaning.YES): Fact.RETURNING,
    (Kind.VOTING, Meaning.NO): Fact.NOT_RETURNING,
}
SHOWN = 300


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def village_replies(request: AccountRequest, code: str) -> HttpResponse:
    """Replies that wait, those that were dealt with, and a form for one that was told to somebody."""
    election = election_of(request.user, code)
    people = people_written_to(election)
    form = TypedReplyForm(
        request.POST or None,
        today=today(),
        people=[(pk, f"{name} {masked_phone(phone)}") for pk, name, phone in people],
    )
    if form.is_valid():
        phones = {pk: phone for pk, _name, phone in people}
        pk = form.cleaned_data["resident"]
        if pk not in phones:
            form.add_error("resident", _("没有给这个人发过短信。"))
        else:
            typed(request, election, form, phones[pk])
            messages.success(request, _("已记下这条回复。"))
            return redirect("village_replies", code)
    found = Reply.objects.of(request.user).filter(election=election).select_related("resident")
    waiting = found.filter(settled=Settled.OPEN).exclude(meaning=Meaning.STOP)[:SHOWN]
    others = found.exclude(settled=Settled.OPEN, meaning__in=(Meaning.YES, Meaning.NO, Meaning.OTHER))[:SHOWN]
    by_phone = holders(election)
    return village_page(
        request,
        "outreach/replies.html",
        election,
        form=form,
        people=people,
        waiting=[reply_row(one, by_phone) for one in waiting],
        others=[reply_row(one, by_phone) for one in others],
        may_record="registration_opened" in election.done and "polling" not in election.done,
    )


def people_written_to(election: Election) -> list[tuple[int, str, str]]:
    rows = Message.objects.filter(election=election).exclude(state="waiting").order_by("resident_id", "-pk")
    found: dict[int, tuple[int, str, str]] = {}
    for pk, name, phone in rows.values_list("resident_id", "name", "phone"):
        found.setdefault(pk, (pk, name, phone))
    return sorted(found.values(), key=lambda one: one[1])


def typed(request: AccountRequest, election: Election, form: TypedReplyForm, phone: str) -> None:
    at = form.received_at
    word = CameBack(phone=phone, text=form.cleaned_data["text"], at=at, mark=f"typed {now().isoformat()}")
    receipt_actions.take_in(election, [word], how="人工记录", by=request.user.username, at=now())


def holders(election: Election) -> dict[str, list[tuple[int, str]]]:
    """Whom messages to each number addressed."""
    found: dict[str, dict[int, str]] = {}
    for phone, pk, name in Message.objects.filter(election=election).values_list("phone", "resident_id", "name"):
        found.setdefault(phone, {})[pk] = name
    return {phone: list(people.items()) for phone, people in found.items()}


MEANINGS: Mapping[str, Words] = {
    Meaning.YES: ("回 1", "Answered 1"),
    Meaning.NO: ("回 2", "Answered 2"),
    Meaning.STOP: ("退订", "Wants no messages"),
    Meaning.OTHER: ("其他", "Something else"),
}
SETTLED: Mapping[str, Words] = {
    Settled.OPEN: ("已照办，不再发短信", "Done: no more messages"),
    Settled.TAKEN: ("已记入登记", "Recorded"),
    Settled.ASIDE: ("已看，不用记", "Read, nothing to record"),
}


def reply_row(one: Reply, by_phone: Mapping[str, Iterable[tuple[int, str]]]) -> dict[str, Any]:
    suggested = SUGGESTED.get((one.kind, one.meaning), "")
    asked = [kind for (text, _meaning), kind in SUGGESTED.items() if text == one.kind] if suggested else [*FACTS]
    facts = sorted(((kind, FACTS[kind]) for kind in asked), key=lambda item: item[0] != suggested)
    return {
        "reply": one,
        "people": list(by_phone.get(one.phone, ())),
        "masked": masked_phone(one.phone),
        "title": SHORT.get(one.kind),
        "meaning": MEANINGS[one.meaning],
        "facts": [(kind, words, kind == suggested) for kind, words in facts],
        "settled": SETTLED[one.settled],
        "may_open_again": one.settled == Settled.ASIDE,
    }


@allow(*EVERYONE)
@require_POST
def settle_reply(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    """One click: the reply becomes a fact of the registration, or is set aside."""
    election = election_of(request.user, code)
    reply = Reply.objects.of(request.user).filter(election=election, pk=pk).select_related("election").first()
    if reply is None:
        raise Http404
    answer = request.POST.get("answer", "")
    by: dict[str, Any] = {"by": request.user.username, "at": now()}
    if answer == "aside":
        receipt_actions.set_aside(reply, **by)
        messages.success(request, _("已看，不用记。"))
    elif answer == "open":
        receipt_actions.open_again(reply, **by)
        messages.success(request, _("已放回待处理。"))
    elif answer in FACTS:
        resident = resident_of(request, reply)
        on = min(reply.received_at.astimezone(COUNTY_TIME).date(), today())
        receipt_actions.take_over(reply, resident, answer, on=on, **by)
        values = {"name": resident.name, "fact": either(*said(answer))}
        messages.success(request, _("已为%(name)s记录“%(fact)s”。") % values)
    else:
        raise BadInput("没有这个答复。请用页上的按钮记录。", "There is no such answer. Use the buttons of the page.")
    return redirect("village_replies", code)


def resident_of(request: AccountRequest, reply: Reply) -> Resident:
    """Whose reply it is: known, or said on the page where several people have the number."""
    wanted = request.POST.get("resident", "")
    pk = reply.resident_id or (int(wanted) if wanted.isdecimal() and len(wanted) < 12 else 0)
    here = Resident.objects.of(request.user).filter(village_id=reply.election.village_id, pk=pk)
    found = here.filter(pk__in=[one for one, _name in holders(reply.election).get(reply.phone, ())]).first()
    if found is None:
        raise BadInput(
            "几个人用这个号码，还没有选是谁的回复。请先选人。",
            "Several people have this number. Choose first whose reply it is.",
        )
    return found
