"""Invented count sheets that hold together: every check of core.count_checks is met, as on a good day.

How the votes fall is the story's (`Falls`); how many stand where, the dice's. A person elected has well over half of
the ballots returned, everybody else clearly less, so that splitting the figures over the places turns nobody's fate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from cunxuan.core.count import SheetContest, SheetDefinition, write_in_key

from .story import Falls

AS_ON_PAPER = "纸面如此，监票人在场核对过。"


@dataclass(frozen=True, slots=True)
class Poll:
    """What is known before the count: roll and squares of each place, and who could be written in."""

    registered: tuple[int, ...]
    squares: tuple[SheetDefinition, ...]
    women: frozenset[str]
    others: tuple[str, ...]
    leading: frozenset[str] = frozenset()  # who have enough votes before the dice say who else
    kind: str = "first"


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet as the counters filled it, and what has to be said beside it."""

    values: dict[str, int]
    explanations: dict[str, str]


def filled_sheets(poll: Poll, falls: Falls, dice: Random, returned: int | None = None) -> list[Filled]:
    """The sheets of every place of a poll."""
    cast = returned if returned is not None else ballots_cast(poll, falls, dice)
    shares = {contest.key: shares_of(contest, poll, falls, dice) for contest in poll.squares[0].contests}
    sheets = [
        filled_sheet(poll, place, returned_here, shares, falls, dice)
        for place, returned_here in enumerate(split(cast, poll.registered))
    ]
    if falls is Falls.TOO_MANY_BALLOTS:
        return [*sheets[:-1], issued_too_few(sheets[-1])]
    alone = len(sheets) == 1 and poll.kind in BY_MAJORITY
    if alone and cast * 2 <= poll.registered[0]:
        return [Filled(sheets[0].values, {**sheets[0].explanations, "Q17": AS_ON_PAPER})]
    return sheets


BY_MAJORITY = ("first", "rerun")


def ballots_cast(poll: Poll, falls: Falls, dice: Random) -> int:
    """Between two thirds and nearly all come; fewer to a runoff; less than half where the story says so."""
    low, high, usual = (0.4, 0.49, 0.46) if falls is Falls.TOO_FEW_CAME else (0.68, 0.96, 0.9)
    if poll.kind not in BY_MAJORITY:
        low, high, usual = 0.55, 0.85, 0.7
    return int(sum(poll.registered) * dice.triangular(low, high, usual))


