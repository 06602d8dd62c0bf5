"""Verbs of messages to people away: write a text, record who agreed, confirm a sending, hand its file over, stop it.

A sending is confirmed once, with the number of people in it; from then on each of its messages is a row, and the
database takes no second one of a kind for the same person (`nobody_gets_two_of_a_kind`). Public: the verbs.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cunxuan.core.errors import BadInput, Refusal
from cunxuan.elections.models import Election
from cunxuan.offices.models import Division
from cunxuan.records.actions import hold, trail
from cunxuan.records.bulk import insert_rows
from cunxuan.roll.models import Resident
from cunxuan.roll.registration_actions import of_the_village

from .models import Consent, Kind, Message, MessageState, MessageText, OptOut, Sending, SendingState
from .people import Chosen, R, opted_out
from .texts import filled, wrong_with

CONSENTS, MESSAGES = Consent._meta.db_table, Message._meta.db_table


@transaction.atomic
def write_text(county: Division, kind: str, text: str, *, by: str, at: datetime) -> MessageText:
    """The county's own words for a kind of message; earlier versions stay."""
    refuse_unusable(text)
    last = MessageText.objects.filter(county=county, kind=kind).order_by("version").last()
    made = MessageText.objects.create(county=county, kind=kind, version=last.version + 1 if last else 1, text=text)
    trail(county.code, "message_text_written", by=by, at=at, rows=[made], facts={"kind": kind, "version": made.version})
    return made


def refuse_unusable(text: str) -> None:
    wrong = wrong_with(text)
    if wrong:
        raise BadInput(*wrong)


# -- consent ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def record_consents(
    election: Election, residents: Iterable[Resident], *, given: bool, way: str, on: date, by: str, at: datetime
) -> int:
    """Many people were asked in the same way and said the same; what they said before no longer holds."""
    hold(election)
    people = of_the_village(election, residents)
    known = {one.resident_id: one for one in Consent.objects.filter(election=election)}
    again = [known[one.pk] for one in people if one.pk in known]
    for one in again:
        one.given, one.way, one.on = given, way, on
    Consent.objects.bulk_update(again, ["given", "way", "on"], batch_size=200)
    fresh = [(election.pk, one.pk, given, way, on) for one in people if one.pk not in known]
    insert_rows(Consent, ("election_id", "resident_id", "given", "way", "on"), fresh)
    facts = {"people": len(people), "given": given, "way": way, "on": on.isoformat()}
    trail(election.village_id, "message_consents_recorded", by=by, at=at, batches=[CONSENTS], facts=facts)
    return len(people)


@transaction.atomic
def opt_out(election: Election, residents: Iterable[Resident], *, on: date, how: str, by: str, at: datetime) -> int:
    """They want no messages: whatever waits for them or their number in this village is not sent any more."""
    hold(election)
    people = of_the_village(election, residents)
    made = opt_outs_made(people, on=on, how=how)
    stopped = messages_stopped(election, people)
    trail(
        election.village_id,
        "messages_refused",
        by=by,
        at=at,
        rows=made,
        batches=[MESSAGES] if stopped else [],
        facts={"people": len(people), "stopped": stopped},
    )
    return len(made)


def opt_outs_made(people: Sequence[Resident], *, on: date, how: str) -> list[OptOut]:
    known = set(OptOut.objects.filter(resident__in=people).values_list("resident_id", "phone"))
    wanted = {(one.pk, one.phone): one for one in people}
    return OptOut.objects.bulk_create(
        OptOut(resident=one, phone=one.phone, on=on, how=how) for key, one in wanted.items() if key not in known
    )


def messages_stopped(election: Election, people: Sequence[Resident]) -> int:
    """Those of this village that still wait for the people or their numbers are refused now."""
    phones = {one.phone for one in people if one.phone}
    waiting = Message.objects.filter(election__village=election.village_id, state=MessageState.WAITING)
    mine = waiting.filter(resident__in=people) | waiting.filter(phone__in=phones)
    return mine.update(state=MessageState.REFUSED)


