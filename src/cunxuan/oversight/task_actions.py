"""Verbs on tasks: open one, report it done, confirm or return it, hand it on, put it off.

A task has an owner, who does it, and somebody who asked for it, who says whether it is done. It comes back until that
is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Account, Division
from cunxuan.records.actions import attach, hold, trail
from cunxuan.records.models import AppendOnly, Attachment

from .models import Source, Task, TaskNote, TaskState


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """What is to be done, where, by whom and by when; `source_url` leads to where it was found."""

    place: Division
    title: str
    owner: Account
    due_on: date
    source: Source
    text: str = ""
    source_url: str = ""
    wants_paper: bool = False
    confidential: bool = False


@transaction.atomic
def open_task(new: NewTask, *, on: date, by: Account, at: datetime) -> Task:
    """Gives somebody something to do by a day (交办)."""
    if new.due_on < on:
        raise Refusal(
            "TASK_DUE_IN_THE_PAST",
            f"办结期限 {new.due_on} 早于交办的 {on}。",
            "请另定期限。",
            f"The task would be due on {new.due_on}, before {on}, when it is given.",
            "Choose a later day.",
        )
    if not new.place.pk.startswith(new.owner.division_id) and not new.owner.division_id.startswith(new.place.pk):
        raise Refusal(
            "TASK_OF_ANOTHER_PLACE",
            f"{new.owner.name}不在{new.place.name}，也不管{new.place.name}。",
            "请交给这个地方的人，或者管这个地方的人。",
            f"{new.owner.name} neither works in {new.place.name} nor answers for it.",
            "Give it to somebody of the place, or to somebody who answers for it.",
        )
    task = Task.objects.create(
        place=new.place,
        title=new.title,
        text=new.text,
        source=new.source,
        source_url=new.source_url,
        owner=new.owner,
        asked_by=by,
        opened_on=on,
        due_on=new.due_on,
        wants_paper=new.wants_paper,
        confidential=new.confidential,
    )
    note = noted(task, "opened", "", by=by, at=at)
    trail(chain_of(task), "task_opened", by=by.username, at=at, rows=[task, note], facts=facts_of(task))
    return task


@transaction.atomic
def report_done(task: Task, *, result: str, on: date, by: Account, at: datetime, paper: bytes | None = None) -> None:
    """The owner says what came of it; whoever asked for it looks. Who asked it of oneself has closed it."""
    hold(task)
    refuse_unless(task, TaskState.OPEN)
    if by != task.owner:
        raise not_the_owner(task)
    if paper is not None:
        attach(scope=chain_of(task), subject=task.subject, content=paper, by=by.username, at=at)
    if task.wants_paper and not papers_of(task).exists():
        raise Refusal(
            "TASK_WANTS_A_PAPER",
            "这件事要有签字的材料才能办结。",
            "请附上照片或者扫描件。",
            "This task is done only with a signed paper.",
            "Add a photograph or a scan of it.",
        )
    task.result, task.reported_on = result, on
    own = task.asked_by_id == by.pk
    task.state, task.closed_on = (TaskState.CLOSED, on) if own else (TaskState.REPORTED, None)
    record(task, "closed" if own else "reported", result, by=by, at=at)


@transaction.atomic
def confirm_task(task: Task, *, on: date, by: Account, at: datetime) -> None:
    """Whoever asked for it agrees that it is done (核对办结)."""
    hold(task)
    refuse_unless(task, TaskState.REPORTED)
    if by != task.asked_by:
        raise not_the_asker(task)
    task.state, task.closed_on = TaskState.CLOSED, on
    record(task, "closed", "", by=by, at=at)


@transaction.atomic
def return_task(task: Task, *, why: str, due_on: date, by: Account, at: datetime) -> None:
    """It is not done, or not as it should be: back to its owner with a new day; also one that was closed too early."""
    hold(task)
    refuse_unless(task, TaskState.REPORTED, TaskState.CLOSED)
    if by != task.asked_by:
        raise not_the_asker(task)
    task.state, task.closed_on, task.due_on = TaskState.OPEN, None, due_on
    record(task, "returned", why, by=by, at=at)


@transaction.atomic
def hand_on(task: Task, *, to: Account, why: str, by: Account, at: datetime) -> None:
    """Somebody else does it; the day stays."""
    hold(task)
    refuse_unless(task, TaskState.OPEN)
    if by not in (task.owner, task.asked_by):
        raise not_the_owner(task)
    task.owner = to
    record(task, "handed_on", why, by=by, at=at)


@transaction.atomic
def put_off(task: Task, *, due_on: date, why: str, by: Account, at: datetime) -> None:
    """Another day, from whoever asked for it."""
    hold(task)
    refuse_unless(task, TaskState.OPEN)
    if by != task.asked_by:
        raise not_the_asker(task)
    task.due_on = due_on
    record(task, "put_off", why, by=by, at=at)


def record(task: Task, act: str, text: str, *, by: Account, at: datetime) -> None:
    """Keeps the task as it is now, a line of its history, and the entry of the trail."""
    task.save()
    note = noted(task, act, text, by=by, at=at)
    trail(chain_of(task), f"task_{act}", by=by.username, at=at, rows=[task, note], facts=facts_of(task))


def noted(task: Task, act: str, text: str, *, by: Account, at: datetime) -> TaskNote:
    return TaskNote.objects.create(task=task, at=at, by=by, act=act, text=text)


def facts_of(task: Task) -> dict[str, object]:
    """What the trail says; of a confidential task only which it is."""
    if task.confidential:
        return {"task": task.pk}
    return {"task": task.pk, "title": task.title, "owner": task.owner.name, "due_on": task.due_on.isoformat()}


def chain_of(task: Task) -> str:
    """A confidential task is not in the chain of its place, which others read, but in the county's chain of these."""
    return f"C{task.place_id[:6]}" if task.confidential else task.place_id


