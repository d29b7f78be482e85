from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from people import access, actions
from people.models import Person
from people.queries.person import facts_of


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    person = visible_or_404(request, pk)
    context = {
        "person": person,
        "facts": facts_of(person, reader=request.user),
        "is_own": person == request.user,
        "may_see_account": access.may_see_account(request.user, person),
        "may_invite": access.may_invite(request.user, person),
        "may_lock": access.may_lock(request.user, person),
        "may_reset_second_factor": access.may_reset_second_factor(request.user, person),
        "may_unlock": access.may_unlock(request.user, person),
    }
    return render(request, "people/person.html", context)


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    person = visible_or_404(request, pk)
    if not access.may_invite(request.user, person):
        raise PermissionDenied
    actions.invite(person=person, by=request.user, now=timezone.now())
    messages.success(request, f"An invitation is on its way to {person.email}.")
    return redirect("people:person", person.pk)


@require_POST
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    person = visible_or_404(request, pk)
    if not access.may_lock(request.user, person):
        raise PermissionDenied
    actions.lock(person=person, by=request.user, now=timezone.now())
    messages.success(request, f"{person.name} is signed out and cannot sign in.")
    return redirect("people:person", person.pk)


@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    person = visible_or_404(request, pk)
    if not access.may_unlock(request.user, person):
        raise PermissionDenied
    actions.unlock(person=person, by=request.user)
    messages.success(request, f"{person.name} can sign in again.")
    return redirect("people:person", person.pk)


def visible_or_404(request: HttpRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
