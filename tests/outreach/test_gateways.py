"""A sending through a gateway: to a real server, interrupted in every way, and nobody's telephone rings twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cunxuan.core.errors import Refusal
from cunxuan.outreach import actions, sending
from cunxuan.outreach.gateways import NotAccepted, Outgoing, Unclear, Unreachable
from cunxuan.outreach.models import Message, MessageState, SendingState
from cunxuan.records.models import TrailEntry
from outreach import away
from outreach.away import BY, ON, agreed, confirmed
from outreach.network import network

SECRET = "柳树村的网关"


@pytest.fixture
def telephones():
    with network() as there, override_settings(SMS_GATEWAY=there.url, SMS_SECRET=SECRET.encode().hex()):
        yield there


@pytest.fixture
def going(liushu):
    """Five people of 柳树村 are to be written to through a gateway."""
    return confirmed(agreed(liushu, away.people_away(liushu)), gateway="http")


def states():
    return Counter(Message.objects.values_list("state", flat=True))


def test_each_telephone_rings_once_with_the_persons_own_text(going, telephones):
    sending.begin(going, by="ding")
    assert Counter(number for number, _ in telephones.rang) == dict.fromkeys(
        going.messages.values_list("phone", flat=True), 1
    )
    assert telephones.rang[0][1].startswith("卫红，柳树村定于12月16日")
    assert states() == {MessageState.SENT: 5}
    going.refresh_from_db()
    assert going.state == SendingState.DONE


def test_the_key_and_the_secret_go_with_the_message_and_nothing_in_the_address(going, telephones):
    sending.begin(going, by="ding")
    keys = [headers["Idempotency-Key"] for headers in telephones.headers]
    assert set(keys) == set(going.messages.values_list("key", flat=True))
    assert telephones.headers[0]["Authorization"] == f"Bearer {SECRET.encode().hex()}"


def test_a_number_that_the_gateway_will_not_have_failed_and_the_others_are_sent(going, telephones):
    telephones.moods += ["", "no"]
    sending.begin(going, by="ding")
    assert states() == {MessageState.SENT: 4, MessageState.FAILED: 1}


def test_a_busy_gateway_stops_the_sending_with_a_sentence_and_it_goes_on_later(going, telephones):
    telephones.moods += ["", "busy"]
    sending.begin(going, by="ding")
    going.refresh_from_db()
    assert going.state == SendingState.STOPPED
    assert "短信网关没有答复" in going.said["zh"]
    assert states() == {MessageState.SENT: 1, MessageState.WAITING: 4}
    actions.go_on(going, **BY)
    sending.begin(going, by="ding")
    assert (states(), len(telephones.rang)) == ({MessageState.SENT: 5}, 5)


def test_a_gateway_that_falls_silent_is_asked_again_with_the_same_key(going, telephones):
    telephones.moods += ["silent"]
    sending.begin(going, by="ding")
    actions.go_on(going, **BY)
    sending.begin(going, by="ding")
    assert (states(), len(telephones.rang)) == ({MessageState.SENT: 5}, 5)


def test_nobody_there_stops_the_sending(going, telephones):
    with override_settings(SMS_GATEWAY="http://127.0.0.1:9/send"):
        sending.begin(going, by="ding")
    assert states() == {MessageState.WAITING: 5}


def test_what_is_stopped_stays_until_somebody_goes_on(going, telephones):
    actions.stop_sending(going, **BY)
    sending.begin(going, by="ding")
    assert telephones.rang == []
    with pytest.raises(Refusal, match="SENDING_STATE"):
        actions.stop_sending(going, **BY)


def test_who_opts_out_while_it_goes_is_passed_over(going, telephones, liushu):
    person = liushu.residents.get(name="段文博")
    actions.opt_out(going.election, [person], on=ON, how="电话", **BY)
    sending.begin(going, by="ding")
    assert person.phone not in dict(telephones.rang)
    assert states() == {MessageState.SENT: 4, MessageState.REFUSED: 1}


def test_one_process_works_on_a_sending_at_a_time(going, telephones):
    with sending.held(going) as mine:
        assert mine and sending.at_work(going)
        sending.begin(going, by="ding")
    assert telephones.rang == []
    assert not sending.at_work(going)


def test_the_page_starts_stops_and_goes_on(going, telephones, ding, signed_in):
    browser, where = signed_in(ding), f"/preparation/messages/sendings/{going.pk}"
    before = TrailEntry.objects.count()
    assert browser.post(f"{where}/stop", {"sure": "yes"}).status_code == 302
    assert TrailEntry.objects.count() == before + 1
    assert "已停止" in browser.get(where).text
    assert browser.post(f"{where}/on").status_code == 302
    assert telephones.rang == [], "an empty form starts nothing"
    assert browser.post(f"{where}/on", {"sure": "yes"}).status_code == 302
    assert len(telephones.rang) == 5
    assert "已发完" in browser.get(where).text


# -- interrupted anywhere ------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Line:
    """A gateway into which anything may happen before or after the telephone rings."""

    repeats_safely: bool
    happens: list[str]
    name: str = "line"
    keys: set[str] = field(default_factory=set)
    rang: Counter[str] = field(default_factory=Counter)

    def send(self, message: Outgoing) -> None:
        what = self.happens.pop(0) if self.happens else "rings"
        if what == "killed before":
            raise Killed
        if what == "unreachable":
            raise Unreachable("busy")
        if what == "no":
            raise NotAccepted("number")
        if not (self.repeats_safely and message.key in self.keys):
            self.keys.add(message.key)
            self.rang[message.phone] += 1
        if what == "killed after":
            raise Killed
        if what == "unclear":
            raise Unclear("silence")


EVENTS = st.lists(
    st.sampled_from(["rings", "killed before", "killed after", "unreachable", "unclear", "no"]), max_size=12
)


@pytest.mark.django_db
@pytest.mark.parametrize("repeats_safely", [True, False])
def test_nobody_is_written_to_twice_whatever_is_interrupted(repeats_safely, liushu):
    election = agreed(liushu, away.people_away(liushu))
    made = confirmed(election, gateway="http")

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(EVENTS)
    def interrupted(happens):
        with transaction.atomic():
            line = Line(repeats_safely, list(happens))
            while made.state != SendingState.DONE:
                with suppress(Killed):
                    actions.go_on(made, **BY)
                    sending.work(made, line, by="ding")
                made.refresh_from_db()
            assert max(line.rang.values(), default=0) <= 1
            found = dict(Message.objects.values_list("phone", "state"))
            assert not {MessageState.WAITING, MessageState.GOING} & set(found.values()), "it came to its end"
            for phone, state in found.items():
                assert line.rang[phone] == 1 or state in (MessageState.FAILED, MessageState.UNCLEAR)
            transaction.set_rollback(True)
        made.refresh_from_db()

    interrupted()


def test_what_was_broken_off_at_a_gateway_without_keys_is_unclear_and_stays_so(liushu):
    made = confirmed(agreed(liushu, away.people_away(liushu)), gateway="http")
    line = Line(repeats_safely=False, happens=["rings", "killed after"])
    with pytest.raises(Killed):
        sending.work(made, line, by="ding")
    sending.work(made, line, by="ding")
    assert states() == {MessageState.SENT: 4, MessageState.UNCLEAR: 1}
    assert max(line.rang.values()) == 1


def test_killed_for_good_the_next_process_goes_on_and_no_telephone_rings_twice(tmp_path):
    """`kill -9` at any moment, twelve times, with a real network; see killing_sendings.py."""
    script = Path(__file__).with_name("killing_sendings.py")
    command = [sys.executable, str(script), str(tmp_path), "12"]
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "DJANGO_SETTINGS_MODULE": ""})
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout.splitlines()[-1])
    print(found)
    assert found["people"] == found["rang"] == found["sent"]
    assert (found["twice"], found["broken"]) == (0, 0)
    assert found["kills"] > 2
