"""ID numbers in the database: sealed, opened again, found through a keyed hash that is plain HMAC-SHA256."""

from __future__ import annotations

import hashlib
import hmac

import cast
from cunxuan.roll.id_numbers import Sealer

NUMBER = next(cast.residents(1)).id_number


def test_a_number_is_sealed_and_opened_again():
    sealed = Sealer().seal(NUMBER)
    assert NUMBER.encode() not in sealed
    assert Sealer().unseal(sealed) == NUMBER


def test_a_number_is_found_through_hmac_sha256_under_the_key_of_the_installation(settings):
    whole = hmac.digest(settings.ID_LOOKUP_KEY, NUMBER.encode(), hashlib.sha256)
    assert Sealer().lookup(NUMBER) == whole[:16]


def test_the_last_four_places_are_found_apart_from_the_number(settings):
    whole = hmac.digest(settings.ID_LOOKUP_KEY, f"last four {NUMBER[-4:]}".encode(), hashlib.sha256)
    assert Sealer().last_four(NUMBER) == whole[:8]


def test_under_another_key_nothing_is_found(settings):
    before = Sealer().lookup(NUMBER)
    settings.ID_LOOKUP_KEY = bytes(32)
    assert Sealer().lookup(NUMBER) != before
