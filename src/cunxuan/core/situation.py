"""How difficult a village's election may become (村情研判): whom a township visits, what it learns, what that proposes.

五必访五摸清: five kinds of people are visited before the call, and five things are found out from them. Where a
village is difficult, one or more of fourteen reasons say why (the list that the reports of civil affairs use). From
both follows a proposal of the risk: high, medium or low.

No law knows any of this: it is how counties prepare. So the rule below is this program's proposal, every reason of it
is shown, and the decision is a person's, who may differ and says why.

Public: `VISIT_KINDS`, `CLARITIES`, `REASONS`, `RISKS`, `GRAVE`, `Known`, `Proposal`, `proposed_risk`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

Words = tuple[str, str]  # Chinese, English

#: 五必访: each kind of people is visited in every village.
VISIT_KINDS: Mapping[str, Words] = {
    "dissent": ("对班子或成员有意见的人", "those who disagree with the village's leaders"),
    "hardship": ("生活有困难的人", "those in hardship"),
    "model": ("科技示范户", "model households"),
    "veteran": ("老党员、老干部", "old Party members and old cadres"),
    "seldom": ("平时接触少的人", "those who are seldom met"),
}

#: 五摸清: what the visits find out.
CLARITIES: Mapping[str, Words] = {
    "development": ("发展路子", "how the village can develop"),
    "team": ("班子整体问题", "problems of the leaders as a team"),
    "members": ("成员自身不足", "shortcomings of single members"),
    "conflicts": ("矛盾成因", "what conflicts come from"),
    "opinions": ("意见建议", "opinions and suggestions"),
}

#: The fourteen reasons for which a village is difficult (难点原因), in their order.
REASONS: Mapping[str, Words] = {
    "not_elected": ("上届没有换届选举", "no election was held last time"),
    "incomplete": ("班子不健全", "the leaders are not complete"),
    "weak": ("班子软弱涣散", "the leaders are weak and disunited"),
    "tense": ("干群关系紧张", "cadres and villagers are at odds"),
    "closed": ("村务不公开、管理混乱", "affairs are not published, management is in disorder"),
    "poor": ("经济薄弱，没有人愿意干", "a poor village where nobody wants the work"),
    "contested": ("经济发达，竞争激烈", "a rich village with fierce competition"),
    "unable": ("干部驾驭能力差", "cadres cannot keep things in hand"),
    "unsettled": ("历史遗留问题没有解决", "old problems are not settled"),
    "restructured": ("拆迁、合并或者改制", "resettlement, merger or restructuring"),
    "overbearing": ("干部作风简单霸道", "cadres are rough and overbearing"),
    "petitions": ("群体上访不断", "groups petition again and again"),
    "clans": ("宗族派性严重", "clans or factions are strong"),
    "other": ("其他", "something else"),
}

RISKS: Mapping[str, Words] = {"high": ("高", "high"), "medium": ("中", "medium"), "low": ("低", "low")}

#: Each of these alone makes the risk high: a vote there may fail or be disrupted.
GRAVE = ("not_elected", "petitions", "clans")
#: So many reasons together make it high as well.
MANY = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a village: its reasons, whom nobody visited, what nobody found out, problems of the audit."""

    reasons: Collection[str] = ()
    kinds_missing: Collection[str] = ()
    clarities_missing: Collection[str] = ()
    audit_problems: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed risk and the sentences that lead to it."""

    risk: str
    because: tuple[Words, ...]

    @property
    def words(self) -> Words:
        return RISKS[self.risk]


def proposed_risk(known: Known) -> Proposal:
    """High for a grave reason or three reasons; medium for any, for audit problems, for a village not yet known."""
    weights = tuple(weighed(known))
    high = tuple(words for risk, words in weights if risk == "high")
    if high:
        return Proposal("high", high)
    if weights:
        return Proposal("medium", tuple(words for _, words in weights))
    nothing = (
        "五类人都已走访，五项都已摸清，没有难点原因。",
        "All five kinds were visited, all is known, no reason applies.",
    )
    return Proposal("low", (nothing,))


def weighed(known: Known) -> Iterator[tuple[str, Words]]:
    """Each circumstance with the risk that it brings."""
    present = [reason for reason in REASONS if reason in known.reasons]
    for reason in present:
        zh, en = REASONS[reason]
        if reason in GRAVE:
            yield "high", (f"“{zh}”，单独一条即列为高。", f"“{en}” alone makes it high.")
    if len(present) >= MANY:
        count = len(present)
        yield "high", (f"难点原因有 {count} 条，达到 {MANY} 条。", f"{count} reasons apply; {MANY} make it high.")
    elif present:
        named_zh, named_en = (sep.join(REASONS[one][side] for one in present) for side, sep in ((0, "、"), (1, ", ")))
        yield "medium", (f"有难点原因：{named_zh}。", f"It is difficult for this reason: {named_en}.")
    yield from not_known(known)


def not_known(known: Known) -> Iterator[tuple[str, Words]]:
    """What was not found out may hide anything; and what the audit found."""
    if known.kinds_missing:
        zh, en = listed(VISIT_KINDS, known.kinds_missing)
        yield "medium", (f"还没有走访：{zh}。", f"Nobody visited: {en}.")
    if known.clarities_missing:
        zh, en = listed(CLARITIES, known.clarities_missing)
        yield "medium", (f"还没有摸清：{zh}。", f"Nobody found out: {en}.")
    if known.audit_problems:
        number = known.audit_problems
        yield "medium", (f"审计查出问题 {number} 个。", f"The audit found {number} problem(s).")


def listed(words: Mapping[str, Words], keys: Collection[str]) -> Words:
    """Several of them in their order, in both languages."""
    found = [words[key] for key in words if key in keys]
    return "、".join(zh for zh, _ in found), ", ".join(en for _, en in found)
