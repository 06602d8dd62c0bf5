"""The findings of a recall, X01 and following; see `core.findings` for what a finding is."""

from __future__ import annotations

from cunxuan.core.findings import WORDS, define

WORDS.update(
    {
        "recall_voters": ("有选举权的村民", "villagers with the right to vote"),
        "recall_representatives": ("村民代表", "representatives"),
    }
)

# -- the demand ---------------------------------------------------------------------------------------------------

RECALL_PETITION_OK = define(
    "X01",
    "RECALL_PETITION_OK",
    "note",
    "本村{of} {whole} 人中 {signed} 人联名，达到 {needs} 人，可以提出罢免要求。",
    "{signed} of the {whole} {of} signed, at least the {needs} wanted; a recall may be demanded.",
    rests_on=("recall_petition_voters", "recall_petition_representatives"),
)
RECALL_PETITION_TOO_FEW = define(
    "X02",
    "RECALL_PETITION_TOO_FEW",
    "block",
    "本村{of} {whole} 人中 {signed} 人联名，没有达到 {needs} 人，不能提出罢免要求。",
    "{signed} of the {whole} {of} signed, not the {needs} wanted; a recall cannot be demanded.",
    rests_on=("recall_petition_voters", "recall_petition_representatives"),
)
RECALL_PETITION_OTHER_TOO_FEW = define(
    "X03",
    "RECALL_PETITION_OTHER_TOO_FEW",
    "note",
    "本村{of} {whole} 人中 {signed} 人联名，没有达到 {needs} 人，但另一方的联名人数已经足够。",
    "{signed} of the {whole} {of} signed, not the {needs} wanted; but enough of the others did.",
    rests_on=("recall_petition_voters", "recall_petition_representatives"),
)
RECALL_WITHOUT_REASONS = define(
    "X04",
    "RECALL_WITHOUT_REASONS",
    "block",
    "提出罢免没有说明理由。",
    "No reasons are given for the recall.",
    rests_on=("recall_reasons",),
)
RECALL_BY_TOWNSHIP = define(
    "X05",
    "RECALL_BY_TOWNSHIP",
    "note",
    "罢免由乡镇提出建议，不需要村民或者村民代表联名。",
    "The township proposes the recall; no signatures are needed.",
    rests_on=("recall_by_township",),
)
RECALL_NOT_BY_TOWNSHIP = define(
    "X06",
    "RECALL_NOT_BY_TOWNSHIP",
    "block",
    "本地规定没有乡镇提出罢免的程序，应当由村民或者村民代表联名提出。",
    "The rules of this place know no recall proposed by the township; villagers or representatives demand it.",
    rests_on=("recall_petition_voters", "recall_by_township"),
)
RECALL_BARRED = define(
    "X07",
    "RECALL_BARRED",
    "block",
    "对同一人的罢免于 {failed_on} 未获通过，至 {until} 止不得再提出。",
    "A recall of the same person failed on {failed_on}; until {until} it may not be demanded again.",
    rests_on=("recall_bar_months",),
)
RECALL_BARRED_SAME_FACTS = define(
    "X08",
    "RECALL_BARRED_SAME_FACTS",
    "block",
    "对同一人的罢免于 {failed_on} 未获通过，以同一事实和理由再次提出的，不再处理。",
    "A recall of the same person failed on {failed_on}; it is not taken up again on the same facts.",
    rests_on=("recall_bar", "recall_bar_months"),
)
RECALL_SAME_FACTS_UNKNOWN = define(
    "X09",
    "RECALL_SAME_FACTS_UNKNOWN",
    "warn",
    "对同一人的罢免于 {failed_on} 未获通过，没有填写这次是否同一事实和理由；如果是，不再处理。",
    "A recall of the same person failed on {failed_on}, and whether the facts are the same is not said; if they are, "
    "it is not taken up.",
    rests_on=("recall_bar", "recall_bar_months"),
)
RECALL_NO_BAR = define(
    "X10",
    "RECALL_NO_BAR",
    "note",
    "对同一人的罢免于 {failed_on} 未获通过，所依据的规定不因此禁止再次提出。",
    "A recall of the same person failed on {failed_on}; the rules applied do not bar a new demand for it.",
)
RECALL_DEFENCE = define(
    "X11",
    "RECALL_DEFENCE",
    "note",
    "被提出罢免的人有权提出申辩意见，表决前应当听取。",
    "The person has the right to answer, and is heard before the vote.",
    rests_on=("recall_defence",),
)
RECALL_NOT_HEARD = define(
    "X12",
    "RECALL_NOT_HEARD",
    "warn",
    "被提出罢免的人没有得到申辩的机会，应当听取后再表决。",
    "The person was given no chance to answer; he is heard before the vote.",
    rests_on=("recall_defence",),
)

# -- when the vote is held ----------------------------------------------------------------------------------------

