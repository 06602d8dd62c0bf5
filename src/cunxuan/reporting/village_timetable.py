"""The timetable of a village as its page shows it: a row for each step, in order of time, with state and reason.

The days are core.timetable's; before the call they are the county's plan, and no law is broken yet. Two steps stand
outside that timetable (审计评议、党支部换届), and every later vote (另行选举、重新选举) is a row of its own.

Public: `rows(here) -> tuple[Row, ...]`, `row_of(here, key)`, `Row`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from cunxuan.core.count import POSTS, WOMAN_MEMBER
from cunxuan.core.stages import STAGES, State
from cunxuan.core.steps import ANCHORS, NAMES
from cunxuan.core.telling_words import day
from cunxuan.core.timetable import Step
from cunxuan.elections.actions import LEAVES_PAPERS, NEEDS
from cunxuan.elections.models import Contest, Round
from cunxuan.elections.policy import CALLS, RECORDS
from cunxuan.elections.queries import plan_of
from cunxuan.web.why import Why, why_of_rule

from .village_facts import VOTES, Here, Wanted, Words, found_of, is_decided, last_day_of

COUNTY_PLAN: Words = ("县进度表", "County schedule")
NO_DAY_BY_LAW: Words = (
    "法律没有规定期限，日子是县里的建议，可以调整。",
    "The law sets no day; this one is the county's advice and may be changed.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the timetable. `word` says more than the state's own name; `lines` explain, the gravest first."""

    key: str
    state: State
    title: Words
    why: Why
    word: Words | None = None
    lines: tuple[Words, ...] = ()
    warning: Words | None = None
    latest: date | None = None
    planned: date | None = None
    done: date | None = None
    place: date | None = None  # among the others, where it has no day of its own
    can_record: bool = False
    can_take_back: bool = False

    @property
    def is_late(self) -> bool:
        return self.state is State.OVERDUE

    @property
    def folds(self) -> bool:
        """On a phone what is finished is folded away."""
        return self.state is State.DONE


def rows(here: Here) -> tuple[Row, ...]:
    """Every step in order of time."""
    if here.election is None:
        return ()
    planned = [row for step in plan_of(here.election, here.today) for row in rows_of_step(here, step)]
    first = next(row for row in planned if row.key == "election_day_fixed").planned
    assert first is not None, "every step of the timetable is planned"
    planned.sort(key=lambda row: row.place or row.planned or row.latest or date.max)
    return (*outside_rows(here, first), *planned)


# The two steps outside the timetable

#: Days before the planned call at which they are planned.
OUTSIDE = {"audit_evaluation": 5, "branch_elected": 3}


def outside_rows(here: Here, call_planned: date) -> Iterator[Row]:
    for step, before in OUTSIDE.items():
        planned = call_planned - timedelta(days=before)
        done = here.done.get(step)
        yield Row(
            key=step,
            state=State.DONE if done else outside_state(here, step, planned),
            title=NAMES[step],
            why=why_outside(here, step),
            lines=() if done else late_by_plan(planned, here.today),
            planned=planned,
            done=done,
            can_record=not done and may_record(here, step),
            can_take_back=bool(done) and may_record(here, step),
        )


def outside_state(here: Here, step: str, planned: date) -> State:
    if left_behind(here, step):
        return State.TO_CHECK
    return State.IN_PROGRESS if here.today >= planned else State.NOT_STARTED


def why_outside(here: Here, step: str) -> Why:
    rule = here.rules.get("audit_published_before") if step == "audit_evaluation" else None
    if rule:
        return why_of_rule(rule)
    words = (
        "村党组织先换届，村民委员会后换届，这是县里的安排。",
        "The village's Party organisation is elected first; that is how the county arranges it.",
    )
    return Why(words, COUNTY_PLAN, COUNTY_PLAN)


# A step of the timetable


def rows_of_step(here: Here, step: Step) -> Iterator[Row]:
    """A step's row; the runoff that may be needed is told by the votes themselves once there is a result."""
    if step.step != "runoff_by":
        yield row_of_step(here, step)
        return
    later = tuple(vote_rows(here))
    if later or "result_announced" not in here.done:
        yield from later or (row_of_step(here, step),)


def row_of_step(here: Here, step: Step) -> Row:
    state, word = state_of(here, step)
    done = step.done_on is not None
    return Row(
        key=step.step,
        state=state,
        word=word,
        title=(step.zh, step.en),
        why=why_of_step(here, step),
        lines=lines_of(here, step, state),
        warning=warning_of(step),
        latest=step.latest,
        planned=step.recommended,
        done=step.done_on,
        can_record=not done and is_ready(here, step.step) and may_record(here, step.step),
        can_take_back=done and step.step not in LEAVES_PAPERS and may_record(here, step.step),
    )


