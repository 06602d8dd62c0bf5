"""A sending on a database of its own, killed at any moment, again and again: nobody's telephone may ring twice.

    python tests/outreach/killing_sendings.py FOLDER KILLS

A child sends through a real network; `kill -9` ends it in the middle of something, and the next child goes on. At the
end the whole trail is verified and the network's own list is counted. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections import Counter
from pathlib import Path
from time import sleep

sys.path[:0] = [str(Path(__file__).parents[1])]
os.environ["CUNXUAN_DIR"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "cunxuan.config.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

import cast  # noqa: E402
from cunxuan.offices.models import Division  # noqa: E402
from cunxuan.outreach import actions, sending  # noqa: E402
from cunxuan.outreach.gateways.http import HttpGateway  # noqa: E402
from cunxuan.outreach.models import Message, Sending, SendingState  # noqa: E402
from cunxuan.records.verification import verify  # noqa: E402
from forking import fork  # noqa: E402
from outreach import away  # noqa: E402
from outreach.network import Network  # noqa: E402

PEOPLE = 120
LONGEST = 0.3  # seconds that a child lives


def begin() -> int:
    call_command("migrate", verbosity=0, interactive=False)
    cast.people_the_county()
    village = Division.objects.get(pk=cast.LIUSHU)
    people = away.people_away(village, [f"外出{number}" for number in range(PEOPLE)])
    return away.confirmed(away.agreed(village, people), gateway="http").pk


def network(log: Path) -> tuple[int, str]:
    """In a process of its own, which outlives the children."""
    server = Network(log, takes=0.01)
    child = os.fork()
    if child == 0:
        server.serve_forever()
    server.server_close()
    return child, server.url


def send(pk: int, url: str) -> int:
    child = fork()
    if child == 0:
        this = Sending.objects.get(pk=pk)
        actions.go_on(this, **away.BY)
        sending.work(this, HttpGateway(url), by="ding")
        os._exit(0)
    return child


def main(folder: Path, kills: int) -> None:
    log = folder / "rang"
    server, url = network(log)
    try:
        this, chance, killed = begin(), random.Random(), 0
        for _ in range(kills):
            child = send(this, url)
            sleep(chance.random() * LONGEST)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            killed += 1
            if Sending.objects.get(pk=this).state == SendingState.DONE:
                break
        if Sending.objects.get(pk=this).state != SendingState.DONE:
            os.waitpid(send(this, url), 0)
    finally:
        os.kill(server, signal.SIGKILL)
        os.waitpid(server, 0)
    rang = Counter(log.read_text().split())
    said = {
        "people": PEOPLE,
        "kills": killed,
        "rang": len(rang),
        "twice": sum(times > 1 for times in rang.values()),
        "sent": Message.objects.filter(state="sent").count(),
        "broken": len(verify().breaks),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
