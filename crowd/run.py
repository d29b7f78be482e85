"""A crowd let loose on a site for a while, and what came of it."""

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connections

from crowd.cast import Part, found
from crowd.figures import percentile, row
from crowd.journeys import JOURNEYS, TITLES
from crowd.ledger import Balance, balance
from crowd.visitor import Visit, Visitor, until

HEADS = ("requests", "errors", "asked to", "p50 ms", "p95 ms", "p99 ms")


@dataclass
class Result:
    visits: list[Visit]
    balance: Balance
    conflicts: int

    @property
    def errors(self) -> list[Visit]:
        return [visit for visit in self.visits if not visit.is_good and not visit.is_polite]

    @property
    def polite(self) -> int:
        """How often somebody was asked to come again, with Retry-After."""
        return sum(visit.is_polite for visit in self.visits)

    def of(self, journey: str) -> list[Visit]:
        return [visit for visit in self.visits if visit.journey == journey]


def let_loose(
    cast: Sequence[Part],
    port: Callable[[], int],
    *,
    seconds: float,
    pace: float = 1.0,
    meanwhile: Callable[[threading.Event], None] | None = None,
) -> Result:
    """Everybody goes through their journey again and again. `meanwhile`: what else happens."""
    ended = threading.Event()
    visitors = [Visitor(part, port, ended, pace=pace) for part in cast]
    with ThreadPoolExecutor(len(visitors) + 1) as pool:
        running = [pool.submit(go_round, visitor) for visitor in visitors]
        if meanwhile:
            running.append(pool.submit(meanwhile, ended))
        until(ended, seconds)
        ended.set()
    for one in running:
        one.result()
    return result_of(visitors)


def go_round(visitor: Visitor) -> None:
    """They come one after the other, not all in the same second."""
    visitor.think(0, 12)
    while not visitor.is_over:
        JOURNEYS[visitor.part.journey](visitor)


def result_of(visitors: Sequence[Visitor]) -> Result:
    connections.close_all()
    pages = [(visitor.part.page, found(visitor.part)) for visitor in visitors if visitor.part.page]
    return Result(
        [visit for visitor in visitors for visit in visitor.visits],
        balance(pages),
        sum(visitor.conflicts for visitor in visitors),
    )


def table(result: Result) -> str:
    lines = [row("journey", HEADS)]
    for journey, title in [*TITLES.items(), ("", "all")]:
        visits = result.of(journey) if journey else result.visits
        lines.append(row(title, cells(visits)))
    return "\n".join(lines)


def cells(visits: Sequence[Visit]) -> list[float | int]:
    took = [1000 * visit.seconds for visit in visits if visit.is_good]
    polite = sum(visit.is_polite for visit in visits)
    bad = sum(not visit.is_good for visit in visits) - polite
    return [len(visits), bad, polite, *(percentile(took, share) for share in (0.5, 0.95, 0.99))]


def slowest(result: Result, number: int = 8) -> str:
    """The kinds of page with the highest 95th percentile."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for visit in result.visits:
        if visit.is_good:
            kinds[visit.what].append(1000 * visit.seconds)
    ranked = sorted(kinds, key=lambda what: -percentile(kinds[what], 0.95))[:number]
    lines = [row("slowest", ("requests", "p50 ms", "p95 ms"))]
    for what in ranked:
        took = kinds[what]
        lines.append(row(what, (len(took), percentile(took, 0.5), percentile(took, 0.95))))
    return "\n".join(lines)


def troubles(result: Result) -> str:
    counted = Counter(f"{visit.status} {visit.what}" for visit in result.errors)
    return ", ".join(f"{number} x {what}" for what, number in counted.most_common(8)) or "none"


def ledger_line(result: Result) -> str:
    kept = result.balance
    return (
        f"ledger: {kept.acknowledged:,} saves answered, {kept.lost} lost, {kept.twice} twice,"
        f" {len(kept.mangled)} mangled, {result.conflicts} asked which text to keep"
    )
