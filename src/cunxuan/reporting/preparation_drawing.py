"""The picture of a county's preparation: a row for each village, a square for each part. Text in, markup out.

What a square shows is its shape, not its colour: a block is done, half a block under way, a hairline not begun, a frame
waits to be looked at, a tall block is blocked or late.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from cunxuan.core.stages import State
from cunxuan.offices.parts import Part
from cunxuan.web.templatetags.cx import lang, place, sign

from .preparation import Prepared

STEP = 11

#: Outline and class of a square, by the state of the part.
SHAPES: dict[State, tuple[str, str]] = {
    State.DONE: ("v4h9v-4z", "done"),
    State.IN_PROGRESS: ("v4h4v-4z", "now"),
    State.NOT_STARTED: ("h9", "none"),
    State.TO_CHECK: ("v4h9v-4z", "check"),
    State.DUE_SOON: ("v4h9v-4z", "check"),
}
TALL = ("v10h9v-10z", "stop")
TOP = {"none": 5, "stop": 0}


def rows(villages: Iterable[Prepared]) -> SafeString:
    """The villages of a township, one row each."""
    before, after = reverse("village_preparation", args=["0"]).split("0", 1)
    return mark_safe("".join([row(one, before, after) for one in villages]))  # noqa: S308  escaped in row()


def row(one: Prepared, before: str, after: str) -> str:
    village = one.village
    kind = " cx-vr-done" if one.is_called else " cx-vr-blocked" if one.stops else ""
    key = " cx-vr-key" if one.is_key else ""
    mark = str(sign("blocked")) if one.stops else str(sign("opened")) if one.override else ""
    return (
        f'<a class="cx-vr cx-prep-row{kind}{key}" href="{before}{village.code}{after}" '
        f'aria-label="{escape(spoken(one))}"><span class="cx-vn">{escape(village.short_name)}</span>'
        f"{track(tuple(part.state for part in one.parts))}{mark}</a>"
    )


def spoken(one: Prepared) -> str:
    """柳树村，重点村，审计评议受阻，不能确定选举日: what a listener hears of a row."""
    between = "，" if (get_language() or "").startswith("zh") else ", "
    parts = [f"{title(part)}{between_words()}{lang(part.state)}" for part in one.parts if part.state is not State.DONE]
    key = [gettext("重点村")] if one.is_key else []
    opened = [gettext("县批准先行")] if one.override else []
    call = gettext("已确定选举日") if one.is_called else gettext("不能确定选举日") if one.stops else ""
    return between.join(filter(None, [place(one.village.name), *key, *opened, *parts, call]))


def between_words() -> str:
    return "" if (get_language() or "").startswith("zh") else " "


def title(part: Part) -> str:
    return str(lang((part.title_zh, part.title_en)))


@lru_cache(maxsize=4096)
def track(states: tuple[State, ...]) -> str:
    width = STEP * len(states)
    size = f'viewBox="0 0 {width} 10" width="{width}" height="10"'
    return f'<svg class="cx-prep" {size} aria-hidden="true">{squares(states)}</svg>'


def squares(states: Iterable[State]) -> str:
    return "".join(square(number, state) for number, state in enumerate(states))


def square(number: int, state: State) -> str:
    outline, kind = SHAPES.get(state, TALL)
    return f'<path class="cx-prep-{kind}" d="M{STEP * number + 1} {TOP.get(kind, 3)}{outline}"/>'


def key_of(state: State) -> SafeString:
    """One square for the legend."""
    size = 'viewBox="0 0 11 10" width="11" height="10"'
    drawn = f'<svg class="cx-prep-square" {size} aria-hidden="true">{square(0, state)}</svg>'
    return mark_safe(drawn)  # noqa: S308  numbers only
