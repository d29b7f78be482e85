"""What docs/developing.md says how to add is added to a copy of the rule file, and is there."""

import re
import shutil
from pathlib import Path

import pytest
from django.urls import reverse

from policy.rulebook import library
from tests.factories import PersonFactory
from tests.supervision.factories import PLRFactory
from tests.visiting import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_the_recipes")]
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "developing.md"
RECIPE = re.compile(r"^```toml\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def with_the_recipes(tmp_path, monkeypatch, settings):
    folder = shutil.copytree(library.RULEBOOKS / settings.RULEBOOK, tmp_path / "with-recipes")
    for file, entry in RECIPE.findall(DOCUMENT.read_text()):
        path = folder / file
        path.write_text(f"{path.read_text()}\n{entry}")
    monkeypatch.setattr(library, "RULEBOOKS", tmp_path)
    settings.RULEBOOK = folder.name
    yield
    library.load.cache_clear()


def test_a_section_is_asked_for_in_the_record():
    plr = PLRFactory(held=True)

    page = signed_in(plr.led_by).get(reverse("supervision:record", args=[plr.pk]))

    assert "How we work together" in page.text
    assert "what will you change?" in page.text


def test_a_measure_stands_on_the_page_of_whom_it_is_for():
    adviser, manager = PersonFactory(), PersonFactory(role="service_manager")

    pages = [
        signed_in(one).get(reverse("compliance:standing", args=[one.pk])).text
        for one in (adviser, manager)
    ]

    assert ["Observed twice in two years" in text for text in pages] == [True, False]


def test_somebody_in_a_new_role_is_planned_a_plr():
    reportee = PersonFactory(role="enhanced_adviser", manager=PersonFactory(role="service_manager"))
    manager = signed_in(reportee.lines.get().manager)

    planning = manager.get(reverse("supervision:plan", args=[reportee.pk]))

    assert "Proposed:" in planning.text
    assert "EFCA" in manager.get(reverse("home")).text
