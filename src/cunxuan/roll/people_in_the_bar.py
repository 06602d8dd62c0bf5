"""People under the villages that the search in the bar of every page found.

Apart from the pages: a command starts without them, and this is asked for when the program starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cunxuan.elections.policy import RECORDS
from cunxuan.web.finders import Part

from .people_search import Asks, look_for

if TYPE_CHECKING:
    from cunxuan.offices.models import Account


def people_in_the_bar(account: Account, wanted: str, limit: int) -> Part | None:
    """For those who may look for people."""
    if account.role not in RECORDS:
        return None
    people = look_for(account, wanted, limit)
    return Part("roll/people_in_the_bar.html", people) if people.found or people.asks is Asks.ID_NUMBER else None
