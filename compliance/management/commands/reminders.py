from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from compliance.management.commands.compliance_check import day
from compliance.reminding import owed, send_reminders
from notices.models import ReminderSent
from people.models import Person


class Command(BaseCommand):
    help = "Sends the reminders of a morning; each is sent once, however often this runs."

    def add_arguments(self, parser):
        parser.add_argument("--on", type=day, metavar="DATE", help="default: today")
        parser.add_argument(
            "--dry-run", action="store_true", help="print who would get what and why; send nothing"
        )

    def handle(self, *, on, dry_run, **options):
        today = timezone.localdate()
        on = on or today
        if dry_run:
            self.print_owed(on)
        elif on > today:
            raise CommandError("What is to come cannot be sent yet. Add --dry-run to see it.")
        else:
            self.stdout.write(f"{send_reminders(on=on)} reminders sent")

    def print_owed(self, on) -> None:
        sent = set(
            ReminderSent.objects.values_list(
                "person_id", "key", "subject_kind", "subject_id", "day", "days"
            )
        )
        found = sorted(
            (one for one in owed(on=on) if one.reminder.names not in sent),
            key=lambda one: one.reminder,
        )
        people = Person.objects.in_bulk({one.reminder.person_id for one in found})
        for one in found:
            person, reminder = people[one.reminder.person_id], one.reminder
            self.stdout.write(f"{person.staff_number} {person.name}: {reminder.sentence}")
            when = "after" if reminder.days > 0 else "before"
            why = f"{abs(reminder.days)} days {when} {reminder.day}"
            level = ", next level" if one.step.escalated else ""
            self.stdout.write(f"    {reminder.key}, {why}{level} ({one.clause})")
        self.stdout.write(f"{len(found)} reminders on {on}")
