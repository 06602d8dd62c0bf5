"""Do the figures of a count sheet agree with each other, with the roll and with the law?

Each check is a plain function in `CHECKS`; its code, sentences, gravity and basis stand in `core.count_catalogue`.
A sentence gives both sides and the difference and sends the reader back to the paper; it never says what an empty
square should hold. A sheet is finished when nothing stops, every square is filled, and what may be explained is.

Figures that the law makes void (more returned than issued, too few took part) must still be recorded when the paper
really says so. Such a check does not stop: whoever enters the sheet states in writing that this is what the paper
says, the sheet goes on, and core.determination says what follows for the election.

A whole round is checked as one sheet (`core.count.sum_sheets`); what only a whole round can tell, turnout first of
all, waits while a place's own sheet is checked (`whole_round=False`).

Public: `check_sheet`, `SheetContext`, `Winner`, `CheckOutcome`, `Status`, `still_needed`, `StillNeeded`, `NOTHING`,
`CHECKS`, `CATALOGUE`, `Check`, `Severity`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cunxuan.core.count import Figures, SheetContest, SheetDefinition, write_ins
from cunxuan.core.count_catalogue import CATALOGUE, Check, Severity
from cunxuan.core.count_outcomes import (
    CheckOutcome,
    Sheet,
    SheetContext,
    Status,
    Winner,
    must_equal,
    must_not_exceed,
    not_here,
    numbers_of,
    outcome,
    participants,
    post_words,
    say,
    wait,
    wait_for,
    wait_for_places,
)
from cunxuan.core.indicators import percent
from cunxuan.core.law.citations import chinese_number

__all__ = [
    "CATALOGUE",
    "CHECKS",
    "NOTHING",
    "Check",
    "CheckOutcome",
    "Severity",
    "SheetContext",
    "Status",
    "StillNeeded",
    "Winner",
    "check_sheet",
    "still_needed",
]

Outcomes = tuple[CheckOutcome, ...]


def check_sheet(definition: SheetDefinition, values: Figures, context: SheetContext) -> Outcomes:
    """Every check's word on a sheet, in the order of the codes; a check on a post speaks once for each post."""
    sheet = Sheet(definition, values, context)
    spoken = (outcome for check in CHECKS for outcome in check(sheet))
    return tuple(sorted(spoken, key=lambda outcome: outcome.code))


# Roll and ballots


def every_square_is_filled(sheet: Sheet) -> Outcomes:
    """An empty square is not a zero."""
    keys = sheet.definition.keys
    empty = sheet.definition.empty(sheet.values)
    status = Status.WAITING if empty else Status.HOLDS
    return (say(sheet, "Q01", empty, status, left=len(empty), right=len(keys), numbers=numbers_of(sheet, empty)),)


def both_entries_agree(sheet: Sheet) -> Outcomes:
    """Two people read the same."""
    fields = sheet.context.differing
    if fields is None:
        return (wait_for("Q02", "等第二次录入完成。", "Waits for the second entry."),)
    status = Status.STOPS if fields else Status.HOLDS
    return (say(sheet, "Q02", fields, status, left=len(fields), right=0, numbers=numbers_of(sheet, fields)),)


def registered_as_on_the_roll(sheet: Sheet) -> Outcomes:
    """The number of registered villagers is that of the frozen roll."""
    fields, count = ("registered",), sheet.context.roll_count
    if count is None:
        return (wait_for("Q03", "等名单定稿。", "Waits for the final roll."),)
    figures = sheet.known(fields)
    if figures is None:
        return (wait(sheet, "Q03", fields),)
    version = sheet.context.roll_version
    roll = ("名单", "roll") if version is None else (f"第 {version} 版名单", f"roll, version {version}")
    return (must_equal(sheet, "Q03", fields, figures[0], count, roll=roll),)


def issued_to_the_registered(sheet: Sheet) -> Outcomes:
    """Nobody gets a ballot who is not registered."""
    fields = ("issued", "registered")
    figures = sheet.known(fields)
    return (must_not_exceed(sheet, "Q04", fields, *figures) if figures else wait(sheet, "Q04", fields),)


def proxies_are_part_of_issued(sheet: Sheet) -> Outcomes:
    """Ballots issued went to voters in person and to holders of a proxy."""
    fields = ("proxy", "issued")
    figures = sheet.known(fields)
    if figures is None:
        return (wait(sheet, "Q05", fields),)
    proxy, issued = figures
    return (must_not_exceed(sheet, "Q05", fields, proxy, issued, personal=issued - proxy),)


def every_printed_ballot_is_accounted_for(sheet: Sheet) -> Outcomes:
    """Printed ballots were issued, spoiled and replaced, or are left over."""
    fields = ("issued", "spoiled", "unused", "printed")
    figures = sheet.known(fields)
    if figures is None:
        return (wait(sheet, "Q06", fields),)
    issued, spoiled, unused, printed = figures
    sides = (issued + spoiled + unused, printed)
    return (must_equal(sheet, "Q06", fields, *sides, issued=issued, spoiled=spoiled, unused=unused),)


