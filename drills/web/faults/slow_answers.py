import time

from django.db import connections, transaction

from drills.web.outcome import answers_clearly
from drills.web.stage import Scene, WebFault


def play(scene: Scene) -> None:
    """Somebody holds the table that everybody writes into."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("lock table supervision_selfassessment in access exclusive mode")
        time.sleep(scene.seconds)


FAULT = WebFault(
    name="slow-answers",
    title="A table is held, so that every page waits for it",
    play=play,
    without="the end of patience",
    judge=answers_clearly,
    seconds=15,
)
