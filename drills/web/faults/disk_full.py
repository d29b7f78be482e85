import os
import subprocess
import time
from pathlib import Path

from devstack.machine import Problem
from drills.web.outcome import answers_clearly
from drills.web.stage import Scene, WebFault

BALLAST = 1_000_000
MOST_OF_THE_LOG = 300
WRITE = "select pg_logical_emit_message(false, 'drill', repeat('x', 8000000))"
SECONDS_TO_COME_BACK = 3


def play(scene: Scene) -> None:
    """Until not a byte is left on the volume of the database, and then for a while."""
    volume = scene.servers.place.data
    if not os.path.ismount(volume.parent):
        raise Problem("disk-full needs a small volume of its own, which only root may mount.")
    ballast = fill_up(volume)
    fill_the_log(scene)
    time.sleep(scene.seconds)
    ballast.unlink()
    time.sleep(SECONDS_TO_COME_BACK)
    restarted = not scene.servers.is_running
    if restarted:
        scene.servers.start_database()
    ended = "had stopped and was started again" if restarted else "came back by itself"
    scene.remarks.append(f"the database {ended}")


def fill_the_log(scene: Scene) -> None:
    """PostgreSQL keeps some of its log in advance: until that is used up too."""
    for _ in range(MOST_OF_THE_LOG):
        try:
            scene.servers.ask_database(WRITE)
        except subprocess.CalledProcessError:
            return


def fill_up(volume: Path) -> Path:
    ballast = volume / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (BALLAST, 4096):
            try:
                while True:
                    file.write(b"\1" * size)
            except OSError:
                continue
    return ballast


FAULT = WebFault(
    name="disk-full",
    title="The volume of the database is full",
    play=play,
    without="the clear answer",
    judge=answers_clearly,
    seconds=10,
)
