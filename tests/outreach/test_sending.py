"""Who gets a text, once and no oftener; the file for the telecom office; what comes back."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

import cast
from cunxuan.core.errors import Refusal
from cunxuan.outreach import actions, receipt_actions, sending_files
from cunxuan.outreach.models import Kind, Meaning, Message, MessageState, OptOut, Reply, SendingState, Settled
from cunxuan.outreach.people import chosen_for, people_away
from cunxuan.outreach.receipt_actions import CameBack, meaning_of
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from cunxuan.roll.models import Fact, RegistrationFact
from cunxuan.roll.registration_actions import record_fact
from cunxuan.roll.telephone_actions import record_telephones
from outreach import away
from outreach.away import BY, ON, agreed, confirmed, handed_over

MOMENT = datetime(2026, 11, 16, 4, 30, tzinfo=UTC)


def came(election, *words):
    return receipt_actions.take_in(election, words, how="回执文件", **BY)


def states(election):
    return dict(Message.objects.filter(election=election).values_list("name", "state"))


# -- who is written to -----------------------------------------------------------------------------------------------


def test_nobody_gets_a_message_who_was_not_asked(liushu):
    people = away.people_away(liushu)
    election = agreed(liushu, people[:2])
    chosen = chosen_for(election, Kind.REGISTRATION)
    assert [one.name for one in chosen.people] == ["卫红", "段文博"]
    assert chosen.left_out == {"not_asked": 3}


def test_each_who_is_left_out_is_counted_under_the_first_reason(liushu):
    people = away.people_away(liushu)
    election = agreed(liushu, people)
    actions.record_consents(election, people[:1], given=False, way="visit", on=ON, **BY)
    actions.opt_out(election, people[1:2], on=ON, how="电话", **BY)
    record_telephones(liushu, {people[2].pk: "0311-5521234"}, **BY)
    record_fact(election, people[3], Fact.STATED, on=ON, evidence="电话", **BY)
    chosen = chosen_for(election, Kind.REGISTRATION)
    assert [one.name for one in chosen.people] == ["史建军"]
    assert chosen.left_out == {"declined": 1, "opted_out": 1, "no_number": 1, "not_for": 1}


def test_the_text_about_the_vote_is_for_those_on_the_roll(liushu):
    people = away.people_away(liushu)
    election = agreed(liushu, people)
    record_fact(election, people[0], Fact.STATED, on=ON, evidence="电话", **BY)
    assert [one.name for one in chosen_for(election, Kind.VOTING).people] == ["卫红"]


def test_who_had_the_text_does_not_get_it_again(liushu):
    election = agreed(liushu, away.people_away(liushu))
    confirmed(election)
    assert chosen_for(election, Kind.REGISTRATION).left_out == {"sent": 5}


def test_two_who_confirm_at_once_send_it_once(liushu):
    election = agreed(liushu, away.people_away(liushu))
    looked_at = chosen_for(election, Kind.REGISTRATION)
    actions.confirm_sendings([looked_at], away.order(), **BY)
    with pytest.raises(Refusal, match="MESSAGES_CHANGED"):
        actions.confirm_sendings([looked_at], away.order(), **BY)
    assert Message.objects.count() == 5


def test_the_database_itself_takes_no_second_message_of_a_kind(liushu):
    election = agreed(liushu, away.people_away(liushu))
    sending = confirmed(election)
    again = Message.objects.first()
    again.pk, again.key = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    assert sending.messages.count() == 5


def test_who_could_not_be_reached_may_be_written_to_again(liushu):
    election = agreed(liushu, away.people_away(liushu))
    handed_over(election)
    came(election, CameBack(people_away(election)[0].phone, MessageState.FAILED))
    assert [one.name for one in chosen_for(election, Kind.REGISTRATION).people] == ["卫红"]


@pytest.mark.parametrize(
    ("stage", "kind", "code"),
    [
        ("branch_elected", Kind.REGISTRATION, "MESSAGES_BEFORE_CALL"),
        ("polling", Kind.VOTING, "MESSAGES_AFTER_VOTE"),
        ("roll_published", Kind.REGISTRATION, "MESSAGES_AFTER_ROLL"),
    ],
)
def test_a_text_whose_time_has_not_come_or_is_past_is_refused(liushu, stage, kind, code):
    election = cast.at_stage(liushu, stage)
    with pytest.raises(Refusal, match=code):
        actions.confirm_sending(chosen_for(election, kind), away.order(kind), "x", **BY)


def test_a_refusal_holds_for_ever_and_for_the_number(liushu, bozhuang):
    """段文博 says no; the same number is 柏庄村's too, and there nobody is written to either."""
    people = away.people_away(liushu)
    election = agreed(liushu, people)
    actions.opt_out(election, people[1:2], on=ON, how="短信", **BY)
    (other,) = away.people_away(bozhuang, ["赵小红"])
    elsewhere = agreed(bozhuang, [other])
    record_telephones(bozhuang, {other.pk: people[1].phone}, **BY)
    assert chosen_for(elsewhere, Kind.REGISTRATION).left_out == {"opted_out": 1}


# -- the file --------------------------------------------------------------------------------------------------------


def test_the_file_has_a_number_and_a_text_for_each(liushu):
    sending = confirmed(agreed(liushu, away.people_away(liushu)))
    rows = list(csv.reader(io.StringIO(sending_files.as_csv(sending_files.rows_of([sending]), "gbk").decode("gbk"))))
    assert rows[0] == ["手机号码", "短信内容"]
    assert [row[0] for row in rows[1:]] == list(sending.messages.values_list("phone", flat=True))
    assert rows[1][1].startswith("卫红，柳树村定于12月16日")


