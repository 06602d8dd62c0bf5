"""The trail of a village in plain words: who did what and when. Never a figure of a count, whoever reads it.

Public: `last_acts(village, number)`, `acts_of(village)`, `told`, `Told`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cunxuan.core.ids import parse_election_id
from cunxuan.core.steps import NAMES
from cunxuan.core.telling_words import day
from cunxuan.offices.duties_words import GUARANTEES
from cunxuan.offices.models import Account, Division
from cunxuan.polling.models import PollingPlace
from cunxuan.records.models import TrailEntry
from cunxuan.roll.models import Fact
from cunxuan.roll.objection_queries import DECISIONS
from cunxuan.roll.registration_words import FACTS, MEETINGS
from cunxuan.roll.versions import reason_said
from cunxuan.web.pinyin import in_two_scripts

from . import audit_trail, messages_trail, visits_trail
from .village_facts import VOTES, Words
from .village_timetable import seats_said

Facts = Mapping[str, Any]
#: Each field that is saved is an entry of its own, and a password is its owner's affair.
TOO_FINE = ("figures_typed", "password_changed", *messages_trail.TOO_FINE)
#: Acts of no account but of commands: `cunxuan import`, `account`, `demo`.
COMMANDS = ("cli", "demo")
#: Who signs in to a training with the own telephone has no account.
BY_PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Told:
    """One act: its place in the chain, who, when, and what in both languages."""

    seq: int
    at: datetime
    by: str
    zh: str
    en: str


def acts_of(village: Division) -> QuerySet[TrailEntry]:
    """The acts of a village that a reader follows, the latest first."""
    return TrailEntry.objects.filter(scope=village.pk).exclude(act__in=TOO_FINE).order_by("-seq")


def last_acts(village: Division, number: int) -> tuple[Told, ...]:
    return told(village, acts_of(village)[:number])


def told(village: Division, entries: Iterable[TrailEntry]) -> tuple[Told, ...]:
    """Entries in words; people by their names, places by theirs."""
    found = list(entries)
    accounts = Account.objects.filter(username__in={entry.by for entry in found})
    people = (
        dict.fromkeys(COMMANDS, _("服务器"))
        | {BY_PHONE: _("本人手机")}
        | dict(accounts.values_list("username", "name"))
    )
    places = places_of(village)
    return tuple(Told(entry.seq, entry.at, people.get(entry.by, entry.by), *in_words(entry, places)) for entry in found)


Places = Mapping[tuple[int, int], str]


def places_of(village: Division) -> Places:
    """Names of the village's polling places by the number of the vote and of the place."""
    rows = PollingPlace.objects.filter(round__election__village=village).order_by("round__election__year")
    return {(this, number): name for this, number, name in rows.values_list("round__number", "number", "name")}


def in_words(entry: TrailEntry, places: Places) -> Words:
    facts: Facts = json.loads(entry.body)["facts"]
    say = SAID.get(entry.act)
    return say(facts, places) if say else (entry.act, entry.act)


def step_done(facts: Facts, _: Places) -> Words:
    zh, en = NAMES[facts["step"]]
    note = facts.get("note", "")
    on = day_said(facts["on"])
    return (
        f"记录“{zh}”，{on[0]}办{f'（{note}）' if note else ''}",
        f"recorded “{en}”, done on {on[1]}{f' ({note})' if note else ''}",
    )


def step_taken_back(facts: Facts, _: Places) -> Words:
    zh, en = NAMES[facts["step"]]
    return f"撤回“{zh}”：{facts['reason']}", f"took back “{en}”: {facts['reason']}"


def election_called(facts: Facts, _: Places) -> Words:
    zh, en = day_said(facts["polling_day"])
    return f"确定选举日 {zh}，适用 {facts['pack']}", f"fixed polling day, {en}, under {facts['pack']}"


def method_adopted(facts: Facts, _: Places) -> Words:
    zh, en = seats_said(facts["seats"])
    return f"记录选举办法：{zh}", f"recorded the method: {en}"


