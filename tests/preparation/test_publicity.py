"""Publicity: what was done is counted by kind and township, and the villages that nothing reached are named."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import cast
from cunxuan.core.errors import Refusal
from cunxuan.core.stages import State
from cunxuan.offices.models import Account, Division
from cunxuan.preparation import publicity_actions as actions
from cunxuan.preparation import publicity_queries as queries
from cunxuan.preparation.models import PublicityItem
from cunxuan.preparation.publicity_actions import NewItem
from cunxuan.preparation.slogans import SLOGANS
from cunxuan.records.verification import verify

Browser = Callable[..., Client]
ON = date(2026, 11, 12)
AT = datetime(2026, 11, 12, 2, 0, tzinfo=UTC)


@pytest.fixture
def liulin(qinghe: Division, settings: Any) -> Division:
    settings.TODAY = ON.isoformat()
    return Division.objects.get(pk=cast.LIULIN)


def item(**other: Any) -> NewItem:
    said = {"kind": "banner", "title": "横幅", "begins_on": ON, "ends_on": ON, "copies": 4, "where": "村口"}
    return NewItem(**{**said, **other})


def done(place: Division, **other: Any) -> PublicityItem:
    (one,) = actions.record_publicity(place, [item(**other)], by="chen", at=AT)
    return one


def without(account: str) -> list[str]:
    return [village.pk for village in queries.without_any(cast.person(account), ON)]


def test_copies_and_days_of_a_kind_are_added_up(liulin: Division, qinghe: Division) -> None:
    done(qinghe, kind="newspaper", copies=4000, pages=1)
    done(qinghe, kind="newspaper", copies=6000, pages=2, ends_on=date(2026, 11, 13))
    taken = done(qinghe, kind="newspaper", copies=999)
    actions.take_back_publicity(taken, on=ON, why="重复登记", by="ren", at=AT)
    (found,) = queries.sums(queries.standing(queries.items_of(cast.person("ren"), ON)))
    assert (found.items, found.copies, found.pages, found.days) == (2, 10_000, 3, 3)


def test_a_village_is_reached_by_its_own_banner_or_by_what_goes_to_every_village(
    liulin: Division, liushu: Division
) -> None:
    assert without("ren") == [cast.LIUSHU, cast.TAOYUAN, cast.SHIQIAO, cast.BOZHUANG]
    done(liulin, kind="leaflet", title="只在集市上发")
    assert len(without("ren")) == 4, "what lies in the township's market reached no village"
    done(liushu)
    assert without("ren") == [cast.TAOYUAN, cast.SHIQIAO, cast.BOZHUANG]
    done(liulin, kind="leaflet", to_every_village=True)
    assert without("ren") == [cast.BOZHUANG]
    assert without("chen") == []


def test_the_part_of_a_village_says_what_reached_it(liushu: Division, liulin: Division) -> None:
    here = Division.objects.filter(pk=liushu.pk)
    before = queries.part_of(here, ON)[liushu.pk]
    assert (before.state, [lack.zh for lack in before.lacks]) == (State.NOT_STARTED, ["还没有任何宣传到这个村"])
    done(liushu)
    after = queries.part_of(here, ON)[liushu.pk]
    assert (after.state, after.text_zh, after.lacks) == (State.DONE, "1 项：横幅", ())


def test_a_county_asks_no_more_often_than_a_village(liulin: Division, django_assert_max_num_queries: Any) -> None:
    done(liulin, to_every_village=True)
    with django_assert_max_num_queries(2):
        assert len(queries.part_of(Division.objects.villages(), ON)) == 4


def test_publicity_that_ends_before_it_begins_is_refused(liulin: Division) -> None:
    with pytest.raises(Refusal, match="PUBLICITY_ENDS_BEFORE"):
        done(liulin, ends_on=date(2026, 11, 1))


def test_what_was_taken_back_takes_no_photograph_and_is_not_taken_back_twice(liulin: Division) -> None:
    one = done(liulin)
    actions.take_back_publicity(one, on=ON, why="重复登记", by="chen", at=AT)
    with pytest.raises(Refusal, match="TAKEN_BACK_BEFORE"):
        actions.add_photograph(one, cast.photograph("x"), by="chen", at=AT)
    with pytest.raises(Refusal, match="TAKEN_BACK_BEFORE"):
        actions.take_back_publicity(one, on=ON, why="重复登记", by="chen", at=AT)


# Pages


def test_a_township_records_leaflets_and_adds_a_photograph(
    liulin: Division, chen: Account, he: Account, signed_in: Browser
) -> None:
    said = {
        "place": liulin.pk,
        "kind": "leaflet",
        "title": "政策问答宣传单",
        "begins_on": "2026-11-12",
        "ends_on": "",
        "copies": "1200",
        "where": "各村",
        "to_every_village": "on",
    }
    browser = signed_in(chen)
    browser.post("/preparation/publicity/new", said)
    one = PublicityItem.objects.get()
    assert (one.copies, one.days, one.to_every_village) == (1200, 1, True)
    photo = SimpleUploadedFile("照片.png", cast.photograph("leaflet"), content_type="image/png")
    browser.post(f"/preparation/publicity/{one.pk}/photographs", {"photograph": photo})
    (kept,) = queries.photographs(one)
    address = f"/preparation/publicity/{one.pk}/photographs/{kept.digest}"
    assert address in browser.get(f"/preparation/publicity/{one.pk}").text
    assert browser.get(address).headers["Content-Type"] == "image/png"
    assert signed_in(he).get(address).status_code == 404
    assert verify().ok


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("copies", "0", "数量最少是 1"),
        ("copies", "许多", "数量请填整数"),
        ("begins_on", "2024-01-01", "不在这一次换届的准备期里"),
        ("ends_on", "2026-11-01", "结束日期应当在开始日期以后"),
        ("kind", "", "请选一种形式"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    field: str, value: str, sentence: str, liulin: Division, chen: Account, signed_in: Browser
) -> None:
    said = {"place": liulin.pk, "kind": "van", "title": "宣传车", "begins_on": "2026-11-12", "copies": "3"}
    answer = signed_in(chen).post("/preparation/publicity/new", {**said, field: value})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert not PublicityItem.objects.exists()


def test_the_county_sees_totals_by_kind_and_township(liulin: Division, ren: Account, signed_in: Browser) -> None:
    assert "还没有宣传" in signed_in(ren).get("/preparation/publicity").text
    done(liulin, kind="slogan", copies=36)
    page = signed_in(ren).get("/preparation/publicity").text
    assert "36 条" in page
    assert "4 村" in page
    assert "没有这样的宣传" in signed_in(ren).get("/preparation/publicity?q=电视").text


def test_a_committee_sees_what_the_township_sent_without_a_link_that_leads_nowhere(
    liulin: Division, liushu: Division, ding: Account, signed_in: Browser
) -> None:
    sent, own = done(liulin, title="乡镇宣传单", to_every_village=True), done(liushu)
    page = signed_in(ding).get(f"/v/{cast.LIUSHU}/preparation/publicity").text
    assert "乡镇宣传单" in page
    assert f'/preparation/publicity/{own.pk}"' in page
    assert f'/preparation/publicity/{sent.pk}"' not in page


def test_the_county_adds_a_slogan_and_takes_one_of_the_library_down(
    qinghe: Division, ren: Account, chen: Account, signed_in: Browser
) -> None:
    browser, key = signed_in(ren), "own_affairs"
    browser.post("/preparation/publicity/slogans", {"text": "汾河水清，选举风清"})
    browser.post(f"/preparation/publicity/slogans/{key}/withdraw", {"why": "换一条"})
    said = words_of(browser.get("/preparation/publicity/O15.pdf").content)
    assert "汾河水清，选举风清" in said
    assert SLOGANS[key] not in said
    browser.post(f"/preparation/publicity/slogans/{key}/show", {"show": "yes"})
    assert SLOGANS[key] in words_of(browser.get("/preparation/publicity/O15.pdf").content)
    signed_in(chen).post("/preparation/publicity/slogans", {"text": "乡镇加的"})
    assert "乡镇加的" not in browser.get("/preparation/publicity/slogans").text, "one wording for the whole county"


def words_of(pdf: bytes) -> str:
    found = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "".join(page.get_textpage().get_text_bounded() for page in found)


def test_there_are_slogans_enough_and_each_fits_a_banner() -> None:
    assert len(SLOGANS) >= 20
    assert all(6 <= len(text) <= 24 for text in SLOGANS.values())