def state_of(here: Here, step: Step) -> tuple[State, Words | None]:
    finding = step.finding
    if step.done_on:
        wrong = finding is not None and finding.blocks
        return (State.OVERDUE, ("已办，不合规定", "Done, against the rule")) if wrong else (State.DONE, None)
    if step.step == "result_announced" and here.standing.state is State.VOID:
        return State.VOID, None
    if left_behind(here, step.step):
        return State.TO_CHECK, ("没有记录", "Not recorded")
    if finding is not None and finding.blocks:
        return State.OVERDUE, None
    if not is_ready(here, step.step):
        return (State.BLOCKED if is_blocked(here, step) else State.NOT_STARTED), None
    if step.step == "runoff_by":
        return State.NOT_STARTED, None
    if is_near(step, here.today):
        return State.DUE_SOON, None
    return (State.IN_PROGRESS if here.today >= step.recommended else State.NOT_STARTED), None


def may_record(here: Here, step: str) -> bool:
    """Whether this reader can record it here; what the votes themselves bring about is recorded by them."""
    return step not in BY_THE_VOTE and here.account.role in (CALLS if step == "election_day_fixed" else RECORDS)


#: Done by closing the last box and by declaring a result; a runoff is no step at all.
BY_THE_VOTE = ("polling", "result_announced", "runoff_by")


def is_ready(here: Here, step: str) -> bool:
    return all(needed in here.done for needed in NEEDS.get(step, ()))


def is_blocked(here: Here, step: Step) -> bool:
    """Its planned day has come, and what it waits for could be done now; on polling day one waits for the vote."""
    missing = [needed for needed in NEEDS.get(step.step, ()) if needed not in here.done]
    ready = [needed for needed in missing if is_ready(here, needed) and needed not in BY_THE_VOTE]
    return here.today >= step.recommended and bool(ready)


def is_near(step: Step, today: date) -> bool:
    """Few days are left; what belongs to the very day of the vote is not announced."""
    if step.latest is None or step.why.days == 0:
        return False
    return today >= step.recommended and 0 <= (step.latest - today).days <= settings.DUE_SOON_DAYS


def left_behind(here: Here, step: str) -> bool:
    """The village has voted, and what should have come before was never recorded."""
    before_poll = {name for stage in STAGES[:9] for name in stage.steps}
    return "polling" in here.done and step in before_poll


# What a row says


def lines_of(here: Here, step: Step, state: State) -> tuple[Words, ...]:
    said = (limit_said(step), fact_of(here, step.step), waits_for(here, step, state), how_late(step, state, here.today))
    return tuple(words for words in said if words)


def limit_said(step: Step) -> Words | None:
    """选举日 20 日前; 新一届产生日起 10 日内; 公布名单日起满 5 日."""
    if not step.legal:
        return None
    zh, en = ANCHORS[step.why.anchor]
    days, counted = abs(step.why.days), days_said(abs(step.why.days))
    if step.earliest is not None:
        earliest = day(step.earliest)
        return f"{zh}起满 {days} 日，最早 {earliest.zh}", f"{counted} after {en}, not before {earliest.en}"
    if step.why.days == 0:
        return f"{zh}当天", f"on {en} itself"
    if step.why.days < 0:
        return f"{zh} {days} 日前", f"{counted} before {en}"
    return f"{zh}起 {days} 日内", f"within {counted} of {en}"


def fact_of(here: Here, step: str) -> Words | None:
    """What a finished step came to."""
    if step not in here.done or here.election is None:
        return None
    if step == "roll_published" and here.roll:
        return f"{here.roll.count:,} 人", f"{here.roll.count:,} people"
    if step == "method_adopted":
        return seats_said(here.election.seats)
    if step == "candidates_published" and here.rounds:
        people = sum(len(contest.candidates.all()) for contest in here.rounds[0].contests.all())
        return f"候选人 {people} 名", f"{people} candidates"
    if step == "result_announced" and here.standing.turnout:
        took_part = here.standing.turnout[0]
        return f"参加投票 {took_part:,} 人", f"{took_part:,} took part"
    return None


def seats_said(seats: Mapping[str, int]) -> Words:
    """主任 1 名、副主任 1 名、委员 3 名."""
    named = [(words, seats[post]) for post, words in POSTS.items() if post in seats]
    return (
        "、".join(f"{zh} {number} 名" for (zh, _), number in named),
        ", ".join(f"{en} {number}" for (_, en), number in named),
    )


def waits_for(here: Here, step: Step, state: State) -> Words | None:
    """等“公布登记参加选举的村民名单”."""
    if state is not State.BLOCKED:
        return None
    missing = [NAMES[needed] for needed in NEEDS[step.step] if needed not in here.done]
    zh, en = "、".join(f"“{one[0]}”" for one in missing), ", ".join(f"“{one[1]}”" for one in missing)
    return f"等{zh}", f"waits for {en}"


def how_late(step: Step, state: State, today: date) -> Words | None:
    if step.done_on:
        return None
    if state is State.TO_CHECK:
        return "投票已经举行；办过的请补记。", "The vote was held; record it if it was done."
    if state is State.OVERDUE and step.latest:
        over = (today - step.latest).days
        return f"已超 {over} 天", f"{days_said(over)} overdue"
    if state is State.DUE_SOON and step.latest:
        left = (step.latest - today).days
        return (f"还剩 {left} 天", f"{days_said(left)} left") if left else ("今天是最后一天", "today is the last day")
    if state in (State.IN_PROGRESS, State.BLOCKED):
        return next(iter(late_by_plan(step.recommended, today)), None)
    return None


