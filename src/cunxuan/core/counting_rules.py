"""The rules a determination uses, looked up once: the law of the place, and what the village's own method adds.

The law goes before the village: where a pack settles a point (`open = false`), a measure that says otherwise is left
aside and `MEASURE_NOT_OPEN` says so.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from cunxuan.core import findings
from cunxuan.core.contest import Measures
from cunxuan.core.findings import Finding
from cunxuan.core.law import Rule, Rules, Share


@dataclass(frozen=True, slots=True, eq=False)
class CountingRules:
    """Everything that turns votes into members, as plain values, with the rules they come from."""

    rules: Rules
    findings: tuple[Finding, ...]
    turnout: Share
    turnout_rule: Rule
    participants: str
    box_total: str
    box_rule: Rule | None
    win: Share
    win_words: str
    win_rule: Rule
    tie_rule: Rule
    over_vote: str
    over_vote_rule: Rule | None
    one_sheet: bool
    count_down: bool
    woman_seat: str
    woman_rule: Rule
    woman_until_filled: bool
    floor: Share
    floor_words: str
    floor_rule: Rule
    runoff_first: Share | None
    runoff_turnout: Share | None
    runoff_turnout_rule: Rule | None
    runoff_margin: int | None  # None: the same margin as in the first vote
    runoff_days: int | None
    runoff_days_rule: Rule | None
    rerun_days: int | None
    rerun_rule: Rule | None
    vacancy_min: int | None
    vacancy_rule: Rule | None
    vacancy_needs_chair: bool
    vacancy_after_first: bool
    vacancy_decided_by: str
    acting_head: str
    acting_rule: Rule | None
    seats_min: int
    seats_max: int
    seats_rule: Rule


@lru_cache(maxsize=4096)
def counting_rules(rules: Rules, measures: Measures) -> CountingRules:
    """The rules of counting under a law and a village's adopted method."""
    settled = _Settled(rules, measures)
    win, floor, turnout, margin = rules["win"], rules["runoff_floor"], rules["turnout"], rules["runoff_margin"]
    woman_rule = rules.get("woman_seat") or rules["women_min"]
    over_vote, woman_seat = settled.choice("over_vote", "whole"), settled.choice("woman_seat", "none")
    count_down = bool(settled.choice("count_down", False))
    win_share, floor_share, turnout_share = win.value, floor.value, turnout.value
    assert isinstance(win_share, Share)
    assert isinstance(floor_share, Share)
    assert isinstance(turnout_share, Share)
    return CountingRules(
        rules=rules,
        findings=tuple(settled.findings),
        turnout=turnout_share,
        turnout_rule=turnout,
        participants=rules.choice("participants", "returned"),
        box_total=rules.choice("box_total"),
        box_rule=rules.get("box_total"),
        win=win_share,
        win_words=str(win_share),
        win_rule=win,
        tie_rule=rules.get("tie") or win,
        over_vote=str(over_vote),
        over_vote_rule=rules.get("over_vote"),
        one_sheet=rules.choice("ballot_mode") != "separate_sheets",
        count_down=count_down,
        woman_seat=str(woman_seat),
        woman_rule=woman_rule,
        woman_until_filled=rules.flag("woman_seat_until_filled"),
        floor=floor_share,
        floor_words=str(floor_share),
        floor_rule=floor,
        runoff_first=rules.share("runoff_first"),
        runoff_turnout=rules.share("runoff_turnout"),
        runoff_turnout_rule=rules.get("runoff_turnout"),
        runoff_margin=margin.value if isinstance(margin.value, int) else None,
        runoff_days=rules.number("runoff_days"),
        runoff_days_rule=rules.get("runoff_days"),
        rerun_days=rules.number("rerun_days"),
        rerun_rule=rules.get("rerun_days"),
        vacancy_min=rules.number("vacancy_min_elected"),
        vacancy_rule=rules.get("vacancy_min_elected"),
        vacancy_needs_chair=rules.flag("vacancy_needs_chair"),
        vacancy_after_first=rules.choice("vacancy_after") == "first",
        vacancy_decided_by=rules.choice("vacancy_decided_by", "law"),
        acting_head=rules.choice("acting_head"),
        acting_rule=rules.get("acting_head"),
        seats_min=rules.number("seats_min", 3) or 3,
        seats_max=rules.number("seats_max", 7) or 7,
        seats_rule=rules["seats_max"],
    )


class _Settled:
    """Settles one point after another between the law and the village's measures."""

    def __init__(self, rules: Rules, measures: Measures) -> None:
        self.rules = rules
        self.measures = measures
        self.findings: list[Finding] = []

    def choice(self, key: str, silent: Hashable) -> Hashable:
        """The law's choice where it settles the point, else the village's, else the law's default."""
        rule: Rule | None = self.rules.get(key)
        wanted: Hashable = getattr(self.measures, key)
        lawful: Hashable = silent if rule is None else rule.value
        if wanted is None or wanted == lawful:
            return lawful
        if rule is None or rule.open:
            return wanted
        self.findings.append(Finding(findings.MEASURE_NOT_OPEN, {"measure": key}, rule))
        return lawful
