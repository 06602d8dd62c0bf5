"""What a result says of each person: votes, what they led to, and why, in a sentence.

From the case and its answer (core.case). Where fewer than 30 ballots were cast the public is told no figure of any
person, and the order is the ballot's, because an order by votes would tell as much (secret ballot, Organic Law
art. 18).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from cunxuan.core.law import Rules
from cunxuan.core.people.relatives import concerns
from cunxuan.core.reasons import WHY_ELECTED, WORDS
from cunxuan.core.telling_words import (
    NOTHING,
    Article,
    Text,
    article_of,
    capital,
    names,
    number,
    place,
    post_title,
    told,
)

FEWEST_BALLOTS = 30

Doc = Mapping[str, Any]
Outcome = Literal["elected", "not_elected", "runoff", "revote"]

#: Why somebody is not elected and can still be a candidate of the runoff.
STILL_STANDING = frozenset(
    ("NO_MAJORITY", "BELOW_ONE_THIRD", "NO_VOTES", "FEWER_VOTES", "DISPLACED_BY_WOMAN_FIRST", "SEAT_RESERVED_FOR_WOMAN")
)


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote that is told of: the case, the answer, the law, and the votes that follow."""

    case: Doc
    answer: Doc
    rules: Rules
    next: tuple[Doc, ...]
    public: bool

    @property
    def hides_figures(self) -> bool:
        """Fewer than 30 ballots: figures for each person could give away who voted how."""
        return self.public and int(self.case["account"]["returned"]) < FEWEST_BALLOTS

    @property
    def before(self) -> list[Doc]:
        """Those whom earlier votes of this election elected."""
        return list(self.case.get("elected_before", ()))

    @property
    def needs(self) -> int | None:
        """Votes needed to be elected; None where those tied are voted on again."""
        threshold = self.answer["threshold"]
        return threshold["needs"] if threshold else None


@dataclass(frozen=True, slots=True)
class PersonTold:
    """One person's votes for one post, what they led to, why, and the article where the figures alone do not say it."""

    name: str
    sex: str  # M, F, empty where it is not known
    write_in: bool
    votes: int | None  # with those counted down; None where too few ballots were cast
    merged: int  # of these, cast for a higher post and counted down (票数下加)
    outcome: Outcome
    sentence: Text
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class PostTold:
    """A post, its seats, everybody on the ballot or still in the running, and the others who were written in."""

    post: str
    woman_only: bool
    seats: int
    title: Text
    people: tuple[PersonTold, ...]
    others: tuple[tuple[str, int], ...]

    @property
    def other_votes(self) -> int:
        return sum(votes for _, votes in self.others)


class Seen(NamedTuple):
    """One person of one post, with what is needed to say why."""

    vote: Vote
    contest: Doc
    name: str
    sex: str
    own: int  # votes for this post itself
    entry: Doc  # what the answer says
    peers: tuple[Doc, ...]  # what it says of everybody for this post

    @property
    def title(self) -> Text:
        return post_title(self.contest["post"], self.woman_only)

    @property
    def woman_only(self) -> bool:
        return bool(self.contest.get("woman_only", False))

    @property
    def elected(self) -> bool:
        return self.entry["reason"] in WHY_ELECTED

    @property
    def merged(self) -> int:
        return int(self.entry["votes"]) - self.own


def posts_told(vote: Vote) -> tuple[PostTold, ...]:
    """Every post in the order of the ballot."""
    woman = first_woman(vote)
    return tuple(post_told(vote, contest, woman) for contest in vote.case["contests"])


def post_told(vote: Vote, contest: Doc, woman: Doc | None) -> PostTold:
    entries = [entry_of(vote.answer, contest, one["name"]) for one in contest["candidates"]]
    people: list[PersonTold] = []
    others: list[tuple[str, int]] = []
    for one, entry in zip(contest["candidates"], entries, strict=True):
        seen = Seen(vote, contest, one["name"], one.get("sex", ""), one["votes"], entry, tuple(entries))
        person = person_told(seen, write_in=one.get("write_in", False), marks_woman=entry is woman)
        if person.write_in and person.outcome == "not_elected":
            others.append((person.name, seen.own))
        else:
            people.append(person)
    if not vote.hides_figures:
        people.sort(key=lambda person: -(person.votes or 0))
    return PostTold(
        post=contest["post"],
        woman_only=contest.get("woman_only", False),
        seats=contest["seats"],
        title=post_title(contest["post"], contest.get("woman_only", False)),
        people=tuple(people),
        others=() if vote.hides_figures else tuple(sorted(others, key=lambda other: (-other[1], other[0]))),
    )


