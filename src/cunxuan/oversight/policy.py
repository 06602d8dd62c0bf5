"""Which posts hold meetings and go on inspections, and which may open the pages of cases.

Who opens the page of cases sees those of which the account was named an officer; for the others it is empty.
"""

from __future__ import annotations

from cunxuan.offices.models import Role

OFFICES = (Role.COUNTY, Role.TOWNSHIP)
CASES = (Role.COUNTY, Role.TOWNSHIP, Role.CLERK)
