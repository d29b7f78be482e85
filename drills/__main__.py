"""python -m drills [FAULT...]

Plays every fault, or those that are named: while reminders are told (python -m drills.reminding)
and while people type (python -m drills.web). Then a table of the 22 threats: what was done, what
was acknowledged, lost and counted twice, the seconds to recover, and what the control did.
PEOPLE=200 TIMES=2 STRETCH=0.2 for less. Ends with 1 if something did not hold.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from drills import command, results
from drills.rows import ROWS, missing_tests
from drills.whole import lines

# Named here without loading the site, which each part does with servers of its own.
REMINDING = (
    "worker-killed",
    "broker-emptied",
    "database-restarted",
    "answer-lost",
    "clock-ahead",
    "ten-at-once",
)


def main(names: Sequence[str]) -> int:
    known = {name for row in ROWS.values() for name in row.played}
    if unknown := sorted(set(names) - known):
        raise SystemExit(f"error: no fault is called {', '.join(unknown)}")
    wanted = names or sorted(known)
    with tempfile.TemporaryDirectory(prefix="drill-results-") as folder:
        file = Path(folder) / "results"
        file.touch()
        codes = [
            run(part, faults, file)
            for part, faults in (
                ("drills.reminding", [name for name in REMINDING if name in wanted]),
                ("drills.web", [name for name in wanted if name not in REMINDING]),
            )
            if faults
        ]
        found = results.read(file.read_text().splitlines())
    print("\n" + "\n".join(lines(found)))
    missing = missing_tests()
    for name in missing:
        print(f"no such test: {name}")
    return int(any(codes) or bool(missing))


def run(part: str, faults: list[str], file: Path) -> int:
    environment = {**os.environ, results.FILE: str(file)}
    return subprocess.call([sys.executable, "-m", part, *faults], env=environment)


if __name__ == "__main__":
    command.run(main, __doc__)
