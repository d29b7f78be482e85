from django.core.management.base import BaseCommand
from django.utils import timezone

from compliance import actions


class Command(BaseCommand):
    help = "Keeps today's figures, once. What is kept is never rewritten."

    def handle(self, **options):
        today = timezone.localdate()
        actions.rebuild(on=today)
        kept = actions.take_snapshot(on=today)
        words = "are kept" if kept else "were kept before, and stay as they are"
        self.stdout.write(f"The figures of {today} {words}")
