"""What is said about who may take part and who is registered (R01 to R32, R72), and what is to be done about it."""

from __future__ import annotations

from cunxuan.core.findings import define

AGE, LIST, LEFT_OFF = ("voting_age",), ("residence_years",), ("left_off_roll",)

ELIGIBLE = define(
    "R01",
    "ELIGIBLE",
    "note",
    "选举日 {day} 年满 {age} 周岁，没有被剥夺政治权利，有选举权和被选举权。",
    "Aged {age} on polling day, {day}, and not deprived of political rights: has the right to vote.",
    rests_on=AGE,
)
UNDER_18 = define(
    "R02",
    "UNDER_18",
    "block",
    "到选举日 {day} 未满 {age} 周岁（{of_age_on} 满），没有选举权。",
    "Not {age} on polling day, {day} (only on {of_age_on}): no right to vote.",
    rests_on=AGE,
)
DEPRIVED = define(
    "R03",
    "DEPRIVED_OF_POLITICAL_RIGHTS",
    "block",
    "依法被剥夺政治权利，在此期间没有选举权。",
    "Deprived of political rights by law: no right to vote meanwhile.",
    rests_on=AGE,
)
OF_AGE_ON_POLLING_DAY = define(
    "R04",
    "OF_AGE_ON_POLLING_DAY",
    "note",
    "恰在选举日 {day} 年满 {age} 周岁，年龄计算到选举日，当日满的有选举权。",
    "Turns {age} on polling day itself, {day}; age is reckoned on polling day, and that day suffices.",
    rests_on=("age_on_polling_day", "voting_age"),
)
NO_GROUND_AGAINST_VOTING = define(
    "R05",
    "NO_GROUND_AGAINST_VOTING",
    "note",
    "{facts}不是剥夺选举权的理由，仍可以登记参加选举；能否作为候选人另行审查。",
    "{facts_en}: no ground to take the vote away. Whether such a person may stand is another question.",
    rests_on=AGE,
)
REGISTERED_ELSEWHERE = define(
    "R06",
    "REGISTERED_ELSEWHERE",
    "block",
    "已在{village}登记参加选举，不得再参加本村的选举。",
    "Already registered in {village}, and may not take part in another village's election.",
    rests_on=("one_village_only",),
)
HUKOU_AND_HOME_HERE = define(
    "R07", "HUKOU_AND_HOME_HERE", "note", "户籍在本村，并且在本村居住。", "Hukou here, and living here.", rests_on=LIST
)
AWAY_AND_STATED = define(
    "R08",
    "AWAY_AND_STATED",
    "note",
    "户籍在本村，不在本村居住，本人表示参加选举。",
    "Hukou here, living elsewhere, and has stated to take part.",
    rests_on=LIST,
)
AWAY_NOT_STATED = define(
    "R09",
    "AWAY_NOT_STATED",
    "block",
    "户籍在本村，不在本村居住，没有表示是否参加选举，不列入名单，也不计入登记总数；请联系本人并记录答复。",
    "Hukou here, living elsewhere, and has said nothing: not on the roll and not in its number. "
    "Contact the person and record the answer.",
    rests_on=LIST,
)
WILL_NOT_TAKE_PART = define(
    "R10",
    "WILL_NOT_TAKE_PART",
    "block",
    "户籍在本村，不在本村居住，本人表示不参加选举。",
    "Hukou here, living elsewhere, and has stated not to take part.",
    rests_on=LIST,
)
RESIDENT_OF_A_YEAR = define(
    "R11",
    "RESIDENT_OF_A_YEAR",
    "note",
    "户籍不在本村，至 {day} 在本村居住满 {years} 年（法规没有规定计算到哪一天，按登记日，未给出的按选举日计算）。",
    "Hukou elsewhere; has lived here for {years} year(s) on {day} (the law names no day; reckoned on the day of "
    "registration, or else on polling day).",
    rests_on=LIST,
)
WORKER_OF_A_YEAR = define(
    "R12",
    "WORKER_OF_A_YEAR",
    "note",
    "户籍不在本村，至 {day} 在本村从事村务工作满 {years} 年。",
    "Hukou elsewhere; has worked on village affairs here for {years} year(s) on {day}.",
    rests_on=("work_in_village_counts",),
)
OF_A_NAMED_GROUP = define(
    "R13",
    "OF_A_NAMED_GROUP",
    "note",
    "户籍不在本村，属于本地法规规定可以登记的人员：{group}。",
    "Hukou elsewhere; of a group that the province's text lets register: {group_en}.",
    rests_on=("extra_registered",),
)
GROUP_WITHOUT_VOTE = define(
    "R14",
    "GROUP_WITHOUT_VOTE",
    "warn",
    "登记{group}是否还须本人申请和会议同意，请对照条文；目前没有申请或者会议同意的记录。",
    "Check in the article whether {group_en} also need an application and a meeting's consent; "
    "one of them is not recorded.",
    rests_on=("extra_registered",),
)
RESIDENCE_LT_1Y = define(
    "R15",
    "RESIDENCE_LT_1Y",
    "block",
    "户籍不在本村，至 {day} 没有居住满 {years} 年的记录（已记录居住 {lived} 天）。",
    "Hukou elsewhere, and no record of {years} year(s) of residence on {day} ({lived} days are recorded).",
    rests_on=LIST,
)
RESIDENCE_AND_WORK_LT_1Y = define(
    "R16",
    "RESIDENCE_AND_WORK_LT_1Y",
    "block",
    "户籍不在本村，至 {day} 没有居住或者从事村务工作满 {years} 年的记录（居住 {lived} 天，村务工作 {worked} 天）。",
    "Hukou elsewhere, and no record of {years} year(s) of residence or village work on {day} ({lived} days of "
    "residence, {worked} of work).",
    rests_on=("work_in_village_counts",),
)
RESIDENCE_BROKEN = define(
    "R17",
    "RESIDENCE_BROKEN",
    "block",
    "至 {day} 在本村居住不是连续满 {years} 年。",
    "The {years} year(s) of residence up to {day} are not continuous.",
    rests_on=("residence_continuous",),
)
TALENT_LT_1Y = define(
    "R18",
    "TALENT_LT_1Y",
    "block",
    "到村工作的人才，至 {day} 不满 {years} 年（{days} 天）。",
    "Recruited talent, here for less than {years} year(s) on {day} ({days} days).",
    rests_on=("recruited_talent_years",),
)
NOT_APPLIED = define(
    "R19",
    "NOT_APPLIED",
    "block",
    "户籍不在本村，本人没有申请参加选举。",
    "Hukou elsewhere, and has not applied to take part.",
    rests_on=LIST,
)
APPLICATION_NOT_IN_WRITING = define(
    "R20",
    "APPLICATION_NOT_IN_WRITING",
    "block",
    "参加选举的申请应当用书面提出。",
    "The application to take part has to be in writing.",
    rests_on=("application_in_writing",),
)
MEETING_NOT_ASKED = define(
    "R21",
    "MEETING_NOT_ASKED",
    "block",
    "没有村民会议或者村民代表会议同意其参加选举的决定。",
    "No decision of the villagers' or representatives' meeting agrees to it.",
    rests_on=LIST,
)
MEETING_DECLINED = define(
    "R22",
    "MEETING_DECLINED",
    "block",
    "村民会议或者村民代表会议不同意其参加选举。",
    "The villagers' or representatives' meeting did not agree.",
    rests_on=LIST,
)
HOME_CERTIFICATE_MISSING = define(
    "R23",
    "HOME_CERTIFICATE_MISSING",
    "block",
    "缺少户籍所在地未登记参加选举的证明。",
    "The certificate that the person is not registered at the place of hukou is missing.",
    rests_on=("residence_certificate",),
)
DUTIES_NOT_DONE = define(
    "R24",
    "DUTIES_NOT_DONE",
    "block",
    "没有在本村履行村民义务的记录。",
    "There is no record that the person does a villager's duties here.",
    rests_on=("villagers_duties_done",),
)
REFUSED_IN_WRITING = define(
    "R25",
    "REFUSED_IN_WRITING",
    "block",
    "经告知后书面表示不参加选举，不列入名单。",
    "Was told of the election and stated in writing not to take part: left off the roll.",
    rests_on=("written_refusal_left_off",),
)
UNREACHABLE_LEFT_OFF = define(
    "R26",
    "UNREACHABLE",
    "block",
    "不在本村居住，经通知无法取得联系，不列入名单。",
    "Lives elsewhere and could not be reached: left off the roll.",
    rests_on=LEFT_OFF,
)
TOLD_AND_SILENT = define(
    "R27",
    "TOLD_AND_SILENT",
    "block",
    "不在本村居住，告知后在规定时间内没有表示，不列入名单。",
    "Lives elsewhere, was told, and said nothing within the time set: left off the roll.",
    rests_on=LEFT_OFF,
)
NOT_RETURNING_NO_PROXY = define(
    "R28",
    "NOT_RETURNING_WITHOUT_PROXY",
    "block",
    "选举期间不能回村，又没有书面委托他人投票，不列入名单。",
    "Does not come back for the election and has given no written proxy: left off the roll.",
    rests_on=LEFT_OFF,
)
LONG_AWAY_UNREGISTERED = define(
    "R29",
    "LONG_AWAY_UNREGISTERED",
    "block",
    "自 {since} 外出已满 {years} 年，没有登记，也没有委托他人，不列入名单。",
    "Away since {since}, {years} years or more, unregistered and without a proxy: left off the roll.",
    rests_on=("left_off_away_years",),
)
INCAPABLE_LEFT_OFF = define(
    "R30",
    "INCAPABLE",
    "block",
    "不能行使选举权利，不列入名单。",
    "Unable to exercise the right to vote: left off the roll.",
    rests_on=LEFT_OFF,
)
INCAPACITY_NOT_PROVED = define(
    "R31",
    "INCAPACITY_NOT_PROVED",
    "warn",
    "称其不能行使选举权利，但没有监护人或者医院的证明，仍应列入名单。",
    "Said to be unable to exercise the right to vote, but the guardian's or hospital's proof is missing: "
    "stays on the roll.",
    rests_on=("incapacity_needs_proof",),
)
GROUND_NOT_IN_LAW = define(
    "R32",
    "GROUND_NOT_IN_LAW",
    "warn",
    "{ground}：所适用的法规没有把它列为不列入名单的情形，不能据此除名。",
    "{ground_en}: the texts that apply do not name this as a ground to leave a person off the roll.",
)
DIED = define(
    "R72",
    "DIED",
    "block",
    "已经死亡，不列入名单。",
    "Has died: not on the roll.",
    rests_on=("roll_losses",),
)

#: The grounds by the reason they would give, for a law that does not name them.
GROUNDS = {
    "REFUSED_IN_WRITING": ("书面表示不参加选举", "Refused in writing"),
    "UNREACHABLE": ("无法取得联系", "Could not be reached"),
    "INCAPABLE": ("不能行使选举权利", "Unable to exercise the right to vote"),
}

TODO = {
    "AWAY_NOT_STATED": "CONTACT_AND_RECORD",
    "UNREACHABLE": "CONTACT_AND_RECORD",
    "MEETING_NOT_ASKED": "ASK_THE_MEETING",
    "HOME_CERTIFICATE_MISSING": "ASK_FOR_CERTIFICATE",
    "INCAPACITY_NOT_PROVED": "ASK_FOR_PROOF",
}
