import random
import time

from drills.crew import Crew
from drills.stage import Fault, Stage


def play(stage: Stage, crew: Crew) -> None:
    """At once, as after a crash."""
    for _ in range(max(2, stage.times // 4)):
        time.sleep(random.uniform(0.6, 2.0) * stage.tick)
        stage.restart_database()


FAULT = Fault(
    name="database-restarted",
    title="The database stops at once and starts again",
    play=play,
    without="the claim",
)
