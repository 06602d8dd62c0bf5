"""A lead is known to officers of discipline alone; its evidence lies sealed; small figures are told together."""

from __future__ import annotations

from datetime import timedelta

import pytest

import cast
from cunxuan.core.errors import BadInput, Refusal
from cunxuan.oversight import violation_actions as actions
from cunxuan.oversight.models import Evidence, Violation
from cunxuan.oversight.violation_queries import counts
from cunxuan.records.models import Attachment, TrailEntry
from cunxuan.records.verification import verify
from oversight.complaining import brought, named, officers

TODAY = cast.POLLING_DAY
DAY = timedelta(days=1)
TEXT = "请三桌饭，散席时说到提名。"


@pytest.fixture(autouse=True)
def appointed(qinghe):
    officers()


def lead(place, by, **more) -> Violation:
    said = {"code": "V02", "place": place, "on": TODAY, "text": TEXT, "accused": "段某", **more}
    return actions.record_violation(actions.NewViolation(**said), on=TODAY, by=by, at=cast.AT)


def disposed(found: Violation, by, **more) -> None:
    said = {"disposal": "talk", "organ": "镇纪委", "disposed_on": TODAY, "words": "已谈话。", **more}
    actions.dispose(found, **said, on=TODAY, by=by, at=cast.AT)


def test_a_lead_is_sealed_and_its_trail_says_nothing(liushu, ren):
    found = lead(liushu, ren)
    assert found.said["text"] == TEXT
    assert "段某" not in "".join(TrailEntry.objects.values_list("body", flat=True))
    assert verify().ok


def test_only_an_officer_of_discipline_knows_of_it(liushu, ren, chen, an):
    found = lead(liushu, ren)
    assert [found in Violation.objects.of(one) for one in (ren, chen, an)] == [True, False, False]
    with pytest.raises(Refusal, match="不是这一类事项的经办人"):
        lead(liushu, chen)


def test_the_accused_officer_does_not_see_it_nor_anybody_of_the_unit(liushu, ren, chen, an):
    named(("chen", "discipline"), ("an", "discipline"))
    found = lead(liushu, ren, accused_account=chen)
    assert [found in Violation.objects.of(one) for one in (ren, chen, an)] == [True, False, False]


def test_one_that_comes_from_a_report_keeps_its_accused_unit(liushu, ren, chen):
    named(("chen", "discipline"))
    report = brought(liushu, ren, kind="discipline", accused="镇上的人", accused_unit=chen.division)
    assert lead(liushu, ren, complaint=report) not in Violation.objects.of(chen)


def test_evidence_lies_sealed_and_in_no_folder(liushu, ren, signed_in, settings):
    found, picture = lead(liushu, ren), cast.photograph("evidence")
    actions.add_evidence(found, picture, on=TODAY, by=ren, at=cast.AT)
    assert picture not in bytes(Evidence.objects.get().sealed)
    assert not Attachment.objects.exists()
    assert not settings.MEDIA_ROOT.exists() or not list(settings.MEDIA_ROOT.rglob("*"))
    assert signed_in(ren).get(f"/violations/{found.pk}/evidence/1").content == picture


def test_a_file_that_is_no_photograph_is_refused(liushu, ren):
    with pytest.raises(BadInput, match="不是照片或扫描件"):
        actions.add_evidence(lead(liushu, ren), b"MZ", on=TODAY, by=ren, at=cast.AT)


def test_a_disposal_has_its_organ_and_day_and_can_be_taken_back(liushu, ren):
    found = lead(liushu, ren)
    disposed(found, ren)
    assert (found.disposal, found.organ, found.disposed_on) == ("talk", "镇纪委", TODAY)
    actions.take_back_disposal(found, why="记错了。", by=ren, at=cast.AT)
    assert (found.disposal, found.disposed_on) == ("", None)


@pytest.mark.parametrize(("days", "match"), [(1, "还没有到"), (-1, "早于发生的")])
def test_nothing_is_disposed_of_ahead_or_before_it_happened(liushu, ren, days, match):
    with pytest.raises(Refusal, match=match):
        disposed(lead(liushu, ren), ren, disposed_on=TODAY + days * DAY)


def test_figures_under_three_are_told_together():
    talk, police, void = ("谈话", "talk"), ("移送", "police"), ("无效", "void")
    assert counts([talk] * 3 + [police] * 2 + [void]) == (
        (talk, 3),
        (("其他（各不足 3 件）", "others (under 3 each)"), 3),
    )


def test_the_page_counts_by_kind_township_and_disposal(liushu, ren, signed_in):
    for number in range(3):
        lead(liushu, ren, accused=f"段{number}")
    page = signed_in(ren).get("/violations").content.decode()
    for words in ("V02 拉票贿选", "柳林镇", "还没有处置"):
        assert words in page


def test_a_lead_is_recorded_on_its_page(liushu, ren, signed_in):
    browser = signed_in(ren)
    said = {"code": "V14", "place": cast.LIUSHU, "on": TODAY.isoformat(), "text": TEXT}
    address = browser.post("/violations/new", said).headers["Location"]
    done = {"disposal": "police", "organ": "县公安局", "disposed_on": TODAY.isoformat()}
    browser.post(f"{address}/disposal", done)
    assert "移送公安机关" in browser.get(address).content.decode()


def test_a_lead_without_a_text_is_said_beside_the_field(ren, signed_in):
    page = signed_in(ren).post("/violations/new", {"code": "V02", "place": cast.LIUSHU, "on": TODAY.isoformat()})
    assert page.status_code == 400
    assert "没有内容的不能登记" in page.content.decode()
