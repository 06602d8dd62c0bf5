"""Who is elected (当选认定): from the figures of one vote to members, ties, missing seats and what has to follow.

The order is that of the law: is the election void, did enough take part, who has enough votes, who takes the seats,
what is missing. Legal basis: Organic Law art. 18 (art. 15 before 2026) and the articles of the province; every number
comes from the rules of the case. All tests are on integers. What members of one family may hold together is not decided
here.

Public: `determine(case) -> Determination`; the values are in `contest.py` and are importable from here.
"""

from __future__ import annotations

from cunxuan.core import findings
from cunxuan.core.contest import (
    BallotAccount,
    Candidate,
    Case,
    Contest,
    Determination,
    Elected,
    InOffice,
    Measures,
    NextBallot,
    NotElected,
    Outcome,
    PaperGroup,
    Shortage,
    Threshold,
    Vacancy,
)
from cunxuan.core.counting_rules import CountingRules, counting_rules
from cunxuan.core.findings import Finding, Kind
from cunxuan.core.following import next_votes, rerun_votes, shortages, vacancy_of
from cunxuan.core.selection import rank
from cunxuan.core.tallying import Count, Poll, count_all, from_the_highest

__all__ = [
    "BallotAccount",
    "Candidate",
    "Case",
    "Contest",
    "Determination",
    "Elected",
    "Finding",
    "InOffice",
    "Measures",
    "NextBallot",
    "NotElected",
    "PaperGroup",
    "Shortage",
    "Threshold",
    "Vacancy",
    "determine",
]


def determine(case: Case) -> Determination:
    """Decides one vote of one village: what the law makes of its figures."""
    law = counting_rules(case.rules, case.measures)
    notes = [*case.rules.findings, *case.findings, *law.findings]
    void = _void(case, law, notes)
    if void:
        return _nobody(case, law, "void", None, void, notes)
    cast = _participants(case, law)
    if not _enough_took_part(case, law, cast, notes):
        return _nobody(case, law, "rerun", cast, findings.ELECTION_INVALID_TURNOUT, notes)
    by_majority = case.round in ("first", "rerun")
    threshold = _threshold(case, law, cast)
    needs = threshold.needs if threshold else 1
    poll = Poll(case, law, cast, needs, by_majority, notes, from_the_highest(case.contests))
    _check_figures(poll)
    count_all(poll)
    return _conclude(poll, threshold)


def _void(case: Case, law: CountingRules, notes: list[Finding]) -> Kind | None:
    """收回的选票多于发出的选票（或者投票人数）的，选举无效; and never more ballots than people on the roll."""
    account, returned = case.account, case.account.returned
    if account.forged_set_aside:
        notes.append(Finding(findings.FORGED_SET_ASIDE, {"forged": account.forged_set_aside}, law.box_rule))
    exceeds = _compare_box(law, account, notes) if law.box_rule else None
    if exceeds:
        return exceeds
    if returned > case.registered:
        values = {"returned": returned, "registered": case.registered}
        notes.append(Finding(findings.ELECTION_VOID_BALLOTS_EXCEED_ROLL, values, law.turnout_rule))
        return findings.ELECTION_VOID_BALLOTS_EXCEED_ROLL
    _compare_counters(account, notes)
    return None


def _compare_box(law: CountingRules, account: BallotAccount, notes: list[Finding]) -> Kind | None:
    """Compares the ballots returned with those issued or with those who voted, as the pack says."""
    by_issued, returned = law.box_total == "issued", account.returned
    compared = account.issued if by_issued else account.signed
    if compared is None:
        notes.append(Finding(findings.BALLOTS_NOT_COMPARED, {"against": law.box_total}, law.box_rule))
        return None
    if returned <= compared:
        values: dict[str, findings.Value] = {
            "against": law.box_total,
            "compared": compared,
            "returned": returned,
            "missing": compared - returned,
        }
        notes.append(Finding(findings.RECONCILED, values, law.box_rule))
        return None
    exceeded = (findings.ELECTION_VOID_BALLOTS_EXCEED_VOTERS, findings.ELECTION_VOID_BALLOTS_EXCEED_ISSUED)[by_issued]
    notes.append(Finding(exceeded, {"returned": returned, ("signed", "issued")[by_issued]: compared}, law.box_rule))
    return exceeded


def _compare_counters(account: BallotAccount, notes: list[Finding]) -> None:
    """One voter one ballot: no more voters than ballots issued, no more ballots returned than either."""
    issued, signed, returned = account.issued, account.signed, account.returned
    if issued is None or signed is None or returned <= signed <= issued:
        return
    notes.append(Finding(findings.ACCOUNT_DIFFERS, {"issued": issued, "signed": signed, "returned": returned}))


def _participants(case: Case, law: CountingRules) -> int:
    """参加投票的人数: the ballots returned, invalid ones included, or the voters who signed, as the pack says."""
    if law.participants == "signed" and case.account.signed is not None:
        return case.account.signed
    return case.account.returned


