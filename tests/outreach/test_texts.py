"""What a text may say, how long it is, and what is filled in."""

from __future__ import annotations

import pytest

import cast
from cunxuan.core.errors import BadInput
from cunxuan.outreach import actions
from cunxuan.outreach.models import Kind, MessageText
from cunxuan.outreach.texts import BUILT_IN, addressed, filled, in_use, parts_of, wrong_with
from outreach.away import BY, CONTACT


@pytest.mark.parametrize("kind", list(Kind))
def test_the_programs_own_texts_may_be_sent(kind):
    assert wrong_with(BUILT_IN[kind]) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{姓名}，请回村投票。回T退订", "短信里没有村里的联系电话。"),
        ("请回村投票，问{联系电话}。", "短信里没有写怎么退订。"),
        ("{名字}，请回村投票，问{联系电话}。回T退订", "“{名字}”填不出来。"),
        ("{姓名，请回村投票，问{联系电话}。回T退订", "填不出来。"),
        ("票" * 300 + "{联系电话}回T退订", "最多 300 字。"),
    ],
)
def test_a_text_that_cannot_be_used_is_refused_with_a_sentence(text, sentence):
    wrong = wrong_with(text)
    assert wrong and sentence in wrong[0]


@pytest.mark.parametrize(("characters", "parts"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (201, 3), (202, 4)])
def test_seventy_characters_are_one_message_and_more_travel_in_parts_of_sixty_seven(characters, parts):
    found = parts_of("票" * characters)
    assert (found.characters, found.parts) == (characters, parts)


def test_a_rare_character_counts_twice():
    assert parts_of("票" * 69 + "𬭎").parts == 2


def test_everything_is_filled_in(liushu):
    election = cast.at_stage(liushu, "election_day_fixed")
    text = addressed(filled(BUILT_IN[Kind.REGISTRATION], election, CONTACT), "卫红")
    assert text == (
        "卫红，柳树村定于12月16日选举村民委员会。您户籍在村、住在外地，本人表示参加选举的才列入名单，"
        "请在11月25日以前答复：回1参加，回2不参加。问0311-5521234。回T退订"
    )


def test_the_county_writes_a_text_and_every_village_has_it(qinghe):
    text = "{姓名}：{村}12月投票，问{联系电话}。回T退订"
    actions.write_text(qinghe, Kind.VOTING, text, **BY)
    assert in_use(cast.COUNTY)[Kind.VOTING] == text
    actions.write_text(qinghe, Kind.VOTING, BUILT_IN[Kind.VOTING], **BY)
    assert in_use(cast.COUNTY)[Kind.VOTING] == BUILT_IN[Kind.VOTING]
    assert MessageText.objects.count() == 2, "what was written before stays"


def test_the_county_cannot_write_one_without_a_telephone(qinghe):
    with pytest.raises(BadInput, match="联系电话"):
        actions.write_text(qinghe, Kind.VOTING, "请回村投票。回T退订", **BY)
