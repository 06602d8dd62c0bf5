"""Who is elected (当选认定): from the figures of one vote to members, ties, missing seats and what has to follow.

The order is that of the law: is the election void, did enough take part, who has enough votes, who takes the seats,
what is missing. Legal basis: Organic Law art. 18 (art. 15 before 2026) and the articles of the province; every number
comes from the rules of the case. All tests are on integers. Relatives who may not sit together are kept apart by
`kin.py`. Not computed: whether a person may be a candidate, and what a committee elected before may do.

Public: `determine(case) -> Determination`; the values are in `contest.py` and are importable from here.
"""

from __future__ import annotations

from cunxuan.core import findings
from cunxuan.core.ballot_account import enough_took_part, participants_of, why_void, without_void_boxes
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
from cunxuan.core.findings import Finding, Kind, define
from cunxuan.core.following import next_votes, rerun_votes, shortages, vacancy_of
from cunxuan.core.kin import family_of
from cunxuan.core.law import Rule
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


MEETING_DECIDES = define(
    "D35",
    "MEETING_DECIDES",
    "warn",
    "不足的 {short} 个名额是否另行选举，由村民会议或者村民代表会议决定。",
    "Whether there is a runoff for the {short} missing seat(s) is for the villagers' or representatives' meeting.",
    rests_on=("vacancy_decided_by",),
)
BY_ELECTION_WITHIN_MONTHS = define(
    "D36",
    "BY_ELECTION_WITHIN_MONTHS",
    "warn",
    "另行选举后仍缺 {short} 名，除会议同意空缺外，应当在 {months} 个月内补选。",
    "{short} seat(s) are still missing after the runoff; unless a meeting agrees to leave them vacant, they are filled "
    "by an election within {months} months.",
    rests_on=("vacancy_by_election_months",),
)
SEATS_EVEN = define(
    "D38",
    "SEATS_EVEN",
    "warn",
    "职数合计 {seats} 名，应当为单数。",
    "{seats} seats in all; the number shall be odd.",
    rests_on=("seats_odd",),
)
SEATS_ABOVE_USUAL = define(
    "D39",
    "SEATS_ABOVE_USUAL",
    "note",
    "职数合计 {seats} 名，多于一般村的 {usual} 名，规模较大的村才可以，请核对。",
    "{seats} seats in all, more than the {usual} of an ordinary village; only a large village may have them. "
    "Please check.",
    rests_on=("seats_usual_max",),
)
WRITE_IN_WINNER_TO_CHECK = define(
    "D43",
    "WRITE_IN_WINNER_TO_CHECK",
    "warn",
    "{names} 不是候选人，以另选他人当选{post}，应当进行资格审查。",
    "{names}, not a candidate but written in, is elected as {post} and has to be checked for qualification.",
    rests_on=("write_in_winner_checked",),
)
WRITE_IN_WINNER_TO_CHECK_WITHIN = define(
    "D44",
    "WRITE_IN_WINNER_TO_CHECK_WITHIN",
    "warn",
    "{names} 不是候选人，以另选他人当选{post}，应当在计票后 {days} 日内完成资格审查。",
    "{names}, not a candidate but written in, is elected as {post} and has to be checked for qualification within "
    "{days} days of the count.",
    rests_on=("write_in_check_days",),
)
FILLED_WITHOUT_A_NEW_VOTE = define(
    "D45",
    "FILLED_WITHOUT_A_NEW_VOTE",
    "note",
    "经会议同意不再投票，{post}不足的名额由得票多的 {names} 当选，得票均不少于 {least} 票。",
    "With the meeting's consent there is no new vote for {post}: {names}, next by votes and with at least {least}, are "
    "elected.",
    rests_on=("runoff_by_meeting",),
)
MEMBERS_FIRST_TWO_VOTES = define(
    "D47",
    "MEMBERS_FIRST_TWO_VOTES",
    "block",
    "先选委员再从当选成员中选主任、副主任的，是前后两次投票，请先认定委员，再带着当选人认定主任、副主任。",
    "Where the members are elected first and the chair from among them, these are two votes: determine the members, "
    "then the chair with those elected before.",
    rests_on=("chair_from_members",),
)


