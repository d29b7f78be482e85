"""What somebody had typed when a form could not be taken: shown to them, so that it is not lost."""

import re
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from govuk.dates import PARTS, uk_date

UNSHOWN = ("csrfmiddlewaretoken", "version", "then", "next")
MOST_FIELDS = 200
# Too long, too many fields, cut off, or written in a way that no browser writes.
UNREADABLE = (
    BadRequest,
    SuspiciousOperation,
    MultiPartParserError,
    UnreadablePostError,
    LookupError,
    ValueError,
)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TIME = re.compile(r"\d{1,2}[:.]\d{2} ?([ap]m)?")


def typed_in(request: HttpRequest) -> list[str]:
    """The texts and days of a form of ours, without passwords; nothing of another site's.

    Pages about errors ask for it: a form that cannot be read holds nothing, and is no new error.
    """
    try:
        post = request.POST if request.method == "POST" and sent_from_here(request) else QueryDict()
    except UNREADABLE:
        return []
    return [shown for text in texts_of(post) if (shown := in_words(text))][:MOST_FIELDS]


def texts_of(post: QueryDict) -> Iterator[str]:
    """A day that was typed in three boxes is one text."""
    for name, values in post.lists():
        of_day, _, part = name.rpartition("_")
        if part == PARTS[0]:
            yield " ".join(post.get(f"{of_day}_{part}", "") for part in PARTS)
        elif name not in UNSHOWN and "password" not in name:
            yield from values


def in_words(text: str) -> str:
    """A day as it is spoken, a time, or several words; one word alone is a choice of the form."""
    if day := day_in(text):
        return uk_date(day)
    return text if TIME.fullmatch(text) or len(text.split()) > 1 else ""


def day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def sent_from_here(request: HttpRequest) -> bool:
    """A browser says from which site a form comes; behind a proxy ours is what the settings say."""
    here = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin", here) in (here, settings.BASE_URL)
