from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from drafts import views as drafts
from people.models import Person
from people.paging import page_links, page_of
from policy.rulebook import Rulebook
from policy.self_regulating import first_day_for
from policy.weighing import eligibility
from qai.actions.self_regulation import NotOpen
from qai.queries.self_regulation import Regulated, regulated, regulates
from supervision import access, actions
from supervision.actions.self_regulating import Place
from supervision.forms import DecisionForm, PlaceForm
from supervision.queries import self_regulation as queries
from supervision.queries.planning import open_plrs_of
from supervision.queries.reading import Openings
from supervision.views.finding import or_404, require, visible_person

PIECES_A_PAGE = 20
KEPT = "Your decision is kept. {} is told, and can read why."
CHANGED = "The decision or the PLR was changed elsewhere. Look at where it is recorded."
CLOSED = (
    "This decision can no longer be made: a decision or a piece of work has come between. "
    "What you typed is below."
)


def person_and_standing(request: HttpRequest, pk: int) -> tuple[Person, Regulated]:
    """For the person and their line manager alone; decisions of the past stay to be read."""
    person, today = visible_person(request, pk), timezone.localdate()
    or_404(person if access.may_read_self_regulation(request.user, person) else None)
    found = regulated([person.pk], on=today)[person.pk]
    or_404(found if regulates(person, book=found.book) or found.last else None)
    return person, found


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is allowed now, what is asked, and piece by piece why."""
    person, found = person_and_standing(request, pk)
    weighed = page_of(found.weighed()[::-1], request.GET.get("page"), size=PIECES_A_PAGE)
    with Openings(request.user) as openings:
        evidence = queries.evidence_of(weighed.object_list, openings=openings, book=found.book)
        decisions = queries.decisions_about(person, openings=openings, book=found.book)
    may_decide = access.may_decide_self_regulation(request.user, person)
    context = {
        **standing_context(person, found, is_own=person == request.user),
        "evidence": evidence,
        "evidence_page": weighed,
        "pagination": page_links(weighed, request.GET),
        "decisions": decisions,
        "advice": queries.advice_about(person, found),
        "may_decide": may_decide,
        "box": [box(person, found, is_own=person == request.user)],
        "is_open": bool(found.outcomes) and regulates(person, book=found.book),
    }
    return render(request, "qai/self_regulation.html", context)


def box(person: Person, found: Regulated, *, is_own: bool) -> dict[str, Any]:
    """The tick-box as it stands; it is ticked by a decision."""
    who = "I" if is_own else str(person)
    text = f"{who} may {found.book.self_regulation.allows}"
    return {
        "value": "on",
        "text": text,
        "checked": found.standing.status == "approved",
        "disabled": True,
    }


def standing_context(person: Person, found: Regulated, *, is_own: bool) -> dict[str, Any]:
    return {
        "person": person,
        "is_own": is_own,
        "found": found,
        "rules": found.book.self_regulation,
        "eligibility": eligibility(found.standing, found.book),
        "today": found.on,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The line manager alone decides, with a reason (P22-3.1b, P22-3.2)."""
    person, found = person_and_standing(request, pk)
    require(access.may_decide_self_regulation(request.user, person))
    or_404(person if regulates(person, book=found.book) else None)
    outcomes = found.outcomes
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        initial={"decided_on": found.on},
        person=person,
        outcomes=outcomes,
        book=found.book,
        plrs=open_plrs_of(person),
    )
    if not outcomes or has_closed(request, outcomes, found.book):
        return too_late(request, person, form)
    if request.method == "POST" and form.is_valid() and is_in_time(form, found):
        return decided(request, person, found, form)
    context = {
        **standing_context(person, found, is_own=False),
        "form": form,
        "back_url": reverse("supervision:self_regulation", args=[person.pk]),
        "back_text": "Self-regulation",
    }
    return render(request, "qai/self_regulation_decide.html", context)


def has_closed(request: HttpRequest, outcomes: Sequence[str], book: Rulebook) -> bool:
    """What was chosen was open when the page was shown, and is not any more."""
    chosen = chosen_in(request)
    return chosen in book.choices.self_regulation_outcomes and chosen not in outcomes


def chosen_in(request: HttpRequest) -> str:
    return "approved" if "approved" in request.POST else request.POST.get("outcome", "")


def is_in_time(form: DecisionForm, found: Regulated) -> bool:
    day = form.cleaned_data.get("decided_on")
    if day is None:
        return True
    earliest = first_day_for(
        form.cleaned_data["outcome"], found.standing, found.last, today=found.on
    )
    if day < earliest:
        form.refuse_day(earliest)
    return day >= earliest


def too_late(request: HttpRequest, person: Person, form: DecisionForm) -> HttpResponse:
    back_url = reverse("supervision:self_regulation", args=[person.pk])
    if is_sent_again(request, person, form):
        messages.success(request, KEPT.format(person))
        return redirect(back_url)
    if request.method == "POST":
        return drafts.closed_page(request, form=form, sentence=CLOSED, back_url=back_url)
    messages.info(request, "No decision can be made now. The page says what is needed.")
    return redirect(back_url)


def is_sent_again(request: HttpRequest, person: Person, form: DecisionForm) -> bool:
    """The answer to the first time was lost on its way: twice is once."""
    form.is_valid()
    reason = getattr(form, "cleaned_data", {}).get("reason", "")
    outcome = chosen_in(request)
    return queries.is_last_decision(person, by=request.user, outcome=outcome, reason=reason)


def decided(
    request: HttpRequest, person: Person, found: Regulated, form: DecisionForm
) -> HttpResponse:
    given = form.cleaned_data
    try:
        actions.decide_self_regulation(
            person=person,
            outcome=given.get("outcome", "approved"),
            reason=given["reason"],
            decided_on=given.get("decided_on", found.on),
            place=place_in(form),
            by=request.user,
            now=timezone.now(),
        )
    except NotOpen:
        return too_late(request, person, form)
    messages.success(request, KEPT.format(person))
    return redirect("supervision:self_regulation", person.pk)


def place_in(form: PlaceForm) -> Place:
    return Place(plr=form.plr, met_on=form.cleaned_data.get("met_on"))


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, pk: int, decision_pk: int) -> HttpResponse:
    """Where a decision that is not on record yet is recorded."""
    person, found = person_and_standing(request, pk)
    require(access.may_decide_self_regulation(request.user, person))
    decision = or_404(queries.visible_decision(request.user, person=person, pk=decision_pk))
    if decision.recorded_on:
        messages.info(request, "This decision is on record already.")
        return redirect("supervision:self_regulation", person.pk)
    form = PlaceForm(request.POST if request.method == "POST" else None, plrs=open_plrs_of(person))
    if request.method == "POST" and form.is_valid():
        form.refuse_meeting_before(decision.decided_on)
        if not form.errors:
            kept = actions.record_decision(
                decision=decision, place=place_in(form), by=request.user, now=timezone.now()
            )
            if kept:
                messages.success(request, "It is kept where the decision is recorded.")
            else:
                messages.warning(request, CHANGED)
            return redirect("supervision:self_regulation", person.pk)
    context = {
        "person": person,
        "decision": decision,
        "outcome": found.book.choices.self_regulation_outcomes[decision.outcome].title,
        "form": form,
        "back_url": reverse("supervision:self_regulation", args=[person.pk]),
        "back_text": "Self-regulation",
    }
    return render(request, "qai/self_regulation_record.html", context)
