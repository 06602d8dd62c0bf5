"""The colours of tokens.css against the grounds they stand on (WCAG 2: text 4.5, a sign or a control's border 3)."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[2] / "frontend" / "src"
TOKENS = dict(re.findall(r"--cx-([\w-]+): (#[0-9a-f]{6});", (STYLES / "tokens.css").read_text(encoding="utf-8")))

#: (colour, the grounds on which words of it stand)
TEXT = {
    "ink": ("paper", "ground", "blue-1", "late-tint", "soon-tint", "plum-tint", "teal-tint", "rehearsal-ground"),
    "ink-2": ("paper", "ground", "foot", "blue-1", "late-tint", "rehearsal-ground"),
    "mute": ("paper", "ground", "foot", "rehearsal-ground"),
    "blue-7": ("paper", "ground"),
    "blue-6": ("paper", "ground", "blue-1", "late-tint", "teal-tint", "rehearsal-ground"),
    "late": ("paper", "ground", "late-tint"),
    "soon": ("paper", "ground", "soon-tint"),
    "plum": ("paper", "ground", "plum-tint"),
    "teal": ("paper", "ground", "teal-tint"),
    "paper": ("blue-8", "blue-7"),
    "top-ink": ("blue-8", "top-well"),
    "disabled-ink": ("disabled",),
}
SIGNS = {
    "line-control": ("paper", "ground"),
    "soon-sign": ("paper", "ground", "soon-tint"),
    "blue-4": ("paper", "ground"),
    "teal-bar": ("paper",),
    "top-line": ("blue-8", "top-well"),
}


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])))
    return (lighter + 0.05) / (darker + 0.05)


def pairs(used: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(colour, ground) for colour, grounds in used.items() for ground in grounds]


@pytest.mark.parametrize(("colour", "ground"), pairs(TEXT))
def test_words_are_read_on_every_ground_they_stand_on(colour, ground):
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize(("colour", "ground"), pairs(SIGNS))
def test_signs_and_borders_are_seen_on_every_ground_they_stand_on(colour, ground):
    assert contrast(colour, ground) >= 3


def test_the_measure_is_the_one_of_wcag():
    TOKENS.update(black="#000000", white="#ffffff", grey="#767676")
    assert round(contrast("black", "white"), 2) == 21
    assert round(contrast("grey", "white"), 2) == 4.54


def test_no_style_sheet_uses_a_token_that_does_not_exist():
    known = set(re.findall(r"(--cx-[\w-]+):", (STYLES / "tokens.css").read_text(encoding="utf-8")))
    for sheet in STYLES.glob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        known_here = known | set(re.findall(r"(--cx-[\w-]+):", text))
        assert set(re.findall(r"var\((--cx-[\w-]+)", text)) <= known_here, sheet.name


def test_nothing_is_smaller_than_twelve_pixels():
    for sheet in STYLES.glob("*.css"):
        screen = sheet.read_text(encoding="utf-8")
        for size in re.findall(r"font(?:-size)?: [^;]*?([0-9.]+)rem", screen):
            assert float(size) >= 0.75, (sheet.name, size)
