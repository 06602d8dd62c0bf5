"""Finding a person by what a clerk types: name, initials, group, last four places; only of one's own place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

import cast
from cunxuan.core.ids import synthetic
from cunxuan.offices.models import Account, Division
from cunxuan.roll.actions import NewResident, add_residents
from cunxuan.roll.people_search import Asks, look_for

pytestmark = pytest.mark.django_db

BORN = date(1981, 3, 4)


def number(sequence: int) -> str:
    return synthetic(BORN, sequence, division=cast.COUNTY)


def someone(name: str, *, group: int = 1, sequence: int = 1) -> NewResident:
    return NewResident(name, "M", BORN, number(sequence), group, 1, True, True)


@pytest.fixture
def peopled(qinghe: Division) -> None:
    """Who lives where: the same name in two villages, rare characters, a name with a dot."""
    at = {
        cast.LIUSHU: [
            someone("张三", group=3, sequence=1),
            someone("张三丰", group=2, sequence=3),
            someone("赵胜", group=3, sequence=5),
            someone("吴㛃", sequence=7),
            someone("欧阳\U0002cbce", sequence=9),
            someone("买买提·吐尔逊", sequence=11),
        ],
        cast.TAOYUAN: [someone("张三", group=3, sequence=13), someone("柳树生", sequence=15)],
        cast.BOZHUANG: [someone("张四海", sequence=17)],
    }
    for code, people in at.items():
        add_residents(Division.objects.get(pk=code), people, by="ding", at=cast.AT)


def found(account: Account, text: str) -> list[str]:
    return [f"{one.name} {one.village.name}" for one in look_for(account, text).found]


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("张", ["张三 柳树村", "张三 桃园村", "张三丰 柳树村", "张四海 柏庄村"]),
        ("张三", ["张三 柳树村", "张三 桃园村", "张三丰 柳树村"]),
        ("zs", ["张三 柳树村", "赵胜 柳树村", "张三 桃园村", "张三丰 柳树村", "张四海 柏庄村"]),
        ("ZS", ["张三 柳树村", "赵胜 柳树村", "张三 桃园村", "张三丰 柳树村", "张四海 柏庄村"]),
        ("ｚｓｆ", ["张三丰 柳树村"]),
        ("吴㛃", ["吴㛃 柳树村"]),
        ("欧阳\U0002cbce", ["欧阳\U0002cbce 柳树村"]),
        ("买买提•", ["买买提·吐尔逊 柳树村"]),
        ("三丰", []),
        ("%", []),
        ("_", []),
    ],
)
def test_a_person_is_found_by_the_beginning_of_the_name_or_of_its_initials(
    peopled: None, ren: Account, typed: str, people: list[str]
) -> None:
    assert found(ren, typed) == people


@pytest.mark.parametrize("typed", ["柳树 张", "ls 张", "柳树村 zs 张", "张 柳树"])
def test_a_village_beside_the_person_narrows_to_it(peopled: None, ren: Account, typed: str) -> None:
    assert found(ren, typed) == ["张三 柳树村", "张三丰 柳树村"]


@pytest.mark.parametrize("typed", ["柳树 3组 张", "柳树 三组 张", "柳树 第3村民小组 张", "3组 柳树 zs 张"])
def test_a_group_narrows_further(peopled: None, ren: Account, typed: str) -> None:
    assert found(ren, typed) == ["张三 柳树村"]


def test_one_word_is_a_person_and_never_a_village(peopled: None, ren: Account) -> None:
    assert found(ren, "柳树") == ["柳树生 桃园村"]


def test_the_last_four_of_the_id_number_find_their_bearer(peopled: None, ren: Account) -> None:
    assert found(ren, number(5)[-4:]) == ["赵胜 柳树村"]
    assert found(ren, f"{number(5)[-4:].lower()} 赵") == ["赵胜 柳树村"]
    assert found(ren, f"{number(5)[-4:]} 张") == []


def test_an_x_at_the_end_may_be_small(peopled: None, ren: Account) -> None:
    with_x = next(sequence for sequence in range(101, 999, 2) if number(sequence).endswith("X"))
    add_residents(Division.objects.get(pk=cast.LIUSHU), [someone("丁叉", sequence=with_x)], by="ding", at=cast.AT)
    assert found(ren, number(with_x)[-4:].lower()) == found(ren, number(with_x)[-4:]) == ["丁叉 柳树村"]


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("", Asks.NOTHING),
        ("   ", Asks.NOTHING),
        ("12", Asks.DIGITS),
        ("12345", Asks.DIGITS),
        ("3组", Asks.MORE),
        (number(1), Asks.ID_NUMBER),
        (f"张三 {number(1)}", Asks.ID_NUMBER),
        ("３６０１２３１９８１０３０４００１Ｘ", Asks.ID_NUMBER),
    ],
)
def test_what_cannot_be_looked_for_says_what_to_type(peopled: None, ren: Account, typed: str, asks: Asks) -> None:
    assert look_for(ren, typed).asks is asks


def test_people_of_another_place_do_not_exist(peopled: None, chen: Account, ding: Account) -> None:
    assert found(chen, "张四") == []
    assert found(chen, "柏庄 张") == []
    assert found(ding, "张") == ["张三 柳树村", "张三丰 柳树村"]
    assert found(ding, number(13)[-4:]) == []


def test_a_committee_lists_its_own_groups_without_naming_the_village(peopled: None, ding: Account) -> None:
    assert found(ding, "3组") == ["张三 柳树村", "赵胜 柳树村"]


def test_an_id_number_is_shown_masked(peopled: None, ren: Account) -> None:
    (one,) = look_for(ren, "赵胜").found
    assert one.id_masked == f"3601***********{number(5)[-1]}"


def test_who_has_no_id_number_yet_is_found_too(qinghe: Division, ren: Account) -> None:
    without = NewResident("丁无号", "F", BORN, "", 1, 1, True, True)
    add_residents(Division.objects.get(pk=cast.LIUSHU), [without], by="ding", at=cast.AT)
    (one,) = look_for(ren, "丁无").found
    assert one.id_masked == ""


def test_of_many_the_first_are_shown_and_that_there_are_more(qinghe: Division, ren: Account) -> None:
    many = [someone(f"李{sign}", sequence=2 * place + 1) for place, sign in enumerate("甲乙丙丁戊")]
    add_residents(Division.objects.get(pk=cast.LIUSHU), many, by="ding", at=cast.AT)
    four, five = look_for(ren, "李", 4), look_for(ren, "李", 5)
    assert (len(four.found), four.more) == (4, True)
    assert (len(five.found), five.more) == (5, False)


@pytest.mark.parametrize(("typed", "most"), [("张", 2), ("zs", 2), ("1234", 1), ("柳树 3组 张", 3)])
def test_a_keystroke_costs_the_same_few_queries_however_many_people(
    peopled: None, ren: Account, typed: str, most: int
) -> None:
    from django.db import connection

    with CaptureQueriesContext(connection) as captured:
        look_for(ren, typed)
    assert len(captured) <= most


@pytest.mark.parametrize(("typed", "column"), [("张", "name"), ("zs", "initials"), ("1234", "last_four")])
def test_it_is_an_index_that_finds_them(qinghe: Division, ren: Account, typed: str, column: str) -> None:
    """Not a walk through all: that is what keeps it fast in a county of 340,000."""
    from django.db import connection

    add_residents(Division.objects.get(pk=cast.LIUSHU), cast.residents(200), by="ding", at=cast.AT)
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as captured:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE roll_resident")
            cursor.execute("SET LOCAL enable_seqscan = off")
        look_for(ren, typed)
    asked = next(one["sql"] for one in captured if "roll_resident" in one["sql"] and "SELECT" in one["sql"])
    plan = planned(asked)
    assert column in plan or f"{column[:8]}" in plan
    assert "SCAN roll_resident" not in plan.replace("USING INDEX", "") or "INDEX" in plan


def planned(sql: str) -> str:
    from django.db import connection

    how: Any = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(how + sql)
        return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())
