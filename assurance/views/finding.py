from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from assurance.models import Draw


def visible_draw(request: HttpRequest, pk: int) -> Draw:
    related = ("seed", "sampler", "about", "answerable", "answer", "handed_back_by", "drawn_from")
    return get_object_or_404(Draw.objects.visible_to(request.user).select_related(*related), pk=pk)
