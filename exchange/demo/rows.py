"""Rows of several models, written many at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connections
from django.db.models import AutoField, Model

ROWS_A_STATEMENT = 1000


@dataclass(frozen=True)
class Store:
    """`ids`: of people, by staff number."""

    db: str
    ids: Mapping[str, int]

    def create(self, model: type[Model], rows: Iterable[Model]) -> list[Model]:
        """With their keys."""
        stored = model._default_manager.using(self.db)
        return stored.bulk_create(list(rows), batch_size=ROWS_A_STATEMENT)

    def copy(self, model: type[Model], rows: Iterable[Model]) -> None:
        """COPY: several times as quick, and the rows stay without the keys that they are given.

        By way of a table of its own: PostgreSQL copies nothing into one behind row-level security.
        """
        connection = connections[self.db]
        is_given = isinstance(model._meta.pk, AutoField)
        fields = [
            field for field in model._meta.concrete_fields if not (field.primary_key and is_given)
        ]
        quote = connection.ops.quote_name
        table, columns = quote(model._meta.db_table), ", ".join(quote(f.column) for f in fields)
        with connection.cursor() as cursor:
            cursor.execute(
                f"create temporary table copied as select {columns} from {table} limit 0"
            )
            with cursor.copy(f"copy copied ({columns}) from stdin") as copy:
                for row in rows:
                    copy.write_row(
                        [
                            field.get_db_prep_save(getattr(row, field.attname), connection)
                            for field in fields
                        ]
                    )
            cursor.execute(f"insert into {table} ({columns}) select {columns} from copied")
            cursor.execute("drop table copied")

    def clear(self, model: type[Model], plrs: Sequence[int]) -> None:
        """What hangs on these PLRs; a deletion here is no version of anything."""
        connection = connections[self.db]
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"delete from {table} where plr_id = any(%s)", [plrs])

    def update(self, model: type[Model], rows: Sequence[Model], fields: Sequence[str]) -> None:
        """All in one statement: as new rows, each of which is there already."""
        model._default_manager.using(self.db).bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=fields,
            batch_size=ROWS_A_STATEMENT,
        )


class Rows(defaultdict[type[Model], list[Model]]):
    def __init__(self) -> None:
        super().__init__(list)

    def add(self, *rows: Model) -> None:
        for row in rows:
            self[type(row)].append(row)
