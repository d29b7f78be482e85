from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from people import access
from people.address_forms import NewAddressesForm
from people.addresses import confirm_new_address, refuse_new_address
from people.queries.addresses import waiting
from people.views.finding import or_404

MOST = 100
ANSWERS = {
    NewAddressesForm.CONFIRM: (confirm_new_address, "confirmed. Each is told at the one before."),
    NewAddressesForm.REFUSE: (refuse_new_address, "refused. The addresses stay as they were."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def new_addresses(request: HttpRequest) -> HttpResponse:
    """Nobody in HR alone gives somebody's account another address."""
    or_404(request.user if access.keeps_a_register(request.user) else None)
    found = waiting(request.user)[:MOST]
    sent = request.POST if request.method == "POST" else None
    form = NewAddressesForm(sent, waiting=found, by=request.user)
    if request.method == "POST" and form.is_valid():
        act, words = ANSWERS[form.cleaned_data["answer"]]
        done = sum(act(new=new, by=request.user) for new in form.cleaned_data["chosen"])
        messages.success(request, f"{done} new address{'' if done == 1 else 'es'} {words}")
        return redirect("people:new_addresses")
    context = {"form": form, "waiting": found}
    return render(request, "people/new_addresses.html", context)
