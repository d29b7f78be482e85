"""'x of y (z%)', as AMB-47 counts: who is excluded or not testable yet is in neither number."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from compliance.models import Status


@dataclass
class Share:
    numbers: dict[str, int] = field(default_factory=dict)

    def add(self, status: str, number: int) -> None:
        self.numbers[status] = self.numbers.get(status, 0) + number

    @property
    def compliant(self) -> int:
        return self.numbers.get(Status.COMPLIANT, 0)

    @property
    def late(self) -> int:
        return self.numbers.get(Status.NON_COMPLIANT, 0)

    @property
    def excluded(self) -> int:
        return self.numbers.get(Status.EXCLUDED, 0)

    @property
    def untested(self) -> int:
        return self.numbers.get(Status.NOT_APPLICABLE, 0)

    @property
    def tested(self) -> int:
        return self.compliant + self.late

    @property
    def total(self) -> int:
        return self.tested + self.excluded + self.untested

    @property
    def per_cent(self) -> int | None:
        """Rounded down, so that 99.6% is never 100%; None where nobody is tested."""
        return 100 * self.compliant // self.tested if self.tested else None

    @property
    def words(self) -> str:
        if not self.tested:
            return "None tested"
        return f"{self.compliant} of {self.tested} ({self.per_cent}%)"

    @property
    def beside(self) -> str:
        return f"{self.excluded} excluded, {self.untested} not yet testable"

    @property
    def series(self) -> list[int]:
        return [self.compliant, self.late, self.excluded, self.untested]


def by_measure(counts: Iterable[tuple[str, str, date | None, int]]) -> dict[str, Share]:
    shares: dict[str, Share] = {}
    for measure, status, _, number in counts:
        shares.setdefault(measure, Share()).add(status, number)
    return shares
