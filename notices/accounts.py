"""Letters about an account go through the outbox as everything else does."""

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from notices.actions import wake_sender
from notices.models import Notice
from people.models import Person


def carry(kind: str, person: Person, about: Model, using: str) -> None:
    """Each is another letter: who asks twice gets two. Its link is made when it is sent."""
    now = timezone.now()
    Notice.objects.using(using).create(
        person_id=person.pk,
        kind=kind,
        subject_kind=about._meta.label_lower,
        subject_id=about.pk,
        step=now.isoformat(),
        seen_at=now,
    )
    transaction.on_commit(wake_sender, using=using, robust=True)
