"""Text that may identify a case, child or family: pointed at for its writer, never stored, never logged."""

from collections.abc import Mapping

from django.utils import timezone

from people.models import Person
from policy.identifiable import find
from supervision.forms.draft import DraftForm
from supervision.rules import book_on


def warnings_in(form: DraftForm, *, reader: Person) -> list[dict]:
    """For each field, what to look at: places in the text and a sentence, without the text itself."""
    today = timezone.localdate()
    domains = [reader.email.partition("@")[2]]
    return [
        {"field": name, "start": mark.start, "end": mark.end, "sentence": mark.sentence}
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
