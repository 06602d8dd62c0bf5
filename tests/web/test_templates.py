"""What the Content-Security-Policy forbids is in no template; classes are ours; comments stay comments."""

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src" / "cunxuan"
TEMPLATES = sorted(SOURCES.glob("*/templates/**/*.html"))
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "code in the page": r"<script\b(?![^>]*\bsrc=)",
    "code in an attribute": r"<[^>]*\son[a-z]+\s*=",
    "code for htmx": r"\bhx-on\b|\bhx-on:|hx-vals=['\"]js:|hx-headers=['\"]js:|hx-trigger=\"[^\"]*\[",
    "an address of code": r"javascript:",
    "another host": r"(?:src|href|action)=[\"'](?:https?:)?//",
}


def test_there_are_templates():
    assert TEMPLATES


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_a_template_needs_nothing_that_the_policy_forbids(template):
    text = re.sub(r"\{#.*?#\}", "", template.read_text(encoding="utf-8"))
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_no_comment_runs_over_its_line_and_into_the_page(template):
    assert re.findall(r"\{#(?!.*#\})", template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_every_class_of_ours_is_prefixed(template):
    text = re.sub(r"\{[{%#].*?[}%#]\}", " ", template.read_text(encoding="utf-8"))
    words = {word for classes in re.findall(r'\bclass="([^"]*)"', text) for word in classes.split()}
    assert {word for word in words if not word.startswith("cx-")} == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_what_is_looked_for_by_name_is_no_id_number_or_not_in_the_address(template):
    """An address stays in histories and in the logs of whatever stands before the server."""
    text = template.read_text(encoding="utf-8")
    if 'name="q"' in text:
        assert 'include "web/no_id_number.html"' in text or 'method="post"' in text