def id_number_shown(facts: Facts, _: Places) -> Words:
    zh, en = SEEN_FOR[facts["purpose"]]
    return f"查看 1 人的身份证号：{zh}", f"saw one person's ID number: {en}"


def roll_published(facts: Facts, _: Places) -> Words:
    return (
        f"公布名单第 {facts['version']} 版，{facts['count']:,} 人",
        f"published roll {facts['version']}, {facts['count']:,} people",
    )


def roll_frozen(facts: Facts, _: Places) -> Words:
    return f"核定参加选举的村民 {facts['count']:,} 人", f"froze the roll at {facts['count']:,} people"


CLAIMS: Mapping[str, Words] = {
    "add": ("要求列入名单", "asks for somebody to be added"),
    "remove": ("要求从名单中去掉", "asks for somebody to be struck off"),
    "correct": ("要求更正", "asks for a correction"),
}


def objection_registered(facts: Facts, _: Places) -> Words:
    zh, en = CLAIMS[facts["claim"]]
    return f"登记第 {facts['number']} 号名单异议：{zh}", f"registered objection {facts['number']}, which {en}"


def objection_corrected(facts: Facts, _: Places) -> Words:
    number, why = facts["number"], facts["why"]
    return f"改正第 {number} 号名单异议的登记：{why}", f"corrected the entry of objection {number}: {why}"


def objection_decided(facts: Facts, _: Places) -> Words:
    number, (zh, en) = facts["number"], DECISIONS[facts["decision"]]
    again = ("重新", " anew") if facts["again"] else ("", "")
    return f"{again[0]}决定第 {number} 号名单异议{zh}", f"decided objection {number}{again[1]}: {en}"


def objection_appealed(facts: Facts, _: Places) -> Words:
    return f"记录第 {facts['number']} 号名单异议的申诉", f"recorded an appeal against the decision on {facts['number']}"


def roll_change_recorded(facts: Facts, _: Places) -> Words:
    zh, en = reason_said(facts["reason"])
    way = ("增加", "somebody joins it") if facts["gain"] else ("减少", "somebody leaves it")
    return f"记录名单变更：{way[0]} 1 人，{zh}", f"recorded a change of the roll: {way[1]} ({en})"


def roll_change_reversed(_facts: Facts, _: Places) -> Words:
    return "恢复一次记错的名单变更", "reversed a change of the roll recorded by mistake"


def roll_corrected(facts: Facts, _: Places) -> Words:
    parts = ("added", "增加", "added"), ("removed", "减少", "struck off"), ("corrected", "更正", "corrected")
    zh = "、".join(f"{word} {facts[key]} 人" for key, word, _word in parts if facts[key])
    en = ", ".join(f"{facts[key]} {word}" for key, _word, word in parts if facts[key])
    if not zh:
        return f"公布异议处理结果 {facts['outcomes']} 件", f"published how {facts['outcomes']} objections were decided"
    return (
        f"公布名单第 {facts['version']} 版：{zh}，共 {facts['count']:,} 人",
        f"published roll {facts['version']}: {en}; {facts['count']:,} people",
    )


def residents_added(facts: Facts, _: Places) -> Words:
    zh, en = [f"导入居民 {facts['count']:,} 人"], [f"imported {several(facts['count'], 'resident')}"]
    if changed := facts.get("changed"):
        zh.append(f"照名册更正 {changed:,} 人")
        en.append(f"corrected {several(changed, 'resident')} as listed")
    if cases := facts.get("same_person"):
        zh.append(f"与别的村名册相同的 {cases:,} 人待核对")
        en.append(f"found {several(cases, 'person')} whom another village lists too")
    return "，".join(zh), ", ".join(en)


