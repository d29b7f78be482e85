import time

from drills.crew import Crew
from drills.stage import Fault, Stage

SECONDS_TO_DO_HARM = 5


def play(stage: Stage, crew: Crew) -> None:
    """Long enough for reminders to be told early, if anything lets them."""
    time.sleep(SECONDS_TO_DO_HARM)


FAULT = Fault(
    name="clock-ahead",
    title="The clock of the workers is two weeks ahead",
    play=play,
    without="the clock of the database",
    early=True,
)
