"""From nominations to the list of candidates (提名确定候选人): turnout, ranking, margins, the woman's place, order.

Legal basis: Organic Law arts 6, 15 (2018), arts 8, 18 (2026), and the provinces on turnout, margins, counting down and
withdrawal. The names with most nominations become candidates, as many as seats and margin. Where votes are counted down
at nomination, those who fail for a higher post take their votes to a lower one, never the other way. A tie at the end
of a list is said and never guessed.

Public: `Nomination`, `Contested`, `Form`, `candidates_from`, `contested`, `form_valid`, `seats_lawful`, `refused_for`,
`POSTS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from cunxuan.core import dates, findings
from cunxuan.core.findings import Finding, Kind, Value, define
from cunxuan.core.law import Rule, Rules
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.people.candidacy import CANDIDATE_FOR_TWO_POSTS

EMPTY: Mapping[str, Any] = MappingProxyType({})

#: From the highest post to the lowest.
POSTS: tuple[str, ...] = ("chair", "vice_chair", "member")

findings.WORDS.update(
    {
        "nomination_turnout": ("提名", "nomination"),
        "primary_turnout": ("预选", "primary"),
        "nomination_turnout_groups": ("分组提名", "nomination by groups"),
    }
)

NOT_CONTESTED = define(
    "N20",
    "NOT_CONTESTED",
    "block",
    "{post}应选 {seats} 名，候选人 {found} 名，不是差额，候选人至少要 {fewest} 名。",
    "{found} candidates for {seats} seat(s) of {post}: not contested, at least {fewest} are needed.",
    rests_on=("candidate_margin_chair_min", "candidate_margin_member_min"),
)
TOO_FEW_CANDIDATES = define(
    "N21",
    "TOO_FEW_CANDIDATES",
    "block",
    "{post}应选 {seats} 名，候选人 {found} 名，至少要 {fewest} 名。",
    "{found} candidates for {seats} seat(s) of {post}, at least {fewest} are needed.",
    rests_on=("candidate_margin_chair_min", "candidate_margin_member_min"),
)
TOO_MANY_CANDIDATES = define(
    "N22",
    "TOO_MANY_CANDIDATES",
    "block",
    "{post}应选 {seats} 名，候选人 {found} 名，最多 {most} 名。",
    "{found} candidates for {seats} seat(s) of {post}, at most {most} are allowed.",
    rests_on=("candidate_margin_chair_max", "candidate_margin_member_max"),
)
MARGIN_OK = define(
    "N23",
    "MARGIN_OK",
    "note",
    "{post}应选 {seats} 名，候选人 {found} 名，符合差额的规定。",
    "{found} candidates for {seats} seat(s) of {post}, as the margin wants.",
    rests_on=("candidate_margin_chair_min", "candidate_margin_member_min"),
)
NOMINATION_TURNOUT_OK = define(
    "N24",
    "NOMINATION_TURNOUT_OK",
    "note",
    "登记参加选举的村民 {registered} 人，参加{vote} {present} 人，达到 {needs} 人，{vote}有效。",
    "{present} of {registered} registered took part in the {vote}; {needs} are needed: it is valid.",
    rests_on=("nomination_turnout", "nomination_turnout_groups", "primary_turnout"),
)
NOMINATION_TURNOUT_TOO_LOW = define(
    "N25",
    "NOMINATION_TURNOUT_TOO_LOW",
    "block",
    "登记参加选举的村民 {registered} 人，参加{vote} {present} 人，至少要 {needs} 人，{vote}无效。",
    "{present} of {registered} registered took part in the {vote}, at least {needs} are needed: it is not valid.",
    rests_on=("nomination_turnout", "nomination_turnout_groups", "primary_turnout"),
)
NOMINATIONS_MERGED = define(
    "N26",
    "NOMINATIONS_MERGED",
    "note",
    "{names} 未成为较高职务的候选人，其 {added} 票加入{post}提名票，合计 {votes} 票。",
    "{names} does not become a candidate for the higher post; {added} votes are added for {post}, {votes} in all.",
    rests_on=("nomination_count_down",),
)
NOMINATION_TIED = define(
    "N27",
    "NOMINATION_TIED",
    "warn",
    "{names} 提名票相等（{votes} 票），{post}候选人只余 {places} 个名额。法律没有规定以何人为候选人，"
    "由村民选举委员会按选举办法确定，此处不作推定。",
    "{names} have {votes} nominations each for {places} remaining place(s) on the list for {post}. The law does "
    "not say who takes it; the village's method does, nothing is guessed here.",
)
NOMINATION_WAITS = define(
    "N28",
    "NOMINATION_WAITS",
    "warn",
    "较高职务的候选人没有确定，票数下加后的{post}候选人要等其确定后再排。",
    "The candidates for a higher post are not settled; those for {post} wait, since votes are counted down.",
    rests_on=("nomination_count_down",),
)
WITHDREW_AND_FOLLOWED = define(
    "N29",
    "WITHDREW_AND_FOLLOWED",
    "note",
    "{names} 书面退出，由得票次多的 {followed} 递补为{post}候选人。",
    "{names} withdrew in writing; {followed}, next in votes, follows as candidate for {post}.",
    rests_on=("withdrawal_days_before", "withdrawal_days_after_list"),
)
WITHDRAWAL_TOO_LATE = define(
    "N30",
    "WITHDRAWAL_TOO_LATE",
    "block",
    "{names} 于 {done} 提出退出，最迟应为 {latest}。",
    "{names} asked to withdraw on {done}; the last day was {latest}.",
    rests_on=("withdrawal_days_before", "withdrawal_days_after_list"),
)
NOMINATE_AGAIN = define(
    "N31",
    "NOMINATE_AGAIN",
    "block",
    "{post}被提名的只有 {found} 人，候选人应为 {wanted} 人，应当重新提名补足。",
    "Only {found} are nominated for {post}, {wanted} candidates are wanted: nominate again.",
    rests_on=("candidate_margin_chair_min", "candidate_margin_member_min"),
)
WOMAN_PLACE_KEPT = define(
    "N32",
    "WOMAN_PLACE_KEPT",
    "note",
    "候选人中没有妇女，名单保留的妇女名额由提名票最多的妇女 {names} 列入{post}候选人，{displaced} 因此未列入。",
    "No woman is among the candidates; the place kept for a woman on the list for {post} goes to {names}, who has most "
    "nominations; {displaced} is left out.",
    rests_on=("women_on_list",),
)
NO_WOMAN_AMONG_CANDIDATES = define(
    "N33",
    "NO_WOMAN_AMONG_CANDIDATES",
    "block",
    "候选人中没有妇女，应当有妇女候选人。",
    "There is no woman among the candidates; there has to be one.",
    rests_on=("women_on_list",),
)
LIST_BY_VOTES = define(
    "N34",
    "LIST_BY_VOTES",
    "note",
    "候选人名单按提名票（预选的按预选票）多少排列。",
    "The list of candidates is in the order of votes at nomination, or at the primary.",
    rests_on=("candidates_order",),
)
LIST_BY_STROKES = define(
    "N35",
    "LIST_BY_STROKES",
    "note",
    "候选人名单没有经过预选，按姓氏笔画排列，由村民选举委员会排定。",
    "There was no primary, so the list of candidates is in the order of the strokes of surnames, as the election "
    "committee sets it.",
    rests_on=("candidates_order",),
)
FORM_TOO_MANY = define(
    "N36",
    "FORM_TOO_MANY",
    "block",
    "{post}应选 {seats} 名，提名 {found} 名，每人提名不得超过应选名额。",
    "{found} named for {seats} seat(s) of {post}; nobody may nominate more than there are seats.",
    rests_on=("nominations_per_voter",),
)
FORM_TWO_POSTS = define(
    "N37",
    "FORM_TWO_POSTS",
    "block",
    "同一张提名表不得提名同一人（{names}）担任两项以上职务。",
    "One form may not nominate one person ({names}) for two posts.",
    rests_on=("nomination_for_two_posts",),
)
FORM_BY_PROXY = define(
    "N38",
    "FORM_BY_PROXY",
    "block",
    "提名不得委托他人代为进行。",
    "Nobody nominates by proxy.",
    rests_on=("nomination_by_proxy",),
)
FORM_OK = define(
    "N39",
    "FORM_OK",
    "note",
    "提名符合规定。",
    "The nomination is as the law wants it.",
    rests_on=("nominators",),
)
SEATS_NOT_LAWFUL = define(
    "N40",
    "SEATS_NOT_LAWFUL",
    "block",
    "职数合计 {seats} 名，村民委员会应为 {lowest} 至 {highest} 名。",
    "{seats} seats in all; a villagers' committee has {lowest} to {highest}.",
    rests_on=("seats_max",),
)
SEATS_NOT_ODD = define(
    "N41",
    "SEATS_NOT_ODD",
    "block",
    "职数合计 {seats} 名，应当是单数。",
    "{seats} seats in all; their number has to be odd.",
    rests_on=("seats_odd",),
)
SEATS_LAWFUL = define(
    "N42",
    "SEATS_LAWFUL",
    "note",
    "职数合计 {seats} 名，符合规定。",
    "{seats} seats in all, as the law wants.",
    rests_on=("seats_max",),
)
MARGIN_CHOSEN = define(
    "N43",
    "MARGIN_CHOSEN",
    "note",
    "没有填写{post}候选人的差额，按法定最少的差额 {margin} 名计算。",
    "The margin for {post} was not given; the least lawful margin, {margin}, was taken.",
    rests_on=("candidate_margin_chair_min", "candidate_margin_member_min"),
)


# -- seats and margins --------------------------------------------------------------------------------------------


def seats_lawful(rules: Rules, seats: int) -> Opinion:
    """村民委员会由主任、副主任和委员共三至七人组成 (OL-01); in some provinces an odd number."""
    low, high, odd = rules["seats_min"], rules["seats_max"], rules.get("seats_odd")
    found = []
    if not _number(low) <= seats <= _number(high):
        values: dict[str, Value] = {"seats": seats, "lowest": _number(low), "highest": _number(high)}
        found.append(Finding(SEATS_NOT_LAWFUL, values, high))
    if odd and odd.value and seats % 2 == 0:
        found.append(Finding(SEATS_NOT_ODD, {"seats": seats}, odd))
    return opinion(found or [Finding(SEATS_LAWFUL, {"seats": seats}, high)])


class Contested(NamedTuple):
    """A post with its seats and the number of candidates on its list."""

    post: str
    seats: int
    candidates: int


class Margin(NamedTuple):
    """How many more candidates than seats: at least, at most where the law limits it, and the rules that say so."""

    least: int
    most: int | None
    least_rule: Rule
    most_rule: Rule | None


def margin_of(rules: Rules, post: str) -> Margin:
    """候选人的名额应当多于应选名额; the provinces say by how many, chair and vice-chair apart from members."""
    group = "chair" if post in ("chair", "vice_chair") else "member"
    least, most = rules[f"candidate_margin_{group}_min"], rules.get(f"candidate_margin_{group}_max")
    return Margin(_number(least), _number(most) if most else None, least, most)


def contested(rules: Rules, lists: Sequence[Contested]) -> Opinion:
    """Is every post contested, and by no more than the province allows?"""
    return opinion([_margin(rules, line) for line in lists])


def _margin(rules: Rules, line: Contested) -> Finding:
    margin = margin_of(rules, line.post)
    fewest, most = line.seats + margin.least, line.seats + margin.most if margin.most is not None else None
    values: dict[str, Value] = {"post": line.post, "seats": line.seats, "found": line.candidates, "fewest": fewest}
    if line.candidates < fewest:
        kind = NOT_CONTESTED if line.candidates <= line.seats else TOO_FEW_CANDIDATES
        return Finding(kind, values, margin.least_rule)
    if most is not None and line.candidates > most:
        return Finding(TOO_MANY_CANDIDATES, {**values, "most": most}, margin.most_rule)
    return Finding(MARGIN_OK, values, margin.least_rule)


# -- one form of nomination ---------------------------------------------------------------------------------------


class Form(NamedTuple):
    """One person's nomination: the names for each post."""

    seats: Mapping[str, int]
    names: Mapping[str, tuple[str, ...]]
    by_proxy: bool = False


