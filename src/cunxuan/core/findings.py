"""The one catalogue of findings: what the law says about people's facts, in one sentence each.

A finding is a value, never an exception. `block` stops the act it concerns, `warn` needs a person's eye, `note`
explains.
Letters of the codes: `L` the law itself, `R` roll, `T` timetable, `B` ballot papers, `C` count, `D` determination.
A code is never reused. Other modules of the core add their own with `define`.

Public: `Kind`, `Finding`, `CATALOGUE`, `define`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cunxuan.core.law import Rule

Severity = Literal["block", "warn", "note"]
Value = int | str | tuple[str, ...]

#: Words that stand inside a sentence and have to change with its language.
WORDS: dict[str, tuple[str, str]] = {
    "chair": ("主任", "chair"),
    "vice_chair": ("副主任", "vice-chair"),
    "member": ("委员", "member"),
    "decided_by_law": ("", ""),
    "decided_by_meeting": (
        "，由村民会议或者村民代表会议决定",
        ", as the villagers' or representatives' meeting decides",
    ),
    "issued": ("发出选票数", "ballots issued"),
    "voters": ("投票人数", "voters who signed"),
    "now": ("今", "now"),
    "over_vote": ("多选选票的认定", "over-voted ballots"),
    "count_down": ("票数下加", "counting votes down to a lower post"),
    "woman_seat": ("妇女名额的落实办法", "how the woman's seat is secured"),
    "same_person_two_posts": ("同一人选为两项职务的选票的认定", "ballots that choose one person for two posts"),
    "write_in_needs_mark": ("另选他人是否须划票", "whether a write-in needs a mark"),
    "committee_kin_keeps": ("亲属同时当选时的留任办法", "who stays when relatives are elected together"),
    "members_first": ("先选委员再从中选主任", "electing the members first and the chair from among them"),
    "no_second_round": ("不再投票、以得票多的当选", "letting most votes decide without a new vote"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """An entry of the catalogue: what a code means, how grave it is, and its sentence in both languages."""

    code: str
    reason: str
    severity: Severity
    zh: str
    en: str
    rests_on: tuple[str, ...] = ()  # parameters it can rest on; empty: the figures alone


class Finding(NamedTuple):
    """What the law says about one fact, with the figures it rests on and the article."""

    kind: Kind
    values: Mapping[str, Value] = MappingProxyType({})
    rule: Rule | None = None

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def reason(self) -> str:
        return self.kind.reason

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    @property
    def blocks(self) -> bool:
        return self.kind.severity == "block"

    @property
    def basis(self) -> str:
        """The article it rests on; empty where it is plain arithmetic."""
        return self.rule.basis if self.rule else ""

    @property
    def basis_en(self) -> str:
        return self.rule.basis_en if self.rule else ""

    @property
    def confirmed(self) -> bool:
        """Has the text it rests on been read? What is only remembered says so."""
        return self.rule.confirmed if self.rule else True

    @property
    def numbers(self) -> dict[str, int]:
        return {key: value for key, value in self.values.items() if isinstance(value, int)}

    @property
    def names(self) -> tuple[str, ...]:
        names = self.values.get("names", ())
        return names if isinstance(names, tuple) else ()

    @property
    def text(self) -> str:
        return self.sentence("zh")

    def sentence(self, lang: str = "zh") -> str:
        """The finding as one sentence."""
        template = self.kind.en if lang == "en" else self.kind.zh
        return template.format_map({key: spoken(value, lang) for key, value in self.values.items()})


def spoken(value: Value, lang: str) -> str:
    """A value as it stands inside a sentence."""
    if isinstance(value, tuple):
        return ", ".join(value) if lang == "en" else "、".join(value)
    if isinstance(value, str) and value in WORDS:
        return WORDS[value][lang == "en"]
    return f"{value:,}" if isinstance(value, int) else str(value)


CATALOGUE: dict[str, Kind] = {}


#: Findings of a step rest on the parameter that fixes its day; one of the law itself on the first it names.
STEP_DAY, THE_ONE_NAMED = ("@step",), ("@named",)


def define(code: str, reason: str, severity: Severity, zh: str, en: str, rests_on: tuple[str, ...] = ()) -> Kind:
    """Adds a finding to the catalogue; a code and a reason are given once and for ever."""
    assert code not in CATALOGUE, code
    assert all(kind.reason != reason for kind in CATALOGUE.values()), reason
    CATALOGUE[code] = Kind(code, reason, severity, zh, en, rests_on)
    return CATALOGUE[code]


# -- L: the law itself --------------------------------------------------------------------------------------------

PACK_NOT_IN_FORCE = define(
    "L01",
    "PACK_NOT_IN_FORCE",
    "warn",
    "规则包 {pack} 在 {day} 不在施行期内（{since} 至 {until}），仍按所指定的规则包计算。",
    "Pack {pack} was not in force on {day} (in force from {since} to {until}); it was applied because it was named.",
)
PROVINCE_OLDER_THAN_NATIONAL = define(
    "L02",
    "PROVINCE_OLDER_THAN_NATIONAL",
    "warn",
    "本省规定早于现行国家法律，下列各项以国家法律为准：{rules}。请县级主管部门确认。",
    "The province's rules are older than the national law in force, which prevails on: {rules_en}. "
    "The county confirms this.",
    rests_on=THE_ONE_NAMED,
)
PROVINCE_TEXT_NOT_HELD = define(
    "L03",
    "PROVINCE_TEXT_NOT_HELD",
    "note",
    "未收录本省在选举日施行的选举办法，按国家法律和民政部选举规程计算。请县级主管部门核对本省规定。",
    "The province's rules in force on polling day are not held; national law and the ministry's guidance are applied. "
    "The county checks the province's rules.",
)
COUNTY_NOT_OPEN = define(
    "L04",
    "COUNTY_NOT_OPEN",
    "warn",
    "下列各项由法律、法规规定，县级规则包不能另作规定，按法律、法规计算：{rules}。",
    "The law itself settles these points; the county's pack cannot set them and the law was applied: {rules_en}.",
    rests_on=THE_ONE_NAMED,
)
PACK_MAY_BE_AMENDED = define(
    "L05",
    "PACK_MAY_BE_AMENDED",
    "note",
    "规则包 {pack} 的法规只查到 {seen} 仍为最新，此后是否修改没有查到。请县级主管部门核对。",
    "The text of pack {pack} is known to have been the newest until {seen}; whether it was amended since is not known. "
    "The county checks it.",
)
PACK_PARTLY_READ = define(
    "L06",
    "PACK_PARTLY_READ",
    "note",
    "规则包 {pack} 的法规只读到一部分条文，没有读到的事项按国家法律和民政部选举规程计算。请县级主管部门核对。",
    "Only a part of the text of pack {pack} was read; for the rest national law and the ministry's guidance are "
    "applied. The county checks it.",
)
PACK_TAKEN_OVER = define(
    "L07",
    "PACK_TAKEN_OVER",
    "warn",
    "规则包 {pack} 的法规只读到一部分条文，其余沿用 {earlier} 的规定，标为未核对。请县级主管部门核对。",
    "Only a part of the text of pack {pack} was read; the rest is taken over from {earlier} and marked as not read. "
    "The county checks it.",
)

# -- D: determination ---------------------------------------------------------------------------------------------

ELECTION_INVALID_TURNOUT = define(
    "D01",
    "ELECTION_INVALID_TURNOUT",
    "block",
    "参加投票 {participants} 人，未超过登记参加选举的村民 {registered} 人的半数，选举无效。",
    "{participants} took part, not more than half of the {registered} registered; the election is invalid.",
    rests_on=("turnout", "runoff_turnout"),
)
TURNOUT_OK = define(
    "D02",
    "TURNOUT_OK",
    "note",
    "参加投票 {participants} 人，超过登记参加选举的村民 {registered} 人的半数，选举有效。",
    "{participants} took part, more than half of the {registered} registered; the election is valid.",
    rests_on=("turnout", "runoff_turnout"),
)
SECOND_ROUND = define(
    "D03",
    "SECOND_ROUND",
    "warn",
    "{post}应选 {seats} 名，当选 {elected} 名，不足的 {short} 名另行选举。",
    "{elected} of {seats} elected as {post}; the {short} missing are elected in a runoff.",
    rests_on=("runoff_days", "runoff_floor"),
)
REVOTE_TIED = define(
    "D04",
    "REVOTE_TIED",
    "warn",
    "{names} 均得 {votes} 票，{post}尚余 {seats} 名，不能确定当选人，应当就票数相等的人再次投票，以得票多的当选。",
    "{names} have {votes} votes each for {seats} remaining seat(s) of {post}; "
    "those tied are voted on again, most votes win.",
    rests_on=("tie", "win"),
)
BELOW_ONE_THIRD = define(
    "D05",
    "BELOW_ONE_THIRD",
    "warn",
    "{names} 得票少于已投选票总数 {cast} 张的三分之一（至少 {needs} 票），不能当选{post}。",
    "{names} have fewer than a third of the {cast} ballots cast (at least {needs}) and cannot be elected as {post}.",
    rests_on=("runoff_floor",),
)
ELECTION_VOID_BALLOTS_EXCEED_ISSUED = define(
    "D06",
    "ELECTION_VOID_BALLOTS_EXCEED_ISSUED",
    "block",
    "收回选票 {returned} 张，多于发出的 {issued} 张，选举无效，不得使用任何计票结果。",
    "{returned} ballots returned, more than the {issued} issued; the election is void and no tally may be used.",
    rests_on=("box_total",),
)
ELECTION_VOID_BALLOTS_EXCEED_VOTERS = define(
    "D07",
    "ELECTION_VOID_BALLOTS_EXCEED_VOTERS",
    "block",
    "收回选票 {returned} 张，多于投票人数 {signed} 人，选举无效，不得使用任何计票结果。",
    "{returned} ballots returned, more than the {signed} who voted; the election is void and no tally may be used.",
    rests_on=("box_total",),
)
RECONCILED = define(
    "D08",
    "RECONCILED",
    "note",
    "收回选票 {returned} 张，没有多于{against} {compared}，相差 {missing}。",
    "{returned} ballots returned, not more than the {compared} {against}; a difference of {missing}.",
    rests_on=("box_total",),
)
MAY_LEAVE_VACANT = define(
    "D09",
    "MAY_LEAVE_VACANT",
    "warn",
    "已选出 {elected} 人，不足的 {short} 个名额可以空缺{decided_by}。",
    "{elected} are elected; the {short} missing seat(s) may stay vacant{decided_by}.",
    rests_on=("vacancy_min_elected",),
)
MUST_CONTINUE = define(
    "D10",
    "MUST_CONTINUE",
    "warn",
    "已选出 {elected} 人，尚缺 {short} 名，不具备空缺的条件或者已决定不空缺，应当继续另行选举。",
    "{elected} are elected and {short} seat(s) missing; they may not, or are not to, stay vacant: the runoff goes on.",
    rests_on=("vacancy_min_elected", "runoff_floor"),
)
DISPLACED_BY_WOMAN_FIRST = define(
    "D11",
    "DISPLACED_BY_WOMAN_FIRST",
    "note",
    "主任、副主任当选人中没有妇女，得票过半数的妇女中得票最多的 {woman} 首先当选委员，{names} 因此未当选。",
    "No woman is elected chair or vice-chair, so {woman}, the woman with most votes over half, is elected member "
    "first; {names} therefore not.",
    rests_on=("woman_seat", "women_min"),
)
WOMAN_SEAT_RESERVED = define(
    "D12",
    "WOMAN_SEAT_RESERVED",
    "warn",
    "当选人中没有妇女，也没有妇女得票过半数，委员中保留一个名额另行选举妇女成员。",
    "No woman is elected and none has more than half; one member's seat is kept for a separate election of a woman.",
    rests_on=("woman_seat", "women_min"),
)
NO_WOMAN_ELECTED = define(
    "D13",
    "NO_WOMAN_ELECTED",
    "warn",
    "当选人中没有妇女，村民委员会成员中应当有妇女成员。",
    "No woman is elected; a villagers' committee shall have women among its members.",
    rests_on=("women_min",),
)
WOMAN_RULE_NOT_APPLIED = define(
    "D14",
    "WOMAN_RULE_NOT_APPLIED",
    "warn",
    "主任、副主任不在本次认定之内，或者没有填写性别，未保留妇女名额，请核对。",
    "The chair is not part of this case, or the sex of candidates is missing; no seat was kept for a woman. "
    "Please check.",
    rests_on=("woman_seat", "women_min"),
)
VOTES_EXCEED_PARTICIPANTS = define(
    "D15",
    "VOTES_EXCEED_PARTICIPANTS",
    "block",
    "{post}：{names} 得 {votes} 票，多于收回选票 {participants} 张，计票有误。",
    "{post}: {names} has {votes} votes, more than the {participants} ballots returned; the count is wrong.",
)
VOTES_EXCEED_CHOICES = define(
    "D16",
    "VOTES_EXCEED_CHOICES",
    "block",
    "{post}：得票合计 {votes} 票，多于 {participants} 张选票每张 {seats} 名的总和 {choices}，计票有误。",
    "{post}: {votes} votes in all, more than {participants} ballots of {seats} choice(s) allow ({choices}); "
    "the count is wrong.",
)
ELECTION_VOID_BALLOTS_EXCEED_ROLL = define(
    "D17",
    "ELECTION_VOID_BALLOTS_EXCEED_ROLL",
    "block",
    "收回选票 {returned} 张，多于登记参加选举的村民 {registered} 人，选举无效，不得使用任何计票结果。",
    "{returned} ballots returned, more than the {registered} registered; the election is void and no tally may be "
    "used.",
    rests_on=("turnout",),
)
RUNOFF_CANDIDATES_TIED = define(
    "D18",
    "RUNOFF_CANDIDATES_TIED",
    "note",
    "{names} 票数相等，一并列为{post}另行选举候选人。",
    "{names} have equal votes and all stand in the runoff for {post}.",
)
RUNOFF_TOO_FEW_CANDIDATES = define(
    "D19",
    "RUNOFF_TOO_FEW_CANDIDATES",
    "warn",
    "{post}另行选举应有候选人 {wanted} 名，第一次投票未当选的只有 {found} 名。",
    "The runoff for {post} wants {wanted} candidates; only {found} unelected persons are left from the first vote.",
    rests_on=("runoff_margin",),
)
ACTING_HEAD = define(
    "D20",
    "ACTING_HEAD",
    "note",
    "主任未选出，由副主任 {names} 主持工作。",
    "No chair is elected; vice-chair {names} presides over the work.",
    rests_on=("acting_head",),
)
ACTING_HEAD_BY_MEETING = define(
    "D21",
    "ACTING_HEAD_BY_MEETING",
    "note",
    "主任、副主任都未选出，由村民代表会议在当选的委员中推选一人主持工作。",
    "Neither chair nor vice-chair is elected; the representatives' meeting picks one elected member to preside.",
    rests_on=("acting_head",),
)
MEASURE_NOT_OPEN = define(
    "D22",
    "MEASURE_NOT_OPEN",
    "warn",
    "{measure}由法规规定，村选举办法不能另作规定，按法规计算。",
    "The law itself settles {measure}; the village's method cannot, so the law's rule was applied.",
    rests_on=(
        "over_vote",
        "count_down",
        "woman_seat",
        "same_person_two_posts",
        "write_in_needs_mark",
        "committee_kin_keeps",
        "chair_from_members",
        "runoff_by_meeting",
    ),
)
SEAT_AWAITS_REVOTE = define(
    "D23",
    "SEAT_AWAITS_REVOTE",
    "warn",
    "{post}有 {seats} 个名额待 {names} 再次投票后确定，届时连同已当选人重新认定。",
    "{seats} seat(s) of {post} wait for the new vote on {names}; determine again with those elected by then.",
    rests_on=("tie", "win"),
)
ELECTED_TO_HIGHER_POST = define(
    "D24",
    "ELECTED_TO_HIGHER_POST",
    "note",
    "{names} 已当选较高职务，不再参加{post}的当选认定。",
    "{names} is elected to a higher post and is left out for {post}.",
)
VOTES_MERGED = define(
    "D25",
    "VOTES_MERGED",
    "note",
    "{names} 未当选较高职务，其 {added} 票加入{post}得票，合计 {votes} 票。",
    "{names} is not elected to the higher post; the {added} votes are added for {post}, {votes} in all.",
)
BALLOTS_NOT_COMPARED = define(
    "D26",
    "BALLOTS_NOT_COMPARED",
    "warn",
    "没有填写{against}，未能核对收回选票是否多于该数。",
    "The number of {against} is missing, so the ballots returned were not compared with it.",
    rests_on=("box_total",),
)
ACCOUNT_DIFFERS = define(
    "D27",
    "ACCOUNT_DIFFERS",
    "warn",
    "发出选票 {issued} 张、投票 {signed} 人、收回选票 {returned} 张，三数不能同时成立，请核对。",
    "{issued} ballots issued, {signed} voters, {returned} ballots returned: these cannot all be right. Please check.",
)
FORGED_SET_ASIDE = define(
    "D28",
    "FORGED_SET_ASIDE",
    "note",
    "认定为伪造的选票 {forged} 张另行封存，不计入收回选票。",
    "{forged} ballots found to be forged are sealed apart and not counted as returned.",
    rests_on=("box_total",),
)
SEATS_OUT_OF_RANGE = define(
    "D29",
    "SEATS_OUT_OF_RANGE",
    "warn",
    "职数合计 {seats} 名，不在 {lowest} 至 {highest} 名之间。",
    "{seats} seats in all, not between {lowest} and {highest}.",
    rests_on=("seats_max",),
)
CANDIDATES_NOT_MORE_THAN_SEATS = define(
    "D30",
    "CANDIDATES_NOT_MORE_THAN_SEATS",
    "warn",
    "{post}候选人 {found} 名，没有多于应选名额 {seats} 名，不合差额选举的规定。",
    "{found} candidate(s) for {seats} seat(s) of {post}: there shall be more candidates than seats.",
    rests_on=("candidate_margin_member_min",),
)
WOMAN_LINE_MISSING = define(
    "D31",
    "WOMAN_LINE_MISSING",
    "warn",
    "选票应当单列妇女委员职位，所填各职位中没有妇女委员一项。",
    "The ballot shall list the woman member's seat by itself; no such contest is given.",
    rests_on=("woman_seat", "women_min"),
)
NOT_A_WOMAN = define(
    "D32",
    "NOT_A_WOMAN",
    "warn",
    "{names} 不是妇女，不能当选妇女委员。",
    "{names} is not a woman and cannot take the woman member's seat.",
    rests_on=("woman_seat", "women_min"),
)
MERGED_VOTES_EXCEED_BALLOTS = define(
    "D33",
    "MERGED_VOTES_EXCEED_BALLOTS",
    "warn",
    "{names} 下加后合计 {votes} 票，多于收回选票 {participants} 张，有选票在两项职务上都选了同一人，请核对。",
    "{names} has {votes} votes after counting down, more than the {participants} ballots: some name the person twice. "
    "Please check.",
)
ACTING_HEAD_MOST_VOTES = define(
    "D34",
    "ACTING_HEAD_MOST_VOTES",
    "note",
    "主任暂缺，由{names}中得票多的主持工作，得票相等的由村民会议或者村民代表会议确定。",
    "There is no chair; whoever of {names} has most votes presides, and a meeting decides between equals.",
    rests_on=("acting_head",),
)

# -- B: ballot papers ---------------------------------------------------------------------------------------------

OVER_VOTE = define(
    "B01",
    "OVER_VOTE",
    "note",
    "{count} 张选票{post}所选人数多于应选 {seats} 名。",
    "{count} ballot(s) choose more than {seats} for {post}.",
    rests_on=("over_vote",),
)
SAME_PERSON_TWO_POSTS = define(
    "B02",
    "SAME_PERSON_TWO_POSTS",
    "note",
    "{count} 张选票选举同一人（{names}）担任两项以上职务。",
    "{count} ballot(s) choose the same person ({names}) for two posts.",
    rests_on=("same_person_two_posts",),
)
UNREADABLE = define(
    "B03",
    "UNREADABLE",
    "note",
    "{count} 张选票不能辨认。",
    "{count} ballot(s) cannot be read.",
    rests_on=("unreadable",),
)
EXTRA_MARKS = define(
    "B04",
    "EXTRA_MARKS",
    "note",
    "{count} 张选票写有规定以外的文字或者符号。",
    "{count} ballot(s) bear writing or marks other than those provided for.",
    rests_on=("extra_marks",),
)
WRITE_IN_NOT_COUNTED = define(
    "B05",
    "WRITE_IN_NOT_COUNTED",
    "note",
    "{count} 张选票另写姓名 {names} 但没有划票，不计得票。",
    "{count} ballot(s) write in {names} without a mark, which is not a vote.",
    rests_on=("write_in_needs_mark",),
)
BALLOTS_DIFFER_FROM_RETURNED = define(
    "B06",
    "BALLOTS_DIFFER_FROM_RETURNED",
    "block",
    "逐类登记的选票合计 {counted} 张，与收回选票 {returned} 张不符。",
    "The ballots listed come to {counted}, not the {returned} returned.",
)

# -- T: timetable -------------------------------------------------------------------------------------------------

ROLL_TOO_LATE = define(
    "T01",
    "ROLL_TOO_LATE",
    "block",
    "选民名单于 {done} 公布，距选举日 {days} 天，少于 {wanted} 天；选举日最早为 {earliest}。",
    "The roll was published on {done}, {days} days before polling day, fewer than {wanted}; "
    "the earliest polling day is {earliest}.",
    rests_on=("roll_days_before",),
)
EXACTLY_20_DAYS = define(
    "T02",
    "EXACTLY_20_DAYS",
    "warn",
    "选民名单于 {done} 公布，恰为选举日前 {days} 天，没有余地。",
    "The roll was published on {done}, exactly {days} days before polling day, with no day to spare.",
    rests_on=("roll_days_before",),
)
CANDIDATES_TOO_LATE = define(
    "T03",
    "CANDIDATES_TOO_LATE",
    "block",
    "正式候选人名单于 {done} 公布，最迟应为 {latest}。",
    "The formal candidates were published on {done}; the latest day was {latest}.",
    rests_on=("candidates_days_before",),
)
STEP_TOO_LATE = define(
    "T04",
    "STEP_TOO_LATE",
    "block",
    "“{step}”于 {done} 办理，最迟应为 {latest}。",
    "“{step}” was done on {done}; the latest day was {latest}.",
    rests_on=STEP_DAY,
)
HANDOVER_OVERDUE = define(
    "T05",
    "HANDOVER_OVERDUE",
    "block",
    "工作移交应于 {latest} 前完成，至 {today} 仍未完成。",
    "The handover was due by {latest} and is not complete on {today}.",
    rests_on=("handover_days",),
)
OUT_OF_ORDER = define(
    "T06",
    "OUT_OF_ORDER",
    "block",
    "“{step}”于 {done} 办理，早于应先办的“{before}”（{before_done}）。",
    "“{step}” was done on {done}, before “{before}” ({before_done}), which comes first.",
    rests_on=STEP_DAY,
)
LATER_THAN_RECOMMENDED = define(
    "T07",
    "LATER_THAN_RECOMMENDED",
    "note",
    "“{step}”于 {done} 办理，晚于建议的 {recommended}，不违反规定。",
    "“{step}” was done on {done}, later than the recommended {recommended}; no rule is broken.",
)
STEP_OVERDUE = define(
    "T08",
    "STEP_OVERDUE",
    "block",
    "“{step}”最迟应于 {latest} 办理，至 {today} 仍未办理。",
    "“{step}” was due by {latest} and is not done on {today}.",
    rests_on=STEP_DAY,
)
DONE_AFTER_TODAY = define(
    "T09",
    "DONE_AFTER_TODAY",
    "warn",
    "“{step}”的办理日期 {done} 晚于今天 {today}，请核对。",
    "“{step}” is dated {done}, later than today, {today}. Please check.",
)
STEP_TOO_EARLY = define(
    "T10",
    "STEP_TOO_EARLY",
    "block",
    "“{step}”于 {done} 办理，最早应为 {earliest}。",
    "“{step}” was done on {done}; the earliest day is {earliest}.",
    rests_on=STEP_DAY,
)
