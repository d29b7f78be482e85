from django.core.management.base import BaseCommand
from django.utils import timezone

from compliance.management.commands.compliance_check import day
from compliance.queries.daily import messages

SHOWN = 20
PARTS = (
    ("changed", "Changed since the last working day"),
    ("late", "Late"),
    ("coming", "Late within 30 days if nothing more is recorded"),
)


class Command(BaseCommand):
    help = "Prints who would get which message of the daily compliance check on a morning."

    def add_arguments(self, parser):
        parser.add_argument("--on", type=day, metavar="DATE", help="default: today")

    def handle(self, *, on, **options):
        on = on or timezone.localdate()
        written = messages(on)
        for message in written:
            self.stdout.write(f"To {message.to.name} <{message.to.email}>")
            for name, title in PARTS:
                self.print_part(title, getattr(message, name))
        self.stdout.write(f"{len(written)} messages on {on}")

    def print_part(self, title: str, sentences: list[str]) -> None:
        if not sentences:
            return
        self.stdout.write(f"  {title}: {len(sentences)}")
        for sentence in sentences[:SHOWN]:
            self.stdout.write(f"    {sentence}")
        if len(sentences) > SHOWN:
            self.stdout.write(f"    and {len(sentences) - SHOWN} more")
