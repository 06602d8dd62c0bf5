"""The colours that meet on the board, as people with one kind of cone missing see them (Machado 2009, full strength).

No two may come nearer than 10 in CIELAB: that is told apart side by side. Shape carries what is smaller.
"""

from itertools import combinations

import pytest
from test_contrast import TOKENS

ON_THE_BOARD = ("ink", "blue-8", "blue-4", "late", "soon-sign", "plum", "teal")

SIGHT = {
    "every cone": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)  # D65


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def linear(colour: str) -> list[float]:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def lab(light: list[float]) -> tuple[float, float, float]:
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (part / white for part, white in zip(times(TO_XYZ, light), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(token: str, sight: str) -> tuple[float, float, float]:
    return lab([min(max(part, 0), 1) for part in times(SIGHT[sight], linear(TOKENS[token]))])


def difference(one: str, other: str, sight: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(seen(one, sight), seen(other, sight), strict=True)) ** 0.5


@pytest.mark.parametrize("sight", SIGHT)
def test_no_two_colours_of_the_board_look_alike(sight):
    nearest = min((difference(a, b, sight), a, b) for a, b in combinations(ON_THE_BOARD, 2))
    assert nearest[0] >= 10, nearest


def test_finished_is_blue_so_nothing_rests_on_red_against_green():
    _, a, b = seen("blue-7", "every cone")
    assert a > 0 > b
