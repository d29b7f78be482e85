"""Audits and observations: what is asked of the reader, what is due for whom, and the lists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.forms import FindByNameForm
from people.paging import page_links, page_of
from people.rules import book_on
from people.views.finding import or_404
from qai import access
from qai.queries import choosing, of_person, share
from qai.queries.home import asks_of, due_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today, reader = timezone.localdate(), request.user
    book = book_on(today)
    context = {
        "asks": asks_of(reader),
        "due": due_for(reader, book=book, today=today),
        "today": today,
        "looks_at_work": choosing.looks_at_work(reader, book),
        "latest": of_person.in_words(of_person.pieces_of(reader, reader=reader)[:5], book),
    }
    return render(request, "qai/home.html", context)


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Whose work? Those whose audits or observations one may begin."""
    book, form = book_on(timezone.localdate()), FindByNameForm(request.GET)
    rows = choosing.people_open_to(request.user, book, form.search())
    page = page_of(rows, request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "pagination": page_links(page, request.GET),
        "offers": choosing.offers(request.user, book),
        "back_url": "/audits/",
        "back_text": "Audits and observations",
    }
    return render(request, "qai/choose.html", context)


@require_safe
def of_one_person(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's audits and observations as facts; what was found is a page each."""
    today, reader = timezone.localdate(), request.user
    book = book_on(today)
    person = or_404(choosing.person_whose_pieces_are_open_to(reader, pk))
    page = page_of(of_person.pieces_of(person, reader=reader), request.GET.get("page"))
    context = {
        "person": person,
        "is_own": person.pk == reader.pk,
        "page": page,
        "lines": of_person.in_words(page.object_list, book),
        "pagination": page_links(page, request.GET),
        "due": of_person.next_due(person, reader=reader, book=book, today=today),
        "today": today,
        "may_audit": bool(access.tools_open_to(reader, person, book)[1]),
        "may_observe": bool(access.settings_open_to(reader, person, book)),
    }
    return render(request, "qai/of_person.html", context)


@require_safe
def shares(request: HttpRequest) -> HttpResponse:
    """How many of a team's full audits its manager does, as far as the reader sees the facts."""
    today = timezone.localdate()
    book = book_on(today)
    page = page_of(share.shares_for(request.user, book=book, today=today), request.GET.get("page"))
    context = {
        "shares": share.in_words(page.object_list, book),
        "wanted": book.qai.manager_share_percent,
        "pagination": page_links(page, request.GET),
        "back_url": "/audits/",
        "back_text": "Audits and observations",
    }
    return render(request, "qai/shares.html", context)
