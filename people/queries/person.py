"""The facts of one person, each as far as the reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from people.access import may_know_of_absence
from people.models import Absence, Person, Posting, PracticeSupervision, ReportingLine
from people.queries.ties import line_manager_of
from policy import facts, rulebook
from policy.clock import Clocks, Exclusion


@dataclass(frozen=True)
class PersonFacts:
    """`posting` and `manager` are today's. `absences`: those whose kind the reader may see.
    `away`: today; false too for a reader who may not know. `exclusion`: until when, never why."""

    posting: Posting | None
    manager: Person | None
    postings: list[Posting]
    lines: list[ReportingLine]
    practice_supervisors: list[PracticeSupervision]
    absences: list[Absence]
    away: bool
    exclusion: Exclusion | None


def facts_of(person: Person, *, reader: Person) -> PersonFacts:
    on = reader.reach.on
    postings = list(person.postings.select_related("unit").order_by("-start"))
    absences = list(person.absences.all())
    return PersonFacts(
        posting=next((posting for posting in postings if holds(posting, on)), None),
        manager=line_manager_of(person_id=person.pk, on=on),
        postings=postings,
        lines=list(person.lines.select_related("manager").order_by("-start")),
        practice_supervisors=list(
            person.practice_supervisions.current(on).select_related("supervisor").order_by("start")
        ),
        absences=list(Absence.objects.visible_to(reader).filter(person=person).order_by("-start")),
        away=may_know_of_absence(reader, person) and any(holds(away, on) for away in absences),
        exclusion=exclusion_of(person, postings, absences, on=on),
    )


def holds(span: Posting | Absence, on: date) -> bool:
    return span.start <= on and (span.end is None or span.end >= on)


def exclusion_of(
    person: Person, postings: Iterable[Posting], absences: Iterable[Absence], *, on: date
) -> Exclusion | None:
    """Why somebody is left out of the figures today, as known today."""
    known = facts.Person(
        staff_number=person.staff_number,
        joined=person.joined,
        left=person.left,
        postings=tuple(as_fact(posting) for posting in postings),
        absences=tuple(
            facts.Absence(
                start=absence.start,
                kind=absence.kind,
                end=absence.end,
                returned_on=absence.returned_on,
                recorded_on=absence.recorded_on,
            )
            for absence in absences
        ),
    )
    book = rulebook.in_force(settings.RULEBOOK, on)
    return Clocks(known, on, book).exclusion_on(on)


def as_fact(posting: Posting) -> facts.Posting:
    return facts.Posting(
        start=posting.start,
        role=posting.role,
        unit=posting.unit.code,
        employment_type=posting.employment_type,
        case_holding=posting.case_holding,
        end=posting.end,
    )
