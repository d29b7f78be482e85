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
    review = review or Review()
    is_new = review.pk is None
    for name, value in facts.items():
        setattr(review, name, value)
    review.save()
    review.reviewers.set(reviewers)
    review.audits.set(audits)
    audit.record("review_planned" if is_new else "review_changed", review, by=by)
    return review
