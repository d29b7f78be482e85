"""Our bridge draws what govuk-frontend draws: its own fixtures, from the npm package."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from govuk.components import component

COMPONENTS = Path(settings.BASE_DIR) / "node_modules/govuk-frontend/dist/govuk/components"
NOT_OURS_TO_USE = ("footer", "header")  # the crown and the crest


def normal(html: str) -> str:
    """Without the spaces and the ways of quoting in which Nunjucks and Jinja differ."""
    html = re.sub(r"\s+", " ", html)
    html = re.sub(r"\s*/?>", ">", html)
    html = re.sub(r"\s*([<>])\s*", r"\1", html)
    quotes = {"&#39;": "'", "&#34;": '"', "&quot;": '"', "&amp;": "&"}
    return re.sub("|".join(quotes), lambda found: quotes[found[0]], html).strip()


def fixtures() -> list:
    files = [json.loads(file.read_text()) for file in sorted(COMPONENTS.glob("*/fixtures.json"))]
    return [
        pytest.param(
            file["component"],
            fixture["options"],
            fixture["html"],
            id=f"{file['component']}: {fixture['name']}",
        )
        for file in files
        if file["component"] not in NOT_OURS_TO_USE
        for fixture in file["fixtures"]
    ]


def test_all_fixtures_are_there():
    assert len(fixtures()) >= 600


@pytest.mark.parametrize(("name", "options", "html"), fixtures())
def test_the_bridge_draws_the_fixture(name, options, html):
    assert normal(component(name, options)) == normal(html)
