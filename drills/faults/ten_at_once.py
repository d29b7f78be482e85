from drills.crew import Crew
from drills.stage import Fault, Stage

TOGETHER = 10


def play(stage: Stage, crew: Crew) -> None:
    crew.ask(*["drills.morning"] * TOGETHER)


FAULT = Fault(
    name="ten-at-once",
    title="Ten workers tell the same reminders at once",
    play=play,
    without="the unique row",
    processes=TOGETHER,
)
