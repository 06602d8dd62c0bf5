"""What the county's clerk finds in a village: a task, a meeting, an inspection, the township's report of a day."""

from __future__ import annotations

from uuid import uuid4

import cast
from cunxuan.offices.models import Division
from cunxuan.oversight.daily_actions import Filled, send_report, watch
from cunxuan.oversight.inspection_actions import record_inspection
from cunxuan.oversight.meeting_actions import call_meeting
from cunxuan.oversight.models import Source, WatchedFigure
from cunxuan.oversight.task_actions import NewTask, open_task

ON = cast.POLLING_DAY


def overseen(village: Division, words: dict[str, str]) -> None:
    """A task that the clerk gave to themselves, so that it is of the village and nobody else's; and the rest."""
    ren = cast.person("ren")
    by = {"by": ren, "at": cast.AT}
    new = NewTask(place=village, title=words["title"], text=words["text"], owner=ren, due_on=ON, source=Source.OFFICE)
    open_task(new, on=ON, **by)
    call_meeting(village, kind="other", on=ON, venue="村委会", subjects=[words["title"]], **by)
    record_inspection(village, on=ON, inspectors=words["name"], looked_at="", today=ON, **by)
    if not WatchedFigure.objects.exists():
        watch(ren.division, name=words["title"][:40], unit="", counts_up=False, on=ON, **by)
    figures: dict[str, int] = {}
    said = Filled(
        on=ON, key=uuid4(), figures=figures, watched={}, reasons={}, plan=words["text"], problems=(), on_site=None
    )
    assert village.parent
    send_report(village.parent, said, today=ON, **by)


def reported_by(village: Division) -> tuple[str, str]:
    return village.pk[:9], ON.isoformat()


def watched_figure(_: Division) -> tuple[int]:
    return (WatchedFigure.objects.earliest("pk").pk,)
