import base64
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone

from govuk.times import uk_time
from people.models import Person
from supervision import access
from supervision.queries.person import plrs_visible_to

register = template.Library()


@register.inclusion_tag("supervision/_plrs_of_person.html")
def plrs_of(person: Person, reader: Person) -> dict[str, Any]:
    """The PLRs of a person on their page, for whoever sees their facts."""
    return {
        "person": person,
        "plrs": plrs_visible_to(reader, person),
        "may_plan": access.may_plan_for(reader, person),
        "may_read_plan": person.pk == reader.pk or access.manages(reader, person.pk),
    }


@register.simple_tag
def sign_in_again() -> str:
    """Where a writer signs in again in another tab, to go on with what they were writing."""
    return f"{reverse('account_login')}?next={reverse('signed_in')}"


@register.filter
def lookup(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping.get(key)


@register.filter
def lookup_question(texts: Mapping[str, str], field_name: str) -> str:
    """What was written last time under the question of this field."""
    return texts.get(field_name.removeprefix("texts-"), "")


@register.filter
def clock(moment: datetime | None) -> str:
    return uk_time(timezone.localtime(moment).time()) if moment else ""


@register.filter
def iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


@register.filter
def local_secret(draft: Any) -> str:
    """The key of the browser's own copy, handed with the page to whoever may write the draft."""
    return base64.b64encode(bytes(draft.local_key)).decode()
