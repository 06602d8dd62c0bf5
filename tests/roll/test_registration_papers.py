"""The register, the meeting's resolution and the certificate of hukou, with what is recorded and blank."""

from datetime import date

import pytest

import cast
from cunxuan.roll.models import Fact
from cunxuan.roll.registration_actions import MeetingHeld, VoteOn, record_meeting
from rendering.reading import pages, pdf_text, word_text
from roll.registering import ON, person, recorded, registering

V = f"/v/{cast.LIUSHU}/roll/papers"


@pytest.fixture
def election(liushu, settings):
    settings.TODAY = ON.isoformat()
    found = registering(liushu)
    recorded(found, "卫小军", Fact.STATED)
    recorded(found, "赵福生", Fact.LIVED_SINCE, date(2025, 3, 1))
    recorded(found, "赵福生", Fact.APPLIED_IN_WRITING)
    meeting = MeetingHeld("representatives_assembly", date(2026, 11, 15), 30, 24)
    record_meeting(found, meeting, [VoteOn(person("赵福生"), yes=20, no=3, abstained=1)], by="ding", at=cast.AT)
    return found


@pytest.fixture
def clerk(an, signed_in, election):
    return signed_in(an)


def read(clerk, address):
    answer = clerk.get(f"{V}/{address}")
    assert answer.status_code == 200, address
    text = word_text if ".docx" in address else pdf_text
    return text(answer.content).replace("\n", "").replace(" ", "").replace("\u3000", "")


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_register_has_every_adult_with_status_and_evidence(clerk, ending):
    text = read(clerk, f"R02.{ending}")
    for said in (
        "成年人8人，登记5人",
        "11月16日表示参加选举（电话，安问）",
        "2025年3月1日起在本村居住（电话，安问）",
        "同意20，反对3，弃权1",
        "未联系",
        "选举日满18",
    ):
        assert said in text
    assert "段小妹" not in text


def test_the_register_lies_across_and_masks_every_id_number(clerk):
    answer = clerk.get(f"{V}/R02.pdf")
    assert set(pages(answer.content)) == {(297, 210)}
    assert pdf_text(answer.content).replace("\n", "").count("3601***********") == 8


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_resolution_has_the_meeting_and_its_votes(clerk, ending):
    text = read(clerk, f"O31.{ending}?on=2026-11-15.representatives_assembly")
    assert "召开村民代表会议，应到30人，到会24人" in text
    assert "会议决定：同意赵福生参加选举。" in text


def test_the_certificate_names_its_bearer(clerk):
    text = read(clerk, f"O32.pdf?person={person('赵福生').pk}")
    assert "赵福生（男，1969年5月5日出生，身份证号3601***********" in text
    assert "没有在我村（社区）登记参加本届村（居）民委员会选举" in text


@pytest.mark.parametrize("form_id", ["R02", "O31", "O32"])
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_each_is_there_blank_with_nobody_s_name(clerk, form_id, ending):
    text = read(clerk, f"{form_id}.{ending}?blank=1")
    assert "柳树村" in text
    assert not [name for name in ("段文博", "赵福生", "卫小军") if name in text]


@pytest.mark.parametrize(
    "address", ["O31.pdf?on=2026-11-14", "O31.pdf", "O32.pdf", "O32.pdf?person=999999", "R02.xls", "X99.pdf"]
)
def test_what_does_not_exist_is_not_printed(clerk, address):
    assert clerk.get(f"{V}/{address}").status_code == 404
