"""python -m drills.reminding [FAULT...]

Plays each fault while the reminders of 2,000 people are told, then once more without the guard
that it is about. Ends with 1 if a guard did not hold, or if taking it away did no harm.
`PEOPLE=200 TIMES=5` for less.
"""

import importlib
import os
from collections.abc import Sequence

from crowd.servers import servers
from drills import command


def main(names: Sequence[str]) -> int:
    # Mails go to the drill's own mail server; what the database answered it keeps.
    os.environ["PLR_DEMO"] = "0"
    with servers(is_throwaway=False) as own:
        os.environ["DJANGO_SETTINGS_MODULE"] = "plr_site.settings"
        playing = importlib.import_module("drills.playing")
        return playing.play(
            names,
            restart_database=own.restart_database,
            people=int(os.environ.get("PEOPLE", "2000")),
            times=int(os.environ.get("TIMES", "20")),
        )


if __name__ == "__main__":
    command.run(main, __doc__)
