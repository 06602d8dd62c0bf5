"""What the board draws itself: rows with their track of twelve steps, dots, little columns. Text in, markup out.

A county's board has hundreds of rows and is made anew every ten seconds: each row is put together in one go, and what
depends only on stage and state is made once. Lengths are geometry in the markup, colours are classes; nothing is
styled in place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from cunxuan.core.stages import ALL_DONE, STAGES, State
from cunxuan.web.templatetags.cx import either, lang, place, sign

from .board import NOBODY_PREPARES, Column, Preparing, Town
from .preparation_drawing import STEP as SQUARE
from .preparation_drawing import squares
from .standing import Standing

STEP = 5  # width of one of the twelve
TRACK = STEP * len(STAGES)

#: The twelve in as few words as a line has room for.
SHORT = tuple(
    zip(
        (stage.short for stage in STAGES),
        (
            "Audit",
            "Party",
            "Committee",
            "Registration",
            "Roll",
            "Nomination",
            "Review",
            "Candidates",
            "Ballots",
            "Poll",
            "Count",
            "Handover",
        ),
        strict=True,
    )
)

#: States that are told by the track alone.
QUIET = (State.IN_PROGRESS, State.DONE, State.NOT_STARTED)


# Rows of the matrix


def rows(column: Column, here: str = "", *, tells: bool = False, preparing: Preparing = NOBODY_PREPARES) -> SafeString:
    """The villages of a column, one row each; `here` is what stands before the code in an address (/v/).

    `tells`: each row also says what is to be done, for a board that has room for it.
    """
    before = here or address_before_code()
    drawn = [row(one, before, tells, preparing) for one in column.villages]
    return mark_safe("".join(drawn))  # noqa: S308  escaped in row()


def urgent_rows(town: Town, here: str, preparing: Preparing) -> SafeString:
    """In a board of townships only the exceptions have their own row."""
    return rows(Column(town, town.urgent), here, preparing=preparing)


def rows_class(most: int) -> str:
    """How many rows the longest column has; the style sheet makes them fit the window."""
    return f"cx-rows-{most}"


def address_before_code() -> str:
    return reverse("village", args=["0"]).removesuffix("0")


def row(one: Standing, before: str, tells: bool, preparing: Preparing) -> str:
    village = one.village
    told = f'<span class="cx-vs">{escape(to_do(one))}</span>' if tells else ""
    track, mark, kind, says = parts_of(one.stage, one.state, get_language() or "")
    more, heard = marked(one)
    if states := preparing.states.get(village.code):
        track, lacks = preparation_track(states, preparing.names, get_language() or "")
        says += lacks
    name = escape(village.short_name)
    return (
        f'<a class="cx-vr{kind}{more}" id="v{village.code}" href="{before}{village.code}" '
        f'aria-label="{escape(place(village.name))}{heard}{says}"><span class="cx-vn">{name}</span>'
        f"{track}{mark or opened_mark(one)}{told}</a>"
    )


def marked(one: Standing) -> tuple[str, str]:
    """Classes of a key village and of one whose gate the county opened, and what a listener hears of it."""
    if not (one.is_key or one.is_opened):
        return "", ""
    kinds = (" cx-vr-key" * one.is_key) + (" cx-vr-opened" * one.is_opened)
    words = [gettext("，重点村")] * one.is_key + [gettext("，县批准先行")] * one.is_opened
    return kinds, escape("".join(words))


def opened_mark(one: Standing) -> str:
    """The sign of a gate that was opened, where no graver one stands."""
    return str(sign("opened")) if one.is_opened else ""


def to_do(one: Standing) -> str:
    """The gravest of what somebody has to see to; where all goes well, the next act."""
    return str(lang(one.matters[0] if one.matters else one.next))


@lru_cache(maxsize=4096)
def preparation_track(
    states: tuple[State, ...],
    names: tuple[tuple[str, str], ...],
    language: str,  # noqa: ARG001  part of the key
) -> tuple[str, str]:
    """The track of a village whose polling day is not fixed, a square for each part of its preparation; what it lacks.

    Nothing of the twelve but audit and branch can have been done, so that their place is free.
    """
    lacking = [str(lang(name)) for name, state in zip(names, states, strict=True) if state is not State.DONE]
    says = (
        gettext("，准备还缺：%(parts)s") % {"parts": str(either("、", ", ")).join(lacking)}
        if lacking
        else gettext("，准备都办完")
    )
    size = f'viewBox="0 0 {SQUARE * len(states)} 10" preserveAspectRatio="none"'
    return f'<svg class="cx-track" {size} aria-hidden="true">{squares(states)}</svg>', escape(says)


@lru_cache(maxsize=1024)
def parts_of(stage: int, state: State, language: str) -> tuple[str, str, str, str]:  # noqa: ARG001  part of the key
    """Of a row what does not depend on the village: track, sign, class, and what a listener hears after the name."""
    quiet = state in QUIET
    kind = f" cx-vr-{state.sign}" if not quiet or state is State.DONE else ""
    if stage == ALL_DONE:
        says = gettext("，%(state)s") % {"state": lang(state)}
    else:
        says = gettext("，第 %(number)s 步 %(stage)s，%(state)s") % {
            "number": stage,
            "stage": lang(STAGES[stage - 1]),
            "state": lang(state),
        }
    return track_of(stage, state), "" if quiet else str(sign(state.sign)), kind, escape(says)


def track_of(stage: int, state: State) -> str:
    """Finished steps as small blocks, the present one taller, those to come as a hairline; all done is one line."""
    if stage == ALL_DONE and state in QUIET:
        inside = f'<path class="cx-track-all" d="M0 5h{TRACK - 1}"/>'
    elif state is State.NOT_STARTED:
        inside = f'<path class="cx-track-to-come" d="M0 5h{TRACK - 1}"/>'
    else:
        here = STEP * (min(stage, len(STAGES)) - 1)
        top, height = (1, 8) if state is State.IN_PROGRESS else (0, 10)
        done = f'<path class="cx-track-done" d="M0 5h{here}"/>' if here else ""
        rest = TRACK - here - STEP
        to_come = f'<path class="cx-track-to-come" d="M{here + STEP} 5h{rest - 1}"/>' if rest else ""
        inside = f'{done}<path class="cx-track-now" d="M{here} {top}h{STEP - 1}v{height}h{1 - STEP}z"/>{to_come}'
    return f'<svg class="cx-track" viewBox="0 0 {TRACK} 10" aria-hidden="true">{inside}</svg>'


def axis(steps: int = len(STAGES)) -> SafeString:
    """1 4 8 12 over the tracks of a column, each in the middle of its step, however wide a step is drawn."""
    marks = "".join(
        f'<text x="{(number - 0.6) * 100 / steps:.2f}%" y="85%">{number}</text>'
        for number in (1, 4, 8, 12)
        if number <= steps
    )
    return mark_safe(f'<svg class="cx-axis" aria-hidden="true">{marks}</svg>')  # noqa: S308  numbers only


# A township in little: a column for each step, and one for those with everything done

CHART_STEP, CHART_HEIGHT = 16, 34


def chart(town: Town, tallest: int) -> SafeString:
    """How many of a township stand at each step; a triangle over those where somebody has to see to something."""
    scale = Fraction(CHART_HEIGHT, max(tallest, 1))
    urgent = {min(one.stage, len(STAGES)) for one in town.urgent}
    parts = []
    for number, count in enumerate(town.at_stages, start=1):
        left, height = CHART_STEP * (number - 1) + 2, max(round(count * scale), 3) if count else 0
        kind = "done" if number == ALL_DONE else "now"
        parts.append(f'<rect class="cx-chart-{kind}" x="{left}" y="{44 - height}" width="12" height="{height}"/>')
        if number in urgent:
            parts.append(f'<path class="cx-chart-urgent" d="M{left + 1} {41 - height}l5 -6l5 6z"/>')
    width = CHART_STEP * ALL_DONE
    ground = f'<path class="cx-chart-ground" d="M0 44.5h{width}"/>'
    return mark_safe(  # noqa: S308  numbers only
        f'<svg class="cx-chart" viewBox="0 0 {width} 46" aria-hidden="true">{"".join(parts)}{ground}</svg>'
    )


# The turnout of every village

LOWEST, HIGHEST = 40, 100  # per cent
DOTS, DOT, MOST = 600, 4, 22  # width of the picture, of a dot, and dots on each other before they become columns
GROUND, HIGH = 48, 44


def dots(turnouts: Iterable[tuple[int, int]]) -> SafeString:
    """Each village a dot over its turnout; a cross where half did not take part.

    The picture is as wide as its place: what is inside the inner svg is drawn out, words and crosses are not.
    """
    held = list(turnouts)
    short = Counter(place_of(one) for one in held if 2 * one[0] <= one[1])
    enough = Counter(place_of(one) for one in held if 2 * one[0] > one[1])
    words = "".join(f'<text x="{along(share)}" y="60">{text}</text>' for share, text in axis_of_turnout())
    return mark_safe(  # noqa: S308  numbers, and escaped words
        '<svg class="cx-dots" aria-hidden="true">'
        f'<rect class="cx-dots-ground" y="{GROUND}" width="100%" height="1"/>'
        f'<svg width="100%" height="{GROUND}" viewBox="0 0 {DOTS} {GROUND}" preserveAspectRatio="none">'
        f"{stacks(enough)}</svg>{crosses(short)}"
        f'<rect class="cx-dots-half" x="{along(50)}" y="8" width="2" height="{GROUND - 8}"/>{words}</svg>'
    )


def axis_of_turnout() -> tuple[tuple[int, str], ...]:
    return (50, escape(gettext("50%，须过半"))), (70, "70%"), (85, "85%")


def along(share: float) -> str:
    """A share's place on the axis."""
    return f"{(share - LOWEST) * 100 / (HIGHEST - LOWEST):.2f}%"


