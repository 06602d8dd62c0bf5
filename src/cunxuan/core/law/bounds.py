"""Which way a province may go from the national law: more days for the villagers, never fewer.

`least`: the national value is the least that is allowed; `most`: the most; `same`: it stands as it is. For a list, a
province may add and not leave out.
"""

from __future__ import annotations

from typing import Literal

Bound = Literal["least", "most", "same"]

LEAST = (
    "seats_min",
    "women_min",
    "roll_days_before",
    "objection_days",
    "candidate_margin_chair_min",
    "candidate_margin_member_min",
    "candidate_exclusions",
    "left_off_roll",
    "turnout",
    "win",
    "runoff_floor",
    "recall_turnout",
    "recall_win",
    "assembly_notice_days",
    "assembly_quorum_villagers",
    "assembly_quorum_households",
    "assembly_decides",
    "representatives_share",
    "women_representatives_share",
    "households_per_representative_min",
    "representatives_quorum",
    "representatives_decide",
    "group_quorum",
    "group_decides",
    "evaluations_per_year",
)
MOST = (
    "seats_max",
    "voting_age",
    "residence_years",
    "decision_days",
    "proxy_cap",
    "handover_days",
    "recall_petition_voters",
    "recall_petition_representatives",
    "households_per_representative_max",
    "audit_petition",
    "evaluation_failures",
)
SAME = (
    "term_years",
    "one_village_only",
    "candidate_may_hold_proxy",
    "candidates_meet_voters",
    "proxy_in_writing",
    "proxy_list_published",
    "secret_booth",
    "result_on_the_spot",
    "archive_holds_ballots",
)

BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(LEAST, "least"),
    **dict.fromkeys(MOST, "most"),
    **dict.fromkeys(SAME, "same"),
}
