from fractions import Fraction

from django import template

register = template.Library()


@register.filter
def kappa(value: Fraction | None) -> str:
    """Two decimals; none where chance alone would make the markers agree."""
    return "none can be worked out" if value is None else f"{float(value):.2f}"