def determine(case: Case) -> Determination:
    """Decides one vote of one village: what the law makes of its figures."""
    law = counting_rules(case.rules, case.measures)
    notes = [*case.rules.findings, *case.findings, *law.findings]
    account = without_void_boxes(case, law, notes)
    void = why_void(case, account, law, notes)
    if void:
        return _nobody(case, law, "void", None, void, notes)
    cast = participants_of(account, law)
    if not enough_took_part(case, law, cast, notes):
        return _nobody(case, law, "rerun", cast, findings.ELECTION_INVALID_TURNOUT, notes)
    by_majority = case.round in ("first", "rerun")
    threshold = _threshold(case, law, cast)
    needs = threshold.needs if threshold else 1
    poll = Poll(case, law, cast, needs, by_majority, notes, from_the_highest(case.contests))
    if case.kin:
        poll.family = family_of(case, law, notes)
    if law.no_second_round and by_majority:
        poll.least = max(1, law.floor.needs(cast))
    _check_figures(poll)
    count_all(poll)
    return _conclude(poll, threshold)


def _threshold(case: Case, law: CountingRules, cast: int) -> Threshold | None:
    """过半数 in the first vote, not less than a third in the runoff, none where those tied are voted on again."""
    if case.round == "revote":
        return None
    if case.round == "runoff":
        return Threshold(law.floor_words, cast, max(1, law.floor.needs(cast)), law.floor_rule)
    of = case.registered if law.win_of_registered else cast
    return Threshold(law.win_words, of, law.win.needs(of), law.win_rule)


def _check_figures(poll: Poll) -> None:
    """Figures that cannot be: more votes than ballots, more choices than places, as many candidates as seats."""
    for contest in poll.contests:
        _check_contest(poll, contest)
    if poll.law.members_first and poll.contests[0].post != poll.contests[-1].post == "member":
        poll.note(MEMBERS_FIRST_TWO_VOTES, poll.law.rules.get("chair_from_members"))
    if poll.by_majority:
        _check_seats(poll)
        if poll.law.woman_seat == "line" and not any(contest.woman_only for contest in poll.contests):
            poll.note(findings.WOMAN_LINE_MISSING, poll.law.woman_rule)


def _check_seats(poll: Poll) -> None:
    """村民委员会由主任、副主任和委员共三至七人组成; a case of some posts only says nothing about too few."""
    law, seats, posts = poll.law, len(poll.case.elected_before), 0
    for contest in poll.contests:
        if not law.members_first or contest.post == "member":
            seats += contest.seats
        posts |= WHOLE.get(contest.post, 0)
    if seats > law.seats_max or (seats < law.seats_min and posts == WHOLE_COMMITTEE):
        values: dict[str, findings.Value] = {"seats": seats, "lowest": law.seats_min, "highest": law.seats_max}
        poll.notes.append(Finding(findings.SEATS_OUT_OF_RANGE, values, law.seats_rule))
    if posts == WHOLE_COMMITTEE and law.seats_odd_rule and seats % 2 == 0:
        poll.note(SEATS_EVEN, law.seats_odd_rule, seats=seats)
    usual = law.seats_usual_rule
    if usual and isinstance(usual.value, int) and law.seats_max >= seats > usual.value:
        poll.note(SEATS_ABOVE_USUAL, usual, seats=seats, usual=usual.value)


#: A case with a chair and members is a whole committee.
WHOLE = {"chair": 1, "member": 2}
WHOLE_COMMITTEE = 3


