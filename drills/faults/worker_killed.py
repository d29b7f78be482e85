import random
import time

from drills.crew import Crew
from drills.stage import Fault, Stage


def play(stage: Stage, crew: Crew) -> None:
    """Every fourth time the whole worker goes, otherwise one of its processes."""
    for number in range(stage.times):
        time.sleep(random.uniform(0.2, 1.4) * stage.tick)
        if number % 4 == 3:
            crew.replace()
        else:
            crew.kill_one()


FAULT = Fault(
    name="worker-killed",
    title="Workers are killed (SIGKILL), again and again",
    play=play,
    without="the claim",
)
