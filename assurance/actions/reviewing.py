from collections.abc import Collection
from typing import Any

from django.db import transaction

from assurance.models import Review
from people import audit
from people.models import Person
from qai.models import Audit


@transaction.atomic
def keep_review(
    *,
    review: Review | None,
    by: Person,
    facts: dict[str, Any],
    reviewers: Collection[Person],
    audits: Collection[Audit],
) -> Review:
    """Planned, changed or written up; no review: a new one."""
    kept = Review.objects.keep(review, **facts)
    kept.reviewers.set(reviewers)
    kept.audits.set(audits)
    audit.record("review_changed" if review else "review_planned", kept, by=by)
    return kept
