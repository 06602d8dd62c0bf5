"""The test after a training is the same each time it is printed, and right under every law that is held."""

from __future__ import annotations

from datetime import date

import pytest

from cunxuan.core.explanations import share_said
from cunxuan.core.law import Share, packs, rules_of_pack
from cunxuan.core.law.rule import APART
from cunxuan.core.quiz import FULL_MARKS, LETTERS, OPTIONS, quiz_under

OF_VILLAGES = tuple(pack.name for pack in packs() if pack.layer not in APART)
NATION = rules_of_pack("CN@2026-01-01")


@pytest.mark.parametrize("pack", OF_VILLAGES)
def test_every_item_has_one_right_answer_under_every_law(pack: str) -> None:
    found = quiz_under(rules_of_pack(pack))
    assert len(found) == 20
    for item in found:
        assert len(set(item.options)) == (2 if item.is_statement else OPTIONS), item
        assert item.citation is not None
        assert "{" not in "".join(item.asked) + "".join(zh + en for zh, en in item.options)


def test_all_items_together_make_the_full_marks() -> None:
    assert FULL_MARKS % len(quiz_under(NATION)) == 0


def test_the_paper_is_the_same_each_time() -> None:
    assert quiz_under(NATION) == quiz_under(rules_of_pack("CN@2026-01-01"))


def test_the_right_answer_follows_the_law_of_the_place() -> None:
    def cap(pack: str) -> str:
        (item,) = (one for one in quiz_under(rules_of_pack(pack)) if "接受委托投票" in one.asked[0])
        assert item.answer[0] == LETTERS[item.right]
        return item.options[item.right][0]

    assert (cap("CN@2026-01-01"), cap("HEB@2020-07-30")) == ("3 人", "2 人")


def test_a_statement_is_answered_with_a_word() -> None:
    first, *_ = quiz_under(NATION)
    assert (first.is_statement, first.answer) == (True, ("错", "False"))


def test_before_the_guidance_only_what_the_law_says_is_asked() -> None:
    before = quiz_under(rules_of_pack("CN@2010-10-28", date(2011, 1, 1)))
    assert [one.asked[0] for one in before if one.citation is None] == [
        "代写人照选民的意思填写选票，不得违背，也不得告诉别人。"
    ]
    assert not any("接受委托投票" in one.asked[0] for one in before), "the law of that day said nothing of it"


def test_a_strict_share_other_than_half_keeps_its_strictness() -> None:
    assert share_said(Share(2, 3, strict=True), "zh", part=False) == "超过三分之二"
    assert share_said(Share(2, 3, strict=True), "en", part=False) == "more than 2 thirds"
    assert share_said(Share(1, 2, strict=True), "en", part=True) == "half"