def _enough_took_part(case: Case, law: CountingRules, cast: int, notes: list[Finding]) -> bool:
    """有登记参加选举的村民过半数投票，选举有效; a runoff is tested only where the province says so."""
    share, rule = law.turnout, law.turnout_rule
    if case.round in ("runoff", "revote"):
        if case.round == "revote" or law.runoff_turnout is None or law.runoff_turnout_rule is None:
            return True
        share, rule = law.runoff_turnout, law.runoff_turnout_rule
    enough = share.met(cast, case.registered)
    kind = findings.TURNOUT_OK if enough else findings.ELECTION_INVALID_TURNOUT
    notes.append(Finding(kind, {"participants": cast, "registered": case.registered}, rule))
    return enough


def _threshold(case: Case, law: CountingRules, cast: int) -> Threshold | None:
    """过半数 in the first vote, not less than a third in the runoff, none where those tied are voted on again."""
    if case.round == "revote":
        return None
    if case.round == "runoff":
        return Threshold(law.floor_words, cast, max(1, law.floor.needs(cast)), law.floor_rule)
    return Threshold(law.win_words, cast, law.win.needs(cast), law.win_rule)


def _check_figures(poll: Poll) -> None:
    """Figures that cannot be: more votes than ballots, more choices than places, as many candidates as seats."""
    for contest in poll.contests:
        _check_contest(poll, contest)
    if poll.by_majority:
        _check_seats(poll)
        if poll.law.woman_seat == "line" and not any(contest.woman_only for contest in poll.contests):
            poll.note(findings.WOMAN_LINE_MISSING, poll.law.woman_rule)


def _check_seats(poll: Poll) -> None:
    """村民委员会由主任、副主任和委员共三至七人组成; a case of some posts only says nothing about too few."""
    law, seats, posts = poll.law, len(poll.case.elected_before), 0
    for contest in poll.contests:
        seats += contest.seats
        posts |= WHOLE.get(contest.post, 0)
    if seats > law.seats_max or (seats < law.seats_min and posts == WHOLE_COMMITTEE):
        values: dict[str, findings.Value] = {"seats": seats, "lowest": law.seats_min, "highest": law.seats_max}
        poll.notes.append(Finding(findings.SEATS_OUT_OF_RANGE, values, law.seats_rule))


#: A case with a chair and members is a whole committee.
WHOLE = {"chair": 1, "member": 2}
WHOLE_COMMITTEE = 3


def _check_contest(poll: Poll, contest: Contest) -> None:
    people, cast = contest.candidates, poll.cast
    votes = [one[1] for one in people]
    if votes and max(votes) > cast:
        _note_too_many_votes(poll, contest)
    total, formal = sum(votes), len(people) - sum([one[3] for one in people])
    if total > cast * contest.seats:
        values = {"votes": total, "participants": cast, "seats": contest.seats, "choices": cast * contest.seats}
        poll.notes.append(Finding(findings.VOTES_EXCEED_CHOICES, {"post": contest.post, **values}))
    if poll.by_majority and 0 < formal <= contest.seats:
        rule = poll.law.rules.get("candidate_margin_member_min")
        poll.note(findings.CANDIDATES_NOT_MORE_THAN_SEATS, rule, post=contest.post, found=formal, seats=contest.seats)


def _note_too_many_votes(poll: Poll, contest: Contest) -> None:
    for name, votes, _, _ in rank(contest.candidates):
        if votes > poll.cast:
            values: dict[str, findings.Value] = {"post": contest.post, "names": (name,), "votes": votes}
            poll.notes.append(Finding(findings.VOTES_EXCEED_PARTICIPANTS, values | {"participants": poll.cast}))


def _conclude(poll: Poll, threshold: Threshold | None) -> Determination:
    """What the counts come to: decided, a new vote among those tied, a runoff, or seats that may stay vacant."""
    short = shortages(poll)
    vacancy = vacancy_of(poll, short) if short else None
    outcome: Outcome = "decided"
    if poll.tied:
        outcome = "revote"
    elif short:
        outcome = "may_stop" if vacancy else "runoff" if poll.by_majority else "continue"
    _note_outcome(poll, short, vacancy)
    elected, not_elected = _everybody(poll)
    return Determination(
        outcome=outcome,
        pack=poll.case.rules.name,
        participants=poll.cast,
        threshold=threshold,
        elected=elected,
        tied=_ties(poll) if poll.tied else (),
        short=short,
        next=next_votes(poll, optional=vacancy is not None) if poll.tied or short else (),
        not_elected=not_elected,
        findings=tuple(poll.notes),
        vacancy=vacancy,
        papers=poll.case.papers,
    )


def _ties(poll: Poll) -> tuple[tuple[str, ...], ...]:
    """Those with equal votes who have to be voted on again, post by post."""
    return tuple(tuple(one.name for one in tie.people) for count in poll.counts for tie in count.pick.ties)


