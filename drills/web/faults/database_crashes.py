import random
import time

from crowd.servers import Servers
from drills.web.outcome import answers_clearly
from drills.web.stage import Scene, WebFault

UNSAFE = "alter system set synchronous_commit = off", "alter system set wal_writer_delay = '10s'"
SAFE = "alter system reset synchronous_commit", "alter system reset wal_writer_delay"
RELOAD = "select pg_reload_conf()"


def play(scene: Scene) -> None:
    """At once, as after a crash: five times, or as often as is asked for."""
    for _ in range(scene.times):
        time.sleep(random.uniform(1.5, 3.0))
        scene.servers.restart_database()


def answer_before_it_is_written(servers: Servers) -> None:
    for statement in (*UNSAFE, RELOAD):
        servers.ask_database(statement)


def answer_when_it_is_written(servers: Servers) -> None:
    for statement in (*SAFE, RELOAD):
        servers.ask_database(statement)


FAULT = WebFault(
    name="database-crashes",
    title="The database stops at once and starts again",
    play=play,
    without="waiting until it is written (synchronous_commit)",
    judge=answers_clearly,
    before=answer_before_it_is_written,
    after=answer_when_it_is_written,
)
