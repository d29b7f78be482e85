"""The site does not start with a rule file that it cannot judge by."""

import shutil

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from policy.rulebook import library


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the rule files, under the name `copy`."""
    copied = shutil.copytree(library.RULEBOOKS / "plr-policy-2022", tmp_path / "copy")
    monkeypatch.setattr(library, "RULEBOOKS", tmp_path)
    yield copied
    library.load.cache_clear()


def start(settings, name: str) -> None:
    settings.RULEBOOK = name
    apps.get_app_config("people").ready()


def test_an_unknown_key_is_refused_with_file_key_and_cure(settings, folder):
    path = folder / "compliance.toml"
    path.write_text(path.read_text().replace("grace_days", "grace_day", 1))

    with pytest.raises(ImproperlyConfigured) as refused:
        start(settings, "copy")

    assert "copy/compliance.toml: windows.grace_day: is not a known key. Remove" in str(
        refused.value
    )


def test_a_name_that_is_none_is_refused_with_those_there_are(settings, folder):
    with pytest.raises(ImproperlyConfigured, match=r"no such rulebook\. Use one of: copy"):
        start(settings, "plr-policy-2032")


def test_the_control_an_unchanged_copy_is_taken(settings, folder):
    start(settings, "copy")
