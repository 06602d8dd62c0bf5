"""The findings of a party election; see `core.findings` for what a finding is."""

from __future__ import annotations

from cunxuan.core.findings import WORDS, define

WORDS.update(
    {
        "secretary": ("书记", "secretary"),
        "deputy_secretary": ("副书记", "deputy secretary"),
        "due": ("应到会有选举权的人数", "the voters due"),
        "present": ("实到会有选举权的人数", "the voters present"),
    }
)

# -- the meeting --------------------------------------------------------------------------------------------------

PARTY_QUORUM_NOT_MET = define(
    "Y01",
    "PARTY_QUORUM_NOT_MET",
    "block",
    "应到会有选举权的 {due} 人，实到 {present} 人，没有达到 {needs} 人，会议无效，另行召开。",
    "{due} voters are due and {present} present, not the {needs} wanted; the meeting is not valid and is called again.",
    rests_on=("party_quorum",),
)
PARTY_QUORUM_MET = define(
    "Y02",
    "PARTY_QUORUM_MET",
    "note",
    "应到会有选举权的 {due} 人，实到 {present} 人，达到 {needs} 人，会议有效。",
    "{due} voters are due and {present} present, at least the {needs} wanted; the meeting is valid.",
    rests_on=("party_quorum",),
)
PARTY_DUE_RECKONED = define(
    "Y03",
    "PARTY_DUE_RECKONED",
    "note",
    "党员 {total} 人，其中没有选举权的 {without_vote} 人，经批准不计入的 {left_out} 人，应到会有选举权的 {due} 人。",
    "{total} members, {without_vote} of them without the vote and {left_out} left out with approval: {due} are due.",
    rests_on=("party_without_vote",),
)
PARTY_DUE_DIFFERS = define(
    "Y04",
    "PARTY_DUE_DIFFERS",
    "block",
    "填写的应到会人数为 {given} 人，按党员名册应为 {due} 人，请核对；本次按 {due} 人计算。",
    "The number due is given as {given}, but the roster makes it {due}; {due} was applied. Please check.",
    rests_on=("party_left_out",),
)
PARTY_LEFT_OUT_WITHOUT_GROUND = define(
    "Y05",
    "PARTY_LEFT_OUT_WITHOUT_GROUND",
    "warn",
    "{count} 名党员因“{ground}”没有计入，这不是可以不计入应到会人数的情形，仍应计入。",
    "{count} member(s) were left out for “{ground_en}”, which is no ground for it; they are due.",
    rests_on=("party_left_out",),
)
PARTY_LEFT_OUT_NOT_AGREED = define(
    "Y06",
    "PARTY_LEFT_OUT_NOT_AGREED",
    "warn",
    "{count} 名党员（{ground}）不计入应到会人数，没有经上级党组织同意并由党员大会通过，仍应计入。",
    "{count} member(s) ({ground_en}) were left out without the consent of the higher organisation and the adoption by "
    "the members' meeting; they are due.",
    rests_on=("party_left_out_needs",),
)
PARTY_PRESENT_EXCEEDS_DUE = define(
    "Y07",
    "PARTY_PRESENT_EXCEEDS_DUE",
    "block",
    "实到 {present} 人，多于应到会有选举权的 {due} 人，请核对。",
    "{present} are present, more than the {due} who are due. Please check.",
    rests_on=("party_quorum",),
)
PARTY_COMMITTEE_DIFFERS = define(
    "Y08",
    "PARTY_COMMITTEE_DIFFERS",
    "warn",
    "书记、副书记由新选出的委员会选举，应到会 {due} 人与已选出的委员 {elected} 人不符，请核对。",
    "The new committee elects the secretary and deputy; {due} are given as due, but {elected} were elected to it. "
    "Please check.",
    rests_on=("party_secretary_elected_by",),
)
PARTY_SECRETARY_BY_MEETING = define(
    "Y09",
    "PARTY_SECRETARY_BY_MEETING",
    "warn",
    "书记、副书记一般由新选出的委员会选举；与委员一起由党员大会直接选举的，应当有上级党组织的批复。",
    "The new committee usually elects the secretary and deputy; where the members' meeting elects them with the "
    "committee, the higher organisation has to have approved it.",
    rests_on=("party_secretary_elected_by",),
)
PARTY_VOTE_DELEGATED = define(
    "Y10",
    "PARTY_VOTE_DELEGATED",
    "block",
    "{count} 张选票是代未到会的党员投的；未到会的党员不得委托他人代为投票。",
    "{count} ballot(s) were cast for absent members; the absent may not delegate their vote.",
    rests_on=("party_absent_may_delegate",),
)

