"""python -m devstack VERB

demo          the whole site at http://127.0.0.1:8000/ (PORT=… for another port)
assets        builds the CSS and JavaScript where they are older than their sources
exec CMD...   runs CMD with throw-away servers, fast and unsafe, for tests
paths         for eval in a shell: psql, pg_dump and the others meet the demonstration's server
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from devstack import assets, demo, postgres
from devstack.environment import held
from devstack.place import Place, of_this_checkout


def run_with_throwaway_servers(command: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="devtest-") as name:
        data = Path(name).resolve()
        data.chmod(0o755)
        try:
            with held(Place(data, is_throwaway=True)):
                return subprocess.call(command)
        except KeyboardInterrupt:
            return 130


def paths() -> str:
    """What the programs of PostgreSQL read, as its superuser."""
    found = postgres.installation_of(of_this_checkout())
    return (
        f'export PATH="{found.bin}:$PATH" PGHOST="{found.sockets}" PGUSER=postgres'
        f' PGDATA="{found.data}"'
    )


def main(words: list[str]) -> int | str | None:
    match words:
        case ["demo"]:
            return demo.run()
        case ["assets"]:
            assets.build()
            return 0
        case ["paths"]:
            print(paths())
            return 0
        case ["exec", *command] if command:
            return run_with_throwaway_servers(command)
    return __doc__


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
