"""Audits that are being written, and one to be read: what the import format does not carry."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from exchange.demo.corpus import Writer
from exchange.demo.days import stream, working_day_before
from exchange.demo.moments import moment
from exchange.demo.pieces import case_reference
from exchange.demo.situations import SITUATIONS
from people.models import Person, PracticeSupervision
from policy.rulebook import Rulebook
from qai.models import Audit, AuditContent, AuditPart

AUDITOR, READER = "advisers", "half_written"
BEGUN_DAYS_AGO = (3, 6)
HALF = 2


def number_of(situation: str) -> str:
    """The staff number of whoever is in it."""
    keys = [one.key for one in SITUATIONS]
    return f"D{keys.index(situation) + 1:05}"


def begin_audits(*, seed: int, book: Rulebook, now: datetime, db: str) -> None:
    """By one practice supervisor: an audit half written, and one in two voices."""
    today = timezone.localdate(now)
    writer = Writer(stream(seed, "audits"), "practice_supervisor")
    people = Person.objects.using(db)
    auditor = people.get(staff_number=number_of(AUDITOR))
    ties = PracticeSupervision.objects.using(db).current(today).filter(supervisor=auditor)
    advisers = people.filter(pk__in=ties.values("person")).order_by("staff_number")[:2]
    for adviser, days, form in zip(
        advisers, BEGUN_DAYS_AGO, ("normal", "collaborative"), strict=False
    ):
        begun = draft(adviser, auditor, form, working_day_before(today, days), writer)
        begun.save(using=db)
        body = half_written(writer, book)
        write(AuditContent(audit=begun, body=body, version=4, saved_at=now), db=db)
        if begun.is_collaborative:
            hand_over(begun, writer, now=now, db=db)
    ask_to_read(people.get(staff_number=number_of(READER)), db=db)


def draft(adviser: Person, auditor: Person, form: str, day: date, writer: Writer) -> Audit:
    return Audit(
        person=adviser,
        auditor=auditor,
        completed_on=day,
        case_reference=case_reference(writer.rng),
        tool="full",
        format=form,
    )


def half_written(writer: Writer, book: Rulebook) -> dict:
    tool = book.qai.tools["full"]
    domains = tool.domains[:HALF]
    asked = [question.key for key in domains for question in tool.asks(key)]
    return {
        "answers": {key: writer.rng.choice(("yes", "yes", "partly")) for key in asked},
        "domains": {key: {"grade": "good", "notes": strength(writer)} for key in domains},
        "texts": {"strengths": strength(writer)},
    }


def strength(writer: Writer) -> str:
    return writer.draw("audit.case.strengths.strong")


def hand_over(audit: Audit, writer: Writer, *, now: datetime, db: str) -> None:
    """The practitioner has written their part."""
    handed_over = now - timedelta(hours=20)
    body = {
        "domains": {"safety": writer.draw("audit.case.learning.middle")},
        "texts": {"learning": writer.draw("audit.case.learning.strong")},
    }
    write(AuditPart(audit=audit, body=body, version=3, saved_at=handed_over), db=db)
    Audit.objects.using(db).filter(pk=audit.pk).update(part_handed_over_at=handed_over)


def ask_to_read(person: Person, *, db: str) -> None:
    """The last audit was finalised here, and nobody has said yet that they have read it."""
    last = Audit.objects.using(db).finalised().filter(person=person).first()
    if last and last.finalised_on:
        at = moment(last.finalised_on, 9)
        Audit.objects.using(db).filter(pk=last.pk).update(finalised_at=at)


def write(text: AuditContent | AuditPart, *, db: str) -> None:
    """Without a version of its history."""
    type(text).objects.using(db).bulk_create([text])
