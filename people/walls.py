"""Row-level security: the wall that holds when a filter was forgotten.

Each room says in its `wall.sql` who reads its contents. `migrate` raises the wall anew every time,
in one transaction, so that what stands there is what is in the files.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.backends.utils import CursorWrapper

from people.rules import book_on

ANSWER_FOR = """
select set_config('app.person_id', %s, true), set_config('app.today', %s, true),
    set_config('app.overseeing', %s, true), set_config('app.keepers', %s, true)
"""
POLICIES = "select tablename, policyname from pg_policies where schemaname = 'public'"
POLICY = "reads"
WALLED = (
    "select distinct tablename from pg_policies where schemaname = 'public' and policyname = %s"
)
BEHIND_IT = """
select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
where nspname = 'public' and relkind = 'r' and relrowsecurity order by relname
"""


def answer_for(person_id: int | None, *, on: date) -> None:
    """For this transaction: who asks, on which day, and what stands in the rule file of that day
    alone: the roles that oversee their units, the permissions that keep the programmes."""
    book = book_on(on)
    overseeing = (role.key for role in book.roles.values() if role.oversees)
    said = [str(person_id or ""), str(on), ",".join(overseeing), ",".join(book.assurance.keepers)]
    with connection.cursor() as cursor:
        cursor.execute(ANSWER_FOR, said)


def files() -> Iterator[Path]:
    """Of the rooms in their order: what the first says, the later ones use."""
    for app in apps.get_app_configs():
        path = Path(app.path) / "wall.sql"
        if path.exists():
            yield path


def raise_walls() -> None:
    """Requests are held by it; batch work passes, which has no person to ask for.

    It cannot stand where both are one role, nor while tables change beneath it. One that stands as
    the files say is left alone: to raise it waits for everybody who reads.
    """
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        if stands_as_said(cursor):
            return
        take_down(cursor)
        for path in files():
            cursor.execute(path.read_text())
        if settings.APPLICATION_ROLE != settings.BATCH_ROLE:
            put_up(cursor)
        cursor.execute(f"comment on function app_person() is '{plan()}'")


def plan() -> str:
    """What the files say and who passes, in short."""
    words = [settings.APPLICATION_ROLE, settings.BATCH_ROLE, *(p.read_text() for p in files())]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def stands_as_said(cursor: CursorWrapper) -> bool:
    cursor.execute("select obj_description(to_regprocedure('app_person()'), 'pg_proc')")
    return cursor.fetchone()[0] == plan()


def take_down_walls() -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        take_down(cursor)
        cursor.execute("select to_regprocedure('app_person()') is not null")
        if cursor.fetchone()[0]:
            cursor.execute("comment on function app_person() is null")


def take_down(cursor: CursorWrapper) -> None:
    cursor.execute(POLICIES)
    for table, policy in cursor.fetchall():
        cursor.execute(f'drop policy "{policy}" on "{table}"')
    cursor.execute(BEHIND_IT)
    for (table,) in cursor.fetchall():
        cursor.execute(f'alter table "{table}" disable row level security')


def put_up(cursor: CursorWrapper) -> None:
    cursor.execute(WALLED, [POLICY])
    batch = connections["owner"].ops.quote_name(settings.BATCH_ROLE)
    for (table,) in cursor.fetchall():
        cursor.execute(f'alter table "{table}" enable row level security')
        cursor.execute(
            f'create policy batch on "{table}" to {batch} using (true) with check (true)'
        )


def walled_tables() -> list[str]:
    """Those that stand behind it now."""
    with connections["default"].cursor() as cursor:
        cursor.execute(BEHIND_IT)
        return [table for (table,) in cursor.fetchall()]
