"""The forms there are, and making them: `render("A12", context, "pdf")`.

A form is a folder in `forms/` whose package holds `FORM`; nothing else lists it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from . import compiler, forms
from .faults import RenderingFault
from .form import Form as Form
from .form import Format as Format
from .paper import Paper


def found() -> Iterator[Form]:
    for module in iter_modules(forms.__path__):
        form: Form = import_module(f"{forms.__name__}.{module.name}").FORM
        yield form


#: In the order of their ids, which is that of the catalogue of papers.
FORMS: tuple[Form, ...] = tuple(sorted(found(), key=lambda form: form.id))


def form(form_id: str) -> Form:
    """The form of this id."""
    for kind in FORMS:
        if kind.id == form_id:
            return kind
    known = "、".join(kind.id for kind in FORMS)
    raise RenderingFault(
        "PAPER_FORM",
        f"没有编号为 {form_id} 的文书。现有：{known}。",
        f"There is no form {form_id}. There are: {known}.",
    )


def render(form_id: str, context: Mapping[str, Any], fmt: Format) -> bytes:
    """The paper as a file. The same context gives the same bytes."""
    kind = form(form_id)
    if fmt not in kind.formats:
        raise RenderingFault("PAPER_FORM", f"{form_id} 不能做成 {fmt}。", f"{form_id} cannot be made as {fmt}.")
    if fmt == "docx":
        return kind.word(kind.printed(context))
    return compiler.pdf([(form_id, kind.printed(context))])


def render_blank(form_id: str, paper: Paper, fmt: Format) -> bytes:
    """An empty sheet of a form, to be filled in by hand; those that have one say so by `Form.blank`."""
    kind = form(form_id)
    printed = kind.empty(paper)
    return kind.word(printed) if fmt == "docx" else compiler.pdf([(form_id, printed)])


def render_many(papers: Sequence[tuple[str, Mapping[str, Any]]]) -> bytes:
    """Several papers (form id, context) in one PDF, each with its own page numbers: a village's pack to print."""
    return compiler.pdf([(form_id, form(form_id).printed(context)) for form_id, context in papers])


def render_png(form_id: str, context: Mapping[str, Any], dpi: int = 48) -> bytes:
    """A picture of the paper's first page, filled figures as if by hand: what a telephone would photograph."""
    return compiler.png(form_id, {**form(form_id).printed(context), "by_hand": True}, dpi)
