"""A complaint and a lead about a village, so that their pages exist: every office above the village is an officer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import cast
from cunxuan.offices.models import Account, Division, Role
from cunxuan.oversight import complaint_actions as actions
from cunxuan.oversight import violation_actions as violations
from cunxuan.oversight.models import CaseOfficer, Complaint, OfficerKind, Violation

ON = cast.POLLING_DAY


def complained_of(village: Division, words: dict[str, str]) -> None:
    """Taken up, with its letter; a lead; both with a photograph. 白 was an officer once."""
    ren = cast.person("ren")
    by: dict[str, Any] = {"by": ren, "at": cast.AT}
    for one in offices_of(village):
        for kind in OfficerKind:
            if not CaseOfficer.objects.serving().filter(account=one, kind=kind).exists():
                actions.name_officer(one, kind=kind, on=ON, **by)
    said = {"text": words["text"], "complainant": words["applicant"], "wants": words["why"], "accused": words["name"]}
    new = actions.NewComplaint(
        kind="petition", channel="visit", place=village, received_on=ON, contact=words["why"][:60], **said
    )
    case = actions.register_complaint(new, on=ON, **by)
    actions.accept(case, handler=ren, on=ON, **by)
    actions.note(case, text=words["text"], on=ON, **by)
    actions.add_evidence(case, cast.photograph(f"letter {village.pk}"), on=ON, **by)
    lead = violations.NewViolation(code="V02", place=village, on=ON, text=words["text"], accused=words["name"])
    found = violations.record_violation(lead, on=ON, **by)
    violations.add_evidence(found, cast.photograph(village.pk), on=ON, **by)
    if not CaseOfficer.objects.exclude(until=None).exists():
        once = actions.name_officer(cast.person("bai"), kind=OfficerKind.PETITION, on=ON, **by)
        actions.relieve_officer(once, on=ON, **by)


def offices_of(village: Division) -> list[Account]:
    above = [village.pk[:length] for length in (6, 9)]
    return list(Account.objects.filter(division_id__in=above).exclude(role=Role.COMMITTEE).exclude(username="bai"))


def case_in(village: Division) -> tuple[UUID]:
    return (Complaint.objects.get(place=village).pk,)


def lead_in(village: Division) -> tuple[UUID]:
    return (Violation.objects.get(place=village).pk,)


def relieved_officer(_: Division) -> tuple[int]:
    return (CaseOfficer.objects.exclude(until=None).get().pk,)
