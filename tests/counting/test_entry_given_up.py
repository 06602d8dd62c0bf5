"""An entry that nobody will finish: the township drops it, so that another clerk can begin anew."""

import cast
from counting.sheet_pages import address, leave, text_of
from cunxuan.counting.models import CountEntry, SheetState


def test_the_waiting_page_offers_it_to_the_township(an_types, chen_reads, bai_types, sheet):
    leave(an_types, sheet, {"registered": "120"})
    assert "放弃这次录入" in text_of(chen_reads.get(address(sheet)))
    assert "放弃这次录入" not in text_of(bai_types.get(address(sheet)))


def test_it_asks_once_names_the_entry_and_keeps_the_keyboard_on_the_harmless_choice(an_types, chen_reads, sheet):
    leave(an_types, sheet, {"registered": "120"})
    page = chen_reads.get(address(sheet, "give-up"))
    assert "放弃安的第一次录入：" in text_of(page)
    assert "autofocus>先不放弃</a>" in page.content.decode()
    assert CountEntry.objects.exists()


def test_what_was_typed_is_gone_and_another_may_begin(an_types, chen_reads, bai_types, sheet):
    leave(an_types, sheet, {"registered": "121"})
    chen_reads.post(address(sheet, "give-up"))
    leave(bai_types, sheet, {"registered": "120"})
    assert CountEntry.objects.get().account.name == "白"


def test_a_finished_first_entry_outlives_a_second_that_is_given_up(an, bai_types, chen_reads, sheet):
    cast.entered(sheet, an)
    leave(bai_types, sheet, {"registered": "120"})
    chen_reads.post(address(sheet, "give-up"))
    assert cast.fresh(sheet).state == SheetState.FIRST_DONE


def test_where_nobody_is_typing_there_is_nothing_to_give_up(chen_reads, sheet):
    assert chen_reads.get(address(sheet, "give-up")).headers["Location"] == address(sheet)
    assert chen_reads.post(address(sheet, "give-up")).status_code == 409


def test_a_clerk_may_not(an_types, bai_types, sheet):
    leave(an_types, sheet, {"registered": "120"})
    assert bai_types.post(address(sheet, "give-up")).status_code == 403
