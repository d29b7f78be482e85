"""The second wall stands only for a role that PostgreSQL holds to its policies."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

ABOVE_THE_WALL = """
select rolsuper, rolbypassrls,
    exists (select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
            where nspname = 'public' and relkind in ('r', 'p') and pg_has_role(relowner, 'member')),
    exists (select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
            where nspname = 'public' and relname = 'supervision_record' and not relrowsecurity)
from pg_roles where rolname = current_user
"""
REASONS = (
    "is a superuser",
    "passes row-level security (BYPASSRLS)",
    "owns tables, or is a member of the role that does",
    "meets no wall: row-level security is off, and manage.py migrate raises it",
)


def reasons_against(alias: str = "default") -> list[str]:
    """Why the site must not work as this role."""
    with connections[alias].cursor() as cursor:
        cursor.execute(ABOVE_THE_WALL)
        return [reason for reason, holds in zip(REASONS, cursor.fetchone(), strict=True) if holds]


def is_below_the_wall() -> bool:
    try:
        return not reasons_against()
    except DatabaseError:
        return False


def refuse_to_work_behind_the_wall() -> None:
    """A worker asks for nobody: as the application it would find nothing, and say nothing of it."""
    if settings.WORKS_AS != "batch":
        raise ImproperlyConfigured("PLR_WORKS_AS is not batch: this worker would read nothing.")


def refuse_to_work_above_the_wall() -> None:
    """At the start of a web process and of a worker; a database that is away is asked later."""
    try:
        found = reasons_against()
    except DatabaseError:
        return
    finally:
        connections["default"].close()
    if found:
        raise ImproperlyConfigured(
            f"The role of DATABASE_URL {', and '.join(found)}: what people wrote would lie open"
            " to every query. Use a role that only reads and writes (docs/operations.md)."
        )
