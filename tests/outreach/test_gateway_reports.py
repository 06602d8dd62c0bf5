"""What a gateway says of messages: signed with the shared secret, by their keys, as often as it likes."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest
from django.test import Client, override_settings

from cunxuan.outreach.models import Message, MessageState, OptOut, Reply
from cunxuan.records.models import TrailEntry
from outreach import away
from outreach.away import agreed, handed_over

SECRET = "a secret of the gateway and of this server"
ADDRESS = "/messages/report"


@pytest.fixture
def sent(liushu):
    return handed_over(agreed(liushu, away.people_away(liushu)))


@pytest.fixture
def gateway():
    """Somebody without an account or a token of a form."""
    with override_settings(SMS_SECRET=SECRET):
        yield Client(enforce_csrf_checks=True)


def report(browser, said, secret=SECRET):
    body = json.dumps(said).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return browser.post(ADDRESS, body, content_type="application/json", headers={"X-Cunxuan-Signature": signature})


def key_of(sent, name):
    return sent.messages.get(name=name).key


def test_a_receipt_and_a_reply_are_taken_in_with_one_entry(sent, gateway):
    before = TrailEntry.objects.count()
    said = {
        "receipts": [{"key": key_of(sent, "卫红"), "state": "delivered"}],
        "replies": [{"id": "r-1", "key": key_of(sent, "段文博"), "text": "1", "at": "2026-11-16T10:00:00+08:00"}],
    }
    answer = report(gateway, said)
    assert (answer.status_code, answer.json()) == (200, {"known": 2, "unknown": 0})
    states = dict(Message.objects.values_list("name", "state"))
    assert (states["卫红"], states["段文博"]) == (MessageState.DELIVERED, MessageState.REPLIED)
    assert TrailEntry.objects.count() == before + 1


def test_the_same_report_twice_changes_nothing(sent, gateway):
    said = {"replies": [{"id": "r-1", "key": key_of(sent, "卫红"), "text": "T"}]}
    report(gateway, said)
    report(gateway, said)
    assert (Reply.objects.count(), OptOut.objects.count()) == (1, 1)


def test_a_message_that_is_not_ours_is_counted_and_no_more(sent, gateway):
    answer = report(gateway, {"receipts": [{"key": "nobody's", "state": "failed"}]})
    assert answer.json() == {"known": 0, "unknown": 1}


@pytest.mark.parametrize("secret", ["another secret", ""])
def test_what_is_signed_otherwise_is_refused(sent, gateway, secret):
    answer = report(gateway, {"receipts": [{"key": key_of(sent, "卫红"), "state": "delivered"}]}, secret)
    assert answer.status_code == 400
    assert "签名不对" in answer.json()["zh"]
    assert not Message.objects.filter(state=MessageState.DELIVERED).exists()


def test_without_a_secret_of_its_own_the_server_takes_nothing(sent):
    assert report(Client(), {"receipts": []}, "").status_code == 400


@pytest.mark.parametrize(
    "said", [[], {"receipts": [{"key": "x"}]}, {"receipts": [{"key": "x", "state": "gone"}]}, {"replies": "none"}]
)
def test_what_is_not_as_agreed_is_refused_with_a_sentence(sent, gateway, said):
    answer = report(gateway, said)
    assert (answer.status_code, answer.json()["zh"]) == (400, "内容不是约定的 JSON。")
