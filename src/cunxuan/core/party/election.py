"""Who is elected to a party committee (当选): from the figures of one vote of one meeting.

The order is that of the regulations: is the meeting valid, is the vote void, who has more than half, who takes the
seats, what is missing. Whether the half is that of the voters due or of those present was not read in the regulations
of 2020: the number due is taken, the approved method may say otherwise, and where the other would change the result a
finding says so.

Public: `decide(meeting) -> Decision`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cunxuan.core import contest as committee
from cunxuan.core.findings import Finding, Kind, Value
from cunxuan.core.law import Rule, Share
from cunxuan.core.party import catalogue
from cunxuan.core.party.members import enough_present, least_candidates
from cunxuan.core.party.values import (
    POSTS,
    Base,
    Candidate,
    Contest,
    Decision,
    Elected,
    Meeting,
    NextVote,
    NotElected,
    Outcome,
    Post,
    Shortage,
    Threshold,
)
from cunxuan.core.selection import Pick, Tie, pick


@dataclass(slots=True)
class Count:
    """One contest as it is being counted: everybody in order, who takes the seats, and why others do not."""

    contest: Contest
    ranked: list[Candidate]
    standing: list[Candidate]  # without those who hold this post, or a higher one, already
    elected: list[Candidate]
    ties: tuple[Tie, ...]
    short: int
    why_not: dict[str, str]


@dataclass(slots=True)
class Poll:
    """The state of a decision: the meeting, the approvals wanted, and what is known so far."""

    meeting: Meeting
    needs: int
    notes: list[Finding]
    counts: list[Count] = field(default_factory=list)
    elected: dict[str, Post] = field(default_factory=dict)
    tied: dict[str, Post] = field(default_factory=dict)

    @property
    def by_majority(self) -> bool:
        return self.meeting.round != "revote"

    def note(self, kind: Kind, key: str, **values: Value) -> None:
        """Adds a finding that rests on a parameter; where no text fixes it the finding has no article."""
        self.notes.append(Finding(kind, values, self.meeting.rules.get(key)))


def decide(meeting: Meeting) -> Decision:
    """Decides one vote of one meeting: what the regulations make of its figures."""
    notes = [*meeting.rules.findings, *meeting.findings, *_about_the_meeting(meeting)]
    enough, said = enough_present(meeting.rules, meeting.due, meeting.present)
    notes.append(said)
    void = _void(meeting, notes)
    if not enough:
        return _nobody(meeting, "rerun", catalogue.PARTY_QUORUM_NOT_MET, notes)
    if void:
        return _nobody(meeting, "void", void, notes)
    threshold = _threshold(meeting, notes)
    poll = Poll(meeting, threshold.needs if threshold else 1, notes)
    _check_figures(poll)
    _count_all(poll)
    if threshold:
        _compare_bases(poll, threshold)
    return _conclude(poll, threshold)


# -- the meeting and the box ---------------------------------------------------------------------------------------


def _about_the_meeting(meeting: Meeting) -> list[Finding]:
    """Who elects the secretary, that nobody votes for the absent, and that no more are present than due."""
    rules, notes = meeting.rules, []
    posts = {contest.post for contest in meeting.contests}
    elects = rules["party_secretary_elected_by"]
    members = sum(1 for one in meeting.elected_before if one.post == "member")
    if posts > {"member"}:
        notes.append(Finding(catalogue.PARTY_SECRETARY_BY_MEETING, {}, elects))
    elif "member" not in posts and members and members != meeting.due:
        values: dict[str, Value] = {"due": meeting.due, "elected": members}
        notes.append(Finding(catalogue.PARTY_COMMITTEE_DIFFERS, values, elects))
    if meeting.present > meeting.due:
        values = {"present": meeting.present, "due": meeting.due}
        notes.append(Finding(catalogue.PARTY_PRESENT_EXCEEDS_DUE, values, rules["party_quorum"]))
    delegate = rules.get("party_absent_may_delegate")
    if meeting.delegated and delegate and not delegate.value:
        notes.append(Finding(catalogue.PARTY_VOTE_DELEGATED, {"count": meeting.delegated}, delegate))
    return notes


def _void(meeting: Meeting, notes: list[Finding]) -> Kind | None:
    """收回的选票多于发出的选票（或者投票人数）的，选举无效: equal or fewer is valid; nor more than are present."""
    account, rule = meeting.account, meeting.rules["party_box_total"]
    by_issued = rule.value == "issued"
    # who voted are the voters present, unless they were counted apart
    compared = account.issued if by_issued else meeting.present if account.signed is None else account.signed
    against = str(rule.value)
    if compared is not None and account.returned > compared:
        kind = (catalogue.PARTY_VOID_BALLOTS_EXCEED_VOTERS, catalogue.PARTY_VOID_BALLOTS_EXCEED_ISSUED)[by_issued]
        notes.append(Finding(kind, {"returned": account.returned, "compared": compared}, rule))
        return kind
    if account.returned > meeting.present:
        kind = catalogue.PARTY_VOID_BALLOTS_EXCEED_VOTERS
        notes.append(Finding(kind, {"returned": account.returned, "compared": meeting.present}, rule))
        return kind
    if compared is None:
        notes.append(Finding(catalogue.PARTY_BALLOTS_NOT_COMPARED, {"against": against}, rule))
        return None
    values: dict[str, Value] = {"returned": account.returned, "against": against, "compared": compared}
    values |= {"invalid": account.invalid, "valid": account.valid}
    notes.append(Finding(catalogue.PARTY_RECONCILED, values, rule))
    return None


# -- the approvals that elect --------------------------------------------------------------------------------------


def _threshold(meeting: Meeting, notes: list[Finding]) -> Threshold | None:
    """赞成票超过应到会（或者实到会）有选举权人数的一半，始得当选; none where those tied are voted on again."""
    if meeting.round == "revote":
        return None
    rule, base = _base(meeting)
    if meeting.measures.win_base is not None:
        notes.append(Finding(catalogue.PARTY_BASE_BY_METHOD, {"base": base}, rule))
    share = _share(meeting)
    of = _number(meeting, base)
    return Threshold(str(share), base, of, share.needs(of), rule)


def _share(meeting: Meeting) -> Share:
    share = meeting.rules.share("party_win")
    assert share is not None
    return share


def _base(meeting: Meeting) -> tuple[Rule, Base]:
    """Of whom the half is reckoned: as the approved method says, else as the pack does."""
    rule, approved = meeting.rules["party_win_base"], meeting.measures.win_base
    if approved is None:
        return rule, "present" if rule.value == "present" else "due"
    zh, en = APPROVED_METHOD
    return replace(
        rule, value=approved, title=zh, title_en=en, article=None, confirmed=True, note="", note_en=""
    ), approved


#: What a value that the method of this election fixes is cited as.
APPROVED_METHOD = ("上级党组织批准的选举办法", "the method approved by the higher organisation")


def _number(meeting: Meeting, base: Base) -> int:
    return meeting.due if base == "due" else meeting.present


def _compare_bases(poll: Poll, threshold: Threshold) -> None:
    """Where sources disagree and the other base would elect others, the approved method has to decide."""
    meeting = poll.meeting
    if not meeting.rules.flag("party_win_base_disputed") or meeting.measures.win_base is not None:
        return
    other: Base = "present" if threshold.base == "due" else "due"
    needs = _share(meeting).needs(_number(meeting, other))
    names = tuple(name for count in poll.counts for name in _decided_by_the_base(count, threshold.needs, needs))
    if names:
        poll.note(
            catalogue.PARTY_BASE_DECIDES, "party_win_base_disputed", base=threshold.base, other=other, names=names
        )


def _decided_by_the_base(count: Count, needs: int, other_needs: int) -> list[str]:
    """Who takes a seat, or is tied for one, under one number only."""
    one, other = (
        _chosen(_pick(count.standing, needs, count.contest)),
        _chosen(_pick(count.standing, other_needs, count.contest)),
    )
    return sorted(one ^ other)


def _chosen(picked: Pick) -> set[str]:
    return {one.name for one in picked.elected} | {one.name for tie in picked.ties for one in tie.people}


def _pick(standing: Sequence[Candidate], needs: int, contest: Contest) -> Pick:
    """赞成票超过规定的人数多于应选名额的，以得票多的当选；票数相等不能确定的再次投票."""
    return pick([committee.Candidate(one.name, one.approve) for one in standing if one.approve >= needs], contest.seats)


# -- figures that cannot be -----------------------------------------------------------------------------------------


def _check_figures(poll: Poll) -> None:
    """Marks that do not come to the valid ballots, more approvals than choices, write-ins by nobody who disapproved."""
    for contest in _from_the_highest(poll.meeting.contests):
        _check_marks(poll, contest)
        _check_candidates(poll, contest)


def _check_marks(poll: Poll, contest: Contest) -> None:
    valid, post = poll.meeting.account.valid, contest.post
    for one in _ranked(contest.candidates):
        marks = one.approve + one.against + one.abstain
        if not one.write_in and marks != valid:
            poll.note(
                catalogue.PARTY_MARKS_DIFFER, "party_choices", post=post, names=(one.name,), marks=marks, valid=valid
            )
    votes, choices = sum(one.approve for one in contest.candidates), valid * contest.seats
    if votes > choices:
        values: dict[str, Value] = {"votes": votes, "valid": valid, "seats": contest.seats, "choices": choices}
        poll.note(catalogue.PARTY_APPROVALS_EXCEED_CHOICES, "party_over_vote", post=post, **values)
    against = sum(one.against for one in contest.candidates)
    for one in _ranked(contest.candidates):
        if one.write_in and one.approve > against:
            values = {"names": (one.name,), "votes": one.approve, "against": against}
            poll.note(catalogue.PARTY_WRITE_INS_EXCEED_AGAINST, "party_write_in", post=post, **values)


def _check_candidates(poll: Poll, contest: Contest) -> None:
    """候选人的差额: asked of the committee's members in the first vote; secretaries may be as many as the seats."""
    if poll.meeting.round not in ("first", "rerun"):
        return
    rules, found = poll.meeting.rules, len(_formal(contest))
    equal = contest.post != "member" and rules.flag("party_secretary_equal_number")
    wanted = contest.seats if equal else least_candidates(rules, contest.seats)
    if 0 < found < wanted:
        values: dict[str, Value] = {"seats": contest.seats, "found": found, "wanted": wanted}
        poll.note(catalogue.PARTY_MARGIN_TOO_SMALL, "party_margin", post=contest.post, **values)


