from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from people.models import Person
from people.rules import book_on
from supervision import access, actions
from supervision.actions import AlreadyPlanned
from supervision.forms import CancelForm, MoveForm, PlanForm
from supervision.forms.planning import NOBODY
from supervision.models import PLR, Rearrangement
from supervision.queries import planning
from supervision.queries.leading import leader_of
from supervision.queries.past import days_held
from supervision.rules import Rules, rules_for, rules_for_person
from supervision.stages import stages, step_for_leader, step_for_reportee
from supervision.views.finding import require, visible_person, visible_plr


@require_safe
def plr_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One PLR: where it stands, whose turn it is, and the way there."""
    plr = visible_plr(request, pk)
    person, today = request.user, timezone.localdate()
    step = None
    if plr.reportee_id == person.pk:
        step = step_for_reportee(plr, today=today)
    elif access.leads(person, plr):
        step = step_for_leader(plr, today=today)
    context = {
        "plr": plr,
        "leader": leader_of(plr, on=today),
        "step": step,
        "stages": stages(plr),
        "rearrangements": [] if access.joins(person, plr) else rearrangements_of(plr),
        "is_reportee": plr.reportee_id == person.pk,
        "joins": access.joins(person, plr),
        "may_rearrange": access.may_rearrange(person, plr),
        "may_see_feedback": access.may_see_feedback(person, plr),
        "may_prepare": access.may_prepare(person, plr),
        "may_write_record": access.may_write_record(person, plr),
        "may_go_on": plr.is_final and access.manages(person, plr.reportee_id),
        "is_next_planned": partial(planning.is_next_planned, plr),
        "may_settle": access.may_settle(person, plr),
        "may_read_contents": planning.may_read_contents(plr, person),
        "may_read_self_assessment": planning.may_read_self_assessment(plr, person),
    }
    return render(request, "supervision/plr.html", context)


def rearrangements_of(plr: PLR) -> list[Rearrangement]:
    reasons = book_on(plr.planned_for).choices.cancellation_reasons
    rearrangements = list(plr.rearrangements.select_related("by", "to_person"))
    for one in rearrangements:
        one.reason_in_words = reasons[one.reason].title if one.reason in reasons else ""
    return rearrangements


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A date for the next PLR of one person, offered by the cadence of their role."""
    reportee = visible_person(request, pk)
    require(access.may_plan_for(request.user, reportee))
    today = timezone.localdate()
    rules = rules_for_person(reportee.pk, on=today)
    proposal = planning.propose_date(reportee, manager=request.user, rules=rules, today=today)
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        initial={
            "planned_for": proposal.on,
            "led_by": str(request.user.pk),
            "joined_by": NOBODY,
        },
        **choices_for(request, reportee, rules),
    )
    if request.method == "POST" and form.is_valid():
        try:
            plr = actions.plan_plr(
                reportee=reportee, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except AlreadyPlanned as planned:
            messages.info(request, "This PLR is planned already. It was not planned twice.")
            return redirect(planned.plr)
        messages.success(request, f"The PLR is planned. {reportee} is told.")
        return to_plr(request, plr)
    context = {
        "reportee": reportee,
        "form": form,
        "proposal": proposal,
        "open_plrs": planning.open_plrs_of(reportee),
        "back_url": "/",
        "back_text": "Home",
    }
    return render(request, "supervision/plan.html", context)


def to_plr(request: HttpRequest, plr: PLR) -> HttpResponse:
    """With what is unusual about the day that was chosen: it stays planned."""
    for sentence in planning.remarks_on_day(plr, today=timezone.localdate()):
        messages.warning(request, sentence)
    return redirect(plr)


def choices_for(request: HttpRequest, reportee: Person, rules: Rules) -> dict:
    """What a form for planning needs to know."""
    today = timezone.localdate()
    return {
        "leaders": planning.leaders_for(manager=request.user, rules=rules, on=today),
        "joining": planning.may_join(reportee, on=today),
        "today": today,
        "days_held": days_held(reportee.pk) if request.method == "POST" else frozenset(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    plr = visible_plr(request, pk)
    require(access.may_rearrange(request.user, plr))
    rules = rules_for_person(plr.reportee_id, on=timezone.localdate())
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        initial={
            "planned_for": plr.planned_for,
            "starts_at": plr.starts_at,
            "place": plr.place,
            "led_by": str(plr.led_by_id if plr.stand_in else request.user.pk),
            "joined_by": str(plr.joined_by_id or NOBODY),
        },
        rulebook=rules.book,
        **choices_for(request, plr.reportee, rules),
    )
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.move_plr(
                plr=plr, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except AlreadyPlanned as planned:
            messages.info(
                request, "Another PLR is planned for that day already. This one was not moved."
            )
            return redirect(planned.plr)
        messages.success(
            request,
            f"The PLR is changed. {plr.reportee} is told." if moved else "Nothing has changed.",
        )
        return to_plr(request, plr) if moved else redirect(plr)
    context = {"plr": plr, "form": form, "back_url": plr.get_absolute_url(), "back_text": "PLR"}
    return render(request, "supervision/move.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    plr = visible_plr(request, pk)
    require(access.may_rearrange(request.user, plr))
    form = CancelForm(
        request.POST if request.method == "POST" else None, rulebook=rules_for(plr).book
    )
    if request.method == "POST" and form.is_valid():
        if actions.cancel_plr(
            plr=plr, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        ):
            messages.success(
                request, f"The PLR is cancelled. {plr.reportee} and your line manager are told."
            )
        return redirect("supervision:plan", plr.reportee_id)
    context = {"plr": plr, "form": form, "back_url": plr.get_absolute_url(), "back_text": "PLR"}
    return render(request, "supervision/cancel.html", context)
