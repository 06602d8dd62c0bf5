"""What villagers ask, answered from the law in force: one explanation for a whole county (统一解释口径).

A question and the sentences of its answer stand in `explanations.toml`; every figure and every named alternative in
them is a parameter of the rules, so that a county of another province, or another year, reads its own law. A sentence
whose parameters the law in force does not fix is left out. Each answer cites the articles that it rests on and says
where one of them is still to be confirmed by the county.

Public: `answered(rules) -> tuple[Answer, ...]`, `QUESTIONS`, `PHASES`, `Answer`, `Citation`, `Said`, `filled`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from cunxuan.core.law import Rule, Rules, Share, in_words
from cunxuan.core.law.citations import chinese_number, cite, cite_en
from cunxuan.core.law.rule import Value
from cunxuan.core.law.statutes import Statute, statutes

Words = tuple[str, str]  # Chinese, English

#: In the order of an election.
PHASES: Mapping[str, Words] = {
    "general": ("基本问题", "In general"),
    "committee": ("选举委员会", "Election committee"),
    "roll": ("登记和名单", "Registration and roll"),
    "candidates": ("候选人", "Candidates"),
    "voting": ("投票和委托", "Voting and proxies"),
    "count": ("计票和结果", "Count and result"),
    "after": ("交接和罢免", "Handover and recall"),
    "supervision": ("审计、评议和举报", "Audit, evaluation, reports"),
}
#: From this day on the articles of the Organic Law have their numbers of 2026.
RENUMBERED = date(2026, 1, 1)
#: How a reader knows that a rule of the list was read.
UNREAD = ("memory", "practice")
CIVIL_CODE = "CC-"
GUIDANCE = "GC-"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, and when it is said."""

    words: Words
    if_: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    is_: tuple[tuple[str, Value], ...] = ()
    statute: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Every parameter that has to be fixed for it to be said."""
        return (*named_in(self.words[0]), *self.if_, *(key for key, _ in self.is_))


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its sentences, as the library has them."""

    id: str
    phase: str
    words: Words
    statutes: tuple[str, ...]
    says: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """An article that an answer rests on; `rule` where it fixes a figure of the answer."""

    words: Words
    confirmed: bool
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A question answered under one law. `pack` names it."""

    id: str
    phase: str
    question: Words
    text: Words
    citations: tuple[Citation, ...]
    pack: str

    @property
    def confirmed(self) -> bool:
        return all(one.confirmed for one in self.citations)


def answered(rules: Rules) -> tuple[Answer, ...]:
    """Every question of the library that these rules say something of, answered."""
    found = (answer(question, rules) for question in QUESTIONS)
    return tuple(one for one in found if one.text[0])


def answer(question: Question, rules: Rules) -> Answer:
    """The sentences that the law in force lets one say, and the articles they rest on."""
    said = [sentence for sentence in question.says if is_said(sentence, rules)]
    return Answer(
        id=question.id,
        phase=question.phase,
        question=question.words,
        text=(
            "".join(filled(one.words[0], rules) for one in said),
            " ".join(begun(filled(one.words[1], rules, "en")) for one in said),
        ),
        citations=tuple(cited(question, said, rules)),
        pack=rules.name,
    )


def is_said(sentence: Sentence, rules: Rules) -> bool:
    return (
        all(rules.get(key) is not None for key in sentence.parameters)
        and all(rules.get(key) is None for key in sentence.unless)
        and all(rules[key].value == value for key, value in sentence.is_)
        and (not sentence.statute or stands(statute_of(sentence.statute), rules) is not None)
    )


# Words


@dataclass(frozen=True, slots=True)
class Said:
    """A value as a sentence says it; `{key:part}` is of a share the fraction alone."""

    value: Value
    lang: str

    def __format__(self, spec: str) -> str:
        if isinstance(self.value, Share):
            return share_said(self.value, self.lang, part=spec == "part")
        return in_words(self.value, self.lang)


def filled(text: str, rules: Rules, lang: str = "zh") -> str:
    """A text with the values of the parameters it names."""
    return text.format_map({key: Said(rules[key].value, lang) for key in named_in(text)})


def named_in(text: str) -> tuple[str, ...]:
    """The parameters that a text names, each once."""
    return tuple(dict.fromkeys(key for _, key, _, _ in Formatter().parse(text) if key))


#: The parts of a whole.
ENGLISH = {3: "third", 4: "quarter", 5: "fifth"}


def share_said(share: Share, lang: str, *, part: bool) -> str:
    """过半数、三分之一以上; more than half, at least a third."""
    if lang == "en":
        fraction = in_english(share)
        return fraction if part else f"{'more than' if share.strict else 'at least'} {fraction}"
    fraction = f"{chinese_number(share.den)}分之{chinese_number(share.num)}"
    if part:
        return fraction
    if not share.strict:
        return f"{fraction}以上"
    return "过半数" if share.den == 2 else f"超过{fraction}"


def in_english(share: Share) -> str:
    if share.den == 2:
        return "half"
    return f"a {ENGLISH[share.den]}" if share.num == 1 else f"{share.num} {ENGLISH[share.den]}s"


def begun(text: str) -> str:
    """A sentence begins with a capital letter, also where a value begins it."""
    return text[:1].upper() + text[1:]


# Articles


def cited(question: Question, said: Iterable[Sentence], rules: Rules) -> Iterator[Citation]:
    """The statutes and the articles behind the figures, each article once; a text alone only without its articles."""
    known: dict[str, Citation] = {}
    for citation in (*by_rules(said, rules), *by_statutes(question, said, rules)):
        earlier = known.get(citation.words[0])
        if earlier is None or (earlier.confirmed and not citation.confirmed):
            known[citation.words[0]] = citation
    titles = [one for one in known if any(other.startswith(f"{one} ") for other in known)]
    return (one for title, one in known.items() if title not in titles)


def by_rules(said: Iterable[Sentence], rules: Rules) -> Iterator[Citation]:
    keys = dict.fromkeys(key for sentence in said for key in sentence.parameters)
    for rule in map(rules.__getitem__, keys):
        yield Citation((rule.basis, rule.basis_en), rule.confirmed, rule)


def by_statutes(question: Question, said: Iterable[Sentence], rules: Rules) -> Iterator[Citation]:
    for id in (*question.statutes, *(one.statute for one in said if one.statute)):
        statute = statute_of(id)
        words = stands(statute, rules)
        if words is not None:
            yield Citation(words, statute.read not in UNREAD)


def stands(statute: Statute, rules: Rules) -> Words | None:
    """Where a rule of the list stands in the law in force; None where that says nothing of it."""
    if statute.id.startswith(CIVIL_CODE):
        number = int(statute.id.removeprefix(CIVIL_CODE))
        return cite("民法典", number), cite_en("Civil Code", number)
    if statute.id.startswith(GUIDANCE):
        guidance = next((pack for pack in rules.packs if pack.layer == "guidance"), None)
        return (guidance.short, guidance.title_en) if guidance else None
    national = next(pack for pack in rules.packs if pack.layer == "national")
    article = statute.article.get("cn2026" if national.since >= RENUMBERED else "cn2018")
    return (cite(national.short, article), cite_en(national.title_en, article)) if article else None


@cache
def listed() -> Mapping[str, Statute]:
    return {one.id: one for one in statutes()}


def statute_of(id: str) -> Statute:
    return listed()[id]


# The library


def read_library() -> Iterator[Question]:
    text = files("cunxuan.core").joinpath("explanations.toml").read_text("utf-8")
    for given in tomllib.loads(text)["question"]:
        says = tuple(sentence_of(one) for one in given["says"])
        words = (given["zh"], given["en"])
        yield Question(given["id"], given["phase"], words, tuple(given.get("statutes", ())), says)


def sentence_of(given: Mapping[str, Any]) -> Sentence:
    return Sentence(
        words=(given["zh"], given["en"]),
        if_=tuple(given.get("if", ())),
        unless=tuple(given.get("unless", ())),
        is_=tuple(given.get("is", {}).items()),
        statute=given.get("statute", ""),
    )


#: The library, in the order of an election.
QUESTIONS: tuple[Question, ...] = tuple(read_library())
