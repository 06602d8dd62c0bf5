"""The count sheet of 柳树村's centre, and a story in which every figure agrees."""

from cunxuan.core.count import Box, SheetContest, sheet_definition, write_in_key
from cunxuan.core.count_checks import CheckOutcome, SheetContext, Status, check_sheet

CHAIR = SheetContest("chair", 1, ("段玉成", "梁海生"))
VICE_CHAIR = SheetContest("vice_chair", 1, ("宁涛", "李文生"))
MEMBER = SheetContest("member", 3, ("段秀梅", "李保全", "贾永成", "赵福生"))
CONTESTS = (CHAIR, VICE_CHAIR, MEMBER)
BOXES = (Box("main", "中心会场 固定票箱"), Box("m1", "流动票箱 一号", True), Box("m2", "流动票箱 二号", True))

SHEET = sheet_definition(BOXES, CONTESTS)

FIGURES = {
    "registered": 1204,
    "printed": 1260,
    "issued": 1011,
    "proxy": 85,
    "spoiled": 7,
    "unused": 242,
    "box.main": 884,
    "box.m1": 68,
    "box.m2": 54,
    "returned": 1006,
    "valid": 991,
    "rejected": 15,
    "chair.c1": 561,
    "chair.c2": 402,
    "chair.write_in": 11,
    "chair.blank": 17,
    "vice_chair.c1": 541,
    "vice_chair.c2": 398,
    "vice_chair.write_in": 11,
    "vice_chair.blank": 41,
    "member.c1": 812,
    "member.c2": 655,
    "member.c3": 590,
    "member.c4": 438,
    "member.write_in": 43,
    "member.blank": 435,
    write_in_key(CHAIR, "丁"): 8,
    write_in_key(CHAIR, "方"): 3,
    write_in_key(VICE_CHAIR, "丁"): 11,
    write_in_key(MEMBER, "方"): 43,
}


def figures(**changed: int | None) -> dict[str, int | None]:
    """The agreeing figures with some changed; `box_m1` stands for `box.m1`."""
    keys = {key.replace(".", "_"): key for key in FIGURES}
    return {**FIGURES, **{keys[name]: figure for name, figure in changed.items()}}


def outcomes(code: str, context: SheetContext | None = None, definition=SHEET, **changed) -> tuple[CheckOutcome, ...]:
    said = check_sheet(definition, figures(**changed), context or SheetContext())
    return tuple(one for one in said if one.code == code)


def outcome(code: str, context: SheetContext | None = None, **changed) -> CheckOutcome:
    (one,) = outcomes(code, context, **changed)
    return one


def statuses(code: str, context: SheetContext | None = None, **changed) -> list[Status]:
    return [one.status for one in outcomes(code, context, **changed)]
