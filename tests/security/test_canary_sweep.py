"""A canary in all that is written, then the whole site as everybody: it is where it belongs."""

from collections.abc import Sequence
from typing import Any

import pytest
from celery import shared_task
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from qai.models import AuditContent, ObservationAmendment
from supervision.models import ActionContent
from tests.access.test_access import TABLE, url_for
from tests.access.world import VISITORS, World
from tests.as_asked import without_the_wall
from tests.security.oracle import readers_of
from tests.security.planting import Planted, Planter, to_plant, words
from tests.security.servers import Broker, DatabaseLog, connected, left_in_the_broker
from tests.security.sweeping import Sweep, hearing, words_in
from tests.security.ties import stored
from tests.security.world import build_written_world

pytestmark = [pytest.mark.django_db, pytest.mark.security, pytest.mark.thorough]

# The rest of the table is walked through in tests/access; these open the most, and the least.
IN_THE_SUITE = ("manager", "hr")
ROOMS = ("supervision:", "qai:")
FORMS_IN_THE_SUITE = {
    "reportee": "supervision:self_assessment_preview",
    "manager": "supervision:cancel",
}


@pytest.fixture(scope="module")
def planted_world(django_db_setup, django_db_blocker):
    """Built once; what the sweep types into forms is undone at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_written_world()
        yield world, Planter(stored(timezone.now()), readers_of).plant()
        transaction.set_rollback(True)


def urls(world: World, *, thorough: bool) -> list[str]:
    rows = (row for rows in TABLE.values() for row in rows if row.method == "get")
    wanted = (row for row in rows if thorough or row.name.startswith(ROOMS))
    places = {url_for(row.name, row.state, world) for row in wanted}
    amending = ObservationAmendment.objects.get().observation
    places.add(reverse("qai:amend", args=[amending.slug, amending.pk]))
    return sorted(place for place in places if "sign-out" not in place)


def swept(world: World, planted: Planted, visitors: Sequence[str], *, thorough: bool) -> Sweep:
    sweep, places = Sweep(), urls(world, thorough=thorough)
    typed, database = words(seed=8), DatabaseLog()
    with hearing() as logs, left_in_the_broker() as broker:
        for visitor in visitors:
            sweep.walk(world.people[visitor], places, typing=next(typed) if thorough else "")
        for writer, name in FORMS_IN_THE_SUITE.items():
            form = url_for(name, "scheduled", world)
            sweep.write(world.people[writer], [form], next(typed))
        sweep.break_rules(rows_of(planted))
        sweep.look_beside(logs, database, broker)
    return sweep


def rows_of(planted: Planted) -> list[tuple[str, Any]]:
    return sorted({(one.label, one.pk) for one in planted.canaries.values()})


def outside_entitled(sweep: Sweep, planted: Planted) -> set[tuple[int, str]]:
    return {
        (reader, word)
        for reader, found in sweep.shown.items()
        for word in (found & planted.canaries.keys()) - planted.entitled(reader)
    }


def seen(sweep: Sweep, planted: Planted) -> set[tuple[int, str]]:
    return {
        (reader, word)
        for reader, found in sweep.shown.items()
        for word in planted.owed(reader) & found
    }


def unseen(sweep: Sweep, planted: Planted) -> set[tuple[int, str]]:
    return {
        (reader, word)
        for reader, found in sweep.shown.items()
        for word in planted.owed(reader) - found
    }


def test_every_column_of_contents_has_a_canary(planted_world):
    _, planted = planted_world

    assert to_plant() - planted.columns == set()


@pytest.mark.published_break(1, 15, 19, 21, 22, 47)
def test_what_is_written_is_shown_to_those_who_may_read_it_and_comes_out_nowhere_else(
    planted_world, thorough, record_property
):
    world, planted = planted_world

    visitors = (*VISITORS[1:], "by_break_glass") if thorough else IN_THE_SUITE
    sweep = swept(world, planted, visitors, thorough=thorough)

    assert outside_entitled(sweep, planted) == set()
    assert sweep.leaks() == {}
    assert len(seen(sweep, planted)) > 50
    assert sweep.queued > 1
    assert sweep.errors >= len(rows_of(planted))
    assert not thorough or unseen(sweep, planted) == set()
    record_property("sweep", figures(sweep, planted))


def figures(sweep: Sweep, planted: Planted) -> dict[str, int]:
    return {
        "canaries": len(planted.canaries),
        "columns": len(planted.columns),
        "answers": sweep.pages,
        "forms sent": sweep.posts,
        "tasks left in the broker": sweep.queued,
        "errors of the database": sweep.errors,
        "places beside the pages": len(sweep.elsewhere),
        "entitled pairs": sum(len(planted.owed(reader)) for reader in sweep.shown),
    }


# breaks, whose rule is taken away, and the page on which the sweep then meets a word
RULES = [
    ((1, 19, 21, 22), AuditContent, lambda world: world.pieces["audited"].get_absolute_url()),
    ((1, 15), ActionContent, lambda world: reverse("supervision:team_actions") + "?show=open"),
]


@pytest.mark.parametrize(
    ("model", "page"),
    [
        pytest.param(*rest, marks=pytest.mark.published_break(*breaks, control=True))
        for breaks, *rest in RULES
    ],
    ids=["findings of an audit", "what an action says"],
)
def test_the_control_without_one_rule_the_sweep_is_red(planted_world, model, page, monkeypatch):
    world, planted = planted_world
    monkeypatch.setattr(model.objects, "visible_to", lambda person: model.objects.all())
    without_the_wall(monkeypatch)
    sweep = Sweep()

    sweep.walk(world.people["hop_of_area"], [page(world)])

    assert outside_entitled(sweep, planted)


@pytest.fixture
def talkative_database():
    """Its log quotes the row of an error, as PostgreSQL does where nobody has said otherwise."""
    set_by_us = f"set on parameter log_error_verbosity {{}} {connection.settings_dict['USER']}"
    with connected("postgres") as superuser:
        superuser.execute(f"grant {set_by_us.format('to')}")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local log_error_verbosity = 'default'")
            yield
            transaction.set_rollback(True)
        superuser.execute(f"revoke {set_by_us.format('from')}")


def test_the_control_a_database_that_quotes_rows_would_be_heard(planted_world, talkative_database):
    _, planted = planted_world
    log = DatabaseLog()

    Sweep().break_rules(rows_of(planted))

    assert words_in(log.text()) & planted.canaries.keys()


@shared_task(name="tests.somebodys_words")
def carry(words: str) -> None:
    """What no task of ours does: it is given what was written."""


@pytest.mark.published_break(21, control=True)
@pytest.mark.parametrize("told", [{}, {"argsrepr": "hidden", "kwargsrepr": "hidden"}])
def test_the_control_a_task_that_is_given_words_is_seen_in_the_broker(told):
    word = next(words(seed=9))

    with left_in_the_broker() as broker:
        carry.apply_async(args=[word], **told)
        found = words_in(broker.text())

    assert found == {word}


def test_what_lies_in_the_broker_is_gone_when_the_sweep_is_over():
    with left_in_the_broker():
        carry.delay("A word.")

    assert Broker().text() == ""