def form_valid(rules: Rules, form: Form) -> Opinion:
    """每一村民提名的人数不得超过应选名额 (GC-11); where the province says so one post for a person, and in person."""
    found = [*_too_many(rules, form), *_two_posts(rules, form)]
    proxy = rules.get("nomination_by_proxy")
    if form.by_proxy and proxy and not proxy.value:
        found.append(Finding(FORM_BY_PROXY, {}, proxy))
    return opinion(found or [Finding(FORM_OK, {}, rules["nominators"])])


def _too_many(rules: Rules, form: Form) -> Iterator[Finding]:
    rule = rules.get("nominations_per_voter")
    for post, names in form.names.items() if rule else ():
        seats = form.seats.get(post, 0)
        if len(names) > seats:
            yield Finding(FORM_TOO_MANY, {"post": post, "seats": seats, "found": len(names)}, rule)


def _two_posts(rules: Rules, form: Form) -> Iterator[Finding]:
    rule = rules.get("nomination_for_two_posts")
    if rule is None or rule.value:
        return
    everybody = [name for names in form.names.values() for name in names]
    twice = tuple(dict.fromkeys(name for name in everybody if everybody.count(name) > 1))
    if twice:
        yield Finding(FORM_TWO_POSTS, {"names": twice}, rule)


