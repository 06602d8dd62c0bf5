"""The gate: no election day before audit and evaluation are published, by whatever road, unless the county opens it."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse

import cast
import cunxuan.cli
from access.examples import routes
from cunxuan.core.errors import BadInput, Refusal
from cunxuan.core.law import rules_for
from cunxuan.core.stages import State
from cunxuan.elections import actions as elections
from cunxuan.elections.models import Election
from cunxuan.elections.queries import finding_if_done
from cunxuan.offices.actions import Place, add_divisions
from cunxuan.offices.models import Account, Division, Role
from cunxuan.preparation import audit_actions as audits
from cunxuan.preparation.audit_queries import overrides, part_of, two_first_of
from cunxuan.preparation.models import Confirmation, GateOverride
from cunxuan.records.actions import printed_context
from cunxuan.records.models import IssuedPaper, TrailEntry
from cunxuan.records.verification import verify
from cunxuan.rendering import catalogue
from preparation.auditing import AUDIT, AUDIT_NOTICE, EVALUATION, NOTICE, OVERRIDE, PAGE
from rendering.reading import pdf_text
from village_pages import text_of

CALL = {"polling_day": "2026-12-16", "on": "2026-11-05"}
#: What a form could want that tries to get past: every field of the two acts that the gate holds, and of its override.
EVERYTHING = {**CALL, "step": "audit_evaluation", "signer": "陈", "note": "", "sure": "yes", "seen": CALL["on"]}
STEPS = ("audit_evaluation", "election_day_fixed")
#: The only road past the gate without audit and evaluation is the county's, with a reason.
THE_COUNTYS_OWN = "gate_override"


@pytest.fixture
def election(liushu, settings):
    settings.TODAY = "2026-11-05"
    return liushu.elections.get()


@pytest.fixture
def people(an, ren, chen, ding):
    return an, ren, chen, ding


def call(election: Election, day: date = cast.POLLING_DAY) -> None:
    elections.call_election(election, polling_day=day, on=date(2026, 11, 5), by="chen", at=cast.AT)


def confirm(election: Election) -> Confirmation:
    return elections.confirm_two_first(election, signer="陈", on=date(2026, 11, 5), by="chen", at=cast.AT)


def opened(village: Division) -> GateOverride:
    return audits.open_gate(village, **OVERRIDE, on=date(2026, 11, 4), by="ren", at=cast.AT)


def refusal(act: Any, *given: Any, **named: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act(*given, **named)
    return refused.value


# No road leads past it


def arguments(route: str) -> list[tuple[Any, ...]]:
    """Every way in which a route could be meant for 柳树村: its village, its steps, its first round and rows."""
    given: list[tuple[Any, ...]] = [(), (cast.LIUSHU,)]
    given += [(cast.LIUSHU, step) for step in (*STEPS, "branch_elected")]
    given += [(cast.LIUSHU, 1), (1,), (f"{cast.LIUSHU}.2026.general.r1",)]
    return [one for one in given if fits(route, one)]


def fits(route: str, given: tuple[Any, ...]) -> bool:
    try:
        reverse(route, args=given)
    except NoReverseMatch:
        return False
    return True


def test_no_route_passes_it_whoever_sends_whatever(election, people, signed_in):
    tried = 0
    for somebody in people:
        browser = signed_in(somebody, raise_request_exception=False)
        for route in routes():
            if route in (THE_COUNTYS_OWN, "logout"):
                continue
            for given in arguments(route):
                browser.post(reverse(route, args=given), EVERYTHING)
                tried += 1
        election.refresh_from_db()
        assert not set(STEPS) & set(election.done), somebody
        assert election.polling_day is None, somebody
    assert tried > 400


@pytest.mark.parametrize("step", STEPS)
def test_no_action_passes_it(election, step):
    if step == "election_day_fixed":  # even where an older installation had the first step already
        elections.mark_done(election, "audit_evaluation", date(2026, 10, 28))
    found = refusal(elections.complete_step, election, step, on=date(2026, 11, 5), by="ren", at=cast.AT)
    assert found.code == "AUDIT_FIRST"
    election.refresh_from_db()
    assert step not in election.done


def test_every_action_of_an_election_is_asked(election):
    """Whatever in elections.actions takes an election: none of them fixes its day."""
    elections.mark_done(election, "audit_evaluation", date(2026, 10, 28))
    everything = {
        "polling_day": cast.POLLING_DAY,
        "on": date(2026, 11, 5),
        "by": "ren",
        "at": cast.AT,
        "step": "election_day_fixed",
        "signer": "陈",
        "reason": "",
        "seats": cast.SEATS,
        "measures": {},
    }
    tried = []
    for name, act in vars(elections).items():
        wanted = getattr(act, "__wrapped__", act)
        names = getattr(getattr(wanted, "__code__", None), "co_varnames", ())
        if getattr(wanted, "__module__", "") == elections.__name__ and names[:1] == ("election",) and "by" in names:
            keys = names[1 : wanted.__code__.co_argcount + wanted.__code__.co_kwonlyargcount]
            with pytest.raises(Refusal):
                act(election, **{key: everything[key] for key in keys if key in everything})
            tried.append(name)
    assert {"call_election", "complete_step", "confirm_two_first"} <= set(tried)
    election.refresh_from_db()
    assert election.polling_day is None


#: What fixes a day or opens the gate. The demonstration uses them, and refuses a database that holds anything.
PASSES = {"call_election", "complete_step", "confirm_two_first", "mark_done", "open_gate", "sign_confirmation"}


def test_no_command_passes_it():
    """No command imports an act that could, or the modules that hold them."""
    for file in Path(cunxuan.cli.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = {alias.name for alias in node.names}
                assert not PASSES & names, file.name
                assert not ((node.module or "").startswith("cunxuan.elections") and "actions" in names), file.name
            if isinstance(node, ast.Attribute):
                assert node.attr not in PASSES, file.name


# What it says


def test_it_says_in_one_sentence_what_is_missing_and_the_way_out(election):
    found = refusal(confirm, election)
    missing = "审计报告、审计结果公告、民主评议表、评议结果公告"
    assert found.text == f"不能办“选前审计和民主评议”：关口 G1（两先一后）没有通过，缺：{missing}。"
    assert "由县换届办写明理由和法律依据放行" in found.way_out
    assert "the audit report" in found.text_en


@pytest.mark.parametrize(
    ("acts", "missing"),
    [
        (("audit",), "审计结果公告、民主评议表、评议结果公告"),
        (("audit", "audit_notice"), "民主评议表、评议结果公告"),
        (("audit", "audit_notice", "evaluation"), "评议结果公告"),
    ],
)
def test_each_of_the_four_is_wanted(election, liushu, acts, missing):
    done_through_pages(liushu, acts)
    assert f"缺：{missing}。" in refusal(confirm, election).text


def done_through_pages(village: Division, acts: tuple[str, ...]) -> None:
    audit = audits.record_audit(village, cast.AUDIT, by="chen", at=cast.AT)
    if "audit_notice" in acts:
        said = {"on": date(2026, 10, 14), "place": "村务公开栏", "until": date(2026, 10, 21)}
        audits.publish_audit(audit, **said, by="chen", at=cast.AT)
    if "evaluation" in acts:
        audits.record_evaluation(village, cast.EVALUATION, by="chen", at=cast.AT)


def test_an_audit_of_the_term_before_opens_nothing(election, liushu):
    days = {"period_from": date(2016, 12, 1), "period_to": date(2021, 8, 31), "reported_on": date(2021, 10, 12)}
    subjects = dict.fromkeys(audits.audit_subjects(rules_for(liushu.pk, days["reported_on"])), audits.Subject("相符"))
    audits.record_audit(liushu, replace(cast.AUDIT, **days, subjects=subjects), by="chen", at=cast.AT)
    assert "审计报告、" in refusal(confirm, election).text


# The lawful road


def test_the_township_signs_and_the_day_is_fixed(election, liushu):
    cast.evaluated(liushu)
    signed = confirm(election)
    call(election)
    election.refresh_from_db()
    assert election.polling_day == cast.POLLING_DAY
    text = pdf_text_of(signed.paper)
    assert "选前审计评议（两先一后）确认单" in text
    assert "审计公告第1号" in text
    assert signed.paper.number == "确认单第1号"
    assert verify().ok


def pdf_text_of(paper: IssuedPaper) -> str:
    return pdf_text(catalogue.render(paper.form_id, printed_context(paper), "pdf"))


def test_what_was_signed_for_is_not_taken_back_until_the_signature_is(election, liushu):
    evaluation = cast.evaluated(liushu)
    confirm(election)
    back = {"on": date(2026, 11, 5), "why": "记错", "by": "chen", "at": cast.AT}
    assert refusal(audits.take_back_evaluation, evaluation, **back).code == "GATE_SIGNED"
    elections.take_back_step(election, "audit_evaluation", by="chen", at=cast.AT, reason="签早了")
    assert Confirmation.objects.get().taken_back_why == "签早了"
    audits.take_back_evaluation(evaluation, **back)
    assert refusal(confirm, election).code == "AUDIT_FIRST"


def test_after_the_call_the_signature_stays(election, liushu):
    cast.evaluated(liushu)
    confirm(election)
    call(election)
    back = {"by": "chen", "at": cast.AT, "reason": "签早了"}
    assert refusal(elections.take_back_step, election, "audit_evaluation", **back).code == "LATER_STEP_DONE"


def test_the_call_asks_again(election, liushu):
    """Rows that were taken back past the actions, before the call, are missed."""
    evaluation = cast.evaluated(liushu)
    confirm(election)
    type(evaluation).objects.filter(pk=evaluation.pk).update(taken_back_on=date(2026, 11, 4))
    found = refusal(call, election)
    assert (found.code, "缺：民主评议表、评议结果公告。" in found.text) == ("AUDIT_FIRST", True)


def test_a_signature_that_is_given_again_takes_the_place_of_the_first(election, liushu):
    cast.evaluated(liushu)
    first = confirm(election).paper
    elections.take_back_step(election, "audit_evaluation", by="chen", at=cast.AT, reason="签早了")
    second = confirm(election).paper
    assert (second.number, second.supersedes_id) == ("确认单第2号", first.pk)


# The province's own day


HAINAN, SICHUAN, CHONGQING = "460106101201", "510722101201", "500112101201"


def village_in(code: str) -> Division:
    """A village of another province, audited and evaluated like 柳树村; its notice of the audit is of 14 October."""
    add_divisions([Place(code, "海口村", code[:9], "海口镇", code[:6], "海口县")], by="cli", at=cast.AT)
    village = Division.objects.get(pk=code)
    cast.evaluated(village)
    elections.open_general_election(
        Division.objects.get(pk=code[:6]),
        [village],
        year=2026,
        term_no=14,
        planned_on=cast.POLLING_DAY,
        by="cli",
        at=cast.AT,
    )
    return village


def test_hainan_wants_the_audit_published_five_days_before_the_poll(qinghe):
    election = village_in(HAINAN).elections.get()
    confirm(election)
    found = refusal(
        elections.call_election, election, polling_day=date(2026, 10, 18), on=date(2026, 10, 17), by="cli", at=cast.AT
    )
    assert found.code == "AUDIT_FIRST"
    assert "10 月 13 日" in found.text or "2026-10-13" in found.text
    call(election)


def test_sichuan_counts_from_the_election_committee_which_is_chosen_later(qinghe):
    election = village_in(SICHUAN).elections.get()
    confirm(election)
    call(election)
    assert election.days_done["audit_published"] == date(2026, 10, 14)


@pytest.mark.parametrize(("code", "first"), [(SICHUAN, "2026-10-15"), (CHONGQING, "2026-10-17")])
def test_where_the_audit_counts_from_the_committee_the_first_day_for_choosing_it_is_said(qinghe, code, first):
    village = village_in(code)
    said = {one.reason: one.values for one in two_first_of(village, date(2026, 10, 20)).gate.findings}
    assert said["COMMITTEE_NOT_BEFORE"]["earliest"] == first

    election = village.elections.get()
    confirm(election)
    call(election)
    found = [
        finding_if_done(election, "committee_chosen", on, date(2026, 11, 20))
        for on in (date.fromisoformat(first) - timedelta(days=1), date.fromisoformat(first))
    ]
    assert [bool(one and one.blocks) for one in found] == [True, False]
    assert found[0].text.startswith("“公布离任经济责任审计结果”于 2026-10-14 办理，最迟应为")


def test_a_committee_chosen_too_soon_after_the_audit_is_shown_before_it_is_recorded_and_on_the_board_after(
    qinghe, signed_in, settings
):
    settings.TODAY = "2026-11-20"
    election = village_in(SICHUAN).elections.get()
    confirm(election)
    call(election)
    county = Division.objects.get(pk=SICHUAN[:6])
    cao = Account.objects.create(username="cao", name="曹", role=Role.COUNTY, division=county)
    form = {"on": "2026-10-14", "note": "", "seen": ""}
    shown = signed_in(cao).post(f"/v/{SICHUAN}/steps/committee_chosen", form)
    assert "最迟应为 2026-10-13" in text_of(shown)
    assert signed_in(cao).post(f"/v/{SICHUAN}/steps/committee_chosen", {**form, "seen": form["on"]}).status_code == 302
    assert "公布离任经济责任审计结果" in text_of(signed_in(cao).get("/"))


# Opened by the county


def test_the_county_opens_it_with_an_officer_a_reason_and_a_basis(election, liushu, ren, signed_in):
    cast.audited(liushu)
    county = signed_in(ren)
    answer = county.post(f"{PAGE}/override", OVERRIDE)
    assert answer.status_code == 302
    override = GateOverride.objects.get()
    assert override.missing == [
        ["民主评议表", "the evaluation"],
        ["评议结果公告", "the notice of the evaluation's result"],
    ]
    confirm(election)
    call(election)
    last = TrailEntry.objects.get(scope=liushu.pk, act="gate_opened")
    assert (last.by, json.loads(last.body)["facts"]["reason"]) == ("ren", OVERRIDE["reason"])
    assert overrides(Division.objects.villages()) == (override,)
    page = text_of(county.get(PAGE))
    assert f"由{OVERRIDE['officer']}放行" in page
    assert f"理由：{OVERRIDE['reason']}" in page
    assert "由县放行 1 村" in text_of(county.get("/preparation/audits"))
    assert "放行" in text_of(county.get(f"/v/{liushu.pk}/trail"))
    assert "县批准先行" in text_of(county.get(f"/v/{liushu.pk}"))
    assert "县换届办放行" in pdf_text_of(Confirmation.objects.get().paper)


@pytest.mark.parametrize("key", ["officer", "reason", "basis"])
def test_without_one_of_the_three_nothing_is_opened(election, liushu, ren, signed_in, key):
    answer = signed_in(ren).post(f"{PAGE}/override", {**OVERRIDE, key: " "})
    assert answer.status_code == 400
    assert f'id="id_{key}_error"' in answer.text
    named = {**OVERRIDE, key: " "}
    assert refusal(audits.open_gate, liushu, **named, on=date(2026, 11, 4), by="ren", at=cast.AT).code == (
        "OVERRIDE_INCOMPLETE"
    )
    assert not GateOverride.objects.exists()


@pytest.mark.parametrize("who", ["chen", "an", "ding"])
def test_nobody_but_the_county_opens_it(election, signed_in, who):
    assert signed_in(cast.person(who)).post(f"{PAGE}/override", OVERRIDE).status_code == 403
    assert not GateOverride.objects.exists()


def test_it_is_closed_again_before_the_signature_and_not_after(election, liushu):
    back = {"on": date(2026, 11, 5), "why": "评议会开成了", "by": "ren", "at": cast.AT}
    override = opened(liushu)
    audits.withdraw_override(override, **back)
    assert refusal(confirm, election).code == "AUDIT_FIRST"
    again = opened(liushu)
    confirm(election)
    assert refusal(audits.withdraw_override, again, **back).code == "GATE_SIGNED"


def test_a_gate_that_is_green_is_not_opened(election, liushu):
    cast.evaluated(liushu)
    assert refusal(opened, liushu).code == "GATE_IS_GREEN"


def test_opened_once_is_enough(election, liushu):
    opened(liushu)
    assert refusal(opened, liushu).code == "GATE_OPENED_ALREADY"


# On the pages


def test_through_the_pages_from_nothing_to_the_call(election, chen, signed_in):
    township = signed_in(chen)
    for address, form in (
        ("report", AUDIT),
        ("report/publish", AUDIT_NOTICE),
        ("evaluation", EVALUATION),
        ("evaluation/publish", {**NOTICE, "on": "2026-10-24"}),
        ("confirm", {"signer": "陈", "on": "2026-11-05"}),
    ):
        assert township.post(f"{PAGE}/{address}", form).status_code == 302, address
    assert township.post(f"/v/{cast.LIUSHU}/call", CALL).status_code == 302
    election.refresh_from_db()
    assert election.polling_day == cast.POLLING_DAY
    assert "选前审计评议确认单已签署" in text_of(township.get(PAGE))


def test_the_general_page_of_a_step_leads_to_the_page_of_the_audit(election, chen, signed_in):
    answer = signed_in(chen).post(f"/v/{cast.LIUSHU}/steps/audit_evaluation", {"on": "2026-11-05"})
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)


def test_an_audit_published_after_the_evaluation_is_told(election, liushu, chen, signed_in):
    audits.record_evaluation(liushu, cast.EVALUATION, by="chen", at=cast.AT)
    evaluation = two_first_of(liushu, date(2026, 11, 5)).evaluation
    audits.publish_evaluation(evaluation, on=date(2026, 10, 24), place="村务公开栏", by="chen", at=cast.AT)
    audit = audits.record_audit(liushu, cast.AUDIT, by="chen", at=cast.AT)
    said = {"on": date(2026, 10, 30), "place": "村务公开栏", "until": date(2026, 11, 6)}
    audits.publish_audit(audit, **said, by="chen", at=cast.AT)
    assert "审计公告在前。法律没有规定这一先后。" in text_of(signed_in(chen).get(PAGE))


# As a part of the preparation


def test_the_part_says_what_is_missing_and_that_the_call_waits_for_it(election, liushu):
    part = parts()[liushu.pk]
    assert (part.state, part.done, part.of) == (State.NOT_STARTED, 0, 4)
    assert [(lack.zh, lack.blocks) for lack in part.lacks] == [
        ("缺审计报告。", True),
        ("缺审计结果公告。", True),
        ("缺民主评议表。", True),
        ("缺评议结果公告。", True),
    ]
    cast.evaluated(liushu)
    part = parts()[liushu.pk]
    assert [(lack.zh, lack.blocks) for lack in part.lacks][:1] == [("乡镇还没有签署选前审计评议确认单。", True)]
    confirm(election)
    assert parts()[liushu.pk].state is State.DONE
    assert not any(lack.blocks for lack in parts()[liushu.pk].lacks)


def parts() -> Any:
    return part_of(Division.objects.villages(), date(2026, 11, 5))


def test_as_many_queries_for_all_villages_as_for_one(election, liushu, django_assert_num_queries):
    cast.evaluated(liushu)
    with django_assert_num_queries(6):
        part_of(Division.objects.filter(pk=liushu.pk), date(2026, 11, 5))
    with django_assert_num_queries(6):
        parts()


def test_a_place_without_law_is_told_in_one_sentence(qinghe):
    with pytest.raises(BadInput):
        part_of(Division.objects.villages(), date(1990, 1, 1))
