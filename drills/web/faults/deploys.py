import signal
import time

from drills.web.outcome import fails_nobody
from drills.web.stage import Scene, WebFault

WITHOUT = "an orderly end (SIGKILL instead of SIGTERM)"


def play(scene: Scene) -> None:
    """New processes answer before the old ones are told to end, every few seconds."""
    how = signal.SIGKILL if scene.without == WITHOUT else signal.SIGTERM
    for _ in range(scene.times):
        time.sleep(2)
        scene.site.replace(with_=how)


FAULT = WebFault(
    name="deploys",
    title="A new release every few seconds while people type",
    play=play,
    without=WITHOUT,
    judge=fails_nobody,
)
