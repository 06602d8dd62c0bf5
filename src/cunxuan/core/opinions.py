"""What the law says about people's facts, where nothing is counted: every reason, not the first.

Public: `Opinion`, `opinion(findings, **follows)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from cunxuan.core.findings import Finding

GRAVITY = {"block": 0, "warn": 1, "note": 2}


class Opinion(NamedTuple):
    """Every finding, the gravest first, and what follows from them in figures, names and days."""

    findings: tuple[Finding, ...]
    follows: Mapping[str, Any] = MappingProxyType({})

    @property
    def ok(self) -> bool:
        """Does the law allow it?"""
        return not any(finding.blocks for finding in self.findings)

    @property
    def code(self) -> str:
        """The reason that settles it."""
        return self.findings[0].reason


def opinion(findings: Iterable[Finding], **follows: Any) -> Opinion:
    """Puts the findings in order of gravity; those of one gravity stay in the order of the law."""
    return Opinion(tuple(sorted(findings, key=lambda one: GRAVITY[one.severity])), follows)
