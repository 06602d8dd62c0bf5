"""Questions about bodies: what does not fit is refused with the place, in one sentence."""

import json
from pathlib import Path

import pytest

from cunxuan.core.errors import BadInput
from cunxuan.core.questions import ask
from cunxuan.core.worked_cases import read_cases

MEETING = {"kind": "villagers_assembly", "of": 100, "present": 60, "agreed": 40}


def question(asked, /, **facts):
    return {"question": asked, "pack": "CN@2026-01-01", **facts}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (question("ec_change", ec=["张", "张"]), "ec: “张”重复。"),
        (question("ec_change", ec=["张"], event={"type": "ill", "person": "张"}), "event.type: 应当是"),
        (
            question("ec_change", ec=["张"], kin=[{"a": "张", "b": "李", "relation": "冤家"}]),
            "kin[0].relation: 不认识的关系",
        ),
        (question("ec_change", ec=[{"name": "张", "office": "boss"}]), "ec[0].office: 应当是"),
        (question("meeting", **MEETING | {"present": 101}), "present: 到会 101，多于应到 100。"),
        (question("meeting", **MEETING | {"agreed": 61}), "agreed: 同意 61，多于到会 60。"),
        (question("meeting", **MEETING | {"of": 0}), "of: 应当是不小于 1 的整数"),
        (question("meeting", kind="villagers_assembly"), "缺少“of”。"),
        (question("meeting", kind="representatives_assembly", households=9, households_present=8), "缺少“of”。"),
        (question("representatives", members=9, representatives=10, women=1), "representatives: 村民代表不能多于"),
        (question("representatives", members=9, representatives=8, women=9), "representatives: 村民代表不能多于"),
        (question("nominee"), "缺少“nominee”。"),
        (question("nominee", nominee="周", facts=["TALL"]), "facts: 应当是 expelled_from_party"),
        (question("nominee", nominee="周", has_right="yes"), "has_right: 应当是 true、false 之一"),
        (question("margin"), "缺少“lists”。"),
        (question("margin", lists=[]), "lists: 至少要有一项职务。"),
        (question("nomination", seats={}, votes={}), "seats: 至少要有一项职务。"),
        (question("nomination", seats={"king": 1}, votes={}), "seats: 应当是 chair、vice_chair、member 之一"),
        (question("nomination", seats={"chair": 1}, votes={"甲": {"member": 1}}), "votes.甲: 应当是 chair 之一"),
        (
            question("nomination", seats={"chair": 1}, votes={}, registered=5, present=6),
            "present: 参加 6，多于登记 5。",
        ),
        (question("nomination_form", seats={"chair": 1}, names={"chair": "甲"}), "names.chair: 应当是一个列表"),
        (question("gate"), "缺少“gate”。"),
        (question("gate", gate="G1", papers=[]), "不认识的键“papers”"),
        (question("gate", gate="G3"), "缺少“polling_day”。"),
        (question("gate", gate="G10", papers=["gold"]), "papers: 应当是 ballots"),
        (question("handover", new_committee_born="2026-12-32"), "new_committee_born: 应当是日期"),
        (question("misconduct", name="甲", means=["luck"]), "means: 应当是 violence"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(asked, said):
    with pytest.raises(BadInput) as refused:
        ask(asked)
    assert said in refused.value.text
    assert refused.value.text_en


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (question("evaluation", held_this_year=1, by_supervision_body=True), "EVALUATION_HELD"),
        (question("archive", papers=["BALLOTS"]), "ARCHIVE_LACKS"),
        (question("gate", gate="G7", registered=9, account={"returned": 5, "issued": 5}), "PAPER_MISSING"),
        (question("gate", gate="G10", papers=[], override={"by": "白"}), "PAPER_MISSING"),
        (question("by_election", left=4, since="2026-12-20", meeting=MEETING), "MEETING_QUORUM_OK"),
        (question("nominee", nominee="周", facts=[], posts=["chair"], chosen_post="chair"), "CANDIDACY_OK"),
        (question("resignation", name="周"), "RESIGNATION_NOT_PASSED"),
        (question("supervision", name="周", is_member=True), "MEMBER_MAY_NOT_SUPERVISE"),
        (question("term", began_on="2021-12-20"), "TERM_ENDS"),
        (question("box", name="一组", mobile=True, staff=2), "BOX_STAFF_TOO_FEW"),
        (question("scribe", name="周", voters=9), "MAY_WRITE"),
    ],
)
def test_a_question_is_answered_with_the_facts_that_are_given(asked, code):
    answer, _, _ = ask(asked)
    assert answer["code"] == code


def test_the_answer_is_in_english_too():
    answer, blocked, _ = ask(question("meeting", kind="group_meetings", of=90, present=59, agreed=59), "en")
    assert blocked
    assert answer["findings"][0]["text"].startswith("The group meeting: 59 present of 90 entitled to attend")


# -- whatever is put in place of a fact -----------------------------------------------------------------------------

HERE = Path(__file__).resolve().parents[1] / "cases"
FILES = ("bodies.toml", "nomination.toml", "gates.toml")
INSTEAD = (None, True, "", 0, -1, [], {}, ["x"], {"x": 1}, "9999-12-31", "0001-01-01", 10**12, "member")


def places(value, place=()):
    yield place
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*place, key))


def with_other(doc, place, value):
    if not place:
        return value
    key, *rest = place
    inner = with_other(doc[key], rest, value)
    return doc | {key: inner} if isinstance(doc, dict) else [*doc[:key], inner, *doc[key + 1 :]]


@pytest.mark.parametrize("file", FILES)
def test_a_question_of_which_any_part_is_replaced_is_answered_or_refused(file):
    asked = [case.given for case in read_cases((HERE / file).read_text("utf-8"), file)]
    changed = [with_other(doc, place, value) for doc in asked for place in places(doc) if place for value in INSTEAD]
    assert len(changed) > 1500
    for doc in changed:
        try:
            answer, _, _ = ask(doc)
        except BadInput as refused:
            assert refused.text and refused.text_en
        else:
            assert json.dumps(answer)
