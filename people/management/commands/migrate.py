from django.apps import apps
from django.conf import settings
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from people.walls import raise_walls, take_down_walls

APPEND_ONLY = ("people.AuditEvent", "people.Reading", "stewardship.Tombstone")
# What two people agreed to dispose of goes from the logs by these alone (stewardship).
DISPOSING = ("dispose_of_readings(bigint[])", "forget_reasons_about(bigint)")


class Command(Migrate):
    help = "Migrates as the owner; gives each role what it needs, no more; raises the second wall."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args, **options):
        if options["database"] == "default":
            options["database"] = "owner"
        if options["app_label"] or is_behind():
            take_down_walls()
        super().handle(*args, **options)
        if not is_behind():
            raise_walls()
        grant_to_roles()


def is_behind() -> bool:
    """Whether the database is in an older state than the code."""
    executor = MigrationExecutor(connections["owner"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def grant_to_roles() -> None:
    """The owner's tables are read and written by the other roles; the logs are only added to."""
    owner = connections["owner"]
    roles = {settings.APPLICATION_ROLE, settings.BATCH_ROLE}
    roles.discard(owner.settings_dict["USER"])
    with owner.cursor() as cursor:
        for role in sorted(roles):
            name = owner.ops.quote_name(role)
            cursor.execute(f"grant usage on schema public to {name}")
            cursor.execute(
                f"grant select, insert, update, delete on all tables in schema public to {name}"
            )
            cursor.execute(f"grant usage, select on all sequences in schema public to {name}")
            for label in APPEND_ONLY:
                table = owner.ops.quote_name(apps.get_model(label)._meta.db_table)
                if exists(cursor, "to_regclass", table):
                    cursor.execute(f"revoke update, delete, truncate on {table} from {name}")
        batch = owner.ops.quote_name(settings.BATCH_ROLE)
        for function in DISPOSING:
            if exists(cursor, "to_regprocedure", function):
                cursor.execute(f"grant execute on function {function} to {batch}")


def exists(cursor, lookup: str, name: str) -> bool:
    """False while an older state of the database is being gone back to."""
    cursor.execute(f"select {lookup}(%s) is not null", [name])
    return cursor.fetchone()[0]