def _note_outcome(poll: Poll, short: tuple[Shortage, ...], vacancy: Vacancy | None) -> None:
    for count in poll.counts:
        if count.pick.ties:
            _note_ties(poll, count)
        if count.short:
            _note_short(poll, count, vacancy)
    if not short:
        if not poll.woman and not poll.tied:
            _note_no_woman(poll)
        return
    values: dict[str, findings.Value] = {"elected": len(poll.elected), "short": sum(one.seats for one in short)}
    if vacancy:
        values["decided_by"] = f"decided_by_{vacancy.decided_by}"
        poll.notes.append(Finding(findings.MAY_LEAVE_VACANT, values, poll.law.vacancy_rule))
    elif not poll.by_majority:
        poll.notes.append(Finding(findings.MUST_CONTINUE, values, poll.law.vacancy_rule or poll.law.floor_rule))


def _note_ties(poll: Poll, count: Count) -> None:
    for tie in count.pick.ties:
        names = tuple(one.name for one in tie.people)
        rule, post, votes = poll.law.tie_rule, count.contest.post, tie.people[0].votes
        poll.note(findings.REVOTE_TIED, rule, post=post, names=names, votes=votes, seats=tie.seats)


def _note_short(poll: Poll, count: Count, vacancy: Vacancy | None) -> None:
    """A post with seats missing: a runoff after the first vote; after a runoff, who stayed below the floor."""
    contest = count.contest
    if poll.by_majority and vacancy is None:
        values = {"seats": contest.seats, "elected": len(count.elected), "short": count.short}
        rule = poll.law.runoff_days_rule or poll.law.floor_rule
        poll.notes.append(Finding(findings.SECOND_ROUND, {"post": contest.post, **values}, rule))
    below = tuple(one.name for one in count.ranked if one.votes < poll.needs)
    if poll.case.round == "runoff" and below:
        poll.note(
            findings.BELOW_ONE_THIRD,
            poll.law.floor_rule,
            post=contest.post,
            names=below,
            cast=poll.cast,
            needs=poll.needs,
        )


def _note_no_woman(poll: Poll) -> None:
    """村民委员会成员中应当有妇女成员; silent where the sex of somebody elected is not known."""
    if poll.chair_known and not poll.sex_unknown:
        poll.note(findings.NO_WOMAN_ELECTED, poll.law.rules.get("women_min"))


def _everybody(poll: Poll) -> tuple[tuple[Elected, ...], tuple[NotElected, ...]]:
    """Everybody voted for, from the highest post down, most votes first: elected or not, and why."""
    elected: list[Elected] = []
    others: list[NotElected] = []
    needs = poll.needs
    below = BELOW[poll.case.round]
    for count in poll.counts:
        post, why_not, chosen = count.contest.post, count.why_not, count.elected
        for one in count.ranked:
            name, votes, sex, _ = one
            if votes < needs:
                others.append(NotElected(post, name, votes, below, needs - votes))
            elif one in chosen:
                elected.append(Elected(post, name, votes, _why(poll, count, one), count.merged.get(name, ()), sex))
            else:
                others.append(NotElected(post, name, votes, why_not.get(name, "FEWER_VOTES"), 0))
        for one in rank(count.left_out) if count.left_out else ():
            others.append(NotElected(post, one.name, one.votes, why_not[one.name], None))
    return tuple(elected), tuple(others)


BELOW = {"first": "NO_MAJORITY", "rerun": "NO_MAJORITY", "runoff": "BELOW_ONE_THIRD", "revote": "NO_VOTES"}


def _why(poll: Poll, count: Count, one: Candidate) -> str:
    """Why a person is elected, as one code."""
    if one is count.pick.woman_first:
        return "WOMAN_FIRST"
    if one.name in count.merged:
        return "MERGED"
    if poll.by_majority:
        return "MAJORITY_MOST_VOTES"
    if poll.case.round == "revote":
        return "REVOTE_MOST_VOTES"
    first = poll.law.runoff_first
    return "MAJORITY_MOST_VOTES" if first and first.met(one.votes, poll.cast) else "RUNOFF_MOST_VOTES"


def _nobody(
    case: Case, law: CountingRules, outcome: Outcome, cast: int | None, kind: Kind, notes: list[Finding]
) -> Determination:
    """The vote is void or too few took part: nobody is elected and no tally is shown."""
    floor = f"{law.floor.num}/{law.floor.den}" if case.round == "runoff" else None
    contests = from_the_highest(case.contests)
    return Determination(
        outcome=outcome,
        pack=case.rules.name,
        participants=cast,
        threshold=None,
        elected=(),
        tied=(),
        short=tuple(Shortage(contest.post, contest.seats, contest.woman_only) for contest in contests),
        next=rerun_votes(case, law, contests, floor),
        not_elected=tuple(
            NotElected(contest.post, name, None, kind.reason)
            for contest in contests
            for name in sorted(person.name for person in contest.candidates)
        ),
        findings=tuple(notes),
    )
