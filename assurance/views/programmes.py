from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance import access
from assurance.queries.programmes import tables_for
from people.views.finding import or_404

COLOURS = {"done": "green", "due": "blue", "late": "red", "not_owed": "grey"}
WORDS = {"done": "Done", "due": "Due", "late": "Late", "not_owed": "Not owed"}


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """Who owes what by when; what is done, late, or not owed, and why."""
    or_404(access.sees_programmes(request.user) or None)
    today = timezone.localdate()
    context = {
        "tables": tables_for(request.user, on=today),
        "colours": COLOURS,
        "words": WORDS,
        "sees_reports": access.sees_reports(request.user),
        "back_url": "/assurance/",
        "back_text": "Samples",
    }
    return render(request, "assurance/programmes.html", context)
