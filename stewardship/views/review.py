"""A reviewer looks through what others wrote, paragraph by paragraph, and releases the copy.

Everything here is a 404 for everybody but the reviewer, and for them once it is over.
"""

import re
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from drafts import views as drafts
from drafts.actions import Conflict
from people.paging import page_links, page_of
from people.views.finding import or_404
from policy.subject_access import undecided
from stewardship.actions import subject_access as actions
from stewardship.collecting import Passage
from stewardship.copying import Undecided, decisions_in, reasons_and_numbers
from stewardship.forms.subject_access import ReviewForm
from stewardship.models import AccessReview
from stewardship.queries.reviewing import open_passages, passages_about
from stewardship.queries.subject_access import review_of

PASSAGES_A_PAGE = 100
NUMBER = re.compile(r"[0-9]{1,6}")


def review_for(request: HttpRequest, pk: int) -> AccessReview:
    return or_404(review_of(pk, reviewer=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    kept = review_for(request, pk)
    if request.method == "POST":
        form = ReviewForm(request.POST, body=kept.body)
        saved = drafts.save_by_button(request, draft=kept, form=form)
        if isinstance(saved, Conflict):
            theirs = drafts.differences(form, saved)
            return page(request, kept, form.body(), version=saved.version, theirs=theirs)
        if saved and request.POST.get("then") == "check":
            return redirect("stewardship:release", pk)
        if saved:
            messages.success(request, "What you decided is kept.")
            return redirect(request.get_full_path())
    return page(request, kept, kept.body, version=kept.version)


def page(request, kept: AccessReview, body, *, version, theirs=()) -> HttpResponse:
    """The passages of one page; each that is shown leaves its line in the access log."""
    passages = passages_about(kept, reviewer=request.user)
    shown = page_of(passages, request.GET.get("page"), size=PASSAGES_A_PAGE)
    open_passages(shown.object_list, about=kept.of.person, reviewer=request.user)
    form = ReviewForm(body=body, passages=shown.object_list)
    left = left_in(passages, body)
    context = {
        "asked": kept.of,
        "draft": kept,
        "form": form,
        "rows": form.rows(),
        "version": version,
        "theirs": theirs,
        "left": len(left),
        "left_elsewhere": len(set(left) - set(form.keys())),
        "total": len(passages),
        "page": shown,
        "pagination": page_links(shown, request.GET),
        "back_url": kept.of.get_absolute_url(),
        "back_text": "Request",
    }
    return render(request, "stewardship/review.html", context, status=409 if theirs else 200)


def left_in(passages: Sequence[Passage], body) -> list[str]:
    return undecided([passage.key for passage in passages], decisions_in(body))


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, pk: int) -> HttpResponse:
    kept = review_for(request, pk)
    if request.method != "POST":
        return drafts.draft_state(request, kept)
    form = ReviewForm(request.POST, body=kept.body)
    return drafts.autosave(request, draft=kept, form=form, extra=lambda body: left_now(form, body))


def left_now(form: ReviewForm, body) -> dict:
    """Without looking through everything again: the page says how many others had."""
    elsewhere = form.data.get("left_elsewhere", "")
    if not NUMBER.fullmatch(elsewhere):
        return {}
    here = undecided(form.keys(), decisions_in(body))
    return {"live": {"left": str(int(elsewhere) + len(here))}}


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """What is blacked out, and how much of it is left; no word of it. Then it is released."""
    kept = review_for(request, pk)
    if request.method == "POST":
        try:
            actions.release(request=kept.of, by=request.user, now=timezone.now())
        except Undecided:
            messages.warning(request, "Something is not decided yet, or was written since.")
            return redirect("stewardship:review", pk)
        messages.success(request, f"It is released. {kept.of.person} is told.")
        return redirect(kept.of)
    passages = passages_about(kept, reviewer=request.user)
    decisions = decisions_in(kept.body)
    made = [decisions[one.key] for one in passages if one.key in decisions]
    context = {
        "asked": kept.of,
        "total": len(passages),
        "left": len(left_in(passages, kept.body)),
        "given": sum(one.gives for one in made),
        "blacked_out": reasons_and_numbers([one.reason for one in made if one.reason]),
        "back_url": reverse("stewardship:review", args=[pk]),
        "back_text": "Look it through",
    }
    return render(request, "stewardship/release.html", context)
