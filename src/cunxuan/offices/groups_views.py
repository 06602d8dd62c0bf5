"""The groups of an election: who sits in them, which townships they cover, their list on paper (O10)."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.records.papers import file_of
from cunxuan.web.clock import now, today

from . import groups_actions as actions
from .duties_forms import EndForm, GroupForm, MemberForm
from .duties_papers import groups_list
from .duties_views import EITHER_WAY, NAMES, by
from .groups_queries import groups_shown
from .models import Division, Group, GroupMember, Level
from .policy import EVERYONE, AccountRequest, allow


@allow(*EVERYONE)
@require_GET
def groups(request: AccountRequest) -> HttpResponse:
    """The groups of the county and of the account's township, with their members."""
    shown = {
        "nav": "preparation",
        "groups": groups_shown(Group.objects.of(request.user).open()),
        "may_name": request.user.role in NAMES,
    }
    return render(request, "offices/groups.html", shown)


@allow(*EVERYONE)
@require_GET
def groups_paper(request: AccountRequest, fmt: str) -> HttpResponse:
    """O10: the groups of the account's county, or of its township; `blank` to be filled in by hand."""
    place = request.user.division
    if place.level == Level.VILLAGE and place.parent is not None:
        place = place.parent
    name, context = groups_list(place, blank="blank" in request.GET, today=today(), at=now())
    return file_of("O10", context, fmt, name=name)


@allow(*NAMES)
@require_http_methods(EITHER_WAY)
def group_new(request: AccountRequest) -> HttpResponse:
    townships = Division.objects.of(request.user).filter(level=Level.TOWNSHIP)
    form = GroupForm(request.POST or None, townships=townships, initial={"since": today()})
    if form.is_valid():
        group = actions.set_up_group(request.user.division, form.group, **by(request))
        messages.success(request, _("已设“%(group)s”，接着登记成员。") % {"group": group.name})
        return redirect("group", group.pk)
    return render(request, "offices/group_new.html", {"nav": "preparation", "form": form})


@allow(*NAMES)
@require_http_methods(EITHER_WAY)
def group(request: AccountRequest, pk: int) -> HttpResponse:
    """One group: its members, and the form in which the next one is typed."""
    one = group_of(request, pk)
    form = MemberForm(request.POST or None)
    if form.is_valid():
        actions.add_members(one, [form.sitting], since=today(), **by(request))
        messages.success(request, _("%(name)s已加入。") % {"name": form.cleaned_data["name"]})
        return redirect("group", pk)
    (found,) = groups_shown(Group.objects.filter(pk=pk))
    return render(request, "offices/group.html", {"nav": "preparation", "form": form, "one": found})


def group_of(request: AccountRequest, pk: int) -> Group:
    """A group that the account's own place, or one within it, has set up."""
    members = Prefetch("members", GroupMember.objects.select_related("official"))
    mine = Group.objects.filter(place__code__startswith=request.user.division_id, pk=pk)
    found = mine.select_related("place").prefetch_related(members).first()
    if found is None:
        raise Http404
    return found


@allow(*NAMES)
@require_http_methods(EITHER_WAY)
def group_end(request: AccountRequest, pk: int) -> HttpResponse:
    one = group_of(request, pk)
    form = EndForm(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        actions.end_group(one, on=form.cleaned_data["on"], why=form.cleaned_data["why"], **by(request))
        messages.success(request, _("“%(group)s”已撤销。") % {"group": one.name})
        return redirect("groups")
    return render(request, "offices/group_end.html", {"nav": "preparation", "form": form, "group": one})


@allow(*NAMES)
@require_http_methods(EITHER_WAY)
def seat_end(request: AccountRequest, pk: int) -> HttpResponse:
    rows = GroupMember.objects.filter(group__place__code__startswith=request.user.division_id, pk=pk)
    member = rows.select_related("group", "official").first()
    if member is None:
        raise Http404
    form = EndForm(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        actions.end_seat(member, on=form.cleaned_data["on"], why=form.cleaned_data["why"], **by(request))
        said = _("%(name)s已退出“%(group)s”。") % {"name": member.official.name, "group": member.group.name}
        messages.success(request, said)
        return redirect("group", member.group_id)
    return render(request, "offices/seat_end.html", {"nav": "preparation", "form": form, "member": member})