def same_person_decided(facts: Facts, _: Places) -> Words:
    zh, en = day_said(facts["on"])
    if not facts["stays_in"]:
        return (
            f"{zh}核对：与另一村名册上相像的是两个人",
            f"checked on {en}: somebody in another village only looks alike",
        )
    return (
        f"{zh}决定：在两个村名册上的 1 人只在一个村参加选举",
        f"decided on {en} in which village 1 person whom two villages list takes part",
    )


def residents_file_received(facts: Facts, _: Places) -> Words:
    return f"上传名册“{facts['file']}”", f"sent in the list “{facts['file']}”"


def residents_file_repaired(facts: Facts, _: Places) -> Words:
    return f"确认名册“{facts['file']}”的修正", f"agreed to repairs of the list “{facts['file']}”"


def residents_file_taken(facts: Facts, _: Places) -> Words:
    accepted, rejected = facts["accepted"], facts["rejected"]
    return (
        f"导入名册“{facts['file']}”：接受 {accepted:,} 行，退回 {rejected:,} 行",
        f"took in the list “{facts['file']}”: {several(accepted, 'row')} accepted, {rejected:,} rejected",
    )


def residents_file_discarded(facts: Facts, _: Places) -> Words:
    return f"删除名册“{facts['file']}”", f"discarded the list “{facts['file']}”"


def facts_recorded(facts: Facts, _: Places) -> Words:
    (kind,) = facts["kinds"]
    (zh, en), people = FACTS[kind], facts["people"]
    return f"登记情况：为 {people:,} 人记录“{zh}”", f"registration: recorded “{en}” of {several(people, 'resident')}"


def fact_taken_back(facts: Facts, _: Places) -> Words:
    zh, en = FACTS[facts["kind"]]
    return f"登记情况：撤回“{zh}”", f"registration: took back “{en}”"


def meeting_recorded(facts: Facts, _: Places) -> Words:
    (zh, en), on = MEETINGS[facts["meeting"]], day_said(facts["on"])
    agreed, declined = (facts["kinds"].get(kind, 0) for kind in (Fact.MEETING_AGREED, Fact.MEETING_DECLINED))
    return (
        f"记录 {on[0]} {zh}对参选申请的表决：同意 {agreed} 人，不同意 {declined} 人",
        f"recorded the vote on applications, {en}, {on[1]}: {agreed} agreed, {declined} not",
    )


def candidates_published(facts: Facts, _: Places) -> Words:
    people = sum(len(names) for names in facts["candidates"].values())
    return f"公布正式候选人 {people} 名", f"published {several(people, 'formal candidate')}"


def relatives_stated(facts: Facts, _: Places) -> Words:
    ties = len(facts["ties"])
    if not ties:
        return (
            f"写明 {facts['people']} 人之间没有近亲属关系",
            f"stated that none of {several(facts['people'], 'person')} is a relative of another",
        )
    return f"写明近亲属关系 {ties} 对", f"stated {several(ties, 'pair')} of relatives"


def kin_decided(facts: Facts, _: Places) -> Words:
    stays = facts["stays"]
    if stays:
        return f"记录会议决定近亲属中 {stays} 留任", f"recorded that a meeting lets {stays} stay of the relatives"
    return "记录会议决定近亲属同时够票时的留任办法", "recorded how a meeting settles which of relatives stays"


def round_opened(facts: Facts, _: Places) -> Words:
    (zh, en), on = VOTES[facts["kind"]], day_said(facts["polling_on"])
    return f"安排{zh}，{on[0]}", f"arranged the {en.lower()} on {on[1]}"


def places_set_up(facts: Facts, _: Places) -> Words:
    number, boxes = len(facts["places"]), facts["boxes"]
    return f"设投票点 {number} 个、票箱 {boxes} 个", f"set up {several(number, 'place')} with {several(boxes, 'box')}"


def place_closed(facts: Facts, places: Places) -> Words:
    zh, en = in_both(places.get((facts["round"], facts["place"]), ""))
    return f"{zh}关箱", f"closed {en}"


