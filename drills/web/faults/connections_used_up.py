import contextlib
import time

import psycopg
from django.db import connections

from drills.web.outcome import answers_clearly
from drills.web.stage import Scene, WebFault

MOST = 60
SLOW = "coalesce(query, '') like 'select pg_sleep%'"
OF_THE_SITE = f"from pg_stat_activity where usename = 'plr_app' and not {SLOW}"
WANTED = {"dbname", "user", "host", "port"}


def play(scene: Scene) -> None:
    """The kept connections of the site are cut again and again, and all that are free are taken."""
    with contextlib.ExitStack() as stack:
        taken, until = 0, time.monotonic() + scene.seconds
        while time.monotonic() < until:
            scene.servers.ask_database(f"select pg_terminate_backend(pid) {OF_THE_SITE}")
            taken += take_all(stack)
            time.sleep(0.2)
    end = f"select pg_terminate_backend(pid) from pg_stat_activity where {SLOW}"
    scene.servers.ask_database(end)
    scene.remarks.append(f"{taken} slow queries at once")


def take_all(stack: contextlib.ExitStack) -> int:
    """As many as get in as the site does, each with a query that never ends."""
    settings = {**connections["batch"].get_connection_params(), "user": "plr_app"}
    address = {key: settings[key] for key in WANTED & settings.keys()}
    for taken in range(MOST):
        try:
            one = psycopg.connect(**address)
        except psycopg.OperationalError:
            return taken
        stack.callback(one.close)
        one.pgconn.send_query(b"select pg_sleep(600)")
    return MOST


FAULT = WebFault(
    name="connections-used-up",
    title="Slow queries take every connection",
    play=play,
    without="the clear answer",
    judge=answers_clearly,
    seconds=10,
)
