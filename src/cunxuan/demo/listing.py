"""Lists that a village sent in: one that was taken and names somebody of another village, one that waits for its clerk.

Both name people whom the village has already, so that the county keeps its number of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice

from cunxuan.offices.models import Division
from cunxuan.roll.file_actions import read_file, receive_file, take_file

from .people import Person
from .population import Population
from .staff import Staff

SENDS, NEXT_DOOR = "140824201209", "140824200211"  # 董家庄, which registers late, and 东柏
HEADINGS = ("组", "户号", "姓名", "性别", "出生日期", "身份证号", "户籍在本村", "居住在本村")


def send_lists(
    population: Population, villages: Mapping[str, Division], staff: Mapping[str, Staff], at: datetime
) -> None:
    """Only in a county that has both villages."""
    if SENDS not in villages or NEXT_DOOR not in villages:
        return
    own, other = (list(islice(population.people(code), 12)) for code in (SENDS, NEXT_DOOR))
    village, by = villages[SENDS], staff[SENDS].clerks[0].username
    moved = replace(other[0], group_no=1, household_no=own[-1].household_no)
    read_file(first := receive_file(village, "董家庄村补报.csv", written([*own[:5], moved]), by=by, at=at))
    take_file(first, by=by, at=at)
    read_file(receive_file(village, "董家庄村一组.csv", as_villages_write(own[5:]), by=by, at=at))


def written(people: Iterable[Person]) -> bytes:
    """As a spreadsheet saves it in Chinese Windows."""
    return "\r\n".join([",".join(HEADINGS), *map(line_of, people)]).encode("gb18030")


def line_of(person: Person) -> str:
    sex = "男" if person.sex == "M" else "女"
    hukou, here = ("是" if said else "否" for said in (person.hukou_here, person.lives_here))
    cells = (person.group_no, person.household_no, person.name, sex, person.birth_on, person.id_number, hukou, here)
    return ",".join(map(str, cells))


def as_villages_write(people: Iterable[Person]) -> bytes:
    """A space within a name, a date with dots, a slip in a number: what a click repairs, and what it does not."""
    lines = [line_of(person) for person in people]
    spaced, dotted, slipped, *rest = lines
    name, day = spaced.split(",")[2], dotted.split(",")[4]
    number = slipped.split(",")[5]
    wrong = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    lines = [spaced.replace(name, "　".join(name)), dotted.replace(day, day.replace("-", "."))]
    lines += [slipped.replace(number, wrong), *rest]
    return "\r\n".join([",".join(HEADINGS), *lines, "合计," + str(len(lines))]).encode("gb18030")