# -- from nominations to candidates -------------------------------------------------------------------------------


class Nomination(NamedTuple):
    """The result of a nomination: `votes[name][post]`, and what became of it since."""

    seats: Mapping[str, int]
    votes: Mapping[str, Mapping[str, int]]
    margins: Mapping[str, int]
    women: frozenset[str] = frozenset()
    sexes_known: bool = False
    registered: int | None = None
    present: int | None = None
    primary: bool = False
    chosen: Mapping[str, str] = EMPTY  # the post that a person chose in writing
    withdrawn: Mapping[str, date | None] = EMPTY
    polling_day: date | None = None
    listed_on: date | None = None
    by_groups: bool = False


class Ranked(NamedTuple):
    """The lists by post, the votes that were counted down, the ties, and what there is to say."""

    lists: dict[str, list[str]]
    merged: dict[str, int]
    tied: dict[str, list[str]]
    findings: list[Finding]


def candidates_from(rules: Rules, nomination: Nomination) -> Opinion:
    """候选人按提名得票多少确定 (GC-11), with withdrawals refilled in order of votes (GC-13)."""
    stood = _without(nomination, _let_go(rules, nomination))
    ranked = _ranked(rules, stood)
    found = [
        *_turnout(rules, nomination),
        *ranked.findings,
        *_withdrawals(rules, nomination, ranked),
        *_for_two_posts(rules, ranked),
        *_women(rules, stood, ranked),
        *_order(rules, nomination),
    ]
    found += _margin_of_lists(rules, stood, ranked)
    return opinion(found, candidates=ranked.lists, merged=ranked.merged, tied=ranked.tied)


