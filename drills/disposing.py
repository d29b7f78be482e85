"""What was disposed of after the minute that a restore goes back to is there again, until the
ledger takes it away."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from drills.world import made
from people.models import Absence, Person
from stewardship import tasks
from stewardship.actions import retention
from stewardship.models import Disposal, RetentionSwitch, kinds_on

KIND = "absences"
AWAY, LEFT = date(2020, 2, 3), date(2020, 3, 31)
LEAVERS, IN_HR = "G", "H"


def somebody_left() -> None:
    """With an absence that is past its time; and two people who may agree on that."""
    made(IN_HR, 2)
    [leaver] = made(LEAVERS, 1)
    Person.objects.filter(pk=leaver.pk).update(left=LEFT)
    Absence.objects.create(person=leaver, kind="other", start=AWAY, end=AWAY)


def dispose(ledger: Path) -> int:
    """How many absences went; the ledger, outside the database, says so."""
    settings.DISPOSAL_LEDGER = str(ledger)
    today, now = timezone.localdate(), timezone.now()
    asks, agrees = Person.objects.filter(staff_number__startswith=IN_HR).order_by("pk")
    retention.ask_to_switch_on(kind=kinds_on(today)[KIND], by=asks, now=now)
    retention.confirm_switch(switch=RetentionSwitch.objects.get(), by=agrees, now=now)
    tasks.count_what_is_due()
    retention.propose(kind=kinds_on(today)[KIND], by=asks, on=today, now=now)
    retention.confirm(disposal=Disposal.objects.get(), by=agrees, now=now)
    return 1 - Absence.objects.count()
