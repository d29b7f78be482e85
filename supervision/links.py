"""Links for people outside: 256 random bits, of which a hash is kept that leads nowhere."""

import secrets
from hashlib import sha256

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from supervision.models import FeedbackInvitation, FeedbackLink

TOKEN_BYTES = 32


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def new_link(invitation_id: int) -> str | None:
    """The path of one more link to the form; those that were sent before work as well.

    None for whoever has answered, or cannot any more.
    """
    waiting = FeedbackInvitation.objects.waiting(timezone.localdate())
    if not waiting.filter(pk=invitation_id).exists():
        return None
    token = secrets.token_urlsafe(TOKEN_BYTES)
    FeedbackLink.objects.create(invitation_id=invitation_id, token_hash=hash_of(token))
    return reverse("supervision:feedback_open", args=[token])


def invitation_of(token_hash: str) -> FeedbackInvitation | None:
    """Whose link it is; None for one that was never sent, or has been answered."""
    links = FeedbackLink.objects.select_related("invitation__request__plr__reportee")
    link = links.filter(token_hash=token_hash).first()
    same = link is not None and constant_time_compare(link.token_hash, token_hash)
    return link.invitation if link and same else None