# -- the box ------------------------------------------------------------------------------------------------------

PARTY_VOID_BALLOTS_EXCEED_ISSUED = define(
    "Y11",
    "PARTY_VOID_BALLOTS_EXCEED_ISSUED",
    "block",
    "收回选票 {returned} 张，多于发出的 {compared} 张，选举无效，应当重新选举。",
    "{returned} ballots returned, more than the {compared} issued; the election is void and is held again.",
    rests_on=("party_box_total",),
)
PARTY_VOID_BALLOTS_EXCEED_VOTERS = define(
    "Y12",
    "PARTY_VOID_BALLOTS_EXCEED_VOTERS",
    "block",
    "收回选票 {returned} 张，多于投票人数 {compared} 人，选举无效，应当重新选举。",
    "{returned} ballots returned, more than the {compared} who voted; the election is void and is held again.",
    rests_on=("party_box_total",),
)
PARTY_RECONCILED = define(
    "Y13",
    "PARTY_RECONCILED",
    "note",
    "收回选票 {returned} 张，没有多于{against} {compared}，其中无效 {invalid} 张，有效 {valid} 张。",
    "{returned} ballots returned, not more than the {compared} {against}; {invalid} are invalid, {valid} valid.",
    rests_on=("party_box_total",),
)
PARTY_BALLOTS_NOT_COMPARED = define(
    "Y14",
    "PARTY_BALLOTS_NOT_COMPARED",
    "warn",
    "没有填写{against}，未能核对收回选票是否多于该数。",
    "The number of {against} is missing, so the ballots returned were not compared with it.",
    rests_on=("party_box_total",),
)

# -- the figures --------------------------------------------------------------------------------------------------

PARTY_MARKS_DIFFER = define(
    "Y15",
    "PARTY_MARKS_DIFFER",
    "block",
    "{post}候选人 {names}：赞成、不赞成、弃权合计 {marks} 票，与有效选票 {valid} 张不符，计票有误。",
    "{post}, candidate {names}: approvals, disapprovals and abstentions come to {marks}, not to the {valid} valid "
    "ballots; the count is wrong.",
    rests_on=("party_choices",),
)
PARTY_APPROVALS_EXCEED_CHOICES = define(
    "Y16",
    "PARTY_APPROVALS_EXCEED_CHOICES",
    "block",
    "{post}：赞成票合计 {votes} 票，多于 {valid} 张有效选票每张 {seats} 名的总和 {choices}，计票有误。",
    "{post}: {votes} approvals in all, more than {valid} valid ballots of {seats} choice(s) allow ({choices}); "
    "the count is wrong.",
    rests_on=("party_over_vote",),
)
PARTY_WRITE_INS_EXCEED_AGAINST = define(
    "Y17",
    "PARTY_WRITE_INS_EXCEED_AGAINST",
    "block",
    "{post}：另选 {names} {votes} 票，不赞成票合计只有 {against} 票；投不赞成票的才可以另选他人，计票有误。",
    "{post}: {names} was written in {votes} times, but there are only {against} disapprovals; only who disapproves may "
    "write in another. The count is wrong.",
    rests_on=("party_write_in",),
)
PARTY_MARGIN_TOO_SMALL = define(
    "Y18",
    "PARTY_MARGIN_TOO_SMALL",
    "warn",
    "{post}应选 {seats} 名，候选人 {found} 名，按规定的差额至少应有 {wanted} 名。",
    "{found} candidate(s) for {seats} seat(s) of {post}; the margin wants at least {wanted}.",
    rests_on=("party_margin",),
)

