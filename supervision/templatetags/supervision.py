from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.template.defaultfilters import date as short_date
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from govuk.components import tag
from people.models import Person
from people.rules import book_on
from people.standings import Brief, Cell
from qai.queries.self_regulation import regulates
from supervision import access
from supervision.models import Action
from supervision.queries.developing import may_read_plan
from supervision.queries.person import plrs_visible_to

register = template.Library()


@register.inclusion_tag("supervision/_plrs_of_person.html")
def plrs_of(person: Person, reader: Person) -> dict[str, Any]:
    """The PLRs of a person on their page, for whoever sees their facts."""
    return {
        "person": person,
        "plrs": plrs_visible_to(reader, person),
        "may_plan": access.may_plan_for(reader, person),
        "own": reader.pk == person.pk,
        "may_meet": access.may_meet(reader, person),
        "may_read_plan": may_read_plan(reader, person.pk),
        "may_read_self_regulation": access.may_read_self_regulation(reader, person)
        and regulates(person, book=book_on(timezone.localdate())),
    }


STATUSES = {
    "compliant": ("In time", "green"),
    "non_compliant": ("Late", "red"),
    "excluded": ("Excluded", "grey"),
    "not_applicable": ("Not yet due", "grey"),
}


@register.simple_tag
def measure_status(line: Cell, today: date) -> SafeString:
    """The standing in one measure as a word and a colour."""
    return tag(*STATUSES[line.status])


@register.simple_tag
def measure_cell(standing: Brief, key: str, today: date) -> SafeString | str:
    """One measure in one narrow cell: the day by which, late or not."""
    line = standing.line(key)
    if line is None:
        return ""
    due = f"{line.next_due:%-d %b %Y}" if line.next_due else ""
    if line.status != "non_compliant":
        return due or STATUSES[line.status][0]
    missed = due if line.next_due and line.next_due < today else ""
    return format_html("{} {}", missed, measure_status(line, today))


@register.filter
def lookup_question(texts: Mapping[str, str], field_name: str) -> str:
    """What was written last time under the question of this field."""
    return texts.get(field_name.removeprefix("texts-"), "")


@register.filter
def typed_day(value: date | str | None) -> str:
    """A day, or what was typed for one, as an input of the browser takes it."""
    return value.isoformat() if isinstance(value, date) else value or ""


DAY_OF = {
    "plr": ("PLR", "day_of_meeting"),
    "meeting": ("Meeting", "held_on"),
    "audit": ("Audit", "completed_on"),
    "observation": ("Observation", "observed_on"),
}


@register.simple_tag
def action_source(action: Action, linked: bool = True) -> SafeString | str:
    """Where an action was agreed, with the way there for whoever may go it."""
    for name, (word, day) in DAY_OF.items():
        if source := getattr(action, name):
            words = f"{word} of {short_date(getattr(source, day), 'j M Y')}"
            link = '<a class="govuk-link" href="{}">{}</a>'
            return format_html(link, source.get_absolute_url(), words) if linked else words
    return ""
