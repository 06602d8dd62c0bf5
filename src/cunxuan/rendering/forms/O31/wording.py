"""The printed words of the resolution, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words

from .context import Applicant, Resolution

TITLE = "居住满一年人员参选审议决议"
COLUMNS = (
    ("序号", 11),
    ("姓名", 20),
    ("性别", 10),
    ("出生日期", 23),
    ("组", 9),
    ("居住或工作起", 23),
    ("申请日期", 23),
    ("同意", 12),
    ("反对", 12),
    ("弃权", 12),
    ("结果", 15),
)
BY_HAND = "　　　　年　　月　　日"


def wording(resolution: Resolution) -> dict[str, Any]:
    paper = resolution.paper
    rows = [row(number, person) for number, person in enumerate(resolution.applicants, start=1)]
    return {
        **words.frame(paper, TITLE),
        "title": TITLE,
        "under": f"{paper.county}{paper.township}{paper.village}",
        "lead": lead(resolution),
        "columns": [{"head": head, "mm": width} for head, width in COLUMNS],
        "rows": rows + [[""] * len(COLUMNS)] * resolution.lines,
        "by_hand": resolution.lines > 0,
        "decided": decided(resolution),
        "signers": ["会议主持人", "记录人", "村民选举委员会主任"],
        "representatives": "到会人员签名（可另附签到表）：",
        "day": words.day(resolution.held_on) if resolution.held_on else BY_HAND,
        "help": help_said(resolution),
    }


def lead(resolution: Resolution) -> str:
    on = words.day(resolution.held_on) if resolution.held_on else BY_HAND
    of, present = (" 　　　 " if number is None else f" {number} " for number in (resolution.of, resolution.present))
    return (
        f"{on}，本村召开{resolution.meeting}，应到{of}人，到会{present}人。"
        "会议审议下列户籍不在本村的人员参加本届村民委员会选举的申请，逐人表决如下："
    )


def decided(resolution: Resolution) -> str:
    if not resolution.applicants:
        return "表决通过的，由村民选举委员会登记，列入名单；没有通过的，告知本人。"
    agreed = [person.name for person in resolution.applicants if person.agreed]
    declined = [person.name for person in resolution.applicants if not person.agreed]
    parts = (
        f"同意{'、'.join(agreed)}参加选举" if agreed else "",
        f"不同意{'、'.join(declined)}参加选举" if declined else "",
    )
    return f"会议决定：{'；'.join(part for part in parts if part)}。"


def row(number: int, person: Applicant) -> list[str]:
    days = ("" if on is None else f"{on:%Y-%m-%d}" for on in (person.since, person.applied_on))
    since, applied = days
    return [
        str(number),
        words.in_column(person.name),
        words.SEXES[person.sex],
        f"{person.birth_on:%Y-%m-%d}",
        str(person.group),
        since,
        applied,
        str(person.yes),
        str(person.no),
        str(person.abstained),
        "同意" if person.agreed else "不同意",
    ]


def help_said(resolution: Resolution) -> str:
    found = [words.article(basis) for basis in (resolution.basis, resolution.decides) if basis]
    basis = f"依据：{'；'.join(found)}。" if found else ""
    return f"{basis}到会人员过半数同意的为通过。不写身份证号。"
