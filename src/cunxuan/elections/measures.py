"""What a village's election method settles where the law leaves it open, in words.

Legal basis: the villagers' meeting adopts the election method (通过选举办法); what the pack fixes for good
(`open = false`) is not asked. The values are those of `measures` in the contract of `cunxuan law determine`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cunxuan.core.contest import Measures
from cunxuan.core.counting_rules import counting_rules
from cunxuan.core.law import Rule, Rules


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle a point: its value in `measures`, as the form sends it, and its words."""

    value: str | bool
    zh: str
    en: str

    @property
    def sent(self) -> str:
        return str(self.value).lower()


@dataclass(frozen=True, slots=True)
class Point:
    """A point that a method may settle, and the ways to do it; `silent` holds where the law says nothing."""

    key: str
    zh: str
    en: str
    choices: tuple[Choice, ...]
    silent: str | bool | None


#: Who of relatives elected together stays (近亲属回避).
KEEPS = (
    Choice(
        "post_votes_revote",
        "留职务高的，职务相同留得票多的，票数相同再投票",
        "the highest post, then the most votes, then a new vote",
    ),
    Choice(
        "post_votes_meeting",
        "留职务高的，职务相同留得票多的，票数相同由会议决定",
        "the highest post, then the most votes, then a meeting decides",
    ),
    Choice(
        "post_votes",
        "留职务高的，职务相同留得票多的，票数相同时再定",
        "the highest post, then the most votes; equal votes are settled when it happens",
    ),
)

POINTS = (
    Point(
        "over_vote",
        "某一职务多选的选票",
        "A ballot that chooses too many for a post",
        (
            Choice("whole", "整张选票无效", "the whole ballot is void"),
            Choice("column", "只有多选的那一职务无效，其余有效", "void for that post only"),
        ),
        "whole",
    ),
    Point(
        "count_down",
        "票数下加",
        "Counting votes down",
        (
            Choice(
                True,
                "未当选较高职务的，所得票数加到较低职务",
                "votes of a person not elected to a higher post are added for a lower one",
            ),
            Choice(False, "不下加，各职务分别计票", "no; each post is counted by itself"),
        ),
        False,
    ),
    Point(
        "woman_seat",
        "妇女名额的落实办法",
        "How the woman's seat is secured",
        (
            Choice(
                "first",
                "过当选线的妇女中得票最多的首先当选",
                "of the women who reach the votes needed, the one with most is elected first",
            ),
            Choice("line", "选票上单列妇女委员职位", "a line of its own on the ballot"),
            Choice(
                "runoff",
                "没有妇女当选的，另行选举的候选人中至少有一名妇女",
                "where no woman is elected, at least one stands in the runoff",
            ),
            Choice("none", "不专门安排", "no special provision"),
        ),
        "none",
    ),
    Point(
        "stop_after_runoff",
        "选出三人以上仍有缺额时",
        "Seats still missing when three or more are elected",
        (
            Choice(True, "缺额可以空缺，不再选举", "they may stay vacant"),
            Choice(False, "继续另行选举，选足为止", "runoffs go on until all are filled"),
        ),
        None,
    ),
    Point(
        "same_person_two_posts",
        "同一人选为两项职务的选票",
        "A ballot that chooses one person for two posts",
        (
            Choice("whole", "整张选票无效", "the whole ballot is void"),
            Choice("part", "这两项都无效，其余有效", "void for these two posts only"),
            Choice("one_post", "只计较高的职务", "only the higher post counts"),
            Choice("separately", "两项都计票", "both count"),
        ),
        None,
    ),
    Point(
        "write_in_needs_mark",
        "另选他人写了姓名没有划票的",
        "A name written in without a mark",
        (
            Choice(True, "不计票", "is not counted"),
            Choice(False, "计票", "is counted"),
        ),
        True,
    ),
    Point(
        "committee_kin_keeps",
        "近亲属同时够票当选时",
        "Near relatives with enough votes together",
        KEEPS,
        None,
    ),
    Point(
        "no_second_round",
        "第一次投票没有选足时",
        "Seats missing after the first vote",
        (
            Choice(
                True,
                "经会议同意不再投票，由得票多并达到另行选举票数的当选",
                "with a meeting's consent those next by votes are elected if they have what a runoff wants",
            ),
            Choice(False, "另行选举", "a runoff is held"),
        ),
        False,
    ),
)

#: The rule a point rests on, where it is named otherwise; without that rule the point does not arise.
RESTS_ON = {"stop_after_runoff": "vacancy_min_elected", "no_second_round": "runoff_by_meeting"}
#: A point of its own that arises only where another rule holds.
ARISES_WITH = {"committee_kin_keeps": "committee_kin"}
#: What the law lets a meeting do: open where the law says yes, whatever the village would like.
PERMITTED = frozenset(("no_second_round",))


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point as a form asks it: with what holds if the village settles nothing, and the rule that says so."""

    point: Point
    default: Choice | None
    rule: Rule | None


def open_points(rules: Rules) -> tuple[OpenPoint, ...]:
    """The points that the law of this place leaves to the village."""
    return tuple(
        OpenPoint(point, default_of(point, rules), rule_of(point, rules)) for point in POINTS if is_open(point, rules)
    )


def rule_of(point: Point, rules: Rules) -> Rule | None:
    return rules.get(RESTS_ON.get(point.key, point.key))


def is_open(point: Point, rules: Rules) -> bool:
    rule = rule_of(point, rules)
    if point.key in PERMITTED:
        return rules.flag(RESTS_ON[point.key])
    if point.key in ARISES_WITH and rules.get(ARISES_WITH[point.key]) is None:
        return False
    return point.key not in RESTS_ON if rule is None else rule.open


def default_of(point: Point, rules: Rules) -> Choice | None:
    """What holds without the village; None where it is decided when the case arises."""
    rule = rules.get(point.key)
    lawful = point.silent if rule is None else rule.value
    return next((choice for choice in point.choices if choice.value == lawful), None)


def has_womans_line(rules: Rules, measures: Mapping[str, object]) -> bool:
    """Does the ballot list the woman member's post by itself (单列妇女委员职位)?"""
    return counting_rules(rules, Measures(**measures)).woman_seat == "line"  # type: ignore[arg-type]
