"""Whether the projection is of today, and right as far as the last comparison could tell."""

from datetime import date

from compliance.models import Projection


def is_fresh(today: date) -> bool:
    """For whoever watches the site. True before there was anything to judge."""
    found = Projection.objects.filter(pk=1).first()
    return found is None or (found.as_of == today and not found.differing)