def split(total: int, weights: Sequence[int]) -> list[int]:
    """A number over places in proportion, the first taking what is left over."""
    parts = [total * weight // sum(weights) for weight in weights]
    return [parts[0] + total - sum(parts), *parts[1:]]


# How the votes of a post fall

TIED = 0.54
WRITTEN_IN = 0.6  # the part of somebody who is elected without being a candidate


@dataclass(frozen=True, slots=True)
class Shares:
    """Of the valid ballots: each candidate's part, in the ballot's order, and the part of each person written in."""

    candidates: tuple[float, ...]
    written: tuple[tuple[str, float], ...]
    equal: tuple[int, ...] = ()  # places on the ballot of those who come out exactly equal


def shares_of(contest: SheetContest, poll: Poll, falls: Falls, dice: Random) -> Shares:
    """Parts for one post: who leads is drawn, with a woman first among the members."""
    order = list(range(len(contest.candidates)))
    dice.shuffle(order)
    if contest.post == "member":
        women = [place for place in order if contest.candidates[place] in poll.women][:1]
        order = [*women, *(place for place in order if place not in women)]
    if poll.leading:
        order.sort(key=lambda place: contest.candidates[place] not in poll.leading)
    if contest.post == "member" and falls is Falls.WOMAN_FIRST:
        return woman_first(contest, order, poll, dice)
    high = winners(contest, poll, falls, dice)
    low = losers(contest, high, poll, falls, dice)
    parts = dict(zip(order, (*high, *low), strict=True))
    equal = tuple(order[contest.seats - 1 : contest.seats + 1]) if is_tied(contest, falls) else ()
    return Shares(tuple(parts[place] for place in range(len(order))), written_in(contest, poll, falls, dice), equal)


def is_tied(contest: SheetContest, falls: Falls) -> bool:
    return falls is Falls.TIED and contest.post == "member"


def is_written_in(contest: SheetContest, falls: Falls) -> bool:
    return falls is Falls.WRITTEN_IN and contest.post == "chair"


def winners(contest: SheetContest, poll: Poll, falls: Falls, dice: Random) -> list[float]:
    """Those with enough votes, from the most to the fewest: one for each seat, one more where two are equal."""
    seats = contest.seats
    if poll.kind not in BY_MAJORITY:
        top = 0.27 if falls is Falls.BELOW_A_THIRD else 0.5
        return [top - 0.02 * place for place in range(seats)]
    high = sorted((dice.uniform(0.57, 0.74 if seats == 1 else 0.82) for _ in range(seats)), reverse=True)
    short = {Falls.CHAIR_SHORT: "chair", Falls.MEMBER_SHORT: "member"}.get(falls)
    if contest.post == short:
        high[-1] = dice.uniform(0.44, 0.46)
    if is_tied(contest, falls):
        high[-1:] = TIED, TIED
    if is_written_in(contest, falls):
        high[-1] = 0.2
    return high


def losers(contest: SheetContest, high: list[float], poll: Poll, falls: Falls, dice: Random) -> list[float]:
    """The others share what is left, none of them near the line."""
    number = len(contest.candidates) - len(high)
    if not number:
        return []
    left = contest.seats - sum(high) - 0.07 - (WRITTEN_IN if is_written_in(contest, falls) else 0)
    below = min(0.42, high[-1] - 0.03) if poll.kind in BY_MAJORITY else high[-1] - 0.06
    most = max(0.0, min(below, left / number))
    return [most * (1 - 0.12 * place - 0.1 * dice.random()) for place in range(number)]


def woman_first(contest: SheetContest, order: list[int], poll: Poll, dice: Random) -> Shares:
    """One more passes half than there are seats, and the woman has the fewest votes of them."""
    woman, *others = order
    men = [place for place in others if contest.candidates[place] not in poll.women]
    passed = [*men[: contest.seats], woman]
    parts = dict.fromkeys(order, 0.1)
    parts |= {place: 0.68 - 0.04 * rank + 0.01 * dice.random() for rank, place in enumerate(passed)}
    parts[woman] = 0.55
    return Shares(tuple(parts[place] for place in range(len(order))), ())


def written_in(contest: SheetContest, poll: Poll, falls: Falls, dice: Random) -> tuple[tuple[str, float], ...]:
    """A few votes for others; where the story says so, more than half for one of them."""
    if is_written_in(contest, falls):
        return ((poll.others[0], WRITTEN_IN),)
    if poll.kind not in BY_MAJORITY or dice.random() < 0.4:
        return ()
    names = dice.sample(poll.others, k=dice.randint(1, 4))
    return tuple((name, 0.004 + 0.004 * dice.random()) for name in names)


# One sheet


def filled_sheet(
    poll: Poll, place: int, returned: int, shares: Mapping[str, Shares], falls: Falls, dice: Random
) -> Filled:
    """A sheet on which everything agrees; now and then somebody took a ballot home."""
    definition = poll.squares[place]
    missing = falls is not Falls.TOO_MANY_BALLOTS and returned > 100 and dice.random() < 0.12
    lost = dice.choice((1, 2, 3)) if missing else 0
    rejected = int(returned * dice.uniform(0.004, 0.018))
    values = {
        **ballots(poll.registered[place], returned + lost, dice),
        **boxes(definition, returned, dice),
        "returned": returned,
        "valid": returned - rejected,
        "rejected": rejected,
    }
    for contest in definition.contests:
        values |= votes(contest, shares[contest.key], values["valid"], dice)
    said = {"Q08": f"有 {lost} 人领票后没有投票，选票未收回。"} if lost else {}
    return Filled(values, said)


def ballots(registered: int, issued: int, dice: Random) -> dict[str, int]:
    """Where every printed ballot went."""
    printed = (registered + registered // 40 + 19) // 10 * 10
    spoiled = min(dice.randrange(7), printed - issued)
    return {
        "registered": registered,
        "printed": printed,
        "issued": issued,
        "proxy": int(issued * dice.uniform(0.04, 0.1)),
        "spoiled": spoiled,
        "unused": printed - issued - spoiled,
    }


def boxes(definition: SheetDefinition, returned: int, dice: Random) -> dict[str, int]:
    """A few ballots in each mobile box, the others in the fixed ones."""
    mobile = {box.field: int(returned * dice.uniform(0.03, 0.08)) for box in definition.boxes if box.mobile}
    fixed = [box.field for box in definition.boxes if not box.mobile]
    rest = split(returned - sum(mobile.values()), [1] * len(fixed))
    found = mobile | dict(zip(fixed, rest, strict=True))
    return {box.field: found[box.field] for box in definition.boxes}


def votes(contest: SheetContest, shares: Shares, valid: int, dice: Random) -> dict[str, int]:
    """The squares of one post: votes near the shares, and blank whatever is left of the ballots' places."""
    near = [max(0.0, share + dice.uniform(-0.012, 0.012)) for share in shares.candidates]
    for place in shares.equal:
        near[place] = shares.candidates[place]
    found = dict(zip(contest.candidate_fields, (int(valid * part) for part in near), strict=True))
    names = {write_in_key(contest, name): int(valid * part) for name, part in shares.written}
    names = {key: number for key, number in names.items() if number}
    found[contest.write_in_field] = sum(names.values())
    if contest.has_against:
        found[f"{contest.key}.against"] = 0
    found[contest.blank_field] = valid * contest.seats - sum(found.values())
    assert found[contest.blank_field] >= 0, (contest.key, shares)
    return found | names


def issued_too_few(sheet: Filled) -> Filled:
    """Three more ballots come out of the boxes than were given out, and the paper says so."""
    values = {**sheet.values, "issued": sheet.values["returned"] - 3}
    values["unused"] = values["printed"] - values["issued"] - values["spoiled"]
    values["proxy"] = min(values["proxy"], values["issued"])
    return Filled(values, {"Q07": AS_ON_PAPER})
