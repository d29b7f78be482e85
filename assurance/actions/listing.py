from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from assurance.models import CaseList, Draw
from people import audit
from people.models import Person
from policy.periods import period_of
from policy.rulebook.assurance import Programme


@transaction.atomic
def give_cases(
    *, programme: Programme, lines: Sequence[tuple[str, str]], by: Person, on: date, now: datetime
) -> bool:
    """The list of the quarter; one can give another until something is drawn from it (P22-A1.14).

    Who reviews has no part in it: the seed decides.
    """
    period = period_of(programme.period, on)
    of: dict[str, Any] = {"programme": programme.key, "period_start": period.start}
    if Draw.objects.filter(**of).exists():
        return False
    given = {"lines": [list(line) for line in lines], "by": by, "at": now}
    kept, _ = CaseList.objects.update_or_create(**of, defaults=given)
    audit.record("case_list_given", kept, by=by, number=len(lines))
    return True
