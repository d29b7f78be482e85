from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from policy.coverage import Coverage
from supervision import access, actions
from supervision.queries import preparing
from supervision.queries.feedback import lines_of
from supervision.queries.past import latest_contents, trend_of
from supervision.queries.reading import Openings
from supervision.queries.self_regulation import for_leader
from supervision.rules import Rules, rules_for
from supervision.trend import trend_by_standard
from supervision.views.finding import or_404, require, visible_plr, visible_plr_with_requests
from supervision.views.self_assessment import letter


@require_safe
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything known beside the PLR, on one page with an index."""
    plr = visible_plr_with_requests(request, pk)
    require(access.may_prepare(request.user, plr))
    rules, today = rules_for(plr), timezone.localdate()
    with Openings(request.user) as openings:
        prepared = preparing.prepare(
            plr,
            pinned=plr.pinned,
            openings=openings,
            rules=rules,
            all_of_them="all" in request.GET,
        )
        *earlier, this = latest_contents(plr, openings=openings)
    trend = trend_of(earlier)
    shared = this.self_assessment
    context = {
        "plr": plr,
        "prepared": prepared,
        "found": for_leader(plr, reader=request.user, rules=rules, on=today),
        "today": today,
        "letter": letter(rules, shared) if shared else None,
        "last": trend[-1] if trend else None,
        "feedback": lines_of(plr, reader=request.user, on=today),
        "away": preparing.away_since(plr.reportee_id, start=prepared.start, until=today),
        "grades": rules.book.grades,
        "categories": rules.book.choices.action_categories,
        "back_url": plr.get_absolute_url(),
        "back_text": "PLR",
        **standards_context(rules, prepared.past.coverage(on=today, book=rules.book)),
        "trend": trend_by_standard(trend, titles_of(rules), rules.book),
    }
    return render(request, "supervision/prepare.html", context)


def titles_of(rules: Rules) -> dict[str, str]:
    return {standard.key: standard.title for standard in rules.book.standards_for(rules.role)}


def standards_context(rules: Rules, coverage: Coverage) -> dict:
    titles = titles_of(rules)
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
    }


@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts something known beside the record, or takes it away again."""
    plr = visible_plr(request, pk)
    require(access.may_prepare(request.user, plr))
    item, pinned = request.POST.get("item", ""), request.POST.get("pin") == "on"
    known = preparing.may_be_pinned(item, plr, reader=request.user, rules=rules_for(plr))
    or_404(item if known else None)
    if pinned:
        actions.pin(plr=plr, item=item, by=request.user)
    else:
        actions.unpin(plr=plr, item=item)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"pinned": pinned})
    return redirect("supervision:prepare", plr.pk)
