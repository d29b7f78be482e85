"""What somebody has worked out in the background: what if, and a past day."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from compliance import tasks
from compliance.models import Calculation
from people import audit
from people.models import Person

Edits = Sequence[tuple[Sequence[str], int | None]]


@transaction.atomic
def ask_what_if(
    *, by: Person, today: date, edits: Edits = (), rules: str = "", file_name: str = ""
) -> tuple[Calculation, bool]:
    """By an edited copy of the rule file, which changes nobody's standing."""
    asked = {"edits": [[list(path), value] for path, value in edits]}
    return ask(
        by=by,
        kind=Calculation.Kind.WHAT_IF,
        day=today,
        rules=rules,
        file_name=file_name,
        **asked,
    )


@transaction.atomic
def ask_past_day(*, by: Person, day: date, unit: int | None) -> tuple[Calculation, bool]:
    """`unit`: the number of the one that is asked about with all below it; None for everybody."""
    return ask(by=by, kind=Calculation.Kind.PAST_DAY, day=day, unit_id=unit)


def ask(*, by: Person, **asked: Any) -> tuple[Calculation, bool]:
    """One at a time for each person: while one is worked out, that one and False."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    busy = Calculation.objects.visible_to(by).busy().first()
    if busy:
        return busy, False
    calculation = Calculation.objects.create(by=by, **asked)
    audit.record("calculation_asked", calculation, by=by, kind_of=calculation.kind)
    transaction.on_commit(partial(tasks.work_out_calculation.delay, calculation.pk), robust=True)
    return calculation, True
