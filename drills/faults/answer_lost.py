from drills.crew import Crew
from drills.stage import Fault, Stage


def play(stage: Stage, crew: Crew) -> None:
    """The mail server does it by itself."""


FAULT = Fault(
    name="answer-lost",
    title="The mail server takes a message and never says so",
    play=play,
    without="the claim",
    silent_every=50,
)
