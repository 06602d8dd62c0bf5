"""Lists of residents on their pages: sent in, shown with what is wrong, repaired by consent, given back, taken in."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import cast
from cunxuan.records.verification import verify
from cunxuan.roll import file_actions, file_views, list_files
from cunxuan.roll.models import ListState, Resident, ResidentsFile
from formats.dirty import dirty, draft
from roll.lists import sent, sent_and_read
from roll.returned import retyped, with_right_check_digit
from village_pages import said_after, text_of

PAGE = f"/v/{cast.LIUSHU}/lists"
SURE = {"sure": "yes"}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DIR = tmp_path / "installation"


@pytest.fixture
def clerk(an, signed_in):
    return signed_in(an)


def upload(book, folder, name="名册.xlsx"):
    return SimpleUploadedFile(name, book.write(folder).read_bytes())


def whole_numbers_on(answer):
    """Eighteen places in a row, which no page may show."""
    return re.findall(r"(?<!\d)\d{17}[\dXx](?!\d)", text_of(answer))


def test_without_a_list_the_page_says_what_will_happen(clerk, liushu):
    page = text_of(clerk.get(PAGE))
    assert "把柳树村的居民名册拖到这里" in page
    assert "每个文件不超过 64 MB。" in page
    assert "还没有上传过名册。上传以后先读出来给您看" in page


def test_several_files_at_once_are_received_and_read(clerk, liushu, tmp_path):
    book, _ = dirty("D05")
    files = [upload(book, tmp_path), upload(draft(3), tmp_path, "第二组.xlsx")]
    answer = clerk.post(PAGE, {"list": files})
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert set(ResidentsFile.objects.values_list("name", "state")) == {
        ("名册.xlsx", ListState.WAITING),
        ("第二组.xlsx", ListState.WAITING),
    }
    assert "第二组.xlsx" in text_of(clerk.get(PAGE))
    assert not Resident.objects.exists()


def test_a_script_that_sends_files_is_answered_without_a_page(clerk, liushu, tmp_path):
    answer = clerk.post(PAGE, {"list": [upload(draft(1), tmp_path)]}, HTTP_HX_REQUEST="true")
    assert (answer.status_code, ResidentsFile.objects.count()) == (204, 1)


def test_a_file_that_is_too_large_is_named_and_the_others_are_taken(clerk, liushu, tmp_path, monkeypatch):
    small = upload(draft(1), tmp_path)
    monkeypatch.setattr(file_views, "LARGEST", small.size)
    clerk.post(PAGE, {"list": [SimpleUploadedFile("照片.xlsx", b"x" * (small.size + 1)), small]})
    assert "“照片.xlsx”超过 0 MB，没有上传。" in text_of(clerk.get(PAGE))
    assert ResidentsFile.objects.get().name == "名册.xlsx"


def test_nothing_chosen_is_said_so(clerk, liushu):
    clerk.post(PAGE)
    assert "还没有选文件。" in text_of(clerk.get(PAGE))


def test_the_page_of_a_list_adds_up_and_shows_no_whole_number(clerk, liushu, tmp_path):
    book, _ = dirty("D05", "D12", "D30")
    file = sent_and_read(liushu, book, tmp_path)
    answer = clerk.get(f"/lists/{file.pk}")
    page = text_of(answer)
    numbers = f"{file.rows_read} 读到的行 = {file.accepted} 接受 + {file.rejected} 退回 + {file.not_data} 不是人"
    assert numbers in page
    assert f"{file.new} 新增 0 照名册更正 0 没有变化" in page
    assert "身份证号校验位不对。请对照户口簿改正。" in page
    assert "字中间有空格" in page
    assert not whole_numbers_on(answer)


def test_in_english_the_reasons_are_english(clerk, liushu, tmp_path):
    book, _ = dirty("D05")
    file = sent_and_read(liushu, book, tmp_path)
    clerk.cookies["django_language"] = "en"
    assert "Correct it from the household register." in text_of(clerk.get(f"/lists/{file.pk}"))


def test_one_click_agrees_to_a_kind_and_a_tick_to_a_cell(clerk, liushu, tmp_path):
    book, _ = dirty("D12", "D10", "D05")
    file = sent_and_read(liushu, book, tmp_path)
    before, repairs = file.rejected, file.said["repairs"]
    answer = clerk.post(f"/lists/{file.pk}/agree", {"kind": "inner_spaces"})
    assert said_after(clerk, answer) == "已记下您同意的修正，名册正在照此重新读取。"
    file.refresh_from_db()
    assert "inner_spaces" not in file.said["repairs"]
    one = file.problems.get(repair=True, accepted=False)
    clerk.post(f"/lists/{file.pk}/agree", {"cell": one.pk})
    file.refresh_from_db()
    assert sum(file.said["repairs"].values()) == sum(repairs.values()) - repairs["inner_spaces"] - 1
    assert file.rejected < before
    assert one.cell in text_of(clerk.get(f"/lists/{file.pk}?show=agreed"))


def test_what_is_no_repair_cannot_be_agreed_to(clerk, liushu, tmp_path):
    book, _ = dirty("D05")
    file = sent_and_read(liushu, book, tmp_path)
    wrong = file.problems.get()
    answer = clerk.post(f"/lists/{file.pk}/agree", {"kind": "id_check_digit", "cell": wrong.pk}, follow=True)
    assert "还没有选要同意的修正。" in text_of(answer)
    file.refresh_from_db()
    assert "agreed" not in file.said


def test_problems_are_found_by_kind_and_by_text(clerk, liushu, tmp_path):
    book, _ = dirty("D05", "D08")
    file = sent_and_read(liushu, book, tmp_path)
    digit = file.problems.get(kind="id_check_digit")
    for query in ("?show=id_check_digit", f"?q={digit.cell}"):
        page = text_of(clerk.get(f"/lists/{file.pk}{query}"))
        assert "身份证号校验位不对。" in page
        assert "表示" not in page.partition("表和格")[2]
    assert "没有符合的。" in text_of(clerk.get(f"/lists/{file.pk}?q=没有这样的字"))


def test_the_workbook_comes_back_corrected_and_sent_again_only_that_changes(clerk, liushu, tmp_path):
    book, _ = dirty("D05")
    file = sent_and_read(liushu, book, tmp_path)
    clerk.post(f"/lists/{file.pk}/take", SURE)
    before = Resident.objects.count()
    answer = clerk.get(f"/lists/{file.pk}/returned.xlsx")
    assert "filename*=UTF-8''%E5%90%8D%E5%86%8C" in answer.headers["Content-Disposition"]
    (wrong,) = (number for line in book.main.lines if not is_right(number := str(line.get("id_number"))))
    better = retyped(answer.content, {wrong: with_right_check_digit(wrong)})
    clerk.post(PAGE, {"list": SimpleUploadedFile("名册-改好.xlsx", better)})
    again = ResidentsFile.objects.get(name="名册-改好.xlsx")
    assert (again.new, again.rejected, again.accepted) == (1, 0, before + 1)
    assert f"1 新增 0 照名册更正 {before} 没有变化" in text_of(clerk.get(f"/lists/{again.pk}"))
    clerk.post(f"/lists/{again.pk}/take", SURE)
    assert Resident.objects.count() == before + 1
    assert verify().ok


def is_right(number):
    return with_right_check_digit(number) == number


def test_taking_asks_once_and_then_says_what_to_do_next(clerk, liushu, tmp_path):
    book, _ = dirty("D05")
    file = sent_and_read(liushu, book, tmp_path)
    asked = text_of(clerk.get(f"/lists/{file.pk}/take"))
    assert f"向柳树村导入 {file.new} 人" in asked
    assert "名册里没有的人不会被删去。" in asked
    assert not Resident.objects.exists()
    page = text_of(clerk.post(f"/lists/{file.pk}/take", SURE, follow=True))
    assert f"已导入 {file.new} 人，照名册更正 0 人。" in page
    assert "退回 1 行：请下载标红的名册，改好红的格，再把整个文件上传一次" in page
    assert Resident.objects.count() == file.new


def test_a_newcomer_to_a_published_roll_is_announced_before_and_after(clerk, liushu, tmp_path):
    cast.at_stage(liushu, "roll_published")
    file = sent_and_read(liushu, draft(2), tmp_path)
    assert "其中 2 人所在村的名单已经公布" in text_of(clerk.get(f"/lists/{file.pk}/take"))


def test_a_cancelled_list_is_deleted(clerk, liushu, tmp_path, django_capture_on_commit_callbacks):
    file = sent_and_read(liushu, draft(2), tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        answer = clerk.post(f"/lists/{file.pk}/cancel", SURE)
    assert said_after(clerk, answer) == "“名册.xlsx”已取消，内容已经删除。"
    assert not list_files.is_kept(file)
    assert "没有导入任何人。" in text_of(clerk.get(f"/lists/{file.pk}"))
    assert clerk.post(f"/lists/{file.pk}/take", SURE).status_code == 409


def test_a_file_that_is_no_list_is_told_in_its_one_sentence(clerk, liushu):
    clerk.post(PAGE, {"list": SimpleUploadedFile("照片.xlsx", b"\x89PNG not a table")})
    said = "照片.xlsx：内容是图片，不是表格。请选名册的 Excel 或 CSV 文件。"
    assert said in text_of(clerk.get(PAGE))
    assert said in text_of(clerk.get(f"/lists/{ResidentsFile.objects.get().pk}"))


def test_one_that_was_broken_off_is_read_again(clerk, liushu, tmp_path):
    file = sent(liushu, draft(2), tmp_path)
    assert file_actions.broken_off(file)
    assert "没有读完" in text_of(clerk.get(PAGE))
    clerk.post(f"/lists/{file.pk}/again")
    file.refresh_from_db()
    assert (file.state, file.new) == (ListState.WAITING, 2)


def test_while_it_is_worked_on_the_page_asks_again_and_at_the_end_comes_anew(clerk, liushu, tmp_path):
    file = sent(liushu, draft(2), tmp_path)
    with list_files.work_on(file, "reading") as progress:
        progress.note(0, 1)
        page = clerk.get(f"/lists/{file.pk}").content.decode()
        assert 'hx-trigger="every 2s"' in page
        assert "正在读取" in page
        part = clerk.get(f"/lists/{file.pk}", HTTP_HX_REQUEST="true")
        assert "HX-Refresh" not in part.headers
        listed = clerk.get(PAGE, HTTP_HX_REQUEST="true").content.decode()
        assert 'hx-trigger="every 2s"' in listed
        assert "<h1" not in listed
    file_actions.read_file(file)
    assert clerk.get(f"/lists/{file.pk}", HTTP_HX_REQUEST="true").headers["HX-Refresh"] == "true"


def test_the_county_sends_one_file_for_several_villages(signed_in, ren, liushu, taoyuan, tmp_path):
    county = signed_in(ren)
    book = draft(1)
    book.main.lines[0]["village"] = cast.TAOYUAN
    assert "一个文件里有几个村的，要有“村代码”一列。" in text_of(county.get("/lists"))
    county.post("/lists", {"list": upload(book, tmp_path)})
    file = ResidentsFile.objects.get()
    assert file.scope_id == ren.division_id
    county.post(f"/lists/{file.pk}/take", SURE)
    assert Resident.objects.get().village == taoyuan


def test_the_list_of_another_place_is_not_there(signed_in, he, bozhuang, liushu, tmp_path):
    file = sent_and_read(liushu, draft(1), tmp_path)
    stranger = signed_in(he)
    for page in (PAGE, f"/lists/{file.pk}", f"/lists/{file.pk}/take", f"/lists/{file.pk}/returned.xlsx"):
        assert stranger.get(page).status_code == 404
    assert "名册.xlsx" not in text_of(stranger.get("/lists"))