# -- the ballot papers --------------------------------------------------------------------------------------------

PARTY_OVER_VOTE = define(
    "Y19",
    "PARTY_OVER_VOTE",
    "note",
    "{count} 张选票{post}所选人数多于应选 {seats} 名，选票无效。",
    "{count} ballot(s) choose more than {seats} for {post} and are invalid.",
    rests_on=("party_over_vote",),
)
PARTY_WRITE_IN_NOT_COUNTED = define(
    "Y20",
    "PARTY_WRITE_IN_NOT_COUNTED",
    "note",
    "{count} 张选票没有对任何候选人投不赞成票而另写 {names}，另选不计票。",
    "{count} ballot(s) write in {names} without disapproving of any candidate; the write-in is not counted.",
    rests_on=("party_write_in",),
)
PARTY_MARKED_BALLOT_VOID = define(
    "Y21",
    "PARTY_MARKED_BALLOT_VOID",
    "note",
    "{count} 张选票编了号或者作了记号，选票无效。",
    "{count} ballot(s) bear a number or a sign and are invalid.",
    rests_on=("party_marked_ballot",),
)
PARTY_MARKED_BALLOT_COUNTED = define(
    "Y22",
    "PARTY_MARKED_BALLOT_COUNTED",
    "warn",
    "{count} 张选票编了号或者作了记号，没有读到作废的条文，按有效计算；请按批准的选举办法认定。",
    "{count} ballot(s) bear a number or a sign; no article that voids them was read and they are counted. "
    "The approved method of the election decides.",
)
PARTY_BALLOTS_DIFFER_FROM_RETURNED = define(
    "Y23",
    "PARTY_BALLOTS_DIFFER_FROM_RETURNED",
    "block",
    "逐类登记的选票合计 {counted} 张，与收回选票 {returned} 张不符。",
    "The ballots listed come to {counted}, not the {returned} returned.",
)

# -- who is elected -----------------------------------------------------------------------------------------------

PARTY_REVOTE_TIED = define(
    "Y24",
    "PARTY_REVOTE_TIED",
    "warn",
    "{names} 均得赞成 {votes} 票，{post}尚余 {seats} 名，不能确定当选人，应当就票数相等的人再次投票，以得票多的当选。",
    "{names} have {votes} approvals each for {seats} remaining seat(s) of {post}; those tied are voted on again, most "
    "votes win.",
    rests_on=("party_tie",),
)
PARTY_SEPARATE_ELECTION = define(
    "Y25",
    "PARTY_SEPARATE_ELECTION",
    "warn",
    "{post}应选 {seats} 名，当选 {elected} 名，不足的 {short} 名另行选举。",
    "{elected} of {seats} are elected as {post}; the {short} missing are elected separately.",
    rests_on=("party_shortage",),
)
PARTY_FEWER_SEATS_AGREED = define(
    "Y26",
    "PARTY_FEWER_SEATS_AGREED",
    "note",
    "实到会选举人 {present} 人中 {consent} 人同意，达到 {needs} 人，接近应选名额的可以减少 {short} 名，不再选举。",
    "{consent} of the {present} voters present agree, at least the {needs} wanted; near the full number, {short} "
    "seat(s) may be given up.",
    rests_on=("party_fewer_seats_consent",),
)
PARTY_FEWER_SEATS_NOT_AGREED = define(
    "Y27",
    "PARTY_FEWER_SEATS_NOT_AGREED",
    "warn",
    "实到会选举人 {present} 人中只有 {consent} 人同意减少名额，没有达到 {needs} 人，不足的名额另行选举。",
    "Only {consent} of the {present} voters present agree to fewer seats, not the {needs} wanted; the missing seats "
    "are elected separately.",
    rests_on=("party_fewer_seats_consent",),
)
PARTY_BASE_BY_METHOD = define(
    "Y28",
    "PARTY_BASE_BY_METHOD",
    "note",
    "按批准的选举办法，当选所需赞成票以{base}计算。",
    "By the approved method, the approvals that elect are reckoned on {base}.",
    rests_on=("party_win_base",),
)
PARTY_BASE_DECIDES = define(
    "Y29",
    "PARTY_BASE_DECIDES",
    "warn",
    "当选所需赞成票以哪个人数为准，条文没有读到，各处说法不一；这里以{base}计算，改以{other}计算，"
    "{names} 的结果就不同。请按上级党组织批准的选举办法确定。",
    "Which number the approvals are reckoned on was not read and sources disagree. {base} was taken; with {other} it "
    "would be different for {names}. The method that the higher organisation approved decides.",
    rests_on=("party_win_base_disputed",),
)
PARTY_SEAT_AWAITS_REVOTE = define(
    "Y30",
    "PARTY_SEAT_AWAITS_REVOTE",
    "warn",
    "{post}有 {seats} 个名额待 {names} 再次投票后确定，届时连同已当选人重新认定。",
    "{seats} seat(s) of {post} wait for the new vote on {names}; determine again with those elected by then.",
    rests_on=("party_tie",),
)

