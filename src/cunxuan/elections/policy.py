"""Who carries an election forward: which posts record its steps, and which may fix its polling day."""

from __future__ import annotations

from cunxuan.offices.models import Role

RECORDS = (Role.COMMITTEE, Role.TOWNSHIP, Role.COUNTY)
CALLS = (Role.TOWNSHIP, Role.COUNTY)
