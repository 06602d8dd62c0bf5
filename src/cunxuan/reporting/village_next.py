"""The one next act of a village: what, by when, whose it is, the page that does it, and why it cannot be done yet.

Public: `next_act(here) -> NextAct | None`, `NextAct`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from cunxuan.core.stages import State
from cunxuan.core.steps import NAMES
from cunxuan.core.telling_words import day
from cunxuan.core.timetable import Step
from cunxuan.counting.models import SheetState
from cunxuan.counting.queries import standing_of, task_of
from cunxuan.elections.actions import NEEDS, ORDER
from cunxuan.elections.models import Round
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.queries import PAGE_OF, step_of
from cunxuan.offices.models import Role
from cunxuan.web.pinyin import in_two_scripts
from cunxuan.web.why import Why, why_of_rule

from .village_facts import VOTES, Here, Wanted, Words, found_of, sheets_of
from .village_timetable import COUNTY_PLAN, days_said, may_record, why_of_step, why_outside

ASK_THEM: Words = (
    "由村民选举委员会、乡镇或者县换届办办理。",
    "The election committee, the township or the county office does this.",
)
ASK_TOWNSHIP: Words = ("由乡镇或者县换届办确定。", "The township or the county office does this.")

#: The button of a step; every other one is recorded.
BUTTONS: dict[str, Words] = {
    "audit_evaluation": ("去审计评议", "Go to audit and evaluation"),
    "election_day_fixed": ("确定选举日", "Fix polling day"),
    "method_adopted": ("记录选举办法", "Record the method"),
    "roll_published": ("公布名单", "Publish the roll"),
    "roll_frozen": ("核定人数", "Freeze the roll"),
    "candidates_published": ("公布候选人", "Publish the candidates"),
    "ballots_ready": ("印制计票单", "Print the count sheets"),
}
RECORD: Words = ("记录这一步", "Record this step")


#: Where it matters that the village's residents are not there yet.
NEED_RESIDENTS = ("registration_opened", "roll_published")
NO_RESIDENTS: Words = (
    "本村还没有居民名册，由县换届办用 cunxuan import residents 导入。",
    "The village has no list of residents yet; the county office brings it in with cunxuan import residents.",
)


@dataclass(frozen=True, slots=True)
class NextAct:
    """What comes next. Without an address nothing can be done here now, and `text` says why."""

    title: Words
    text: tuple[Words, ...]
    why: Why | None = None
    button: Words | None = None
    url: str = ""

    @property
    def waits(self) -> bool:
        """There is a button, but it cannot be pressed yet: its words are the reason."""
        return self.button is not None and not self.url


def next_act(here: Here) -> NextAct | None:
    """None when everything is done."""
    if here.election is None:
        return not_begun(here)
    for this in here.rounds:
        found = found_of(this)
        if (this.number > 1 or "ballots_ready" in here.done) and (found is None or found.declared_on is None):
            return of_vote(here, this)
    if here.wanted:
        return of_wanted(here, here.wanted[0])
    if here.rounds and "polling" not in here.done and not here.relatives_stated:
        return of_relatives(here)
    step = next((step for step in ORDER if is_open(here, step)), None)
    return of_step(here, step) if step else None


def not_begun(here: Here) -> NextAct:
    title = ("县里还没有部署换届", "The county has not opened the election yet")
    text = ("部署以后，这里显示日程和下一步。", "Once it has, the timetable and the next act stand here.")
    if here.account.role != Role.COUNTY:
        return NextAct(title, (text,))
    return NextAct(title, (text,), button=("开始换届", "Begin the election"), url=reverse("open_general_election"))


def is_open(here: Here, step: str) -> bool:
    """Not done, can be done, and not left behind by the vote."""
    voted = "polling" in here.done
    ahead = not voted or ORDER.index(step) > ORDER.index("polling")
    return ahead and step not in here.done and all(needed in here.done for needed in NEEDS.get(step, ()))


def of_relatives(here: Here) -> NextAct:
    """Once the candidates are published: who of them may not be elected together."""
    text = (
        "写明候选人里谁和谁有近亲属关系；都没有的，也要写明没有。",
        "State who of the candidates are relatives; where nobody is, state that.",
    )
    title, url = ("写明近亲属关系", "State who are relatives"), reverse("relatives", args=[here.village.pk])
    act = of_committee(here, title, text, title, url)
    return replace(act, why=why_of_rule(here.rules["committee_kin"]))


# A step


def of_step(here: Here, step: str) -> NextAct:
    assert here.election is not None, "a step belongs to an election"
    in_plan = step_of(here.election, step, here.today)
    if step == "ballots_ready" and not here.rounds[0].places.all():
        return of_vote(here, here.rounds[0])
    title, reason = NAMES[step], why_of_step(here, in_plan) if in_plan else why_outside(here, step)
    why = None if reason.basis == COUNTY_PLAN else reason
    when = when_said(in_plan, here.today) if in_plan else reason.rule
    text = (when, NO_RESIDENTS) if step in NEED_RESIDENTS and not here.has_residents else (when,)
    if not may_record(here, step):
        whose = ASK_TOWNSHIP if step == "election_day_fixed" else ASK_THEM
        return NextAct(title, (*text, whose), why)
    if waits := why_not_yet(here, step, in_plan):
        return NextAct(title, text, why, button=waits)
    return NextAct(title, text, why, BUTTONS.get(step, RECORD), address_of(here, step))


def address_of(here: Here, step: str) -> str:
    code = here.village.pk
    if step not in PAGE_OF:
        return reverse("complete_step", args=[code, step])
    return reverse(PAGE_OF[step], args=[code, 1] if PAGE_OF[step] == "print_sheets" else [code])


def when_said(step: Step, today: date) -> Words:
    """最迟 12 月 8 日，还剩 3 天；计划 12 月 7 日。"""
    planned = day(step.recommended)
    if step.latest is None:
        return f"计划 {planned.zh}。", f"Planned for {planned.en}."
    latest, left = day(step.latest), (step.latest - today).days
    if left < 0:
        return f"最迟应于 {latest.zh}，已超 {-left} 天。", f"It was due by {latest.en}, {days_said(-left)} ago."
    return (
        f"最迟 {latest.zh}，还剩 {left} 天；计划 {planned.zh}。",
        f"Due by {latest.en}, {days_said(left)} left; planned for {planned.en}.",
    )


def why_not_yet(here: Here, step: str, in_plan: Step | None) -> Words | None:
    if step == "roll_published" and not here.has_residents:
        return "公布名单（先由县换届办导入居民名册）", "Publish the roll (the county imports the residents first)"
    if in_plan and in_plan.earliest and here.today < in_plan.earliest:
        earliest = day(in_plan.earliest)
        return f"记录这一步（{earliest.zh}期满以后）", f"Record this step (once the period ends on {earliest.en})"
    return None


# A vote


def of_vote(here: Here, this: Round) -> NextAct:
    """From the places of a vote to its declared result."""
    name, on = VOTES[str(this.kind)], day(this.polling_on)
    places, sheets = list(this.places.all()), sheets_of(this)
    that_day = (f"{on.zh}{name[0]}。", f"{name[1]} on {on.en}.")
    if not places:
        title = ("设投票点和票箱", "Set up the places and boxes")
        return of_committee(here, title, that_day, title, reverse("set_up_places", args=[here.village.pk, this.number]))
    if not sheets:
        title, button = ("印制选票和计票单", "Print the ballots and count sheets"), BUTTONS["ballots_ready"]
        return of_committee(here, title, that_day, button, reverse("print_sheets", args=[here.village.pk, this.number]))
    still_open = sum(place.closed_at is None for place in places)
    if still_open:
        return before_closing(here, this, name, still_open)
    if any(sheet.state != SheetState.VERIFIED for sheet in sheets):
        return counting(here, this)
    return to_result(here, this)


def of_committee(here: Here, title: Words, text: Words, button: Words, url: str) -> NextAct:
    if here.account.role not in RECORDS:
        return NextAct(title, (text, ASK_THEM))
    return NextAct(title, (text,), button=button, url=url)


def before_closing(here: Here, this: Round, name: Words, still_open: int) -> NextAct:
    on, left = day(this.polling_on), (this.polling_on - here.today).days
    title = (f"{on.zh}{name[0]}", f"{name[1]} on {on.en}")
    if left > 0:
        return NextAct(title, ((f"还有 {left} 天。", f"{days_said(left)} to go."),))
    places_en = f"{still_open} places are" if still_open > 1 else "1 place is"
    text = (f"还有 {still_open} 个投票点没有关箱。", f"{places_en} not closed.")
    missing = [step for step in NEEDS["polling"] if step not in here.done] if this.kind == "first" else []
    if missing:
        return missing_before_poll(here, title, missing[0])
    places = reverse("places", args=[here.village.pk, this.number])
    return of_committee(here, title, text, ("办理关箱", "Close the places"), places)


def missing_before_poll(here: Here, title: Words, step: str) -> NextAct:
    zh, en = NAMES[step]
    text = (f"“{zh}”还没有记录，不能关箱。", f"“{en}” is not recorded, so no place can be closed.")
    return of_committee(here, title, text, RECORD, address_of(here, step))


def counting(here: Here, this: Round) -> NextAct:
    """Whatever the reader has to do with a sheet; else how many are verified."""
    sheets = sheets_of(this)
    verified = sum(sheet.state == SheetState.VERIFIED for sheet in sheets)
    text = (f"计票单 {len(sheets)} 张，已核对一致 {verified} 张。", f"{verified} of {len(sheets)} sheets are verified.")
    for sheet in sheets:
        sheet.place.round = this
        task = task_of(sheet, here.account)
        if task:
            title = (f"{sheet.place.name}：{task.zh}", f"{in_two_scripts(sheet.place.name)}: {task.en}")
            return NextAct(title, (text,), button=(task.zh, task.en), url=reverse("sheet", args=[sheet.semantic_id]))
    waiting = next(sheet for sheet in sheets if sheet.state != SheetState.VERIFIED)
    zh, en = standing_of(waiting)[1]
    return NextAct(
        ("计票", "The count"),
        (text, (f"{waiting.place.name}：{zh}。", f"{in_two_scripts(waiting.place.name)}: {en.lower()}.")),
        button=("看计票单", "See the count sheets"),
        url=reverse("sheet", args=[waiting.semantic_id]),
    )


def to_result(here: Here, this: Round) -> NextAct:
    found = found_of(this)
    title, button = (
        (("认定结果", "Determine the result"), ("去认定结果", "Determine the result"))
        if found is None
        else (("宣布结果", "Declare the result"), ("去宣布结果", "Declare the result"))
    )
    text = (
        ("计票单都已核对一致。", "Every sheet is verified.")
        if found is None
        else ("结果已认定，还没有宣布。", "The result is determined and not declared.")
    )
    return of_committee(here, title, text, button, reverse("result", args=[this.semantic_id]))


def of_wanted(here: Here, wanted: Wanted) -> NextAct:
    """A vote that has to follow and has no day."""
    zh, en = VOTES[wanted.kind]
    title = (f"确定{zh}的日期", f"Fix the day of the {en.lower()}")
    text = [matter for matter in here.standing.matters if matter.state in (State.RUNOFF, State.VOID)][:1]
    said = tuple((matter.text_zh, matter.text_en) for matter in text)
    why = here.standing.why(text[0]) if text else None
    if here.account.role not in RECORDS:
        return NextAct(title, (*said, ASK_THEM), why)
    button = (f"安排{zh}", f"Arrange the {en.lower()}")
    return NextAct(title, said, why, button=button, url=reverse("result", args=[wanted.after.semantic_id]))