def late_by_plan(planned: date, today: date) -> tuple[Words, ...]:
    over = (today - planned).days
    return ((f"比计划晚 {over} 天", f"{days_said(over)} behind the plan"),) if over > 0 else ()


def warning_of(step: Step) -> Words | None:
    """What the law says of the day on which it was done; a note about the county's advice is no warning."""
    finding = step.finding
    if finding is None or finding.severity == "note" or not step.done_on:
        return None
    return finding.sentence("zh"), finding.sentence("en")


def days_said(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


# Why


def why_of_step(here: Here, step: Step) -> Why:
    needs = tuple((NAMES[needed], needed in here.done) for needed in NEEDS.get(step.step, ()))
    if step.rule is None:
        return Why(NO_DAY_BY_LAW, COUNTY_PLAN, COUNTY_PLAN, (step.why.zh, step.why.en), needs=needs)
    return why_of_rule(step.rule, (step.why.zh, step.why.en), needs)


# The votes that follow


#: The rules on which a later vote rests, the one with its days first.
RULES_OF = {"runoff": ("runoff_days", "runoff_floor"), "rerun": ("rerun_days", "turnout"), "revote": ("tie", "win")}


def vote_rows(here: Here) -> Iterator[Row]:
    for this in here.rounds:
        if this.number > 1:
            yield row_of_vote(here, this)
    for wanted in here.wanted:
        yield row_of_wanted(here, wanted)


def row_of_vote(here: Here, this: Round) -> Row:
    found, latest = found_of(this), last_day_of(this, here.rounds)
    posts = posts_said([(title_of(contest), contest.seats) for contest in this.contests.all()])
    return Row(
        key=f"r{this.number}",
        state=state_of_vote(here, this, latest),
        title=titled(str(this.kind), posts),
        why=why_of_vote(here, str(this.kind), latest),
        lines=within_said(this, latest),
        latest=latest,
        planned=this.polling_on,
        done=found.declared_on if found else None,
    )


def state_of_vote(here: Here, this: Round, latest: date | None) -> State:
    if is_decided(this):
        found = found_of(this)
        return State.VOID if found and found.is_void else State.DONE
    held = all(place.closed_at for place in this.places.all()) and this.places.all()
    if latest and here.today > latest and not held:
        return State.OVERDUE
    return State.IN_PROGRESS if this.kind == "rerun" else State.RUNOFF


def row_of_wanted(here: Here, wanted: Wanted) -> Row:
    posts = posts_said(
        [(WOMAN_MEMBER if one["woman_only"] else POSTS[one["post"]], one["seats"]) for one in wanted.ballots]
    )
    late = bool(wanted.by and here.today > wanted.by and not wanted.optional)
    waiting = ("日期还没有定", "no day fixed yet")
    optional = ("也可以由会议决定空缺", "or a meeting leaves the seats vacant")
    return Row(
        key=f"next-{wanted.kind}",
        state=State.OVERDUE if late else State.VOID if wanted.kind == "rerun" else State.RUNOFF,
        title=titled(wanted.kind, posts),
        why=why_of_vote(here, wanted.kind, wanted.by),
        lines=(waiting, optional) if wanted.optional else (waiting,),
        latest=wanted.by,
        place=wanted.by or wanted.after.polling_on,
    )


def titled(kind: str, posts: Words) -> Words:
    zh, en = VOTES[kind]
    return f"{zh}：{posts[0]}", f"{en}: {posts[1]}"


def title_of(contest: Contest) -> Words:
    return WOMAN_MEMBER if contest.woman_only else POSTS[contest.post]


def posts_said(posts: list[tuple[Words, int]]) -> Words:
    """委员 1 名、妇女委员 1 名."""
    return (
        "、".join(f"{zh} {seats} 名" for (zh, _), seats in posts),
        ", ".join(f"{en.lower()} {seats}" for (_, en), seats in posts),
    )


def within_said(this: Round, latest: date | None) -> tuple[Words, ...]:
    days = this.rules.get("within_days")
    if latest is None or days is None:
        return ()
    return ((f"上一次投票后 {days} 日内", f"within {days_said(days)} of the vote before"),)


def why_of_vote(here: Here, kind: str, latest: date | None) -> Why:
    rule = next((found for key in RULES_OF[kind] if (found := here.rules.get(key))), here.rules["win"])
    reckoned = None
    if latest and isinstance(rule.value, int):
        start, end = day(latest - timedelta(days=rule.value)), day(latest)
        reckoned = (
            f"上一次投票 {start.zh} + {rule.value} 天 = {end.zh}，当日可以",
            f"the vote before, {start.en} + {rule.value} days = {end.en}; that day itself will do",
        )
    return why_of_rule(rule, reckoned)


def row_of(here: Here, key: str) -> Row | None:
    """The row that a reader asks about, by the key in its address."""
    return next((row for row in rows(here) if row.key == key), None)
