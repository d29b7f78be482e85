"""The facts of one person, each as far as the reader may see it."""

from dataclasses import dataclass
from datetime import date

from people.access import may_know_of_absence
from people.models import Absence, Person, Posting, PracticeSupervision, ReportingLine
from people.queries.ties import line_manager_of


@dataclass(frozen=True)
class PersonFacts:
    """`posting` and `manager` are today's. `absences`: those whose kind the reader may see.
    `away`: today; false too for a reader who may not know."""

    posting: Posting | None
    manager: Person | None
    postings: list[Posting]
    lines: list[ReportingLine]
    practice_supervisors: list[PracticeSupervision]
    absences: list[Absence]
    away: bool


def facts_of(person: Person, *, reader: Person) -> PersonFacts:
    on = reader.reach.on
    postings = person.postings.select_related("unit").order_by("-start")
    lines = person.lines.select_related("manager").order_by("-start")
    return PersonFacts(
        posting=postings.current(on).first(),
        manager=line_manager_of(person_id=person.pk, on=on),
        postings=list(postings),
        lines=list(lines),
        practice_supervisors=list(
            person.practice_supervisions.current(on).select_related("supervisor").order_by("start")
        ),
        absences=list(Absence.objects.visible_to(reader).filter(person=person).order_by("-start")),
        away=may_know_of_absence(reader, person) and is_away(person, on),
    )


def is_away(person: Person, on: date) -> bool:
    """Yes or no, and nothing else, leaves this function (GAP-22)."""
    return person.absences.current(on).exists()
