"""Whose a village is: for everybody else none of its pages exists, and each post does its own acts."""

import pytest

import cast

VILLAGE_PAGES = ("", "/trail", "/why/roll_published", "/rounds/1/places", "/rounds/1/sheets.pdf")
ACTS = (
    "/method",
    "/steps/handover_by",
    "/steps/committee_chosen/back",
    "/roll/publish",
    "/roll/freeze",
    "/candidates",
    "/rounds/1/places/new",
    "/rounds/1/places/1/close",
    "/rounds/1/print",
)
PAGES = (*VILLAGE_PAGES, "/call", *ACTS)


@pytest.fixture
def voted(liushu):
    """柳树村 after its vote, so that every page could exist."""
    return cast.at_stage(liushu, "polling")


@pytest.fixture
def stranger(shimen_reviewer, signed_in):
    return signed_in(shimen_reviewer)


@pytest.fixture
def shimen_reviewer(qinghe):
    """The reviewer of the other township, who may do every act at home."""
    return cast.open_account(
        username="shi",
        name="史",
        role=cast.Role.TOWNSHIP,
        division=cast.Division.objects.get(pk=cast.SHIMEN),
        password=cast.hashed(),
        by="ren",
        at=cast.AT,
    )


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_for_the_other_township_the_village_does_not_exist(voted, stranger, page, method):
    answer = getattr(stranger, method)(f"/v/{cast.LIUSHU}{page}")
    assert answer.status_code == (405 if method == "post" and page in VILLAGE_PAGES else 404)


@pytest.mark.parametrize("page", PAGES)
def test_a_village_that_does_not_exist_looks_the_same(qinghe, stranger, page):
    assert stranger.get(f"/v/360123101999{page}").status_code == 404


@pytest.mark.parametrize("page", VILLAGE_PAGES)
def test_the_other_townships_clerk_does_not_see_it_either(voted, he, signed_in, page):
    assert signed_in(he).get(f"/v/{cast.LIUSHU}{page}").status_code == 404


@pytest.mark.parametrize("page", ("/call", *ACTS))
def test_a_clerk_does_none_of_the_acts(voted, an, signed_in, page):
    assert signed_in(an).get(f"/v/{cast.LIUSHU}{page}").status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_anything_without_signing_in(voted, client, page):
    answer = client.get(f"/v/{cast.LIUSHU}{page}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login?next=")


@pytest.mark.parametrize("page", VILLAGE_PAGES)
def test_every_post_of_the_place_reads_the_village(voted, ren, chen, an, ding, signed_in, page):
    assert {signed_in(account).get(f"/v/{cast.LIUSHU}{page}").status_code for account in (ren, chen, an, ding)} == {200}


def test_a_committee_does_not_see_the_next_village(voted, ding, signed_in):
    assert signed_in(ding).get(f"/v/{cast.TAOYUAN}").status_code == 404


def test_a_township_is_no_village(voted, ren, signed_in):
    assert signed_in(ren).get(f"/v/{cast.LIULIN}").status_code == 404
