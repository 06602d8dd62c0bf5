"""A village's list of residents: from a workbook as villages send them to people, repairs and problems at their cells.

    columns    which columns there are, and what villages call them
    headings   where the headings of a sheet stand
    dirt kinds everything that can be wrong, with its sentences (D01 to D32)
    problems   what is wrong at which cell
    cells names numbers births groups marks not_data      one cell, one text
    values rows                                           the quick way of a right row
    row                                                   the slow way of any other
    first_look                                            whose ID number may stand in the file again
    state people listing                                  the whole file

Public: `read_residents`, `read_book`, `Listing`, `Listed`, `Problem`, `Sheet`, `Repair`, `KINDS`, `DIRT`, `HEADINGS`,
`TITLES`, `Column`, `shown`, `letters`.
"""

from __future__ import annotations

from .columns import HEADINGS, TITLES, Column
from .dirt import DIRT
from .kinds import KINDS
from .listing import read_book, read_residents
from .people import Listed, Listing
from .problems import Problem, Repair, Sheet, letters, shown

__all__ = [
    "DIRT",
    "HEADINGS",
    "KINDS",
    "TITLES",
    "Column",
    "Listed",
    "Listing",
    "Problem",
    "Repair",
    "Sheet",
    "letters",
    "read_book",
    "read_residents",
    "shown",
]
