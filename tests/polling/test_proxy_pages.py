"""The pages of proxies, mobile boxes and scribes: what is typed is judged first, and kept on a second press."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from proxy_cast import BY, DAY, applied, taken, villager

import cast
from cunxuan.polling.models import Assistance, Proxy
from cunxuan.polling.proxy_actions import close_proxies, issue_letters, publish_proxies
from village_pages import said_after, text_of, wrong

PAGE, HELP = f"/v/{cast.LIUSHU}/roll/proxies", f"/v/{cast.LIUSHU}/roll/help"
TYPED = {"principal": "村民1", "holder": "村民9", "relation": "child", "reason": "work", "on": "2026-12-10"}
WRITTEN = {**TYPED, "in_writing": "on"}


@pytest.fixture
def election(liushu):
    return cast.at_stage(liushu, "roll_frozen")


@pytest.fixture
def clerk(an, signed_in):
    return signed_in(an)


@pytest.fixture
def committee(ding, signed_in):
    return signed_in(ding)


def test_an_empty_list_says_what_to_do(election, clerk):
    assert "收到书面委托书以后，在上面登记。" in text_of(clerk.get(PAGE))


def test_the_verdict_comes_before_anything_is_kept(election, clerk):
    said = text_of(clerk.post(PAGE, WRITTEN, headers={"HX-Request": "true"}))
    assert "可以委托" in said
    assert "组织法第十八条" in said
    assert not Proxy.objects.exists()


def test_every_reason_against_it_is_shown_at_once(election, clerk):
    taken(election, (2, 9), (3, 9), (4, 9))
    said = text_of(clerk.post(PAGE, {**TYPED, "reason": "at_home"}))
    assert "不能委托" in said
    for reason in ("已受 3 人委托，每人最多 3 人", "选举期间没有外出", "没有书面委托书"):
        assert reason in said


def test_a_second_press_keeps_it(election, clerk):
    answer = clerk.post(PAGE, {**WRITTEN, "keep": "now"})
    assert said_after(clerk, answer) == "已登记第 1 份，同意：村民1 委托 村民9。"
    assert Proxy.objects.get().approved is True


def test_it_may_wait_for_the_election_committee(election, clerk, committee):
    clerk.post(PAGE, {**WRITTEN, "keep": "later"})
    assert Proxy.objects.get().approved is None
    answer = committee.post(f"{PAGE}/1/decide", {"decision": "approve"})
    assert said_after(committee, answer) == "第 1 份委托：同意。"
    assert Proxy.objects.get().approved is True


def test_the_clerk_does_not_decide_what_waits(election, clerk):
    applied(election, 1, 9)
    assert clerk.post(f"{PAGE}/1/decide", {"decision": "approve"}).status_code == 403


def test_a_name_that_two_have_is_picked_from_the_list(election, clerk):
    namesake = villager(election, 11)
    namesake.name = "村民9"
    namesake.save()
    answer = clerk.post(PAGE, WRITTEN)
    assert wrong(answer, "holder") == "本村有几位叫“村民9”的，请从列出的人里选。"
    clerk.post(PAGE, {**WRITTEN, "holder_pk": namesake.pk, "keep": "now"})
    assert Proxy.objects.get().holder == namesake


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"holder": "没有这人"}, "holder", "本村没有叫“没有这人”的居民，请核对姓名。"),
        ({"principal": ""}, "principal", "请填委托人。"),
        ({"relation": ""}, "relation", "请选关系。"),
        ({"on": "2027-01-01"}, "on", "2027 年 1 月 1 日还没有到，今天是 2026 年 12 月 16 日。请填实际的日期。"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(election, clerk, typed, field, said):
    assert wrong(clerk.post(PAGE, {**WRITTEN, **typed}), field) == said


def test_a_person_of_another_village_cannot_be_picked(election, clerk, taoyuan):
    cast.at_stage(taoyuan, "roll_frozen")
    other = taoyuan.residents.get(name="村民9")
    answer = clerk.post(PAGE, {**WRITTEN, "holder_pk": other.pk})
    assert wrong(answer, "holder") == "本村没有叫“村民9”的居民，请核对姓名。"


def test_people_are_found_while_a_name_is_typed_with_a_few_small_queries(election, clerk):
    taken(election, (1, 9), (2, 9))
    clerk.get(f"{PAGE}/people?q=村民9")
    with CaptureQueriesContext(
        connection,
    ) as few:
        said = text_of(clerk.get(f"{PAGE}/people?q=村民9"))
    assert "受托 2 / 3" in said
    with CaptureQueriesContext(connection) as many:
        clerk.get(f"{PAGE}/people?q=村民")
    assert len(many) == len(few)


def test_the_list_costs_as_many_queries_for_sixty_as_for_three(election, clerk):
    taken(election, (1, 61), (2, 61), (3, 61))
    clerk.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        clerk.get(PAGE)
    taken(election, *((number, 61 + number // 3) for number in range(4, 60)))
    with CaptureQueriesContext(connection) as many:
        clerk.get(PAGE)
    assert len(many) == len(few)


def test_the_list_shows_how_many_each_holder_has_and_filters(election, clerk):
    taken(election, (1, 9), (2, 9), (3, 9), (4, 9))
    said = text_of(clerk.get(PAGE))
    assert "3 / 3" in said
    refused = text_of(clerk.get(f"{PAGE}?show=refused"))
    assert "村民4" in refused
    assert "村民1 " not in refused.partition("受托")[2]


def test_a_proxy_is_withdrawn(election, clerk):
    taken(election, (1, 9))
    assert said_after(clerk, clerk.post(f"{PAGE}/1/withdraw")) == "第 1 份委托已撤回。"
    assert Proxy.objects.get().withdrawn_on == cast.POLLING_DAY


def test_the_list_is_closed_published_and_printed(election, committee):
    taken(election, (1, 9), (2, 9))
    assert "已同意 2 份" in text_of(committee.get(f"{PAGE}/close"))
    committee.post(f"{PAGE}/close", {"on": "2026-12-12"})
    assert "其中 2 份第一次公布" in text_of(committee.get(f"{PAGE}/publish"))
    answer = committee.post(f"{PAGE}/publish", {"on": "2026-12-13"})
    assert said_after(committee, answer) == "委托名单已公布，12 月 13 日。"
    answer = committee.post(f"{PAGE}/letters")
    assert said_after(committee, answer) == "已制作委托投票证 2 份，可以打印。"
    assert committee.get(f"{PAGE}/letters.pdf").content.startswith(b"%PDF")
    assert committee.get(f"{PAGE}/letters.docx").content.startswith(b"PK")


def test_the_step_leads_to_the_page_of_its_own(election, committee):
    answer = committee.get(f"/v/{cast.LIUSHU}/steps/proxies_closed")
    assert answer.headers.get("Location", "").endswith("/roll/proxies/close")


def test_of_a_withdrawn_proxy_the_letter_is_not_printed_again(election, committee):
    rows = taken(election, (1, 9), (2, 9))
    close_proxies(election, on=DAY, **BY)
    publish_proxies(election, on=DAY, **BY)
    issue_letters(election, on=DAY, **BY)
    for row in rows:
        committee.post(f"{PAGE}/{row.number}/withdraw")
    assert committee.get(f"{PAGE}/letters.pdf").status_code == 409


@pytest.mark.parametrize("form", ["O38", "R05", "A11"])
@pytest.mark.parametrize(("fmt", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_forms_print_blank_to_be_filled_by_hand(election, clerk, form, fmt, begins):
    assert clerk.get(f"{PAGE}/blank/{form}.{fmt}").content.startswith(begins)


def test_a_mobile_voter_and_a_scribe_are_put_on_their_lists(election, committee):
    committee.post(HELP, {"resident": "村民1", "help": "mobile_box", "reason": "old", "box_no": "1"})
    committee.post(HELP, {"resident": "村民2", "help": "scribe", "reason": "cannot_write", "scribe": "村民20"})
    said = text_of(committee.get(HELP))
    assert "流动票箱 1 人，代写 1 人" in said
    answer = committee.post(f"{HELP}/publish", {"on": "2026-12-13"})
    assert said_after(committee, answer) == "流动票箱投票、代写名单已公布，12 月 13 日。"
    assert Assistance.objects.filter(published_on__isnull=False).count() == 2


def test_a_scribe_without_a_name_is_asked_for(election, committee):
    answer = committee.post(HELP, {"resident": "村民2", "help": "scribe", "reason": "cannot_write"})
    assert wrong(answer, "scribe") == "请填代写人的姓名。"
