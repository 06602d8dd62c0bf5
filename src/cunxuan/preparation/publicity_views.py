"""Publicity: what was printed, broadcast and hung up, with photographs; the slogans; O15 and O16."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.core.errors import BadInput
from cunxuan.offices.models import CODE_LENGTH, Division, Level, Role
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.records.actions import attachment_path
from cunxuan.records.models import Attachment
from cunxuan.records.papers import file_of
from cunxuan.web.clock import now, today

from . import publicity_actions as actions
from . import publicity_queries as queries
from . import training_papers as papers
from .models.publicity import CountyText, PublicityItem, TextKind
from .publicity_forms import ItemForm, SloganForm
from .training_forms import WhyForm
from .training_views import A_PAGE, EITHER_WAY, HOLDS, village_of
from .training_words import PUBLICITY

LARGEST = 20 * 1024 * 1024


@allow(*EVERYONE)
@require_GET
def publicity(request: AccountRequest) -> HttpResponse:
    """What was done, its totals by kind and township, and the villages that nothing reached."""
    wanted, kind = request.GET.get("q", "").strip()[:40], request.GET.get("kind", "")
    everything = queries.items_of(request.user, today())
    done = queries.standing(everything)
    found = queries.items_of(request.user, today(), wanted, kind) if wanted or kind in PUBLICITY else everything
    context = {
        "nav": "preparation",
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "kind": kind,
        "kinds": PUBLICITY.items(),
        "sums": queries.sums(done),
        "townships": queries.township_lines(request.user, done) if request.user.role == Role.COUNTY else (),
        "without": queries.without_any(request.user, today()),
        "may_record": request.user.role in HOLDS,
        "any": bool(everything),
    }
    return render(request, "preparation/publicity.html", context)


@allow(*HOLDS)
@require_http_methods(EITHER_WAY)
def publicity_new(request: AccountRequest) -> HttpResponse:
    form = ItemForm(request.POST or None, account=request.user, today=today())
    if form.is_valid():
        place = Division.objects.of(request.user).get(pk=form.cleaned_data["place"])
        (item,) = actions.record_publicity(place, [form.item], by=request.user.username, at=now())
        messages.success(request, _("已登记“%(title)s”，可以附照片。") % {"title": item.title})
        return redirect("publicity_item", item.pk)
    context = {"nav": "preparation", "form": form}
    return render(request, "preparation/publicity_new.html", context, status=400 if form.errors else 200)


@allow(*EVERYONE)
@require_GET
def publicity_item(request: AccountRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    context = {
        "nav": "preparation",
        "item": item,
        "photographs": queries.photographs(item),
        "may_record": request.user.role in HOLDS,
    }
    return render(request, "preparation/publicity_item.html", context)


@allow(*HOLDS)
@require_POST
def publicity_photographs(request: AccountRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    files = request.FILES.getlist("photograph")
    for file in files:
        if (file.size or 0) > LARGEST:
            raise BadInput(
                f"照片 {file.name} 超过 20 MB，一张也没有存。请用手机平常的画质拍，或者缩小后再传。",
                f"{file.name} is larger than 20 MB; none was kept. Take it at the usual quality, or make it smaller.",
            )
    for file in files:
        actions.add_photograph(item, file.read(), by=request.user.username, at=now())
    if files:
        messages.success(request, _("已存照片 %(count)d 张。") % {"count": len(files)})
    return redirect("publicity_item", pk)


@allow(*EVERYONE)
@require_GET
def publicity_photograph(request: AccountRequest, pk: int, digest: str) -> HttpResponseBase:
    item = item_of(request, pk)
    kept = Attachment.objects.filter(subject=item.subject, digest=digest).first()
    path = attachment_path(digest)
    if kept is None or not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=kept.media_type)
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cache-Control"] = "private, max-age=600"
    return response


@allow(*HOLDS)
@require_http_methods(EITHER_WAY)
def publicity_take_back(request: AccountRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.take_back_publicity(item, on=today(), why=why, by=request.user.username, at=now())
        messages.success(request, _("已撤回“%(title)s”。") % {"title": item.title})
        return redirect("publicity_item", pk)
    context = {"nav": "preparation", "item": item, "form": form}
    return render(request, "preparation/publicity_take_back.html", context, status=400 if form.errors else 200)


@allow(*EVERYONE)
@require_GET
def village_publicity(request: AccountRequest, code: str) -> HttpResponse:
    """What reached a village."""
    village = village_of(request.user, code)
    items = queries.reached(Division.objects.filter(pk=village.pk), today())[village.pk]
    context = {
        "nav": "preparation",
        "village": village,
        "items": items,
        "part": queries.part(village.pk, items),
        "readable": {one.place_id for one in items if one.place_id.startswith(request.user.division_id)},
        "may_record": request.user.role in HOLDS,
    }
    return render(request, "preparation/village_publicity.html", context)


# Slogans


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def slogans(request: AccountRequest) -> HttpResponse:
    """The slogans that may be hung up; the county adds its own."""
    county = county_of(request)
    form = SloganForm(request.POST or None)
    if form.is_valid() and request.user.role == Role.COUNTY:
        actions.add_slogan(county, form.cleaned_data["text"], on=today(), by=request.user.username, at=now())
        messages.success(request, _("已加入一条标语。"))
        return redirect("slogans")
    context = {"nav": "preparation", "slogans": list(queries.slogans(county)), "form": form}
    return render(request, "preparation/slogans.html", context, status=400 if form.errors else 200)


@allow(Role.COUNTY)
@require_http_methods(EITHER_WAY)
def slogan_withdraw(request: AccountRequest, key: str) -> HttpResponse:
    listed = queries.slogans(county_of(request))
    return withdrawing(request, TextKind.SLOGAN, listed, key, said=_("已撤下这条标语。"), back_to="slogans")


@allow(Role.COUNTY)
@require_POST
def slogan_show(request: AccountRequest, key: str) -> HttpResponse:
    return showing_again(request, TextKind.SLOGAN, key, said=_("已重新列出这条标语。"), back_to="slogans")


@allow(*EVERYONE)
@require_GET
def publicity_paper(request: AccountRequest, form_id: str, kind: str) -> HttpResponse:
    """O15 with the slogans that are listed; O16 with the questions that are shown."""
    county = county_of(request)
    if form_id == "O15":
        listed = (one.text for one in queries.slogans(county) if one.withdrawn is None)
        return file_of("O15", papers.slogans_of(county, listed, today()), kind)
    if form_id != "O16":
        raise Http404
    phases = queries.in_phases(queries.shown(queries.library(county, today())))
    return file_of("O16", papers.leaflet_of(county, phases, today()), kind)


# What the pages share


def item_of(request: AccountRequest, pk: int) -> PublicityItem:
    item = PublicityItem.objects.of(request.user).select_related("place").filter(pk=pk).first()
    if item is None:
        raise Http404
    return item


def county_of(request: AccountRequest) -> Division:
    return Division.objects.get(pk=request.user.division_id[: CODE_LENGTH[Level.COUNTY]])


def withdrawing(
    request: AccountRequest,
    kind: TextKind,
    listed: Iterable[queries.Slogan | queries.Shown],
    key: str,
    *,
    said: str,
    back_to: str,
) -> HttpResponse:
    """Takes a slogan or a question down, with the reason."""
    one = next((one for one in listed if one.key == key), None)
    if one is None:
        raise Http404
    form = WhyForm(request.POST or None)
    if form.is_valid():
        actions.withdraw_text(
            county_of(request),
            kind,
            row=one.own,
            key=one.key,
            on=today(),
            why=form.cleaned_data["why"],
            by=request.user.username,
            at=now(),
        )
        messages.success(request, said)
        return redirect(back_to)
    context = {"nav": "preparation", "one": one, "form": form}
    return render(request, f"preparation/{kind}_withdraw.html", context, status=400 if form.errors else 200)


def showing_again(request: AccountRequest, kind: TextKind, key: str, *, said: str, back_to: str) -> HttpResponse:
    """Lists again what was taken down."""
    row = withdrawn_row(request, kind, key)
    if "show" in request.POST:
        actions.put_text_back(row, by=request.user.username, at=now())
        messages.success(request, said)
    return redirect(back_to)


def withdrawn_row(request: AccountRequest, kind: TextKind, key: str) -> CountyText:
    """What was taken down, by the key of the library or the number of the county's own text."""
    rows = CountyText.objects.of(request.user).filter(kind=kind, withdrawn_on__isnull=False)
    own = key.isascii() and key.isdigit() and len(key) <= 12
    found = rows.filter(pk=int(key), key="").first() if own else rows.filter(key=key).exclude(key="").first()
    if found is None:
        raise Http404
    return found
