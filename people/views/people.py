from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import sees_all_accounts
from people.forms import FindAccountForm, FindByNameForm, FindPeopleForm
from people.models import Person
from people.paging import page_links, page_of
from people.queries import people as lists
from people.queries.people import Search
from people.queries.units import units_overseen_by


@dataclass(frozen=True)
class Listing:
    template: str
    columns: tuple[str, ...]
    rows: Callable[[Person, Search], QuerySet]


PEOPLE = Listing(
    "people/people.html",
    ("Name", "Staff number", "Role", "Team", "Line manager", "Joined"),
    lists.with_facts,
)
ACCOUNTS = Listing(
    "people/accounts.html",
    (
        "Name",
        "Staff number",
        "Email address",
        "Account",
        "Invited",
        "Last signed in",
        "Second factor",
    ),
    lists.with_accounts,
)
DIRECTORY = Listing("people/directory.html", ("Name", "Role", "Team"), lists.directory)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """What a list of people shows depends on what its reader is there for."""
    if request.user.reach.oversees:
        tree = units_overseen_by(request.user)
        return show(request, PEOPLE, FindPeopleForm(request.GET, tree=tree))
    if sees_all_accounts(request.user):
        return show(request, ACCOUNTS, FindAccountForm(request.GET))
    return show(request, DIRECTORY, FindByNameForm(request.GET))


def show(request: HttpRequest, listing: Listing, form: FindByNameForm) -> HttpResponse:
    page = page_of(listing.rows(request.user, form.search()), request.GET.get("page"))
    context = {
        "columns": listing.columns,
        "form": form,
        "page": page,
        "pagination": page_links(page, request.GET),
    }
    return render(request, listing.template, context)
