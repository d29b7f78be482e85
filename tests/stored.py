"""What the database holds."""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import connection

ROWS = "select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) from \"{}\" t"


def rows_of(app: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of an app, by model."""
    models = apps.get_app_config(app).get_models()
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models
    }


def everything_stored(but: Collection[str] = ()) -> dict[str, str]:
    """One fingerprint of each table; the order of its rows does not matter."""
    tables = sorted(set(connection.introspection.table_names()) - set(but))
    with connection.cursor() as cursor:
        return {table: one_value(cursor, ROWS.format(table)) for table in tables}


def one_value(cursor, statement: str) -> str:
    cursor.execute(statement)
    return cursor.fetchone()[0]
