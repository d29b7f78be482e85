"""One person of each kind to sign in as, so that every side of the site can be seen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from people.models import Grant, Person, Posting, PracticeSupervision, ReportingLine
from people.models.spans import SpanQuerySet

NEW_STARTER = timedelta(days=183)


@dataclass(frozen=True)
class Kind:
    title: str
    comes_to: str
    who: Callable[[date], Q]


@dataclass(frozen=True)
class Part:
    kind: Kind
    person: Person


def cast(on: date) -> list[Part]:
    """The first of each kind by staff number; kinds that nobody fills are left out."""
    in_service = Person.objects.in_service(on).filter(locked_at=None).order_by("staff_number")
    parts: list[Part] = []
    for kind in KINDS:
        taken = [part.person.pk for part in parts]
        if person := in_service.filter(kind.who(on)).exclude(pk__in=taken).first():
            parts.append(Part(kind, person))
    return parts


def posted_as(role: str) -> Callable[[date], Q]:
    return lambda on: holds(Posting.objects.filter(role=role), "person", on)


def granted(grant: str) -> Callable[[date], Q]:
    return lambda on: holds(Grant.objects.filter(grant=grant), "person", on)


def adviser(on: date) -> Q:
    return posted_as("family_court_adviser")(on) & Q(joined__lt=on - NEW_STARTER)


def new_adviser(on: date) -> Q:
    return posted_as("family_court_adviser")(on) & Q(joined__gte=on - NEW_STARTER)


def service_manager(on: date) -> Q:
    manages = holds(ReportingLine.objects.all(), "manager", on)
    return posted_as("service_manager")(on) & manages


def practice_supervisor(on: date) -> Q:
    supervises = holds(PracticeSupervision.objects.all(), "supervisor", on)
    return posted_as("practice_supervisor")(on) & supervises


def director(on: date) -> Q:
    return posted_as("operational_director")(on) | granted("director")(on)


def holds(ties: SpanQuerySet, end: str, on: date) -> Q:
    return Q(Exists(ties.current(on).filter(**{end: OuterRef("pk")})))


KINDS = (
    Kind(
        "Family court adviser",
        "writes the self-assessment, reads the finished record and keeps actions moving",
        adviser,
    ),
    Kind("New family court adviser", "sees what is due in the first months", new_adviser),
    Kind(
        "Service manager",
        "plans the team’s PLRs, prepares them, records them and follows actions",
        service_manager,
    ),
    Kind(
        "Practice supervisor",
        "contributes to the PLRs of the advisers they work with, audits and observes",
        practice_supervisor,
    ),
    Kind(
        "Head of practice",
        "keeps the PLRs of the area’s service managers, and samples a record each quarter",
        posted_as("head_of_practice"),
    ),
    Kind("Director", "sees the facts of the whole directorate", director),
    Kind(
        "HR",
        "keeps the register and the accounts, and never sees what was written",
        granted("hr"),
    ),
    Kind("Management information", "imports people and past records", granted("mis")),
    Kind(
        "Business services officer",
        "has a PLR of another shape and interval",
        posted_as("business_services_officer"),
    ),
    Kind(
        "System administrator",
        "looks at accounts, and sees nothing of supervision",
        granted("system_admin"),
    ),
)
