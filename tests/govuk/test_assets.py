"""What is built from static/src. `make` builds it before the tests."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

DIST = Path(settings.BASE_DIR) / "static/dist"
STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def test_the_fonts_and_the_crown_of_gov_uk_are_not_used():
    css = (DIST / "app.css").read_text()

    assert "GDS Transport" not in css
    assert "@font-face" not in css
    assert "/assets/" not in css
    assert "<path" not in (DIST / "images/govuk-crest.svg").read_text()


def test_our_own_parts_are_in_the_style_sheet():
    css = (DIST / "app.css").read_text()

    assert all(part in css for part in (".app-table-dense", ".app-record", ".app-savebar", "@page"))


@pytest.mark.parametrize("name", ["app.js", "boot.js"])
def test_scripts_build_no_code_from_text(name):
    assert not re.search(r"\beval\(|new Function\(", (DIST / name).read_text())


def test_every_address_in_the_assets_resolves_to_a_hashed_name(tmp_path, settings):
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": STORAGE}}
    settings.STATIC_ROOT = tmp_path

    call_command("collectstatic", "--noinput", verbosity=0)

    assert next(tmp_path.glob("app.*.css"))
    assert (tmp_path / "staticfiles.json").exists()