def _turnout(rules: Rules, nomination: Nomination) -> Iterator[Finding]:
    key = "nomination_turnout_groups" if nomination.by_groups else "nomination_turnout"
    key = "primary_turnout" if nomination.primary else key
    share = rules.share(key)
    if share is None or nomination.registered is None or nomination.present is None:
        return
    values: dict[str, Value] = {"vote": key, "registered": nomination.registered, "present": nomination.present}
    values["needs"] = share.needs(nomination.registered)
    enough = share.met(nomination.present, nomination.registered)
    yield Finding(NOMINATION_TURNOUT_OK if enough else NOMINATION_TURNOUT_TOO_LOW, values, rules[key])


def _ranked(rules: Rules, nomination: Nomination) -> Ranked:
    """From the highest post down, each list with its seats and margin."""
    ranked = Ranked({}, {}, {}, [])
    down = rules.flag("nomination_count_down")
    for post in (post for post in POSTS if post in nomination.seats):
        if down and ranked.tied:
            ranked.lists[post] = []
            ranked.findings.append(Finding(NOMINATION_WAITS, {"post": post}, rules["nomination_count_down"]))
        else:
            _rank_post(rules, nomination, post, ranked, down)
    return ranked


def _rank_post(rules: Rules, nomination: Nomination, post: str, ranked: Ranked, down: bool) -> None:
    pool = _pool(rules, nomination, post, ranked, down)
    wanted = nomination.seats[post] + _chosen_margin(rules, nomination, post, ranked)
    order = sorted(pool, key=lambda name: -pool[name])
    taken, rest = order[:wanted], order[wanted:]
    if rest and pool[rest[0]] == pool[taken[-1]]:
        tied = [name for name in order if pool[name] == pool[rest[0]]]
        taken = [name for name in taken if name not in tied]
        ranked.tied[post] = tied
        values: dict[str, Value] = {"names": tuple(tied), "votes": pool[tied[0]], "post": post}
        ranked.findings.append(Finding(NOMINATION_TIED, {**values, "places": wanted - len(taken)}))
    ranked.lists[post] = taken


