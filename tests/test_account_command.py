"""`cunxuan account`: the first account of a county, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner, Result

import cast
from cunxuan.cli import app
from cunxuan.cli import county as county  # its commands join the app
from cunxuan.core.errors import BadInput, Refusal
from cunxuan.offices.actions import add_divisions
from cunxuan.offices.models import Account, Role
from cunxuan.records.models import TrailEntry

PASSWORD = "清河县换届办的第一个账号"


@pytest.fixture
def villages(db: None) -> None:
    add_divisions(cast.VILLAGES, by="cli", at=cast.AT)


def opened(role: str = "county", division: str = cast.COUNTY, *, typed: str = f"{PASSWORD}\n{PASSWORD}\n") -> Result:
    call = ["account", "xianban", "--name", "任", "--role", role, "--division", division]
    return CliRunner().invoke(app, call, input=typed)


def refusal_of(result: Result) -> Any:
    assert isinstance(result.exception, (BadInput, Refusal)), result.output
    assert not Account.objects.exists()
    return result.exception


def test_the_first_account_of_a_county_is_opened_and_signs_in(villages, client):
    said = opened()
    assert said.exit_code == 0
    assert said.stdout.endswith("已开账号 xianban（任，清河县）。\n")
    account = Account.objects.get()
    assert (account.role, account.division_id) == (Role.COUNTY, cast.COUNTY)
    assert client.post("/login", {"username": "xianban", "password": PASSWORD}).status_code == 302


def test_the_password_stands_nowhere(villages):
    said = opened()
    entry = TrailEntry.objects.get(act="account_opened")
    assert PASSWORD not in said.stdout + entry.body + Account.objects.get().password
    assert Account.objects.get().password.startswith("argon2$")


def test_before_the_villages_there_is_no_place_for_an_account(db):
    assert refusal_of(opened()).text == f"没有代码为 {cast.COUNTY} 的地方。请先导入村的名单。"


@pytest.mark.parametrize(
    ("role", "division", "said"),
    [
        ("county", cast.LIULIN, "“县换届办”的账号设在县一级，柳林镇不是。请写它所在的县的代码，6 位数字。"),
        ("township", cast.COUNTY, "“乡镇审核”的账号设在乡镇一级，清河县不是。请写它所在的乡镇的代码，9 位数字。"),
        ("clerk", cast.LIUSHU, "“录入员”的账号设在乡镇一级，柳树村不是。请写它所在的乡镇的代码，9 位数字。"),
        ("committee", cast.LIULIN, "“村民选举委员会”的账号设在村一级，柳林镇不是。请写它所在的村的代码，12 位数字。"),
    ],
)
def test_a_role_has_its_place_at_its_own_level(villages, role, division, said):
    refused = refusal_of(opened(role, division))
    assert refused.text + refused.way_out == said


def test_a_role_that_does_not_exist_is_named(villages):
    assert refusal_of(opened("mayor")).text.startswith("岗位“mayor”不认识。")


@pytest.mark.parametrize(
    ("password", "said"),
    [("短", "新密码至少要 10 个字符。"), ("1234567890", "新密码太常见，容易被猜到，请换一个。")],
)
def test_a_weak_password_is_refused_as_on_the_page(villages, password, said):
    assert refusal_of(opened(typed=f"{password}\n{password}\n")).text == said


def test_two_passwords_that_differ_open_nothing(villages):
    assert refusal_of(opened(typed=f"{PASSWORD}\n{PASSWORD}二\n")).text.startswith("两遍填的不一样。")


def test_a_name_is_given_once(villages):
    opened()
    again = opened()
    assert isinstance(again.exception, Refusal)
    assert again.exception.code == "ACCOUNT_EXISTS"
