"""What was played, handed from one process of the drill to the next: a line of JSON each."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "DRILL_RESULTS"


@dataclass(frozen=True)
class Played:
    """`found`: why it did not hold, or nothing. `without`: the guard of its control."""

    fault: str
    title: str
    acknowledged: int
    lost: int
    twice: int
    seconds: float
    found: str
    without: str
    harm: str
    remark: str = ""

    @property
    def is_right(self) -> bool:
        return not self.found and bool(self.harm)


def write(played: Played) -> None:
    if name := os.environ.get(FILE):
        with Path(name).open("a") as file:
            file.write(json.dumps(asdict(played)) + "\n")


def read(lines: Iterable[str]) -> dict[str, Played]:
    """By the name of the fault; played again, the last time counts."""
    found = [Played(**json.loads(line)) for line in lines]
    return {played.fault: played for played in found}
