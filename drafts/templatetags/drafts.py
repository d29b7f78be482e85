import base64

from django import template

from drafts.models import Draft

register = template.Library()


@register.filter
def local_secret(draft: Draft) -> str:
    """The key of the browser's own copy, handed with the page to whoever may write the draft."""
    return base64.b64encode(bytes(draft.local_key)).decode()