def test_once_handed_over_the_file_is_not_given_out_again(liushu):
    sending = handed_over(agreed(liushu, away.people_away(liushu)))
    assert set(states(sending.election).values()) == {MessageState.SENT}
    with pytest.raises(Refusal, match="SENDING_HANDED_OVER"):
        sending_files.refuse_unless_made([sending])
    with pytest.raises(Refusal, match="SENDING_HANDED_OVER"):
        actions.hand_over(sending, on=ON, **BY)


def test_who_says_no_while_the_file_waits_is_not_in_it(liushu):
    people = away.people_away(liushu)
    election = agreed(liushu, people)
    sending = confirmed(election)
    actions.opt_out(election, people[:1], on=ON, how="电话", **BY)
    assert people[0].phone not in dict(sending_files.rows_of([sending]))
    actions.hand_over(sending, on=ON, **BY)
    assert states(election)["卫红"] == MessageState.REFUSED


def test_what_was_confirmed_by_mistake_is_called_off_and_may_be_sent_anew(liushu):
    election = agreed(liushu, away.people_away(liushu))
    sending = confirmed(election)
    actions.drop_sending(sending, why="联系电话写错", **BY)
    assert (sending.state, sending.messages.count()) == (SendingState.DROPPED, 0)
    with pytest.raises(Refusal, match="SENDING_HANDED_OVER"):
        sending_files.refuse_unless_made([sending])
    again = handed_over(election)
    assert again.messages.count() == 5
    with pytest.raises(Refusal, match="SENDING_STATE"):
        actions.drop_sending(again, why="交出去了", **BY)


def test_a_name_that_begins_like_a_formula_is_text(liushu):
    sending = confirmed(agreed(liushu, away.people_away(liushu, ["=卫红"])))
    assert ",'=卫红" in sending_files.as_csv(sending_files.rows_of([sending]), "utf8").decode("utf-8-sig")


# -- what comes back -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1", Meaning.YES),
        ("１。", Meaning.YES),
        ("回1", Meaning.YES),
        ("1 参加", Meaning.YES),
        ("2", Meaning.NO),
        ("12", Meaning.OTHER),
        ("T", Meaning.STOP),
        ("ｔ", Meaning.STOP),
        ("退订", Meaning.STOP),
        ("不要再发了", Meaning.STOP),
        ("我委托我哥", Meaning.OTHER),
        ("13800001234", Meaning.OTHER),
    ],
)
def test_a_reply_is_read_as_people_type_it(text, meaning):
    assert meaning_of(text) is meaning


def test_receipts_may_come_in_any_order_and_twice(liushu):
    election = agreed(liushu, away.people_away(liushu))
    handed_over(election)
    number = people_away(election)[0].phone
    words = CameBack(number, text="1", at=MOMENT), CameBack(number, MessageState.DELIVERED)
    assert came(election, *words) == 2
    assert came(election, *words) == 0
    assert states(election)["卫红"] == MessageState.REPLIED, "a receipt that comes late takes nothing back"
    assert Reply.objects.count() == 1


def test_a_reply_is_no_registration_until_somebody_takes_it_over(liushu):
    people = away.people_away(liushu)
    election = agreed(liushu, people)
    handed_over(election)
    came(election, CameBack(people[0].phone, text="1", at=MOMENT))
    assert not RegistrationFact.objects.exists()
    reply = Reply.objects.get()
    receipt_actions.take_over(reply, people[0], Fact.STATED, on=ON, **BY)
    fact = RegistrationFact.objects.get()
    assert (fact.resident, fact.kind, fact.evidence) == (people[0], Fact.STATED, "短信回复“1”")
    assert reply.settled == Settled.TAKEN
    with pytest.raises(Refusal, match="REPLY_SETTLED"):
        receipt_actions.take_over(reply, people[0], Fact.WILL_NOT, on=ON, **BY)


def test_t_is_respected_at_once(liushu):
    people = away.people_away(liushu)
    election = agreed(liushu, people)
    handed_over(election)
    came(election, CameBack(people[0].phone, text="T", at=MOMENT))
    assert OptOut.objects.get().resident == people[0]
    record_fact(election, people[0], Fact.STATED, on=ON, evidence="电话", **BY)
    assert chosen_for(election, Kind.VOTING).people == ()


def test_of_a_number_that_two_share_somebody_says_whose_reply_it_is(liushu):
    people = away.people_away(liushu)
    record_telephones(liushu, {people[1].pk: people[0].phone}, **BY)
    election = agreed(liushu, people)
    handed_over(election)
    came(election, CameBack(people[0].phone, text="2", at=MOMENT))
    assert Reply.objects.get().resident is None


def test_what_was_set_aside_by_mistake_waits_again(liushu):
    people = away.people_away(liushu)
    election = agreed(liushu, people)
    handed_over(election)
    came(election, CameBack(people[0].phone, text="知道了", at=MOMENT))
    reply = Reply.objects.get()
    receipt_actions.set_aside(reply, **BY)
    receipt_actions.open_again(reply, **BY)
    assert reply.settled == Settled.OPEN


def test_no_number_stands_in_the_trail_and_nothing_was_changed_behind_it(liushu):
    people = away.people_away(liushu)
    election = agreed(liushu, people)
    sending = handed_over(election)
    came(election, CameBack(people[0].phone, text="1", at=MOMENT), CameBack(people[1].phone, text="T", at=MOMENT))
    assert verify().ok
    bodies = "".join(TrailEntry.objects.values_list("body", flat=True))
    assert not [one for one in people if one.phone in bodies]
    sending.messages.update(state=MessageState.DELIVERED)
    assert not verify().ok
    assert SendingState(sending.state) is SendingState.HANDED
