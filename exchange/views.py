from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exchange import access, actions, queries
from exchange.forms import GiveFileForm
from exchange.models import Import
from exchange.uploads import SizeLimit
from people.paging import page_links, page_of


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Who may send a file, and how long a one, is settled before the CSRF check reads it."""
    if not access.may_import(request.user):
        raise Http404
    limit = SizeLimit(request)
    request.upload_handlers = [limit, *request.upload_handlers]
    return give_file(request, limit)


@csrf_protect
def give_file(request: HttpRequest, limit: SizeLimit) -> HttpResponse:
    form = GiveFileForm()
    if request.method == "POST":
        form = GiveFileForm(request.POST, request.FILES, is_too_large=limit.is_too_large)
        if form.is_valid():
            file = form.cleaned_data["file"].read()
            given = actions.give_file(
                name=form.name(), file=file, by=request.user, now=timezone.now()
            )
            return redirect(given)
    page = page_of(queries.imports_for(request.user), request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "pagination": page_links(page, request.GET),
        "types": queries.types_in_words(timezone.localdate()),
    }
    return render(request, "exchange/imports.html", context)


@require_safe
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do, how far the work is, what was done."""
    given = visible_import(request, pk)
    content = queries.content_for(request.user, given)
    context = {
        "given": given,
        "content": content,
        "is_own": access.may_apply(request.user, given),
        "counts": queries.counts_of(given),
        "changes": queries.changes_in(given),
    }
    return render(request, "exchange/import.html", context)


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    given = visible_import(request, pk)
    if not access.may_apply(request.user, given):
        raise PermissionDenied
    if queries.content_for(request.user, given) is None:
        messages.info(request, "A file is kept for a day. Give it again.")
    elif not actions.apply(given=given, now=timezone.now()):
        messages.info(request, "This file is not waiting to be applied. Nothing was done twice.")
    return redirect(given)


def visible_import(request: HttpRequest, pk: int) -> Import:
    return get_object_or_404(queries.imports_for(request.user), pk=pk)
