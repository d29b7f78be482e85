"""The long part of a calculation, done by a worker with progress shown."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from compliance.judging import statuses
from compliance.models import (
    HEADLINE,
    LOOK_AHEAD,
    CalculatedChange,
    CalculatedFigure,
    Calculation,
    Status,
)
from compliance.queries.facts import facts_of
from compliance.queries.person import records_of, why
from people.models import Person, Unit
from people.models.ties import posted_in
from people.queries.units import tree_of
from policy import facts, rulebook
from policy.judge import History, Judgement
from policy.rulebook import Rulebook
from policy.rulebook.adjusting import adjusted, with_file
from policy.wording import listed, sentence

CHUNK = 500
ALL_TOGETHER = "All measures together"
TOLD_LATER = ("plr", "meeting", "audit", "observation", "absence")

State = Calculation.State


@dataclass(frozen=True)
class Way:
    """By which rules, and with what was known on which day."""

    book: Rulebook
    known_on: date

    def judge(self, person: facts.Person, day: date) -> Judgement:
        return History(person, self.known_on, self.book).judge(day)


@dataclass
class Result:
    """`figures`: by unit, measure, status before and status after."""

    calculation: Calculation
    before: Way
    after: Way
    units: dict[str, int]
    figures: Counter[tuple[int, str, str, str]] = field(default_factory=Counter)
    later: Counter[str] = field(default_factory=Counter)
    falling: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    def changes_of(self, pk: int, person: facts.Person) -> Iterator[CalculatedChange]:
        """Counts the person, and says in which measures they stand otherwise."""
        day = self.calculation.day
        before, after = self.before.judge(person, day), self.after.judge(person, day)
        if after.posting is None:
            return
        was, now, unit = statuses(before), statuses(after), self.units[after.posting.unit]
        if self.calculation.kind == Calculation.Kind.PAST_DAY:
            self.later.update(recorded_after(person, day, self.after.known_on))
        else:
            self.count_falling(unit, before, after)
        for key in {**was, **now}:
            statuses_of_key = was.get(key, ""), now.get(key, "")
            self.figures[(unit, key, *statuses_of_key)] += 1
            if statuses_of_key[0] != statuses_of_key[1]:
                yield CalculatedChange(
                    of=self.calculation,
                    person_id=pk,
                    unit_id=unit,
                    role=after.posting.role,
                    measure=key,
                    before=statuses_of_key[0],
                    after=statuses_of_key[1],
                    why=reason(after, key),
                )

    def count_falling(self, unit: int, *sides: Judgement) -> None:
        for number, side in enumerate(sides):
            for key in falling_in_30_days(side):
                self.falling.setdefault((unit, key), [0, 0])[number] += 1


def work_out(calculation: Calculation) -> None:
    result = Result(calculation, *ways_of(calculation), units_by_code())
    ids = people_in(calculation)
    for start in range(0, len(ids), CHUNK):
        show_progress(calculation, start, len(ids))
        known = facts_of(ids[start : start + CHUNK])
        changes = (change for pk, person in known for change in result.changes_of(pk, person))
        CalculatedChange.objects.bulk_create(changes)
    close(result)


def ways_of(calculation: Calculation) -> tuple[Way, Way]:
    day = calculation.day
    book = rulebook.in_force(settings.RULEBOOK, day)
    if calculation.kind == Calculation.Kind.WHAT_IF:
        return Way(book, day), Way(edited_copy(calculation, book.name), day)
    return Way(book, day), Way(book, timezone.localdate())


def edited_copy(calculation: Calculation, name: str) -> Rulebook:
    if calculation.rules:
        return with_file(name, calculation.rules, calculation.file_name)
    return adjusted(name, {tuple(path): value for path, value in calculation.edits})


def people_in(calculation: Calculation) -> list[int]:
    people = Person.objects.in_service(calculation.day)
    if calculation.unit_id:
        below = tree_of(Unit.objects.all()).with_all_below(calculation.unit_id)
        people = people.filter(posted_in(below, calculation.day, person="pk"))
    return list(people.order_by("pk").values_list("pk", flat=True))


def units_by_code() -> dict[str, int]:
    return dict(Unit.objects.values_list("code", "pk"))


def recorded_after(person: facts.Person, day: date, known_on: date) -> Collection[str]:
    """The kinds of what applies to the day or before and was put on record after it."""
    return [
        kind
        for kind, on, recorded in records_of(person)
        if kind in TOLD_LATER and recorded and on <= day < recorded <= known_on
    ]


def falling_in_30_days(judgement: Judgement) -> set[str]:
    """What is not late, and will be if nothing more is recorded; nobody outside reporting."""
    now = statuses(judgement)
    later = statuses(judgement.history.judge(judgement.as_of + LOOK_AHEAD))
    return {
        key
        for key, status in now.items()
        if status != Status.NON_COMPLIANT and later.get(key) == Status.NON_COMPLIANT
    }


def reason(judgement: Judgement, key: str) -> str:
    """In words that whoever sees facts may read: never why somebody is away."""
    if key == HEADLINE:
        return reason_of_all(judgement)
    if key not in judgement.measures:
        return "Not measured."
    return why(judgement, key, is_own=False)


def reason_of_all(judgement: Judgement) -> str:
    windows = judgement.history.book.measures
    measures = [one for key, one in judgement.measures.items() if key in windows]
    late = [one.title for one in measures if one.status == Status.NON_COMPLIANT]
    if late:
        return sentence(f"Late: {listed(late)}")
    if judgement.exclusion and measures:
        return why(judgement, measures[0].key, is_own=False)
    return "Nothing is late."


def titles(before: Rulebook, after: Rulebook) -> dict[str, str]:
    found = {HEADLINE: ALL_TOGETHER}
    for book in (before, after):
        for key, entry in {**book.measures, **book.duties}.items():
            found.setdefault(key, entry.title)
    return found


def show_progress(calculation: Calculation, done: int, total: int) -> None:
    Calculation.objects.filter(pk=calculation.pk).update(
        progress=100 * done // total, worked_on_at=timezone.now()
    )


@transaction.atomic
def close(result: Result) -> None:
    done = {
        "state": State.DONE,
        "progress": 100,
        "measures": list(titles(result.before.book, result.after.book).items()),
        "later": dict(result.later),
        "falling": [[*key, *numbers] for key, numbers in result.falling.items()],
    }
    if Calculation.objects.advance(result.calculation.pk, State.WORKING, **done):
        CalculatedFigure.objects.bulk_create(
            CalculatedFigure(
                of=result.calculation,
                unit_id=unit,
                measure=measure,
                before=before,
                after=after,
                number=number,
            )
            for (unit, measure, before, after), number in result.figures.items()
        )
