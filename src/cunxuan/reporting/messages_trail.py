"""The acts on messages to people away, in plain words: how many, never who, never a number.

Public: `ACTS`, `TOO_FINE`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cunxuan.outreach.texts import SHORT

Facts = Mapping[str, Any]
Words = tuple[str, str]

#: Of a sending that a gateway works on every few messages are an entry.
TOO_FINE = ("messages_taken_up", "messages_sent")


def title_of(facts: Facts) -> Words:
    zh, en = SHORT[facts["kind"]]
    return zh, en.lower()


def message_text_written(facts: Facts, _: object) -> Words:
    zh, en = title_of(facts)
    return f"改写短信“{zh}”，第 {facts['version']} 版", f"rewrote the text about {en}, version {facts['version']}"


def message_consents_recorded(facts: Facts, _: object) -> Words:
    people = facts["people"]
    if facts["given"]:
        return f"记录 {people} 人同意收短信", f"recorded that {people} people agreed to messages"
    return f"记录 {people} 人不同意收短信", f"recorded that {people} people did not agree to messages"


def messages_refused(facts: Facts, _: object) -> Words:
    return f"记录 {facts['people']} 人不要短信", f"recorded that {facts['people']} people want no messages"


def sending_confirmed(facts: Facts, _: object) -> Words:
    zh, en = title_of(facts)
    return f"确认给 {facts['people']} 人发短信“{zh}”", f"confirmed the text about {en} for {facts['people']} people"


def sending_handed_over(facts: Facts, _: object) -> Words:
    zh, en = title_of(facts)
    return (
        f"短信“{zh}”的文件交给电信部门，{facts['sent']} 人",
        f"handed the file of the text about {en} to the telecom office, {facts['sent']} people",
    )


def sending_stopped(facts: Facts, _: object) -> Words:
    zh, en = title_of(facts)
    return (
        f"停止发送“{zh}”，还有 {facts['left']} 人没有发",
        f"stopped the text about {en}, {facts['left']} still waiting",
    )


def sending_dropped(facts: Facts, _: object) -> Words:
    zh, en = title_of(facts)
    return (
        f"取消发送“{zh}”，{facts['people']} 人没有发：{facts['why']}",
        f"called off the text about {en}, {facts['people']} not sent: {facts['why']}",
    )


def sending_goes_on(facts: Facts, _: object) -> Words:
    zh, en = title_of(facts)
    return f"继续发送“{zh}”，还有 {facts['left']} 人", f"went on with the text about {en}, {facts['left']} waiting"


def messages_taken_up_again(facts: Facts, _: object) -> Words:
    zh, en = title_of(facts)
    return (
        f"“{zh}”发送中断，{facts['people']} 条重新核对",
        f"the text about {en} was broken off: {facts['people']} again",
    )


def sending_done(facts: Facts, _: object) -> Words:
    zh, en = title_of(facts)
    return f"短信“{zh}”发完，{facts['people']} 人", f"all of the text about {en} is sent, {facts['people']} people"


def sending_broken_off(facts: Facts, _: object) -> Words:
    zh, en = title_of(facts)
    return f"短信网关没有答复，“{zh}”停下", f"the gateway gave no answer, the text about {en} stopped"


def replies_came_in(facts: Facts, _: object) -> Words:
    states = sum(facts["states"].values())
    zh = f"收到短信回执 {states} 条，回复 {facts['replies']} 条，其中退订 {facts['stopped']} 条"
    return zh, f"took in {states} receipts and {facts['replies']} replies, {facts['stopped']} of them refusals"


def reply_taken_over(facts: Facts, _: object) -> Words:
    people = facts["people"]
    return f"把 {people} 条短信回复记入登记", f"recorded in the registration what {people} replies say"


def reply_set_aside(_facts: Facts, _: object) -> Words:
    return "看过一条短信回复，不用记", "read a reply that needs no record"


def reply_opened_again(_facts: Facts, _: object) -> Words:
    return "把一条短信回复放回待处理", "put a reply back to be dealt with"


HOLDS: Mapping[str, Words] = {"numbers": ("电话名单", "list of numbers"), "receipts": ("回执文件", "file of receipts")}


def telephone_file_received(facts: Facts, _: object) -> Words:
    zh, en = HOLDS[facts["holds"]]
    return f"上传{zh}“{facts['file']}”，{facts['rows']} 行", f"sent in the {en} “{facts['file']}”, {facts['rows']} rows"


def telephone_file_taken(facts: Facts, _: object) -> Words:
    zh, en = HOLDS[facts["holds"]]
    accepted, rejected = facts["accepted"], facts["rejected"]
    return (
        f"记入{zh}“{facts['file']}”：接受 {accepted} 行，退回 {rejected} 行",
        f"took the {en} “{facts['file']}” in: {accepted} rows, {rejected} sent back",
    )


def telephone_file_discarded(facts: Facts, _: object) -> Words:
    zh, en = HOLDS[facts["holds"]]
    return f"删除{zh}“{facts['file']}”的内容", f"deleted the content of the {en} “{facts['file']}”"


def telephones_recorded(facts: Facts, _: object) -> Words:
    return f"记入 {facts['people']} 人的电话", f"recorded the telephones of {facts['people']} people"


ACTS = (
    message_text_written,
    message_consents_recorded,
    messages_refused,
    sending_confirmed,
    sending_handed_over,
    sending_stopped,
    sending_dropped,
    sending_goes_on,
    messages_taken_up_again,
    sending_done,
    sending_broken_off,
    replies_came_in,
    reply_taken_over,
    reply_set_aside,
    reply_opened_again,
    telephone_file_received,
    telephone_file_taken,
    telephone_file_discarded,
    telephones_recorded,
)
