"""The packs of rules that a county wrote itself, read from its folder when the server starts.

A file that cannot be used brings no server down: what is wrong stands in the log and, for the county's accounts, on the
law page; until it is put right none of the county's own packs is held.

Public: `hold_from(folder)`, `fault()`.
"""

from __future__ import annotations

import logging
from pathlib import Path

from cunxuan.core.errors import BadInput
from cunxuan.core.law import hold

log = logging.getLogger(__name__)
_faults: list[BadInput] = []


def hold_from(folder: Path) -> None:
    """Reads the folder's packs; a folder that is not there holds none."""
    _faults.clear()
    try:
        hold(folder)
    except BadInput as wrong:
        hold(None)
        _faults.append(wrong)
        log.warning("%s", wrong.text_en)


def fault() -> BadInput | None:
    """What is wrong with a file of the folder."""
    return _faults[0] if _faults else None
