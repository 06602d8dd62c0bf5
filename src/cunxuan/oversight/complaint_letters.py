"""The papers of a complaint: the sheet of its course (O54) and the letters to whoever brought it (O54_1).

They are printed from what is sealed in the case and are among no issued papers. The name of their file is the random
name of the case.
"""

from __future__ import annotations

from datetime import date

from cunxuan.core import chain
from cunxuan.core.clocks import Clock
from cunxuan.core.steps import NAMES
from cunxuan.offices.models import Division
from cunxuan.offices.papers import head_of_place, names_of
from cunxuan.rendering import catalogue
from cunxuan.rendering.contexts import plain
from cunxuan.rendering.forms.O54 import context as o54
from cunxuan.rendering.forms.O54_1 import context as letters
from cunxuan.rendering.paper import Paper

from .complaint_course import clocks_of
from .models import Channel, Complaint, ComplaintKind, Stage
from .models.complaints import LetterKind

#: The word in the number of each letter: 清河县信受〔2026〕7F3C91AE号.
WORDS = {
    LetterKind.ACCEPTED: "受",
    LetterKind.REFUSED: "不受",
    LetterKind.TRANSFERRED: "转",
    LetterKind.ANSWERED: "复",
    LetterKind.REVIEWED: "查",
    LetterKind.RECHECKED: "核",
}


def county_of(place: Division) -> Division:
    """The petition office is the county's, wherever in it a matter belongs."""
    while place.parent is not None:
        place = place.parent
    return place


def head(case: Complaint, on: date, number: str = "") -> Paper:
    return head_of_place(county_of(case.place), issued_on=on, number=number)


def letter_number(case: Complaint, kind: LetterKind, before: int) -> str:
    """That of the case with the word of the letter; a second one of its kind says so."""
    again = f"之{before + 1}" if before else ""
    office, _, rest = case.number.rpartition("信〔")
    return f"{office}信{WORDS[kind]}〔{rest}号{again}"


def letter_context(case: Complaint, kind: LetterKind, number: str, on: date, said: dict[str, str]) -> letters.Letter:
    """What a letter says: whom it answers, the matter, the decision, and until when what may follow."""
    clock = clock_named(case, on, NAMED_IN.get(kind, ()))
    return letters.Letter(
        paper=head(case, on, number),
        kind=kind.value,
        to=said["complainant"],
        received_on=case.received_on,
        matter=said["text"][:120],
        case_number=case.number,
        said=said.get(SAID_IN[kind], ""),
        organ=said.get("organ", ""),
        due_on=clock.due if clock else None,
        basis=clock.rule.basis if clock else "",
    )


#: Where in the sealed words the letter finds its own, and whose clock it names.
SAID_IN = {
    LetterKind.ACCEPTED: "",
    LetterKind.REFUSED: "refused",
    LetterKind.TRANSFERRED: "transferred",
    LetterKind.ANSWERED: "answer",
    LetterKind.REVIEWED: "review",
    LetterKind.RECHECKED: "recheck",
}
NAMED_IN: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.ACCEPTED: ("petition_finish_days", "complaint_decided_days", "complaint_investigated_days"),
    LetterKind.ANSWERED: ("petition_ask_review_days", "complaint_review_days"),
    LetterKind.REVIEWED: ("petition_ask_recheck_days",),
}


def clock_named(case: Complaint, on: date, keys: tuple[str, ...]) -> Clock | None:
    return next((one for one in clocks_of(case, on) if one.key in keys), None)


# -- the sheet of its course ------------------------------------------------------------------------------------------


def sheet_of(case: Complaint, today: date) -> o54.Case:
    said = case.said
    return o54.Case(
        paper=head(case, today, case.number),
        kind=ComplaintKind(case.kind).label,
        channel=Channel(case.channel).label,
        received_on=case.received_on,
        registered_on=case.registered_on,
        about=about(case),
        people=case.people,
        complainant=said["complainant"],
        contact=said["contact"],
        accused=said["accused"],
        text=said["text"],
        wants=said["wants"],
        stage=Stage(case.stage).label,
        handler=case.handler.name if case.handler else "",
        clocks=tuple(row(clock) for clock in clocks_of(case, today)),
        opinions=tuple(o54.Opinion(heading=word, text=said[key]) for key, word in OPINIONS.items() if said.get(key)),
    )


OPINIONS = {
    "refused": "不予受理的理由",
    "transferred": "转送情况",
    "answer": "办理意见",
    "review": "复查意见",
    "recheck": "复核意见",
}


def about(case: Complaint) -> str:
    """柳林镇柳树村，公布选民名单."""
    names = names_of(case.place)
    place = "".join(list(names.values())[1:]) or next(iter(names.values()))
    return f"{place}，{NAMES[case.step][0]}" if case.step else place


def row(clock: Clock) -> o54.Clock:
    return o54.Clock(step=clock.zh, due=clock.due, done=clock.done_on, basis=clock.rule.basis)


def frozen_letter(case: Complaint, kind: LetterKind, number: str, on: date, said: dict[str, str]) -> str:
    """The letter as canonical JSON, refused here if its form could not print it."""
    context = plain(letter_context(case, kind, number, on, said))
    catalogue.form("O54_1").printed(context)
    return chain.canonical(context)
