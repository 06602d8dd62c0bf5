"""The signed requests of the two vendors' gateways, against vectors computed apart by the steps of their references.

The services themselves are not asked: what is tested is the request.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from django.test import override_settings

from cunxuan.outreach import gateways
from cunxuan.outreach.gateways.aliyun import Aliyun
from cunxuan.outreach.gateways.http import HttpGateway
from cunxuan.outreach.gateways.tencent import Tencent


def moment():
    return datetime(2026, 11, 16, 4, 30, 15, tzinfo=UTC)


TEMPLATES = {"registration": "SMS_100001", "candidates": "SMS_100002", "voting": "SMS_100003"}
ALIYUN = Aliyun("testid", "testsecret", "清河县换届办", TEMPLATES, clock=moment)
TENCENT = Tencent("AKIDtest", "testsecret", "1400000001", "清河县换届办", TEMPLATES, clock=moment)


def test_the_request_to_aliyun_is_signed():
    """Computed with openssl: sha256 of the canonical request, HMAC-SHA256 of `ACS3-HMAC-SHA256\\n<that>`."""
    headers = ALIYUN.headers(b"PhoneNumbers=19900000001&SignName=test", "key-17")
    assert headers["x-acs-content-sha256"] == "22267799a8a55d77e722fbe3ea6f04a97f293295b5f242833038e3d4d4071921"
    assert headers["Authorization"] == (
        "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=content-type;host;x-acs-action;x-acs-content-sha256;"
        "x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=5810268c5ec43f50d6d1e2f0071cd6d307560c18cecaa591e9d9528eb6dc7828"
    )


def test_the_request_to_tencent_is_signed():
    """Computed with openssl: the key of the day in three steps, then HMAC-SHA256 of the string to sign."""
    headers = TENCENT.headers(b'{"PhoneNumberSet":["+8619900000001"]}')
    assert headers["X-TC-Timestamp"] == "1794803415"
    assert headers["Authorization"] == (
        "TC3-HMAC-SHA256 Credential=AKIDtest/2026-11-16/sms/tc3_request, SignedHeaders=content-type;host;x-tc-action, "
        "Signature=01fe810f70774a181473e1a65272be8cda62e1431d34036e58e789d94e95a237"
    )


def test_no_secret_shows_when_a_gateway_is_printed():
    said = f"{ALIYUN} {TENCENT} {HttpGateway('http://127.0.0.1/', 'testsecret')}"
    assert "testsecret" not in said


def test_a_gateway_is_made_from_the_settings():
    with override_settings(SMS_GATEWAY="aliyun", SMS_KEY_ID="testid", SMS_TEMPLATES=TEMPLATES):
        assert gateways.present() == "aliyun"
        found = gateways.named("aliyun")
        assert isinstance(found, Aliyun) and (found.key_id, found.repeats_safely) == ("testid", False)
    with override_settings(SMS_GATEWAY="tencent"):
        assert isinstance(gateways.named(gateways.present()), Tencent)
    with override_settings(SMS_GATEWAY="https://sms.example/send"):
        assert gateways.present() == "http" and gateways.named("http").repeats_safely
    assert json.dumps(gateways.present()) == '""', "by default a file for the telecom office"
