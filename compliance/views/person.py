from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compliance.forms import AsAtForm
from compliance.queries.person import standing_of
from people.models import Person


@require_safe
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one person stands in each measure, today or on a past day, and why."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    form = AsAtForm(request.GET, today=today)
    as_at = form.day()
    context = {
        "person": person,
        "is_own": person == request.user,
        "form": form,
        "as_at": as_at,
        "today": today,
        "standing": standing_of(person, reader=request.user, as_at=as_at, today=today),
    }
    status = 400 if form.errors else 200
    return render(request, "compliance/person.html", context, status=status)
