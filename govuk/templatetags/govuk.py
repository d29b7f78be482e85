import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from govuk import charts, dates, times
from govuk.boundfield import GovukBoundField
from govuk.components import component, tag
from govuk.forms import error_summary as summary_of

register = template.Library()
# Drawn again for each visitor, and alike: of many people, by unit or month. What is drawn of one
# person is not kept.
OF_FIGURES = ("columns", "stacked", "trend")


@register.simple_tag
def govuk(_component: str, _params: dict[str, Any] | None = None, **kwargs: Any) -> SafeString:
    """{% govuk "tag" text="Overdue" classes="govuk-tag--red" %}"""
    return component(_component, {**(_params or {}), **kwargs})


@register.simple_tag
def govuk_field(bound_field: GovukBoundField, **options: Any) -> SafeString:
    """{% govuk_field form.met_on size="l" heading=True %}"""
    return bound_field.as_govuk(**options)


@register.simple_tag
def error_summary(*forms_or_formsets: Any) -> SafeString | str:
    """{% error_summary form actions %}: one summary for all forms and formsets of the page."""
    return summary_of(*forms_or_formsets)


@register.simple_tag
def status(word: str, colour: str = "grey") -> SafeString:
    """{% status "Overdue" "red" %}: a word and a colour, never a colour alone."""
    return tag(str(word), colour)


@register.simple_tag
def notification(message: Message, number: int) -> SafeString:
    """One of Django's messages as a banner; `number` keeps the ids on a page apart."""
    params = {"text": str(message), "titleId": f"notification-{number}"}
    if message.level_tag == "success":
        params["type"] = "success"
    return component("notification-banner", params)


@register.simple_tag
def back_link(url: str, text: str = "Back") -> SafeString:
    return component("back-link", {"href": url, "text": text})


@register.simple_tag
def chart(drawn: charts.Chart) -> SafeString:
    """{% chart areas %}: the figure, its sentence and its numbers as a table."""
    if drawn.kind in OF_FIGURES:
        return drawn_once(json.dumps(asdict(drawn)))
    return render_to_string(f"govuk/charts/{drawn.kind}.html", {"chart": drawn, "c": drawn.drawing})


@lru_cache(maxsize=256)
def drawn_once(chart: str) -> SafeString:
    values = json.loads(chart)
    return render_to_string(
        f"govuk/charts/{values['kind']}.html", {"chart": values, "c": values["drawing"]}
    )


@register.simple_tag
def sparkline(values: list[float | None]) -> SafeString:
    """{% sparkline values %}: decoration beside a number that says the same."""
    return sparkline_of(tuple(values))


@lru_cache(maxsize=1024)
def sparkline_of(values: tuple[float | None, ...]) -> SafeString:
    return render_to_string("govuk/charts/spark.html", {"c": charts.sparkline(list(values))})


@register.filter
def uk_date(value: dt.date | None) -> str:
    return dates.uk_date(value)


@register.filter
def uk_date_near(value: dt.date | None, today: dt.date | None = None) -> str:
    return dates.uk_date_near(value, today or timezone.localdate())


@register.filter
def uk_moment(value: dt.datetime | None) -> str:
    return dates.uk_moment(value)


@register.filter
def uk_time(value: dt.time | None) -> str:
    return times.uk_time(value)


@register.filter
def clock(moment: dt.datetime | None) -> str:
    return times.uk_time(timezone.localtime(moment).time()) if moment else ""


@register.filter
def time_near(moment: dt.datetime | None) -> str:
    return dates.time_near(moment)


@register.filter
def typed_date(text: str) -> str:
    """A day that was typed, in full; what is no day stays as it was typed."""
    try:
        return dates.uk_date(dt.date.fromisoformat(text))
    except ValueError:
        return text


@register.filter
def lookup(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping.get(key)
