import tempfile
from pathlib import Path

import pytest

from devstack.place import Place


@pytest.fixture
def data():
    """Not pytest's tmp_path, which is closed: PostgreSQL of root runs as nobody."""
    with tempfile.TemporaryDirectory(prefix="with a space ") as name:
        path = Path(name).resolve()
        path.chmod(0o755)
        yield path
        Place(path).clear()
