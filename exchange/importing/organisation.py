"""The one line about the organisation itself: what it does not say stays as it is."""

from exchange.importing.batches import Batch
from exchange.importing.findings import Line
from exchange.importing.outcomes import Outcome, Verdict
from exchange.importing.rows import assign
from exchange.importing.world import World
from people.models import Organisation

THE_ONE = 1


def plan_organisation(line: Line, world: World) -> Batch:
    given = {key: value for key, value in line.values.items() if value is not None}
    batch = Batch()
    row = Organisation.objects.using(world.db).filter(pk=THE_ONE).first()
    if row is None:
        batch.create(Organisation(pk=THE_ONE, **given))
        batch.outcomes.append(Outcome(line, Verdict.CREATE))
        return batch
    changed = assign(row, given)
    if changed:
        batch.change(row, changed)
    verdict = Verdict.CHANGE if changed else Verdict.SAME
    batch.outcomes.append(Outcome(line, verdict, tuple(sorted(changed))))
    return batch