def entry_of(answer: Doc, contest: Doc, name: str) -> Doc:
    """What the answer says of a person for a post; of two lines of one post the woman's is decided first."""
    whole = [*answer["elected"], *answer["not_elected"]]
    found: list[Doc] = [one for one in whole if (one["post"], one["name"]) == (contest["post"], name)]
    if len(found) == 1:
        return found[0]
    womans_first = found[0]["reason"] not in WHY_ELECTED or found[1]["reason"] == "ALREADY_ELECTED"
    return found[0] if contest.get("woman_only", False) == womans_first else found[1]


def first_woman(vote: Vote) -> Doc | None:
    """The first woman elected to this committee, in this vote: what the law asks for is met with her."""
    if any(one.get("sex") == "F" for one in vote.before):
        return None
    women = {one["name"] for contest in vote.case["contests"] for one in contest["candidates"] if one.get("sex") == "F"}
    return next((one for one in vote.answer["elected"] if one["name"] in women), None)


def person_told(seen: Seen, *, write_in: bool, marks_woman: bool) -> PersonTold:
    reason, hidden = seen.entry["reason"], seen.vote.hides_figures
    sentence = told(in_words(reason) if hidden else told(counted_down(seen), WHY[reason](seen)), in_the_runoff(seen))
    article = article_for(seen, reason)
    if marks_woman and reason != "WOMAN_FIRST":
        sentence = told(
            sentence,
            Text(
                "新一届有妇女成员，符合法律要求。", "The new committee has a woman among its members, as the law asks."
            ),
        )
        article = article_of(seen.vote.rules["women_min"], seen.vote.rules)
    return PersonTold(
        name=seen.name,
        sex=seen.sex,
        write_in=write_in,
        votes=None if hidden else seen.entry["votes"],
        merged=0 if hidden else seen.merged,
        outcome=outcome_of(seen),
        sentence=sentence,
        article=article,
    )


def outcome_of(seen: Seen) -> Outcome:
    if seen.elected:
        return "elected"
    if seen.entry["reason"] in ("REVOTE_TIED", "AWAITS_REVOTE"):
        return "revote"
    ballot = ballot_with(seen, "runoff")
    return "runoff" if ballot and not ballot["optional"] else "not_elected"


def ballot_with(seen: Seen, kind: str) -> Doc | None:
    """The vote that follows for this post with this person on its ballot."""
    wanted = kind, seen.contest["post"]
    ballots = (one for one in seen.vote.next if (one["kind"], one["post"]) == wanted)
    return next((one for one in ballots if seen.name in one["candidates"]), None)


def in_words(reason: str) -> Text:
    """Why, without any figure."""
    zh, en = WORDS[reason]
    return Text(f"{zh}。", capital(f"{en}."))


def article_for(seen: Seen, reason: str) -> Article | None:
    """The article of what does not follow from the votes needed."""
    rules = seen.vote.rules
    if reason in ("WOMAN_FIRST", "DISPLACED_BY_WOMAN_FIRST", "SEAT_RESERVED_FOR_WOMAN", "NOT_A_WOMAN"):
        return article_of(rules.get("woman_seat") or rules["women_min"], rules)
    if reason in ("REVOTE_TIED", "AWAITS_REVOTE"):
        return article_of(rules.get("tie") or rules["win"], rules)
    if reason.startswith("KIN_"):
        return article_of(rules.get("committee_kin"), rules)
    return None


# -- sentences ----------------------------------------------------------------------------------------------------


def counted_down(seen: Seen) -> Text:
    """票数下加: which votes make up the sum."""
    if not seen.merged:
        return NOTHING
    posts = [contest["post"] for contest in seen.vote.case["contests"] if stands(contest, seen.name)]
    higher = names(post_title(post).zh for post in posts if post != seen.contest["post"]).zh
    higher_en = names(post_title(post).en for post in posts if post != seen.contest["post"]).en
    own, added, votes = number(seen.own), number(seen.merged), number(seen.entry["votes"])
    return Text(
        f"{seen.title.zh}得 {own} 票，加上没有当选{higher}的 {added} 票，合计 {votes} 票。",
        f"{own} votes for {seen.title.en} and {added} counted down from {higher_en} make {votes}.",
    )


