"""What a person reads when an act did not happen: why, and the way out. As a page, as a block for htmx, as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from cunxuan.core.errors import BadInput, Refusal
from cunxuan.web.context import standing
from cunxuan.web.templatetags.cx import either

NOT_YOUR_ROLE = "NOT_YOUR_ROLE"
#: The statuses of a refusal: the act is not to be, the thing is there.
REFUSED = (403, 409)
#: Where base.html has a place for problems that htmx brings; the form that was sent stays as it is.
PLACE = "#cx-problem"


@dataclass(frozen=True, slots=True)
class Problem:
    """One act that did not happen, in the reader's language. `kind` is the colour of its note."""

    status: int
    code: str
    title: str
    text: str
    way_out: str = ""
    kind: str = "plum"


def refused(refusal: Refusal) -> Problem:
    text, way_out = either(refusal.text, refusal.text_en), either(refusal.way_out, refusal.way_out_en)
    if refusal.code == NOT_YOUR_ROLE:
        return Problem(403, refusal.code, _("不由您办理"), str(text), str(way_out))
    return Problem(409, refusal.code, _("现在不能办"), str(text), str(way_out))


def unusable(problem: BadInput) -> Problem:
    return Problem(400, "BAD_INPUT", _("填的内容用不上"), str(either(problem.text, problem.text_en)), kind="late")


def answer(request: HttpRequest, problem: Problem, *, unaided: bool = False) -> HttpResponse:
    """The problem in the form in which it was asked for.

    `unaided` draws the page without asking the database: for a fault, which may be the database's.
    """
    if wants_json(request):
        return as_json(problem)
    if request.headers.get("HX-Request"):
        return as_block(problem)
    ways = {"back": way_back(request), "up": way_up(request) if problem.status in REFUSED else ""}
    context = {"problem": problem, **ways, "unaided": unaided, **standing()}
    page = render_to_string("web/problem.html", context, None if unaided else request)
    return HttpResponse(page, status=problem.status)


def wants_json(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    return "json" in accepted and "text/html" not in accepted


def as_json(problem: Problem) -> JsonResponse:
    """RFC 9457."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": f"{problem.text}{either('', ' ')}{problem.way_out}".strip(),
        "code": problem.code,
    }
    return JsonResponse(
        body,
        status=problem.status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def as_block(problem: Problem) -> HttpResponse:
    """A note that htmx puts at the head of the page, wherever the answer was to go."""
    response = HttpResponse(render_to_string("web/problem_block.html", {"problem": problem}), status=problem.status)
    response.headers["HX-Retarget"] = PLACE
    response.headers["HX-Reswap"] = "innerHTML show:top"
    return response


def way_up(request: HttpRequest) -> str:
    """The page of the thing itself: of an act on a village, a sheet or a result (/v/…/call) the page that holds it."""
    first, *rest = request.path.strip("/").split("/")
    return f"/{first}/{rest[0]}" if len(rest) > 1 else ""


def way_back(request: HttpRequest) -> str:
    """The page of ours that the reader came from."""
    came_from = request.headers.get("Referer", "")
    ours = {request.META.get("HTTP_HOST", "")}
    return came_from if url_has_allowed_host_and_scheme(came_from, ours) else ""
