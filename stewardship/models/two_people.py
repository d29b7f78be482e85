"""What the database itself refuses where two people have to agree."""

from django.db import models
from django.db.models import F, Q


def confirmed_by_another(model: str, *, by: str) -> models.CheckConstraint:
    """Whoever confirms is not whoever asked, and neither stands without a time."""
    return models.CheckConstraint(
        condition=Q(confirmed_by=None, confirmed_at=None)
        | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F(by))),
        name=f"{model}_confirmed_by_another",
    )


def both_or_neither(name: str, by: str, at: str) -> models.CheckConstraint:
    neither = Q(**{by: None, at: None})
    both = Q(**{f"{by}__isnull": False, f"{at}__isnull": False})
    return models.CheckConstraint(condition=neither | both, name=f"{name}_by_one_at_a_time")
