"""Why: what a day, a figure or a decision rests on, as every page shows it in one and the same way.

A `Why` says the rule in words, how the day or the figure is reckoned, the article, the layer, what was read of the
text, and whether the county still has to check it. `{% why … %}` (see templatetags.cx) makes one of whatever the page
has: a rule, a finding, a step of the timetable, an article of a telling.

Public: `Why`, `why_of(thing)`, `with_figures`, `why_of_rule(rule, reckoned, needs)`, `rule_said(rule)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cunxuan.core.findings import Finding
from cunxuan.core.law import Rule, in_words, parameters
from cunxuan.core.law.citations import cite, cite_en
from cunxuan.core.law.texts import LAYER_NAMES, read_of
from cunxuan.core.telling_words import Article, Text
from cunxuan.core.timetable import Step

Words = tuple[str, str]  # Chinese, English
Needs = tuple[tuple[Words, bool], ...]  # each step that must come first, and whether it is done


@dataclass(frozen=True, slots=True)
class Why:
    """The reason of a day, a figure or a decision. Without `key` it rests on no rule of law (a county's own plan)."""

    rule: Words  # what is laid down
    basis: Words  # 村民委员会组织法 第十七条
    short: Words  # as a narrow column cites it: 组织法第十七条
    reckoned: Words | None = None  # the day or the figures
    confirmed: bool = True
    key: str = ""
    pack: str = ""
    layer: Words = ("", "")
    read: Words = ("", "")
    note: Words = ("", "")
    needs: Needs = ()


def why_of(thing: object) -> Why | None:
    """The reason that a page's value carries; None where it carries none (plain arithmetic)."""
    if thing is None or thing == "":  # a template's word for what is not there
        return None
    if isinstance(thing, Why):
        return thing
    if isinstance(thing, Rule):
        return why_of_rule(thing)
    if isinstance(thing, Finding):
        said = thing.sentence("zh"), thing.sentence("en")
        return why_of_rule(thing.rule, said if thing.numbers else None) if thing.rule else None
    if isinstance(thing, Step):
        return why_of_rule(thing.rule, (thing.why.zh, thing.why.en)) if thing.rule else None
    if isinstance(thing, Article):
        return why_of_article(thing)
    raise TypeError(f"{type(thing).__name__} carries no reason")


def with_figures(why: Why | None, figures: Text | None) -> Why | None:
    """The same with the sentence that holds the numbers, where it has none of its own."""
    if why is None or not figures or why.reckoned:
        return why
    return replace(why, reckoned=(figures.zh, figures.en))


def why_of_article(article: Article) -> Why:
    full, short = (article.full.zh, article.full.en), (article.short.zh, article.short.en)
    if article.rule is None:  # answered under an earlier numbering of the pack
        return Why(full, full, short, confirmed=article.confirmed)
    why = why_of_rule(article.rule)
    return Why(
        rule=why.rule,
        basis=full,
        short=short,
        confirmed=article.confirmed,
        key=why.key,
        pack=article.pack,
        layer=why.layer,
        read=why.read,
        note=why.note,
    )


def why_of_rule(rule: Rule, reckoned: Words | None = None, needs: Needs = ()) -> Why:
    adopted = rule.layer == "village"
    return Why(
        rule=rule_said(rule),
        basis=(rule.basis, rule.basis_en),
        short=short_of(rule),
        reckoned=reckoned,
        confirmed=rule.confirmed,
        key="" if adopted else rule.key,
        pack="" if adopted else rule.pack,
        layer=LAYER_NAMES[rule.layer],
        read=("", "") if adopted else read_of(rule.source),
        note=(rule.note, rule.note_en),
        needs=needs,
    )


#: What the two national texts are called in a narrow column.
SHORT: Mapping[str, Words] = {
    "村民委员会组织法": ("组织法", "Organic Law"),
    "村民委员会选举规程": ("选举规程", "Election Rules"),
}


def short_of(rule: Rule) -> Words:
    """组织法第十七条; of the ministry's guidance, whose parts are headings, the name alone."""
    if rule.title not in SHORT:
        return rule.basis, rule.basis_en
    zh, en = SHORT[rule.title]
    if not isinstance(rule.article, int):
        return zh, en
    return cite(zh, rule.article).replace(" ", ""), cite_en(en, rule.article)


def rule_said(rule: Rule) -> Words:
    """选民名单在选举日前 20 日公布。 工作移交的期限：10 日。"""
    words = parameters()[rule.key]
    return f"{answered(words.zh, in_words(rule.value))}。", f"{words.en}: {in_words(rule.value, 'en')}."


def answered(title: str, value: str) -> str:
    """A rule's title with its value where the title asks for it; else the value after it."""
    if "几日" in title:
        return title.replace("几日", f" {value} 日")
    if "何事" in title:
        return title.replace("何事", value.removesuffix("之前"))
    if title.endswith("（日）"):
        return f"{title.removesuffix('（日）')}：{value} 日"
    return f"{title}：{value}"
