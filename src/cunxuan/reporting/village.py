"""The page of one village: its stages, its next act, its timetable, its result, papers and count sheets, its trail.

Public: `village_page(village, account, today) -> VillagePage`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cunxuan.core.count import POSTS, WOMAN_MEMBER
from cunxuan.core.stages import ALL_DONE, STAGES, State
from cunxuan.core.telling import Telling
from cunxuan.core.telling_people import PersonTold, PostTold
from cunxuan.counting.models import Determination
from cunxuan.counting.queries import standing_of
from cunxuan.counting.result_words import telling_of
from cunxuan.elections.models import Election, Round
from cunxuan.offices.duties_queries import in_charge_of
from cunxuan.offices.models import Account, Division, Duty
from cunxuan.records.models import Attachment, IssuedPaper
from cunxuan.rendering.catalogue import FORMS
from cunxuan.web.why import Why

from .matters import Matter
from .standing import Standing
from .village_facts import VOTES, Here, Words, found_of, here, sheets_of
from .village_next import NextAct, next_act
from .village_timetable import Row, rows
from .village_trail import Told, last_acts

#: Under each sign of the stage line, where a column is 96 pixels wide.
SHORT_EN = (
    "Audit",
    "Branch",
    "Committee",
    "Register",
    "Roll",
    "Nominate",
    "Review",
    "Candidates",
    "Prepare",
    "Poll",
    "Count",
    "Handover",
)
LAST_ACTS = 8


@dataclass(frozen=True, slots=True)
class StageShown:
    """One of the twelve on the stage line; `on` is its day, done or planned."""

    number: int
    zh: str
    en: str
    state: State
    on: date | None
    is_present: bool

    @property
    def is_behind(self) -> bool:
        return self.state is State.DONE


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A person elected, or seats still open with the most votes that anybody of the rest has."""

    post: Words
    name: str  # empty for open seats
    seats: int
    votes: int | None


@dataclass(frozen=True, slots=True)
class ResultShown:
    """One vote's result beside the timetable; no lines where the vote is void."""

    name: Words
    on: date
    declared: bool
    headline: Words
    took_part: int | None
    needs: int | None
    lines: tuple[ResultLine, ...]
    semantic_id: str


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A paper that went out: its kind and number, the code that finds it, whether a later one replaced it."""

    form: str
    title: Words
    number: str
    check_code: str
    is_superseded: bool


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A place's count sheet of one vote, how it stands, and how many photographs of the paper there are."""

    number: int  # of the vote
    vote: Words
    place: str
    name: str
    state: State
    word: Words
    photographs: int


@dataclass(frozen=True, slots=True)
class VillagePage:
    """Everything on the page."""

    village: Division
    standing: Standing
    pack: str
    votes: tuple[tuple[Words, date], ...]
    duties: tuple[Duty, ...]
    stages: tuple[StageShown, ...]
    next: NextAct | None
    matters: tuple[tuple[Matter, Why | None], ...]
    rows: tuple[Row, ...]
    results: tuple[ResultShown, ...]
    papers: tuple[PaperShown, ...]
    sheets: tuple[SheetShown, ...]
    trail: tuple[Told, ...]

    @property
    def election(self) -> Election | None:
        return self.standing.election

    @property
    def folded(self) -> int:
        """How many finished steps a phone folds away."""
        return sum(row.folds for row in self.rows)

    @property
    def has_unconfirmed(self) -> bool:
        return any(not row.why.confirmed for row in self.rows)


def village_page(village: Division, account: Account, today: date) -> VillagePage:
    """A village as this account sees it on a day."""
    known = here(village, account, today)
    timetable, ahead = rows(known), next_act(known)
    return VillagePage(
        village=village,
        standing=known.standing,
        pack=known.rules.name if known.election else "",
        votes=tuple((VOTES[str(this.kind)], this.polling_on) for this in known.rounds),
        duties=in_charge_of(village, today),
        stages=tuple(stages(known, timetable)),
        next=ahead,
        matters=tuple((one, known.standing.why(one)) for one in matters_besides(ahead, known.standing.matters)),
        rows=timetable,
        results=tuple(results(known)),
        papers=papers_of(village),
        sheets=tuple(sheets(known)),
        trail=last_acts(village, LAST_ACTS),
    )


