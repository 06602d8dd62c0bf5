"""Who is a near relative, and whom each provision on kinship covers: Civil Code art 1045 and the packs."""

from __future__ import annotations

import pytest

from cunxuan.core.law import packs
from cunxuan.core.people.relatives import (
    ALTERNATIVES,
    CALLED,
    RELATIONS,
    WORDS,
    concerns,
    in_words,
    inverse,
    is_near_relative,
    relation_called,
)

#: Rules whose value says which kin they mean, by a word that has to be known here.
KIN_RULES = ("committee_kin", "ec_exit", "proxy_holder", "staff_excludes")
WITHOUT_KIN = {"candidate", "nominated", "confirmed_candidate"}


def test_near_relatives_are_those_of_the_civil_code_and_no_others() -> None:
    near = {relation for relation in RELATIONS if is_near_relative(relation)}
    assert near == {"spouse", "parent", "child", "sibling", "grandparent", "grandchild"}


@pytest.mark.parametrize(
    ("rule", "relation", "covered"),
    [
        ("near_relatives", "sibling", True),
        ("near_relatives", "grandchild", True),
        ("near_relatives", "great_grandchild", False),
        ("near_relatives", "in_law", False),
        ("spouse_or_lineal", "spouse", True),
        ("spouse_or_lineal", "sibling", False),
        ("spouse_or_lineal", "great_grandparent", True),
        ("spouse_parents_children_siblings", "sibling", True),
        ("spouse_parents_children_siblings", "grandparent", False),
        ("spouse_lineal_siblings", "grandparent", True),
        ("spouse_lineal_siblings", "sibling", True),
        ("nominated", "spouse", False),
        ("nominated_or_near_relative_nominated", "grandparent", True),
        (("candidate", "spouse", "lineal"), "grandparent", True),
        (("candidate", "spouse", "lineal"), "sibling", False),
        (("candidate", "spouse", "parents", "children", "siblings"), "sibling", True),
        (("candidate", "spouse", "parents", "children", "siblings"), "grandparent", False),
        (("candidate", "near_relatives"), "neighbour", False),
    ],
)
def test_a_provision_covers_the_kin_it_names(rule: object, relation: str, covered: bool) -> None:
    assert concerns(rule, relation) is covered  # type: ignore[arg-type]


def test_every_word_on_kin_that_a_pack_uses_is_known() -> None:
    used = {
        word
        for pack in packs()
        for key, rule in pack.rules.items()
        if key in KIN_RULES
        for word in (rule.value if isinstance(rule.value, tuple) else (rule.value,))
    }
    assert used <= ALTERNATIVES.keys() | WITHOUT_KIN


@pytest.mark.parametrize("relation", RELATIONS)
def test_turned_round_twice_a_relation_is_itself_and_as_near(relation: str) -> None:
    assert inverse(inverse(relation)) == relation  # type: ignore[arg-type]
    assert is_near_relative(inverse(relation)) is is_near_relative(relation)  # type: ignore[arg-type]


def test_a_parents_parent_is_called_as_people_do() -> None:
    assert inverse("parent") == "child"
    assert relation_called("姥姥") == "grandparent"
    assert relation_called("儿媳") == "in_law"
    assert relation_called("in_law") == "in_law"
    assert relation_called("老乡") is None


def test_every_relation_has_words_in_both_languages() -> None:
    assert WORDS.keys() == set(CALLED.values()) == set(RELATIONS)
    assert in_words("in_law") == "姻亲"
    assert in_words("in_law", "en") == "in-law"
