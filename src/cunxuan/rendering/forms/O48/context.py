"""What the schedule of a county's or township's villages says (村委会换届选举进度表)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A stage of a village: the day it was done on, else the day for which it is planned."""

    planned: date | None = None
    done: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    name: str
    villages: tuple[Village, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    paper: Paper
    stages: tuple[str, ...]
    towns: tuple[Town, ...] = ()
    lines: int = 0  # to be filled in by hand

    def check(self, form_id: str) -> None:
        """Every village has a cell for each stage."""
        for town in self.towns:
            for village in town.villages:
                if len(village.cells) != len(self.stages):
                    raise refused(
                        f"{form_id}.towns",
                        f"{village.name}有 {len(village.cells)} 格，应有 {len(self.stages)} 格",
                        f"{village.name} has {len(village.cells)} cells, there are {len(self.stages)} stages",
                    )
