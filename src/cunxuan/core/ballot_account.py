"""Do the ballots add up, and did enough take part: everything that can make a vote void before a name is looked at.

Legal basis: Organic Law art. 18 (art. 15 before 2026) for the turnout; the provinces and the ministry's guidance for
what the ballots returned may not exceed (Henan art. 35, Sichuan art. 32: those issued; Hebei art. 28, Zhejiang art. 27:
those who voted); Hainan art. 29 for a mobile box that is void by itself; the guidance, part 6, for the other grounds.
Who declares an election void on such a ground, and after what inquiry, is for people.

Public: `without_void_boxes(case, law, notes) -> BallotAccount`, `ballots_of_void_boxes(boxes, law) -> int`,
`why_void(...)`, `participants_of(...)`, `enough_took_part(...)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cunxuan.core import findings
from cunxuan.core.contest import BallotAccount, Box, Case
from cunxuan.core.counting_rules import CountingRules
from cunxuan.core.findings import Finding, Kind, define
from cunxuan.core.law import in_words

MOBILE_BOX_VOID = define(
    "D40",
    "MOBILE_BOX_VOID",
    "warn",
    "流动票箱{box}收回选票 {returned} 张，多于公布的使用名单 {users} 人，该票箱的选票无效，不计入收回选票。",
    "Mobile box {box} held {returned} ballots, more than its {users} named users; the ballots of this box are void and "
    "not counted as returned.",
    rests_on=("mobile_box_void",),
)
MOBILE_BOX_EXCEEDS_USERS = define(
    "D41",
    "MOBILE_BOX_EXCEEDS_USERS",
    "warn",
    "流动票箱{box}收回选票 {returned} 张，多于使用名单 {users} 人；本地法规没有规定该票箱无效，请查明原因。",
    "Mobile box {box} held {returned} ballots, more than its {users} named users; the law of this place does not say "
    "that the box is void. Please find out why.",
)
BOXES_EXCEED_RETURNED = define(
    "D42",
    "BOXES_EXCEED_RETURNED",
    "block",
    "各票箱选票合计 {boxes} 张，多于收回选票 {returned} 张，数字有误。",
    "The boxes held {boxes} ballots in all, more than the {returned} returned; the figures are wrong.",
)
COMMITTEE_UNLAWFUL = define(
    "D48",
    "ELECTION_INVALID_COMMITTEE_UNLAWFUL",
    "block",
    "村民选举委员会的产生不合法，选举无效，由乡镇组织重新推选村民选举委员会后重新选举。",
    "The election committee was not lawfully formed; the election is invalid, and the township has a new committee "
    "chosen for a new election.",
    rests_on=("invalid_grounds",),
)
BREACH = define(
    "D49",
    "ELECTION_INVALID_BREACH",
    "block",
    "{breach}，选举无效，由村民选举委员会组织重新选举。",
    "The election is invalid ({breach_en}); the election committee holds it again.",
    rests_on=("invalid_grounds",),
)
BREACH_NOT_JUDGED = define(
    "D50",
    "BREACH_NOT_JUDGED",
    "warn",
    "所填情形“{breach}”在所依据的规定中没有列为选举无效的情形，由乡镇或者县级调查处理。",
    "The texts applied do not name this as a ground of invalidity: {breach_en}. The township or the county inquires.",
    rests_on=("invalid_grounds",),
)


def without_void_boxes(case: Case, law: CountingRules, notes: list[Finding]) -> BallotAccount:
    """流动票箱收回的选票多于公布的使用人数的，该票箱的选票无效: its ballots leave the total."""
    account = case.account
    if not case.boxes:
        return account
    held = sum(box.returned for box in case.boxes)
    if held > account.returned:
        notes.append(Finding(BOXES_EXCEED_RETURNED, {"boxes": held, "returned": account.returned}))
        return account
    kind = MOBILE_BOX_VOID if law.mobile_box_rule else MOBILE_BOX_EXCEEDS_USERS
    for box in overfull(case.boxes):
        values: dict[str, findings.Value] = {"box": box.name, "returned": box.returned, "users": box.users or 0}
        notes.append(Finding(kind, values, law.mobile_box_rule))
    return replace(account, returned=account.returned - ballots_of_void_boxes(case.boxes, law))


def ballots_of_void_boxes(boxes: Iterable[Box], law: CountingRules) -> int:
    """So many ballots are void with their box."""
    return sum(box.returned for box in overfull(boxes)) if law.mobile_box_rule else 0


def overfull(boxes: Iterable[Box]) -> list[Box]:
    """Mobile boxes with more ballots than people who were named to use them."""
    return [box for box in boxes if box.kind == "mobile" and box.users is not None and box.returned > box.users]


def why_void(case: Case, account: BallotAccount, law: CountingRules, notes: list[Finding]) -> Kind | None:
    """收回的选票多于发出的选票（或者投票人数）的，选举无效; and never more ballots than people on the roll."""
    returned = account.returned
    if account.forged_set_aside:
        notes.append(Finding(findings.FORGED_SET_ASIDE, {"forged": account.forged_set_aside}, law.box_rule))
    exceeds = _compare_box(law, account, notes) if law.box_rule else None
    if exceeds:
        return exceeds
    if returned > case.registered:
        values = {"returned": returned, "registered": case.registered}
        notes.append(Finding(findings.ELECTION_VOID_BALLOTS_EXCEED_ROLL, values, law.turnout_rule))
        return findings.ELECTION_VOID_BALLOTS_EXCEED_ROLL
    _compare_counters(account, notes)
    return _breached(case, law, notes) if case.breaches else None


def _compare_box(law: CountingRules, account: BallotAccount, notes: list[Finding]) -> Kind | None:
    """Compares the ballots returned with those issued or with those who voted, as the pack says."""
    by_issued, returned = law.box_total == "issued", account.returned
    compared = account.issued if by_issued else account.signed
    if compared is None:
        notes.append(Finding(findings.BALLOTS_NOT_COMPARED, {"against": law.box_total}, law.box_rule))
        return None
    if returned <= compared:
        values: dict[str, findings.Value] = {
            "against": law.box_total,
            "compared": compared,
            "returned": returned,
            "missing": compared - returned,
        }
        notes.append(Finding(findings.RECONCILED, values, law.box_rule))
        return None
    exceeded = (findings.ELECTION_VOID_BALLOTS_EXCEED_VOTERS, findings.ELECTION_VOID_BALLOTS_EXCEED_ISSUED)[by_issued]
    notes.append(Finding(exceeded, {"returned": returned, ("signed", "issued")[by_issued]: compared}, law.box_rule))
    return exceeded


def _compare_counters(account: BallotAccount, notes: list[Finding]) -> None:
    """One voter one ballot: no more voters than ballots issued, no more ballots returned than either."""
    issued, signed, returned = account.issued, account.signed, account.returned
    if issued is None or signed is None or returned <= signed <= issued:
        return
    notes.append(Finding(findings.ACCOUNT_DIFFERS, {"issued": issued, "signed": signed, "returned": returned}))


def _breached(case: Case, law: CountingRules, notes: list[Finding]) -> Kind | None:
    """村民选举委员会、候选人的产生不合法，没有公开计票、当场公布，违反其他法定程序的: every one of them is said."""
    grounds = law.invalid_rule.value if law.invalid_rule else ()
    void: Kind | None = None
    for breach in case.breaches:
        kind = BREACH_NOT_JUDGED
        if isinstance(grounds, tuple) and breach in grounds:
            kind = COMMITTEE_UNLAWFUL if breach == "committee_unlawful" else BREACH
            void = void or kind
        values: dict[str, findings.Value] = {"breach": in_words(breach), "breach_en": in_words(breach, "en")}
        notes.append(Finding(kind, values, law.invalid_rule))
    return void


def participants_of(account: BallotAccount, law: CountingRules) -> int:
    """参加投票的人数: the ballots returned, invalid ones included, or the voters who signed, as the pack says."""
    if law.participants == "signed" and account.signed is not None:
        return account.signed
    return account.returned


def enough_took_part(case: Case, law: CountingRules, cast: int, notes: list[Finding]) -> bool:
    """有登记参加选举的村民过半数投票，选举有效; a runoff is tested only where the province says so."""
    share, rule = law.turnout, law.turnout_rule
    if case.round in ("runoff", "revote"):
        if case.round == "revote" or law.runoff_turnout is None or law.runoff_turnout_rule is None:
            return True
        share, rule = law.runoff_turnout, law.runoff_turnout_rule
    enough = share.met(cast, case.registered)
    kind = findings.TURNOUT_OK if enough else findings.ELECTION_INVALID_TURNOUT
    notes.append(Finding(kind, {"participants": cast, "registered": case.registered}, rule))
    return enough