def sheets_printed(facts: Facts, _: Places) -> Words:
    return f"印制计票单 {facts['sheets']} 张", f"printed {several(facts['sheets'], 'count sheet')}"


def entry_finished(facts: Facts, places: Places) -> Words:
    zh, en = ("第一次", "first") if facts["ordinal"] == 1 else ("第二次", "second")
    place = place_named(facts["sheet"], places)
    outcome = {"verified": ("，两次一致", "; both agree"), "differs": ("，两次不一致", "; the two differ")}
    more = outcome.get(facts["state"], ("", ""))
    return f"{place[0]}{zh}录入完成{more[0]}", f"finished the {en} entry of {place[1]}{more[1]}"


def entry_given_up(facts: Facts, places: Places) -> Words:
    zh, en = place_named(facts["sheet"], places)
    return f"放弃{zh}没有录完的一次录入", f"gave up an unfinished entry of {en}"


def paper_read(facts: Facts, places: Places) -> Words:
    (zh, en), squares = place_named(facts["sheet"], places), len(facts["squares"])
    back = ("，退回录入人", "; returned to the clerks") if facts["returned_to"] else ("", "")
    return (
        f"对照{zh}纸面看 {squares} 栏{back[0]}",
        f"read {several(squares, 'square')} of {en} on the paper{back[1]}",
    )


def entry_corrected(facts: Facts, places: Places) -> Words:
    (zh, en), squares = place_named(facts["sheet"], places), len(facts["squares"])
    return f"对照纸面再看{zh}的 {squares} 栏", f"read {several(squares, 'square')} of {en} again"


def paper_attached(facts: Facts, places: Places) -> Words:
    if ".publicity" in facts["subject"]:
        return "上传宣传的照片", "added a photograph of publicity"
    if facts["subject"].startswith("task."):
        return "上传任务办结的签字材料", "added the signed paper of a task"
    zh, en = place_named(facts["subject"], places)
    return f"上传{zh}签名计票单的照片", f"added a photograph of the signed sheet of {en}"


def result_determined(facts: Facts, _: Places) -> Words:
    return f"认定{vote_said(facts)[0]}的结果", f"determined the result of {vote_said(facts)[1]}"


def result_declared(facts: Facts, _: Places) -> Words:
    return f"宣布{vote_said(facts)[0]}的结果", f"declared the result of {vote_said(facts)[1]}"


def seats_left_vacant(facts: Facts, _: Places) -> Words:
    short = facts["short"]
    return f"记录会议决定缺额 {short} 名不再选", f"recorded that {several(short, 'missing seat')} may stay vacant"


def proxy_applied(facts: Facts, _: Places) -> Words:
    return f"登记第 {facts['number']} 份委托申请", f"recorded application {facts['number']} for a proxy"


def proxy_decided(facts: Facts, _: Places) -> Words:
    zh, en = ("同意", "approved") if facts["approved"] else ("不同意", "refused")
    return f"审核第 {facts['number']} 份委托：{zh}", f"{en} proxy {facts['number']}"


def proxies_taken(facts: Facts, _: Places) -> Words:
    if facts["taken"] == 1:
        zh, en = ("同意", "approved") if facts["approved"] else ("不同意", "refused")
        return f"登记第 {facts['first']} 份委托：{zh}", f"recorded proxy {facts['first']}: {en}"
    refused = facts["refused"]
    return (
        f"登记委托 {facts['taken']} 份，同意 {facts['approved']} 份，不同意 {refused} 份",
        f"recorded {facts['taken']} proxies: {facts['approved']} approved, {refused} refused",
    )


def proxy_withdrawn(facts: Facts, _: Places) -> Words:
    return f"撤回第 {facts['number']} 份委托", f"recorded that proxy {facts['number']} was withdrawn"


def proxies_published(facts: Facts, _: Places) -> Words:
    return f"公布委托名单，{facts['count']} 份", f"published the list of {several(facts['count'], 'proxy')}"


