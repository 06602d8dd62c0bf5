"""Sends through a gateway in a thread of this process, a few messages at a time, until none waits or somebody stops it.

Each step is on the disk before the next begins, so the process may die anywhere: whoever presses 继续发送 goes on, and
nobody is written to twice (see `sending_actions`). One process works on a sending at a time, by a lock that the system
lets go when that process dies.

Public: `begin`, `work`, `at_work`.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import connection

from cunxuan.core.errors import BadInput
from cunxuan.web.clock import now

from . import gateways, sending_actions
from .gateways import Gateway, NotAccepted, Outgoing, Unclear, Unreachable
from .models import Message, MessageState, Sending
from .texts import addressed, in_words

log = logging.getLogger(__name__)


def begin(sending: Sending, *, by: str) -> None:
    """While the page goes on; within a transaction, whose rows no other thread sees yet, at once."""
    gateway = gateways.named(sending.gateway)
    if connection.in_atomic_block:
        work(sending, gateway, by=by)
        return

    def run() -> None:
        try:
            work(sending, gateway, by=by)
        except Exception:
            log.exception("sending %s broke off", sending.pk)
        finally:
            connection.close()

    Thread(target=run, name=f"sending {sending.pk}", daemon=True).start()


def work(sending: Sending, gateway: Gateway, *, by: str) -> None:
    """Sends what waits; nothing where another process is at work on it already."""
    with held(sending) as mine:
        if not mine:
            return
        if sending.messages.filter(state=MessageState.GOING).exists():
            sending_actions.take_up_again(sending, repeats_safely=gateway.repeats_safely, by=by, at=now())
        # One by one where what is broken off can never be asked about again.
        most = sending_actions.AT_ONCE if gateway.repeats_safely else 1
        while (messages := sending_actions.take_up(sending, by=by, at=now(), most=most)) is not None:
            if not sent(sending, messages, gateway, by=by):
                return


def sent(sending: Sending, messages: tuple[Message, ...], gateway: Gateway, *, by: str) -> bool:
    """Some messages handed over one by one; False where the gateway is not to be reached and all stops."""
    outcomes: dict[int, MessageState] = {}
    trouble = ""
    for message in messages:
        if trouble:
            outcomes[message.pk] = MessageState.WAITING
            continue
        try:
            gateway.send(outgoing(sending, message))
            outcomes[message.pk] = MessageState.SENT
        except NotAccepted:
            outcomes[message.pk] = MessageState.FAILED
        except Unreachable as error:
            outcomes[message.pk], trouble = MessageState.WAITING, str(error)
        except Unclear as error:
            # Asked again with its key, or never again: which of the two the gateway says itself.
            again = MessageState.WAITING if gateway.repeats_safely else MessageState.UNCLEAR
            outcomes[message.pk], trouble = again, str(error)
    sending_actions.note_outcomes(sending, outcomes, by=by, at=now())
    if trouble:
        sending_actions.give_up(sending, not_reached(trouble), by=by, at=now())
    return not trouble


def outgoing(sending: Sending, message: Message) -> Outgoing:
    election = sending.election
    values = {"name": message.name, "village": election.village.name, "contact": sending.contact}
    if election.polling_day:
        values["day"] = in_words(election.polling_day)
    return Outgoing(message.key, message.phone, addressed(sending.text, message.name), sending.kind, values)


def not_reached(trouble: str) -> dict[str, str]:
    error = BadInput(
        f"短信网关没有答复（{trouble}），发送停下了。请看网络和网关是否正常，再按“继续发送”。",
        f"The gateway gave no answer ({trouble}), so the sending stopped. Look at the network, then go on.",
    )
    return {"zh": error.text, "en": error.text_en}


# -- who works on a sending ------------------------------------------------------------------------------------------


def folder() -> Path:
    return Path(settings.DIR) / "sendings"


@contextmanager
def held(sending: Sending) -> Iterator[bool]:
    """Holds the sending while it is worked on; False where somebody else does."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder() / f"{sending.pk}.work", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)  # and with it the lock


def at_work(sending: Sending) -> bool:
    """Does a process work on it at this moment?"""
    path = folder() / f"{sending.pk}.work"
    if not path.exists():
        return False
    handle = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