def stands(contest: Doc, name: str) -> bool:
    return any(one["name"] == name for one in contest["candidates"])


def line(seen: Seen) -> Text:
    """越过当选线 522 票, 达到当选线 348 票; nothing where there is no line."""
    threshold = seen.vote.answer["threshold"]
    if threshold is None:
        return NOTHING
    reached = "达到" if threshold["rule"].startswith(">=") else "越过"
    needs = number(threshold["needs"])
    return Text(f"{reached}当选线 {needs} 票，", f"has the {needs} votes needed and ")


def placed(seen: Seen) -> Text:
    """得票最多, 在委员中得票第二, 在委员中得票并列第二."""
    rank, title = rank_among(seen.peers, seen), seen.title
    equal = sum(peer["votes"] == seen.entry["votes"] for peer in seen.peers) > 1
    if rank == 1 and not equal and seen.contest["seats"] == 1:
        return Text("得票最多", "has most votes")
    ordinal = place(rank)
    return Text(
        f"在{title.zh}中得票{'并列' if equal else ''}{ordinal.zh}",
        f"is {'equal ' if equal else ''}{ordinal.en} in votes for {title.en}",
    )


def most_votes(seen: Seen) -> Text:
    reached, rank = line(seen), placed(seen)
    return Text(f"{reached.zh}{rank.zh}，当选。", capital(f"{reached.en}{rank.en}: elected."))


def woman_first(seen: Seen) -> Text:
    reached = line(seen)
    return Text(
        f"{reached.zh}在越过当选线的妇女中得票最多；主任、副主任当选人中没有妇女，首先当选委员。",
        capital(f"{reached.en}most votes among the women who have them; ")
        + "as no woman is elected chair or vice-chair, she is elected member first.",
    )


def missing(seen: Seen) -> Text:
    """没有越过当选线，差 25 票."""
    reached = "达到" if seen.entry["reason"] == "BELOW_ONE_THIRD" else "越过"
    short = seen.entry["short_of_threshold"]
    return Text(
        f"没有{reached}当选线，差 {number(short)} 票。",
        f"{number(short)} vote{'' if short == 1 else 's'} short of those needed.",
    )


def no_votes(_: Seen) -> Text:
    return Text("没有得票。", "No votes.")


def fewer_votes(seen: Seen) -> Text:
    if seen.vote.needs is None:
        return Text("得票较少，未当选。", "Fewer votes; not elected.")
    return Text("得票够当选线，但名额已由得票更多的人当选。", "Enough votes, but those with more have taken the seats.")


def tied(seen: Seen) -> Text:
    ballot = ballot_with(seen, "revote")
    assert ballot is not None, "those tied are voted on again"
    rivals = names(name for name in ballot["candidates"] if name != seen.name)
    seats = ballot["seats"]
    return Text(
        f"与{rivals.zh}票数相等，名额只有 {seats} 个，再次投票决定。",
        f"As many votes as {rivals.en} for {seats} seat{'s' if seats > 1 else ''}: a new vote decides.",
    )


def displaced(seen: Seen) -> Text:
    woman = next(one["name"] for one in seen.vote.answer["elected"] if one["reason"] == "WOMAN_FIRST")
    return Text(
        f"得票够当选线，但主任、副主任当选人中没有妇女，{woman}首先当选委员，名额已满。",
        f"Enough votes, but no woman is elected chair or vice-chair: {woman} is elected member first and the seats are "
        "taken.",
    )


def reserved(_: Seen) -> Text:
    return Text(
        "得票够当选线，但当选人中没有妇女，委员的一个名额保留给妇女另行选举。",
        "Enough votes, but no woman is elected: one member's seat is kept for the election of a woman.",
    )


def elected_elsewhere(seen: Seen) -> Text:
    people = [*seen.vote.before, *seen.vote.answer["elected"]]
    post = next(one["post"] for one in people if one["name"] == seen.name)
    return Text(
        f"已当选{post_title(post).zh}，不再参加这一项的认定。",
        f"Elected {post_title(post).en} and therefore left out here.",
    )


