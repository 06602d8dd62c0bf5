"""Questions about the election committee, meetings, candidates, gates and what comes after the vote.

A key that is not given is a fact that nobody recorded. Kinship is a list of `{"a", "b", "relation"}`, the
relation by its name or as people say it (兄弟). Posts are `chair`, `vice_chair` and `member`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from cunxuan.core import aftermath, gates
from cunxuan.core.contest import BallotAccount
from cunxuan.core.given import Doc, as_choice, as_count, as_list, as_object, as_text, bad, twice
from cunxuan.core.law import Rules
from cunxuan.core.meetings import MEETINGS, Attendance, Meeting, Representation, held, represented
from cunxuan.core.opinions import Opinion
from cunxuan.core.people import nomination as nominations
from cunxuan.core.people.candidacy import EXCLUSIONS, Nominee, may_stand
from cunxuan.core.people.election_committee import Change, Event, Formation, Seat, Tie, changed, lawfully_formed
from cunxuan.core.people.nomination import POSTS, Contested, Form, Nomination
from cunxuan.core.polling_staff import Box, Scribe, box_manned, may_write
from cunxuan.core.questions.asking import Question
from cunxuan.core.questions.facts import Facts

# -- the election committee ---------------------------------------------------------------------------------------

OFFICES = ("chair", "deputy", "member")
EVENTS = ("nominated", "self_nominated", "confirmed", "absent", "incapable", "sentenced", "in_custody", "removed")
MEETING_KEYS = (
    *("kind", "of", "present", "households", "households_present", "agreed", "called_on", "held_on", "special"),
)
FORMATION_KEYS = ("chosen_by", "ec", "meetings", "kin", "published_on", "objection_on")
CHANGE_KEYS = ("ec", "reserves", "event", "events", "kin")


def _seats(facts: Facts) -> tuple[Seat, ...]:
    seats = tuple(_seat(value, path) for value, path in facts.items("ec"))
    names = [seat.name for seat in seats]
    for name in names:
        if names.count(name) > 1:
            raise twice(facts.at("ec"), name)
    return seats


def _seat(value: Any, path: str) -> Seat:
    """A name alone is a member; an object also has the office and the sex."""
    if isinstance(value, str):
        return Seat(as_text(value, path))
    one = Facts.of(value, path, ("name", "office", "sex"))
    return Seat(one.text("name"), one.choice_or("office", OFFICES, "member"), one.choice_or("sex", ("M", "F")))


def _ties(facts: Facts) -> tuple[Tie, ...]:
    keys = ("a", "b", "relation")
    return tuple(Tie(tie.text("a"), tie.text("b"), tie.relation("relation")) for tie in facts.objects("kin", keys))


def _formation(facts: Facts) -> Formation:
    return Formation(
        chosen_by=facts.text("chosen_by"),
        members=_seats(facts),
        meetings=tuple(_meeting(one) for one in facts.objects("meetings", MEETING_KEYS)),
        ties=_ties(facts),
        published_on=facts.day_or_none("published_on"),
        objection_on=facts.day_or_none("objection_on"),
    )


def _change(facts: Facts) -> Change:
    keys = ("type", "person", "willing", "times")
    events = [*facts.objects("events", keys)]
    if facts.given("event"):
        events.append(facts.object("event", keys))
    return Change(
        members=_seats(facts),
        reserves=facts.texts("reserves"),
        events=tuple(
            Event(one.choice("type", EVENTS), one.text("person"), one.maybe("willing"), one.count_or("times"))
            for one in events
        ),
        ties=_ties(facts),
    )


def _ask_committee(rules: Rules, doc: Doc) -> Opinion:
    return lawfully_formed(rules, _formation(Facts(doc)))


def _ask_change(rules: Rules, doc: Doc) -> Opinion:
    return changed(rules, _change(Facts(doc)))


# -- meetings -----------------------------------------------------------------------------------------------------


def _attendance(facts: Facts, of: str, present: str) -> Attendance | None:
    if not facts.given(of) and not facts.given(present):
        return None
    here = Attendance(facts.count(of, 1), facts.count(present))
    if here.present > here.of:
        raise bad(
            facts.at(present),
            f"到会 {here.present}，多于应到 {here.of}。",
            f"{here.present} present of only {here.of}.",
        )
    return here


def _meeting(facts: Facts) -> Meeting:
    people = _attendance(facts, "of", "present")
    households = _attendance(facts, "households", "households_present")
    kind, agreed = facts.choice("kind", tuple(MEETINGS)), facts.count_or_none("agreed")
    if people is None and (households is None or not MEETINGS[kind].by_households):
        facts.needed("of")
    here = people or households
    assert here is not None
    if agreed is not None and agreed > here.present:
        raise bad(
            facts.at("agreed"),
            f"同意 {agreed}，多于到会 {here.present}。",
            f"{agreed} agree, {here.present} are present.",
        )
    return Meeting(
        kind=kind,
        people=people,
        households=households,
        agreed=agreed,
        called_on=facts.day_or_none("called_on"),
        held_on=facts.day_or_none("held_on"),
        special=facts.flag("special"),
    )


def _ask_meeting(rules: Rules, doc: Doc) -> Opinion:
    return held(rules, _meeting(Facts(doc)))


def _ask_representatives(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    composed = Representation(
        facts.count("members", 1),
        facts.count("representatives"),
        facts.count("women"),
        facts.count_or_none("households"),
    )
    if composed.representatives > composed.members or composed.women > composed.representatives:
        raise bad(
            "representatives",
            "村民代表不能多于组成人员，妇女代表不能多于村民代表。",
            "there cannot be more representatives than members, or more women than representatives.",
        )
    return represented(rules, composed)


# -- candidates ---------------------------------------------------------------------------------------------------

NOMINEE_KEYS = (
    *("nominee", "facts", "posts", "chosen_post", "nominated_by", "has_right", "on_election_committee"),
    *("signed_up_on", "meeting_consents", "review"),
)


def _nominee(facts: Facts) -> Nominee:
    return Nominee(
        name=facts.text("nominee"),
        facts=facts.choices("facts", tuple(EXCLUSIONS)) if facts.given("facts") else None,
        posts=facts.choices("posts", POSTS),
        chosen_post=facts.choice_or("chosen_post", POSTS),
        nominated_by=facts.choice_or("nominated_by", ("party_organisation", "voters", "self")),
        has_right=facts.maybe("has_right"),
        on_election_committee=facts.flag("on_election_committee"),
        signed_up_on=facts.day_or_none("signed_up_on"),
        meeting_consents=facts.maybe("meeting_consents"),
        review=facts.choice_or("review", ("passed", "failed", "missing")) or None,
    )


def _ask_nominee(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    return may_stand(rules, _nominee(facts), facts.day_or_none("polling_day"))


def _lists(facts: Facts) -> tuple[Contested, ...]:
    keys = ("post", "seats", "candidates")
    return tuple(
        Contested(one.choice("post", POSTS), one.count("seats", 1), one.count("candidates"))
        for one in facts.objects("lists", keys)
    )


def _ask_margin(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    facts.needed("lists")
    lists = _lists(facts)
    if not lists:
        raise bad("lists", "至少要有一项职务。", "at least one post is wanted.")
    return nominations.contested(rules, lists)


def _ask_seats(rules: Rules, doc: Doc) -> Opinion:
    return nominations.seats_lawful(rules, Facts(doc).count("seats"))


def _ask_form(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    names = {
        str(as_choice(post, "names", POSTS)): tuple(
            as_text(name, f"{path}[{i}]") for i, name in enumerate(as_list(value, path))
        )
        for post, value, path in facts.mapping("names")
    }
    return nominations.form_valid(rules, Form(facts.counts("seats", POSTS, 1), names, facts.flag("by_proxy")))


def _ask_nomination(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    facts.needed("seats")
    facts.needed("votes")
    seats = facts.counts("seats", POSTS, 1)
    votes = {
        name: {
            str(as_choice(post, path, tuple(seats))): as_count(count, f"{path}.{post}")
            for post, count in as_object(value, path).items()
        }
        for name, value, path in facts.mapping("votes")
    }
    if not seats:
        raise bad("seats", "至少要有一项职务。", "at least one post is wanted.")
    registered, present = facts.count_or_none("registered"), facts.count_or_none("present")
    if registered is not None and present is not None and present > registered:
        raise bad(
            "present", f"参加 {present}，多于登记 {registered}。", f"{present} took part of {registered} registered."
        )
    nomination = Nomination(
        seats=seats,
        votes=votes,
        margins=facts.counts("margins", POSTS, 1),
        women=frozenset(facts.texts("women")),
        sexes_known=facts.given("women"),
        registered=registered,
        present=present,
        primary=facts.flag("primary"),
        chosen={name: str(as_choice(post, path, POSTS)) for name, post, path in facts.mapping("chosen")},
        withdrawn={one.text("name"): one.day_or_none("on") for one in facts.objects("withdrawn", ("name", "on"))},
        polling_day=facts.day_or_none("polling_day"),
        listed_on=facts.day_or_none("listed_on"),
        by_groups=facts.flag("by_groups"),
    )
    return nominations.candidates_from(rules, nomination)


# -- gates --------------------------------------------------------------------------------------------------------

ACCOUNT_KEYS = ("returned", "issued", "signed", "forged_set_aside")
STAFF_KEYS = ("name", "is_candidate", "kin")
HANDOVER_KEYS = (
    *("new_committee_born", "handover_done", "seal_done", "today", "complained_on", "presided", "supervised"),
)


def _override(facts: Facts) -> gates.Override | None:
    if not facts.given("override"):
        return None
    one = facts.object("override", ("by", "why", "basis"))
    return gates.Override(one.text_or("by"), one.text_or("why"), one.text_or("basis"))


def _account(facts: Facts) -> BallotAccount:
    one = facts.object("account", ACCOUNT_KEYS)
    return BallotAccount(
        one.count("returned"),
        one.count_or_none("issued"),
        one.count_or_none("signed"),
        one.count_or("forged_set_aside"),
    )


def _g1(rules: Rules, facts: Facts) -> Opinion:
    done = gates.Preparation(
        audited=facts.flag("audit_done"),
        audit_published_on=facts.day_or_none("audit_published"),
        evaluated=facts.flag("evaluation_done"),
        evaluation_published_on=facts.day_or_none("evaluation_published"),
        committee_chosen_on=facts.day_or_none("ec_chosen"),
        polling_day=facts.day_or_none("polling_day"),
        today=facts.day_or_none("today"),
    )
    return gates.audit_first(rules, done, _override(facts))


def _g2(rules: Rules, facts: Facts) -> Opinion:
    change = _change(facts) if facts.given("event") or facts.given("events") else None
    return gates.committee_lawful(rules, _formation(facts), change, _override(facts))


def _g3(rules: Rules, facts: Facts) -> Opinion:
    roll = gates.RollState(
        facts.day("polling_day"),
        facts.day_or_none("roll_published"),
        facts.count_or_none("open_objections"),
        facts.day_or_none("today"),
    )
    return gates.roll_ready(rules, roll, _override(facts))


def _g4(rules: Rules, facts: Facts) -> Opinion:
    given = gates.CandidateList(
        polling_day=facts.day("polling_day"),
        published_on=facts.day_or_none("formal_candidates_published"),
        lists=_lists(facts),
        nominees=tuple(_nominee(one) for one in facts.objects("nominees", NOMINEE_KEYS)),
        today=facts.day_or_none("today"),
    )
    return gates.candidates_ready(rules, given, _override(facts))


def _g5(rules: Rules, facts: Facts) -> Opinion:
    given = gates.Notices(
        polling_day=facts.day("polling_day"),
        voting_notice_on=facts.day_or_none("voting_notice_published"),
        proxies_on=facts.day_or_none("proxies_published"),
        mobile_boxes=facts.flag("mobile_boxes"),
        mobile_list_on=facts.day_or_none("mobile_list_published"),
        staff=tuple(_staff(one) for one in facts.objects("staff", STAFF_KEYS)),
        today=facts.day_or_none("today"),
    )
    return gates.notices_ready(rules, given, _override(facts))


def _staff(facts: Facts) -> gates.Staff:
    keys = ("candidate", "relation")
    kin = tuple((tie.text("candidate"), tie.relation("relation")) for tie in facts.objects("kin", keys))
    return gates.Staff(facts.text("name"), facts.flag("is_candidate"), kin)


def _g6(rules: Rules, facts: Facts) -> Opinion:
    if rules.get("party_quorum"):
        return gates.members_enough(rules, facts.count("due", 1), facts.count("present"), _override(facts))
    return gates.enough_there(rules, facts.count("registered", 1), _account(facts), _override(facts))


def _g7(rules: Rules, facts: Facts) -> Opinion:
    printed = None
    if facts.given("printed"):
        one = facts.object("printed", ("printed", "spoiled", "unused"))
        printed = gates.Printed(one.count("printed"), one.count_or("spoiled"), one.count_or("unused"))
    registered, account = facts.count("registered", 1), _account(facts)
    return gates.ballots_reconciled(rules, registered, account, printed, _override(facts))


def _g8(rules: Rules, facts: Facts) -> Opinion:
    report = gates.Report(
        polling_day=facts.day("polling_day"),
        announced_on=facts.day_or_none("announced_on"),
        chair_signed=facts.flag("chair_signed"),
        scrutineers_signed=facts.flag("scrutineers_signed"),
        filed_on=facts.day_or_none("filed_on"),
        today=facts.day_or_none("today"),
    )
    return gates.result_filed(rules, report, _override(facts))


def _g9(rules: Rules, facts: Facts) -> Opinion:
    return gates.handover_done(rules, _handover(facts), _override(facts))


def _g10(rules: Rules, facts: Facts) -> Opinion:
    return gates.archive_complete(
        rules, facts.choices("papers", _named(rules, "archive_contents", "archive_contents_also")), _override(facts)
    )


def _named(rules: Rules, *keys: str) -> tuple[str, ...]:
    """The papers or subjects that the rules in force name."""
    lists = [rule.value for rule in map(rules.get, keys) if rule]
    return tuple(name for one in lists if isinstance(one, tuple) for name in one)


#: Each gate with the facts it takes, and whose question it is.
GATES: dict[str, tuple[tuple[str, ...], Callable[[Rules, Facts], Opinion]]] = {
    "G1": (("audit_done", "audit_published", "evaluation_done", "evaluation_published", "ec_chosen", "today"), _g1),
    "G2": (tuple(dict.fromkeys((*FORMATION_KEYS, *CHANGE_KEYS))), _g2),
    "G3": (("roll_published", "open_objections", "today"), _g3),
    "G4": (("formal_candidates_published", "lists", "nominees", "today"), _g4),
    "G5": (
        (
            *("voting_notice_published", "proxies_published", "mobile_boxes", "mobile_list_published"),
            *("staff", "today"),
        ),
        _g5,
    ),
    "G6": (("registered", "account", "due", "present"), _g6),
    "G7": (("registered", "account", "printed"), _g7),
    "G8": (("announced_on", "chair_signed", "scrutineers_signed", "filed_on", "today"), _g8),
    "G9": (HANDOVER_KEYS, _g9),
    "G10": (("papers",), _g10),
}


def _ask_gate(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    keys, asked = GATES[facts.choice("gate", tuple(GATES))]
    Facts.of({key: doc[key] for key in doc if key in GATE_KEYS}, "", keys)
    return asked(rules, facts)


GATE_KEYS = tuple(dict.fromkeys(key for keys, _ in GATES.values() for key in keys))

# -- boxes and scribes --------------------------------------------------------------------------------------------

BOX_KEYS = ("name", "mobile", "staff", "scrutineers", "approved", "observed", "users_named")


def _ask_box(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    box = Box(
        name=facts.text("name"),
        mobile=facts.flag("mobile"),
        staff=facts.count("staff"),
        scrutineers=facts.count_or("scrutineers"),
        approved=facts.maybe("approved"),
        observed=facts.maybe("observed"),
        users_named=facts.maybe("users_named"),
    )
    return box_manned(rules, box)


def _ask_scribe(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    return may_write(rules, Scribe(facts.text("name"), facts.count("voters"), facts.flag("is_candidate")))


# -- afterwards ---------------------------------------------------------------------------------------------------


def _handover(facts: Facts) -> aftermath.Handover:
    return aftermath.Handover(
        born_on=facts.day("new_committee_born"),
        done_on=facts.day_or_none("handover_done"),
        seal_on=facts.day_or_none("seal_done"),
        today=facts.day_or_none("today"),
        complained_on=facts.day_or_none("complained_on"),
        presided=facts.maybe("presided"),
        supervised=facts.maybe("supervised"),
    )


def _ask_handover(rules: Rules, doc: Doc) -> Opinion:
    return aftermath.handed_over(rules, _handover(Facts(doc)))


def _ask_by_election(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    vacancy = aftermath.Vacancy(
        left=facts.count("left"),
        women_left=facts.count_or_none("women_left"),
        has_chair=facts.flag("has_chair", default=True),
        since=facts.day("since"),
        today=facts.day_or_none("today"),
        filled_on=facts.day_or_none("filled_on"),
        meeting=_meeting(facts.object("meeting", MEETING_KEYS)) if facts.given("meeting") else None,
        woman_left_post=facts.flag("woman_left_post"),
    )
    return aftermath.by_election(rules, vacancy)


def _ask_post_ends(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    ending = aftermath.Ending(
        facts.text("name"),
        facts.choices("facts", ("incapable", "sentenced")),
        facts.count_or("failures"),
        facts.flag("dismissed"),
    )
    return aftermath.post_ends(rules, ending)


def _ask_resignation(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    to = facts.choice_or("to", ("committee", "township", "others"))
    return aftermath.resigned(rules, facts.text("name"), to, facts.day_or_none("passed_on"))


def _ask_supervision(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    keys = ("member", "relation")
    kin = [(tie.text("member"), tie.relation("relation")) for tie in facts.objects("kin", keys)]
    return aftermath.may_supervise(rules, facts.text("name"), facts.flag("is_member"), kin)


def _ask_ballots(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    ballots = aftermath.Ballots(
        facts.day("polling_day"), facts.day_or_none("next_election_over"), facts.day_or_none("destroyed_on")
    )
    return aftermath.ballots_kept(rules, ballots)


def _ask_archive(rules: Rules, doc: Doc) -> Opinion:
    return aftermath.archived(
        rules, Facts(doc).choices("papers", _named(rules, "archive_contents", "archive_contents_also"))
    )


def _ask_term(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    planned: date | None = facts.day_or_none("planned_polling_day")
    term = aftermath.Term(facts.day("began_on"), planned, facts.day_or_none("redrawn_on"), facts.day_or_none("today"))
    return aftermath.term_ends(rules, term)


def _ask_audit(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    answered = facts.choices("answered", _named(rules, "audit_subjects"))
    return aftermath.audited(rules, aftermath.Audit(answered, facts.count_or("signers"), facts.count_or("villagers")))


def _ask_evaluation(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    return aftermath.evaluated(rules, facts.count("held_this_year"), facts.maybe("by_supervision_body"))


def _ask_misconduct(rules: Rules, doc: Doc) -> Opinion:
    facts = Facts(doc)
    means = facts.choices("means", tuple(aftermath.MEANS))
    return aftermath.misconduct(rules, facts.text("name"), means, facts.flag("elected", default=True))


QUESTIONS: dict[str, Question] = {
    "election_committee": Question(
        "村民选举委员会的产生是否合法", "Was the election committee lawfully formed?", FORMATION_KEYS, _ask_committee
    ),
    "ec_change": Question(
        "谁应当退出村民选举委员会，由谁递补",
        "Who leaves the election committee, and who follows?",
        CHANGE_KEYS,
        _ask_change,
    ),
    "meeting": Question(
        "会议是否有效，决定是否通过", "Is there a quorum, is the decision carried?", MEETING_KEYS, _ask_meeting
    ),
    "representatives": Question(
        "村民代表会议的组成是否合法",
        "Is the representatives' meeting lawfully composed?",
        ("members", "representatives", "women", "households"),
        _ask_representatives,
    ),
    "nominee": Question("能不能作为候选人", "May this person be a candidate?", NOMINEE_KEYS, _ask_nominee),
    "nomination_form": Question(
        "一张提名表是否有效", "Is this nomination valid?", ("seats", "names", "by_proxy"), _ask_form
    ),
    "nomination": Question(
        "按提名票确定候选人",
        "Who becomes a candidate from the nominations?",
        (
            *("seats", "votes", "margins", "women", "registered", "present", "primary", "chosen", "withdrawn"),
            *("listed_on", "by_groups"),
        ),
        _ask_nomination,
    ),
    "margin": Question(
        "候选人名额是否符合差额的规定", "Are there as many candidates as the margin wants?", ("lists",), _ask_margin
    ),
    "seats": Question("职数是否合法", "Is the number of seats lawful?", ("seats",), _ask_seats),
    "gate": Question(
        "关口能不能通过，还缺什么",
        "Is the gate passed, and what is missing?",
        ("gate", *GATE_KEYS, "override"),
        _ask_gate,
    ),
    "box": Question("票箱的人员是否够", "Has the box enough staff?", BOX_KEYS, _ask_box),
    "scribe": Question(
        "能不能代写", "May this person write for voters?", ("name", "voters", "is_candidate"), _ask_scribe
    ),
    "handover": Question("移交是否按期", "Is the handover in time?", HANDOVER_KEYS, _ask_handover),
    "by_election": Question(
        "出缺要不要补选，何时补选",
        "Is a vacancy filled, and by when?",
        ("left", "women_left", "has_chair", "since", "today", "filled_on", "meeting", "woman_left_post"),
        _ask_by_election,
    ),
    "post_ends": Question(
        "职务是否终止", "Does the post end?", ("name", "facts", "failures", "dismissed"), _ask_post_ends
    ),
    "resignation": Question(
        "辞职从何日生效", "From what day does a resignation count?", ("name", "to", "passed_on"), _ask_resignation
    ),
    "supervision": Question(
        "能不能担任村务监督机构成员",
        "May this person sit on the supervision body?",
        ("name", "is_member", "kin"),
        _ask_supervision,
    ),
    "ballots_kept": Question(
        "选票保存到何时", "Until when are the ballots kept?", ("next_election_over", "destroyed_on"), _ask_ballots
    ),
    "archive": Question("选举档案是否齐全", "Is the election archive complete?", ("papers",), _ask_archive),
    "term": Question(
        "任期何时届满，能不能提前或者延期",
        "When does the term end, and may the election be moved?",
        ("began_on", "planned_polling_day", "redrawn_on", "today"),
        _ask_term,
    ),
    "audit": Question(
        "离任审计事项是否齐全",
        "Are all subjects of the leaving audit answered?",
        ("answered", "signers", "villagers"),
        _ask_audit,
    ),
    "evaluation": Question(
        "民主评议是否按规定进行",
        "Was the evaluation held as the law wants?",
        ("held_this_year", "by_supervision_body"),
        _ask_evaluation,
    ),
    "misconduct": Question(
        "以不正当手段当选的后果", "What follows from unlawful means?", ("name", "means", "elected"), _ask_misconduct
    ),
}
