"""Showing one ID number, once, to somebody who says what for.

ID numbers are encrypted at rest and masked on every page. Whoever has to compare one with a paper (核对身份) sees that
one, after stating the purpose; the village's trail says who saw whose and why, never the number.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction

from cunxuan.core.errors import Refusal
from cunxuan.records.actions import trail

from .id_numbers import Sealer
from .models import Resident


class Purpose(models.TextChoices):
    """What a whole ID number is needed for. Nothing else is a reason to see one."""

    HOUSEHOLD_BOOK = "household_book", "与户口簿或者身份证核对"
    SAME_PERSON = "same_person", "核对两个村名单上是不是同一人"
    OBJECTION = "objection", "处理名单异议"
    AT_THE_COUNTER = "at_the_counter", "领证、领票时核对本人"
    CERTIFICATE = "certificate", "开具或者核对户籍地证明"


@transaction.atomic
def show_id_number(resident: Resident, purpose: Purpose, *, by: str, at: datetime) -> str:
    """The number, which nobody sees before its entry is in the trail."""
    if not resident.id_cipher:
        raise Refusal(
            "NO_ID_NUMBER",
            "名册上没有这个人的身份证号。",
            "请在居民名册里补上，再导入一次。",
            "The list of residents has no ID number of this person.",
            "Add it to the list and import it again.",
        )
    number = Sealer().unseal(bytes(resident.id_cipher))
    trail(
        resident.village_id,
        "id_number_shown",
        by=by,
        at=at,
        facts={"resident": resident.pk, "purpose": purpose.value},
    )
    return number
