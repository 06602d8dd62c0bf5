"""A list of voters that goes up before the vote as a notice and a roster, and again as a whole when it has changed.

Public: `in_force`, `issue`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from cunxuan.elections.models import Election
from cunxuan.records.actions import issue_paper
from cunxuan.records.models import IssuedPaper

NOTICE = "A11"


def in_force(election: Election, subject: str, roster: str) -> dict[str, IssuedPaper]:
    """The notice and the roster that are in force, by form."""
    papers = IssuedPaper.objects.filter(scope=election.village_id, subject=subject, form_id__in=(NOTICE, roster))
    return {paper.form_id: paper for paper in papers.order_by("pk")}


def issue(
    election: Election,
    subject: str,
    number: int,
    made: Mapping[str, Callable[[], dict[str, Any]]],
    before: Mapping[str, IssuedPaper],
    *,
    changed: str,
    by: str,
    at: datetime,
) -> list[IssuedPaper]:
    """第12号, then 第12-2号 when the list is published again: the whole list, in the place of the last.

    `made` gives the context of each form; `changed` is what a paper says that takes the place of another.
    """
    times = IssuedPaper.objects.filter(subject=subject, form_id=NOTICE).count() + 1
    return [
        issue_paper(
            scope=election.village_id,
            subject=subject,
            form_id=form_id,
            number=f"第{number}号" if times == 1 else f"第{number}-{times}号",
            context=context(),
            by=by,
            at=at,
            supersedes=before.get(form_id),
            reason=changed if form_id in before else "",
        )
        for form_id, context in made.items()
    ]
