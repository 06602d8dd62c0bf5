"""Near relatives do not sit together on a villagers' committee (近亲属回避): who of them stays, and who does not.

Legal basis: Organic Law art. 8 (from 2026) wants near relatives to avoid each other and gives no method; older
provincial texts name a narrower circle. Sichuan art. 35 and Zhejiang art. 31 keep the person with the highest post,
then with most votes, then by a new vote; Hainan art. 33 lets a meeting decide the last; Zhejiang fills the seat from
those with enough votes, elsewhere it is missing. Where neither the law nor the village's method says who stays, nobody
is left out here and the declaration is blocked. Whoever is in office from an earlier vote stays: that those elected
together are compared says nothing about him.

Public: `Family`, `family_of(case, law, notes) -> Family | None`, `who_stays(chosen, holding, family) -> Sorted`,
`keep_apart(chosen, without, holding, family, seats) -> Apart`, `together(chosen, holding, family)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from cunxuan.core import findings
from cunxuan.core.contest import Candidate, Case, Kin
from cunxuan.core.counting_rules import CountingRules
from cunxuan.core.findings import Finding, define
from cunxuan.core.law import Rule
from cunxuan.core.people.relatives import concerns, in_words
from cunxuan.core.selection import Pick, Tie, has_woman

KIN_OF_ELECTED = define(
    "D51",
    "KIN_OF_ELECTED",
    "warn",
    "{names} 得票够当选{post}，但与职务较高或者得票较多的当选人 {stays} 有应当回避的亲属关系，不能同时任职，未当选。",
    "{names} has enough votes for {post} but is a relative of {stays}, elected to a higher post or with more votes; "
    "the two may not sit together, so {names} is not elected.",
    rests_on=("committee_kin_keeps", "committee_kin"),
)
KIN_REFILLED = define(
    "D52",
    "KIN_REFILLED",
    "note",
    "因亲属回避空出的{post}名额，由得票过半数的 {names} 按得票多少依次递补。",
    "{names}, next by votes among those with enough, takes the seat of {post} left for kinship.",
    rests_on=("committee_kin_refill",),
)
KIN_REVOTE = define(
    "D53",
    "KIN_REVOTE",
    "warn",
    "{names} 有应当回避的亲属关系，同为{post}且均得 {votes} 票，只能留一人，应当再次投票。",
    "{names} are relatives with {votes} votes each for {post}; one of them stays, by a new vote.",
    rests_on=("committee_kin_keeps", "committee_kin"),
)
KIN_MEETING_DECIDES = define(
    "D54",
    "KIN_MEETING_DECIDES",
    "block",
    "{names} 有应当回避的亲属关系，同为{post}且均得 {votes} 票，由村民会议决定留任一人；决定后填写留任的人再认定。",
    "{names} are relatives with {votes} votes each for {post}; the villagers' meeting decides who stays. Enter its "
    "decision and determine again.",
    rests_on=("committee_kin_keeps",),
)
KIN_NOT_SETTLED = define(
    "D55",
    "KIN_NOT_SETTLED",
    "block",
    "{names} 有应当回避的亲属关系，不能同时任职；法规和所填村选举办法都没有规定留谁，请先明确留任办法。",
    "{names} are relatives and may not sit together; neither the law nor the village's method as given says who stays. "
    "Settle that first.",
    rests_on=("committee_kin",),
)
KIN_OUTSIDE_RULE = define(
    "D56",
    "KIN_OUTSIDE_RULE",
    "note",
    "{names} 的关系（{relation}）不在应当回避的亲属之列，可以同时任职。",
    "{names}: their relation ({relation_en}) is not one that the law keeps apart; both may serve.",
    rests_on=("committee_kin",),
)
KIN_RULE_SILENT = define(
    "D57",
    "KIN_RULE_SILENT",
    "note",
    "所依据的规定没有要求村民委员会成员之间亲属回避，所填亲属关系不影响认定。",
    "The texts applied do not keep relatives apart on the committee; the kinship given changes nothing.",
)
KIN_NOT_IN_RUNOFF = define(
    "D58",
    "KIN_NOT_IN_RUNOFF",
    "note",
    "{names} 与当选人有应当回避的亲属关系，不列为{post}另行选举候选人。法规没有明文规定，请县级主管部门确认。",
    "{names}, as a relative of somebody elected, does not stand in the runoff for {post}. The law does not say so in "
    "words; the county confirms this.",
    rests_on=("committee_kin",),
)
KIN_HIGHER_POST_LATER = define(
    "D59",
    "KIN_HIGHER_POST_LATER",
    "warn",
    "{names} 这次得票够当选{post}，职务高于先前已当选的亲属 {stays}。法规没有规定前后两次选举之间留谁，"
    "按先当选的留任计算，请县级主管部门确认。",
    "{names} has enough votes for {post}, a higher post than that of {stays}, a relative elected before. The law does "
    "not say who stays between two votes; whoever was elected before is kept. The county confirms this.",
    rests_on=("committee_kin_keeps", "committee_kin"),
)

KIN_WOMAN_SEAT_KEPT = define(
    "D60",
    "KIN_WOMAN_SEAT_KEPT",
    "warn",
    "得票够当选委员的妇女 {names} 因亲属回避未当选，当选人中没有妇女，空出的委员名额保留给妇女另行选举。",
    "{names} had enough votes but leaves for kinship, and no other woman is elected; the seat is kept for the election "
    "of a woman.",
    rests_on=("woman_seat", "women_min"),
)


@dataclass(frozen=True, slots=True)
class Family:
    """Who may not sit with whom, and how the law of the place decides between them."""

    near: Mapping[str, frozenset[str]]
    preferred: frozenset[str]  # those whom a meeting lets stay
    keeps: str  # empty: nothing says who stays
    refill: bool
    rule: Rule
    keeps_rule: Rule

    def relative_among(self, name: str, people: Iterable[str]) -> str | None:
        """The first of these people with whom this one may not sit."""
        near = self.near.get(name, ())
        return next((one for one in people if one in near), None)


class Sorted(NamedTuple):
    """Those who stay, those who leave and for whom, and relatives between whom votes do not decide."""

    stay: tuple[Candidate, ...]
    leave: Mapping[str, str]
    equal: tuple[tuple[Candidate, ...], ...]


def family_of(case: Case, law: CountingRules, notes: list[Finding]) -> Family | None:
    """The relatives of a case whom the law of the place keeps apart; None where there are none."""
    rule = law.kin_rule
    if rule is None:
        notes.append(Finding(KIN_RULE_SILENT))
        return None
    covered = [pair for pair in case.kin if concerns(rule.value, pair.relation)]
    notes += [_outside(pair, rule) for pair in case.kin if pair not in covered]
    near: dict[str, set[str]] = {}
    for pair in covered:
        near.setdefault(pair.a, set()).add(pair.b)
        near.setdefault(pair.b, set()).add(pair.a)
    if not near:
        return None
    preferred = frozenset(pair.stays for pair in covered if pair.stays)
    apart = {name: frozenset(others) for name, others in near.items()}
    return Family(apart, preferred, law.kin_keeps, law.kin_refill, rule, law.kin_keeps_rule or rule)


def _outside(pair: Kin, rule: Rule) -> Finding:
    values: dict[str, findings.Value] = {"names": (pair.a, pair.b)}
    words = {"relation": in_words(pair.relation), "relation_en": in_words(pair.relation, "en")}
    return Finding(KIN_OUTSIDE_RULE, values | words, rule)


def who_stays(chosen: Sequence[Candidate], holding: Iterable[str], family: Family) -> Sorted:
    """职务不同的，职务高的当选；职务相同的，得票多的当选; `chosen` is ranked, `holding` have a post already."""
    kept = list(holding)
    stay: list[Candidate] = []
    leave: dict[str, str] = {}
    equal: list[tuple[Candidate, ...]] = []
    for _, group in groupby(chosen, key=lambda one: one.votes):
        standing = []
        for one in group:
            relative = family.relative_among(one.name, kept)
            if relative is None:
                standing.append(one)
            else:
                leave[one.name] = relative
        for cluster in related(standing, family):
            winner = _of_equals(cluster, family)
            if winner is None:
                equal.append(cluster)
            else:
                stay.append(winner)
                leave.update((one.name, winner.name) for one in cluster if one is not winner)
        kept += [one.name for one in stay if one.name not in kept]
    return Sorted(tuple(one for one in chosen if one in stay), leave, tuple(equal))


def related(people: Sequence[Candidate], family: Family) -> list[tuple[Candidate, ...]]:
    """The people in groups of relatives, whoever is related to nobody by himself."""
    left, groups = list(people), []
    while left:
        cluster = [left.pop(0)]
        for one in cluster:
            kin = [other for other in left if family.relative_among(one.name, (other.name,))]
            cluster += kin
            left = [other for other in left if other not in kin]
        groups.append(tuple(one for one in people if one in cluster))
    return groups


def _of_equals(cluster: tuple[Candidate, ...], family: Family) -> Candidate | None:
    """Whoever is alone, or whom alone the meeting prefers; None: their votes are equal and nothing decides yet."""
    if len(cluster) == 1:
        return cluster[0]
    preferred = [one for one in cluster if one.name in family.preferred]
    return preferred[0] if len(preferred) == 1 and family.keeps == "post_votes_meeting" else None


class Apart(NamedTuple):
    """The seats of a post with no two relatives on them."""

    by_votes: Pick
    picked: Pick
    leave: Mapping[str, str]  # who leaves, and for whom
    equal: tuple[tuple[Candidate, ...], ...]
    refilled: tuple[str, ...]
    waiting: int  # seats for which a meeting decides between relatives
    woman_left: bool = False  # the seat is kept for a woman because the woman who had it leaves


#: Chooses again: without these people, for so many seats. By votes alone, and as the law has it.
Without = Callable[[frozenset[str], int], tuple[Pick, Pick]]


def keep_apart(
    chosen: tuple[Pick, Pick], without: Without, holding: Sequence[str], family: Family, seats: int
) -> Apart:
    """Relatives leave until no two are left; where the law fills the seat in order, the next takes it."""
    (by_votes, picked), first = chosen, chosen[1]
    leave: dict[str, str] = {}
    equal: list[tuple[Candidate, ...]] = []
    while True:
        found = who_stays(picked.elected, holding, family)
        if not found.leave and not found.equal:
            break
        leave |= found.leave
        equal += found.equal
        if not family.refill:
            picked = picked._replace(elected=found.stay)
            break
        out = frozenset((*leave, *(one.name for cluster in equal for one in cluster)))
        by_votes, picked = without(out, seats - len(equal))
    by_vote = family.keeps == "post_votes_revote"
    if by_vote:
        picked = picked._replace(ties=picked.ties + tuple(Tie(cluster, 1) for cluster in equal))
    known = {one.name for one in (*first.elected, *(one for tie in first.ties for one in tie.people))}
    refilled = tuple(one.name for one in picked.elected if one.name not in known)
    return Apart(by_votes, picked, leave, tuple(equal), refilled, 0 if by_vote else len(equal))


def why_relatives_leave(apart: Apart, family: Family) -> dict[str, str]:
    """Why each of those who leave is not elected; equals who are voted on again are told so as all who are tied."""
    why = dict.fromkeys(apart.leave, "KIN_OF_ELECTED")
    if apart.waiting:
        reason = "KIN_MEETING_DECIDES" if family.keeps == "post_votes_meeting" else "KIN_NOT_SETTLED"
        why |= {one.name: reason for cluster in apart.equal for one in cluster}
    return why


def women_who_leave(first: Pick, apart: Apart) -> tuple[str, ...]:
    """The women who leave, where with them the committee would have had a woman and without them has none."""
    left = tuple(one.name for one in first.elected if one.sex == "F" and one.name in apart.leave)
    return () if has_woman(apart.picked.elected) or apart.picked.reserved else left


def together(chosen: Sequence[Candidate], holding: Iterable[str], family: Family) -> list[tuple[str, str]]:
    """Each pair of relatives of whom both would have a post."""
    before, pairs = list(holding), []
    for one in chosen:
        pairs += [(other, one.name) for other in before if other in family.near.get(one.name, ())]
        before.append(one.name)
    return pairs
