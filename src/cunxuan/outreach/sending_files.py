"""The file of a sending, as a telecom office takes it: number and text, as a workbook or as text with commas.

Public: `as_workbook`, `as_csv`, `rows_of`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from cunxuan.core.errors import Refusal
from cunxuan.formats.workbooks import Sheet
from cunxuan.formats.written import write_book

from .models import Message, MessageState, Sending, SendingState
from .people import opted_out
from .texts import addressed

HEADINGS = ("手机号码", "短信内容")
#: What a spreadsheet would compute; a text for a telephone that begins so is quoted.
RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
ENCODINGS = {"gbk": "gb18030", "utf8": "utf-8-sig"}


def rows_of(sendings: Sequence[Sending]) -> Iterator[tuple[str, str]]:
    """Number and text of everybody who waits, in the order of the villages; whoever opted out since is left out."""
    texts = {one.pk: one.text for one in sendings}
    waiting = Message.objects.filter(sending__in=texts, state=MessageState.WAITING).order_by("sending_id", "pk")
    rows = list(waiting.values_list("sending_id", "name", "phone"))
    refused = opted_out(phone for _, _, phone in rows)
    for sending, name, phone in rows:
        if phone not in refused:
            yield phone, addressed(texts[sending], name)


def refuse_unless_made(sendings: Iterable[Sending]) -> list[Sending]:
    """Those whose file was not handed over; one that was is not given out again."""
    made = [one for one in sendings if one.state == SendingState.MADE]
    if not made:
        raise Refusal(
            "SENDING_HANDED_OVER",
            "这次发送没有可以下载的文件：已经交给电信部门，或者由网关发送。",
            "要看送达情况，请导入回执。",
            "There is no file of this sending to download: it was handed over, or a gateway sends it.",
            "For the deliveries take the receipts in.",
        )
    return made


def as_workbook(rows: Iterable[tuple[str, str]]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "messages.xlsx"
        table = [HEADINGS, *rows]
        write_book([Sheet("短信", table, len(table))], path)
        return path.read_bytes()


def as_csv(rows: Iterable[tuple[str, str]], encoding: str) -> bytes:
    """GBK as offices' programs want it (GB18030, which has every rare character besides), or UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows((phone, harmless(text)) for phone, text in rows)
    return out.getvalue().encode(ENCODINGS[encoding])


def harmless(text: str) -> str:
    return f"'{text}" if text.startswith(RUNS) else text
