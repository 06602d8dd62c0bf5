"""The only definition of any statistic. Shares are fractions; a percentage exists only as printed text.

Legal basis: Organic Law art 15 (2018), art 18 (2026) for what counts as taking part; the rest are the county's tables.
"""

from __future__ import annotations

from fractions import Fraction

NONE = "—"


def percent(numerator: int, denominator: int) -> str:
    """A share as printed: per cent, two places, half up, in integers. A dash where there is nothing to divide by."""
    if denominator == 0:
        return NONE
    assert numerator >= 0 and denominator > 0, "a share is counted from people and ballots"
    hundredths = (numerator * 20_000 + denominator) // (2 * denominator)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def percent_of(share: Fraction | None) -> str:
    """A share that is already a fraction, as printed."""
    return NONE if share is None else percent(share.numerator, share.denominator)


def share(part: int, whole: int) -> Fraction | None:
    """Part of a whole; None where the whole is nobody."""
    return Fraction(part, whole) if whole else None


def turnout(participants: int, registered: int) -> Fraction | None:
    """参选率: those who took part, by ballot or through a proxy, of the registered villagers."""
    return share(participants, registered)


def registration_rate(registered: int, adults: int) -> Fraction | None:
    """登记率: registered villagers of the villagers of eighteen and over on the village's books."""
    return share(registered, adults)


def first_round_success(decided: int, held: int) -> Fraction | None:
    """一次选举成功率: villages whose first vote filled every seat, of the villages that have voted."""
    return share(decided, held)
