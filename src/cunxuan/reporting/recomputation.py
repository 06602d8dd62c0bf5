"""Asks every stored determination again: do the papers' figures, the case, and the law still give what was announced?

`records.verification` shows that no row was changed after it was written. Here it is shown that what was written
follows: the figures of a vote are reckoned by two paths that share no code (core.count adds the first readings in
Python, the database adds both readings in SQL), the case is made from the figures again, and core.case is asked again.

Public: `recheck_determinations(found)`, which adds its breaks to a verification.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection

from cunxuan.candidates.kin_actions import last_statement
from cunxuan.core import case
from cunxuan.core.count import CountTotals, sum_sheets
from cunxuan.core.errors import BadInput
from cunxuan.counting.models import CountEntry, CountSheet, Determination, Ordinal, SheetState
from cunxuan.counting.relatives import kin_case
from cunxuan.counting.result_actions import case_of_figures, figures_of
from cunxuan.polling.models import PollingPlace
from cunxuan.records.verification import Break, Verification

Totals = Mapping[str, int]


def recheck_determinations(found: Verification) -> None:
    """Every break names the village and what does not follow."""
    by_sql = totals_by_sql()
    rows = Determination.objects.select_related("round__election__village").order_by("round__election__village", "pk")
    for determination in rows:
        village = determination.round.election.village_id
        for zh, en in breaks_of(determination, by_sql):
            what, what_en = f"{determination.semantic_id}：{zh}", f"{determination.semantic_id}: {en}"
            found.breaks.append(Break(village, None, what, what_en))


Words = tuple[str, str]


def breaks_of(determination: Determination, by_sql: Mapping[tuple[int, int], Totals]) -> Iterator[Words]:
    yield from answer_breaks(determination)
    sheets = list(CountSheet.objects.of_round(determination.round).whole().order_by("place__number"))
    if not sheets or any(sheet.state != SheetState.VERIFIED for sheet in sheets):
        yield "认定所依据的计票单没有核对一致", "the sheets it rests on are not verified"
        return
    totals = sum_sheets((sheet.squares, figures_of(sheet)) for sheet in sheets)
    yield from figure_breaks(determination, totals)
    yield from sql_breaks(determination, by_sql)
    yield from case_breaks(determination, totals)


def answer_breaks(determination: Determination) -> Iterator[Words]:
    """The law is asked again, under the pack that the case names."""
    try:
        answered, _, _ = case.answer(determination.case)
    except BadInput as problem:
        yield f"再问一次被拒绝：{problem.text}", f"asked again, it is refused: {problem.text_en}"
        return
    if substance(as_stored(answered)) != substance(determination.answer):
        yield "再问一次，认定结果与所存的不同", "asked again, the answer is not the stored one"
    if beside(determination.answer) != beside_of(determination):
        yield "所存的结果与认定不符", "what is stored beside the answer is not what it says"


def as_stored(answered: Any) -> Any:
    return json.loads(json.dumps(answered, ensure_ascii=False))


#: How an answer is worded may change from one version of the program to the next; what it says may not.
WORDING = frozenset({"text", "why", "basis", "confirmed"})


def substance(answer: Any) -> Any:
    """Who, how many, by which rule; without the sentences, which the trail's digest of the row protects."""
    if isinstance(answer, dict):
        return {key: substance(value) for key, value in answer.items() if key not in WORDING}
    return [substance(value) for value in answer] if isinstance(answer, list) else answer


def beside(answer: Mapping[str, Any]) -> tuple[object, ...]:
    """What lists and the board read without the whole answer."""
    short = sum(missing["seats"] for missing in answer["short"])
    return answer["outcome"], answer["pack"], answer["participants"], len(answer["elected"]), short


def beside_of(row: Determination) -> tuple[object, ...]:
    return row.outcome, row.pack, row.participants, row.elected, row.short


# Totals by two paths


def figure_breaks(determination: Determination, totals: CountTotals) -> Iterator[Words]:
    if dict(totals.values) != determination.figures:
        keys = sorted(differing(totals.values, determination.figures))
        yield (
            f"各计票单相加与所存的合计不同：{'、'.join(keys)}",
            f"the sheets do not add up to the stored figures: {', '.join(keys)}",
        )


def sql_breaks(determination: Determination, by_sql: Mapping[tuple[int, int], Totals]) -> Iterator[Words]:
    """Boxes have other names in the sum of several places, so their sum is compared."""
    stored = with_boxes_summed(determination.figures)
    for ordinal, zh, en in (
        (Ordinal.FIRST, "第一次录入", "the first entries"),
        (Ordinal.SECOND, "第二次录入", "the second entries"),
    ):
        summed = with_boxes_summed(by_sql.get((determination.round_id, ordinal), {}))
        if keys := sorted(differing(summed, stored)):
            yield (
                f"数据库对{zh}的合计与所存的不同：{'、'.join(keys)}",
                f"{en}, added by the database, are not the stored figures: {', '.join(keys)}",
            )


def differing(one: Totals, other: Totals) -> set[str]:
    """Squares that are not alike; a square that nobody filled is nought."""
    return {key for key in {**one, **other} if one.get(key, 0) != other.get(key, 0)}


def with_boxes_summed(figures: Totals) -> Totals:
    boxes = {key: figure for key, figure in figures.items() if key.startswith("box.")}
    return {**{key: figure for key, figure in figures.items() if key not in boxes}, "box.*": sum(boxes.values())}


def totals_by_sql() -> dict[tuple[int, int], Totals]:
    """Round and ordinal -> square -> figure, added by the database from the rows of the verified sheets."""
    totals: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(SUMS[connection.vendor])
        for this, ordinal, square, figure in cursor.fetchall():
            totals[this, ordinal][square] = int(figure)
    return dict(totals)


ENTRY, SHEET, PLACE = (model._meta.db_table for model in (CountEntry, CountSheet, PollingPlace))
#: Only the names of our own tables are put in; SQLite and PostgreSQL take a JSON object apart in different words.
SUM = f"""
    SELECT place.round_id, entry.ordinal, square.key, SUM({{figure}})
    FROM {ENTRY} entry
    JOIN {SHEET} sheet ON sheet.id = entry.sheet_id
    JOIN {PLACE} place ON place.id = sheet.place_id
    CROSS JOIN {{squares}} square
    WHERE sheet.state = 'verified' AND entry.ordinal IN (1, 2)
    GROUP BY place.round_id, entry.ordinal, square.key
"""  # noqa: S608
SUMS = {
    "sqlite": SUM.format(figure="square.value", squares='json_each(entry."values")'),
    "postgresql": SUM.format(figure="square.value::bigint", squares='LATERAL jsonb_each_text(entry."values")'),
}


# The case


def case_breaks(determination: Determination, totals: CountTotals) -> Iterator[Words]:
    """The case is made again, from the sheets and from who was stated to be related when it was determined.

    Whom earlier votes elected may have been announced since, and is taken as it was.
    """
    stored, this = determination.case, determination.round
    asked = as_stored(case_of_figures(this, totals)) | {"elected_before": stored["elected_before"]}
    asked |= kin_case(asked, last_statement(this.election, until=determination.determined_at))
    keys = [key for key in {**asked, **stored} if asked.get(key) != stored.get(key)]
    if keys:
        yield (
            f"所问的案例与计票单不符：{'、'.join(keys)}",
            f"the case that was asked is not the one of the sheets: {', '.join(keys)}",
        )
