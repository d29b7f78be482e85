from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where one lands who signed in again in a second tab, to go on writing in the first."""
    return render(request, "account/signed_in.html")
