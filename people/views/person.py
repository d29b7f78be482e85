from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from people import access, actions
from people.queries.addresses import waiting_for
from people.queries.person import facts_of
from people.views.finding import require, visible_person


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    person = visible_person(request, pk)
    may_see_account = access.may_see_account(request.user, person)
    context = {
        "person": person,
        "facts": facts_of(person, reader=request.user),
        "is_own": person == request.user,
        "may_see_account": may_see_account,
        "new_address": waiting_for(person, reader=request.user) if may_see_account else None,
        "may_invite": access.may_invite(request.user, person),
        "may_lock": access.may_lock(request.user, person),
        "may_reset_second_factor": access.may_reset_second_factor(request.user, person),
        "may_unlock": access.may_unlock(request.user, person),
    }
    return render(request, "people/person.html", context)


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    person = visible_person(request, pk)
    require(access.may_invite(request.user, person))
    actions.invite(person=person, by=request.user, now=timezone.now())
    messages.success(request, f"An invitation is on its way to {person.email}.")
    return redirect("people:person", person.pk)


@require_POST
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    person = visible_person(request, pk)
    require(access.may_lock(request.user, person))
    actions.lock(person=person, by=request.user, now=timezone.now())
    messages.success(request, f"{person.name} is signed out and cannot sign in.")
    return redirect("people:person", person.pk)


@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    person = visible_person(request, pk)
    require(access.may_unlock(request.user, person))
    actions.unlock(person=person, by=request.user)
    messages.success(request, f"{person.name} can sign in again.")
    return redirect("people:person", person.pk)
