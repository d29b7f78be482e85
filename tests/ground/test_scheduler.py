"""The scheduler remembers what it has asked for, however it ends."""

import dbm
from types import SimpleNamespace

import pytest
from celery.utils.imports import instantiate
from django.conf import settings

from plr_site.celery import app


@pytest.fixture
def written_at_an_orderly_end_alone(monkeypatch):
    """As the database file is that some builds of Python take by themselves."""
    monkeypatch.setattr(dbm, "_defaultmod", SimpleNamespace(open=lambda *named: {}))


@pytest.mark.usefixtures("written_at_an_orderly_end_alone")
def test_a_scheduler_that_is_killed_has_left_what_it_asked_for_to_the_next(tmp_path):
    file = str(tmp_path / "beat")
    killed = instantiate(settings.CELERY_BEAT_SCHEDULER, app=app, schedule_filename=file)
    name, asked_for = next(iter(killed.schedule.items()))

    killed.schedule[name] = next(asked_for)
    killed.sync()
    after = instantiate(settings.CELERY_BEAT_SCHEDULER, app=app, schedule_filename=file)

    assert after.schedule[name].total_run_count == 1
    assert after.schedule[name].last_run_at == killed.schedule[name].last_run_at
