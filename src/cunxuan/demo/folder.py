"""What a folder says of the demonstration in it: `demo.json`, beside the database, the uploads and the keys.

It is written before the first row and marked finished after the last, so a build that was interrupted is known by it.
The settings read it too: whoever opens the folder later finds the demonstration on its own day, marked as one.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from cunxuan.core.errors import BadInput

NAME = "demo.json"

BEGUN = date(2026, 9, 15)  # the county's leading group met and the program was set up; from here on there is history
OPENED = date(2026, 11, 7)  # the county's mobilisation (动员大会): before it there is nothing to see
DAY = date(2026, 12, 16)  # the day on which most kinds of villages can be seen


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Which county stands in a folder: on which day, how many villages, from which seed; and whether it is complete."""

    on: date
    villages: int
    seed: int
    finished: bool = False

    @property
    def words(self) -> str:
        return f"{self.on}、{self.villages} 个村、种子 {self.seed}"


def demonstration_in(folder: Path) -> Demonstration | None:
    """The demonstration in a folder; None where there is none. The settings ask this at every start."""
    try:
        kept = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Demonstration(date.fromisoformat(kept.pop("on")), **kept)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise BadInput(
            f"{folder / NAME} 读不出来。请换一个文件夹：--dir。",
            f"{folder / NAME} cannot be read. Choose another folder with --dir.",
        ) from error


def claim(folder: Path, wanted: Demonstration) -> Demonstration:
    """Takes a folder for a demonstration: an empty one, or one that holds this very demonstration, complete or not."""
    if wanted.on < OPENED:
        raise BadInput(
            f"演示县的换届选举从 {OPENED} 开始，{wanted.on} 还没有可看的。请用 --on 写这一天或以后的日子。",
            f"The demonstration begins on {OPENED}; there is nothing on {wanted.on}. Choose a later day with --on.",
        )
    there = demonstration_in(folder)
    if there is None:
        refuse_foreign(folder)
        return keep(folder, wanted)
    if there.finished and replace(there, finished=False) != wanted:
        raise BadInput(
            f"{folder} 里已经有一个演示县（{there.words}），要的是另一个（{wanted.words}）。请用 --dir 换一个文件夹。",
            f"{folder} holds another demonstration ({there.on}, {there.villages} villages, seed {there.seed}). "
            "Choose another folder with --dir.",
        )
    return there if there.finished else keep(folder, wanted)


def refuse_foreign(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists():
        raise BadInput(
            f"{folder} 里有别的东西，演示不放在这里。请用 --dir 换一个空文件夹。",
            f"{folder} holds something else. Choose an empty folder with --dir.",
        )


def keep(folder: Path, this: Demonstration) -> Demonstration:
    """Writes what the folder holds."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({**asdict(this), "on": this.on.isoformat()}, ensure_ascii=False, indent=1)
    (folder / NAME).write_text(f"{text}\n", encoding="utf-8")
    return this


def finish(folder: Path, this: Demonstration) -> Demonstration:
    return keep(folder, replace(this, finished=True))