def no_more_returned_than_issued(sheet: Sheet) -> Outcomes:
    """收回多于发出: the election has no legal effect."""
    fields = ("returned", "issued")
    figures = sheet.known(fields)
    return (must_not_exceed(sheet, "Q07", fields, *figures) if figures else wait(sheet, "Q07", fields),)


def unreturned_ballots_are_explained(sheet: Sheet) -> Outcomes:
    """Ballots that were issued and not put into a box are missed by somebody."""
    fields = ("returned", "issued")
    figures = sheet.known(fields)
    if figures is None:
        return (wait(sheet, "Q08", fields),)
    returned, issued = figures
    if returned > issued:
        return (not_here("Q08"),)
    status = Status.EXPLAIN if returned < issued else Status.HOLDS
    return (say(sheet, "Q08", fields, status, left=returned, right=issued, missing=issued - returned),)


# Boxes


def boxes_add_up(sheet: Sheet) -> Outcomes:
    """All ballots returned came out of a box."""
    fields = (*sheet.boxes, "returned")
    figures = sheet.known(fields)
    if figures is None:
        return (wait(sheet, "Q09", fields),)
    *boxes, returned = figures
    count = "两" if len(boxes) == 2 else chinese_number(len(boxes))
    return (must_equal(sheet, "Q09", fields, sum(boxes), returned, boxes=count),)


def valid_and_rejected_are_all(sheet: Sheet) -> Outcomes:
    """A ballot returned is valid or rejected."""
    fields = ("valid", "rejected", "returned")
    figures = sheet.known(fields)
    if figures is None:
        return (wait(sheet, "Q10", fields),)
    valid, rejected, returned = figures
    return (must_equal(sheet, "Q10", fields, valid + rejected, returned, valid=valid, rejected=rejected),)


def few_rejected(sheet: Sheet) -> Outcomes:
    """More than one in twenty rejected is unusual."""
    fields = ("rejected", "returned")
    figures = sheet.known(fields)
    if figures is None:
        return (wait(sheet, "Q23", fields),)
    rejected, returned = figures
    status = Status.EXPLAIN if rejected * 20 > returned else Status.HOLDS
    return (say(sheet, "Q23", fields, status, left=rejected, right=returned, share=percent(rejected, returned)),)


def few_in_mobile_boxes(sheet: Sheet) -> Outcomes:
    """Mobile boxes are for those who cannot come; more than a fifth needs an approval."""
    if not sheet.context.whole_round:
        return (wait_for_places("Q26"),)
    figures = sheet.known(sheet.boxes)
    if figures is None:
        return (wait(sheet, "Q26", sheet.boxes),)
    fields = tuple(box.field for box in sheet.definition.boxes if box.mobile)
    mobile, total = sum(sheet.filled(fields)), sum(figures)
    status = Status.EXPLAIN if mobile * 5 > total else Status.HOLDS
    return (say(sheet, "Q26", fields, status, left=mobile, right=total, share=percent(mobile, total)),)


# Posts


def votes_within_ballots(sheet: Sheet) -> Outcomes:
    """A ballot carries at most as many choices for a post as it has seats. Speaks as soon as there are too many."""
    return tuple(votes_of_post_within_ballots(sheet, contest) for contest in sheet.definition.contests)


def votes_of_post_within_ballots(sheet: Sheet, contest: SheetContest) -> CheckOutcome:
    fields = (*contest.vote_fields, "valid")
    valid, votes = sheet.values.get("valid"), sum(sheet.filled(contest.vote_fields))
    if valid is None or (votes <= valid * contest.seats and sheet.known(fields) is None):
        return wait(sheet, "Q11", fields)
    return must_not_exceed(sheet, "Q11", fields, votes, valid * contest.seats, **post_words(contest, valid))


def nobody_exceeds_the_ballots(sheet: Sheet) -> Outcomes:
    """A ballot names a person once."""
    return tuple(nobody_of_post_exceeds_the_ballots(sheet, contest) for contest in sheet.definition.contests)


def nobody_of_post_exceeds_the_ballots(sheet: Sheet, contest: SheetContest) -> CheckOutcome:
    fields = (*contest.candidate_fields, "valid")
    valid = sheet.values.get("valid")
    named = zip(contest.candidates, map(sheet.values.get, contest.candidate_fields), strict=True)
    votes = [(figure, name) for name, figure in (*named, *write_ins(contest, sheet.values)) if figure is not None]
    most, name = max(votes, default=(0, ""))
    if valid is None or (most <= valid and sheet.known(fields) is None):
        return wait(sheet, "Q12", fields)
    return must_not_exceed(sheet, "Q12", fields, most, valid, post=contest.title, name=name)


