"""How the pages write what the core says: signs and states, the two languages, days, figures, bars.

A builtin of every template. Nothing here decides anything; a percentage exists only here, with two places, half up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS_ABBR
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cunxuan.core.findings import Finding
from cunxuan.core.stages import State
from cunxuan.core.telling_words import Text
from cunxuan.web.clock import COUNTY_TIME
from cunxuan.web.pinyin import in_two_scripts
from cunxuan.web.why import why_of, with_figures

register = template.Library()

FULL_WIDTH_SPACE = "\u3000"


def in_english() -> bool:
    return (get_language() or "zh").startswith("en")


# Two languages


@register.simple_tag
def either(zh: object, en: object) -> object:
    """Of two texts the one in the reader's language."""
    return en if in_english() else zh


@register.filter
def lang(value: Any) -> Any:
    """The reader's language of what carries both: `.zh/.en`, `.text_zh/.text_en`, a finding, a refusal, or a pair."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Finding):
        return value.sentence("en" if in_english() else "zh")
    for zh, en in (("zh", "en"), ("text_zh", "text_en"), ("text", "text_en")):
        if hasattr(value, zh) and hasattr(value, en):
            return either(getattr(value, zh), getattr(value, en))
    if isinstance(value, tuple):
        return either(*value)
    raise TypeError(f"{type(value).__name__} does not carry two languages")


# Signs and states


@register.simple_tag
def sign(name: str) -> SafeString:
    """A sign of the sprite. It says nothing to a screen reader: its word stands beside it."""
    return format_html(
        '<svg class="cx-sign cx-sign-{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        name,
        static("cunxuan/signs.svg"),
        name,
    )


@register.simple_tag
def state(shown: State, words: object = "") -> SafeString:
    """Sign and word of a state; other words where the page says more than the state's name (不一致 2 栏)."""
    return format_html(
        '<span class="cx-state cx-state-{}">{}<span>{}</span></span>',
        shown.sign,
        sign(shown.sign),
        words or lang(shown),
    )


# Why


@register.inclusion_tag("web/why.html")
def why(
    thing: object, of: object = "", show: str = "why", figures: Text | None = None, alone: str = "", undo: str = ""
) -> dict[str, object]:
    """为什么: unfolds the rule, the figures, the article and the text a value rests on; nothing for plain arithmetic.

    `of` says to a screen reader what is asked about; `show` is "why", "article" (the article itself unfolds it) or
    "link"; `figures` is the sentence with the numbers where the thing itself has none; `alone` is a page of the
    reason's own, `undo` the address that takes the step back.
    """
    return {"why": with_figures(why_of(thing), figures), "of": of, "as": show, "alone": alone, "undo": undo}


# Days and hours


def in_county(day: date) -> date:
    """A legal day as it is; of a moment the day and hour it has in the county."""
    return day.astimezone(COUNTY_TIME) if isinstance(day, datetime) else day


@register.filter
def md(day: date | None) -> str:
    """A day in a column: 12-13, in English 13 Dec."""
    if day is None:
        return ""
    day = in_county(day)
    return f"{day.day} {MONTHS_3[day.month].capitalize()}" if in_english() else f"{day:%m-%d}"


@register.filter
def day(day: date | None) -> str:
    """A day in a sentence: 12 月 13 日, in English 13 Dec."""
    if day is None:
        return ""
    day = in_county(day)
    return md(day) if in_english() else f"{day.month} 月 {day.day} 日"


@register.filter
def longday(day: date | None) -> str:
    """A day with its year: 2026 年 12 月 13 日, in English 13 December 2026."""
    if day is None:
        return ""
    day = in_county(day)
    if in_english():
        return f"{day.day} {MONTHS[day.month]} {day.year}"
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


@register.filter
def weekday(day: date | None) -> str:
    """周三, in English Wed."""
    if day is None:
        return ""
    day = in_county(day)
    return str(WEEKDAYS_ABBR[day.weekday()]) if in_english() else f"周{'一二三四五六日'[day.weekday()]}"


@register.filter
def clock(moment: datetime | None) -> str:
    """The hour to the second, in the county: 17:18:08."""
    return "" if moment is None else f"{in_county(moment):%H:%M:%S}"


@register.filter
def hour(moment: datetime | None) -> str:
    """The hour to the minute, in the county: 17:20."""
    return "" if moment is None else f"{in_county(moment):%H:%M}"


# Figures and names


@register.filter
def number(value: int | None) -> str:
    """1,286; nothing for what is not known yet."""
    return "" if value is None else f"{value:,}"


@register.filter
def share(value: Fraction | None) -> str:
    """A share in hundredths with two places, half up: 84.62."""
    if value is None:
        return ""
    hundredths = Decimal(value.numerator * 100) / Decimal(value.denominator)
    return str(hundredths.quantize(Decimal("0.01"), ROUND_HALF_UP))


@register.filter
def name_column(name: str) -> str:
    """A name in a column of names: one of two characters is spread to the width of three (宁　涛)."""
    return FULL_WIDTH_SPACE.join(name) if len(name) == 2 else name


@register.filter
def place(name: object) -> str:
    """A place's name, with its sound before it for those who read English."""
    return in_two_scripts(str(name)) if in_english() else str(name)


@register.filter
def listed(names: Iterable[object]) -> str:
    """Names one after another: 段文博、卫建国, in English with commas."""
    return (", " if in_english() else "、").join(map(str, names))


# Long lists


@register.simple_tag
def page_numbers(page: Page[Any]) -> Iterator[str | int]:
    """1 2 3 … 9 of a page of a list; the dots are a text."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


# Bars


@register.simple_tag
def bar(
    *, value: int, total: int, threshold: int | str | None = None, kind: str = "elected", width: int | None = None
) -> SafeString:
    """Votes against all who took part, with the black line of the votes needed. Lengths are geometry: no style is set.

    `kind` is elected, not-elected or runoff; without `width` (pixels) the bar is as wide as its place. Where nobody
    needs a number of votes a template passes an empty text for the threshold.
    """
    return format_html(
        '<svg class="cx-bar cx-bar-{}" width="{}" height="16" aria-hidden="true">'
        '<rect class="cx-bar-ground" y="3" width="100%" height="10"/>'
        '<rect class="cx-bar-value" y="3" width="{}" height="10"/>{}</svg>',
        kind,
        "100%" if width is None else width,
        part(value, total),
        threshold_line(part(int(threshold), total)) if threshold else "",
    )


def threshold_line(place: str) -> SafeString:
    """Black, through bar and ground, with a white edge on either side."""
    return format_html(
        '<rect class="cx-bar-edge" x="{0}" width="7" height="16" transform="translate(-3.5 0)"/>'
        '<rect class="cx-bar-line" x="{0}" width="3" height="16" transform="translate(-1.5 0)"/>',
        place,
    )


def part(value: int, total: int) -> str:
    """A length in hundredths of the whole, never outside it."""
    if total <= 0:
        return "0%"
    return f"{float(round(min(max(Fraction(value, total), Fraction(0)), Fraction(1)) * 100, 3)):g}%"
