"""What every paper of a village's election has: head and foot, and the law it rests on.

Public: `head_of`, `ladder`, `complaint`, `cited`, `laws_named`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings

from cunxuan.core.law import Pack, Rule
from cunxuan.offices.models import Division
from cunxuan.rendering import paper
from cunxuan.web.clock import COUNTY_TIME

from .models import Election


def head_of(
    election: Election, *, issued_on: date, figures_at: datetime | None, pack: str, number: str = ""
) -> paper.Paper:
    """Head and foot of a paper of the village's election committee; one to be issued gets its number then."""
    county, township, village = ladder(election.village)
    return paper.Paper(
        county=county,
        township=township,
        village=village,
        village_code=election.village_id,
        term_no=election.term_no,
        issuer=f"{village}村民选举委员会",
        issued_on=issued_on,
        figures_at=figures_at and figures_at.astimezone(COUNTY_TIME),
        pack=pack,
        number=number,
        rehearsal=settings.REHEARSAL,
        demo=bool(settings.REHEARSAL and settings.TODAY),
    )


def ladder(village: Division) -> tuple[str, str, str]:
    """Names of county, township and village."""
    township = village.parent
    assert township is not None and township.parent is not None, "a village lies in a township of a county"
    return township.parent.name, township.name, village.name


def complaint(election: Election) -> str:
    """Where villagers complain: the township's government, and the county's authority that guides villages."""
    county, township, _ = ladder(election.village)
    office = "办事处" if township.endswith("街道") else "" if township.endswith("办事处") else "人民政府"
    return f"向{township}{office}或{county}{settings.GUIDANCE_AUTHORITY}反映。"


def cited(rule: Rule | None) -> paper.Basis | None:
    """The article as papers cite it: on paper no space stands between Chinese characters."""
    return paper.Basis(rule.basis.replace(" ", ""), rule.confirmed) if rule else None


def laws_named(packs: Iterable[Pack]) -> tuple[str, ...]:
    """The national law by its whole name, other texts as they are cited."""
    return tuple(f"《{pack.title if pack.layer == 'national' else pack.short}》" for pack in packs)
