"""The result in words that a villager can follow: one sentence first, then three figures, each person, what is next.

In: the case that the law was asked and the answer it gave (core.case), and what neither knows: when the roll was
published, when the next vote is held, whether a meeting left the missing seats vacant. Out: `Telling`, everything in
Chinese and English. Nothing is decided here; every verdict carries the article that decides it. Legal basis: Organic
Law art. 18 (art. 15 before 2026), the result is announced on the spot.

Public: `tell`, `Telling`, `Figure`, `Step`, `Remark`, `where_the_ballots_went`; `PersonTold`, `PostTold` of
core.telling_people; `Text`, `Article` of core.telling_words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cunxuan.core.contest import POSTS
from cunxuan.core.dates import days_between
from cunxuan.core.law import Rules, rules_of_pack
from cunxuan.core.telling_people import FEWEST_BALLOTS, Doc, PersonTold, PostTold, Vote, posts_told
from cunxuan.core.telling_words import (
    NOTHING,
    ROUNDS,
    Article,
    Text,
    article_of,
    cited,
    day,
    half,
    long_day,
    names,
    number,
    post_title,
    share,
    told,
)

__all__ = [
    "FEWEST_BALLOTS",
    "Article",
    "Figure",
    "PersonTold",
    "PostTold",
    "Remark",
    "Step",
    "Telling",
    "Text",
    "tell",
    "where_the_ballots_went",
]

#: Findings that make a vote void before anybody's votes are looked at.
VOID = (
    "ELECTION_VOID_BALLOTS_EXCEED_ISSUED",
    "ELECTION_VOID_BALLOTS_EXCEED_VOTERS",
    "ELECTION_VOID_BALLOTS_EXCEED_ROLL",
    "ELECTION_INVALID_TURNOUT",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that decides something: the number, why it decides, and the article."""

    value: int
    reason: Text
    article: Article | None


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about the result as a whole, and its article."""

    text: Text
    article: Article | None


@dataclass(frozen=True, slots=True)
class Step:
    """What happens next: when, who is voted on, how it is won, by which article; a deadline while no day is fixed."""

    kind: str  # runoff, revote, rerun; vacancy where the seats may stay vacant
    heading: Text
    sentence: Text
    article: Article | None
    on: date | None = None
    deadline: Remark | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A whole result. `void` says why a vote has no effect; then there is no figure of any person."""

    headline: Text
    registered: Figure
    took_part: Figure | None
    needs: Figure | None
    how_won: Remark | None  # instead of `needs`, where those tied are voted on again
    posts: tuple[PostTold, ...]
    void: Remark | None
    hides_figures: bool
    next: tuple[Step, ...]
    remarks: tuple[Remark, ...]

    @property
    def is_valid(self) -> bool:
        return self.void is None

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article that is cited, each once, in the order of the telling."""
        figures = (self.registered, self.took_part, self.needs, self.how_won, self.void, *self.next, *self.remarks)
        people = (person for post in self.posts for person in post.people)
        deadlines = (step.deadline for step in self.next)
        found = (one.article for one in (*figures, *deadlines, *people) if one and one.article)
        return tuple(dict.fromkeys(found))


def tell(
    case: Doc,
    answer: Doc,
    *,
    roll_on: date | None = None,
    next_on: Mapping[str, date] | None = None,
    left_vacant_on: date | None = None,
    public: bool = True,
) -> Telling:
    """The result of one vote in words. `next_on` gives the polling day of a vote that follows, by its kind.

    Not `public` is the report that goes to the township and the county: it has every figure of the signed paper.
    """
    rules = rules_of_pack(answer["pack"], polling_day(case))
    vote = Vote(case, answer, rules, () if left_vacant_on else tuple(answer["next"]), public)
    void = void_of(vote)
    days = dict(next_on or {})
    return Telling(
        headline=headline(vote, void, days, left_vacant_on),
        registered=registered(vote, roll_on),
        took_part=took_part(vote),
        needs=needs(vote),
        how_won=None if void or answer["threshold"] else most_votes_win(vote),
        posts=() if void else posts_told(vote),
        void=void,
        hides_figures=vote.hides_figures,
        next=steps(vote, days),
        remarks=tuple(remarks(vote, left_vacant_on)),
    )


def polling_day(case: Doc) -> date:
    return date.fromisoformat(case["polling_day"])


def finding(vote: Vote, *reasons: str) -> Doc | None:
    """The first finding with one of these reasons."""
    return next((one for one in vote.answer["findings"] if one["reason"] in reasons), None)


# -- valid or not -------------------------------------------------------------------------------------------------


def void_of(vote: Vote) -> Remark | None:
    """Why the vote has no effect; None where it has."""
    found = finding(vote, *VOID)
    if found is None:
        return None
    numbers = {key: number(value) for key, value in found["numbers"].items()}
    return Remark(why_void(found["reason"], numbers), cited(found, vote.rules))


def why_void(reason: str, numbers: Mapping[str, str]) -> Text:
    if reason == "ELECTION_INVALID_TURNOUT":
        part, registered = numbers["participants"], numbers["registered"]
        return Text(
            f"登记 {registered} 人，参加投票 {part} 人，没有超过一半",
            f"{part} of {registered} registered took part, not more than half",
        )
    kind, zh, en = {
        "ELECTION_VOID_BALLOTS_EXCEED_ISSUED": ("issued", "发出的 {} 张", "the {} issued"),
        "ELECTION_VOID_BALLOTS_EXCEED_VOTERS": ("signed", "签到投票的 {} 人", "the {} who signed"),
        "ELECTION_VOID_BALLOTS_EXCEED_ROLL": ("registered", "登记参加选举的 {} 人", "the {} registered"),
    }[reason]
    more = numbers[kind]
    return Text(
        f"收回选票 {numbers['returned']} 张，多于{zh.format(more)}",
        f"{numbers['returned']} ballots were returned, more than {en.format(more)}",
    )


def headline(vote: Vote, void: Remark | None, days: Mapping[str, date], left_vacant_on: date | None) -> Text:
    """One sentence first: valid or not, how many are elected, what is open and when."""
    on, (zh, en) = long_day(polling_day(vote.case)), ROUNDS[vote.case["round"]]
    if void:
        again = when(vote, "rerun", days)
        return Text(
            f"{on.zh}{zh}无效：{void.text.zh}。{again.zh}重新选举。",
            f"{en} on {on.en} is void: {void.text.en}. It is held again{again.en}.",
        )
    outcome = outcome_in_short(vote, days, left_vacant_on)
    return Text(f"{on.zh}{zh}有效。{outcome.zh}", f"{en} on {on.en} is valid. {outcome.en}")


def outcome_in_short(vote: Vote, days: Mapping[str, date], left_vacant_on: date | None) -> Text:
    """选出 4 人，委员还缺 1 名，12 月 20 日另行选举."""
    elected = len(vote.answer["elected"])
    if vote.answer["outcome"] == "decided":
        return decided(vote, elected)
    parts = [Text(f"选出 {elected} 人" if elected else "没有人当选", f"{elected or 'Nobody'} elected")]
    parts += [tie_in_short(ballot, days) for ballot in vote.next if ballot["kind"] == "revote"]
    waiting = finding(vote, "SEAT_AWAITS_REVOTE")
    if waiting:
        seats = waiting["numbers"]["seats"]
        parts.append(Text(f"{seats} 个名额等再次投票后确定", f"{seats} more to be settled after the new vote"))
    if vote.answer["short"]:
        parts += [missing_in_short(vote), how_filled(vote, days, left_vacant_on)]
    return Text("，".join(one.zh for one in parts) + "。", "; ".join(one.en for one in parts) + ".")


def decided(vote: Vote, elected: int) -> Text:
    if vote.case["round"] in ("first", "rerun"):
        return Text(f"应选 {elected} 名，全部选出。", all_filled(elected))
    return Text(f"要选的 {elected} 名已经选出。", all_filled(elected))


def all_filled(seats: int) -> str:
    return "The seat is filled." if seats == 1 else f"All {seats} seats are filled."


def tie_in_short(ballot: Doc, days: Mapping[str, date]) -> Text:
    people, title = names(ballot["candidates"]), post_title(ballot["post"], ballot["woman_only"])
    on = day(days["revote"]) if "revote" in days else None
    return Text(
        f"{people.zh}票数相等，{on.zh if on else ''}再次投票选{title.zh} {ballot['seats']} 名",
        f"{people.en} are tied and voted on again for {title.en}{f' on {on.en}' if on else ''}",
    )


def missing_in_short(vote: Vote) -> Text:
    """委员还缺 1 名、委员还缺 1 名（应为妇女）, or 妇女委员还缺 1 名 where the ballot has a line for her."""
    short = vote.answer["short"]
    has_line = any(contest.get("woman_only", False) for contest in vote.case["contests"])
    titles = [post_title(one["post"], one["woman"] and has_line) for one in short]
    kept = [Text("（应为妇女）", ", a woman") if one["woman"] and not has_line else NOTHING for one in short]
    each = list(zip(titles, short, kept, strict=True))
    zh = "、".join(f"{title.zh}还缺 {one['seats']} 名{woman.zh}" for title, one, woman in each)
    en = ", ".join(f"{title.en} {one['seats']}{woman.en}" for title, one, woman in each)
    seats = sum(one["seats"] for one in short)
    return Text(zh, f"{seats} seat{'s' if seats > 1 else ''} still open ({en})")


def how_filled(vote: Vote, days: Mapping[str, date], left_vacant_on: date | None) -> Text:
    if left_vacant_on:
        return Text(f"{day(left_vacant_on).zh}决定不再选", f"left vacant as decided on {day(left_vacant_on).en}")
    if vote.answer["outcome"] == "may_stop":
        return Text("可以空缺，也可以另行选举", "they may stay vacant or be filled in a runoff")
    at = when(vote, "runoff", days)
    again = "继续" if vote.answer["outcome"] == "continue" else ""
    return Text(f"{at.zh}{again}另行选举", f"{'another ' if again else ''}runoff{at.en}")


def when(vote: Vote, kind: str, days: Mapping[str, date]) -> Text:
    """On a day that is fixed, by the last day the law allows, or simply that it must be."""
    if kind in days:
        return Text(day(days[kind]).zh, f" on {day(days[kind]).en}")
    last = last_day(vote, kind)
    return Text(f"最迟 {day(last).zh}", f" by {day(last).en}") if last else Text("须", "")


def last_day(vote: Vote, kind: str) -> date | None:
    found = (date.fromisoformat(one["by"]) for one in vote.next if one["kind"] == kind and one["by"])
    return min(found, default=None)


# -- three figures ------------------------------------------------------------------------------------------------


def registered(vote: Vote, roll_on: date | None) -> Figure:
    rule, value = vote.rules["roll_days_before"], vote.case["registered"]
    article = article_of(rule, vote.rules)
    if roll_on is None:
        return Figure(value, Text("名单上的人数。", "People on the roll."), article)
    on = day(roll_on)
    if vote.case["round"] != "first":
        return Figure(value, Text(f"{on.zh}公布的名单。", f"The roll published on {on.en}."), article)
    days, wanted = days_between(roll_on, polling_day(vote.case)), rule.value
    assert isinstance(wanted, int), "a number of days"
    enough = days >= wanted
    return Figure(
        value,
        Text(
            f"{on.zh}公布，比选举日早 {days} 天{'' if enough else f'，少于 {wanted} 天'}。",
            f"Published on {on.en}, {days} days before polling day{'' if enough else f', fewer than {wanted}'}.",
        ),
        article,
    )


def took_part(vote: Vote) -> Figure | None:
    """Those who took part, and whether they are enough; nothing where more ballots came back than the law allows."""
    value = vote.answer["participants"]
    if value is None:
        return None
    tested = finding(vote, "TURNOUT_OK", "ELECTION_INVALID_TURNOUT")
    if tested is None:
        return Figure(
            value,
            Text(
                "收回的选票数；这一次不要求过半数参加。", "Ballots returned; this vote needs no majority to take part."
            ),
            cited(vote.answer["threshold"], vote.rules) or tie_article(vote.rules),
        )
    of = half(vote.case["registered"])
    enough = tested["reason"] == "TURNOUT_OK"
    return Figure(
        value,
        Text(
            f"{'' if enough else '没有'}超过一半（一半是 {of}），选举{'有效' if enough else '无效'}。",
            f"{'More' if enough else 'Not more'} than half ({of}): the vote is {'valid' if enough else 'void'}.",
        ),
        cited(tested, vote.rules),
    )


def needs(vote: Vote) -> Figure | None:
    """超过参加投票人数的一半：522 × 2 > 1,043; 不少于已投选票的三分之一：348 × 3 ≥ 1,043."""
    threshold = vote.answer["threshold"]
    if threshold is None:
        return None
    needed, of, rule = threshold["needs"], threshold["of"], threshold["rule"]
    part, (num, den) = share(rule), map(int, rule.lstrip(">=").split("/"))
    strict = not rule.startswith(">=")
    sum_ = f"{number(needed)} × {den} {'>' if strict else '≥'} {number(of)}{f' × {num}' if num > 1 else ''}"
    return Figure(
        needed,
        Text(
            f"{'超过参加投票人数的' if strict else '不少于已投选票的'}{part.zh}：{sum_}。",
            f"{'More than' if strict else 'At least'} {part.en} of the ballots: {sum_}.",
        ),
        cited(threshold, vote.rules),
    )


def most_votes_win(vote: Vote) -> Remark:
    return Remark(
        Text("得票多的当选，没有最低票数。", "Most votes win; there is no least number."), tie_article(vote.rules)
    )


def tie_article(rules: Rules) -> Article | None:
    return article_of(rules.get("tie") or rules["win"], rules)


# -- what happens next --------------------------------------------------------------------------------------------

HEADINGS = {
    "runoff": Text("另行选举怎么选", "How the runoff is held"),
    "revote": Text("再次投票怎么选", "How the new vote is held"),
    "rerun": Text("重新选举怎么选", "How the vote is held again"),
}


def steps(vote: Vote, days: Mapping[str, date]) -> tuple[Step, ...]:
    """The votes that follow; those of a rerun, which are alike, as one."""
    reruns = [ballot for ballot in vote.next if ballot["kind"] == "rerun"]
    if reruns:
        return (step(vote, reruns[0], days, rerun(reruns)),)
    votes = (step(vote, ballot, days, told(on_the_ballot(ballot), how_won(ballot))) for ballot in vote.next)
    may_stop = vacancy(vote)
    return (*([may_stop] if may_stop else ()), *votes)


def step(vote: Vote, ballot: Doc, days: Mapping[str, date], sentence: Text) -> Step:
    kind = ballot["kind"]
    article = article_of(vote.rules["runoff_floor"], vote.rules) if kind == "runoff" else cited(ballot, vote.rules)
    on = days.get(kind)
    return Step(kind, HEADINGS[kind], sentence, article, on, None if on else deadline(vote, ballot))


def deadline(vote: Vote, ballot: Doc) -> Remark | None:
    """The last day that the law allows for a vote whose day is not fixed yet."""
    if not ballot["by"]:
        return None
    last, days = day(date.fromisoformat(ballot["by"])), ballot["within_days"]
    said = Text(f"最迟 {last.zh}举行（{days} 日以内）。", f"To be held by {last.en} (within {days} days).")
    return Remark(said, cited(ballot, vote.rules))


def rerun(ballots: list[Doc]) -> Text:
    posts = sorted({(ballot["post"], ballot["woman_only"]) for ballot in ballots}, key=lambda one: POSTS.index(one[0]))
    titles = [post_title(*one) for one in posts]
    again = Text(
        f"{'、'.join(one.zh for one in titles)}都重新投票，候选人不变。",
        f"{', '.join(one.en for one in titles)}: voted on again with the same candidates.",
    )
    return told(again, how_won(ballots[0]))


def on_the_ballot(ballot: Doc) -> Text:
    """赵福生、吴春梅 2 人中选委员 1 名."""
    people, seats = ballot["candidates"], ballot["seats"]
    title = post_title(ballot["post"], ballot["woman_only"])
    if len(people) <= seats and ballot["kind"] == "runoff":
        who = names(people) if people else Text("没有人", "nobody")
        return Text(
            f"要选{title.zh} {seats} 名，可作候选人的只有{who.zh}，由村民选举委员会按选举办法补足候选人。",
            f"{seats} to be elected as {title.en}, and {who.en} can be a candidate: the election committee adds "
            "candidates as the method says.",
        )
    return Text(
        f"{names(people).zh} {len(people)} 人中选{title.zh} {seats} 名。",
        f"{names(people).en}: {seats} of {len(people)} elected as {title.en}.",
    )


def how_won(ballot: Doc) -> Text:
    if ballot["win"] == "majority":
        return Text(
            "过半数的人参加投票才有效，得票超过参加投票人数的一半才能当选。",
            "It is valid if more than half take part; more than half of the ballots elect.",
        )
    if ballot["floor"] is None:
        return Text("得票多的当选。", "Most votes win.")
    least = share(ballot["floor"])
    return Text(
        f"得票多的当选，但不能少于已投选票的{least.zh}。", f"Most votes win, but at least {least.en} of the ballots."
    )


def vacancy(vote: Vote) -> Step | None:
    """Seats that may stay vacant, and who decides that."""
    found = finding(vote, "MAY_LEAVE_VACANT") if vote.next else None
    if found is None:
        return None
    elected, short = found["numbers"]["elected"], found["numbers"]["short"]
    decides = DECIDED_BY[vote.answer["vacancy"]["decided_by"]]
    may = Text(
        f"已经选出 {elected} 人，缺的 {short} 名可以空缺，{decides.zh}",
        f"{elected} are elected and the {short} missing may stay vacant; {decides.en}",
    )
    sentence = told(may, STOPPED) if vote.answer["vacancy"]["stopped"] else may
    return Step("vacancy", Text("缺额怎么办", "The open seats"), sentence, cited(found, vote.rules))


DECIDED_BY = {
    "meeting": Text("由村民会议或者村民代表会议决定。", "the villagers' or the representatives' meeting decides."),
    "law": Text("也可以另行选举。", "a runoff may be held as well."),
}
STOPPED = Text("村选举办法定为不再选。", "The village's method says that it ends here.")


# -- remarks ------------------------------------------------------------------------------------------------------


def remarks(vote: Vote, left_vacant_on: date | None) -> Iterable[Remark]:
    """What else the law makes of the result: women on the committee, who acts for a chair, equal candidates."""
    for reason, say in REMARKS.items():
        for found in vote.answer["findings"]:
            if found["reason"] == reason:
                yield Remark(say(names(found["names"])), cited(found, vote.rules))
    if left_vacant_on:
        found = finding(vote, "MAY_LEAVE_VACANT")
        on = long_day(left_vacant_on)
        yield Remark(
            Text(f"{on.zh}决定：缺的名额空缺，不再选。", f"Decided on {on.en}: the open seats stay vacant."),
            cited(found, vote.rules),
        )


REMARKS: dict[str, Callable[[Text], Text]] = {
    "NO_WOMAN_ELECTED": lambda _: Text(
        "当选人中没有妇女，村民委员会成员中应当有妇女成员。",
        "No woman is elected; a villagers' committee shall have women among its members.",
    ),
    "WOMAN_SEAT_RESERVED": lambda _: Text(
        "当选人中没有妇女，也没有妇女得票过半数，委员中保留一个名额另行选举妇女成员。",
        "No woman is elected and none has more than half; one member's seat is kept for the election of a woman.",
    ),
    "RUNOFF_CANDIDATES_TIED": lambda people: Text(
        f"{people.zh}票数相等，都列为另行选举候选人。", f"{people.en} have equal votes and all stand in the runoff."
    ),
    "ACTING_HEAD": lambda people: Text(
        f"主任没有选出，由副主任{people.zh}主持工作。", f"No chair is elected: vice-chair {people.en} presides."
    ),
    "ACTING_HEAD_BY_MEETING": lambda _: Text(
        "主任、副主任都没有选出，由村民代表会议在当选的委员中推选一人主持工作。",
        "Neither chair nor vice-chair is elected: the representatives' meeting picks an elected member to preside.",
    ),
    "ACTING_HEAD_MOST_VOTES": lambda people: Text(
        f"主任没有选出，由{people.zh}中得票多的主持工作。",
        f"No chair is elected: whoever of {people.en} has most votes presides.",
    ),
}


# -- where the ballots went ---------------------------------------------------------------------------------------


def where_the_ballots_went(figures: Mapping[str, int], *, counted: bool = True) -> Text:
    """选票去向, in one sentence; `counted` is false where the law forbids the use of any tally."""
    n = {key: number(figures[key]) for key in ("printed", "issued", "proxy", "spoiled", "unused", "returned")}
    own, lost = number(figures["issued"] - figures["proxy"]), figures["issued"] - figures["returned"]
    zh = (
        f"印制 {n['printed']}，发出 {n['issued']}（本人 {own}，受委托 {n['proxy']}），换发作废 {n['spoiled']}，"
        f"剩余 {n['unused']}；收回 {n['returned']}"
    )
    en = (
        f"Printed {n['printed']}, issued {n['issued']} (in person {own}, by proxy {n['proxy']}), spoiled "
        f"{n['spoiled']}, unused {n['unused']}; returned {n['returned']}"
    )
    if counted:
        valid, rejected = number(figures["valid"]), number(figures["rejected"])
        zh += f"，其中有效 {valid}、无效 {rejected}"
        en += f", of these valid {valid}, rejected {rejected}"
    if lost > 0:
        zh += f"；未收回 {number(lost)}"
        en += f"; not returned {number(lost)}"
    return Text(f"{zh}。", f"{en}.")
