import time

from drills.crew import Crew, empty_broker
from drills.stage import Fault, Stage


def play(stage: Stage, crew: Crew) -> None:
    """Each time when there is something in it: nobody takes anything out for a while."""
    for _ in range(max(2, stage.times // 4)):
        crew.pause()
        time.sleep(2 * stage.tick)
        empty_broker()
        crew.resume()
        time.sleep(stage.tick)


FAULT = Fault(
    name="broker-emptied",
    title="The broker loses everything that is queued",
    play=play,
    without="the sweep",
)
