"""What the calendar and the further days of a timetable have to say; the older findings stand in `findings`.

`T` the timetable, `H` days on which offices are closed.
"""

from __future__ import annotations

from cunxuan.core.findings import define
from cunxuan.core.steps import FURTHER, PARTY_STEPS, STEPS

#: Every parameter that can set a step's day.
LIMITS = tuple(
    dict.fromkeys(limit.rule for kind in STEPS + FURTHER + PARTY_STEPS for limit in kind.limits),
)
BEFORE_POLLING = tuple(
    dict.fromkeys(
        limit.rule
        for kind in STEPS + FURTHER
        for limit in kind.limits
        if limit.anchor == "polling_day" and limit.way == "latest" and limit.sign < 0
    )
)

EXACTLY_THE_LAST_DAY = define(
    "T11",
    "EXACTLY_THE_LAST_DAY",
    "note",
    "“{step}”于 {done} 办理，恰为期限的最后一日，符合规定，没有余地。",
    "“{step}” was done on {done}, exactly on the last day: lawful, with no day to spare.",
    rests_on=LIMITS,
)
PERIOD_ENDS_THAT_DAY = define(
    "T12",
    "PERIOD_ENDS_THAT_DAY",
    "note",
    "“{step}”于 {done} 办理，期限到当日结束才届满，当日提出的仍应受理。",
    "“{step}” was done on {done}; the period ends only with that day, and what comes in on it still counts.",
    rests_on=("objection_days", "ec_objection_days"),
)
PARTY_CLOSE_TO_POLLING = define(
    "T13",
    "PARTY_CLOSE_TO_POLLING",
    "warn",
    "党员大会 {day} 距选举日 {days} 天，少于通行做法的 {wanted} 天，新任书记可能来不及推选进村民选举委员会。",
    "The members' meeting of {day} is {days} days before polling day, fewer than the usual {wanted}: "
    "the new secretary may come too late for the choice of the election committee.",
    rests_on=("party_days_before_polling",),
)
NO_RECORD = define(
    "T14",
    "NO_RECORD",
    "warn",
    "“{step}”最迟应于 {latest} 办理，至 {today} 没有记录，请核对。",
    "“{step}” was due by {latest}; on {today} there is no record of it. Please check.",
    rests_on=LIMITS,
)
NOT_DONE_YET = define(
    "T15",
    "NOT_DONE_YET",
    "note",
    "“{step}”还没有办理，即使 {today} 当天办理，也应在选举日 {days} 天前，选举日最早为 {earliest}。",
    "“{step}” is not done; even if done on {today}, {days} days before polling day, the earliest day is {earliest}.",
    rests_on=BEFORE_POLLING,
)
DONE_ON = define(
    "T16",
    "DONE_ON",
    "note",
    "“{step}”于 {done} 办理，应在选举日 {days} 天前，选举日最早为 {earliest}。",
    "“{step}” was done on {done}, {days} days before polling day at the least: the earliest day is {earliest}.",
    rests_on=BEFORE_POLLING,
)
LAST_DAY_IS_OFF = define(
    "H01",
    "LAST_DAY_IS_OFF",
    "warn",
    "“{step}”的期限 {day} 是{off}，没有规定顺延，请提前安排。",
    "The day for “{step}”, {day}, is {off_en}; no rule moves it. Arrange for it before.",
    rests_on=LIMITS,
)
LAST_DAY_MOVED = define(
    "H02",
    "LAST_DAY_MOVED",
    "note",
    "“{step}”的期限 {day} 是{off}，按规定移至 {moved}。",
    "The day for “{step}”, {day}, is {off_en}; by rule it moves to {moved}.",
    rests_on=("roll_over_holidays",),
)
HOLIDAYS_NOT_HELD = define(
    "H03",
    "HOLIDAYS_NOT_HELD",
    "note",
    "“{step}”的期限 {day}：这一天的放假安排没有收录，只核对了星期六、星期日。",
    "The day for “{step}”, {day}: the holidays of that time are not held; only weekends were looked at.",
)
NO_LIMIT_BINDS = define(
    "T17",
    "NO_LIMIT_BINDS",
    "note",
    "没有期限妨碍，选举日最早可以定在 {earliest}。",
    "No limit stands in the way; polling day can be {earliest} at the earliest.",
    rests_on=BEFORE_POLLING,
)
