"""How the site talks with PostgreSQL."""

import pytest
from django.db import connection


def ask(question: str, *values: str):
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def plans_kept() -> int:
    kept = "select count(*) from pg_prepared_statements where statement like %s"
    return ask(kept, "%as asked by this test%")


@pytest.mark.django_db
def test_what_is_asked_a_third_time_is_not_planned_again():
    question = "select %s::text || ' as asked by this test'"
    ask(question, "once")
    ask(question, "twice")
    before = plans_kept()

    ask(question, "a third time")

    assert (before, plans_kept()) == (0, 1)