# -- who takes the seats ------------------------------------------------------------------------------------------


def _count_all(poll: Poll) -> None:
    """Counts one post after another, from the highest, each knowing who was elected above it."""
    for contest in _from_the_highest(poll.meeting.contests):
        held = {one.name for one in poll.meeting.elected_before if one.post == contest.post}
        poll.counts.append(_count(poll, contest, held))


def _count(poll: Poll, contest: Contest, held: set[str]) -> Count:
    """Ranks those voted for, and gives the seats to those with enough approvals."""
    ranked = _ranked(contest.candidates)
    why_not = {one.name: "ALREADY_ELECTED" for one in ranked if one.name in held}
    why_not |= {one.name: "ELECTED_TO_HIGHER_POST" for one in ranked if one.name in poll.elected}
    standing = [one for one in ranked if one.name not in why_not]
    picked = _pick(standing, poll.needs, contest)
    taken = {one.name for one in picked.elected}
    waiting = sorted(taken & poll.tied.keys())
    elected = [one for one in standing if one.name in taken and one.name not in poll.tied]
    why_not |= dict.fromkeys(waiting, "AWAITS_REVOTE")
    why_not |= {one.name: "REVOTE_TIED" for tie in picked.ties for one in tie.people}
    if waiting:
        poll.note(
            catalogue.PARTY_SEAT_AWAITS_REVOTE,
            "party_tie",
            post=contest.post,
            seats=len(waiting),
            names=tuple(poll.tied),
        )
    open_seats = contest.seats - len(picked.elected) - sum(tie.seats for tie in picked.ties)
    poll.elected.update((one.name, contest.post) for one in elected)
    poll.tied.update((one.name, contest.post) for tie in picked.ties for one in tie.people)
    return Count(contest, ranked, standing, elected, picked.ties, open_seats, why_not)


