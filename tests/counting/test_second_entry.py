"""The second clerk enters the same paper, blind: no page, no answer and no trail tell what the first typed."""

import re

import pytest

import cast
from counting.sheet_pages import address, leave, numbered, text_of
from cunxuan.counting.models import SheetState
from cunxuan.records.models import TrailEntry

#: Figures, and a name, that stand nowhere else: in no date, no hour, no digest, no count of the roll.
FIRST = "printed 73519 · 段玉成 67 · 梁海生 29 · 主任另选:方大海 7"
SECRETS = ("73519", "73,519", "73410", "73,410", "方大海")


@pytest.fixture
def first_done(sheet, an):
    return cast.entered(sheet, an, FIRST)


def test_the_form_is_empty_and_looks_like_the_first(bai_types, first_done):
    squares = numbered(bai_types.get(address(first_done)))
    assert tuple(squares) == first_done.squares.keys
    assert set(squares.values()) == {""}


def test_what_was_typed_already_stays(bai_types, first_done):
    leave(bai_types, first_done, {"registered": "120"})
    assert numbered(bai_types.get(address(first_done)))["registered"] == "120"


def test_the_first_clerk_may_not_make_it(an_types, first_done):
    refused = leave(an_types, first_done, {"registered": "120"})
    assert refused.status_code == 409
    assert "两次录入须由不同的人完成。" in text_of(refused)


def test_a_second_that_is_equal_verifies_the_sheet(bai_types, first_done):
    answer = bai_types.post(address(first_done, "finish"), sent(first_done, FIRST), follow=True)
    assert "两次录入一致，已核对" in text_of(answer)
    assert cast.fresh(first_done).state == SheetState.VERIFIED


def test_a_second_that_differs_says_only_that_it_differs(bai_types, first_done):
    other = "printed 73519 · 段玉成 66 · 梁海生 30 · 主任另选:方大海 7"
    answer = bai_types.post(address(first_done, "finish"), sent(first_done, other), follow=True)
    assert "两次不完全一致，交第三人对照纸面裁定。" in text_of(answer)
    assert cast.fresh(first_done).state == SheetState.DIFFERS
    assert not re.search(r"第 [0-9、]+ 栏", text_of(answer))


def test_verified_figures_may_be_read_by_all_who_may_see_the_sheet(chen_reads, sheet):
    cast.verified(sheet, FIRST)
    page = text_of(chen_reads.get(address(sheet)))
    assert "12 段玉成 67" in page
    assert "方大海 7" in page
    assert "第一次录入 安" in page


def sent(sheet, said: str) -> dict[str, object]:
    """A whole form, as a browser without script sends it."""
    figures = cast.sheet_figures(sheet, said)
    lines = {key: figure for key, figure in figures.items() if ":" in key}
    squares = {key: figure for key, figure in figures.items() if ":" not in key}
    names = [key.partition(":")[2] for key in lines]
    return {**squares, "chair.write_in.name": names, "chair.write_in.votes": list(lines.values())}


# An attack: the second clerk asks every address there is


def addresses(sheet) -> list[str]:
    village = sheet.place.round.election.village_id
    this = sheet.place.round.semantic_id
    return [
        "/",
        "/count",
        "/count?show=all",
        address(sheet),
        address(sheet, "give-up"),
        address(sheet, "photographs/" + "0" * 64),
        *(f"/count/{sheet.semantic_id}/{act}" for act in ("squares", "finish", "paper", "again", "photographs")),
        "/villages",
        f"/v/{village}",
        f"/r/{this}",
        "/papers",
        "/search?q=柳树",
    ]


def typed_by_the_first(answer) -> set[str]:
    body = (b"".join(answer) if answer.streaming else answer.content).decode()
    return {secret for secret in SECRETS if secret in body}


def test_the_first_clerks_own_page_has_them_until_the_entry_is_finished(an_types, sheet):
    leave(an_types, sheet, {"printed": "73519"})
    assert typed_by_the_first(an_types.get(address(sheet))) == {"73,519"}


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"Accept": "application/json"}])
def test_no_answer_to_the_second_clerk_holds_a_figure_of_the_first(bai_types, first_done, headers):
    bai_types.raise_request_exception = False
    for url in addresses(first_done):
        for ask in (bai_types.get, bai_types.post):
            assert typed_by_the_first(ask(url, headers=headers)) == set(), f"{ask.__name__} {url}"


def test_nor_any_after_a_second_entry_that_differs(bai_types, first_done, bai):
    cast.entered(first_done, bai, "段玉成 60 · 梁海生 31")
    bai_types.raise_request_exception = False
    for url in addresses(first_done):
        assert typed_by_the_first(bai_types.get(url)) == set(), url


def test_the_trail_names_squares_and_never_what_stood_in_them(first_done):
    told = "".join(
        TrailEntry.objects.filter(act__in=("figures_typed", "entry_finished")).values_list("body", flat=True)
    )
    assert '"chair.write_in:"' in told
    assert [secret for secret in SECRETS if secret in told] == []
