"""Who prepares: what is said at doors and decided about villages is for the township and the county."""

from __future__ import annotations

from django.http import Http404

from cunxuan.offices.models import Division, Role
from cunxuan.offices.policy import AccountRequest

VISITS = (Role.TOWNSHIP, Role.CLERK, Role.COUNTY)  # writes visits and drafts, reads all of it
REPORTS = (Role.TOWNSHIP, Role.COUNTY)  # issues reports, proposes and plans
DECIDES = (Role.COUNTY,)


def village_of(request: AccountRequest, code: str) -> Division:
    """A village of the account's place; what is not its own does not exist."""
    mine = Division.objects.of(request.user).villages().select_related("parent__parent")
    village = mine.filter(code=code).first()
    if village is None:
        raise Http404
    return village