def papers_of(task: Task) -> AppendOnly:
    return Attachment.objects.filter(subject=task.subject)


# -- refusals ---------------------------------------------------------------------------------------------------------


def refuse_unless(task: Task, *states: str) -> None:
    if task.state in states:
        return
    if task.state == TaskState.OPEN:
        raise Refusal(
            "TASK_NOT_REPORTED",
            f"“{task.title}”还在办理，由{task.owner.name}负责。",
            "办完以后再核对。",
            f"“{task.title}” is still being done, by {task.owner.name}.",
            "Confirm it once it is reported.",
        )
    last = task.notes.filter(act__in=("reported", "closed")).select_related("by").last()
    who = last.by.name if last else task.owner.name
    if task.state == TaskState.REPORTED:
        raise Refusal(
            "TASK_REPORTED",
            f"“{task.title}”已由{who}报告办完，等{task.asked_by.name}核对。",
            "要改的，请核对人退回。",
            f"“{task.title}” was reported done by {who} and waits for {task.asked_by.name}.",
            "To change it, have it returned.",
        )
    raise Refusal(
        "TASK_CLOSED",
        f"“{task.title}”已由{who}于 {task.closed_on} 办结。",
        "不用再办；有问题的，请交办人退回。",
        f"“{task.title}” was closed by {who} on {task.closed_on}.",
        "Nothing is left to do; if something is wrong, whoever asked for it returns it.",
    )


def not_the_owner(task: Task) -> Refusal:
    return Refusal(
        "TASK_OF_ANOTHER",
        f"“{task.title}”由{task.owner.name}负责。",
        f"请{task.owner.name}办理，或者由交办人转给您。",
        f"“{task.title}” is to be done by {task.owner.name}.",
        "Ask that person, or have the task handed on to you.",
    )


def not_the_asker(task: Task) -> Refusal:
    return Refusal(
        "TASK_ASKED_BY_ANOTHER",
        f"“{task.title}”是{task.asked_by.name}交办的。",
        f"请{task.asked_by.name}核对。",
        f"“{task.title}” was asked for by {task.asked_by.name}.",
        "That person says whether it is done.",
    )
