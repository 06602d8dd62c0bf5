"""Verbs of what comes back: receipts, replies, and what a person makes of a reply.

A reply changes nothing in the registration until a person takes it over; only 退订 (T) holds at once. Receipts and
replies may come in any order and any number of times.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.elections.models import Election
from cunxuan.records.actions import hold, trail
from cunxuan.roll.models import Resident
from cunxuan.roll.registration_actions import record_fact, record_facts
from cunxuan.web.clock import COUNTY_TIME

from .actions import MESSAGES, messages_stopped, opt_outs_made
from .models import Meaning, Message, MessageState, OptOut, Reply, Settled

#: A later word of the gateway does not take back an earlier one that says more.
RANK: Mapping[str, int] = {
    MessageState.WAITING: 0,
    MessageState.GOING: 1,
    MessageState.UNCLEAR: 2,
    MessageState.SENT: 3,
    MessageState.FAILED: 4,
    MessageState.DELIVERED: 5,
    MessageState.REPLIED: 6,
    MessageState.REFUSED: 7,
}
STOPS = re.compile(r"T|TD|退订?|取消|不要再?发了?")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class CameBack:
    """What is said of a number: a state, or the words of a reply, or both. `mark` tells a reply from another."""

    phone: str
    state: MessageState | None = None
    text: str = ""
    at: datetime | None = None
    mark: str = ""
    key: str = ""  # of the very message, where the gateway says it


def meaning_of(text: str) -> Meaning:
    """1, 2, T as people type them: full width, with a word or a stop behind."""
    plain = unicodedata.normalize("NFKC", text).strip().strip("。.，,!！ ").upper()
    if STOPS.fullmatch(plain):
        return Meaning.STOP
    number = re.fullmatch(r"(?:回|选)?\s*([12])(?![0-9]).{0,8}", plain)
    if number is None:
        return Meaning.OTHER
    return Meaning.YES if number[1] == "1" else Meaning.NO


@transaction.atomic
def take_in(election: Election, came: Sequence[CameBack], *, how: str, by: str, at: datetime) -> int:
    """Receipts and replies for one village; whoever says T is left alone from this moment on. Gives what was new."""
    hold(election)
    messages = messages_by_phone(election)
    changed = states_taken(came, messages)
    replies = replies_made(election, came, messages, at)
    stopped = [one for one in replies if one.meaning == Meaning.STOP]
    outs = outs_of(election, stopped, messages, how)
    trail(
        election.village_id,
        "replies_came_in",
        by=by,
        at=at,
        rows=[*replies, *outs],
        batches=[MESSAGES],
        facts={"how": how, "states": changed, "replies": len(replies), "stopped": len(stopped)},
    )
    return sum(changed.values()) + len(replies)


Messages = Mapping[str, Sequence[Message]]


def messages_by_phone(election: Election) -> dict[str, list[Message]]:
    found: dict[str, list[Message]] = {}
    for one in Message.objects.filter(election=election).order_by("pk"):
        found.setdefault(one.phone, []).append(one)
    return found


def states_taken(came: Iterable[CameBack], messages: Messages) -> dict[str, int]:
    """Each message goes forward to what was said of it; of a number without a key it is the latest text."""
    touched: dict[int, Message] = {}
    for word in came:
        said = [*([word.state] if word.state else []), *([reply_state(word.text)] if word.text else [])]
        state = max(said, key=lambda one: RANK[one], default=MessageState.WAITING)
        for one in concerned(word, messages):
            if RANK[state] > RANK[one.state]:
                one.state = state
                touched[one.pk] = one
    counts = Counter(one.state for one in touched.values())
    for reached in counts:  # one statement for each state, not one case for each message
        Message.objects.filter(pk__in=[pk for pk, one in touched.items() if one.state == reached]).update(state=reached)
    return dict(counts)


def reply_state(text: str) -> MessageState:
    return MessageState.REFUSED if meaning_of(text) is Meaning.STOP else MessageState.REPLIED


def concerned(word: CameBack, messages: Messages) -> Sequence[Message]:
    """The messages a word is about: that of its key, or those of the number's latest text."""
    mine = [one for one in messages.get(word.phone, ()) if one.state != MessageState.WAITING]
    if word.key:
        return [one for one in mine if one.key == word.key]
    return [one for one in mine if one.sending_id == mine[-1].sending_id]


def replies_made(election: Election, came: Sequence[CameBack], messages: Messages, at: datetime) -> list[Reply]:
    """One row for each reply that is not there yet; whose it is, where only one person has the number."""
    said = {mark_of(word): word for word in came if word.text}
    known = set(Reply.objects.filter(election=election, mark__in=said).values_list("mark", flat=True))
    made = []
    for mark, word in said.items():
        if mark in known:
            continue
        mine = concerned(word, messages)
        people = {one.resident_id for one in mine}
        made.append(
            Reply(
                election=election,
                resident_id=people.pop() if len(people) == 1 else None,
                kind=mine[-1].kind if mine else "",
                phone=word.phone,
                text=word.text[:LONGEST],
                meaning=meaning_of(word.text),
                received_at=word.at or at,
                mark=mark,
            )
        )
    return Reply.objects.bulk_create(made)


