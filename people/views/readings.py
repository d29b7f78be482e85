from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people import actions
from people.paging import page_links, page_of
from people.queries import readings as log


@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    page = page_of(log.day_by_day(request.user), request.GET.get("page"))
    context = {
        "page": page,
        "groups": log.by_opening(log.days_in_words(page)),
        "unread": log.openings_unread(request.user),
        "own_openings": log.own_openings(request.user),
        "pagination": page_links(page, request.GET),
        "contact": settings.DATA_PROTECTION_CONTACT,
    }
    answer = render(request, "people/readings.html", context)
    if log.openings_to_see(request.user).exists():
        actions.see_openings(person=request.user, now=timezone.now())
    return answer