def awaits(_: Seen) -> Text:
    return Text(
        "得票够当选线，但要等再次投票以后才能确定。", "Enough votes; settled only after the new vote among those tied."
    )


def not_a_woman(_: Seen) -> Text:
    return Text("不是妇女，不能当选妇女委员。", "Not a woman, so not elected as the woman member.")


def of_elected(seen: Seen) -> Text:
    """Between whom the law chose: who is elected and related to this one."""
    elected = {one["name"] for one in (*seen.vote.before, *seen.vote.answer["elected"])}
    law = seen.vote.rules["committee_kin"].value
    ties = [
        tie for tie in seen.vote.case["kin"] if seen.name in (tie["a"], tie["b"]) and concerns(law, tie["relation"])
    ]
    stays = names(dict.fromkeys(one for tie in ties for one in (tie["a"], tie["b"]) if one in elected))
    return Text(
        f"得票够当选，但与当选的 {stays.zh} 有应当回避的亲属关系，不能同时任职，未当选。",
        f"Has enough votes but is a relative of {stays.en}, who is elected; the two may not sit together. Not elected.",
    )


def as_worded(seen: Seen) -> Text:
    """What needs no figure is said as `cunxuan law determine` says it."""
    return in_words(seen.entry["reason"])


#: One sentence for each reason of core.reasons that an answer with figures can give.
WHY: dict[str, Callable[[Seen], Text]] = {
    "MAJORITY_MOST_VOTES": most_votes,
    "WOMAN_FIRST": woman_first,
    "MERGED": most_votes,
    "RUNOFF_MOST_VOTES": most_votes,
    "REVOTE_MOST_VOTES": most_votes,
    "NO_MAJORITY": missing,
    "BELOW_ONE_THIRD": missing,
    "NO_VOTES": no_votes,
    "FEWER_VOTES": fewer_votes,
    "REVOTE_TIED": tied,
    "DISPLACED_BY_WOMAN_FIRST": displaced,
    "SEAT_RESERVED_FOR_WOMAN": reserved,
    "ELECTED_TO_HIGHER_POST": elected_elsewhere,
    "ALREADY_ELECTED": elected_elsewhere,
    "AWAITS_REVOTE": awaits,
    "NOT_A_WOMAN": not_a_woman,
    "FILLED_WITHOUT_A_NEW_VOTE": as_worded,
    "KIN_REFILLED": as_worded,
    "KIN_OF_ELECTED": of_elected,
    "KIN_MEETING_DECIDES": as_worded,
    "KIN_NOT_SETTLED": as_worded,
    "NOT_AN_ELECTED_MEMBER": as_worded,
}


def in_the_runoff(seen: Seen) -> Text:
    """未当选的人中得票第一，进入另行选举: for whoever is on the ballot of the vote that follows."""
    ballot = None if seen.elected else ballot_with(seen, "runoff")
    if ballot is None:
        return NOTHING
    if ballot["optional"]:
        return Text("如果另行选举，列为候选人。", "A candidate if there is a runoff.")
    kept = ballot["woman_only"] and not seen.woman_only
    again = seen.vote.case["round"] == "runoff"
    goes = Text(
        f"进入{'妇女名额的' if kept else '下一次' if again else ''}另行选举。",
        f"stands in the {'next ' if again else ''}runoff.",
    )
    if seen.vote.hides_figures:
        return Text(goes.zh, capital(goes.en))
    women = kept or rank_among(rivals_of(seen), seen) > len(ballot["candidates"])  # put on the ballot as a woman
    rank = place(rank_among(rivals_of(seen, women=women), seen))
    who = Text("妇女", "the women") if women else Text("人", "those")
    return Text(f"未当选的{who.zh}中得票{rank.zh}，{goes.zh}", f"{rank.en} among {who.en} not elected: {goes.en}")


def rank_among(rivals: Iterable[Doc], seen: Seen) -> int:
    votes: int = seen.entry["votes"]
    return 1 + len([one for one in rivals if one["votes"] > votes])


def rivals_of(seen: Seen, *, women: bool = False) -> list[Doc]:
    """Those of this post who are not elected and can stand again."""
    sexes = {one["name"]: one.get("sex") for one in seen.contest["candidates"]}
    standing = (one for one in seen.peers if one["reason"] in STILL_STANDING)
    return [one for one in standing if not women or sexes[one["name"]] == "F"]
