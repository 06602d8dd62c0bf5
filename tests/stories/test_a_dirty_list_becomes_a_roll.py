"""安 drops the list of 柳树村 as the village typed it, agrees to what the program may repair, corrects the red cells,
sends it again and takes it in; 丁 publishes the roll.
"""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from django.test.utils import override_settings

import cast
from cunxuan.roll.models import Resident, ResidentsFile, Roll
from formats.dirty import Draft, dirty
from roll.registering import ON
from roll.returned import retyped, with_right_check_digit

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

LISTS = f"/v/{cast.LIUSHU}/lists"
DROP = """(form, files) => {
  const carried = new DataTransfer();
  for (const [name, content] of files) {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    carried.items.add(new File([bytes], name));
  }
  for (const name of ["dragenter", "dragover", "drop"]) {
    form.dispatchEvent(new DragEvent(name, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture(scope="module", autouse=True)
def installation(county, liushu, tmp_path_factory):
    county.day = ON
    cast.at_stage(liushu, "registration_opened")
    with override_settings(DIR=tmp_path_factory.mktemp("installation")):
        yield


@pytest.fixture(scope="module")
def book() -> Draft:
    return dirty("D05", "D12", "D10", "D30")[0]


def drops(person, files: dict[str, bytes]) -> None:
    """On the place for it, as a mouse does."""
    carried = [[name, base64.b64encode(content).decode()] for name, content in files.items()]
    form = person.page.locator("[data-cx-drop]")
    form.evaluate(DROP, carried)


def test_she_drops_two_files_and_sees_which_can_be_read(an, book, tmp_path):
    an.opens(f"/v/{cast.LIUSHU}/roll")
    an.presses("导入名册")
    an.sees("还没有上传过名册。")
    drops(an, {"柳树村名册.xlsx": book.write(tmp_path).read_bytes(), "会议照片.xlsx": b"\x89PNG not a table"})
    an.sees("柳树村名册.xlsx")
    an.sees("待确认")
    an.sees("会议照片.xlsx：内容是图片，不是表格。请选名册的 Excel 或 CSV 文件。")
    assert not Resident.objects.exists()


def test_she_agrees_to_what_may_be_repaired_with_one_click_a_kind(an):
    an.presses("柳树村名册.xlsx")
    an.sees("每一行都有去处")
    for kind in ("inner_spaces", "full_width"):
        an.page.locator(f'button[value="{kind}"]').click()
        an.sees("已记下您同意的修正")
        an.expects(an.page.locator("#cx-list-at-work")).to_have_count(0)
        an.expects(an.page.locator(f'button[value="{kind}"]')).to_have_count(0)
    an.sees("已同意 2")
    an.sees("身份证号校验位不对。")


def test_she_takes_in_whom_nothing_speaks_against(an):
    file = ResidentsFile.objects.get(name="柳树村名册.xlsx")
    an.presses(f"导入 {file.new} 人")
    an.sees("名册里没有的人不会被删去。")
    an.presses(f"导入 {file.new} 人")
    an.sees(f"已导入 {file.new} 人")
    assert Resident.objects.count() == file.new


def test_she_corrects_the_red_cell_and_only_that_row_changes(an, book, tmp_path):
    before = Resident.objects.count()
    returned = an.fetches("下载标红的名册")
    numbers = [str(line["id_number"]) for line in book.main.lines if line.get("id_number")]
    (wrong,) = (one for one in numbers if one.isdecimal() and one != with_right_check_digit(one))
    better = tmp_path / "柳树村名册-改好.xlsx"
    Path(better).write_bytes(retyped(returned, {wrong: with_right_check_digit(wrong)}))
    an.presses("上传改好的名册")
    an.page.locator("#cx-lists").set_input_files(better)
    an.presses("柳树村名册-改好.xlsx")
    for kind in ("inner_spaces", "full_width"):
        an.page.locator(f'button[value="{kind}"]').click()
        an.expects(an.page.locator(f'button[value="{kind}"]')).to_have_count(0)
    an.presses("导入 1 人")
    an.presses("导入 1 人")
    an.sees("已导入 1 人")
    assert Resident.objects.count() == before + 1


def test_the_roll_is_published_from_it(county):
    ding = county.person("ding")
    ding.opens(f"/v/{cast.LIUSHU}/roll")
    ding.presses("去公布名单")
    ding.page.get_by_role("button", name="公布名单（").click()
    ding.sees("名单已公布")
    assert Roll.objects.get().count > 0


def test_the_pages_fit_a_telephone(county):
    file = ResidentsFile.objects.get(name="柳树村名册.xlsx")
    at_the_door = county.person("chen", viewport={"width": 360, "height": 780})
    for address in (LISTS, f"/lists/{file.pk}"):
        at_the_door.opens(address)
        assert at_the_door.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_nothing_spoke_on_her_console(an):
    assert an.console == []
