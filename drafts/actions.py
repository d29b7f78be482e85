"""Saving what is being typed: nobody's text is ever overwritten unseen."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Model
from django.http import Http404

from drafts.body import Body
from drafts.models import Draft as AnyDraft

Draft = TypeVar("Draft", bound=AnyDraft)


@dataclass(frozen=True)
class Saved:
    version: int
    at: datetime


@dataclass(frozen=True)
class Conflict:
    """Somebody else, or another tab, saved since: both texts are kept and shown."""

    version: int
    body: Body


class StaleRecord(Http404):
    """The draft was saved, finalised or dropped elsewhere since the page was shown.

    Where a view has no better answer, the page that says so shows what was typed.
    """


def claim(kind: type[Draft], of: Model, version: int) -> Draft:
    """The draft, locked, if it is still the one that was checked; raises StaleRecord."""
    draft = kind.objects.select_for_update().filter(pk=of.pk, version=version).first()
    if draft is None:
        raise StaleRecord
    return draft


def save_draft(*, draft: Draft, version: int, body: Body, now: datetime) -> Saved | Conflict:
    """One conditional update; raises StaleRecord where the draft is gone.

    The same text twice is one save: the answer to the first was lost on its way.
    """
    drafts = type(draft).objects
    if drafts.save_over(pk=draft.pk, version=version, body=body, now=now):
        return Saved(version + 1, now)
    stored = drafts.filter(pk=draft.pk).first()
    if stored is None:
        raise StaleRecord
    if stored.body == body:
        return Saved(stored.version, stored.saved_at or now)
    return Conflict(stored.version, stored.body)
