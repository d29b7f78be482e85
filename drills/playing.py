"""All faults, one after the other, on one organisation."""

from collections.abc import Callable, Sequence

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from drills import results, table, world  # noqa: E402
from drills.faults import FAULTS  # noqa: E402
from drills.mailbox import Mailbox  # noqa: E402
from drills.stage import Stage  # noqa: E402


def play(
    names: Sequence[str], *, restart_database: Callable[[], None], people: int, times: int
) -> int:
    call_command("migrate", verbosity=0)
    world.fill(people)
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")
    stage = Stage(Mailbox(), restart_database, times=times)
    print(table.heading(), flush=True)
    failed = False
    for fault in [FAULTS[name] for name in names or FAULTS]:
        outcome = stage.run(fault)
        print(table.guarded(fault, outcome), flush=True)
        harm = stage.run(fault, without=fault.without)
        print(table.control(fault, harm), flush=True)
        results.write(table.result(fault, outcome, harm))
        failed |= harm.is_harmless or not outcome.is_harmless
    return int(failed)
