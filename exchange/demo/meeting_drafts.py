"""General meetings that are being written: what the import format does not carry."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from exchange.demo.auditing import AUDITOR, number_of
from exchange.demo.corpus import Writer
from exchange.demo.days import stream, working_day_before
from people.models import Person, PracticeSupervision, ReportingLine
from supervision.models import GROUP, MeetingDraft

MANAGER = "twelve_reportees"
IN_SESSION, WRITTEN_ABOUT = 4, 2


def begin_meetings(*, seed: int, now: datetime, db: str) -> None:
    """By a practice supervisor with one adviser, by a service manager with some of the team."""
    today = timezone.localdate(now)
    writer = Writer(stream(seed, "meetings"), "family_court_adviser")
    people = Person.objects.using(db)
    supervisor = people.get(staff_number=number_of(AUDITOR))
    ties = PracticeSupervision.objects.using(db).current(today).filter(supervisor=supervisor)
    MeetingDraft.objects.using(db).create(
        by=supervisor,
        person=people.filter(pk__in=ties.values("person")).order_by("staff_number")[0],
        kind="situational",
        way="phone",
        held_on=working_day_before(today, 2),
        body={"texts": {"summary": writer.draw("meeting.situational.fca")}},
        version=3,
        saved_at=now,
    )
    manager = people.get(staff_number=number_of(MANAGER))
    lines = ReportingLine.objects.using(db).current(today).filter(manager=manager)
    team = people.filter(pk__in=lines.values("person")).order_by("staff_number")[:IN_SESSION]
    session = MeetingDraft.objects.using(db).create(
        by=manager,
        kind=GROUP,
        way="group",
        held_on=working_day_before(today, 1),
        body=half_a_session(writer, team[:WRITTEN_ABOUT]),
        version=5,
        saved_at=now,
    )
    session.participants.set(team)


def half_a_session(writer: Writer, written_about: Iterable[Person]) -> dict[str, object]:
    said = {
        str(person.pk): {"attended": "yes", "contribution": writer.draw("meeting.contribution.any")}
        for person in written_about
    }
    themes = writer.draw("meeting.themes.any")
    return {"texts": {"themes": themes}, "people": said}
