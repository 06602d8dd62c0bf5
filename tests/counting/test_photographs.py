"""Photographs of the signed paper sheet: kept under their own hash, shown to those whom the sheet concerns."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import cast
from counting.sheet_pages import address, text_of
from cunxuan.counting import actions
from cunxuan.records.models import Attachment

PHOTO = cast.photograph("柳树村的计票单")


def chosen(content: bytes = PHOTO, name: str = "IMG_2031.jpg") -> dict[str, object]:
    return {"photograph": SimpleUploadedFile(name, content)}


def url_of(sheet) -> str:
    return address(sheet, f"photographs/{Attachment.objects.get().digest}")


def test_a_clerk_adds_one(an_types, sheet):
    answer = an_types.post(address(sheet, "photographs"), chosen(), follow=True)
    assert "照片已存，" in text_of(answer)
    assert "已拍照 1 张" in text_of(answer)


def test_and_a_reviewer_too(chen_reads, sheet):
    chen_reads.post(address(sheet, "photographs"), chosen())
    assert Attachment.objects.get().by == "chen"


def test_several_at_once(an_types, sheet):
    files = [SimpleUploadedFile("1.png", PHOTO), SimpleUploadedFile("2.png", cast.photograph("背面"))]
    an_types.post(address(sheet, "photographs"), {"photograph": files})
    assert Attachment.objects.count() == 2


def test_it_is_shown_as_it_was_taken(an_types, sheet):
    an_types.post(address(sheet, "photographs"), chosen())
    answer = an_types.get(url_of(sheet))
    assert b"".join(answer) == PHOTO
    assert answer.headers["Content-Type"] == "image/png"  # by its bytes, not by its name
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=UTF-8''%E6%9F%B3%E6%A0%91%E6%9D%91")


def test_what_is_no_picture_gets_one_sentence(an_types, sheet):
    answer = an_types.post(address(sheet, "photographs"), chosen(b"<html><script>", "photo.jpg"))
    assert answer.status_code == 400
    assert "这个文件不是照片或扫描件。" in text_of(answer)
    assert not Attachment.objects.exists()


def test_one_that_is_too_large_is_named_and_none_is_kept(an_types, sheet):
    files = [SimpleUploadedFile("a.png", PHOTO), SimpleUploadedFile("原图.jpg", PHOTO + bytes(20 * 1024 * 1024))]
    answer = an_types.post(address(sheet, "photographs"), {"photograph": files})
    assert answer.status_code == 400
    assert "照片 原图.jpg 超过 20 MB，一张也没有存。" in text_of(answer)
    assert not Attachment.objects.exists()


def test_the_same_photograph_twice_is_refused(an_types, sheet):
    an_types.post(address(sheet, "photographs"), chosen())
    answer = an_types.post(address(sheet, "photographs"), chosen())
    assert "这张照片已经传过了。" in text_of(answer)
    assert Attachment.objects.count() == 1


def test_of_several_one_that_is_no_picture_keeps_all_of_them_out(an_types, sheet):
    """Who is told that a file is no photograph sends all of them again."""
    files = [SimpleUploadedFile("1.png", PHOTO), SimpleUploadedFile("2.png", b"<html>")]
    assert an_types.post(address(sheet, "photographs"), {"photograph": files}).status_code == 400
    assert not Attachment.objects.exists()


def test_the_same_one_twice_in_one_form_is_refused_too(an_types, sheet):
    files = [SimpleUploadedFile("1.png", PHOTO), SimpleUploadedFile("2.png", PHOTO)]
    assert an_types.post(address(sheet, "photographs"), {"photograph": files}).status_code == 409
    assert not Attachment.objects.exists()


HOSTILE = {
    "photo.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "photo.html": b"<!doctype html><script>alert(1)</script>",
    "photo.gif": b"GIF89a<script>",
    "photo.exe": b"MZ\x90\x00",
    "photo.zip": b"PK\x03\x04",
    "photo.png": b"",
    "../../photo.png": b"\x00\x89PNG\r\n\x1a\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_only_calls_itself_a_picture_is_refused(an_types, sheet, name):
    answer = an_types.post(address(sheet, "photographs"), chosen(HOSTILE[name], name))
    assert answer.status_code == 400
    assert not Attachment.objects.exists()


def test_a_page_behind_the_head_of_a_picture_is_served_as_a_picture_and_runs_nowhere(an_types, sheet):
    polyglot = b"\x89PNG\r\n\x1a\n<!doctype html><script>alert(document.cookie)</script>"
    an_types.post(address(sheet, "photographs"), chosen(polyglot, 'a.html"; filename="b.html'))
    answer = an_types.get(url_of(sheet))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "html" not in answer.headers["Content-Disposition"]  # the name that it was sent under is kept nowhere


def test_it_lies_under_its_own_hash_whole_and_alone(an_types, sheet, settings):
    an_types.post(address(sheet, "photographs"), chosen())
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert [path.name for path in files] == [Attachment.objects.get().digest]
    assert files[0].read_bytes() == PHOTO


def test_one_that_serves_for_two_sheets_stops_both(shiqiao, an):
    cast.at_stage(shiqiao, "polling")
    one, two, _ = cast.sheets_of(shiqiao)
    for sheet in (one, two):
        actions.attach_photograph(sheet, PHOTO, by=an, at=cast.AT)
        actions.type_figures(sheet, cast.sheet_figures(sheet), by=an, at=cast.AT)
    (stops,) = actions.needed_for(cast.fresh(two), cast.fresh(two).reading_by(an)).sentences
    assert stops[0].startswith("这张照片已用在另一张计票单上。")


@pytest.mark.parametrize("digest", ["0" * 64, "..", "x"])
def test_another_digest_is_no_page(an_types, sheet, digest):
    assert an_types.get(address(sheet, f"photographs/{digest}")).status_code == 404


def test_nor_is_one_of_another_sheet_under_this_address(an_types, sheet, taoyuan):
    other = cast.sheet_of(taoyuan)
    an_types.post(address(other, "photographs"), chosen())
    digest = Attachment.objects.get().digest
    assert an_types.get(address(sheet, f"photographs/{digest}")).status_code == 404


def test_for_another_township_it_does_not_exist(an_types, he, signed_in, sheet):
    an_types.post(address(sheet, "photographs"), chosen())
    assert signed_in(he).get(url_of(sheet)).status_code == 404
    assert signed_in(he).post(address(sheet, "photographs"), chosen()).status_code == 404


def test_without_an_account_it_leads_to_the_sign_in(client, an_types, sheet):
    an_types.post(address(sheet, "photographs"), chosen())
    assert client.get(url_of(sheet)).headers["Location"].startswith("/login?next=")
