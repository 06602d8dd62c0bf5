"""What has to follow a vote that did not fill every seat: a new vote on those tied, a runoff, or seats left vacant.

Legal basis: Organic Law art. 18 (art. 15 before 2026) for the runoff among the leading unelected persons with at least
a third of the ballots cast; the provinces for its deadline, its margin, and when seats may stay vacant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from cunxuan.core import findings
from cunxuan.core.contest import Candidate, Case, Contest, NextBallot, Shortage, Vacancy
from cunxuan.core.counting_rules import CountingRules
from cunxuan.core.dates import due_within
from cunxuan.core.findings import define
from cunxuan.core.kin import KIN_NOT_IN_RUNOFF, Family
from cunxuan.core.selection import Tie
from cunxuan.core.tallying import Count, Poll

NO_WOMAN_FOR_RUNOFF = define(
    "D37",
    "NO_WOMAN_FOR_RUNOFF",
    "warn",
    "当选人中没有妇女，未当选的人中也没有妇女可作另行选举候选人；应有一名妇女候选人，没有的，该名额可以空缺。",
    "No woman is elected and none of the unelected is a woman: one should stand in the runoff, else the seat may stay "
    "vacant.",
    rests_on=("woman_seat", "women_min"),
)


def rerun_votes(
    case: Case, law: CountingRules, contests: Sequence[Contest], floor: str | None
) -> tuple[NextBallot, ...]:
    """重新选举: the same posts and candidates are voted on again, as the void vote was to be won."""
    rule = law.rerun_rule or law.turnout_rule
    return tuple(
        NextBallot(
            kind="rerun",
            post=contest.post,
            seats=contest.seats,
            candidates=tuple(sorted(person.name for person in _formal(contest))),
            win="plurality" if case.round in ("runoff", "revote") else "majority",
            floor=floor,
            within_days=law.rerun_days,
            by=_deadline(case, law.rerun_days),
            woman_only=contest.woman_only,
            rule=rule,
        )
        for contest in contests
    )


def shortages(poll: Poll) -> tuple[Shortage, ...]:
    """The seats still missing, post by post; a seat kept for a woman stands by itself."""
    found = []
    for count in poll.counts:
        if count.short:
            kept = count.pick.reserved
            if count.short > kept:
                found.append(Shortage(count.contest.post, count.short - kept, _still_a_womans_line(poll, count)))
            if kept:
                found.append(Shortage(count.contest.post, 1, True))
    return tuple(found)


def next_votes(poll: Poll, *, optional: bool) -> tuple[NextBallot, ...]:
    """The votes that follow: first among those tied, then the runoffs for the missing seats."""
    ties = [revote(poll, count, tie) for count in poll.counts for tie in count.pick.ties]
    runoffs = [ballot for count in poll.counts if count.short for ballot in _runoffs(poll, count, optional)]
    return (*ties, *runoffs)


def revote(poll: Poll, count: Count, tie: Tie) -> NextBallot:
    """就票数相等的人再次投票，以得票多的当选."""
    rule = poll.law.tie_rule
    return NextBallot(
        kind="revote",
        post=count.contest.post,
        seats=tie.seats,
        candidates=tuple(one.name for one in tie.people),
        win="plurality",
        within_days=poll.law.tie_days,
        by=_deadline(poll.case, poll.law.tie_days),
        woman_only=tie.woman or count.contest.woman_only,
        rule=rule,
    )


def _runoffs(poll: Poll, count: Count, optional: bool) -> Iterable[NextBallot]:
    """The runoff of a post, and before it the separate one for a seat kept for a woman."""
    taken: set[str] = set()
    if count.pick.reserved:
        ballot = _runoff(poll, count, 1, taken, woman_only=True, optional=optional)
        taken.update(ballot.candidates)
        yield ballot
    if count.short > count.pick.reserved:
        seats = count.short - count.pick.reserved
        woman_only = _still_a_womans_line(poll, count)
        yield _runoff(poll, count, seats, taken, woman_only=woman_only, optional=optional)


def _runoff(poll: Poll, count: Count, seats: int, taken: set[str], *, woman_only: bool, optional: bool) -> NextBallot:
    """第一次投票未当选的人员得票多的为候选人，以得票多的当选，但得票数不得少于已投选票总数的三分之一."""
    law, post = poll.law, count.contest.post
    rule = law.runoff_days_rule or law.floor_rule
    leading = _leading_unelected(poll, count, seats, taken, woman_only)
    return NextBallot(
        kind="runoff",
        post=post,
        seats=seats,
        candidates=tuple(one.name for one in leading),
        win="plurality",
        floor=_share(law.floor.num, law.floor.den),
        within_days=law.runoff_days,
        by=_deadline(poll.case, law.runoff_days),
        woman_only=woman_only,
        optional=optional,
        rule=rule,
    )


def _leading_unelected(poll: Poll, count: Count, seats: int, taken: set[str], woman_only: bool) -> list[Candidate]:
    """The unelected with most votes, so many more than the seats as the law says; equal votes at the end all stand."""
    pool = [one for one in count.ranked if one.name not in taken and _may_stand(poll, count, one)]
    if poll.family:
        pool = _without_relatives(poll, poll.family, count, pool)
    if woman_only and count.pick.reserved:
        pool = [one for one in pool if one.sex == "F"]
    wanted = seats + _margin(poll.law, count.contest)
    leading = pool[:wanted]
    post = count.contest.post
    if len(pool) > wanted and pool[wanted].votes == leading[-1].votes:
        equal = [one for one in pool if one.votes == leading[-1].votes]
        leading += [one for one in equal if one not in leading]
        names = tuple(one.name for one in equal)
        poll.note(findings.RUNOFF_CANDIDATES_TIED, None, post=post, names=names)
    if poll.law.woman_seat == "runoff" and post == "member" and not poll.woman:
        _add_leading_woman(poll, leading, pool)
    if len(leading) < wanted:
        margin_rule = poll.law.rules.get("runoff_margin")
        poll.note(findings.RUNOFF_TOO_FEW_CANDIDATES, margin_rule, post=post, wanted=wanted, found=len(leading))
    return leading


#: Somebody who may still take a seat that is kept waiting does not stand for another one.
WAITING = frozenset(("AWAITS_REVOTE", "KIN_MEETING_DECIDES", "KIN_NOT_SETTLED"))


def _may_stand(poll: Poll, count: Count, one: Candidate) -> bool:
    """Who holds no post yet and is not tied for one; of those elected members, the chair may still be chosen."""
    if one.name in poll.tied or count.why_not.get(one.name) in WAITING:
        return False
    post = poll.elected.get(one.name)
    return post is None or (poll.law.members_first and post == "member" != count.contest.post)


def _without_relatives(poll: Poll, family: Family, count: Count, pool: list[Candidate]) -> list[Candidate]:
    """Whoever could not hold the seat beside a relative who is elected does not stand for it."""
    out = [one for one in pool if family.relative_among(one.name, poll.elected)]
    if out:
        names = tuple(one.name for one in out)
        poll.note(KIN_NOT_IN_RUNOFF, family.rule, names=names, post=count.contest.post)
    return [one for one in pool if one not in out]


def _add_leading_woman(poll: Poll, leading: list[Candidate], pool: list[Candidate]) -> None:
    """没有妇女当选的，另行选举的候选人中至少有一名妇女，没有的可以空缺 (Shanxi art. 38)."""
    women = [one for one in pool if one.sex == "F"]
    if not women:
        poll.note(NO_WOMAN_FOR_RUNOFF, poll.law.woman_rule)
    elif not any(one in leading for one in women):
        leading.append(women[0])


def _margin(law: CountingRules, contest: Contest) -> int:
    """差额: a number, or the margin the contest itself was held with, and at least one."""
    if law.runoff_margin is not None:
        return law.runoff_margin
    return max(1, len(_formal(contest)) - contest.seats)


def _still_a_womans_line(poll: Poll, count: Count) -> bool:
    """已选出的成员中没有妇女的，另行选举时选票继续单列妇女委员职位: not longer, once a woman is elected."""
    return count.contest.woman_only and not poll.woman


def vacancy_of(poll: Poll, short: tuple[Shortage, ...]) -> Vacancy | None:
    """Whether the missing seats may stay vacant, who decides it, and who acts for the chair; None if they may not."""
    law, case = poll.law, poll.case
    late_enough = law.vacancy_after_first or not poll.by_majority
    if not late_enough or law.vacancy_min is None or len(poll.elected) < law.vacancy_min:
        return None
    no_chair = any(one.post == "chair" for one in short)
    kept_for_woman = law.woman_until_filled and law.woman_seat == "first" and any(one.woman for one in short)
    if kept_for_woman or (no_chair and law.vacancy_needs_chair):
        return None
    if case.measures.stop_after_runoff is False:
        return None
    vacancy = Vacancy(law.vacancy_decided_by, case.measures.stop_after_runoff)
    return _with_acting_head(poll, vacancy) if no_chair and law.acting_head else vacancy


def _with_acting_head(poll: Poll, vacancy: Vacancy) -> Vacancy:
    """主任未选出的，由副主任主持工作；主任、副主任都未选出的，由村民代表会议在当选的委员中推选一人主持工作."""
    vices = tuple(sorted(name for name, post in poll.elected.items() if post == "vice_chair"))
    names = vices or tuple(sorted(poll.elected))
    rule = poll.law.acting_rule
    how: Literal["vice_chair", "most_votes", "meeting_picks_member"]
    if poll.law.acting_head == "most_votes":
        how = "vice_chair" if len(vices) == 1 else "most_votes"
    else:
        how = "vice_chair" if vices else "meeting_picks_member"
    kind = {
        "vice_chair": findings.ACTING_HEAD,
        "most_votes": findings.ACTING_HEAD_MOST_VOTES,
        "meeting_picks_member": findings.ACTING_HEAD_BY_MEETING,
    }[how]
    poll.note(kind, rule, names=names)
    return Vacancy(vacancy.decided_by, vacancy.stopped, how, names)


def _formal(contest: Contest) -> list[Candidate]:
    return [person for person in contest.candidates if not person.write_in]


def _deadline(case: Case, days: int | None) -> date | None:
    """The last day, counted from polling day, the day itself not counted."""
    return None if days is None or case.polling_day is None else due_within(case.polling_day, days)


def _share(num: int, den: int) -> str:
    return f"{num}/{den}"
