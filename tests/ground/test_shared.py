"""What the web processes share is loaded before they part."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.thorough

COMMAND = """
import gc, json, sys
import plr_site.wsgi
from django.template import engines

[loader] = engines["django"].engine.template_loaders
views = [name for name in sys.modules if ".views." in name]
kept = [template.name for template in loader.get_template_cache.values()]
print(json.dumps({"views": views, "templates": kept, "frozen": gc.get_freeze_count()}))
"""


def test_a_process_that_starts_has_every_view_and_template():
    done = subprocess.run(
        [sys.executable, "-c", COMMAND], env=os.environ, capture_output=True, text=True, check=True
    )

    loaded = json.loads(done.stdout)
    assert {"people.views.sessions", "supervision.views.record"} <= set(loaded["views"])
    assert {"503.html", "layouts/base.html"} <= set(loaded["templates"])
    assert len(loaded["templates"]) > 200
    assert loaded["frozen"] > 100_000