def proxy_letters_issued(facts: Facts, _: Places) -> Words:
    return f"制作委托投票证 {facts['count']} 份", f"made {several(facts['count'], 'proxy letter')}"


HELP: Mapping[str, Words] = {"mobile_box": ("流动票箱投票", "mobile boxes"), "scribe": ("代写", "scribes")}


def assistance_added(facts: Facts, _: Places) -> Words:
    zh = "、".join(f"{HELP[kind][0]}名单 {count} 人" for kind, count in facts.items())
    en = ", ".join(f"{count} on the list of {HELP[kind][1]}" for kind, count in facts.items())
    return f"列入{zh}", f"put {en}"


def assistance_withdrawn(facts: Facts, _: Places) -> Words:
    zh, en = HELP[facts["help"]]
    return f"从{zh}名单去掉 1 人", f"took one person off the list of {en}"


def assistance_published(facts: Facts, _: Places) -> Words:
    return (
        f"公布流动票箱投票、代写名单，{facts['count']} 人",
        f"published the lists of mobile boxes and scribes: {facts['count']}",
    )


#: What somebody is put in charge of: the village itself, or one of its groups.
IN_CHARGE: Mapping[str, Words] = {
    "leader": ("指定包乡", "put in charge of the township"),
    "cadre": ("指定包村", "put in charge of the village"),
    "group": ("指定包组", "put in charge of groups"),
    "instructor": ("指定换届选举指导员", "named as instructors"),
}


def duties_named(facts: Facts, _: Places) -> Words:
    zh, en = IN_CHARGE[facts["kinds"][0] if len(facts.get("kinds", ())) == 1 else "cadre"]
    return f"{zh}：{'、'.join(facts['names'])}", f"{en}: {', '.join(facts['names'])}"


def officials_added(facts: Facts, _: Places) -> Words:
    return f"登记包组干部 {facts['count']} 人", f"took in {several(facts['count'], 'cadre')} of the village"


def official_corrected(facts: Facts, _: Places) -> Words:
    return f"更正{facts['official']}的单位、职务或电话", f"corrected what is known of {facts['official']}"


def official_linked(facts: Facts, _: Places) -> Words:
    if not facts["account"]:
        return f"解除{facts['official']}的账号", f"took the account from {facts['official']}"
    return f"把账号给{facts['official']}", f"gave {facts['official']} an account"


def duties_carried_over(facts: Facts, _: Places) -> Words:
    return f"包村责任改按人员登记，{facts['count']} 项", f"duties are kept by official from now on: {facts['count']}"


def duty_ended(facts: Facts, _: Places) -> Words:
    return f"解除{facts['name']}的责任：{facts['why']}", f"ended the duty of {facts['name']}: {facts['why']}"


def guarantees_given(facts: Facts, _: Places) -> Words:
    said = [GUARANTEES[kind] for kind in facts["kinds"]]
    zh, en = "、".join(one for one, _ in said), ", ".join(one for _, one in said)
    return f"落实{zh}：{'、'.join(facts['names'])}", f"gave the guarantee of {en}: {', '.join(facts['names'])}"


def guarantee_taken_back(facts: Facts, _: Places) -> Words:
    zh, en = GUARANTEES[facts["kind"]]
    return f"收回{zh}：{facts['why']}", f"took back the guarantee of {en}: {facts['why']}"


def inspection_recorded(facts: Facts, _: Places) -> Words:
    zh, en = day_said(facts["on"])
    return f"记录 {zh}的督查", f"recorded an inspection of {en}"


def inspection_taken_back(facts: Facts, _: Places) -> Words:
    return f"撤回一次督查：{facts['why']}", f"took an inspection back: {facts['why']}"


def finding_recorded(facts: Facts, _: Places) -> Words:
    zh, en = day_said(facts["by"])
    return f"督查发现：{facts['text']}要求 {zh}前整改", f"inspectors found: {facts['text']} To be put right by {en}"


