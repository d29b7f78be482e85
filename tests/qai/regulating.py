"""Advisers, their work and decisions about them, as tests on self-regulation need them."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from people.models import Person
from qai.models import SelfRegulationDecision
from tests.factories import PersonFactory
from tests.qai.factories import AuditFactory, SelfRegulationDecisionFactory
from tests.visiting import day_typed, signed_in


def adviser(**facts) -> tuple[Person, Person]:
    """A family court adviser and their line manager."""
    manager = PersonFactory(role="service_manager")
    return PersonFactory(manager=manager, **facts), manager


def days_ago(number: int) -> date:
    return timezone.localdate() - timedelta(days=number)


def work(person: Person, *graded: tuple[int, str], **facts) -> None:
    """Audits that were completed and finalised so many days ago."""
    for number, grade in graded:
        AuditFactory(person=person, completed_on=days_ago(number), grade=grade, **facts)


def approved(person: Person, manager: Person, days: int = 200) -> SelfRegulationDecision:
    return SelfRegulationDecisionFactory(
        person=person, decided_by=manager, decided_on=days_ago(days), recorded_on=days_ago(days)
    )


def under_consideration(**facts) -> tuple[Person, Person]:
    """Approved long ago; a requires improvement five days ago."""
    person, manager = adviser(**facts)
    approved(person, manager)
    work(person, (5, "requires_improvement"))
    return person, manager


def url(name: str, person: Person, *more: int) -> str:
    return reverse(f"supervision:{name}", args=[person.pk, *more])


def send_decision(manager: Person, person: Person, **typed):
    """The form as the page sends it; the day is today unless another is typed."""
    data = {"reason": "The last three pieces are strong.", "place": "later", **typed}
    if "outcome" in data:
        data = {**day_typed("decided_on", timezone.localdate()), **data}
    return signed_in(manager).post(url("self_regulation_decide", person), data)


def page_text(reader: Person, person: Person) -> str:
    return signed_in(reader).get(url("self_regulation", person)).content.decode()
