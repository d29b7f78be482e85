"""How the site talks with PostgreSQL."""

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client

TITLE = "select title from shelf where title <> %s"


def ask(question: str, *values: str):
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def as_the_owner(*statements: str) -> None:
    with connections["owner"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def plans_kept() -> int:
    kept = "select count(*) from pg_prepared_statements where statement like %s"
    return ask(kept, "%as asked by this test%")


@pytest.fixture
def shelf(transactional_db):
    """A table that an upgrade changes after a connection was asked about it three times."""
    as_the_owner(
        "create table shelf as select 'Help'::varchar(9) as title",
        f"grant select on shelf to {settings.APPLICATION_ROLE}, {settings.BATCH_ROLE}",
    )
    for _ in range(3):
        ask(TITLE, "")
    as_the_owner("alter table shelf alter title type varchar(20)")
    yield
    as_the_owner("drop table shelf")


@pytest.mark.django_db
def test_what_is_asked_a_third_time_is_not_planned_again():
    question = "select %s::text || ' as asked by this test'"
    ask(question, "once")
    ask(question, "twice")
    before = plans_kept()

    ask(question, "a third time")

    assert (before, plans_kept()) == (0, 1)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_table_that_an_upgrade_changed_is_met_once_and_in_plain_words(shelf, monkeypatch):
    monkeypatch.setattr("plr_site.helping.guide.contents", lambda: ask(TITLE, "") and [])
    client = Client(raise_request_exception=False)

    met, again = client.get("/help/"), client.get("/help/")

    assert (met.status_code, met.headers["Retry-After"]) == (503, "30")
    assert again.status_code == 200