# -- recommendation -----------------------------------------------------------------------------------------------

PARTY_RECOMMENDED = define(
    "Y31",
    "PARTY_RECOMMENDED",
    "note",
    "按推荐票多少，{names} 进入下一步考察。推荐需要多少票，条例没有规定。",
    "By the recommendations they have, {names} go on to the review. How many are needed the regulations do not say.",
)
PARTY_RECOMMENDATION_TIED = define(
    "Y32",
    "PARTY_RECOMMENDATION_TIED",
    "warn",
    "{names} 推荐票相等，都列入推荐人选，由乡镇党委审定。",
    "{names} have equal recommendations; all are put forward and the township's party committee settles it.",
)
PARTY_TRUSTED = define(
    "Y33",
    "PARTY_TRUSTED",
    "note",
    "参加投票 {took_part} 人，{names} 得信任票达到 {needs} 票。",
    "{took_part} took part; {names} reached the {needs} votes of confidence wanted.",
    rests_on=("party_confidence",),
)
PARTY_NOT_TRUSTED = define(
    "Y34",
    "PARTY_NOT_TRUSTED",
    "block",
    "参加投票 {took_part} 人，{names} 得信任票没有达到 {needs} 票，不能作为推荐人选。",
    "{took_part} took part; {names} did not reach the {needs} votes of confidence wanted and cannot be put forward.",
    rests_on=("party_confidence",),
)
PARTY_RECOMMENDATIONS_EXCEED_VOTERS = define(
    "Y35",
    "PARTY_RECOMMENDATIONS_EXCEED_VOTERS",
    "block",
    "{names} 得 {votes} 票，多于参加投票的 {took_part} 人，计票有误。",
    "{names} has {votes} votes, more than the {took_part} who took part; the count is wrong.",
)
PARTY_MARGIN_KEPT = define(
    "Y36",
    "PARTY_MARGIN_KEPT",
    "note",
    "应选 {seats} 名，候选人至少 {wanted} 名。",
    "For {seats} seat(s) there are at least {wanted} candidates.",
    rests_on=("party_margin",),
)
PARTY_FEWER_SEATS_NOT_FOUND = define(
    "Y37",
    "PARTY_FEWER_SEATS_NOT_FOUND",
    "warn",
    "这一版条例中没有读到可以减少名额的规定，不足的 {short} 名另行选举。",
    "No provision for fewer seats was read in this edition; the {short} missing are elected separately.",
)
PARTY_CANDIDATES_TOO_FEW = define(
    "Y38",
    "PARTY_CANDIDATES_TOO_FEW",
    "block",
    "应选 {seats} 名，候选人 {found} 名，按规定的差额至少应有 {wanted} 名。",
    "{found} candidate(s) for {seats} seat(s); the margin wants at least {wanted}.",
    rests_on=("party_margin",),
)