def columns_add_up(sheet: Sheet) -> Outcomes:
    """Every place on every valid ballot is a vote, against, or left blank."""
    return tuple(columns_of_post_add_up(sheet, contest) for contest in sheet.definition.contests)


def columns_of_post_add_up(sheet: Sheet, contest: SheetContest) -> CheckOutcome:
    fields = (*contest.all_fields, "valid")
    figures = sheet.known(fields)
    if figures is None:
        return wait(sheet, "Q13", fields)
    *columns, valid = figures
    return must_equal(sheet, "Q13", fields, sum(columns), valid * contest.seats, **post_words(contest, valid))


def write_ins_have_names(sheet: Sheet) -> Outcomes:
    """Whoever was written in is named, so that they can be elected."""
    return tuple(write_ins_of_post_have_names(sheet, contest) for contest in sheet.definition.contests)


def write_ins_of_post_have_names(sheet: Sheet, contest: SheetContest) -> CheckOutcome:
    fields = (contest.write_in_field,)
    total = sheet.values.get(contest.write_in_field)
    if total is None:
        return wait(sheet, "Q31", fields)
    named = sum(votes for _, votes in write_ins(contest, sheet.values))
    return must_equal(sheet, "Q31", fields, named, total, post=contest.title)


# The whole round


def more_than_half_took_part(sheet: Sheet) -> Outcomes:
    """登记参加选举的村民过半数投票，选举有效."""
    context, fields = sheet.context, ("returned", "registered")
    if not context.whole_round:
        return (wait_for_places("Q17"),)
    if not context.turnout_required:
        return (not_here("Q17"),)
    figures = sheet.known(fields)
    if figures is None:
        return (wait(sheet, "Q17", fields),)
    took_part, registered = participants(sheet), figures[1]
    names = [winner.name for winner in context.winners or ()]
    status = Status.HOLDS if took_part * 2 > registered else Status.STOPS if names else Status.VOID
    consequence = (
        (f"却写了当选人{'、'.join(names)}", f"and {', '.join(names)} named elected")
        if names
        else ("须重新选举", "the election must be held again")
    )
    return (say(sheet, "Q17", fields, status, left=took_part, right=registered, consequence=consequence),)


def the_elected_have_a_majority(sheet: Sheet) -> Outcomes:
    """候选人获得参加投票的村民过半数的选票，始得当选."""
    if sheet.context.round_kind not in ("first", "rerun"):
        return (not_here("Q18"),)
    return (votes_of_the_elected(sheet, "Q18", lambda votes, cast: votes * 2 > cast),)


def the_elected_have_a_third(sheet: Sheet) -> Outcomes:
    """另行选举的，……得票数不得少于所投票数的三分之一."""
    if sheet.context.round_kind != "runoff":
        return (not_here("Q19"),)
    floor = sheet.context.runoff_floor
    return (votes_of_the_elected(sheet, "Q19", lambda votes, cast: votes >= cast * floor),)


def votes_of_the_elected(sheet: Sheet, code: str, enough: Callable[[int, int], bool]) -> CheckOutcome:
    if not sheet.context.whole_round:
        return wait_for_places(code)
    if sheet.context.winners is None or sheet.known(("returned",)) is None:
        return wait_for(code, "等当选认定。", "Waits for the determination.")
    cast = participants(sheet)
    fewest = min(sheet.context.winners, key=lambda winner: winner.votes, default=Winner("", cast))
    status = Status.HOLDS if enough(fewest.votes, cast) else Status.STOPS
    return say(sheet, code, ("returned",), status, left=fewest.votes, right=cast, name=fewest.name)


def turnout_is_usual(sheet: Sheet) -> Outcomes:
    """Nearly everybody, or many more than last time, is unusual."""
    fields = ("returned", "registered")
    if not sheet.context.whole_round:
        return (wait_for_places("Q24"),)
    figures = sheet.known(fields)
    if figures is None:
        return (wait(sheet, "Q24", fields),)
    took_part, registered = participants(sheet), figures[1]
    cause = unusual(took_part, registered, sheet.context.last_turnout)
    status = Status.EXPLAIN if cause else Status.HOLDS
    share = percent(took_part, registered)
    return (say(sheet, "Q24", fields, status, left=took_part, right=registered, share=share, cause=cause or ""),)


def unusual(took_part: int, registered: int, last: Fraction | None) -> tuple[str, str] | None:
    if took_part * 100 > registered * 98:
        return "超过 98%", "more than 98 %"
    if last is not None and took_part > registered * (last + Fraction(1, 4)):
        before = percent(last.numerator, last.denominator)
        return f"比上届的 {before}% 高出 25 个百分点以上", f"over 25 points more than last term's {before} %"
    return None