def task_opened(facts: Facts, _: Places) -> Words:
    (zh, en), title, owner = day_said(facts["due_on"]), facts["title"], facts["owner"]
    return f"交办任务：{title}，由{owner}在 {zh}前办结", f"asked {owner} for “{title}” by {en}"


def task_reported(facts: Facts, _: Places) -> Words:
    return f"报告任务办完：{facts['title']}", f"reported “{facts['title']}” done"


def task_closed(facts: Facts, _: Places) -> Words:
    return f"任务办结：{facts['title']}", f"closed the task “{facts['title']}”"


def task_returned(facts: Facts, _: Places) -> Words:
    return f"任务退回重办：{facts['title']}", f"returned the task “{facts['title']}”"


def task_handed_on(facts: Facts, _: Places) -> Words:
    return f"任务转给{facts['owner']}：{facts['title']}", f"handed the task “{facts['title']}” on to {facts['owner']}"


def task_put_off(facts: Facts, _: Places) -> Words:
    zh, en = day_said(facts["due_on"])
    return f"任务期限改为 {zh}：{facts['title']}", f"put the task “{facts['title']}” off until {en}"


def training_entered(facts: Facts, _: Places) -> Words:
    zh, en = day_said(facts["on"])
    return (
        f"登记培训“{facts['title']}”，{zh}，{facts['hours']} 学时",
        f"entered the training “{facts['title']}” of {en}",
    )


def training_called_off(facts: Facts, _: Places) -> Words:
    return f"取消培训“{facts['title']}”：{facts['why']}", f"called off “{facts['title']}”: {facts['why']}"


def training_signed(facts: Facts, _: Places) -> Words:
    title, count = facts["title"], facts["count"]
    if facts["way"] == "phone":
        return f"扫码签到“{title}”", f"signed in to “{title}” by telephone"
    return f"登记“{title}”到会 {count} 人", f"put {several(count, 'person')} on the list of “{title}”"


def training_attendance_taken_back(facts: Facts, _: Places) -> Words:
    title, why = facts["title"], facts["why"]
    return f"撤回“{title}”1 人的签到：{why}", f"took 1 person off the list of “{title}”: {why}"


def training_scored(facts: Facts, _: Places) -> Words:
    title, count = facts["title"], facts["count"]
    return f"录入“{title}”测试成绩 {count} 个", f"entered {several(count, 'score')} of “{title}”"


def training_people_named(facts: Facts, _: Places) -> Words:
    return f"写明须培训的 {facts['count']} 人", f"named {several(facts['count'], 'person')} to be trained"


def training_person_struck(facts: Facts, _: Places) -> Words:
    return f"去掉 1 个须培训的人：{facts['why']}", f"struck 1 person off those to be trained: {facts['why']}"


def publicity_recorded(facts: Facts, _: Places) -> Words:
    if facts["title"]:
        return f"登记宣传：{facts['title']}", f"recorded publicity: {facts['title']}"
    return f"登记宣传 {facts['count']} 项", f"recorded {several(facts['count'], 'piece')} of publicity"


def publicity_taken_back(facts: Facts, _: Places) -> Words:
    return f"撤回宣传“{facts['title']}”：{facts['why']}", f"took back publicity “{facts['title']}”: {facts['why']}"


def question_added(facts: Facts, _: Places) -> Words:
    return f"公布问答：{facts['text']}", f"published the question “{facts['text']}”"


def slogan_added(facts: Facts, _: Places) -> Words:
    return f"加入标语：{facts['text']}", f"added the slogan “{facts['text']}”"


def text_withdrawn(facts: Facts, _: Places) -> Words:
    zh, en = TEXTS[facts["kind"]]
    return f"撤下{zh}“{facts['text']}”：{facts['why']}", f"took the {en} “{facts['text']}” down: {facts['why']}"