def place_of(turnout: tuple[int, int]) -> int:
    """Which of the places of a dot's width a turnout falls into."""
    share = Fraction(turnout[0] * 100, turnout[1])
    inside = min(max(share, Fraction(LOWEST)), Fraction(HIGHEST))
    return min(int((inside - LOWEST) * DOTS / (HIGHEST - LOWEST) / DOT), DOTS // DOT - 1)


def stacks(counted: Counter[int]) -> str:
    """Dots on each other, closer where they are many; where that would be too many, columns of their height."""
    most = max(counted.values(), default=0)
    if most > MOST:
        lines = [f"M{x * DOT + 2} {GROUND}v-{max(count * HIGH // most, 2)}" for x, count in sorted(counted.items())]
        return f'<path class="cx-dots-columns" d="{"".join(lines)}"/>'
    apart = min(DOT, HIGH / max(most, 1))
    points = [
        f"M{x * DOT + 2} {GROUND - 2 - apart * level:g}h0"
        for x, count in sorted(counted.items())
        for level in range(count)
    ]
    return f'<path class="cx-dots-villages" d="{"".join(points)}"/>' if points else ""


def crosses(counted: Counter[int]) -> str:
    return "".join(
        f'<svg class="cx-dots-short" x="{x * DOT * 100 / DOTS:.2f}%" y="{GROUND - 9 - 9 * level}">'
        '<path d="M-2 0l7 7m0 -7l-7 7"/></svg>'
        for x, count in sorted(counted.items())
        for level in range(min(count, 4))
    )


def tallest(towns: Sequence[Town]) -> int:
    """The highest of all little columns, so that townships can be compared."""
    return max((count for town in towns for count in town.at_stages), default=1)
