"""Servers of a drill's own, of which each can be made to go away and come back."""

import contextlib
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from devstack import postgres, valkey
from devstack.children import Child, Children
from devstack.environment import held
from devstack.place import Place


class Servers:
    def __init__(self, place: Place, children: Children) -> None:
        self.place, self.children = place, children

    def stop_database(self) -> None:
        """PostgreSQL's immediate shutdown: what was not committed is gone, as after a crash."""
        stop(self.last("postgres"), signal.SIGQUIT)

    def start_database(self) -> None:
        postgres.start(self.place, self.children)

    @property
    def is_running(self) -> bool:
        return self.last("postgres").process.poll() is None

    def restart_database(self) -> None:
        self.stop_database()
        self.start_database()

    def ask_database(self, statement: str) -> str:
        """As the superuser, which nothing of the site is."""
        client = postgres.installation_of(self.place).client("psql", "-XqAt", "-d", "plr")
        words = [*client, "-v", "ON_ERROR_STOP=1", "-c", statement]
        return subprocess.check_output(words, text=True, stderr=subprocess.PIPE).strip()

    def stop_broker(self) -> None:
        stop(self.last("valkey"), signal.SIGKILL)

    def start_broker(self) -> None:
        valkey.start(self.place, self.children)

    def last(self, name: str) -> Child:
        return [child for child in self.children.started if child.name == name][-1]


def stop(child: Child, how: signal.Signals) -> None:
    child.process.send_signal(how)
    child.process.wait()


@contextlib.contextmanager
def servers(*, is_throwaway: bool = True, inside: Path | None = None) -> Iterator[Servers]:
    """`is_throwaway`: quick, and what was answered may be lost; otherwise as a site has them."""
    with tempfile.TemporaryDirectory(prefix="drill-", dir=inside) as name:
        data = Path(name).resolve()
        data.chmod(0o755)
        place = Place(data, is_throwaway=is_throwaway)
        with held(place) as children:
            yield Servers(place, children)
