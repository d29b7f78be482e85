from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from people import access, actions
from people.queries import people as lists
from people.second_factor_forms import ResetFactorForm
from people.views.finding import require


@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(lists.accounts_kept_by(request.user), pk=pk)
    require(access.may_reset_second_factor(request.user, person))
    form = ResetFactorForm(request.POST or None)
    if form.is_valid():
        actions.reset_second_factor(
            person=person, by=request.user, reason=form.cleaned_data["reason"]
        )
        messages.success(request, f"The second factor of {person.name} is reset.")
        return redirect("people:people")
    context = {"form": form, "person": person}
    return render(request, "people/reset_second_factor.html", context)