# -- a sending -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be sent: a kind of text, with the telephone that answers, through this gateway or as a file."""

    kind: str
    text: str
    contact: str
    gateway: str = ""


def confirm_sendings(chosen: Sequence[Chosen[R]], order: Order, *, by: str, at: datetime) -> tuple[Sending, ...]:
    """The same text for the people of several villages, confirmed once; each village's chain has its own entry."""
    together = secrets.token_hex(8)
    with transaction.atomic():
        return tuple(confirm_sending(one, order, together, by=by, at=at) for one in chosen if one.people)


@transaction.atomic
def confirm_sending(chosen: Chosen[R], order: Order, together: str, *, by: str, at: datetime) -> Sending:
    """Every message of it becomes a row that waits; nobody gets a second one of its kind."""
    election = chosen.election
    hold(election)
    refuse_unusable(order.text)
    refuse_unless_of_use(election, order.kind)
    refuse_if_sent_meanwhile(chosen, order.kind)
    sending = Sending.objects.create(
        election=election,
        together=together,
        kind=order.kind,
        text=filled(order.text, election, order.contact),
        contact=order.contact,
        gateway=order.gateway,
        people=len(chosen.people),
        state=SendingState.GOING if order.gateway else SendingState.MADE,
        confirmed_at=at,
    )
    write_messages(sending, chosen)
    facts = {"kind": order.kind, "people": sending.people, "gateway": order.gateway}
    trail(election.village_id, "sending_confirmed", by=by, at=at, rows=[sending], batches=[MESSAGES], facts=facts)
    return sending


COLUMNS = ("sending_id", "election_id", "kind", "resident_id", "name", "phone", "key", "state")


def write_messages(sending: Sending, chosen: Chosen[R]) -> None:
    one_key = f"{sending.together}.{sending.pk}"
    rows = [
        (
            sending.pk,
            sending.election_id,
            str(sending.kind),
            one.pk,
            one.name,
            one.phone,
            f"{one_key}.{one.pk}",
            str(MessageState.WAITING),
        )
        for one in chosen.people
    ]
    insert_rows(Message, COLUMNS, rows)


def refuse_unless_of_use(election: Election, kind: str) -> None:
    """The day must be fixed and the vote still ahead; who is registered is settled once the roll hangs."""
    reason = reason_against_sending(election, kind)
    if reason:
        raise reason


def reason_against_sending(election: Election, kind: str) -> Refusal | None:
    """Why this text is not sent in the village now."""
    name = election.village.name
    if not election.is_called:
        return Refusal(
            "MESSAGES_BEFORE_CALL",
            f"{name}还没有确定选举日，短信里写不出日期。",
            "请先确定选举日。",
            f"The polling day of {name} is not fixed, so the text cannot name it.",
            "Fix the polling day first.",
        )
    if "polling" in election.done:
        return Refusal(
            "MESSAGES_AFTER_VOTE",
            f"{name}已经投票，不再发短信。",
            "请看已经发过的短信。",
            f"{name} has voted; no more messages are sent.",
            "Look at those that were sent.",
        )
    if kind == Kind.REGISTRATION and "roll_published" in election.done:
        return Refusal(
            "MESSAGES_AFTER_ROLL",
            f"{name}已经公布名单，不再发登记的短信。",
            "漏登的请办名单更正。",
            f"The roll of {name} is published; the text about registration is not sent any more.",
            "Who was left off is put on by a correction of the roll.",
        )
    return None


def refuse_if_sent_meanwhile(chosen: Chosen[R], kind: str) -> None:
    """Somebody else may have confirmed the same text since the page was looked at, or somebody opted out."""
    people = [one.pk for one in chosen.people]
    earlier = Message.objects.filter(election=chosen.election, kind=kind).exclude(state=MessageState.FAILED)
    now_sent = sum(resident in set(people) for resident in earlier.values_list("resident_id", flat=True))
    if now_sent or opted_out(one.phone for one in chosen.people):
        raise Refusal(
            "MESSAGES_CHANGED",
            "刚才已经有人发过这段短信，或者有人退订，名单变了。",
            "请再看一遍名单和人数。",
            "Meanwhile somebody sent this text, or somebody asked for no messages; the list has changed.",
            "Look at the list and the number once more.",
        )


