from django import template
from django.conf import settings
from django.utils import timezone

from policy import rulebook

register = template.Library()


def policy() -> rulebook.Rulebook:
    return rulebook.in_force(settings.RULEBOOK, timezone.localdate())


@register.filter
def role_title(key: str | None) -> str:
    """{{ posting.role|role_title }}: as the policy in force today calls it."""
    roles = policy().roles
    return roles[key].title if key in roles else ""


@register.filter
def employment_title(key: str) -> str:
    types = policy().employment_types
    return types[key].title if key in types else key


@register.filter
def absence_title(key: str) -> str:
    kinds = policy().absence_kinds
    return kinds[key].title if key in kinds else key
