"""What villagers ask is answered whole under every law that is held, with the figures and articles of that law."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cunxuan.core.explanations import PHASES, QUESTIONS, Answer, answered, named_in
from cunxuan.core.law import Rules, packs, parameters, rules_for, rules_of_pack
from cunxuan.core.law.rule import APART

OF_VILLAGES = tuple(pack.name for pack in packs() if pack.layer not in APART)
NATION = rules_of_pack("CN@2026-01-01")


def told(id: str, rules: Rules) -> Answer:
    (one,) = (one for one in answered(rules) if one.id == id)
    return one


def articles(answer: Answer) -> list[str]:
    return [one.words[0] for one in answer.citations]


def test_there_are_as_many_questions_as_the_television_answered() -> None:
    assert len({question.id for question in QUESTIONS}) == 45
    assert {question.phase for question in QUESTIONS} == set(PHASES)


@pytest.mark.parametrize("pack", OF_VILLAGES)
def test_every_answer_is_whole_under_every_law(pack: str) -> None:
    for answer in answered(rules_of_pack(pack)):
        for words in (*answer.question, *answer.text):
            assert words.strip(), f"{answer.id} says nothing under {pack}"
            assert not re.search(r"[{}]|None|\(\)", words), f"{answer.id} under {pack}: {words}"
        assert answer.citations, f"{answer.id} cites nothing under {pack}"
        assert answer.text[0].endswith("。") and answer.text[1][0].isupper()


def test_no_answer_types_a_figure_of_its_own() -> None:
    for question in QUESTIONS:
        for sentence in question.says:
            assert not re.search(r"\d", " ".join(re.sub(r"{\w+}", "", words) for words in sentence.words)), question.id


def test_both_languages_rest_on_the_same_parameters() -> None:
    for question in QUESTIONS:
        for sentence in question.says:
            assert set(named_in(sentence.words[0])) == set(named_in(sentence.words[1])), question.id
            assert set(sentence.parameters) | set(sentence.unless) <= set(parameters()), question.id


def test_the_figure_is_that_of_the_province() -> None:
    assert "不得超过 3 人" in told("proxy_cap", NATION).text[0]
    assert "不得超过 2 人" in told("proxy_cap", rules_of_pack("HEB@2020-07-30")).text[0]


def test_a_sentence_is_said_only_where_the_law_says_it() -> None:
    silent, fixed = told("proxy", NATION), told("proxy", rules_of_pack("ZJ@2020-07-31"))
    assert "日以前办理" not in silent.text[0]
    assert "最迟在选举日的 3 日以前办理" in fixed.text[0]


def test_before_2026_only_near_relatives_held_proxies_and_the_articles_had_other_numbers() -> None:
    before = told("proxy", rules_of_pack("CN@2018-12-29"))
    assert "其他村民" not in before.text[0]
    assert "其他村民" in told("proxy", NATION).text[0]
    assert "村民委员会组织法 第十五条" in articles(before)


def test_what_only_the_law_of_2026_says_is_not_said_before() -> None:
    assert "交叉任职" in told("secretary", NATION).text[0]
    assert "交叉任职" not in told("secretary", rules_of_pack("CN@2018-12-29")).text[0]
    assert "没有另外列出" in told("excluded", rules_of_pack("CN@2018-12-29")).text[0]


def test_an_answer_on_an_unread_text_says_so() -> None:
    here = rules_for("140824", date(2026, 11, 20))
    assert not told("seats", here).confirmed
    assert told("roll_published", here).confirmed
    assert told("roll_published", here).pack == here.name


def test_each_article_is_cited_once_and_a_text_alone_only_without_its_articles() -> None:
    for answer in answered(NATION):
        assert len(articles(answer)) == len(set(articles(answer)))
    assert articles(told("cannot_walk", NATION)) == ["村民委员会选举规程 六、投票选举"]
    assert articles(told("withdrawal", NATION)) == ["村民委员会选举规程"]


def test_the_civil_code_says_who_is_a_near_relative() -> None:
    assert articles(told("near_relatives", NATION)) == ["民法典 第一千零四十五条"]


def test_before_the_guidance_nothing_is_cited_of_it() -> None:
    before = rules_of_pack("CN@2010-10-28", date(2011, 1, 1))
    assert "村民委员会选举规程" not in " ".join(" ".join(articles(one)) for one in answered(before))


def test_shares_are_said_in_words() -> None:
    assert told("valid_election", NATION).text[1].startswith("More than half of the registered")
    assert "三分之一。" in told("runoff", NATION).text[0]
    assert "五分之一以上" in told("recall", NATION).text[0]
    assert "at least a fifth" in told("recall", NATION).text[1]