def _pool(rules: Rules, nomination: Nomination, post: str, ranked: Ranked, down: bool) -> dict[str, int]:
    """The votes for a post; counted down, with those of higher posts for which somebody failed, never the other way."""
    placed = {name for names in ranked.lists.values() for name in names}
    higher = [one for one in POSTS[: POSTS.index(post)] if one in nomination.seats]
    pool = {}
    for name, votes in nomination.votes.items():
        own, above = votes.get(post, 0), sum(votes.get(one, 0) for one in higher) if down else 0
        elsewhere = nomination.chosen.get(name, post) != post
        if elsewhere or own + above == 0 or (down and name in placed):
            continue
        pool[name] = own + above
        if above:
            ranked.merged[name] = own + above
            values: dict[str, Value] = {"names": (name,), "added": above, "post": post, "votes": own + above}
            ranked.findings.append(Finding(NOMINATIONS_MERGED, values, rules["nomination_count_down"]))
    return pool


def _chosen_margin(rules: Rules, nomination: Nomination, post: str, ranked: Ranked) -> int:
    if post in nomination.margins:
        return nomination.margins[post]
    margin = margin_of(rules, post)
    ranked.findings.append(Finding(MARGIN_CHOSEN, {"post": post, "margin": margin.least}, margin.least_rule))
    return margin.least


def _margin_of_lists(rules: Rules, nomination: Nomination, ranked: Ranked) -> Iterator[Finding]:
    """Enough names, and no more than allowed; a list that waits for a tie is not judged yet."""
    for post, names in ranked.lists.items():
        if ranked.tied:
            continue
        seats, margin = nomination.seats[post], margin_of(rules, post)
        judged = _margin(rules, Contested(post, seats, len(names)))
        if judged.kind in (NOT_CONTESTED, TOO_FEW_CANDIDATES):
            values: dict[str, Value] = {"post": post, "found": len(names), "wanted": seats + margin.least}
            yield Finding(NOMINATE_AGAIN, values, margin.least_rule)
        else:
            yield judged


def _for_two_posts(rules: Rules, ranked: Ranked) -> Iterator[Finding]:
    """Who comes out for two posts chooses; the law does not choose for him."""
    everybody = [name for names in ranked.lists.values() for name in names]
    twice = tuple(dict.fromkeys(name for name in everybody if everybody.count(name) > 1))
    rule = rules.get("one_post_per_candidate")
    if twice and rule and rule.value:
        yield Finding(CANDIDATE_FOR_TWO_POSTS, {"names": twice}, rule)


# -- withdrawals --------------------------------------------------------------------------------------------------


def _without(nomination: Nomination, gone: Mapping[str, object]) -> Nomination:
    votes = {name: votes for name, votes in nomination.votes.items() if name not in gone}
    return nomination._replace(votes=votes)


