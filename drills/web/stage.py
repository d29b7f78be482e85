"""One fault, played under people who type, and what came of it."""

import contextlib
import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from crowd.cast import writers
from crowd.ledger import balance
from crowd.servers import Servers
from crowd.site import Site, site
from drills.web.guards import GUARDS
from drills.web.outcome import Judge, Outcome
from drills.web.typist import SIGNED_OUT, Mover, Typist, moving

PEOPLE = 120
TYPISTS = 8
SECONDS_TO_RECOVER = 30.0


@dataclass
class Scene:
    """What a fault has before it. `seconds`: how long it lasts."""

    servers: Servers
    site: Site
    typists: list[Typist]
    seconds: float
    times: int
    without: str = ""
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class WebFault:
    """`play`: returns when the fault is over. `judge`: what is allowed, and why it is not.

    `before` and `after`: what a control changes on the servers, and puts back.
    """

    name: str
    title: str
    play: Callable[[Scene], None]
    without: str
    judge: Judge
    movers: int = 0
    seconds: float = 10.0
    before: Callable[[Servers], None] | None = None
    after: Callable[[Servers], None] | None = None


@dataclass
class WebStage:
    servers: Servers
    folder: Path
    times: int = 5
    stretch: float = 1.0

    def fill(self) -> None:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("demo_data", people=PEOPLE, years=1)

    def run(self, fault: WebFault, *, without: str = "") -> Outcome:
        weakened = without in GUARDS
        application = "drills.web.weakened" if weakened else "plr_site.wsgi"
        if without and fault.before:
            fault.before(self.servers)
        try:
            with site(self.folder / "web.log", application, DRILL_WITHOUT=without) as web:
                return self.play(fault, web, without)
        finally:
            connections.close_all()
            if without and fault.after:
                fault.after(self.servers)

    def play(self, fault: WebFault, web: Site, without: str) -> Outcome:
        ended = threading.Event()
        typists = cast(fault.movers, lambda: web.port, ended)
        seconds = fault.seconds * self.stretch
        scene = Scene(self.servers, web, typists, seconds, self.times, without)
        with typing(typists, ended):
            time.sleep(1)
            fault.play(scene)
            recovered = wait_for(typists, since=time.monotonic())
        connections.close_all()
        return outcome_of(scene, recovered)


def cast(movers: int, port: Callable[[], int], ended: threading.Event) -> list[Typist]:
    parts = list(itertools.islice(writers(), TYPISTS + movers))
    moved = [moving(as_manager(part)) for part in parts[TYPISTS:]]
    return [
        *(Typist(part, port, ended) for part in parts[:TYPISTS]),
        *(Mover(part, port, ended) for part in moved),
    ]


def as_manager(part):
    part.person = part.plr.led_by
    return part


@contextlib.contextmanager
def typing(typists: list[Typist], ended: threading.Event) -> Iterator[None]:
    with ThreadPoolExecutor(len(typists)) as pool:
        running = [pool.submit(typist.type) for typist in typists]
        try:
            yield
        finally:
            ended.set()
        for one in running:
            one.result()
        list(pool.map(Typist.finish, typists))


def wait_for(typists: list[Typist], *, since: float) -> float:
    """Seconds after which everybody had saved again; those it was waited for if they had not."""
    while time.monotonic() - since < SECONDS_TO_RECOVER:
        if all(typist.saved_at > since for typist in typists):
            return max(typist.saved_at for typist in typists) - since
        time.sleep(0.05)
    return SECONDS_TO_RECOVER


def outcome_of(scene: Scene, recovered: float) -> Outcome:
    visits = [visit for typist in scene.typists for visit in typist.visits]
    expired = sum(visit.status == SIGNED_OUT for visit in visits)
    bad = [visit for visit in visits if not visit.is_good and visit.status != SIGNED_OUT]
    polite = sum(visit.is_polite for visit in bad)
    kept = balance((typist.part.page, typist.found()) for typist in scene.typists)
    kept.lost += sum(typist.part.page.sent - typist.part.page.saved for typist in scene.typists)
    if broken := Counter(f"{visit.status} {visit.what}" for visit in bad if not visit.is_polite):
        scene.remarks += [f"{number} x {what}" for what, number in broken.most_common(4)]
    if expired:
        scene.remarks.append(f"{expired} sessions ended")
    slowest = max(visit.seconds for visit in visits)
    remark = ", ".join(scene.remarks)
    return Outcome(kept, polite, len(bad) - polite, slowest, recovered, remark)
