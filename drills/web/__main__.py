"""python -m drills.web [FAULT...]

Plays each fault under a site that people type into, then once more without the guard that it is
about. Ends with 1 if a guard did not hold, or if taking it away did no harm.
`TIMES=2 STRETCH=0.2` for less: how often something happens, and how long it lasts.
"""

import importlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from crowd.servers import servers
from drills import command
from drills.web.volume import small_volume


def main(names: Sequence[str]) -> int:
    with small_volume() as volume, servers(is_throwaway=False, inside=volume) as own:
        os.environ.update({"DJANGO_SETTINGS_MODULE": "plr_site.settings", "PLR_DEMO": "1"})
        playing = importlib.import_module("drills.web.playing")
        with tempfile.TemporaryDirectory(prefix="drill-web-") as folder:
            return playing.play(names, own, Path(folder), has_small_volume=bool(volume))


if __name__ == "__main__":
    command.run(main, __doc__)
