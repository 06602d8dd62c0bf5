"""Kinship: who is a near relative (近亲属), and whom each provision of an election law on kinship covers.

Civil Code art 1045: spouse, parents, children, siblings, grandparents (of both sides) and grandchildren (of both
sides) are near relatives. In-laws are not, whoever lives in one house. Election laws name that group or a narrower one.

A relation is said of one person to another: `parent` means that the first is the second's parent. No provision here
depends on who of the two is the first, except the lists of polling staff, which say whose relative they mean.

Public: `Relation`, `RELATIONS`, `ALTERNATIVES`, `NEAR_RELATIVES`, `is_near_relative`, `concerns`, `inverse`,
`in_words`, `relation_called`.
"""

from __future__ import annotations

from typing import Literal, get_args

Relation = Literal[
    "spouse",
    "parent",
    "child",
    "sibling",
    "grandparent",
    "grandchild",
    "great_grandparent",
    "great_grandchild",
    "in_law",
    "neighbour",
    "other",
]

RELATIONS: tuple[Relation, ...] = get_args(Relation)

#: Civil Code art 1045.
NEAR_RELATIVES: frozenset[Relation] = frozenset(
    {"spouse", "parent", "child", "sibling", "grandparent", "grandchild"},
)

#: 直系亲属: those from whom one descends and those who descend from one, of every generation.
LINEAL: frozenset[Relation] = frozenset(
    {"parent", "child", "grandparent", "grandchild", "great_grandparent", "great_grandchild"}
)

SPOUSE: frozenset[Relation] = frozenset({"spouse"})
PARENTS: frozenset[Relation] = frozenset({"parent"})
CHILDREN: frozenset[Relation] = frozenset({"child"})
SIBLINGS: frozenset[Relation] = frozenset({"sibling"})

#: Whom a named alternative of a pack covers. An alternative that is not here says nothing about kin.
ALTERNATIVES: dict[str, frozenset[Relation]] = {
    "near_relative": NEAR_RELATIVES,
    "near_relatives": NEAR_RELATIVES,
    "near_relative_or_villager": NEAR_RELATIVES,
    "nominated_or_near_relative_nominated": NEAR_RELATIVES,
    "nominated_and_willing_or_near_relative": NEAR_RELATIVES,
    "spouse_parents_children_siblings": SPOUSE | PARENTS | CHILDREN | SIBLINGS,
    "nominated_or_spouse_parents_children_siblings": SPOUSE | PARENTS | CHILDREN | SIBLINGS,
    "spouse_or_lineal": SPOUSE | LINEAL,
    "spouse_lineal_siblings": SPOUSE | LINEAL | SIBLINGS,
    "lineal": LINEAL,
    "spouse": SPOUSE,
    "parents": PARENTS,
    "children": CHILDREN,
    "siblings": SIBLINGS,
}

#: How a clerk calls each relation, in Chinese and in English.
WORDS: dict[Relation, tuple[str, str]] = {
    "spouse": ("配偶", "spouse"),
    "parent": ("父母", "parent"),
    "child": ("子女", "child"),
    "sibling": ("兄弟姐妹", "brother or sister"),
    "grandparent": ("祖父母、外祖父母", "grandparent"),
    "grandchild": ("孙子女、外孙子女", "grandchild"),
    "great_grandparent": ("曾祖父母、外曾祖父母", "great-grandparent"),
    "great_grandchild": ("曾孙子女、外曾孙子女", "great-grandchild"),
    "in_law": ("姻亲", "in-law"),
    "neighbour": ("邻居", "neighbour"),
    "other": ("其他人", "somebody else"),
}

#: What people call their relatives in a village, in Chinese.
NAMES: dict[Relation, str] = {
    "spouse": "配偶 夫妻 丈夫 妻子 夫 妻",
    "parent": "父母 父亲 母亲 父 母 养父 养母",
    "child": "子女 儿子 女儿 子 女 养子 养女",
    "sibling": "兄弟姐妹 兄弟 姐妹 哥哥 弟弟 姐姐 妹妹 兄 弟 姐 妹",
    "grandparent": "祖父母 祖父 祖母 爷爷 奶奶 外祖父母 外祖父 外祖母 外公 外婆 姥爷 姥姥",
    "grandchild": "孙子女 孙子 孙女 外孙子女 外孙 外孙女",
    "great_grandparent": "曾祖父母 曾祖父 曾祖母 外曾祖父母",
    "great_grandchild": "曾孙子女 曾孙 曾孙女 外曾孙子女",
    "in_law": "姻亲 儿媳 女婿 公公 婆婆 岳父 岳母 嫂子 弟媳 姐夫 妹夫 妯娌 连襟",
    "neighbour": "邻居 邻里",
    "other": "其他人 无 朋友 叔叔 伯伯 姑姑 舅舅 姨 侄子 侄女 外甥 外甥女 堂兄弟 表兄弟",
}
CALLED: dict[str, Relation] = {name: relation for relation, names in NAMES.items() for name in names.split()}

INVERSE: dict[Relation, Relation] = {
    "parent": "child",
    "child": "parent",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
    "great_grandparent": "great_grandchild",
    "great_grandchild": "great_grandparent",
}


def is_near_relative(relation: Relation) -> bool:
    """近亲属 in the sense of the Civil Code."""
    return relation in NEAR_RELATIVES


def concerns(kin_rule: object, relation: Relation) -> bool:
    """Does a provision on kin, or one of a list of them, cover this relation?

    `kin_rule` is the value of a rule such as `committee_kin`, `ec_exit` or `staff_excludes`; one that says nothing
    about kin (`nominated`, `candidate`) covers nobody.
    """
    named = kin_rule if isinstance(kin_rule, tuple) else (kin_rule,)
    return any(relation in ALTERNATIVES.get(str(one), ()) for one in named)


def inverse(relation: Relation) -> Relation:
    """What the second is to the first: my parent's child am I."""
    return INVERSE.get(relation, relation)


def in_words(relation: Relation, lang: str = "zh") -> str:
    return WORDS[relation][lang == "en"]


def relation_called(word: str) -> Relation | None:
    """The relation by its name here (`in_law`) or as people say it (儿媳); none where the word is not known."""
    return next((relation for relation in RELATIONS if relation == word), CALLED.get(word))
