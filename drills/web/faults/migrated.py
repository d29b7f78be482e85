import time

from django.core.management import call_command
from django.db import connections, transaction

from drills.restoring import HASH, TABLES
from drills.web.outcome import Outcome, answers_clearly
from drills.web.stage import Scene, WebFault
from people.walls import raise_walls, take_down_walls

ROOM, BEFORE = "stewardship", "0004"
LONGEST_LOCK = 2.0
# What people write meanwhile, and what Django notes of itself.
MOVING = {"supervision_selfassessment", "django_session", "django_migrations"}
WITHOUT = "letting go of the tables quickly (held for 5 s)"


def play(scene: Scene) -> None:
    """The newest migration of a room that nobody looks at now: away, and there again."""
    kept = contents(scene)
    began = time.monotonic()
    if scene.without == WITHOUT:
        hold_the_wall()
    else:
        call_command("migrate", ROOM, BEFORE, verbosity=0)
        call_command("migrate", verbosity=0)
    seconds = time.monotonic() - began
    found = contents(scene)
    differ = [table for table in kept if kept[table] != found.get(table)]
    scene.remarks.append(f"{seconds:.1f} s; tables that differ: {', '.join(differ) or 'none'}")


def contents(scene: Scene) -> dict[str, str]:
    """Of each table that nobody writes into meanwhile how many rows, and a hash over them."""
    tables = set(scene.servers.ask_database(TABLES).splitlines()) - MOVING
    return {table: scene.servers.ask_database(f'{HASH} from "{table}" t') for table in tables}


def hold_the_wall() -> None:
    """What a migration must not do: change what everybody uses, and go on with something else."""
    with transaction.atomic(using="owner"):
        take_down_walls()
        raise_walls()
        time.sleep(5)
    connections["owner"].close()


def is_hardly_noticed(outcome: Outcome) -> str:
    if found := answers_clearly(outcome):
        return found
    if "differ: none" not in outcome.remark:
        return "tables differ"
    return f"somebody waited {outcome.slowest:.1f} s" if outcome.slowest > LONGEST_LOCK else ""


FAULT = WebFault(
    name="migrated",
    title="A migration goes back and forward while people save",
    play=play,
    without=WITHOUT,
    judge=is_hardly_noticed,
)
