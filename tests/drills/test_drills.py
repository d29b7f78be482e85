"""Reminders while everything fails, in short: the long runs are `make drill`."""

import os
from urllib.parse import urlsplit

import pytest
from django.db import connection

from drills import world
from drills.crew import Crew
from drills.faults import FAULTS
from drills.mailbox import Mailbox
from drills.stage import Fault, Outcome, Stage

pytestmark = pytest.mark.thorough

PEOPLE = 15
AT_ONCE = ("worker-killed", "database-restarted", "broker-emptied")
FORGET_CONNECTIONS = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
"""


def forget_connections() -> None:
    """What a worker sees of a database that is started again."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET_CONNECTIONS)


def play_all(stage: Stage, crew: Crew) -> None:
    for name in AT_ONCE:
        FAULTS[name].play(stage, crew)


@pytest.fixture
def run(transactional_db):
    """Each fault that is named, one after the other, in one morning."""
    world.fill(PEOPLE)
    address = urlsplit(os.environ["BATCH_DATABASE_URL"])
    database = address._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    site = {"BATCH_DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "plr_site.settings"}
    with Mailbox() as mailbox:
        stage = Stage(mailbox, forget_connections, site, times=3, tick=0.2, seconds_a_mail=0.05)
        yield lambda without="": stage.run(Fault("all", "All", play_all, ""), without=without)
        mailbox.shutdown()


def test_each_reminder_comes_once_or_is_honestly_not_confirmed(run):
    outcome: Outcome = run()

    assert (outcome.lost, outcome.too_many) == (0, 0)
    assert outcome.expected == 2 * PEOPLE
    assert outcome.sent + 2 * outcome.unconfirmed >= outcome.expected


def test_some_come_twice_where_nobody_claims_them(run):
    """The control."""
    assert run("the claim").too_many > 0
