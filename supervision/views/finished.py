from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from people.models import Person
from supervision import access, actions, words
from supervision.forms import AnswerForm, SettlementForm
from supervision.models import PLR, Record
from supervision.pdf import record_as_pdf
from supervision.queries.finished import actions_agreed, actions_reviewed, versions_of
from supervision.queries.preparing import grade_trend
from supervision.queries.reading import open_record, open_self_assessment, record_in_work
from supervision.rules import rules_for
from supervision.trend import StandardTrend, trend_by_standard
from supervision.views import drafts
from supervision.views.finding import or_404, require, visible_plr


def finished_plr(request: HttpRequest, pk: int) -> PLR:
    plr = visible_plr(request, pk)
    return or_404(plr if plr.is_final else None)


def finished_record(request: HttpRequest, pk: int) -> tuple[PLR, Record]:
    plr = finished_plr(request, pk)
    return plr, or_404(open_record(plr, reader=request.user))


def record_context(request: HttpRequest, plr: PLR, record: Record) -> dict:
    """The finished record as it reads for everybody who may read it."""
    rules = rules_for(plr)
    shared = open_self_assessment(plr, reader=request.user) if plr.is_shared else None
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
        "self_assessment_shared": shared is not None,
    }


@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads like a letter; prints on two pages."""
    plr, record = finished_record(request, pk)
    context = {
        **record_context(request, plr, record),
        "trend": trend_until(plr, reader=request.user),
        "versions": versions_of(record),
        "may_answer": access.may_answer(request.user, plr),
        "may_amend": access.may_amend(request.user, plr),
        "may_settle": access.may_settle(request.user, plr),
        "back_url": plr.get_absolute_url(),
        "back_text": "PLR",
    }
    return render(request, "supervision/finished.html", context)


def trend_until(plr: PLR, *, reader: Person) -> list[StandardTrend]:
    """The grades of this PLR and those before it, as far as the reader may open them."""
    rules = rules_for(plr)
    titles = {standard.key: standard.title for standard in rules.book.standards_for(rules.role)}
    before = plr.day_of_meeting + timedelta(days=1)
    trend = grade_trend(plr.reportee_id, reader=reader, before=before, opened=plr.pk)
    return trend_by_standard(trend, titles, rules.book)


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    plr, record = finished_record(request, pk)
    data = record_as_pdf(record_context(request, plr, record))
    name = f"plr-record-{plr.held_on:%Y-%m-%d}.pdf"
    return HttpResponse(
        data,
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
        messages.success(request, "Your answer is kept with the record.")
        return redirect("supervision:finished", plr.pk)
    context = {
        "plr": plr,
        "form": form,
        "back_url": reverse("supervision:finished", args=[plr.pk]),
        "back_text": "The record",
    }
    return render(request, "supervision/answer.html", context)


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
        actions.settle_disagreement(
            plr=plr, settlement=settlement, by=request.user, now=timezone.now()
        )
        messages.success(
            request, "Your answer has been given to both. You can no longer open the record."
        )
        return redirect("home")
    record = or_404(open_record(plr, reader=request.user))
    context = {**record_context(request, plr, record), "form": form}
    return render(request, "supervision/settle.html", context)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, and what changed from one to the next."""
    plr, record = finished_record(request, pk)
    context = {
        "plr": plr,
        "versions": versions_of(record, rules=rules_for(plr)),
        "back_url": reverse("supervision:finished", args=[plr.pk]),
        "back_text": "The record",
    }
    return render(request, "supervision/history.html", context)
