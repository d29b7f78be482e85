"""What is done by hand: the list of case files, reviews, and calibrations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assurance import access, actions
from assurance.forms.keeping import CalibrationForm, CaseListForm, ReviewForm
from assurance.models import Review
from assurance.queries import keeping
from assurance.views.finding import visible_draw
from assurance.views.home import BACK
from drafts import views as drafts
from people.rules import book_on
from people.views.finding import or_404, require
from policy.periods import period_of

DRAWN = "Something was drawn from the list of this quarter already, so it stays as it is."
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    return render(request, "assurance/how.html", BACK)


@require_http_methods(FORM_METHODS)
def cases(request: HttpRequest) -> HttpResponse:
    """Management information gives the case files; nobody who reviews them has a part in it."""
    today = timezone.localdate()
    or_404(access.gives_cases(request.user) or None)
    programme = or_404(keeping.case_programme(today))
    book = book_on(today)
    data = request.POST if request.method == "POST" else None
    form = CaseListForm(data, rulebook=book, known_staff=keeping.known_staff)
    if data is not None and form.is_valid():
        given = {"lines": form.cleaned_data["lines"], "by": request.user}
        if not actions.give_cases(programme=programme, on=today, now=timezone.now(), **given):
            back_url = reverse("assurance:cases")
            return drafts.closed_page(request, form=form, sentence=DRAWN, back_url=back_url)
        messages.success(request, "The list is kept. Case files are drawn from it tonight.")
        return redirect("assurance:cases")
    context = {
        "form": form,
        "programme": programme,
        "period": period_of(programme.period, today),
        "given": keeping.case_list_of(programme, reader=request.user, on=today),
        "is_drawn": keeping.is_drawn_from(programme, on=today),
        **BACK,
    }
    return render(request, "assurance/cases.html", context)


@require_http_methods(FORM_METHODS)
def calibrate(request: HttpRequest) -> HttpResponse:
    """One record that everybody marks before a round."""
    or_404(access.keeps_programmes(request.user) or None)
    today = timezone.localdate()
    programmes = keeping.marked_programmes(today)
    data = request.POST if request.method == "POST" else None
    form = CalibrationForm(data, programmes=programmes)
    if data is not None and form.is_valid():
        programme = programmes[form.cleaned_data["programme"]]
        if actions.announce_calibration(programme=programme, by=request.user, on=today):
            messages.success(request, "It is announced. The record is drawn tonight or tomorrow.")
        else:
            messages.warning(request, "One is announced or being marked already.")
        return redirect("assurance:calibrate")
    context = {
        "form": form,
        "announced": keeping.announced(),
        "calibrations": keeping.calibrations(),
        "titles": {key: one.title for key, one in programmes.items()},
        **BACK,
    }
    return render(request, "assurance/calibrate.html", context)


@require_POST
def close_calibration(request: HttpRequest, pk: int) -> HttpResponse:
    drawn = visible_draw(request, pk)
    require(access.may_close_calibration(request.user, drawn))
    given = {"on": timezone.localdate(), "now": timezone.now()}
    if actions.close_calibration(draw=drawn, by=request.user, **given):
        messages.success(request, "It is closed. Whoever marked it sees how far all agree.")
    return redirect(drawn)


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Thematic audits and area quality reviews: planned, under way, finished."""
    or_404(access.sees_programmes(request.user) or None)
    seen = Review.objects.visible_to(request.user).select_related("area", "commissioned_by")
    context = {
        "reviews": seen.prefetch_related("reviewers").distinct()[:100],
        "titles": keeping.review_programmes(timezone.localdate()),
        "may_plan": access.keeps_programmes(request.user),
        "today": timezone.localdate(),
        **BACK,
    }
    return render(request, "assurance/reviews.html", context)


@require_http_methods(FORM_METHODS)
def plan_review(request: HttpRequest) -> HttpResponse:
    or_404(access.keeps_programmes(request.user) or None)
    return keep(request, None)


@require_http_methods(FORM_METHODS)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Read by whom it concerns, changed by whoever keeps the programmes."""
    seen = Review.objects.visible_to(request.user).select_related("content")
    found = get_object_or_404(seen.distinct(), pk=pk)
    if access.keeps_programmes(request.user):
        return keep(request, found)
    require(request.method != "POST")
    titles = keeping.review_programmes(timezone.localdate())
    context = {"review": found, "titles": titles, "back_url": "/assurance/reviews/"}
    return render(request, "assurance/review.html", {**context, "back_text": "Reviews"})


def keep(request: HttpRequest, found: Review | None) -> HttpResponse:
    today = timezone.localdate()
    offers = keeping.offers_for(found, on=today)
    data = request.POST if request.method == "POST" else None
    form = ReviewForm(
        data, initial=initial(found), offers=offers, needs_area=keeping.needing_area(today)
    )
    if data is not None and form.is_valid():
        beside = {name: form.cleaned_data[name] for name in ("reviewers", "audits")}
        kept = actions.keep_review(review=found, by=request.user, facts=form.facts(), **beside)
        messages.success(request, f"“{kept.title}” is kept.")
        return redirect("assurance:reviews")
    context = {"form": form, "review": found, "back_url": "/assurance/reviews/"}
    return render(request, "assurance/keep_review.html", {**context, "back_text": "Reviews"})


def initial(found: Review | None) -> dict:
    """The form of what is kept."""
    if found is None:
        return {}
    names = ("programme", "title", "starts_on", "ends_on", "finished_on")
    many = {"reviewers": found.reviewers.all(), "audits": found.audits.all()}
    ids = {"area": found.area_id, "commissioned_by": found.commissioned_by_id}
    facts = {name: getattr(found, name) for name in names}
    return facts | {"findings": found.content.text} | many | ids
