"""One person of each kind to sign in as, so that every side of the site can be seen."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from people.models import Grant, Person, Posting, PracticeSupervision, ReportingLine
from people.models.spans import SpanQuerySet

NEW_STARTER = timedelta(days=183)


@dataclass(frozen=True)
class Part:
    title: str
    comes_to: str
    person: Person


def cast(on: date) -> list[Part]:
    """The first of each kind by staff number; kinds that nobody fills are left out."""
    in_service = Person.objects.in_service(on).filter(locked_at=None).order_by("staff_number")
    parts: list[Part] = []
    for title, comes_to, kind in kinds(on):
        taken = [part.person.pk for part in parts]
        if person := in_service.filter(kind).exclude(pk__in=taken).first():
            parts.append(Part(title, comes_to, person))
    return parts


def kinds(on: date) -> list[tuple[str, str, Q]]:
    adviser = posted_as("family_court_adviser", on)
    return [
        (
            "Family court adviser",
            "writes the self-assessment, reads the finished record and keeps actions moving",
            adviser & Q(joined__lt=on - NEW_STARTER),
        ),
        (
            "New family court adviser",
            "sees what is due in the first months",
            adviser & Q(joined__gte=on - NEW_STARTER),
        ),
        (
            "Service manager",
            "plans the team’s PLRs, prepares them, records them and follows actions",
            posted_as("service_manager", on) & has_reports(on),
        ),
        (
            "Practice supervisor",
            "contributes to the PLRs of the advisers they work with, audits and observes",
            posted_as("practice_supervisor", on) & supervises_practice(on),
        ),
        (
            "Head of practice",
            "sees the facts of the area, and keeps the PLRs of its service managers",
            posted_as("head_of_practice", on),
        ),
        (
            "Director",
            "sees the facts of the directorate",
            posted_as("operational_director", on) | holds_grant("director", on),
        ),
        (
            "HR",
            "keeps the register and the accounts, and never sees what was written",
            holds_grant("hr", on),
        ),
        ("Management information", "imports people and past records", holds_grant("mis", on)),
        (
            "Business services officer",
            "has a PLR of another shape and interval",
            posted_as("business_services_officer", on),
        ),
        (
            "System administrator",
            "looks after accounts, and sees nothing of supervision",
            holds_grant("system_admin", on),
        ),
    ]


def posted_as(role: str, on: date) -> Q:
    return holds(Posting.objects.filter(role=role), "person", on)


def holds_grant(grant: str, on: date) -> Q:
    return holds(Grant.objects.filter(grant=grant), "person", on)


def has_reports(on: date) -> Q:
    return holds(ReportingLine.objects.all(), "manager", on)


def supervises_practice(on: date) -> Q:
    return holds(PracticeSupervision.objects.all(), "supervisor", on)


def holds(ties: SpanQuerySet, end: str, on: date) -> Q:
    return Q(Exists(ties.current(on).filter(**{end: OuterRef("pk")})))
