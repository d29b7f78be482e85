"""Where a set of servers keeps its data and its sockets."""

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from devstack.machine import Problem, require_writable

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Place:
    data: Path
    is_throwaway: bool = False

    @property
    def name(self) -> str:
        digest = hashlib.sha256(str(self.data).encode()).hexdigest()[:10]
        return f"dev-{os.getuid()}-{digest}"

    @property
    def sockets(self) -> Path:
        """Short, since a socket's path holds about 100 bytes."""
        return Path("/tmp") / self.name

    @property
    def environment_file(self) -> Path:
        return self.data / "environment.json"

    def make(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        require_writable(self.data)
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        found = self.sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or not os.access(self.sockets, os.W_OK):
            raise Problem(f"{self.sockets} is in the way. Remove it.")

    def clear(self) -> None:
        shutil.rmtree(self.sockets, ignore_errors=True)


def of_this_checkout() -> Place:
    return Place(Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve())
