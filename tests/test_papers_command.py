"""`cunxuan papers`: which papers there are, and those of a place as files, with what was not written and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import cast
from cunxuan.cli import app
from cunxuan.cli import papers as papers  # its commands join the app
from cunxuan.core.errors import BadInput
from cunxuan.rendering.catalogue import FORMS
from rendering.reading import pdf_text, word_text


def printed(out: Path, *call: str) -> Result:
    return CliRunner().invoke(app, ["papers", "print", "--out", str(out), "--json", *call])


def said(result: Result) -> Any:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return json.loads(result.stdout)


def test_every_form_is_listed_with_its_basis_and_formats():
    found = said(CliRunner().invoke(app, ["papers", "list", "--json"]))
    assert [one["id"] for one in found] == [form.id for form in FORMS]
    a12 = next(one for one in found if one["id"] == "A12")
    assert a12["formats"] == ["pdf", "docx"]
    assert a12["basis"]


def test_what_was_issued_in_a_village_is_written_with_its_number(liushu, tmp_path):
    cast.declared(liushu, "returned 100")
    result = printed(tmp_path, "--village", liushu.pk, "--form", "A12", "--format", "pdf")
    (one,) = said(result)["written"]
    assert result.exit_code == 0
    assert one["number"]
    assert "柳树村" in pdf_text(Path(one["file"]).read_bytes())


def test_a_form_of_which_none_was_issued_says_so_and_ends_with_one(liushu, tmp_path):
    result = printed(tmp_path, "--village", liushu.pk, "--form", "A12")
    answer = said(result)
    assert (result.exit_code, answer["written"]) == (1, [])
    assert answer["not_written"][0]["text"] == "柳树村还没有发出选举结果公告。"


def test_a_county_prints_its_schedule_and_the_plan_from_what_is_recorded(qinghe, tmp_path):
    result = printed(tmp_path, "--county", "--form", "O48", "--form", "O09")
    assert [one["form"] for one in said(result)["written"]] == ["O48", "O09"]
    assert any("石桥村" in word_text(file.read_bytes()) for file in tmp_path.glob("O48*"))


def test_a_township_prints_blank_sheets(qinghe, tmp_path):
    result = printed(tmp_path, "--township", cast.LIULIN, "--blank", "--form", "O51", "--form", "A12")
    answer = said(result)
    assert [(one["form"], one["blank"]) for one in answer["written"]] == [("O51", True)]
    assert answer["not_written"][0]["text"] == "选举结果公告没有空白表。"


def test_printed_twice_no_file_is_written_over(qinghe, tmp_path):
    for _ in range(2):
        printed(tmp_path, "--county", "--form", "O18")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_plan_without_a_day_is_not_written_and_says_why(new_qinghe, tmp_path):
    answer = said(printed(tmp_path, "--county", "--form", "O09"))
    assert "还没有计划的投票日" in answer["not_written"][0]["text"]


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (["--county", "--format", "xlsx"], "--format 写的是“xlsx”。请写 pdf 或 docx。"),
        ([], "请写明打印哪里的文书"),
        (["--county", "--village", cast.LIUSHU], "请写明打印哪里的文书"),
        (["--village", "999"], "没有代码为 999 的村或者乡镇"),
        (["--county", "--form", "ZZ"], "没有编号为 ZZ 的文书"),
    ],
)
def test_a_wrong_call_is_one_sentence(qinghe, tmp_path, call, text):
    refused = printed(tmp_path, *call).exception
    assert isinstance(refused, BadInput)
    assert text in refused.text


def test_before_the_villages_there_is_no_county(db, tmp_path):
    refused = printed(tmp_path, "--county").exception
    assert isinstance(refused, BadInput)
    assert "还没有县的名单" in refused.text
