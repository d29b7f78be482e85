import base64
from typing import Any

from django import template
from django.utils import timezone

from drafts.models import Draft
from people.rules import book_on

register = template.Library()


@register.filter
def local_secret(draft: Draft) -> str:
    """The key of the browser's own copy, handed with the page to whoever may write the draft."""
    return base64.b64encode(bytes(draft.local_key)).decode()


@register.inclusion_tag("drafts/_action_prompts.html")
def action_prompts() -> dict[str, Any]:
    """What a clear action answers, as the rule file asks it."""
    return {"prompts": book_on(timezone.localdate()).choices.action_prompts.values()}