def mark_of(word: CameBack) -> str:
    said = word.mark or f"{word.phone} {word.at.isoformat() if word.at else ''} {word.text}"
    return hashlib.sha256(said.encode()).hexdigest()


def outs_of(election: Election, stopped: Sequence[Reply], messages: Messages, how: str) -> list[OptOut]:
    """Everybody of the village with a number from which T came; what waits for them is not sent."""
    if not stopped:
        return []
    phones = {one.phone for one in stopped}
    written = {one.resident_id for phone in phones for one in messages.get(phone, ())}
    here = Resident.objects.filter(village=election.village_id)
    people = list(here.filter(phone__in=phones) | here.filter(pk__in=written))
    on = min(one.received_at for one in stopped).astimezone(COUNTY_TIME).date()
    for one in people:
        if one.phone not in phones:  # the list has another number by now; the old one is left alone
            one.phone = next(phone for phone in phones if any(m.resident_id == one.pk for m in messages.get(phone, ())))
    made = opt_outs_made(people, on=on, how=f"短信回复（{how}）")
    messages_stopped(election, people)
    return made


# -- what a person makes of a reply ----------------------------------------------------------------------------------


@transaction.atomic
def take_over(reply: Reply, resident: Resident, kind: str, *, on: date, by: str, at: datetime) -> None:
    """A person has read the reply and records what it says: a fact of the registration, with the reply as evidence."""
    refuse_unless_open(reply)
    fact = record_fact(reply.election, resident, kind, on=on, evidence=f"短信回复“{reply.text[:40]}”", by=by, at=at)
    reply.settled, reply.fact, reply.resident = Settled.TAKEN, fact, resident
    reply.save()
    trail(reply.election.village_id, "reply_taken_over", by=by, at=at, rows=[reply], facts={"kind": kind, "people": 1})


@transaction.atomic
def take_over_together(
    election: Election, replies: Sequence[Reply], kind: str, *, on: date, by: str, at: datetime
) -> None:
    """Several who answered in the same words are recorded alike, by somebody who has read them; each is known."""
    hold(election)
    assert all(one.resident for one in replies), "of each it is known who it was"
    texts = dict.fromkeys(one.text[:20] for one in replies)
    residents = [one.resident for one in replies if one.resident]
    evidence = f"短信回复“{'”“'.join(texts)}”"[:120]
    facts = {
        one.resident_id: one for one in record_facts(election, residents, kind, on=on, evidence=evidence, by=by, at=at)
    }
    settled = Reply.objects.filter(pk__in=[one.pk for one in replies]).exclude(settled=Settled.OPEN).first()
    if settled:
        raise settled_already(settled)
    for one in replies:
        one.settled, one.fact = Settled.TAKEN, facts[one.resident_id or 0]
    Reply.objects.bulk_update(replies, ["settled", "fact"], batch_size=200)
    trail(
        election.village_id,
        "reply_taken_over",
        by=by,
        at=at,
        rows=replies,
        facts={"kind": kind, "people": len(replies)},
    )


@transaction.atomic
def set_aside(reply: Reply, *, by: str, at: datetime) -> None:
    """A reply that says nothing for the registration, or was a mistake."""
    refuse_unless_open(reply)
    reply.settled = Settled.ASIDE
    reply.save()
    trail(reply.election.village_id, "reply_set_aside", by=by, at=at, rows=[reply], facts={"people": 1})


@transaction.atomic
def open_again(reply: Reply, *, by: str, at: datetime) -> None:
    """A reply that was set aside by mistake waits again; a fact is taken back on the person's page."""
    reply.refresh_from_db()
    if reply.settled != Settled.ASIDE:
        raise settled_already(reply)
    reply.settled = Settled.OPEN
    reply.save()
    trail(reply.election.village_id, "reply_opened_again", by=by, at=at, rows=[reply], facts={"people": 1})


def refuse_unless_open(reply: Reply) -> None:
    reply.refresh_from_db()
    if reply.settled != Settled.OPEN:
        raise settled_already(reply)


def settled_already(reply: Reply) -> Refusal:
    label = Settled(reply.settled).label
    return Refusal(
        "REPLY_SETTLED",
        f"这条回复{label}。",
        "请看这个人现在的登记情况。",
        "This reply was dealt with already." if reply.settled else "This reply still waits.",
        "Look at what is recorded of the person now.",
    )
