"""The hash chain: whatever is done to it afterwards is found."""

import pytest

from cunxuan.core import chain
from cunxuan.core.chain import Break, Entry, Fault, Head

LIUSHU = "130123101205"


def chain_of(*acts: str, scope: str = LIUSHU) -> list[Entry]:
    entries, previous = [], chain.genesis(scope)
    for seq, act in enumerate(acts, start=1):
        body = {"act": act, "by": "安"}
        digest = chain.entry_hash(previous, body)
        entries.append(Entry(seq, previous, chain.canonical(body), digest))
        previous = digest
    return entries


def end_of(entries: list[Entry]) -> Head:
    return Head(entries[-1].seq, entries[-1].hash)


ACTS = ("roll_published", "roll_frozen", "count_entered", "result_announced")


def test_an_untouched_chain_has_no_break():
    entries = chain_of(*ACTS)
    assert chain.verify_chain(LIUSHU, iter(entries), end_of(entries)) is None


def test_a_chain_that_has_not_begun_has_no_break():
    assert chain.verify_chain(LIUSHU, [], None) is None


def test_a_changed_word_is_found_where_it_stands():
    entries = chain_of(*ACTS)
    head = end_of(entries)
    entries[2] = entries[2]._replace(text=entries[2].text.replace("安", "白"))
    assert chain.verify_chain(LIUSHU, entries, head) == Break(3, Fault.CHANGED)


def test_an_entry_hashed_anew_is_found_by_the_one_after_it():
    entries = chain_of(*ACTS)
    head = end_of(entries)
    text = entries[1].text.replace("安", "白")
    entries[1] = entries[1]._replace(text=text, hash=chain.text_hash(entries[1].previous, text))
    assert chain.verify_chain(LIUSHU, entries, head) == Break(3, Fault.CHANGED)


def test_a_missing_entry_is_named():
    entries = chain_of(*ACTS)
    assert chain.verify_chain(LIUSHU, [*entries[:1], *entries[2:]], end_of(entries)) == Break(2, Fault.MISSING)


def test_entries_in_another_order_are_found():
    first, second, *rest = entries = chain_of(*ACTS)
    found = chain.verify_chain(LIUSHU, [first, first, second, *rest], end_of(entries))
    assert found == Break(2, Fault.OUT_OF_ORDER)


def test_an_end_that_was_cut_off_is_missed():
    entries = chain_of(*ACTS)
    assert chain.verify_chain(LIUSHU, entries[:3], end_of(entries)) == Break(4, Fault.CUT_OFF)


def test_a_whole_chain_that_was_removed_is_missed():
    assert chain.verify_chain(LIUSHU, [], end_of(chain_of(*ACTS))) == Break(1, Fault.CUT_OFF)


def test_entries_added_behind_the_head_are_found():
    entries = chain_of(*ACTS)
    assert chain.verify_chain(LIUSHU, entries, end_of(entries[:3])) == Break(4, Fault.ADDED)


def test_a_chain_rewritten_to_its_end_does_not_meet_the_kept_head():
    forged = chain_of(*ACTS[:3], "election_declared_void")
    assert chain.verify_chain(LIUSHU, forged, end_of(chain_of(*ACTS))) == Break(4, Fault.CHANGED)


def test_the_chain_of_another_village_does_not_pass():
    entries = chain_of(*ACTS, scope="130123101206")
    assert chain.verify_chain(LIUSHU, entries, end_of(entries)) == Break(1, Fault.CHANGED)


def test_every_fault_has_its_sentence_in_both_languages():
    assert all(fault.zh and fault.en for fault in Fault)


def test_the_canonical_form_is_sorted_small_and_keeps_characters():
    assert chain.canonical({"b": [1, None], "a": "𬭎"}) == '{"a":"𬭎","b":[1,null]}'


def test_a_figure_that_is_no_number_has_no_canonical_form():
    with pytest.raises(ValueError, match="not JSON compliant"):
        chain.canonical({"a": float("nan")})


def test_a_code_on_paper_has_three_groups_of_four():
    assert chain.short_code("7f3c91ae20b4" + "0" * 52) == "7F3C-91AE-20B4"


@pytest.mark.parametrize("typed", ["7F3C-91AE-20B4", "7f3c91ae20b4", "7F3C 91AE 20B4", "7F3C－91AE－20B4"])
def test_a_code_read_off_paper_is_recognised(typed):
    assert chain.matches(typed, "7f3c91ae20b4" + "0" * 52)


@pytest.mark.parametrize("typed", ["", "7F3C", "7F3C-91AE-20B5", "7F3C-91AE-20B4-0000"])
def test_another_code_or_part_of_one_is_not(typed):
    assert not chain.matches(typed, "7f3c91ae20b4" + "0" * 52)


def test_the_digest_of_a_row_does_not_depend_on_the_order_of_columns():
    assert chain.row_digest({"pk": 1, "name": "丁"}) == chain.row_digest({"name": "丁", "pk": 1})


def test_the_digest_of_many_rows_depends_on_every_one_and_their_order():
    rows = [(n, f"村民{n}") for n in range(1201)]
    whole = chain.batch_digest(rows)
    assert whole == chain.batch_digest(iter(rows))
    assert whole != chain.batch_digest(rows[:-1])
    assert whole != chain.batch_digest([rows[1], rows[0], *rows[2:]])


def test_the_digest_of_many_rows_does_not_depend_on_how_many_are_encoded_at_a_time(monkeypatch):
    rows = [(n, "方") for n in range(7)]
    at_once = chain.batch_digest(rows)
    monkeypatch.setattr(chain, "ROWS_A_TIME", 2)
    assert chain.batch_digest(rows) == at_once


def test_a_digest_of_text_is_the_digest_of_its_bytes():
    assert chain.text_digest("柳树村") == chain.bytes_digest("柳树村".encode())
