from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from supervision import access, actions
from supervision.models import PLR
from supervision.queries import preparing
from supervision.queries.pieces import may_be_pinned
from supervision.queries.reading import open_self_assessment
from supervision.rules import Rules, rules_for
from supervision.trend import trend_by_standard
from supervision.views.finding import or_404, require, visible_plr
from supervision.views.self_assessment import letter


@require_safe
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything known beside the PLR, on one page with an index."""
    plr = visible_plr(request, pk)
    require(access.may_prepare(request.user, plr))
    rules = rules_for(plr)
    prepared = preparing.prepare(plr, reader=request.user, rules=rules)
    trend = preparing.grade_trend(plr.reportee_id, reader=request.user, before=plr.day_of_meeting)
    context = {
        "plr": plr,
        "prepared": prepared,
        "last": trend[-1] if trend else None,
        "away": preparing.away_since(
            plr.reportee_id, start=prepared.period.start, until=timezone.localdate()
        ),
        "grades": rules.book.grades,
        "categories": rules.book.choices.action_categories,
        "back_url": plr.get_absolute_url(),
        "back_text": "PLR",
        **self_assessment_context(request, plr, rules),
        **standards_context(plr, rules, trend),
    }
    return render(request, "supervision/prepare.html", context)


def self_assessment_context(request: HttpRequest, plr: PLR, rules: Rules) -> dict:
    shared = open_self_assessment(plr, reader=request.user)
    return {"letter": letter(rules, shared) if shared else None}


def standards_context(plr: PLR, rules: Rules, trend: list[dict]) -> dict:
    titles = {standard.key: standard.title for standard in rules.book.standards_for(rules.role)}
    coverage = preparing.standards_coverage(
        plr.reportee_id, on=timezone.localdate(), book=rules.book
    )
    return {
        "coverage": coverage,
        "standards_by_age": [
            {
                "title": titles[entry.standard],
                "on": entry.on,
                "missing": entry.standard in coverage.missing,
            }
            for entry in coverage.by_age
        ],
        "trend": trend_by_standard(trend, titles, rules.book),
    }


@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts something known beside the record, or takes it away again."""
    plr = visible_plr(request, pk)
    require(access.may_prepare(request.user, plr))
    item, pinned = request.POST.get("item", ""), request.POST.get("pin") == "on"
    known = may_be_pinned(item, plr, reader=request.user, rules=rules_for(plr))
    or_404(item if known else None)
    if pinned:
        actions.pin(plr=plr, item=item, by=request.user)
    else:
        actions.unpin(plr=plr, item=item)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"pinned": pinned})
    return redirect("supervision:prepare", plr.pk)
