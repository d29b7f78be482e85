"""Sign-ins and attempts: when, how, from where. No contents, and no address that was typed."""

from typing import Self

from django.db import models
from django.utils import timezone


class SignInQuerySet(models.QuerySet):
    def visible_to(self, person) -> Self:
        """One's own."""
        return self.filter(person_id=person.pk) if person.is_active else self.none()


class SignIn(models.Model):
    """`person_id`: none where an address was tried that nobody has. `device`: the hash of a mark
    that the browser keeps. The mark, the address and the browser are forgotten in time."""

    class Kind(models.TextChoices):
        PASSWORD = "password", "Signed in with a password"
        SINGLE_SIGN_ON = "single_sign_on", "Signed in by single sign-on"
        FAILED = "failed", "A wrong password was tried"
        CODE_FAILED = "code_failed", "A wrong code or passkey was tried"
        REFUSED = "refused", "Single sign-on was refused"
        FACTOR_ADDED = "factor_added", "A second factor was set up"
        FACTOR_REMOVED = "factor_removed", "A second factor was removed"
        FACTOR_RESET = "factor_reset", "The second factor was reset by somebody else"

    person_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=60, blank=True)
    device = models.CharField(max_length=64, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["person_id", "-at"], name="sign_in_of_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"
