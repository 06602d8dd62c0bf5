"""May this person be a candidate (候选人资格): the exclusion list, one post, who nominated, who reviewed.

Legal basis: Organic Law art 15 (2018), art 18 (2026), and the provinces on self-nomination and review. Since 2026 four
kinds of people may not be candidates; they still vote. Whether somebody has the right to be elected at all is asked of
the roll, whether the list has enough names of `nomination.py`.

Public: `Nominee`, `may_stand`, `EXCLUSIONS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cunxuan.core import dates, findings
from cunxuan.core.findings import Finding, Value, define
from cunxuan.core.law import Rules
from cunxuan.core.opinions import Opinion, opinion

#: The facts of the national list and of the provinces' longer ones, as a sentence has them.
EXCLUSIONS: dict[str, tuple[str, str]] = {
    "expelled_from_party": ("被开除党籍", "was expelled from the Party"),
    "criminal_punishment": ("因犯罪受过刑事处罚", "has been punished for a crime"),
    "clan_or_gang": ("利用宗族或者黑恶势力从事非法活动", "acted unlawfully through clan or gang power"),
    "illegal_religion_or_cult": (
        "组织或者参加非法宗教活动、邪教活动",
        "organised or joined illegal religious activity or a cult",
    ),
    "audit_findings": ("审计查出严重问题", "has serious findings of an audit against them"),
    "evaluation_failed_twice": ("连续两次民主评议不称职", "was twice in a row found not equal to a post"),
}
findings.WORDS.update(EXCLUSIONS)
findings.WORDS.update(
    {
        "township_and_county": ("乡镇和县级有关部门", "the township and the county's departments"),
        "registered": ("登记参加选举的村民", "the registered villagers"),
        "party_organisation_or_voters": (
            "村党组织或者登记参加选举的村民",
            "the village party organisation or the registered villagers",
        ),
    }
)

CANDIDACY_OK = define(
    "N01",
    "CANDIDACY_OK",
    "note",
    "没有发现 {name} 不得作为候选人的情形。",
    "Nothing found that keeps {name} from being a candidate.",
    rests_on=("nominators",),
)
NOT_ELIGIBLE_AS_CANDIDATE = define(
    "N02",
    "NOT_ELIGIBLE_AS_CANDIDATE",
    "block",
    "{name} {fact}，不得作为村民委员会成员候选人。",
    "{name} {fact} and may not be a candidate for the villagers' committee.",
    rests_on=("candidate_exclusions",),
)
STILL_VOTES = define(
    "N03",
    "STILL_VOTES",
    "note",
    "{name} 不能作为候选人，选举权不受影响，仍可以登记和投票。",
    "{name} cannot be a candidate but keeps the right to vote, may register and cast a ballot.",
    rests_on=("voting_age",),
)
FACT_NOT_IN_THIS_LAW = define(
    "N04",
    "FACT_NOT_IN_THIS_LAW",
    "warn",
    "{name} {fact}。适用的法律没有把这一项列为不得作为候选人的情形，本地另有规定的，由县级主管部门核对。",
    "{name} {fact}. The law in force does not list this among what keeps a person from being a candidate; "
    "the county checks whether a local rule does.",
)
NO_RIGHT_TO_BE_ELECTED = define(
    "N05",
    "NO_RIGHT_TO_BE_ELECTED",
    "block",
    "{name} 没有选举权和被选举权，不能作为候选人。",
    "{name} has no right to vote and to be elected and cannot be a candidate.",
    rests_on=("voting_age",),
)
CANDIDATE_FOR_TWO_POSTS = define(
    "N06",
    "CANDIDATE_FOR_TWO_POSTS",
    "block",
    "{names} 同时被列为两项以上职务的候选人，应当书面确认其中一项。",
    "{names} stand for two posts or more and have to choose one of them in writing.",
    rests_on=("one_post_per_candidate",),
)
POST_CHOSEN = define(
    "N07",
    "POST_CHOSEN",
    "note",
    "{name} 已书面确认只作为{post}候选人。",
    "{name} has chosen in writing to stand for {post} only.",
    rests_on=("one_post_per_candidate",),
)
STILL_ON_ELECTION_COMMITTEE = define(
    "N08",
    "STILL_ON_ELECTION_COMMITTEE",
    "block",
    "{name} 还是村民选举委员会成员，应当先退出，再列入候选人名单。",
    "{name} still sits on the election committee and leaves it before the list of candidates is published.",
    rests_on=("ec_exit",),
)
SELF_NOMINATION_NOT_PROVIDED = define(
    "N09",
    "SELF_NOMINATION_NOT_PROVIDED",
    "block",
    "适用的规定没有自荐这一办法，候选人应当由{nominators}提名。",
    "The rules in force know no self-nomination; candidates are nominated by {nominators}.",
    rests_on=("nominators",),
)
SELF_NOMINATION_TOO_LATE = define(
    "N10",
    "SELF_NOMINATION_TOO_LATE",
    "block",
    "{name} 于 {done} 报名自荐，最迟应为 {latest}。",
    "{name} signed up on {done}; the last day was {latest}.",
    rests_on=("self_nomination_days_before",),
)
SELF_NOMINATION_IN_TIME = define(
    "N11",
    "SELF_NOMINATION_IN_TIME",
    "note",
    "{name} 于 {done} 报名自荐，不晚于 {latest}。",
    "{name} signed up on {done}, by {latest}.",
    rests_on=("self_nomination_days_before",),
)
SELF_NOMINATION_NEEDS_CONSENT = define(
    "N12",
    "SELF_NOMINATION_NEEDS_CONSENT",
    "block",
    "不设候选人、由村民自荐的选举，须先经村民会议或者村民代表会议同意并报乡镇备案。",
    "An election without candidates needs the consent of a villagers' or representatives' meeting, filed with the "
    "township.",
    rests_on=("no_candidate_needs",),
)
NOT_A_NOMINATOR = define(
    "N13",
    "NOT_A_NOMINATOR",
    "block",
    "{name} 由村党组织提名，按适用的法律，候选人只能由{nominators}提名。",
    "{name} was nominated by the village party organisation; under the law in force only {nominators} nominate.",
    rests_on=("nominators",),
)
REVIEW_MISSING = define(
    "N14",
    "REVIEW_MISSING",
    "block",
    "{name} 还没有{reviewers}的资格审查结果，不能列入正式候选人名单。",
    "The review of {name} by {reviewers} is missing; {name} cannot be on the formal list.",
    rests_on=("candidate_review_by",),
)
REVIEW_BY_NOT_FIXED = define(
    "N15",
    "REVIEW_BY_NOT_FIXED",
    "warn",
    "{name} 的资格还没有审查结果。适用的规定没有写明由谁审查，按县里的办法办理。",
    "The review of {name} is missing. The rules in force do not say who reviews; the county's method does.",
)
REVIEW_FAILED = define(
    "N16",
    "REVIEW_FAILED",
    "block",
    "资格审查认为 {name} 不符合条件，应当写明理由，由得票次多的人递补。",
    "The review found {name} not qualified; the reason is stated in writing and the next in votes follows.",
)
EXCLUSIONS_NOT_CHECKED = define(
    "N17",
    "EXCLUSIONS_NOT_CHECKED",
    "note",
    "没有填写 {name} 有无法定的不得作为候选人的情形，未核对。",
    "Whether any of the facts of the exclusion list is true of {name} was not stated, so it was not checked.",
    rests_on=("candidate_exclusions",),
)


class Nominee(NamedTuple):
    """What is known of a person who is to be a candidate; None: nobody has said.

    `facts` are those found of the exclusion list; `review` is `passed`, `failed` or empty.
    """

    name: str
    facts: tuple[str, ...] | None = None
    posts: tuple[str, ...] = ()
    chosen_post: str = ""
    nominated_by: str = ""  # party_organisation | voters | self
    has_right: bool | None = None
    on_election_committee: bool = False
    signed_up_on: date | None = None
    meeting_consents: bool | None = None
    review: str | None = None


def may_stand(rules: Rules, nominee: Nominee, polling_day: date | None = None) -> Opinion:
    """All that speaks against a candidacy (OL-13, N-03, N-04)."""
    found = [
        *_right(rules, nominee),
        *_exclusions(rules, nominee),
        *_one_post(rules, nominee),
        *_not_both(rules, nominee),
        *_nominated(rules, nominee, polling_day),
        *_reviewed(rules, nominee),
    ]
    excluded = next((finding.rule for finding in found if finding.kind is NOT_ELIGIBLE_AS_CANDIDATE), None)
    if not any(finding.blocks for finding in found):
        found.append(Finding(CANDIDACY_OK, {"name": nominee.name}, rules["nominators"]))
    return opinion(found, article=excluded.article if excluded else None)


def _right(rules: Rules, nominee: Nominee) -> Iterator[Finding]:
    if nominee.has_right is False:
        yield Finding(NO_RIGHT_TO_BE_ELECTED, {"name": nominee.name}, rules["voting_age"])


def _exclusions(rules: Rules, nominee: Nominee) -> Iterator[Finding]:
    """被开除党籍、因犯罪受过刑事处罚等情形的，不得作为候选人; the right to vote is another article."""
    rule = rules.get("candidate_exclusions")
    if rule is None:
        for fact in nominee.facts or ():
            yield Finding(FACT_NOT_IN_THIS_LAW, {"name": nominee.name, "fact": fact})
        return
    if nominee.facts is None:
        yield Finding(EXCLUSIONS_NOT_CHECKED, {"name": nominee.name}, rule)
        return
    assert isinstance(rule.value, tuple)
    listed = [fact for fact in nominee.facts if fact in rule.value]
    for fact in nominee.facts:
        kind = NOT_ELIGIBLE_AS_CANDIDATE if fact in listed else FACT_NOT_IN_THIS_LAW
        yield Finding(kind, {"name": nominee.name, "fact": fact}, rule if fact in listed else None)
    if listed and nominee.has_right is not False:
        yield Finding(STILL_VOTES, {"name": nominee.name}, rules["voting_age"])


def _one_post(rules: Rules, nominee: Nominee) -> Iterator[Finding]:
    """同时被提名为两项以上职务候选人的，应当书面确认一项 (GC-12)."""
    if len(set(nominee.posts)) < 2 or not rules.flag("one_post_per_candidate"):
        return
    rule = rules["one_post_per_candidate"]
    if nominee.chosen_post:
        yield Finding(POST_CHOSEN, {"name": nominee.name, "post": nominee.chosen_post}, rule)
    else:
        yield Finding(CANDIDATE_FOR_TWO_POSTS, {"names": (nominee.name,)}, rule)


def _not_both(rules: Rules, nominee: Nominee) -> Iterator[Finding]:
    """Nobody runs an election in which he stands; when exactly he leaves is for `election_committee.changed`."""
    if nominee.on_election_committee:
        yield Finding(STILL_ON_ELECTION_COMMITTEE, {"name": nominee.name}, rules["ec_exit"])


def _nominated(rules: Rules, nominee: Nominee, polling_day: date | None) -> Iterator[Finding]:
    """由谁提名: since 2026 also the village party organisation; oneself only where the province says so."""
    rule = rules["nominators"]
    if nominee.nominated_by == "party_organisation" and rule.value == "registered":
        yield Finding(NOT_A_NOMINATOR, {"name": nominee.name, "nominators": str(rule.value)}, rule)
    if nominee.nominated_by == "self":
        yield from _self_nominated(rules, nominee, polling_day)


def _self_nominated(rules: Rules, nominee: Nominee, polling_day: date | None) -> Iterator[Finding]:
    days, nominators = rules.get("self_nomination_days_before"), rules["nominators"]
    if days is None and not rules.flag("no_candidate_election"):
        yield Finding(SELF_NOMINATION_NOT_PROVIDED, {"nominators": str(nominators.value)}, nominators)
        return
    needs = rules.get("no_candidate_needs")
    if needs and not nominee.meeting_consents:
        yield Finding(SELF_NOMINATION_NEEDS_CONSENT, {}, needs)
    if days and nominee.signed_up_on and polling_day:
        assert isinstance(days.value, int)
        latest = dates.latest_before(polling_day, days.value)
        values: dict[str, Value] = {"name": nominee.name, "done": nominee.signed_up_on.isoformat()}
        late = nominee.signed_up_on > latest
        kind = SELF_NOMINATION_TOO_LATE if late else SELF_NOMINATION_IN_TIME
        yield Finding(kind, {**values, "latest": latest.isoformat()}, days)


def _reviewed(rules: Rules, nominee: Nominee) -> Iterator[Finding]:
    """资格审查: SC 23 names the reviewers; elsewhere the county's joint review is practice, not law."""
    if nominee.review is None or nominee.review == "passed":
        return
    rule = rules.get("candidate_review_by")
    if nominee.review == "failed":
        yield Finding(REVIEW_FAILED, {"name": nominee.name})
    elif rule:
        yield Finding(REVIEW_MISSING, {"name": nominee.name, "reviewers": str(rule.value)}, rule)
    else:
        yield Finding(REVIEW_BY_NOT_FIXED, {"name": nominee.name})
