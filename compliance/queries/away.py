"""Who is away for so long that their PLRs wait (AMB-34 to AMB-40)."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from django.conf import settings

from people.models import Absence
from policy import facts, rulebook
from policy.absences import long_absences


def away_for_longer(people: Collection[int], on: date) -> Iterator[tuple[int, date]]:
    """Of these, and since when it counts as longer."""
    book, absences = rulebook.in_force(settings.RULEBOOK, on), defaultdict(list)
    rows = Absence.objects.filter(person__in=people).order_by("person_id", "start")
    columns = ("person_id", "start", "kind", "end", "returned_on", "recorded_on")
    for person, start, kind, end, returned_on, recorded_on in rows.values_list(*columns):
        absences[person].append(facts.Absence(start, kind, end, returned_on, recorded_on))
    for person, of_one in absences.items():
        for long in long_absences(of_one, on, book):
            if long.holds_on(on):
                yield person, long.excluded_from
