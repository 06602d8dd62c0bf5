"""The letter to people away (O17): filled with the texts and the record of their sending, or to be written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.elections.papers import cited, head_of
from cunxuan.elections.queries import election_of
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.rendering import catalogue
from cunxuan.rendering.contexts import plain
from cunxuan.rendering.forms.O17 import context as o17
from cunxuan.web.clock import COUNTY_TIME, now, today
from cunxuan.web.downloads import ENDINGS, download

from .models import Sending, SendingState
from .queries import overview, shown_sendings
from .texts import CONTACT, DAY, NAME, SHORT, VILLAGE, filled, in_use, registration_ends

WAYS = {"": "电信部门", "http": "短信网关", "aliyun": "阿里云短信", "tencent": "腾讯云短信"}


@allow(*EVERYONE)
@require_GET
def messages_paper(request: AccountRequest, code: str, ending: str) -> HttpResponse:
    """The letter as PDF or Word, with what this village knows, or blank."""
    election = election_of(request.user, code)
    if ending not in ENDINGS:
        raise Http404
    is_blank = request.GET.get("blank") == "1"
    said: dict[str, Any] = plain(letter_of(election, is_blank=is_blank, today=today(), at=now()))
    name = f"{election.village.name}{'空白' if is_blank else ''}{catalogue.form('O17').title}"
    return download(catalogue.render("O17", said, ENDINGS[ending]), name, ending)


def letter_of(election: Election, *, is_blank: bool, today: date, at: datetime) -> o17.LetterAway:
    rules = rules_of(election)
    head = head_of(election, issued_on=today, figures_at=None if is_blank else at, pack=rules.name)
    day = election.polling_day
    if is_blank:
        empty = o17.blank(head)
        return replace(empty, polled_on=day, registered_until=registration_ends(election, day) if day else None)
    found = Sending.objects.filter(election=election).exclude(state=SendingState.MADE).order_by("confirmed_at")
    last = Sending.objects.filter(election=election).order_by("confirmed_at").last()
    (line,) = overview([election])
    return o17.LetterAway(
        paper=head,
        polled_on=day,
        registered_until=registration_ends(election, day) if day else None,
        contact=last.contact if last else "",
        messages=tuple(messages_of(election, last.contact if last else CONTACT)),
        sendings=tuple(sent(one) for one in shown_sendings(found)),
        away=line.away,
        consented=line.consented,
        registration=cited(rules.get("residence_years")),
        proxy=cited(rules.get("proxy_principal")),
    )


def messages_of(election: Election, contact: str) -> Iterator[o17.Message]:
    """The texts of the county with what is known of the village filled in; the name stays open."""
    for kind, text in in_use(election.village_id[:6]).items():
        known = filled(text, election, contact) if election.is_called else text.replace(VILLAGE, election.village.name)
        yield o17.Message(title=SHORT[kind][0], text=known.replace(DAY, "　月　日").replace(NAME, "（姓名）"))


def sent(one: Any) -> o17.Sent:
    this: Sending = one.sending
    return o17.Sent(
        on=this.handed_on or this.confirmed_at.astimezone(COUNTY_TIME).date(),
        title=SHORT[this.kind][0],
        way=WAYS.get(this.gateway, this.gateway),
        people=this.people,
        delivered=one.delivered,
        replied=one.replied,
        refused=one.refused,
    )
