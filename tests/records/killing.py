"""Acts on a database of its own, killed at any moment, again and again: what was acknowledged must be there.

    python tests/records/killing.py FOLDER KILLS [early]

A child does one act after the other and says "done" after each; `kill -9` ends it in the middle of something. Then the
whole trail is verified, and every act that was said to be done is looked for. With `early` the child is broken on
purpose: it says "done" before it has done. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from pathlib import Path
from time import sleep

sys.path[:0] = [str(Path(__file__).parents[1])]
os.environ["CUNXUAN_DIR"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "cunxuan.config.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

import cast  # noqa: E402
from cunxuan.counting import actions  # noqa: E402
from cunxuan.counting.models import CountEntry, CountSheet  # noqa: E402
from cunxuan.offices.models import Division  # noqa: E402
from cunxuan.records.models import Attachment, TrailEntry  # noqa: E402
from cunxuan.records.verification import verify  # noqa: E402
from forking import fork  # noqa: E402

AS_LARGE_AS_A_PHOTOGRAPH = bytes(400_000)
LONGEST = 0.12  # seconds that a child lives


def begin() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    if not Division.objects.exists():
        cast.people_the_county()
    cast.sheet_of(Division.objects.get(pk=cast.LIUSHU))


def live(first: int, say: int, *, early: bool) -> None:
    """A child's life: a figure typed, then a photograph, and so on with higher numbers."""
    an, sheet = cast.person("an"), CountSheet.objects.get(place__round__election__village=cast.LIUSHU)
    number = first
    while True:
        if early:
            os.write(say, b"%d\n" % number)
        if number % 2:
            actions.type_figures(sheet, {"registered": number}, by=an, at=cast.AT)
        else:
            photograph = cast.photograph(str(number)) + AS_LARGE_AS_A_PHOTOGRAPH
            actions.attach_photograph(sheet, photograph, by=an, at=cast.AT)
        if not early:
            os.write(say, b"%d\n" % number)
        number += 1


def killed(first: int, after: float, *, early: bool) -> int:
    """The last number that a child acknowledged before it was killed."""
    hear, say = os.pipe()
    child = fork()
    if child == 0:
        os.close(hear)
        live(first, say, early=early)
    os.close(say)
    with os.fdopen(hear) as heard:
        said = [heard.readline()]  # it has begun
        sleep(after)
        os.kill(child, signal.SIGKILL)
        said += heard
    os.waitpid(child, 0)
    return max((int(line) for line in said if line.endswith("\n")), default=first - 1)


def reached() -> int:
    """The last act that the database knows. One act follows the other, so that all before it are there too."""
    entry = CountEntry.objects.filter(sheet__place__round__election__village=cast.LIUSHU).first()
    return max(entry.values["registered"] if entry else 0, 2 * Attachment.objects.count())


def main(kills: int, *, early: bool) -> None:
    begin()
    chance, entries = random.Random(), TrailEntry.objects.count()
    acknowledged = lost = broken = 0
    for _ in range(kills):
        first = reached() + 1
        last = killed(first, chance.random() * LONGEST, early=early)
        acknowledged += last - first + 1
        lost += max(last - reached(), 0)
        broken += len(verify().breaks)
    done = TrailEntry.objects.count() - entries
    said = {"on": connection.vendor, "kills": kills, "acknowledged": acknowledged, "done": done}
    print(json.dumps({**said, "lost": lost, "broken": broken}))


if __name__ == "__main__":
    main(int(sys.argv[2]), early="early" in sys.argv[3:])
