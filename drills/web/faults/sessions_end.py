import random
import time

from django.contrib.sessions.models import Session

from drills.web.outcome import answers_clearly
from drills.web.stage import Scene, WebFault

ENDINGS = 100
WITHOUT = "keeping the text on the page"


def play(scene: Scene) -> None:
    """At random moments, each in the middle of a text; its writer signs in again."""
    for typist in scene.typists:
        typist.forgets = scene.without == WITHOUT
    for _ in range(ENDINGS):
        time.sleep(random.uniform(0.02, 0.3))
        typist = random.choice(scene.typists)
        key = typist.part.cookie.partition("sessionid=")[2].partition(";")[0]
        Session.objects.filter(session_key=key).delete()


FAULT = WebFault(
    name="sessions-end",
    title="Sessions end at random moments while people type",
    play=play,
    without=WITHOUT,
    judge=answers_clearly,
)
