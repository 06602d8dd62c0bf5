"""Tasks: mine today, all of a place, one with its history, and the acts on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.offices.models import Division, Level
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.web.clock import now, today

from . import task_actions as actions
from .models import Source, Task, TaskState
from .steps_due import steps_due
from .task_forms import DoneForm, HandOnForm, NewTaskForm, ReasonForm
from .task_queries import (
    ALL,
    CLOSED,
    LEFT,
    OVERDUE,
    REPORTED,
    SOURCES,
    Wanted,
    chosen,
    line_of,
    lines,
    mine,
    owners_for,
)

PAGE = 50
EITHER_WAY = ("GET", "POST")
#: What can be asked of the list, with its word.
STATES = (
    (LEFT, ("没有办结", "not closed")),
    (OVERDUE, ("逾期", "overdue")),
    (REPORTED, ("待核对", "to be confirmed")),
    (CLOSED, ("已办结", "closed")),
    (ALL, ("全部", "all")),
)


@allow(*EVERYONE)
@require_GET
def tasks(request: AccountRequest) -> HttpResponse:
    """Mine today; below, all that is open in the account's place."""
    wanted, day = Wanted.read(request.GET), today()
    found = chosen(request.user, wanted, day)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "nav": "tasks",
        "mine": mine(request.user, day),
        "steps": steps_due(request.user, day),
        "wanted": wanted,
        "page": page,
        "lines": lines(page.object_list, day),
        "count": page.paginator.count,
        "states": STATES,
        "sources": SOURCES.items(),
        "townships": Division.objects.of(request.user).filter(level=Level.TOWNSHIP),
    }
    return render(request, "oversight/tasks.html", context)


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def task_new(request: AccountRequest, code: str) -> HttpResponse:
    """A task in a place of the account."""
    place = get_object_or_404(Division.objects.of(request.user).select_related("parent"), pk=code)
    day = today()
    form = NewTaskForm(request.POST or None, owners=owners_for(place), today=day)
    if form.is_valid():
        said = form.cleaned_data
        new = actions.NewTask(
            place=place,
            title=said["title"],
            text=said["text"],
            owner=said["owner"],
            due_on=said["due_on"],
            wants_paper=said["wants_paper"],
            source=Source.OFFICE,
        )
        task = actions.open_task(new, on=day, by=request.user, at=now())
        messages.success(request, _("已交给%(name)s办理。") % {"name": task.owner.name})
        return redirect("task", task.pk)
    context = {"nav": "tasks", "place": place, "form": form}
    return render(request, "oversight/task_new.html", context, status=400 if form.errors else 200)


@allow(*EVERYONE)
@require_GET
def task(request: AccountRequest, pk: int) -> HttpResponse:
    """One task, its history, and what this account can do with it."""
    return page_of(request, task_of(request, pk))


def task_of(request: AccountRequest, pk: int) -> Task:
    whole = Task.objects.of(request.user).select_related("place__parent", "owner__division", "asked_by__division")
    return get_object_or_404(whole, pk=pk)


def page_of(request: AccountRequest, task: Task, wrong: forms.Form | None = None) -> HttpResponse:
    """The page with the forms this account may use; one that was filled in wrongly stays as it was filled in."""
    given = {type(wrong): wrong} if wrong else {}
    owns, asked, day = request.user == task.owner, request.user == task.asked_by, today()
    is_open = task.state == TaskState.OPEN
    context: dict[str, Any] = {"nav": "tasks", "task": task, "line": line_of(task, day)}
    context["notes"] = task.notes.select_related("by")
    context["papers"] = actions.papers_of(task).count()
    if owns and is_open:
        context["done"] = given.get(DoneForm) or DoneForm()
    if asked:
        context["later"] = given.get(ReasonForm) or ReasonForm(today=day, initial={"due_on": max(task.due_on, day)})
        context["may_confirm"] = task.state == TaskState.REPORTED
    if (owns or asked) and is_open:
        context["others"] = given.get(HandOnForm) or HandOnForm(owners=owners_for(task.place))
    return render(request, "oversight/task.html", context, status=400 if wrong else 200)


@allow(*EVERYONE)
@require_POST
def task_done(request: AccountRequest, pk: int) -> HttpResponse:
    task, form = task_of(request, pk), DoneForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_of(request, task, form)
    paper = form.cleaned_data["paper"]
    content = paper.read() if paper else None
    result = form.cleaned_data["result"]
    actions.report_done(task, result=result, paper=content, on=today(), by=request.user, at=now())
    return told(request, task, _("已报告办完。"))


@allow(*EVERYONE)
@require_POST
def task_confirm(request: AccountRequest, pk: int) -> HttpResponse:
    task = task_of(request, pk)
    actions.confirm_task(task, on=today(), by=request.user, at=now())
    return told(request, task, _("已核对办结。"))


@allow(*EVERYONE)
@require_POST
def task_later(request: AccountRequest, pk: int) -> HttpResponse:
    """Back to its owner, where it was reported done; else put off."""
    task, form = task_of(request, pk), ReasonForm(request.POST, today=today())
    if not form.is_valid():
        return page_of(request, task, form)
    act = actions.put_off if task.state == TaskState.OPEN else actions.return_task
    act(task, why=form.cleaned_data["why"], due_on=form.cleaned_data["due_on"], by=request.user, at=now())
    return told(request, task, _("期限已改。") if act is actions.put_off else _("已退回。"))


@allow(*EVERYONE)
@require_POST
def task_hand_on(request: AccountRequest, pk: int) -> HttpResponse:
    task = task_of(request, pk)
    form = HandOnForm(request.POST, owners=owners_for(task.place))
    if not form.is_valid():
        return page_of(request, task, form)
    to = form.cleaned_data["owner"]
    actions.hand_on(task, to=to, why=form.cleaned_data["why"], by=request.user, at=now())
    return told(request, task, _("已转给%(name)s。") % {"name": to.name})


def told(request: AccountRequest, task: Task, said: str) -> HttpResponse:
    """To the task, where this account still sees it, with one quiet sentence."""
    messages.success(request, said)
    visible = Task.objects.of(request.user).filter(pk=task.pk).exists()
    return redirect("task", task.pk) if visible else redirect("tasks")