def _check_contest(poll: Poll, contest: Contest) -> None:
    people, cast, post = contest.candidates, poll.cast, contest.post
    values: dict[str, findings.Value]
    for name, votes, _, _ in rank([one for one in people if one[1] > cast]):
        values = {"post": post, "names": (name,), "votes": votes, "participants": cast}
        poll.notes.append(Finding(findings.VOTES_EXCEED_PARTICIPANTS, values))
    total, formal = sum([one[1] for one in people]), len(people) - sum([one[3] for one in people])
    choices = cast * contest.seats
    if total > choices:
        values = {"post": post, "votes": total, "participants": cast, "seats": contest.seats, "choices": choices}
        poll.notes.append(Finding(findings.VOTES_EXCEED_CHOICES, values))
    if poll.by_majority and 0 < formal <= contest.seats:
        rule = poll.law.rules.get("candidate_margin_member_min")
        poll.note(findings.CANDIDATES_NOT_MORE_THAN_SEATS, rule, post=post, found=formal, seats=contest.seats)


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
    if poll.law.write_in_check_rule:
        _note_write_ins(poll, poll.law.write_in_check_rule)
    if poll.least:
        _note_filled(poll)
    elected, not_elected = _everybody(poll)
    return Determination(
        outcome=outcome,
        pack=poll.case.rules.name,
        participants=poll.cast,
        threshold=threshold,
        elected=elected,
        tied=_ties(poll),
        short=short,
        next=next_votes(poll, optional=vacancy is not None),
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
        if vacancy.decided_by == "meeting" and vacancy.stopped is None:
            poll.note(MEETING_DECIDES, poll.law.rules.get("vacancy_decided_by"), short=values["short"])
    elif not poll.by_majority:
        poll.notes.append(Finding(findings.MUST_CONTINUE, values, poll.law.vacancy_rule or poll.law.floor_rule))
    by_election = poll.law.vacancy_by_election_rule
    if (
        by_election
        and isinstance(by_election.value, int)
        and not poll.by_majority
        and not (vacancy and vacancy.stopped)
    ):
        poll.note(BY_ELECTION_WITHIN_MONTHS, by_election, short=values["short"], months=by_election.value)


def _note_write_ins(poll: Poll, rule: Rule) -> None:
    """另选他人当选的，应当进行资格审查 (Sichuan art. 35; Hainan art. 35 within seven days)."""
    for count in poll.counts:
        written = tuple(one.name for one in count.elected if one.write_in)
        if not written:
            continue
        post = count.contest.post
        if rule.key == "write_in_check_days" and isinstance(rule.value, int):
            poll.note(WRITE_IN_WINNER_TO_CHECK_WITHIN, rule, names=written, post=post, days=rule.value)
        else:
            poll.note(WRITE_IN_WINNER_TO_CHECK, rule, names=written, post=post)


def _note_filled(poll: Poll) -> None:
    """Who is elected by the votes already cast, without a new vote."""
    rule = poll.law.rules.get("runoff_by_meeting")
    for count in poll.counts:
        filled = tuple(one.name for one in count.elected if one.votes < poll.needs)
        if filled:
            poll.note(FILLED_WITHOUT_A_NEW_VOTE, rule, names=filled, post=count.contest.post, least=poll.least)


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
            if votes < needs and not (poll.least and one in chosen):
                others.append(NotElected(post, name, votes, why_not.get(name, below), needs - votes))
            elif one in chosen:
                elected.append(Elected(post, name, votes, _why(poll, count, one), count.merged.get(name, ()), sex))
            else:
                others.append(NotElected(post, name, votes, why_not.get(name, "FEWER_VOTES"), 0))
        for one in rank(count.left_out):
            others.append(NotElected(post, one.name, one.votes, why_not[one.name]))
    return tuple(elected), tuple(others)


BELOW = {"first": "NO_MAJORITY", "rerun": "NO_MAJORITY", "runoff": "BELOW_ONE_THIRD", "revote": "NO_VOTES"}


def _why(poll: Poll, count: Count, one: Candidate) -> str:
    """Why a person is elected, as one code."""
    if one.votes < poll.needs:
        return "FILLED_WITHOUT_A_NEW_VOTE"
    if one is count.pick.woman_first:
        return "WOMAN_FIRST"
    if one.name in count.refilled:
        return "KIN_REFILLED"
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
