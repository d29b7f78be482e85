"""Text that may identify a case, child or family: shown to its writer, never stored or logged."""

from collections.abc import Mapping

from django.utils import timezone

from drafts.forms import DraftForm
from people.models import Person
from people.rules import book_on
from policy.identifiable import find


def warnings_in(form: DraftForm, *, reader: Person) -> list[dict[str, str]]:
    """For each field what to look at: the place in the text, and what it may be."""
    today = timezone.localdate()
    domains = [reader.email.partition("@")[2]]
    return [
        {"field": name, "text": f"“{text[mark.start : mark.end]}”: {mark.sentence}"}
        for name, text in written(form.cleaned_data).items()
        for mark in find(text, domains, today=today, book=book_on(today))
    ]


def written(values: Mapping[str, object]) -> dict[str, str]:
    """Texts that somebody wrote; a case reference has its own field and its own rule."""
    return {
        name: value
        for name, value in values.items()
        if isinstance(value, str)
        and value
        and not name.startswith("cases-")
        and not name.endswith("-due")
    }
