from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import sees_all_accounts
from people.forms import FindAccountForm, FindByNameForm, FindPeopleForm
from people.paging import page_links, page_of
from people.queries import people as lists
from people.queries.units import units_overseen_by


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """What a list of people shows depends on what the reader is there for."""
    if request.user.reach.oversees:
        form = FindPeopleForm(request.GET, tree=units_overseen_by(request.user))
        return show(request, "people/people.html", form, lists.with_facts)
    if sees_all_accounts(request.user):
        form = FindAccountForm(request.GET)
        return show(request, "people/accounts.html", form, lists.with_accounts)
    return show(request, "people/directory.html", FindByNameForm(request.GET), lists.directory)


def show(request: HttpRequest, template: str, form: FindByNameForm, rows_for) -> HttpResponse:
    page = page_of(rows_for(request.user, form.search()), request.GET.get("page"))
    context = {"form": form, "page": page, "pagination": page_links(page, request.GET)}
    return render(request, template, context)
