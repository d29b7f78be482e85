"""The copy of all that is kept about somebody, as data and on paper, made as it is fetched."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from people import second_factor
from people.views.finding import or_404
from stewardship.actions.subject_access import note_download
from stewardship.copying import as_json, seal_of
from stewardship.models import AccessCopy
from stewardship.pdf import copy_as_pdf
from stewardship.queries.subject_access import copy_for
from stewardship.views.just_now import way_to_confirm


class SealBroken(Exception):
    """The copy in the database is not the one that was released."""


def must_confirm(request: HttpRequest) -> bool:
    """Whoever has a second factor has to have used it just now."""
    has_to = second_factor.has_one(request.user)
    return has_to and not second_factor.was_used_just_now(request)


def confirm(request: HttpRequest) -> HttpResponse:
    return way_to_confirm(request, request.get_full_path())


@require_safe
def data(request: HttpRequest, pk: int) -> HttpResponse:
    copy = or_404(copy_for(request.user, pk))
    return confirm(request) if must_confirm(request) else handed_out(request, copy, "json")


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    copy = or_404(copy_for(request.user, pk))
    return confirm(request) if must_confirm(request) else handed_out(request, copy, "pdf")


def handed_out(request: HttpRequest, copy: AccessCopy, kind: str) -> HttpResponse:
    """No file without its line in the access log, and none that was changed since its release."""
    if seal_of(copy.body) != copy.of.seal:
        raise SealBroken(copy.pk)
    note_download(copy=copy, by=request.user)
    content: str | bytes = copy_as_pdf(copy.body) if kind == "pdf" else as_json(copy.body)
    name = f"what-is-kept-about-me-{copy.of.asked_on:%Y-%m-%d}.{kind}"
    return HttpResponse(
        content,
        content_type=f"application/{kind}",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
