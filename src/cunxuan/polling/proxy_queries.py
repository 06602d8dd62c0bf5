"""Who votes for whom, as the election's list of proxies has it."""

from __future__ import annotations

from cunxuan.elections.models import Election
from cunxuan.roll.models import Resident

from .models import Proxy


def proxies_in_force(election: Election) -> dict[int, Resident]:
    """The holder of each principal who has entrusted somebody: approved and not withdrawn (principal -> holder)."""
    rows = Proxy.objects.filter(election=election, approved=True, withdrawn_on=None).select_related("holder")
    return {row.principal_id: row.holder for row in rows}
