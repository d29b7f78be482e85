"""What every draft keeps; whose draft it is, and who may see it, is for its own room to say."""

import secrets
from datetime import datetime

from django.db import models


def new_local_key() -> bytes:
    """The key of the copy of unsaved text that a browser keeps: useless without signing in."""
    return secrets.token_bytes(32)


class DraftQuerySet(models.QuerySet):
    def save_over(self, *, pk: int, version: int, body: dict, now: datetime) -> bool:
        """Stores the body if nobody saved since `version`; False if somebody did."""
        return bool(
            self.filter(pk=pk, version=version).update(
                body=body, version=models.F("version") + 1, saved_at=now
            )
        )


class Draft(models.Model):
    """Contents that save themselves: a body, and the version that the next save must name."""

    body = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True, blank=True)
    local_key = models.BinaryField(default=new_local_key)

    objects = DraftQuerySet.as_manager()

    class Meta:
        abstract = True
