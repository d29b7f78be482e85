from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compliance import access, asking
from compliance.forms import PastDayForm
from compliance.models import Calculation
from compliance.queries import calculations as queries
from compliance.reading_what_if import changes_in_words
from compliance.views.sheets import changes_sheet, figures_sheet
from compliance.what_if import ChangesForm, FileForm, NumbersForm
from people.paging import page_links, page_of
from people.queries.scopes import Scope, unit_scope, whole_scope
from policy import rulebook

ONE_AT_A_TIME = "This one is still being worked out. Ask for the next one when it is done."


@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest) -> HttpResponse:
    """Other numbers, or an edited rule file: asked for here, worked out in the background."""
    if not access.may_ask_what_if(request.user):
        raise Http404
    today = timezone.localdate()
    book = rulebook.in_force(settings.RULEBOOK, today)
    numbers, file = NumbersForm(book=book), FileForm(book=book)
    if request.method == "POST" and "file" in request.POST.keys() | request.FILES.keys():
        file = FileForm(request.POST, request.FILES, book=book)
        if file.is_valid():
            asked = {"rules": file.text, "file_name": file.name()}
            return answer(request, asking.ask_what_if(by=request.user, today=today, **asked))
    elif request.method == "POST":
        numbers = NumbersForm(request.POST, book=book)
        if numbers.is_valid():
            edits = numbers.edits()
            return answer(request, asking.ask_what_if(by=request.user, today=today, edits=edits))
    context = {
        "book": book,
        "numbers": numbers,
        "file": file,
        "files": rulebook.file_names(book.name),
        "calculations": queries.calculations_of(request.user)[:20],
    }
    return render(request, "compliance/what_if.html", context)


@require_POST
def past_day(request: HttpRequest) -> HttpResponse:
    """A day of which no figures were kept."""
    form = PastDayForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        raise Http404
    unit = form.cleaned_data["unit"]
    scope = unit_scope(request.user, unit) if unit else whole_scope(request.user)
    if scope is None:
        raise Http404
    day = form.cleaned_data["as_at"]
    about = scope.unit.pk if scope.unit else None
    return answer(request, asking.ask_past_day(by=request.user, day=day, unit=about))


def answer(request: HttpRequest, asked: tuple[Calculation, bool]) -> HttpResponse:
    calculation, is_new = asked
    if not is_new:
        messages.info(request, ONE_AT_A_TIME)
    return redirect(calculation)


@require_safe
def calculation(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; then both ways of judging side by side, and who would stand otherwise."""
    found = get_object_or_404(queries.calculations_of(request.user), pk=pk)
    scope = queries.scope_of(request.user, found, wanted_unit(request))
    if scope is None:
        raise Http404
    context = {"calculation": found, "scope": scope, "sides": queries.SIDES[found.kind]}
    if found.state != Calculation.State.DONE:
        return render(request, "compliance/calculation.html", context)
    return show(request, found, scope, context)


def show(request: HttpRequest, found: Calculation, scope: Scope, context: dict) -> HttpResponse:
    form = ChangesForm(request.GET, calculation=found)
    measure = queries.measure_or_all(found, request.GET.get("measure", ""))
    change = form.cleaned_data.get("change", "") if form.is_valid() else ""
    board = queries.side_by_side(found, scope, measure)
    rows = queries.changes_for(request.user, found, scope, measure=measure, change=change)
    if request.GET.get("export") == "figures":
        return figures_sheet(found, board)
    if request.GET.get("export") == "csv":
        return changes_sheet(found, rows)
    page = page_of(rows, request.GET.get("page"))
    context |= {
        "form": form,
        "measure": measure,
        "change": change,
        "board": board,
        "page": page,
        "pagination": page_links(page, request.GET),
        "changed": changes_in_words(found),
        "later": queries.later_in_words(found),
    }
    return render(request, "compliance/calculation.html", context)


def wanted_unit(request: HttpRequest) -> int | None:
    given = request.GET.get("unit", "")
    return int(given) if given.isdecimal() and len(given) < 10 else None


@require_safe
def rule_file(request: HttpRequest, name: str) -> HttpResponse:
    """One file of the policy in force, to be edited and tried."""
    book = rulebook.in_force(settings.RULEBOOK, timezone.localdate())
    text = rulebook.file_text(book.name, name)
    if text is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers=headers)
