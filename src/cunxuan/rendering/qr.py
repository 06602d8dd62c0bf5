"""The QR code of a paper: what a telephone reads to find the paper's page by its check code."""

from __future__ import annotations

import io

import segno

# A fixed mask: trying all eight for the best looking costs more than the page, and any mask can be read.
MASK = 3


def svg(text: str) -> str:
    """For typst."""
    picture = io.BytesIO()
    segno.make_qr(text, error="m", mask=MASK).save(
        picture, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None
    )
    return picture.getvalue().decode()


def png(text: str) -> bytes:
    """For Word."""
    picture = io.BytesIO()
    segno.make_qr(text, error="m", mask=MASK).save(picture, kind="png", border=0, scale=4)
    return picture.getvalue()


def on_a_page(text: str) -> str:
    """For a screen: black on white with its quiet margin, as large as its place."""
    picture = io.BytesIO()
    segno.make_qr(text, error="m", mask=MASK).save(
        picture,
        kind="svg",
        border=4,
        light="#fff",
        omitsize=True,
        xmldecl=False,
        svgns=False,
        svgclass=None,
        lineclass=None,
    )
    return picture.getvalue().decode()
