"""Why a person is elected or not, in words: the codes of `Elected.reason` and `NotElected.reason`.

Those that concern the whole vote (void, too few took part, tied, displaced by a woman) share their code with the
finding.
"""

from __future__ import annotations

WHY_ELECTED: dict[str, tuple[str, str]] = {
    "MAJORITY_MOST_VOTES": (
        "获得参加投票的村民过半数的选票，以得票多当选",
        "more than half of those voting, and most votes",
    ),
    "WOMAN_FIRST": (
        "得票过半数的妇女中得票最多，首先当选",
        "the woman with most votes over half, elected first",
    ),
    "MERGED": ("未当选较高职务，得票下加后以得票多当选", "most votes after those for a higher post were counted down"),
    "RUNOFF_MOST_VOTES": (
        "另行选举以得票多当选，得票不少于已投选票的三分之一",
        "most votes in the runoff, and at least a third of the ballots cast",
    ),
    "REVOTE_MOST_VOTES": ("票数相等再次投票，以得票多当选", "most votes in the new vote among those tied"),
    "FILLED_WITHOUT_A_NEW_VOTE": (
        "经会议同意不再投票，以得票多当选，得票不少于已投选票的三分之一",
        "without a new vote by the meeting's consent: most votes, and at least a third of the ballots cast",
    ),
    "KIN_REFILLED": ("亲属回避空出名额，按得票多少递补当选", "takes the seat that a relative of somebody elected left"),
    "PARTY_MAJORITY": (
        "赞成票超过应计人数的一半，以得票多当选",
        "approved by more than half of the number it is reckoned on, and most approvals",
    ),
}

WHY_NOT_ELECTED: dict[str, tuple[str, str]] = {
    "NO_MAJORITY": ("未获得过半数的选票", "not more than half of those voting"),
    "BELOW_ONE_THIRD": ("得票少于已投选票的三分之一", "less than a third of the ballots cast"),
    "NO_VOTES": ("没有得票", "no votes"),
    "FEWER_VOTES": ("得票数够，但名额已由得票更多的人当选", "enough votes, but others with more took the seats"),
    "REVOTE_TIED": ("票数相等，待再次投票", "tied; to be voted on again"),
    "DISPLACED_BY_WOMAN_FIRST": ("妇女首先当选，名额已满", "a woman was elected first and the seats are taken"),
    "SEAT_RESERVED_FOR_WOMAN": ("一个名额保留给妇女另行选举", "a seat is kept for the election of a woman"),
    "ELECTED_TO_HIGHER_POST": ("已当选较高职务", "elected to a higher post"),
    "ALREADY_ELECTED": ("此前已当选", "elected before"),
    "AWAITS_REVOTE": ("较高职务票数相等，待再次投票后确定", "tied for a higher post; settled after the new vote"),
    "NOT_A_WOMAN": ("不是妇女，不能当选妇女委员", "not a woman"),
    "KIN_OF_ELECTED": (
        "与当选人有应当回避的亲属关系，未当选",
        "a relative of somebody elected; the two may not sit together",
    ),
    "KIN_MEETING_DECIDES": (
        "与票数相等的人有应当回避的亲属关系，由村民会议决定留任一人",
        "a relative with equal votes; the villagers' meeting decides who stays",
    ),
    "KIN_NOT_SETTLED": (
        "与票数相等的人有应当回避的亲属关系，留谁没有规定",
        "a relative with equal votes; nothing says who stays",
    ),
    "NOT_AN_ELECTED_MEMBER": ("没有当选村民委员会成员", "not one of the members elected before"),
    "ELECTION_INVALID_COMMITTEE_UNLAWFUL": (
        "村民选举委员会的产生不合法，选举无效",
        "the election committee was not lawfully formed; invalid",
    ),
    "ELECTION_INVALID_BREACH": (
        "违反法定选举程序，选举无效",
        "a rule of procedure was broken; the election is invalid",
    ),
    "ELECTION_INVALID_TURNOUT": ("投票人数未过半数，选举无效", "too few took part; the election is invalid"),
    "ELECTION_VOID_BALLOTS_EXCEED_ISSUED": (
        "收回选票多于发出选票，选举无效",
        "more ballots returned than issued; void",
    ),
    "ELECTION_VOID_BALLOTS_EXCEED_VOTERS": (
        "收回选票多于投票人数，选举无效",
        "more ballots returned than voters; void",
    ),
    "ELECTION_VOID_BALLOTS_EXCEED_ROLL": (
        "收回选票多于登记参加选举的村民，选举无效",
        "more ballots returned than registered; void",
    ),
    "PARTY_NO_MAJORITY": (
        "赞成票没有超过应计人数的一半",
        "not approved by more than half of the number it is reckoned on",
    ),
    "PARTY_QUORUM_NOT_MET": ("到会人数不足，会议无效", "too few are present; the meeting is not valid"),
    "PARTY_VOID_BALLOTS_EXCEED_ISSUED": (
        "收回选票多于发出选票，选举无效",
        "more ballots returned than issued; void",
    ),
    "PARTY_VOID_BALLOTS_EXCEED_VOTERS": (
        "收回选票多于投票人数，选举无效",
        "more ballots returned than voters; void",
    ),
}

WHY_RECALLED: dict[str, tuple[str, str]] = {
    "RECALLED": ("参加投票的村民过半数赞成，罢免通过", "more than half of those voting are for the recall"),
    "RECALL_FAILED": (
        "赞成罢免的没有超过参加投票的半数，罢免未获通过",
        "not more than half of those voting are for the recall",
    ),
    "RECALL_INVALID_TURNOUT": ("投票人数未过半数，罢免投票无效", "too few took part; the recall vote is invalid"),
}

WORDS = WHY_ELECTED | WHY_NOT_ELECTED | WHY_RECALLED


def in_words(reason: str, lang: str = "zh") -> str:
    """A reason code as a sentence."""
    return WORDS[reason][lang == "en"]