RECALL_VOTE_DUE = define(
    "X13",
    "RECALL_VOTE_DUE",
    "note",
    "罢免要求于 {received} 收到，最迟于 {latest} 投票表决。",
    "The demand was received on {received}; the vote is held by {latest}.",
    rests_on=("recall_vote_days", "recall_vote_months"),
)
RECALL_VOTE_OVERDUE = define(
    "X14",
    "RECALL_VOTE_OVERDUE",
    "block",
    "罢免最迟应于 {latest} 投票表决，至 {today} 仍未表决。",
    "The vote was due by {latest} and is not held on {today}.",
    rests_on=("recall_vote_days", "recall_vote_months"),
)
RECALL_TOWNSHIP_STEPS_IN = define(
    "X15",
    "RECALL_TOWNSHIP_STEPS_IN",
    "warn",
    "逾期没有表决的，由乡镇在 {latest} 前组织投票。",
    "What was not voted on in time the township puts to the vote by {latest}.",
    rests_on=("recall_township_days",),
)
RECALL_VOTE_LATE = define(
    "X16",
    "RECALL_VOTE_LATE",
    "warn",
    "罢免最迟应于 {latest} 投票表决，实际于 {held} 表决。",
    "The vote was due by {latest} and was held on {held}.",
    rests_on=("recall_vote_days", "recall_vote_months"),
)
RECALL_NOTICE_TOO_SHORT = define(
    "X17",
    "RECALL_NOTICE_TOO_SHORT",
    "block",
    "罢免投票应当提前公告，最迟于 {latest} 公告，实际于 {notice_on} 公告。",
    "The vote is announced by {latest}; it was announced on {notice_on}.",
    rests_on=("recall_notice_days",),
)

# -- the vote -----------------------------------------------------------------------------------------------------

RECALL_PROXIES_FORBIDDEN = define(
    "X18",
    "RECALL_PROXIES_FORBIDDEN",
    "block",
    "罢免投票不得委托，有 {count} 张选票是委托投的。",
    "There are no proxies in a recall; {count} ballot(s) were cast by proxy.",
    rests_on=("recall_proxies",),
)
RECALL_MOBILE_BOXES_FORBIDDEN = define(
    "X19",
    "RECALL_MOBILE_BOXES_FORBIDDEN",
    "block",
    "罢免投票不得设流动票箱，使用了 {count} 个。",
    "There are no mobile boxes in a recall; {count} were used.",
    rests_on=("recall_mobile_boxes",),
)
RECALL_TURNOUT_OK = define(
    "X20",
    "RECALL_TURNOUT_OK",
    "note",
    "参加投票 {participants} 人，登记参加选举的村民 {registered} 人，达到 {needs} 人，罢免投票有效。",
    "{participants} of the {registered} registered took part, at least the {needs} wanted; the recall vote is valid.",
    rests_on=("recall_turnout",),
)
RECALL_INVALID_TURNOUT = define(
    "X21",
    "RECALL_INVALID_TURNOUT",
    "block",
    "参加投票 {participants} 人，登记参加选举的村民 {registered} 人，没有达到 {needs} 人，罢免投票无效，没有人被罢免。",
    "{participants} of the {registered} registered took part, not the {needs} wanted; the recall vote is invalid and "
    "nobody is recalled.",
    rests_on=("recall_turnout",),
)
RECALL_VOTES_EXCEED_BALLOTS = define(
    "X22",
    "RECALL_VOTES_EXCEED_BALLOTS",
    "block",
    "{names}：赞成罢免 {yes} 票、反对 {no} 票，合计多于收回选票 {returned} 张，计票有误。",
    "{names}: {yes} for the recall and {no} against are more than the {returned} ballots returned; the count is wrong.",
)
RECALLED = define(
    "X23",
    "RECALLED",
    "note",
    "{names} 赞成罢免 {yes} 票，达到 {needs} 票，罢免通过，不再担任{post}。",
    "{names}: {yes} for the recall, at least the {needs} wanted; it is carried and the post of {post} is lost.",
    rests_on=("recall_win",),
)
RECALL_FAILED = define(
    "X24",
    "RECALL_FAILED",
    "note",
    "{names} 赞成罢免 {yes} 票，没有达到 {needs} 票，罢免未获通过，继续任{post}。",
    "{names}: {yes} for the recall, not the {needs} wanted; it failed and the post of {post} is kept.",
    rests_on=("recall_win",),
)
RECALL_BAR_BEGINS = define(
    "X25",
    "RECALL_BAR_BEGINS",
    "note",
    "{names} 的罢免未获通过，至 {until} 止不得再提出。",
    "The recall of {names} failed; until {until} it may not be demanded again.",
    rests_on=("recall_bar_months",),
)
RECALL_BAR_BEGINS_SAME_FACTS = define(
    "X26",
    "RECALL_BAR_BEGINS_SAME_FACTS",
    "note",
    "{names} 的罢免未获通过，以同一事实和理由再次提出的，不再处理。",
    "The recall of {names} failed; on the same facts it is not taken up again.",
    rests_on=("recall_bar", "recall_bar_months"),
)
RECALL_LEAVES_VACANCY = define(
    "X27",
    "RECALL_LEAVES_VACANCY",
    "note",
    "{names} 被罢免后出缺 {seats} 名，可以补选。",
    "The recall of {names} leaves {seats} seat(s) vacant, which may be filled by election.",
    rests_on=("by_election_optional",),
)
