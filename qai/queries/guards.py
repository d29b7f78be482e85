"""Whether the quick tool is barred. Asked for every auditor; what it rests on is told to none."""

from collections.abc import Iterable
from datetime import date

from people.models import PerformanceMatter, Person
from people.rules import book_on
from policy.months import Span
from policy.quick_qa import refuse_quick_qa
from qai.models import Audit

QUICK = "quick"


def refusal_of(
    tool: str, person: Person, *, case_reference: str, days: Iterable[date]
) -> str | None:
    """What to tell the auditor; None where the tool may be used on each of the days (AMB-27)."""
    if tool != QUICK:
        return None
    matters = list(PerformanceMatter.objects.filter(person=person))
    of_person = [Span(one.start, one.end) for one in matters if not one.case_reference]
    of_case = [Span(one.start, one.end) for one in matters_about(case_reference)]
    found = (
        refuse_quick_qa(
            day,
            joined=person.joined,
            matters=of_person,
            case_matters=of_case,
            book=book_on(day),
        )
        for day in days
    )
    return next((text for text in found if text), None)


def matters_about(case_reference: str) -> list[PerformanceMatter]:
    """Whoever the matter is about: it concerns that specific case (P22-A1.6)."""
    if not case_reference:
        return []
    return list(PerformanceMatter.objects.filter(case_reference=case_reference))


def refusal_for(audit: Audit, *, today: date) -> str | None:
    """Also of a draft that was begun before (AMB-27): on its day, and today."""
    return refusal_of(
        audit.tool,
        audit.person,
        case_reference=audit.case_reference,
        days=(audit.completed_on, today),
    )