def matters_besides(ahead: NextAct | None, matters: tuple[Matter, ...]) -> Iterator[Matter]:
    """Those that the next act does not tell already."""
    said = ahead.text if ahead else ()
    yield from (matter for matter in matters if (matter.text_zh, matter.text_en) not in said)


# The stage line


def stages(known: Here, timetable: tuple[Row, ...]) -> Iterator[StageShown]:
    planned = {row.key: row.planned for row in timetable}
    present = known.standing.stage
    for stage, en in zip(STAGES, SHORT_EN, strict=True):
        done_on = known.standing.dates[stage.number - 1]
        days = [day for step in stage.steps if (day := planned.get(step))]
        yield StageShown(
            number=stage.number,
            zh=stage.zh,
            en=en,
            state=state_of_stage(stage.number, known.standing, done_on),
            on=done_on or next_poll(known, stage.number) or max(days, default=None),
            is_present=stage.number == present,
        )


def state_of_stage(number: int, standing: Standing, done_on: date | None) -> State:
    """Behind the present one a stage with a step that was never recorded waits for somebody to record it."""
    if number == standing.stage:
        return standing.state
    if number > standing.stage:
        return State.NOT_STARTED
    return State.DONE if done_on else State.TO_CHECK


def next_poll(known: Here, stage: int) -> date | None:
    """While a later vote is open the count stands at its day."""
    last = known.rounds[-1] if known.rounds else None
    later = last is not None and last.number > 1 and stage == known.standing.stage < ALL_DONE
    return last.polling_on if last is not None and later and stage in (10, 11) else None


# The result


def results(known: Here) -> Iterator[ResultShown]:
    """Every determined vote, the latest first; what is not declared yet says so."""
    days = {str(this.kind): this.polling_on for this in known.rounds if this.number > 1}
    for this in reversed(known.rounds):
        found = found_of(this)
        if found is not None:
            yield result_of(this, found, telling_of(found, days))


def result_of(this: Round, found: Determination, told: Telling) -> ResultShown:
    return ResultShown(
        name=VOTES[str(this.kind)],
        on=this.polling_on,
        declared=found.declared_on is not None,
        headline=(told.headline.zh, told.headline.en),
        took_part=told.took_part.value if told.took_part else None,
        needs=told.needs.value if told.needs else None,
        lines=tuple(line for post in told.posts for line in lines_of_post(post)),
        semantic_id=this.semantic_id,
    )


def lines_of_post(post: PostTold) -> Iterator[ResultLine]:
    title = WOMAN_MEMBER if post.woman_only else POSTS[post.post]
    elected = [person for person in post.people if person.outcome == "elected"]
    for person in elected:
        yield ResultLine(title, person.name, 1, person.votes)
    still_open = post.seats - len(elected)
    if still_open > 0:
        rest = [person for person in post.people if person.outcome != "elected"]
        yield ResultLine(title, "", still_open, most_votes(rest))


def most_votes(people: list[PersonTold]) -> int | None:
    return max((person.votes for person in people if person.votes is not None), default=None)


# Papers and sheets

TITLES: dict[str, Words] = {form.id: (form.title, form.title_en) for form in FORMS}

#: Papers of which a village has a hundred; they are printed together on their own page.
ONE_FOR_EACH_PERSON = ("O38",)


def papers_of(village: Division) -> tuple[PaperShown, ...]:
    issued = IssuedPaper.objects.filter(scope=village.pk).exclude(form_id__in=ONE_FOR_EACH_PERSON)
    return tuple(
        PaperShown(
            form=paper.form_id,
            title=TITLES[paper.form_id],
            number=paper.number,
            check_code=paper.check_code,
            is_superseded=hasattr(paper, "superseded_by"),
        )
        for paper in issued.select_related("superseded_by").order_by("-pk")
    )


def sheets(known: Here) -> Iterator[SheetShown]:
    """The sheets of every vote, the latest vote first."""
    rows = [(this, sheet) for this in reversed(known.rounds) for sheet in sheets_of(this)]
    subjects = [sheet.semantic_id for _, sheet in rows]
    attached = list(Attachment.objects.filter(subject__in=subjects).values_list("subject", flat=True))
    for this, sheet in rows:
        state, word = standing_of(sheet)
        yield SheetShown(
            number=this.number,
            vote=VOTES[str(this.kind)],
            place=sheet.place.name,
            name=sheet.semantic_id,
            state=state,
            word=word,
            photographs=attached.count(sheet.semantic_id),
        )
