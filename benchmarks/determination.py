"""J4: how long a determination takes, beside votelib's bare plurality, and the nation's villages on one core.

    python benchmarks/determination.py                  five rounds, each method in a fresh process; median and spread
    python benchmarks/determination.py --nation [N]     the nation's 533,757 villages, or so many, one after another
    python benchmarks/determination.py --json

Villages differ: 400 to 3,000 registered, a chair, a vice-chair, three to five members, random votes with many ties.
Ours applies turnout, thresholds, ties, the woman's seat, runoffs and reasons; votelib only ranks. Where both apply
(most votes, no threshold) the winners and the ties are asserted to be the same. JSON is measured apart.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

VILLAGES = 4000
ROUNDS = 5
DAY = date(2026, 12, 13)
LIMIT_MS = 0.1
NATION, AIM_SECONDS = 533_757, 30
AIM_MS = AIM_SECONDS * 1000 / NATION
#: Divisions begin with these: Beijing, Tianjin, Hebei, Shanxi, Shanghai, Zhejiang, Fujian, Henan, Hainan, Sichuan.
PROVINCES = ("11", "12", "13", "14", "31", "33", "35", "41", "46", "51")


def villages(count: int) -> Iterator[dict[str, Any]]:
    """Random villages as the command takes them; the same ones in every process."""
    dice = random.Random(20261213)
    for _ in range(count):
        registered = dice.randint(400, 3000)
        returned = registered * dice.randint(48, 95) // 100
        yield {
            "division": "140824100200",
            "polling_day": DAY.isoformat(),
            "registered": registered,
            "account": {"issued": returned + dice.randint(0, 9), "signed": returned, "returned": returned},
            "contests": list(contests(dice, returned)),
        }


def contests(dice: random.Random, returned: int) -> Iterator[dict[str, Any]]:
    serial = iter(range(100))
    for post, seats, standing in (("chair", 1, 2), ("vice_chair", 1, 2), ("member", dice.randint(3, 5), 7)):
        people = [
            {"name": f"村民{next(serial):02d}", "sex": dice.choice("MMF"), "votes": votes}
            for votes in ballots(dice, returned, seats, standing)
        ]
        yield {"post": post, "seats": seats, "candidates": people}


def ballots(dice: random.Random, returned: int, seats: int, standing: int) -> list[int]:
    """Votes in round tens, so that ties are common, never more than the ballots allow."""
    places, votes = returned * seats, []
    for left in range(standing, 0, -1):
        most = min(returned, places)
        share = min(most, places * dice.randint(60, 160) // (100 * left)) // 10 * 10
        votes.append(share)
        places -= share
    return votes


def run_ours(documents: list[dict[str, Any]]) -> float:
    from cunxuan.core.case import case_from_json
    from cunxuan.core.determination import determine

    cases = [case_from_json(document) for document in documents]
    determine(cases[0])
    started = time.perf_counter()
    for case in cases:
        determine(case)
    return time.perf_counter() - started


def run_json(documents: list[dict[str, Any]]) -> float:
    """The whole command but for the file: JSON text in, JSON text out."""
    from cunxuan.core.case import answer

    texts = [json.dumps(document, ensure_ascii=False) for document in documents]
    answer(documents[0])
    started = time.perf_counter()
    for text in texts:
        json.dumps(answer(json.loads(text))[0], ensure_ascii=False)
    return time.perf_counter() - started


def run_votelib(documents: list[dict[str, Any]]) -> float:
    from votelib.evaluate.core import Plurality

    evaluator = Plurality()
    tallies = [
        [
            ({one["name"]: one["votes"] for one in contest["candidates"]}, contest["seats"])
            for contest in doc["contests"]
        ]
        for doc in documents
    ]
    started = time.perf_counter()
    for tally in tallies:
        for votes, seats in tally:
            evaluator.evaluate(votes, seats)
    return time.perf_counter() - started


METHODS = {"ours": run_ours, "ours with JSON": run_json, "votelib": run_votelib}


def assert_same_winners(documents: list[dict[str, Any]]) -> int:
    """A new vote among equals has no threshold: there both methods answer the same question."""
    from votelib.evaluate.core import Plurality, Tie

    from cunxuan.core.case import case_from_json
    from cunxuan.core.determination import determine

    compared = 0
    for document in documents:
        for contest in document["contests"]:
            people = [one for one in contest["candidates"] if one["votes"]]
            if len(people) < contest["seats"]:
                continue
            found = determine(
                case_from_json({**document, "round": "revote", "contests": [{**contest, "candidates": people}]})
            )
            picked = Plurality().evaluate({one["name"]: one["votes"] for one in people}, contest["seats"])
            sure = {one for one in picked if not isinstance(one, Tie)}
            tied = {frozenset(one) for one in picked if isinstance(one, Tie)}
            assert {one.name for one in found.elected} == sure, (contest, found.elected, picked)
            assert {frozenset(names) for names in found.tied} == tied, (contest, found.tied, picked)
            compared += 1
    return compared


def measure() -> dict[str, list[float]]:
    """Each method in turn, each time in a fresh process."""
    times: dict[str, list[float]] = {method: [] for method in METHODS}
    for _ in range(ROUNDS):
        for method in METHODS:
            out = subprocess.run(
                [sys.executable, __file__, "--method", method], capture_output=True, check=True, text=True
            )
            times[method].append(float(out.stdout) / VILLAGES * 1000)
    return times


def report(as_json: bool) -> None:
    compared = assert_same_winners(list(villages(VILLAGES // 4)))
    times = measure()
    middle = {method: statistics.median(values) for method, values in times.items()}
    if as_json:
        print(json.dumps({"ms": times, "median_ms": middle, "contests_compared": compared}))
        return
    print(f"{compared} contests: the same winners and the same ties as votelib")
    for method, values in times.items():
        print(f"{method:15} {middle[method]:.4f} ms a village (from {min(values):.4f} to {max(values):.4f})")
    print(f"ours / votelib  {middle['ours'] / middle['votelib']:.1f}")
    print(
        f"must {LIMIT_MS} ms: {'met' if middle['ours'] <= LIMIT_MS else 'MISSED'} · aim {AIM_MS:.4f} ms: "
        f"{'met' if middle['ours'] <= AIM_MS else 'missed'}"
    )


def of_the_nation(count: int) -> Iterator[dict[str, Any]]:
    """The same villages in turn in ten provinces, nine whose text is held; in one of nineteen there are relatives."""
    for i, village in enumerate(villages(count)):
        village["division"] = f"{PROVINCES[i % len(PROVINCES)]}0105100200"
        if i % 19 == 0:
            chair, member = village["contests"][0]["candidates"][0], village["contests"][2]["candidates"][0]
            village["kin"] = [{"a": chair["name"], "b": member["name"], "relation": "sibling"}]
        yield village


def nation(count: int) -> None:
    """So many villages on one core: the same few thousand figures, determined again and again."""
    from cunxuan.core.case import case_from_json
    from cunxuan.core.determination import determine

    cases = [case_from_json(document) for document in of_the_nation(min(count, VILLAGES))]
    outcomes: dict[str, int] = {}
    started, used = time.perf_counter(), time.process_time()
    for i in range(count):
        outcome = determine(cases[i % len(cases)]).outcome
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    seconds, used = time.perf_counter() - started, time.process_time() - used
    print(f"{count} villages in {seconds:.1f} s ({used:.1f} s of one core), {seconds / count * 1000:.4f} ms each")
    print(f"outcomes: {outcomes}")
    if count == NATION:
        print(f"aim {AIM_SECONDS} s: {'met' if seconds <= AIM_SECONDS else 'missed'}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--method", choices=sorted(METHODS))
    options.add_argument("--nation", type=int, metavar="N", nargs="?", const=NATION)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    if chosen.method:
        print(METHODS[chosen.method](list(villages(VILLAGES))))
    elif chosen.nation:
        nation(chosen.nation)
    else:
        report(chosen.json)


if __name__ == "__main__":
    main()
