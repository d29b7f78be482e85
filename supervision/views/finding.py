"""What every view of a PLR starts with: find it, if you may see it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from people.views.finding import or_404, require, visible_person
from supervision.models import PLR

__all__ = ["or_404", "require", "visible_person", "visible_plr", "visible_plr_with_pins"]

SIDES = ("reportee", "led_by", "joined_by")


def visible_plr(request: HttpRequest, pk: int) -> PLR:
    plrs = PLR.objects.visible_to(request.user).select_related(*SIDES)
    return get_object_or_404(plrs, pk=pk)


def visible_plr_with_pins(request: HttpRequest, pk: int) -> PLR:
    plrs = PLR.objects.visible_to(request.user).select_related(*SIDES)
    return get_object_or_404(plrs.with_pins(), pk=pk)
