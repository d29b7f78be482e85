"""One fault, played while the reminders of a morning are told, and what came of it."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import OperationalError, connections

from drills import world
from drills.crew import Crew, empty_broker
from drills.guards import ASKED_ONCE, SWEEP
from drills.mailbox import Mailbox
from notices.models import Notice, ReminderSent

UNFINISHED = (Notice.State.WAITING, Notice.State.DAILY)


@dataclass(frozen=True)
class Outcome:
    expected: int
    sent: int
    lost: int
    too_many: int
    unconfirmed: int
    seconds: float

    @property
    def is_harmless(self) -> bool:
        return not self.lost and not self.too_many


@dataclass(frozen=True)
class Fault:
    """`play`: what happens meanwhile. `without`: the guard that its control takes away.

    `early`: the workers believe that it is the morning, and it is not.
    """

    name: str
    title: str
    play: Callable[["Stage", Crew], None]
    without: str
    processes: int = 2
    silent_every: int = 0
    early: bool = False


@dataclass
class Stage:
    """`tick`: the seconds that stand for an hour of the scheduler.

    `patience`: seconds without anything new after which nothing more is waited for.
    """

    mailbox: Mailbox
    restart_database: Callable[[], None]
    environment: Mapping[str, str] = field(default_factory=dict)
    times: int = 20
    tick: float = 0.5
    seconds_a_mail: float = 0.01
    patience: float = 20.0

    def run(self, fault: Fault, *, without: str = "") -> Outcome:
        """From a morning on which nothing was told until nothing more happens."""
        world.forget_what_was_told()
        lines = world.expected()
        empty_broker()
        self.mailbox.empty(seconds=self.seconds_a_mail, silent_every=fault.silent_every)
        crew = Crew(self.environment_of(fault, without), processes=fault.processes)
        try:
            crew.wait_until_it_answers()
            started = time.monotonic()
            with beating(crew, tick=self.tick, once=without in ASKED_ONCE):
                fault.play(self, crew)
                if not fault.early:
                    self.wait(len(lines))
            seconds = time.monotonic() - started
        finally:
            crew.dismiss()
        return self.outcome(set() if fault.early else lines, seconds)

    def environment_of(self, fault: Fault, without: str) -> dict[str, str]:
        day = world.morning().isoformat()
        when = {"DRILL_CLOCK": f"{day}T09:00+00:00"} if fault.early else {"DRILL_DAY": day}
        guard = {"DRILL_WITHOUT": without} if without not in ("", SWEEP) else {}
        return {**self.environment, "EMAIL_URL": self.mailbox.url, **when, **guard}

    def wait(self, number: int) -> None:
        """Until everything was told, or nothing new happens any more."""
        before, since = (-1, -1), time.monotonic()
        while time.monotonic() - since < self.patience:
            with contextlib.suppress(OperationalError):
                if is_finished(number):
                    return
            now = (self.mailbox.mails, notices())
            if now != before:
                before, since = now, time.monotonic()
            time.sleep(0.1)

    def outcome(self, wanted: set[world.Line], seconds: float) -> Outcome:
        unconfirmed = Notice.objects.unconfirmed()
        nobody_knows = set(unconfirmed.values_list("person__email", flat=True))
        got = self.mailbox.lines
        return Outcome(
            expected=len(wanted),
            sent=len(wanted & got.keys()),
            lost=sum(line[0] not in nobody_knows for line in wanted - got.keys()),
            too_many=sum(number - (line in wanted) for line, number in got.items()),
            unconfirmed=unconfirmed.count(),
            seconds=seconds,
        )


def is_finished(number: int) -> bool:
    return told() >= number and not Notice.objects.filter(state__in=UNFINISHED).exists()


def told() -> int:
    return ReminderSent.objects.count()


def notices() -> int:
    try:
        return Notice.objects.count()
    except OperationalError:
        connections.close_all()
        return 0


@contextlib.contextmanager
def beating(crew: Crew, *, tick: float, once: bool) -> Iterator[None]:
    """A scheduler of short hours; without the sweep it asks a single time."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(tick):
            crew.ask("drills.morning", "notices.tasks.send_waiting")
            if once:
                return

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
