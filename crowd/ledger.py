"""What was answered "saved", and what is in the database afterwards. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

ENTRY = re.compile(r"Entry (\d+)\.")
WORDS = "We went through the plan for contact and agreed what comes next, and by when. "


def entry(number: int, *, length: int = 400) -> str:
    """The text that a draft holds after its save of this number: no two are the same."""
    return f"Entry {number}. " + (WORDS * (length // len(WORDS) + 1))[:length].strip()


@dataclass
class Page:
    """Of one draft: the versions that were there before, the saves that were sent and answered."""

    before: int
    sent: int = 0
    saved: int = 0
    length: int = 400

    def next(self) -> str:
        self.sent += 1
        return entry(self.sent, length=self.length)


@dataclass(frozen=True)
class Found:
    """What the database holds of a draft."""

    version: int
    text: str


@dataclass
class Balance:
    """`lost`: answered as saved and not there. `twice`: one save, counted more than once."""

    acknowledged: int = 0
    lost: int = 0
    twice: int = 0
    mangled: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not (self.lost or self.twice or self.mangled)


def balance(pages: Iterable[tuple[Page, Found]]) -> Balance:
    whole = Balance()
    for page, found in pages:
        kept = number_in(found.text)
        growth = found.version - page.before
        whole.acknowledged += page.saved
        whole.lost += max(page.saved - kept, page.saved - growth, 0)
        whole.twice += max(growth - page.sent, 0)
        if kept and found.text != entry(kept, length=page.length):
            whole.mangled.append(found.text[:40])
    return whole


def number_in(text: str) -> int:
    """0 for a text that nobody of the crowd wrote."""
    found = ENTRY.match(text)
    return int(found[1]) if found else 0
