"""The pages of proxies: type them in one after the other, see what blocks, decide, withdraw, publish, print."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.core.errors import Refusal
from cunxuan.elections.actions import refuse_unless_ready, rules_of
from cunxuan.elections.forms import StepForm
from cunxuan.elections.models import Election
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.queries import election_of
from cunxuan.elections.views import EITHER_WAY, act_page, recorded, step_said
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.rendering.catalogue import Format
from cunxuan.web.clock import now, today
from cunxuan.web.downloads import ENDINGS, download
from cunxuan.web.templatetags.cx import day as day_words

from . import proxy_actions as actions
from . import proxy_papers as papers
from .proxy_forms import ProxyForm
from .proxy_queries import letters_in_force, people_found, proxy_of, proxy_page, verdict

PAGE = 50
BLANKS = ("O38", "R05", "A11")


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def proxies(request: AccountRequest, code: str) -> HttpResponse:
    """The list, and the line in which the next one is typed: judged first, kept on a second press of Enter."""
    election = election_of(request.user, code)
    form = ProxyForm(request.POST or None, election=election, today=today())
    if not form.is_valid():
        return unjudged(request, election, form)
    if "keep" in request.POST:
        return kept(request, election, form)
    found = verdict(election, form.application)
    if request.htmx:
        shown = {"village": election.village, "form": form, "verdict": found}
        return render(request, "polling/proxy_verdict.html", shown)
    return the_list(request, election, form, verdict=found)


def unjudged(request: AccountRequest, election: Election, form: ProxyForm) -> HttpResponse:
    if request.htmx and form.is_bound:
        return render(request, "polling/proxy_faults.html", {"form": form})
    return the_list(request, election, form)


def kept(request: AccountRequest, election: Election, form: ProxyForm) -> HttpResponse:
    by, at, asked = request.user.username, now(), form.application
    values = {"principal": asked.principal.name, "holder": asked.holder.name}
    if request.POST["keep"] == "later":
        row = actions.apply_for_proxy(election, asked, by=by, at=at)
        said = _("已登记第 %(number)d 份，待审核：%(principal)s 委托 %(holder)s。")
    else:
        (row,) = actions.take_proxies(election, [asked], on=today(), by=by, at=at)
        said = (
            _("已登记第 %(number)d 份，同意：%(principal)s 委托 %(holder)s。")
            if row.approved
            else _("已登记第 %(number)d 份，不同意：%(principal)s 委托 %(holder)s。")
        )
    messages.success(request, said % {**values, "number": row.number})
    return redirect("proxies", election.village_id)


def the_list(request: AccountRequest, election: Election, form: ProxyForm, **more: object) -> HttpResponse:
    wanted, show = request.GET.get("q", "").strip()[:40], request.GET.get("show", "")
    found = proxy_page(election, show, wanted)
    open_now = "roll_published" in election.done and "polling" not in election.done
    shown = {
        "nav": "villages",
        "village": election.village,
        "election": election,
        "form": form,
        "found": found,
        "page": Paginator(found.lines, PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "chosen": show,
        "is_open": open_now,
        "may_record": request.user.role in RECORDS and "polling" not in election.done,
        "rules": rules_of(election),
    }
    return render(request, "polling/proxies.html", {**shown, **more})


@allow(*EVERYONE)
@require_GET
def proxy_people(request: AccountRequest, code: str) -> HttpResponse:
    """People of the village while a name is being typed."""
    election = election_of(request.user, code)
    typed = request.GET.get("q", "")[:40]
    shown = {"people": people_found(request.user, election, typed), "wanted": typed.strip()}
    return render(request, "polling/people_found.html", {**shown, "cap": rules_of(election).number("proxy_cap")})


@allow(*RECORDS)
@require_POST
def decide_proxy(request: AccountRequest, code: str, number: int) -> HttpResponse:
    election = election_of(request.user, code)
    approved = request.POST.get("decision") == "approve"
    row = actions.decide_proxy(
        proxy_of(election, number), approved=approved, on=today(), by=request.user.username, at=now()
    )
    said = _("第 %(number)d 份委托：同意。") if row.approved else _("第 %(number)d 份委托：不同意。")
    messages.success(request, said % {"number": number})
    return redirect("proxies", code)


@allow(*EVERYONE)
@require_POST
def withdraw_proxy(request: AccountRequest, code: str, number: int) -> HttpResponse:
    election = election_of(request.user, code)
    actions.withdraw_proxy(proxy_of(election, number), on=today(), by=request.user.username, at=now())
    messages.success(request, _("第 %(number)d 份委托已撤回。") % {"number": number})
    return redirect("proxies", code)


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def close_proxies(request: AccountRequest, code: str) -> HttpResponse:
    election = election_of(request.user, code)
    refuse_unless_ready(election, "proxies_closed")
    form = StepForm(request.POST or None, election=election, step="proxies_closed", today=today())
    if form.is_valid() and form.settled:
        actions.close_proxies(election, on=form.cleaned_data["on"], by=request.user.username, at=now())
        return recorded(request, election, step_said("proxies_closed", form))
    return act_page(request, "polling/close_proxies.html", election, "proxies_closed", form, found=proxy_page(election))


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def publish_proxies(request: AccountRequest, code: str) -> HttpResponse:
    """The list for the first time, as a step of the timetable; or again, when it has changed."""
    election = election_of(request.user, code)
    if "proxies_published" not in election.done:
        refuse_unless_ready(election, "proxies_published")
    form = StepForm(request.POST or None, election=election, step="proxies_published", today=today())
    if form.is_valid() and form.settled:
        on = form.cleaned_data["on"]
        actions.publish_proxies(election, on=on, by=request.user.username, at=now())
        messages.success(request, _("委托名单已公布，%(day)s。") % {"day": day_words(on)})
        return redirect("proxies", code)
    found = proxy_page(election)
    return act_page(request, "polling/publish_proxies.html", election, "proxies_published", form, found=found)


@allow(*RECORDS)
@require_POST
def issue_letters(request: AccountRequest, code: str) -> HttpResponse:
    election = election_of(request.user, code)
    made = actions.issue_letters(election, on=today(), by=request.user.username, at=now())
    messages.success(request, _("已制作委托投票证 %(count)d 份，可以打印。") % {"count": len(made)})
    return redirect("proxies", code)


@allow(*EVERYONE)
@require_GET
def proxy_letters(request: AccountRequest, code: str, fmt: Format) -> HttpResponse:
    """All letters of the village in one file, two on a sheet."""
    election = election_of(request.user, code)
    if fmt not in ENDINGS:
        raise Http404
    letters = letters_in_force(election)
    if not letters:
        raise Refusal(
            "NO_LETTERS",
            "还没有制作委托投票证。",
            "名单公布以后，在委托页制作。",
            "No letter has been made yet.",
            "Make them on the page of proxies once the list is published.",
        )
    return download(papers.letters_as_file(letters, fmt), f"{election.village.name}委托投票证", fmt)


@allow(*EVERYONE)
@require_GET
def proxy_blank(request: AccountRequest, code: str, form_id: str, fmt: Format) -> HttpResponse:
    """A form of the village to be filled in by hand."""
    election = election_of(request.user, code)
    if form_id not in BLANKS or fmt not in ENDINGS:
        raise Http404
    return download(papers.blank(election, form_id, fmt), f"{election.village.name}{form_id}空白表", fmt)
