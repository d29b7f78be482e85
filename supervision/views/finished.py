from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from drafts import views as drafts
from supervision import access, actions, words
from supervision.forms import AnswerForm, SettlementForm
from supervision.models import PLR, Record, SelfAssessment
from supervision.pdf import record_as_pdf
from supervision.queries.finished import actions_agreed, actions_reviewed, versions_of
from supervision.queries.past import latest_contents, trend_of
from supervision.queries.reading import Openings, record_in_work
from supervision.queries.self_regulation import decisions_in
from supervision.rules import Rules, rules_for
from supervision.trend import trend_by_standard
from supervision.views.finding import or_404, require, visible_plr


def finished_plr(request: HttpRequest, pk: int, *contents: str) -> PLR:
    plr = visible_plr(request, pk, *contents)
    return or_404(plr if plr.is_final else None)


def record_context(
    plr: PLR,
    rules: Rules,
    openings: Openings,
    *,
    record: Record | None,
    shared: SelfAssessment | None,
) -> dict:
    """The finished record as it reads for everybody who may read it."""
    record = or_404(record)
    grades = rules.book.grades
    proposed = record.grade_inputs.get("proposed", "")
    return {
        "plr": plr,
        "record": record,
        "role_title": rules.role_entry.title,
        "written": words.record_in_words(
            record.body, book=rules.book, role=rules.role, own=shared.body if shared else None
        ),
        "overall_grade": grades[record.overall_grade].title
        if record.overall_grade in grades
        else "",
        "proposed_grade": grades[proposed].title if proposed in grades else "",
        "overridden": bool(proposed) and proposed != record.overall_grade,
        "reviewed": actions_reviewed(plr),
        "agreed": actions_agreed(plr),
        "decisions": decisions_in(plr, openings=openings, book=rules.book),
        "self_assessment_shared": shared is not None,
    }


def open_record(plr: PLR, openings: Openings) -> dict:
    record = openings.record(plr)
    shared = openings.self_assessment(plr) if plr.is_shared else None
    return record_context(plr, rules_for(plr), openings, record=record, shared=shared)


@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads like a letter; prints on two pages."""
    plr = finished_plr(request, pk)
    rules = rules_for(plr)
    with Openings(request.user) as openings:
        opened = latest_contents(plr, openings=openings)
        this = opened[-1]
        context = record_context(
            plr, rules, openings, record=this.record, shared=this.self_assessment
        )
        trend = trend_of(opened)
    titles = {standard.key: standard.title for standard in rules.book.standards_for(rules.role)}
    context |= {
        "trend": trend_by_standard(trend, titles, rules.book),
        "versions": versions_of(context["record"]),
        "may_answer": access.may_answer(request.user, plr),
        "may_amend": access.may_amend(request.user, plr),
        "may_settle": access.may_settle(request.user, plr),
        "may_take_copy": access.may_take_copy(request.user, plr),
        "back_url": plr.get_absolute_url(),
        "back_text": "PLR",
    }
    return render(request, "supervision/finished.html", context)


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    plr = finished_plr(request, pk, "record", "self_assessment")
    require(access.may_take_copy(request.user, plr))
    with Openings(request.user) as openings:
        context = open_record(plr, openings)
    name = f"plr-record-{plr.held_on:%Y-%m-%d}.pdf"
    return HttpResponse(
        record_as_pdf(context),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The reportee says that they have read it, and whether they agree."""
    plr = finished_plr(request, pk)
    require(plr.reportee_id == request.user.pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if not access.may_answer(request.user, plr):
        return answered_already(request, plr, form)
    if request.method == "POST" and form.is_valid():
        if not actions.answer_record(plr=plr, now=timezone.now(), **form.cleaned_data):
            return answered_already(request, plr, form)
        plr.refresh_from_db(fields=["answer", "disagreement_with"])
        messages.success(request, f"Your answer is kept with the record.{who_answers_it(plr)}")
        return redirect("supervision:finished", plr.pk)
    context = {
        "plr": plr,
        "form": form,
        "back_url": reverse("supervision:finished", args=[plr.pk]),
        "back_text": "The record",
    }
    return render(request, "supervision/answer.html", context)


def who_answers_it(plr: PLR) -> str:
    """What becomes of a disagreement."""
    if plr.answer != PLR.Answer.DISAGREE:
        return ""
    if plr.disagreement_with is None:
        return " There is no manager above your line manager to ask."
    return f" {plr.disagreement_with}, your line manager’s manager, is asked to answer it."


def answered_already(request: HttpRequest, plr: PLR, form: AnswerForm) -> HttpResponse:
    """The first answer stands; another comment that was typed is shown, to be copied."""
    record = or_404(record_in_work(plr, writer=request.user))
    sentence = "You have answered this record already."
    back_url = reverse("supervision:finished", args=[plr.pk])
    if form.is_bound and form.data.get("comment", "").strip() not in ("", record.reportee_comment):
        return drafts.closed_page(request, form=form, sentence=sentence, back_url=back_url)
    messages.info(request, sentence)
    return redirect(back_url)


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """The line manager's manager reads the record and the disagreement, and answers."""
    plr = finished_plr(request, pk)
    if access.has_settled(request.user, plr):
        messages.info(request, "You have answered this disagreement already.")
        return redirect("home")
    require(access.may_settle(request.user, plr))
    form = SettlementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        settlement = form.cleaned_data["settlement"]
        if not actions.settle_disagreement(
            plr=plr, settlement=settlement, by=request.user, now=timezone.now()
        ):
            sentence = "This disagreement has been answered, or somebody else answers it now."
            back_url = reverse("home")
            return drafts.closed_page(request, form=form, sentence=sentence, back_url=back_url)
        messages.success(
            request, "Your answer has been given to both. You can no longer open the record."
        )
        return redirect("home")
    with Openings(request.user) as openings:
        context = open_record(plr, openings)
    return render(request, "supervision/settle.html", {**context, "form": form})


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, and what changed from one to the next."""
    plr = finished_plr(request, pk)
    require(access.may_take_copy(request.user, plr))
    with Openings(request.user) as openings:
        record = or_404(openings.record(plr))
    context = {
        "plr": plr,
        "versions": versions_of(record, rules=rules_for(plr)),
        "back_url": reverse("supervision:finished", args=[plr.pk]),
        "back_text": "The record",
    }
    return render(request, "supervision/history.html", context)
