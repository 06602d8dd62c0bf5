"""What is said at a door and decided about a village is for the township and the county, not for its committee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

from cunxuan.offices.models import Role

if TYPE_CHECKING:
    from cunxuan.offices.models import Account

M = TypeVar("M", bound=models.Model)


class Confidential(models.QuerySet[M]):
    """Rows of villages that the account of a village's own committee does not see, whatever page asks."""

    def of(self, account: Account) -> Self:
        if account.role == Role.COMMITTEE:
            return self.none()
        return self.filter(village__code__startswith=account.division_id)
