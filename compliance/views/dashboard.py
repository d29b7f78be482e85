from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from compliance.forms import FilterForm, Filters
from compliance.queries import dashboard as queries
from compliance.queries.sources import Source, source_for
from compliance.views import exporting
from people import sheets
from people.paging import page_links, page_of
from people.queries.scopes import Scope, team_scope, unit_scope, whole_scope
from policy import rulebook

PEOPLE_ON_A_PAGE = 25


@require_safe
def whole(request: HttpRequest) -> HttpResponse:
    """All that one oversees; for a manager who oversees nothing else, their team."""
    return show(request, whole_scope(request.user) or team_scope(request.user))


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    return show(request, team_scope(request.user))


@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, unit_scope(request.user, pk))


def show(request: HttpRequest, scope: Scope | None) -> HttpResponse:
    if scope is None:
        raise Http404
    today = timezone.localdate()
    book = rulebook.in_force(settings.RULEBOOK, today)
    form = FilterForm(request.GET, today=today, book=book, has_list=not scope.figures_only)
    asked, on = form.filters(), form.day()
    source = source_for(scope, request.user, on=on, today=today)
    if not source.has_list:
        form.ask_for_figures_alone()
    kind = request.GET.get("export", "")
    if kind in sheets.KINDS and not form.errors:
        return exporting.export(kind, scope, source, asked, book=book, on=on, today=today)
    board = queries.dashboard(scope, source, asked, on=on, today=today, book=book)
    context = {
        "scope": scope,
        "form": form,
        "asked": asked,
        "on": on,
        "today": today,
        "book": book,
        "board": board,
        "columns": [one for one in board.measures if one.key in book.measures],
        "plans": on == today and scope.is_team and bool(request.user.reach.reports),
        "breadcrumbs": breadcrumbs(request, scope),
        "query": kept_query(request),
        **listing(request, scope, source, asked, board),
    }
    status = 400 if form.errors else 200
    return render(request, "compliance/dashboard.html", context, status=status)


def listing(
    request: HttpRequest, scope: Scope, source: Source, asked: Filters, board: queries.Dashboard
) -> dict[str, Any]:
    """The people, a page at a time; none for those who see figures only."""
    if scope.figures_only or not source.has_list:
        return {"page": None}
    page = page_of(
        source.listed(asked),
        request.GET.get("page"),
        size=PEOPLE_ON_A_PAGE,
        number_of_rows=queries.number_listed(board, asked),
    )
    page.object_list = source.named(list(page.object_list))
    return {
        "page": page,
        "cells": queries.cells(source, page.object_list),
        "pagination": page_links(page, request.GET),
    }


def kept_query(request: HttpRequest) -> str:
    """The filters that are set, for links to other parts of the organisation."""
    asked = ((name, request.GET.get(name, "")) for name in FilterForm.field_order)
    return urlencode([(name, value) for name, value in asked if value])


def breadcrumbs(request: HttpRequest, scope: Scope) -> list[dict[str, str]]:
    query = kept_query(request)
    tail = f"?{query}" if query else ""
    above = [
        {"text": unit.name, "href": reverse("compliance:unit", args=[unit.pk]) + tail}
        for unit in scope.above
    ]
    return [*above, {"text": scope.title}] if above else []
