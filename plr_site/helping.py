from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from people.views.pages import contact
from plr_site import guide


@login_not_required
@require_safe
def help_home(request: HttpRequest) -> HttpResponse:
    """For everybody, signed in or not; the guide is for who is signed in."""
    return render(request, "pages/help.html", {**contact(), "guide": guide.contents()})


@require_safe
def help_page(request: HttpRequest, page: str) -> HttpResponse:
    if page not in guide.contents():
        raise Http404
    context = {
        "title": guide.contents()[page],
        "text": guide.as_html(page),
        "guide": guide.contents(),
        "page": page,
        "breadcrumbs": [{"text": "Help", "href": reverse("help")}],
    }
    return render(request, "pages/help_page.html", context)
