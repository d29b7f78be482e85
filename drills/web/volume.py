"""A small volume for a database, to be filled up."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

MEGABYTES = 1200


@contextlib.contextmanager
def small_volume() -> Iterator[Path | None]:
    """In memory, with an end. None where this user may not mount anything."""
    with tempfile.TemporaryDirectory(prefix="volume-") as name:
        place = Path(name).resolve()
        place.chmod(0o755)
        options = ["-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=0755", "tmpfs", str(place)]
        if os.geteuid() != 0 or subprocess.run(["mount", *options], capture_output=True).returncode:
            yield None
            return
        try:
            yield place
        finally:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