# The paper


def the_printed_squares(sheet: Sheet) -> Outcomes:
    """Screen and paper ask the same in the same order."""
    printed = sheet.context.printed_definition
    if printed is None:
        return (wait_for("Q15", "等计票单印出。", "Waits for the sheet to be printed."),)
    return (say(sheet, "Q15", (), Status.HOLDS if printed == sheet.definition.digest else Status.STOPS),)


def the_paper_was_photographed(sheet: Sheet) -> Outcomes:
    """Paper leads: without the signed sheet nothing is confirmed."""
    photographs = sheet.context.photographs
    if photographs is None:
        return (wait_for("Q28", "等计票单照片。", "Waits for the photograph of the sheet."),)
    cause = fault_of_photographs(photographs, sheet.context)
    status = Status.STOPS if cause else Status.HOLDS
    return (say(sheet, "Q28", (), status, left=len(photographs), right=0, cause=cause or ""),)


def fault_of_photographs(photographs: tuple[str, ...], context: SheetContext) -> tuple[str, str] | None:
    if not photographs:
        return "还没有计票单的照片", "There is no photograph of the sheet"
    if not context.signed:
        return "计票单上签名不全", "Signatures are missing on the sheet"
    if context.used_elsewhere.intersection(photographs):
        return "这张照片已用在另一张计票单上", "This photograph was already used for another sheet"
    return None


def checks_without_records(_: Sheet) -> Outcomes:
    """Checks that have their code and do not take part yet."""
    return tuple(
        outcome(check.code, Status.INACTIVE, (), (check.waits_zh, check.waits_en))
        for check in CATALOGUE.values()
        if not check.active
    )


CHECKS: tuple[Callable[[Sheet], Outcomes], ...] = (
    every_square_is_filled,
    both_entries_agree,
    registered_as_on_the_roll,
    issued_to_the_registered,
    proxies_are_part_of_issued,
    every_printed_ballot_is_accounted_for,
    no_more_returned_than_issued,
    unreturned_ballots_are_explained,
    boxes_add_up,
    valid_and_rejected_are_all,
    votes_within_ballots,
    nobody_exceeds_the_ballots,
    columns_add_up,
    the_printed_squares,
    more_than_half_took_part,
    the_elected_have_a_majority,
    the_elected_have_a_third,
    few_rejected,
    turnout_is_usual,
    few_in_mobile_boxes,
    the_paper_was_photographed,
    write_ins_have_names,
    checks_without_records,
)


# What is still needed


@dataclass(frozen=True, slots=True)
class StillNeeded:
    """What keeps an entry from being finished; false when nothing does."""

    corrections: tuple[str, ...] = ()  # codes of checks that stop, one for each place where they do
    fields: tuple[str, ...] = ()  # empty squares
    explanations: tuple[str, ...] = ()  # codes that wait for a person's words
    sentences: tuple[tuple[str, str], ...] = ()  # what the checks say of all this, in Chinese and English

    def __bool__(self) -> bool:
        return bool(self.corrections or self.fields or self.explanations)

    @property
    def zh(self) -> str:
        """As a button says it: 先改 1 处，还缺 12 栏"""
        words = (
            ("先改 {} 处", self.corrections),
            ("还缺 {} 栏", self.fields),
            ("待说明 {} 处", self.explanations),
        )
        return "，".join(text.format(len(parts)) for text, parts in words if parts)

    @property
    def en(self) -> str:
        words = (
            ("{} to correct", self.corrections),
            ("{} to fill in", self.fields),
            ("{} to explain", self.explanations),
        )
        return ", ".join(text.format(len(parts)) for text, parts in words if parts)


NOTHING = StillNeeded()


def still_needed(outcomes: Iterable[CheckOutcome], explanations: Mapping[str, str]) -> StillNeeded:
    """What is missing before an entry is finished. `explanations`: code -> what the person wrote."""
    keeping = tuple(one for one in outcomes if keeps_open(one, explanations))
    return StillNeeded(
        tuple(one.code for one in keeping if one.status is Status.STOPS),
        tuple(field for one in keeping if one.code == "Q01" for field in one.fields),
        tuple(one.code for one in keeping if one.status in MAY_BE_EXPLAINED),
        tuple((one.text_zh, one.text_en) for one in keeping),
    )


MAY_BE_EXPLAINED = (Status.EXPLAIN, Status.VOID)


def keeps_open(one: CheckOutcome, explanations: Mapping[str, str]) -> bool:
    """Does this keep a sheet from being finished: it stops, squares are empty, or nobody has explained it?"""
    if one.status in MAY_BE_EXPLAINED:
        return not explanations.get(one.code, "").strip()
    return one.status is Status.STOPS or (one.code == "Q01" and one.status is Status.WAITING)
