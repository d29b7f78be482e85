"""What every step of an import is told beside the lines."""

from dataclasses import dataclass
from datetime import date, datetime

from exchange.importing.findings import Findings
from exchange.importing.known import Known
from people.models import Person
from policy.rulebook import Rulebook


@dataclass(frozen=True)
class World:
    """`db`: the alias that is read and written. `by`: who imports on the page, else None.

    `writes`: else it is only worked out what would be written.
    """

    known: Known
    findings: Findings
    book: Rulebook
    db: str
    now: datetime
    today: date
    by: Person | None = None
    writes: bool = False