def _ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The order of every list: most approvals first, equal ones by name."""
    return sorted(candidates, key=lambda one: (-one.approve, one.name))


def _formal(contest: Contest) -> list[Candidate]:
    return [one for one in contest.candidates if not one.write_in]


def _from_the_highest(contests: Sequence[Contest]) -> list[Contest]:
    return sorted(contests, key=lambda contest: POSTS.index(contest.post))


# -- what follows -------------------------------------------------------------------------------------------------


def _conclude(poll: Poll, threshold: Threshold | None) -> Decision:
    """What the counts come to: decided, a new vote among those tied, a separate election, or fewer seats."""
    meeting = poll.meeting
    short = tuple(Shortage(count.contest.post, count.short) for count in poll.counts if count.short)
    fewer = bool(short) and not poll.tied and _fewer_seats(poll, sum(one.seats for one in short))
    outcome: Outcome = "decided"
    if poll.tied:
        outcome = "revote"
    elif short:
        outcome = "may_stop" if fewer else "runoff"
    for count in poll.counts:
        _note_count(poll, count, fewer)
    return Decision(
        outcome=outcome,
        pack=meeting.rules.name,
        due=meeting.due,
        present=meeting.present,
        quorum=True,
        participants=meeting.account.returned,
        threshold=threshold,
        elected=tuple(Elected(count.contest.post, one, _why(poll)) for count in poll.counts for one in count.elected),
        tied=tuple(tuple(one.name for one in tie.people) for count in poll.counts for tie in count.ties),
        short=short,
        next=tuple(vote for count in poll.counts for vote in _next(poll, count, fewer)),
        not_elected=tuple(one for count in poll.counts for one in _not_elected(poll, count)),
        findings=tuple(poll.notes),
        papers=meeting.papers,
    )


def _fewer_seats(poll: Poll, short: int) -> bool:
    """当选人接近应选名额的，经半数以上选举人同意可以减少名额: whether it is near the number, the meeting judges."""
    meeting, consent = poll.meeting, poll.meeting.measures.fewer_seats_consent
    if consent is None or not poll.elected:
        return False
    share = meeting.rules.share("party_fewer_seats_consent")
    if share is None:
        poll.note(catalogue.PARTY_FEWER_SEATS_NOT_FOUND, "party_fewer_seats_consent", short=short)
        return False
    agreed = share.met(consent, meeting.present)
    kind = catalogue.PARTY_FEWER_SEATS_AGREED if agreed else catalogue.PARTY_FEWER_SEATS_NOT_AGREED
    values: dict[str, Value] = {"consent": consent, "present": meeting.present, "needs": share.needs(meeting.present)}
    poll.note(kind, "party_fewer_seats_consent", short=short, **values)
    return agreed


def _note_count(poll: Poll, count: Count, fewer: bool) -> None:
    post = count.contest.post
    for tie in count.ties:
        names = tuple(one.name for one in tie.people)
        votes = tie.people[0].votes
        poll.note(catalogue.PARTY_REVOTE_TIED, "party_tie", post=post, names=names, votes=votes, seats=tie.seats)
    if count.short and not fewer:
        values: dict[str, Value] = {"seats": count.contest.seats, "elected": len(count.elected), "short": count.short}
        poll.note(catalogue.PARTY_SEPARATE_ELECTION, "party_shortage", post=post, **values)


def _next(poll: Poll, count: Count, fewer: bool) -> list[NextVote]:
    """就票数相等的人再次投票；不足的名额另行选举: the formal candidates that are left, most approvals first."""
    rules, post = poll.meeting.rules, count.contest.post
    votes = [
        NextVote("revote", post, tie.seats, tuple(one.name for one in tie.people), "plurality", rules["party_tie"])
        for tie in count.ties
    ]
    if count.short and not fewer:
        gone = poll.elected.keys() | poll.tied.keys()
        left = tuple(one.name for one in count.standing if one.name not in gone and not one.write_in)
        votes.append(NextVote("runoff", post, count.short, left, "majority", rules["party_shortage"]))
    return votes


def _why(poll: Poll) -> str:
    return "PARTY_MAJORITY" if poll.by_majority else "REVOTE_MOST_VOTES"


def _not_elected(poll: Poll, count: Count) -> list[NotElected]:
    """Everybody else, most approvals first, and why."""
    post, others = count.contest.post, []
    for one in count.ranked:
        if one in count.elected:
            continue
        missing = max(0, poll.needs - one.approve)
        below = "PARTY_NO_MAJORITY" if poll.by_majority else "NO_VOTES"
        reason = count.why_not.get(one.name) or (below if missing else "FEWER_VOTES")
        others.append(NotElected(post, one.name, one, reason, missing))
    return others


def _nobody(meeting: Meeting, outcome: Outcome, kind: Kind, notes: list[Finding]) -> Decision:
    """The meeting is not valid or the vote is void: nobody is elected, no figure is shown, it is held again."""
    contests = _from_the_highest(meeting.contests)
    rule = meeting.rules["party_quorum" if outcome == "rerun" else "party_box_total"]
    again = tuple(
        NextVote(
            "rerun",
            contest.post,
            contest.seats,
            tuple(sorted(one.name for one in _formal(contest))),
            "plurality" if meeting.round == "revote" else "majority",
            rule,
        )
        for contest in contests
    )
    return Decision(
        outcome=outcome,
        pack=meeting.rules.name,
        due=meeting.due,
        present=meeting.present,
        quorum=outcome == "void",
        participants=None,
        threshold=None,
        elected=(),
        tied=(),
        short=tuple(Shortage(contest.post, contest.seats) for contest in contests),
        next=again,
        not_elected=tuple(
            NotElected(contest.post, name, None, kind.reason)
            for contest in contests
            for name in sorted(one.name for one in contest.candidates)
        ),
        findings=tuple(notes),
        papers=(),
    )
