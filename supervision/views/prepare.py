from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from supervision import access, actions
from supervision.models import PLR
from supervision.queries import preparing
from supervision.queries.reading import open_record, open_self_assessment
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
    prepared = preparing.prepare(plr, reader=request.user, book=rules.book)
    context = {
        "plr": plr,
        "prepared": prepared,
        "grades": rules.book.grades,
        "categories": rules.book.choices.action_categories,
        "back_url": plr.get_absolute_url(),
        "back_text": "PLR",
        **self_assessment_context(request, plr, rules),
        **standards_context(request, plr, rules),
        **last_time_context(request, prepared.previous),
    }
    context["away"] = preparing.away_since(
        plr.reportee_id, start=prepared.period.start, until=timezone.localdate()
    )
    return render(request, "supervision/prepare.html", context)


def self_assessment_context(request: HttpRequest, plr: PLR, rules: Rules) -> dict:
    shared = open_self_assessment(plr, reader=request.user)
    return {"letter": letter(rules, shared) if shared else None}


def standards_context(request: HttpRequest, plr: PLR, rules: Rules) -> dict:
    today = timezone.localdate()
    titles = {standard.key: standard.title for standard in rules.book.standards_for(rules.role)}
    coverage = preparing.standards_coverage(plr.reportee_id, on=today, book=rules.book)
    trend = preparing.grade_trend(plr.reportee_id, reader=request.user, before=plr.day_of_meeting)
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


def last_time_context(request: HttpRequest, previous: PLR | None) -> dict:
    """What was agreed last time; its actions are among the open ones."""
    record = open_record(previous, reader=request.user) if previous else None
    return {"last_record": record}


@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts something known beside the record, or takes it away again."""
    plr = visible_plr(request, pk)
    require(access.may_prepare(request.user, plr))
    item = request.POST.get("item", "")
    known = preparing.prepare(plr, reader=request.user, book=rules_for(plr).book)
    or_404(next((one for one in known.items if one.key == item), None))
    pinned = request.POST.get("pin") == "on"
    if pinned:
        actions.pin(plr=plr, item=item, by=request.user)
    else:
        actions.unpin(plr=plr, item=item)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"pinned": pinned})
    return redirect(local_page(request, fallback=f"{plr.get_absolute_url()}prepare/"))


def local_page(request: HttpRequest, *, fallback: str) -> str:
    """Where the form asks to go back to, if that is on this site."""
    to = request.POST.get("next", "")
    return to if url_has_allowed_host_and_scheme(to, allowed_hosts=None) else fallback
