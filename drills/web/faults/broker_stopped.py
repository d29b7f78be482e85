import time

from drills.web.outcome import fails_nobody
from drills.web.stage import Scene, WebFault


def play(scene: Scene) -> None:
    """Nobody takes anything into a queue for a while; two people do what has to be told."""
    scene.servers.stop_broker()
    time.sleep(scene.seconds)
    scene.servers.start_broker()
    scene.remarks.append(f"away for {scene.seconds:.0f} s")


FAULT = WebFault(
    name="broker-stopped",
    title="The broker is stopped while people save",
    play=play,
    without="the sweep that makes up for the queue",
    judge=fails_nobody,
    movers=2,
    seconds=60,
)
