"""A clerk at the workbook that came back: types what was wrong anew, as a spreadsheet program would save it."""

from __future__ import annotations

import zipfile
from io import BytesIO

from cunxuan.core.ids import check_digit


def with_right_check_digit(number: str) -> str:
    return number[:17] + check_digit(number[:17])


def retyped(workbook: bytes, changes: dict[str, str]) -> bytes:
    """The workbook with these texts written otherwise, wherever they stand."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            for wrong, right in changes.items():
                content = content.replace(wrong.encode(), right.encode())
            after.writestr(name, content)
    return out.getvalue()
