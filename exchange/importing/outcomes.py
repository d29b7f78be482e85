"""What becomes of a line: something is created, something changes, or all is as it says."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from exchange.importing.findings import Line


class Verdict(StrEnum):
    CREATE = "create"
    CHANGE = "change"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`changed`: the keys of the line whose values differ from the records."""

    line: Line
    verdict: Verdict
    changed: tuple[str, ...] = ()


@dataclass
class Tally:
    """Counts by type and verdict, and the first of the lines that create or change something."""

    keep: int
    counts: defaultdict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    first: list[Outcome] = field(default_factory=list)

    def add(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            self.counts[outcome.line.type][outcome.verdict] += 1
            if outcome.verdict != Verdict.SAME and len(self.first) < self.keep:
                self.first.append(outcome)
