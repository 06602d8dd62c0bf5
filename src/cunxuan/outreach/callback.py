"""Where a gateway says what became of messages: a POST of JSON that is signed with the shared secret.

    POST /messages/report
    X-Cunxuan-Signature: HMAC-SHA256 of the body, as hex
    {"receipts": [{"key": "…", "state": "delivered"}], "replies": [{"id": "r-17", "key": "…", "text": "1"}]}

`state` is delivered, failed or refused; `id` tells a reply from another, so that it may be sent again. Messages are
named by their keys alone: no number and no name stands in an address or a log. Without a secret nothing is taken.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import defaultdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cunxuan.web.clock import now
from cunxuan.web.policy import public

from .models import Message, MessageState
from .receipt_actions import CameBack, take_in

MOST = 5000
STATES = {"delivered": MessageState.DELIVERED, "failed": MessageState.FAILED, "refused": MessageState.REFUSED}
BY = "gateway"


@csrf_exempt
@public
@require_POST
def gateway_report(request: HttpRequest) -> HttpResponse:
    """Takes receipts and replies in; answers how many messages it knew."""
    if not signed(request):
        return refused("签名不对，或者服务器没有设共享密钥。", "The signature is wrong, or no secret is set.")
    try:
        said = json.loads(request.body)
        came = words_in(said)
    except (ValueError, KeyError, TypeError, AttributeError):
        return refused("内容不是约定的 JSON。", "This is not the JSON that was agreed on.")
    known = taken(came)
    return JsonResponse({"known": known, "unknown": len(came) - known})


def signed(request: HttpRequest) -> bool:
    if not settings.SMS_SECRET:
        return False
    expected = hmac.new(settings.SMS_SECRET.encode(), request.body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, request.headers.get("X-Cunxuan-Signature", "").lower())


def refused(zh: str, en: str) -> HttpResponse:
    return JsonResponse({"zh": zh, "en": en}, status=400)


def words_in(said: dict[str, Any]) -> list[CameBack]:
    """Every receipt and reply; a KeyError, TypeError or ValueError where one is not as agreed."""
    receipts = [
        CameBack(phone="", state=STATES[one["state"]], key=str(one["key"])[:40])
        for one in said.get("receipts", [])[:MOST]
    ]
    replies = [
        CameBack(
            phone="",
            text=str(one["text"])[:200],
            key=str(one["key"])[:40],
            mark=str(one["id"]),
            at=moment(one.get("at")),
        )
        for one in said.get("replies", [])[:MOST]
    ]
    return receipts + replies


def moment(text: str | None) -> datetime | None:
    found = datetime.fromisoformat(text) if text else None
    return found if found and found.tzinfo else None


def taken(came: list[CameBack]) -> int:
    """Village by village; gives how many are about messages of ours."""
    rows = Message.objects.filter(key__in={one.key for one in came}).select_related("election__village")
    messages = {one.key: one for one in rows}
    by_election: dict[int, list[CameBack]] = defaultdict(list)
    for word in came:
        if word.key in messages:
            message = messages[word.key]
            by_election[message.election_id].append(
                CameBack(message.phone, word.state, word.text, word.at, word.mark, word.key)
            )
    elections = {one.election_id: one.election for one in messages.values()}
    for pk, words in by_election.items():
        take_in(elections[pk], words, how="短信网关", by=BY, at=now())
    return sum(map(len, by_election.values()))
