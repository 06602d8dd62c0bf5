"""Why an act on a complaint is refused: one sentence, and what to do instead. None of them repeats what a case says."""

from __future__ import annotations

from datetime import date

from cunxuan.core.clocks import Clock
from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Account, Division

from .models import Complaint, Stage


def without_a_text() -> Refusal:
    return Refusal(
        "COMPLAINT_WITHOUT_TEXT",
        "没有写反映的事情，不能登记。",
        "请把来访人说的、来信写的事情记下来。",
        "A complaint without a text cannot be registered.",
        "Write down what was said or written.",
    )


def not_come(on: date) -> Refusal:
    return Refusal(
        "COMPLAINT_AHEAD",
        f"{on} 还没有到，不能作收到的日期。",
        "请填实际收到的日期。",
        f"{on} has not come, nothing was received then.",
        "Give the day on which it came.",
    )


def not_an_officer() -> Refusal:
    return Refusal(
        "NOT_A_CASE_OFFICER",
        "您不是这一类事项的经办人。",
        "请转告县换届办指定的经办人登记。",
        "You are no officer for this kind of case.",
        "Have it registered by an officer whom the county named.",
    )


def of_another_place(place: Division) -> Refusal:
    return Refusal(
        "COMPLAINT_OF_ANOTHER_PLACE",
        f"{place.name}的事项不归您经办。",
        "请转告管这个地方的经办人登记。",
        f"Cases in {place.name} are not yours.",
        "Have it registered by an officer of that place.",
    )


def the_county_itself() -> Refusal:
    return Refusal(
        "COUNTY_IS_CONCERNED",
        "反映的是县级机关，不能由县里办理。",
        "请送上一级信访或者纪检机关，不在这里登记。",
        "It concerns the county itself, which cannot handle it.",
        "Send it to the organ above the county; it is not registered here.",
    )


def own_unit() -> Refusal:
    return Refusal(
        "REGISTRAR_IS_CONCERNED",
        "反映的是您本人或者您所在的单位，您应当回避，不能由您登记。",
        "请把来件封好，交县里另一位经办人登记。",
        "It concerns you or your own unit, so you may not register it.",
        "Seal it and hand it to another officer of the county.",
    )


def handler_is_concerned(handler: Account) -> Refusal:
    return Refusal(
        "HANDLER_IS_CONCERNED",
        f"反映的是{handler.name}本人或者所在的单位，应当回避，不能由{handler.name}经办。",
        "请交给另一位经办人。",
        f"The case concerns {handler.name} or the unit of {handler.name}, who may not handle it.",
        "Give it to another officer.",
    )


def handler_not_named(handler: Account) -> Refusal:
    return Refusal(
        "HANDLER_NOT_NAMED",
        f"{handler.name}不是这个地方这一类事项的经办人。",
        "请先由县换届办指定，再交办。",
        f"{handler.name} is no officer for this kind of case in this place.",
        "Have the county name the officer first.",
    )


def to_the_accused(unit: str) -> Refusal:
    return Refusal(
        "TRANSFER_TO_THE_ACCUSED",
        f"不能把材料转给被反映的人或者所在的单位（{unit}）。",
        "请转给它的上级，或者由本机关办理。",
        f"The case may not be passed to the accused or their own unit ({unit}).",
        "Pass it to the authority above, or handle it here.",
    )


def too_late(clock: Clock) -> Refusal:
    return Refusal(
        "ASKED_TOO_LATE",
        f"“{clock.zh}”的期限是 {clock.due}，已经过了。",
        "请向来访人说明，原来的意见不再变动；可以记入办理记录。",
        f"The last day for “{clock.en}” was {clock.due}.",
        "Explain that the answer given stands; it can be noted.",
    )


def not_now(case: Complaint) -> Refusal:
    stage = Stage(case.stage)
    return Refusal(
        "CASE_AT_ANOTHER_STAGE",
        f"这一件现在是“{stage.label}”，不能这样办。",
        "请刷新页面，看别人是不是已经办了。",
        f"The case stands at “{stage.value}” now; this act does not follow.",
        "Load the page again: somebody may have acted already.",
    )


def not_one_matter() -> Refusal:
    return Refusal(
        "CASES_NOT_ONE_MATTER",
        "这两件不能并在一起。",
        "请选另一件同类的事项。",
        "These two cannot be joined.",
        "Choose another case of the same kind.",
    )


def not_a_committee(account: Account) -> Refusal:
    return Refusal(
        "COMMITTEE_AS_OFFICER",
        f"{account.name}是村民选举委员会的账号，不能经办信访举报。",
        "请指定县或者乡镇的人。",
        f"{account.name} is an account of an election committee, which handles no complaints.",
        "Name somebody of the county or a township.",
    )


def named_already(account: Account) -> Refusal:
    return Refusal(
        "OFFICER_NAMED_ALREADY",
        f"{account.name}已经是经办人。",
        "不用再指定。",
        f"{account.name} is an officer already.",
        "Nothing is to be done.",
    )


def relieved_already(account: Account) -> Refusal:
    return Refusal(
        "OFFICER_RELIEVED_ALREADY",
        f"{account.name}已经不再经办。",
        "要恢复的，请重新指定。",
        f"{account.name} was relieved already.",
        "To restore it, name the account again.",
    )
