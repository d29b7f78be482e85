from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.paging import page_links, page_of
from people.queries import readings as log


@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    page = page_of(log.readings_by_others(request.user), request.GET.get("page"))
    context = {
        "page": page,
        "groups": log.by_opening(log.in_words(page)),
        "own_openings": log.own_openings(request.user),
        "pagination": page_links(page, request.GET),
        "contact": settings.DATA_PROTECTION_CONTACT,
    }
    return render(request, "people/readings.html", context)
