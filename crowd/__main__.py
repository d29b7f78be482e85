"""python -m crowd

`make load`: PEOPLE_AT_ONCE=50 for MINUTES=10 on an organisation of 2,000 people, by five journeys,
while everybody is judged anew and the reminders are swept up in a worker. Then MANY_AT_ONCE=200 for
MANY_MINUTES=3, and at last 200 without a pause for STORM_SECONDS=30: too much on purpose.
Ends with 1 if anything that was answered "saved" is not there, or if anybody saw an error.
"""

import importlib
import os
import sys
import tempfile
from pathlib import Path

from crowd.servers import servers


def main() -> int:
    with servers(is_throwaway=False), tempfile.TemporaryDirectory(prefix="load-") as name:
        os.environ.update({"DJANGO_SETTINGS_MODULE": "plr_site.settings", "PLR_DEMO": "1"})
        return importlib.import_module("crowd.load").measure(Path(name))


if __name__ == "__main__":
    if "--help" in sys.argv:
        sys.exit(__doc__)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