def _last_day(rules: Rules, nomination: Nomination) -> tuple[date, Rule] | None:
    """Until when somebody may withdraw: so many days before polling day, or after the list was fixed."""
    before, after = rules.get("withdrawal_days_before"), rules.get("withdrawal_days_after_list")
    if before and nomination.polling_day:
        return dates.latest_before(nomination.polling_day, _number(before)), before
    if after and nomination.listed_on:
        return dates.due_within(nomination.listed_on, _number(after)), after
    return None


def _let_go(rules: Rules, nomination: Nomination) -> dict[str, date | None]:
    """Those who withdrew in time."""
    last = _last_day(rules, nomination)
    return {name: on for name, on in nomination.withdrawn.items() if last is None or on is None or on <= last[0]}


def _withdrawals(rules: Rules, nomination: Nomination, ranked: Ranked) -> Iterator[Finding]:
    """候选人书面提出退出的，由提名得票次多的人递补."""
    last, gone = _last_day(rules, nomination), _let_go(rules, nomination)
    for name, on in nomination.withdrawn.items():
        if name not in gone and last and on:
            values: dict[str, Value] = {"names": (name,), "done": on.isoformat(), "latest": last[0].isoformat()}
            yield Finding(WITHDRAWAL_TOO_LATE, values, last[1])
    before = _ranked(rules, nomination)
    for post, names in ranked.lists.items():
        left = tuple(name for name in before.lists[post] if name in gone)
        followed = tuple(name for name in names if name not in before.lists[post])
        if left and followed:
            values = {"names": left, "followed": followed, "post": post}
            yield Finding(WITHDREW_AND_FOLLOWED, values, last[1] if last else None)


# -- women, and the order of the list -----------------------------------------------------------------------------


def _women(rules: Rules, nomination: Nomination, ranked: Ranked) -> Iterator[Finding]:
    """HAIN keeps a place on the list for a woman; HEB and TJ want a woman on it and do not say how."""
    rule = rules.get("women_on_list")
    if rule is None or not nomination.sexes_known or ranked.tied:
        return
    if any(name in nomination.women for names in ranked.lists.values() for name in names):
        return
    woman = _first_woman(nomination)
    if rule.value == "place_kept" and woman and ranked.lists.get("member"):
        displaced = ranked.lists["member"].pop()
        ranked.lists["member"].append(woman)
        values: dict[str, Value] = {"names": (woman,), "displaced": displaced, "post": "member"}
        yield Finding(WOMAN_PLACE_KEPT, values, rule)
    else:
        yield Finding(NO_WOMAN_AMONG_CANDIDATES, {}, rule)


def _first_woman(nomination: Nomination) -> str | None:
    """The woman with most nominations for member; of two with equal votes neither is chosen here."""
    votes = {name: nomination.votes[name].get("member", 0) for name in nomination.women if name in nomination.votes}
    most = max(votes.values(), default=0)
    leading = [name for name, of_hers in votes.items() if of_hers == most > 0]
    return leading[0] if len(leading) == 1 else None


def _order(rules: Rules, nomination: Nomination) -> Iterator[Finding]:
    rule = rules.get("candidates_order")
    if rule is None:
        return
    by_strokes = rule.value == "votes_or_strokes" and not nomination.primary
    yield Finding(LIST_BY_STROKES if by_strokes else LIST_BY_VOTES, {}, rule)


def _number(rule: Rule) -> int:
    assert isinstance(rule.value, int)
    return rule.value


# -- what an act is refused for -----------------------------------------------------------------------------------

#: Forbidden in every edition of the national law.
EVERYWHERE: tuple[Kind, ...] = (NOT_CONTESTED, SEATS_NOT_LAWFUL)


def refused_for(found: Opinion) -> Finding | None:
    """Why seats or candidates are turned away: a rule of the nation, or of a province whose text was read.

    What a province is only remembered to say stops nobody; the county confirms it first.
    """
    forbids = (finding for finding in found.findings if finding.blocks)
    return next((finding for finding in forbids if finding.confirmed or finding.kind in EVERYWHERE), None)
