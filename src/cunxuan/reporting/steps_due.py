"""The matters of an account's villages, as its page of tasks lists them beside what people asked for."""

from __future__ import annotations

from datetime import date

from cunxuan.core.stages import State
from cunxuan.offices.models import Account, Division
from cunxuan.oversight.steps_due import StepDue

from .standing import standings


def of_an_account(account: Account, today: date) -> tuple[StepDue, ...]:
    """Every matter of every village that the account may see, in the words of the board."""
    found = standings(Division.objects.of(account).villages(), today)
    return tuple(
        StepDue(
            village=one.village,
            state=matter.state,
            text_zh=matter.text_zh,
            text_en=matter.text_en,
            basis=matter.basis,
            basis_en=matter.basis_en,
            is_gate=matter.state is State.BLOCKED,
        )
        for one in found
        for matter in one.matters
    )
