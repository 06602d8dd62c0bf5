"""Every version of a roll stays as it was published, states its own hash, and can be held against any other."""

import json

import pytest

import cast
from cunxuan.core.chain import short_code
from cunxuan.records.models import IssuedPaper
from cunxuan.roll.models import RollEntry
from cunxuan.roll.objection_actions import Corrected
from cunxuan.roll.versions import compared, digest_of, listed
from rendering.reading import pdf_text, word_text
from roll.rolls import corrected, decided, died, objection, published
from village_pages import text_of

ROLL = f"/v/{cast.LIUSHU}/roll"


@pytest.fixture
def election(liushu):
    """Version 2 adds one, strikes one off and corrects a name; version 3 strikes off another."""
    election = published(liushu)
    decided(objection(election, "外出甲"))
    decided(objection(election, "村民7", "correct"), corrected=Corrected("村民柒", 3))
    died(election, "村民1")
    corrected(election)
    died(election, "村民2")
    corrected(election)
    return election


@pytest.fixture
def committee(ding, signed_in):
    return signed_in(ding)


def test_each_version_keeps_who_stood_on_it_under_the_name_that_was_published(election):
    names = [{one.name for one in listed(election, version)} for version in (1, 2, 3)]
    assert [len(people) for people in names] == [120, 120, 119]
    assert names[1] - names[0] == {"外出甲", "村民柒"}
    assert names[0] - names[1] == {"村民1", "村民7"}
    assert names[1] - names[2] == {"村民2"}


def test_each_version_has_a_digest_of_its_own_that_follows_from_its_entries(election):
    rolls = list(election.rolls.order_by("version"))
    assert len({roll.digest for roll in rolls}) == 3
    assert [digest_of(listed(election, roll.version)) for roll in rolls] == [roll.digest for roll in rolls]


def test_a_name_that_is_corrected_keeps_its_card(election):
    first, second = RollEntry.objects.filter(name__in=("村民7", "村民柒")).order_by("pk")
    assert (first.card_no, first.until_version) == (second.card_no, second.since_version)


def test_two_versions_tell_who_came_who_went_and_why(election):
    first, _, third = election.rolls.order_by("version")
    found = compared(first, third)
    assert [(one.name, one.reasons[0][0]) for one in found.added] == [("外出甲", "异议成立，补列入名单")]
    assert [(one.name, one.reasons[0][0], one.evidence) for one in found.removed] == [
        ("村民1", "死亡", ("死亡证明",)),
        ("村民2", "死亡", ("死亡证明",)),
    ]
    assert [(one.before, one.name, one.reasons[0][0]) for one in found.corrected] == [
        ("村民7，第1村民小组", "村民柒", "异议成立，予以更正")
    ]


def test_a_version_beside_itself_does_not_differ(election):
    roll = election.rolls.get(version=2)
    assert compared(roll, roll).same


def test_any_two_are_compared_on_a_page_whichever_is_named_first(election, committee):
    page = text_of(committee.get(f"{ROLL}/versions/1/3"))
    assert "增加 1" in page and "减少 2" in page and "更正 1" in page
    assert committee.get(f"{ROLL}/versions/3/1").headers["Location"] == f"{ROLL}/versions/1/3"
    assert committee.get(f"{ROLL}/versions/1/9").status_code == 404


def test_the_list_of_versions_shows_their_hashes_and_papers(election, committee):
    page = text_of(committee.get(f"{ROLL}/versions"))
    for roll in election.rolls.all():
        assert short_code(roll.digest) in page
    assert "第4号第3版" in page and "第4-2号" in page


def test_a_version_is_read_by_group_and_searched(election, committee):
    page = text_of(committee.get(f"{ROLL}/versions/2"))
    assert "第 3 村民小组" in page and "村民柒" in page and "村民7 " not in page
    assert "村民柒" not in text_of(committee.get(f"{ROLL}/versions/1", {"q": "柒"})).replace("“柒”", "")


def test_every_version_is_printed_as_it_was_published_and_a_corrected_one_says_so(election, committee):
    first = IssuedPaper.objects.get(form_id="A04", number="第4号")
    said = pdf_text(committee.get(f"/papers/{first.check_code}/pdf").content)
    assert "已被第4号第2版更正" in said and "村民7" in said


def test_the_correction_names_each_change_with_its_reason_and_not_its_proof(election, committee):
    paper = IssuedPaper.objects.filter(form_id="A04_1").earliest("pk")
    context = json.loads(paper.context)
    assert [one["name"] for one in context["added"]] == ["外出甲"]
    assert [one["before"] for one in context["corrected"]] == ["村民7，第1村民小组"]
    assert (context["before"], context["registered"]) == (120, 120)
    for kind, read in (("pdf", pdf_text), ("word", word_text)):
        said = read(committee.get(f"/papers/{paper.check_code}/{kind}").content)
        assert "外出甲" in said and "村民1" in said
        assert "死亡证明" not in said and "段文博" not in said  # neither proof nor who objected
