from collections.abc import Mapping
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from compliance.models import Standing, Status
from govuk.components import component
from policy import rulebook

register = template.Library()

COLOURS = {
    Status.COMPLIANT: "green",
    Status.NON_COMPLIANT: "red",
    Status.EXCLUDED: "grey",
    Status.NOT_APPLICABLE: "blue",
}


@register.simple_tag
@cache
def standing_status(key: str) -> SafeString:
    """A status as a word and a colour; a list has hundreds of them."""
    status = Status(key)
    classes = f"govuk-tag--{COLOURS[status]} app-status"
    return component("tag", {"text": status.label, "classes": classes})


@register.filter
def lookup_title(entries: Mapping[str, Any], key: str) -> str:
    return entries[key].title


@register.simple_tag
def measure_title(key: str) -> str:
    """As the policy of today names it; the key of one that it has no more."""
    book = rulebook.in_force(settings.RULEBOOK, timezone.localdate())
    entry = book.measures.get(key)
    return entry.title if entry else key


@register.simple_tag
def measure_cell(
    cells: Mapping[int, Mapping[str, Standing]], person_id: int, key: str
) -> SafeString | str:
    """One measure of one person in one narrow cell: the day by which, and a word unless in time."""
    row = cells.get(person_id, {}).get(key)
    if row is None:
        return ""
    due = f"{row.next_due:%-d %b %Y}" if row.next_due else ""
    if row.status == Status.COMPLIANT:
        return due or Status.COMPLIANT.label
    return format_html("{} {}", "" if row.is_short else due, standing_status(row.status))


@register.simple_tag
def due_words(row: Standing) -> SafeString | str:
    """The day by which; of somebody who is late by too few, no day on which they would not be."""
    due = f"{row.next_due:%-d %b %Y}" if row.next_due else ""
    if not row.is_short:
        return due
    return format_html('{}<br><span class="app-quiet">too few so far</span>', "now")