# -- the file of a sending -------------------------------------------------------------------------------------------


@transaction.atomic
def hand_over(sending: Sending, *, on: date, by: str, at: datetime) -> None:
    """The file went to the telecom office: its messages count as sent, and nobody gets it a second time."""
    hold(sending)
    if sending.state != SendingState.MADE:
        raise already_handed()
    waiting = sending.messages.filter(state=MessageState.WAITING)
    refused = opted_out(waiting.values_list("phone", flat=True))
    waiting.filter(phone__in=refused).update(state=MessageState.REFUSED)
    sent = waiting.filter(state=MessageState.WAITING).update(state=MessageState.SENT)
    sending.state, sending.handed_on = SendingState.HANDED, on
    sending.save()
    facts = {"kind": sending.kind, "sent": sent, "on": on.isoformat()}
    trail(
        sending.election.village_id,
        "sending_handed_over",
        by=by,
        at=at,
        rows=[sending],
        batches=[MESSAGES],
        facts=facts,
    )


def already_handed() -> Refusal:
    return Refusal(
        "SENDING_HANDED_OVER",
        "这份文件已经交给电信部门，不再下载，免得同一个人收到两次。",
        "要看送达情况，请导入电信部门的回执。",
        "This file was handed to the telecom office and is not given out again, so that nobody is written to twice.",
        "For the deliveries take the office's receipts in.",
    )


# -- what a gateway sends --------------------------------------------------------------------------------------------


@transaction.atomic
def stop_sending(sending: Sending, *, by: str, at: datetime) -> None:
    """What was not sent yet waits; what was, was."""
    hold(sending)
    if sending.state != SendingState.GOING:
        raise not_going(sending)
    sending.state = SendingState.STOPPED
    sending.said = {"zh": "有人按了停止。", "en": "Somebody stopped it."}
    sending.save()
    trail(sending.election.village_id, "sending_stopped", by=by, at=at, rows=[sending], facts=left_in(sending))


@transaction.atomic
def go_on(sending: Sending, *, by: str, at: datetime) -> None:
    """Goes on where it stopped or was broken off, with the messages that still wait."""
    hold(sending)
    if sending.state not in (SendingState.STOPPED, SendingState.GOING):
        raise not_going(sending)
    sending.state, sending.said = SendingState.GOING, {}
    sending.save()
    trail(sending.election.village_id, "sending_goes_on", by=by, at=at, rows=[sending], facts=left_in(sending))


@transaction.atomic
def drop_sending(sending: Sending, *, why: str, by: str, at: datetime) -> None:
    """Confirmed by mistake: what was not sent is not sent at all, and those people may be written to anew."""
    hold(sending)
    if sending.state not in (SendingState.MADE, SendingState.STOPPED):
        raise not_going(sending)
    left, _ = sending.messages.filter(state=MessageState.WAITING).delete()
    sending.state, sending.said = SendingState.DROPPED, {"zh": why, "en": why}
    sending.save()
    facts = {"kind": sending.kind, "people": left, "why": why}
    trail(sending.election.village_id, "sending_dropped", by=by, at=at, rows=[sending], batches=[MESSAGES], facts=facts)


def left_in(sending: Sending) -> dict[str, object]:
    return {"kind": sending.kind, "left": sending.messages.filter(state=MessageState.WAITING).count()}


def not_going(sending: Sending) -> Refusal:
    label = SendingState(sending.state).label
    return Refusal(
        "SENDING_STATE",
        f"这次发送{label}，不能再办这一步。",
        "请看这次发送现在的情况。",
        f"This sending is {sending.state}; this cannot be done any more.",
        "Look at how the sending stands now.",
    )
