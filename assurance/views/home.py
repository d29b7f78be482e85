"""What one has to sample, what was sampled of one's own records, and how each was drawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assurance import access, actions
from assurance.forms.samples import HandBackForm
from assurance.queries.samples import home_of, own_marking, readings_of, redraws_of
from assurance.views.finding import visible_draw
from assurance.words import checkable, left_out_in_words, seeds_in_words
from people.rules import book_on
from people.views.finding import require

BACK = {"back_url": "/assurance/", "back_text": "Samples"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    person, today = request.user, timezone.localdate()
    found = home_of(person, today=today)
    context = {
        "home": found,
        "today": today,
        "seeds": seeds_in_words(found.seeds),
        "sees_programmes": access.sees_programmes(person),
        "sees_reports": access.sees_reports(person),
        "gives_cases": access.gives_cases(person),
        "keeps_programmes": access.keeps_programmes(person),
    }
    return render(request, "assurance/home.html", context)


@require_safe
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """How the record was drawn, and all that one needs to check it. Nothing that was written."""
    drawn = visible_draw(request, pk)
    mine = own_marking(drawn, request.user)
    context = {
        "draw": drawn,
        "programme": drawn.rules,
        "marking": mine,
        "may_mark": mine is not None and access.may_mark(request.user, mine),
        "has_result": has_result(request, drawn, mine),
        "may_answer": access.may_answer(request.user, drawn),
        "may_hand_back": access.may_hand_back(request.user, drawn),
        "may_close": access.may_close_calibration(request.user, drawn),
        "readings": readings_of(drawn) if drawn.opened_record else [],
        "redraws": redraws_of(drawn, reader=request.user),
        "left_out": left_out_in_words(drawn),
        "frame_lines": ["\t".join(line) for line in drawn.drawn_from.frame],
        **BACK,
    }
    return render(request, "assurance/draw.html", context)


def has_result(request: HttpRequest, drawn, mine) -> bool:
    sent = mine is not None and mine.sent_at is not None
    return sent or access.is_asked_to_answer(request.user, drawn)


@require_safe
def draw_data(request: HttpRequest, pk: int) -> JsonResponse:
    """The same as a file, for a script."""
    name = f"draw-{pk}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return JsonResponse(checkable(visible_draw(request, pk)), headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_back(request: HttpRequest, pk: int) -> HttpResponse:
    drawn = visible_draw(request, pk)
    require(access.may_hand_back(request.user, drawn))
    today = timezone.localdate()
    reasons = [one for one in book_on(today).assurance.reasons.values() if one.offered]
    form = HandBackForm(request.POST if request.method == "POST" else None, reasons=reasons)
    if request.method == "POST" and form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "by": request.user}
        again = actions.hand_back(draw=drawn, on=today, now=timezone.now(), **given)
        words = "Another one has been drawn." if again else "Another one is drawn tomorrow."
        messages.success(request, f"The record is handed back and closed to you. {words}")
        return redirect("assurance:home")
    context = {"draw": drawn, "form": form, "back_url": drawn.get_absolute_url()}
    return render(request, "assurance/hand_back.html", {**context, "back_text": "The sample"})


def back_to(drawn) -> dict[str, str]:
    return {"back_url": reverse("assurance:draw", args=[drawn.pk]), "back_text": "The sample"}
