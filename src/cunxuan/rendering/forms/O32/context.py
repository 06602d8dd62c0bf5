"""What the certificate of the place of hukou says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.paper import Basis, Paper, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    name: str
    sex: Sex
    birth_on: date
    id_number: str  # masked; empty where it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeCertificate:
    """`paper` is that of the village to which it is handed in; the home village fills in the rest by hand."""

    paper: Paper
    bearer: Bearer | None  # None: a blank form
    polled_on: date | None
    basis: Basis | None = None

    def check(self, form_id: str) -> None:
        """It states nothing that could contradict itself."""
