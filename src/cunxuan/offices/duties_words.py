"""How duties, guarantees and groups are called, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from .models import DutyKind, GroupKind, GuaranteeKind, Seat

Words = tuple[str, str]

KINDS: Mapping[str, Words] = {
    DutyKind.LEADER: ("县领导包乡", "County leader for a township"),
    DutyKind.CADRE: ("乡镇干部包村", "Township cadre for a village"),
    DutyKind.GROUP: ("村干部包组", "Village cadre for a group"),
    DutyKind.INSTRUCTOR: ("换届选举指导员", "Election instructor"),
}
GUARANTEES: Mapping[str, Words] = {
    GuaranteeKind.TALK: ("包谈心", "talks"),
    GuaranteeKind.EXPLAIN: ("包释疑", "answers to doubts"),
    GuaranteeKind.HELP: ("包解难", "help with difficulties"),
    GuaranteeKind.PEACE: ("包维稳", "peace"),
    GuaranteeKind.SUCCESS: ("包选举成功", "a successful election"),
}
GROUPS: Mapping[str, Words] = {
    GroupKind.LEADING: ("领导组", "Leading group"),
    GroupKind.OFFICE: ("办公室", "Office"),
    GroupKind.GUIDANCE: ("指导组", "Guidance group"),
    GroupKind.INSPECTION: ("督查组", "Inspection group"),
    GroupKind.RECEPTION: ("接访组", "Reception group"),
}
SEATS: Mapping[str, Words] = {
    Seat.HEAD: ("组长", "Head"),
    Seat.DEPUTY: ("副组长", "Deputy head"),
    Seat.MEMBER: ("成员", "Member"),
}
