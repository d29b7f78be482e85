"""What every view of a PLR starts with: find it, if you may see it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from people.views.finding import or_404, require, visible_person
from supervision.models import PLR
from supervision.models.plr import PLRQuerySet
from supervision.queries.feedback import with_requests

__all__ = [
    "or_404",
    "require",
    "visible_person",
    "visible_plr",
    "visible_plr_with_pins",
    "visible_plr_with_requests",
]

SIDES = ("reportee", "led_by")


def visible_plr(request: HttpRequest, pk: int, *contents: str) -> PLR:
    """With the `contents` beside it: whether they may be opened is asked of each."""
    return get_object_or_404(visible_plrs(request, *contents), pk=pk)


def visible_plr_with_pins(request: HttpRequest, pk: int, *contents: str) -> PLR:
    return get_object_or_404(visible_plrs(request, *contents).with_pins(), pk=pk)


def visible_plr_with_requests(request: HttpRequest, pk: int) -> PLR:
    """With its pins, and what others were asked."""
    return get_object_or_404(with_requests(visible_plrs(request).with_pins()), pk=pk)


def visible_plrs(request: HttpRequest, *contents: str) -> PLRQuerySet:
    plrs = PLR.objects.visible_to(request.user)
    return plrs.select_related(*SIDES, *contents)
