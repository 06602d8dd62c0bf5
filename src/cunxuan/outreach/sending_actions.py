"""Verbs of a sending while a gateway works on it: take some messages up, note what became of each, give up.

Before a message goes out its row says so, on the disk; after it went its row says what the gateway answered. Whatever
is broken off between the two is asked about once more with the same key, or, where the gateway knows no keys, is 不明
and never sent again by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from cunxuan.records.actions import hold, trail

from .actions import MESSAGES
from .models import Message, MessageState, Sending, SendingState
from .people import opted_out

AT_ONCE = 20


@transaction.atomic
def take_up(sending: Sending, *, by: str, at: datetime, most: int = AT_ONCE) -> tuple[Message, ...] | None:
    """The next messages that wait; None where none does, or the sending was stopped.

    Who opted out meanwhile is passed over.
    """
    hold(sending)
    if sending.state != SendingState.GOING:
        return None
    waiting = list(sending.messages.filter(state=MessageState.WAITING).order_by("pk")[:most])
    facts = {"kind": sending.kind, "people": len(waiting) or sending.people}
    if not waiting:
        sending.state = SendingState.DONE
        sending.save()
        trail(sending.election.village_id, "sending_done", by=by, at=at, rows=[sending], facts=facts)
        return None
    refused = opted_out(one.phone for one in waiting)
    for one in waiting:
        one.state = MessageState.REFUSED if one.phone in refused else MessageState.GOING
    Message.objects.bulk_update(waiting, ["state"])
    trail(
        sending.election.village_id, "messages_taken_up", by=by, at=at, rows=[sending], batches=[MESSAGES], facts=facts
    )
    return tuple(one for one in waiting if one.state == MessageState.GOING)


@transaction.atomic
def note_outcomes(sending: Sending, outcomes: Mapping[int, MessageState], *, by: str, at: datetime) -> None:
    """What the gateway said of each message that was taken up; a receipt that came in first stands."""
    hold(sending)
    going = list(sending.messages.filter(pk__in=outcomes, state=MessageState.GOING))
    for one in going:
        one.state = outcomes[one.pk]
    Message.objects.bulk_update(going, ["state"])
    trail(
        sending.election.village_id,
        "messages_sent",
        by=by,
        at=at,
        rows=[sending],
        batches=[MESSAGES],
        facts={"kind": sending.kind, "states": dict(Counter(map(str, outcomes.values())))},
    )


@transaction.atomic
def take_up_again(sending: Sending, *, repeats_safely: bool, by: str, at: datetime) -> int:
    """What was going out when the work was broken off: again with the same key, or 不明 where keys mean nothing."""
    hold(sending)
    state = MessageState.WAITING if repeats_safely else MessageState.UNCLEAR
    found = sending.messages.filter(state=MessageState.GOING).update(state=state)
    trail(
        sending.election.village_id,
        "messages_taken_up_again",
        by=by,
        at=at,
        rows=[sending],
        batches=[MESSAGES],
        facts={"kind": sending.kind, "people": found, "state": str(state)},
    )
    return found


@transaction.atomic
def give_up(sending: Sending, said: Mapping[str, str], *, by: str, at: datetime) -> None:
    """The gateway cannot be reached: the sending stops and says why."""
    hold(sending)
    if sending.state == SendingState.GOING:
        sending.state = SendingState.STOPPED
    sending.said = dict(said)
    sending.save()
    trail(sending.election.village_id, "sending_broken_off", by=by, at=at, rows=[sending], facts={"kind": sending.kind})
