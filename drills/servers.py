"""Servers of the drill's own, of which the database can be made to crash."""

import contextlib
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

from devstack import postgres
from devstack.children import Children
from devstack.environment import held
from devstack.place import Place


class Servers:
    def __init__(self, place: Place, children: Children) -> None:
        self.place, self.children = place, children

    def restart_database(self) -> None:
        """PostgreSQL's immediate shutdown: what was not committed is gone, as after a crash."""
        running = [child for child in self.children.started if child.name == "postgres"][-1]
        running.process.send_signal(signal.SIGQUIT)
        running.process.wait()
        postgres.start(self.place, self.children)


@contextlib.contextmanager
def servers() -> Iterator[Servers]:
    with tempfile.TemporaryDirectory(prefix="drill-") as name:
        data = Path(name).resolve()
        data.chmod(0o755)
        place = Place(data, is_throwaway=True)
        with held(place) as children:
            yield Servers(place, children)
