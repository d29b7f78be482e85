"""One person with few audits of their work and with very many, all since their last PLR."""

from datetime import timedelta

from django.urls import reverse

from people.models import Person
from qai.models import Audit, AuditContent
from supervision.models import PLR

FEW_AND_MANY = (20, 200)
WRITTEN = "The child’s wishes lead the plan, and the court hears them in their own words. " * 6


def give_audits(plr: PLR, number: int) -> None:
    """So many on the days before the meeting, one case after the other."""
    there = Audit.objects.filter(person=plr.reportee_id, case_reference__startswith="Bench").count()
    last = max(plr.reportee.joined, plr.day_of_meeting - timedelta(days=20))
    audits = Audit.objects.bulk_create(
        Audit(
            person_id=plr.reportee_id,
            auditor_id=plr.led_by_id,
            completed_on=last + timedelta(days=one % 20),
            finalised_on=last + timedelta(days=one % 20),
            case_reference=f"Bench{one:05}",
            tool="full",
            format="normal",
        )
        for one in range(there, number)
    )
    AuditContent.objects.bulk_create(
        AuditContent(audit=audit, grade="good", strengths=WRITTEN, learning=WRITTEN)
        for audit in audits
    )


def pages_with_audits(plr: PLR) -> list[tuple[str, Person, str]]:
    """Name, who opens it, and where it is."""
    person, leader = plr.reportee, plr.led_by
    return [
        ("Home of the reportee", person, "/"),
        ("Prepare", leader, reverse("supervision:prepare", args=[plr.pk])),
        ("Record", leader, reverse("supervision:record", args=[plr.pk])),
        ("Audits and observations", leader, reverse("qai:of_person", args=[person.pk])),
        ("Self-regulation", leader, reverse("supervision:self_regulation", args=[person.pk])),
        ("Standing", leader, reverse("compliance:standing", args=[person.pk])),
    ]
