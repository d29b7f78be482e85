from django import template
from django.utils.safestring import SafeString

from govuk.components import tag
from qai.queries.self_regulation_overview import STATUSES

register = template.Library()
COLOURS = {"approved": "green", "suspended": "orange"}


@register.simple_tag
def approval_word(status: str) -> str:
    return STATUSES[status]


@register.simple_tag
def approval_status(status: str) -> SafeString:
    """Self-regulation as a word and a colour."""
    return tag(STATUSES[status], COLOURS.get(status, "grey"))