def text_put_back(facts: Facts, _: Places) -> Words:
    zh, en = TEXTS[facts["kind"]]
    return f"重新公布{zh}“{facts['text']}”", f"put the {en} “{facts['text']}” back"


#: What a county writes for its villagers (`preparation.models.publicity.TextKind`).
TEXTS: Mapping[str, Words] = {"question": ("问答", "question"), "slogan": ("标语", "slogan")}


def account_opened(facts: Facts, _: Places) -> Words:
    return f"开通账号：{facts['name']}", f"opened an account for {facts['name']}"


#: What somebody had to see a whole ID number for (`roll.unmask_actions.Purpose`).
SEEN_FOR: Mapping[str, Words] = {
    "household_book": ("与户口簿或者身份证核对", "checked with the household book or the card"),
    "same_person": ("核对两个村名单上是不是同一人", "whether two villages list the same person"),
    "objection": ("处理名单异议", "an objection to the roll"),
    "at_the_counter": ("领证、领票时核对本人", "who came for a card or a ballot"),
    "certificate": ("开具或者核对户籍地证明", "a certificate from the place of the hukou"),
}

SAID: Mapping[str, Callable[[Facts, Places], Words]] = {
    say.__name__: say
    for say in (
        step_done,
        step_taken_back,
        election_called,
        method_adopted,
        residents_added,
        id_number_shown,
        same_person_decided,
        residents_file_received,
        residents_file_repaired,
        residents_file_taken,
        residents_file_discarded,
        facts_recorded,
        fact_taken_back,
        meeting_recorded,
        roll_published,
        roll_frozen,
        objection_registered,
        objection_corrected,
        objection_decided,
        objection_appealed,
        roll_change_recorded,
        roll_change_reversed,
        roll_corrected,
        candidates_published,
        relatives_stated,
        kin_decided,
        round_opened,
        places_set_up,
        proxy_applied,
        proxy_decided,
        proxies_taken,
        proxy_withdrawn,
        proxies_published,
        proxy_letters_issued,
        assistance_added,
        assistance_withdrawn,
        assistance_published,
        training_entered,
        training_called_off,
        training_signed,
        training_attendance_taken_back,
        training_scored,
        training_people_named,
        training_person_struck,
        publicity_recorded,
        publicity_taken_back,
        question_added,
        slogan_added,
        text_withdrawn,
        text_put_back,
        sheets_printed,
        place_closed,
        entry_finished,
        entry_given_up,
        paper_read,
        entry_corrected,
        paper_attached,
        result_determined,
        result_declared,
        seats_left_vacant,
        officials_added,
        official_corrected,
        official_linked,
        duties_named,
        duties_carried_over,
        duty_ended,
        guarantees_given,
        guarantee_taken_back,
        inspection_recorded,
        inspection_taken_back,
        finding_recorded,
        task_opened,
        task_reported,
        task_closed,
        task_returned,
        task_handed_on,
        task_put_off,
        account_opened,
        *audit_trail.ACTS,
        *visits_trail.ACTS,
        *messages_trail.ACTS,
    )
}


def several(number: int, thing: str) -> str:
    """1 place, 3 places, 2 boxes, 4 proxies."""
    if number != 1 and thing.endswith("y"):
        return f"{number} {thing.removesuffix('y')}ies"
    return f"{number} {thing}" if number == 1 else f"{number} {thing}{'es' if thing.endswith('x') else 's'}"


def day_said(iso: str) -> Words:
    said = day(date.fromisoformat(iso))
    return said.zh, said.en


def vote_said(facts: Facts) -> Words:
    number = facts["round"]
    return f"第 {number} 次投票", f"vote {number}"


def place_named(sheet: str, places: Places) -> Words:
    """The place whose sheet a semantic id names."""
    named = parse_election_id(sheet)
    if named is None or named.round is None or named.place is None:
        return sheet, sheet
    return in_both(places.get((named.round, named.place), sheet))


def in_both(place: str) -> Words:
    return place, in_two_scripts(place)
