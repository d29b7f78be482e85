"""Every setting that the site reads is described, and nothing else is."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'(?:\benv\.\w+|\benv\.db_url|required)\(\s*"([A-Z_]+)"')
ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def test_every_setting_has_its_row():
    sources = [path.read_text() for path in (ROOT / "plr_site").glob("*.py")]
    read = {name for source in sources for name in READ.findall(source)}

    described = ROW.findall((ROOT / "docs" / "settings.md").read_text())

    assert len(described) == len(set(described))
    assert {name for name in read if not name.endswith("_FILE")} == set(described)
