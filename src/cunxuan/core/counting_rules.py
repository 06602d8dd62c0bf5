"""The rules a determination uses, looked up once: the law of the place, and what the village's own method adds.

The law goes before the village: where a pack settles a point (`open = false`), a measure that says otherwise is left
aside and `MEASURE_NOT_OPEN` says so.
"""

from __future__ import annotations

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
    win_of_registered: bool
    tie_rule: Rule
    tie_days: int | None
    over_vote: str
    same_person: str
    unreadable: str
    extra_marks: str
    write_in_needs_mark: bool
    one_sheet: bool
    mobile_box_rule: Rule | None  # None: no text says what a mobile box with too many ballots means
    invalid_rule: Rule | None
    members_first: bool
    no_second_round: bool
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
    vacancy_by_election_rule: Rule | None
    kin_rule: Rule | None
    kin_keeps: str
    kin_keeps_rule: Rule | None
    kin_refill: bool
    write_in_check_rule: Rule | None
    seats_odd_rule: Rule | None
    seats_usual_rule: Rule | None
    seats_min: int
    seats_max: int
    seats_rule: Rule


@lru_cache(maxsize=4096)
def counting_rules(rules: Rules, measures: Measures) -> CountingRules:
    """The rules of counting under a law and a village's adopted method."""
    law, rules = rules, rules.adopting(measures._asdict())
    win, floor, turnout, margin = rules["win"], rules["runoff_floor"], rules["turnout"], rules["runoff_margin"]
    woman_rule = rules.get("woman_seat") or rules["women_min"]
    win_share, floor_share, turnout_share = win.value, floor.value, turnout.value
    assert isinstance(win_share, Share)
    assert isinstance(floor_share, Share)
    assert isinstance(turnout_share, Share)
    members_first, refused_members_first = _only_where(law, measures, "members_first", "chair_from_members")
    no_second_round, refused_no_second = _only_where(law, measures, "no_second_round", "runoff_by_meeting")
    return CountingRules(
        rules=rules,
        findings=(*rules.findings[len(law.findings) :], *refused_members_first, *refused_no_second),
        turnout=turnout_share,
        turnout_rule=turnout,
        participants=rules.choice("participants", "returned"),
        box_total=rules.choice("box_total"),
        box_rule=rules.get("box_total"),
        win=win_share,
        win_words=str(win_share),
        win_rule=win,
        win_of_registered=rules.choice("win_of") == "registered",
        tie_rule=rules.get("tie") or win,
        tie_days=rules.number("tie_days"),
        over_vote=rules.choice("over_vote", "whole"),
        same_person=rules.choice("same_person_two_posts"),
        unreadable=rules.choice("unreadable"),
        extra_marks=rules.choice("extra_marks"),
        write_in_needs_mark=rules.flag("write_in_needs_mark", True),
        mobile_box_rule=_if_true(rules, "mobile_box_void"),
        invalid_rule=rules.get("invalid_grounds"),
        members_first=members_first,
        no_second_round=no_second_round,
        one_sheet=rules.choice("ballot_mode") != "separate_sheets",
        count_down=rules.flag("count_down"),
        woman_seat=rules.choice("woman_seat", "none"),
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
        vacancy_by_election_rule=rules.get("vacancy_by_election_months"),
        kin_rule=rules.get("committee_kin"),
        kin_keeps=rules.choice("committee_kin_keeps"),
        kin_keeps_rule=rules.get("committee_kin_keeps"),
        kin_refill=rules.flag("committee_kin_refill"),
        write_in_check_rule=rules.get("write_in_check_days") or _if_true(rules, "write_in_winner_checked"),
        seats_odd_rule=_if_true(rules, "seats_odd"),
        seats_usual_rule=rules.get("seats_usual_max"),
        seats_min=rules.number("seats_min", 3) or 3,
        seats_max=rules.number("seats_max", 7) or 7,
        seats_rule=rules["seats_max"],
    )


def _if_true(rules: Rules, key: str) -> Rule | None:
    """The rule, where it says yes."""
    return rules.get(key) if rules.flag(key) else None


def _only_where(rules: Rules, measures: Measures, key: str, allowed_by: str) -> tuple[bool, tuple[Finding, ...]]:
    """What a village or its meeting may resolve only where the law lets it; elsewhere a finding says so."""
    if not getattr(measures, key):
        return False, ()
    if rules.flag(allowed_by):
        return True, ()
    return False, (Finding(findings.MEASURE_NOT_OPEN, {"measure": key}, rules.get(allowed_by)),)
