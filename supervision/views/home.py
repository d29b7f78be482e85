from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.models import Person
from people.paging import page_links, page_of
from people.queries.readings import openings_to_see
from people.rules import book_on
from people.standings import standings_of
from supervision import access
from supervision.duties import duties_of
from supervision.forms.self_assessment import parts_written
from supervision.models import PLR
from supervision.queries import home as queries
from supervision.queries import team as team_queries
from supervision.queries.meetings_waiting import steps_for as meeting_steps
from supervision.queries.reading import Openings
from supervision.queries.self_regulation import own_standing
from supervision.views.finding import or_404

MEASURES = {
    "safe_standard": "Safe by",
    "case_file_audit": "Audit by",
    "practice_observation": "Observe by",
    "group_supervision": "Group by",
}
TO_LOOK_AT = {
    "without_plr": (
        "Without a planned PLR",
        "Everybody whose dates you see has a PLR planned. Whoever has none appears here.",
    ),
    "without_line_manager": (
        "Without a line manager",
        "Everybody whose dates you see has a line manager. Whoever has none appears here.",
    ),
    "with_unwritten_record": (
        "With a record being written up",
        "No record is being written up. Whoever had their meeting and waits for the record "
        "appears here.",
    ),
}
SORTS = {
    "name": lambda row: row.person.name,
    "due": lambda row: (row.due is None, row.due),
    "next": lambda row: (row.next_plr is None, row.next_plr and row.next_plr.planned_for),
    "actions": lambda row: -row.late_actions,
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is due and what is next, by what the person is today."""
    if request.user.reach.reports:
        return team(request)
    return mine(request)


def team(request: HttpRequest) -> HttpResponse:
    person, today = request.user, timezone.localdate()
    meetings = team_queries.meetings_around(person)
    rows = team_queries.team_of(meetings, today=today, book=book_on(today))
    sort = request.GET.get("sort", "due")
    sort = sort if sort in SORTS else "due"
    steps = [
        *team_queries.team_steps(meetings, rows, today=today),
        *meeting_steps(person, today=today),
        *queries.audit_steps(person),
    ]
    context = {
        "today": today,
        "openings": openings_to_see(person),
        "rows": sorted(rows, key=SORTS[sort]),
        "sort": sort,
        "steps": sorted(steps, key=lambda step: step.urgency),
        "own_steps": meetings.own_steps(today=today),
        "this_week": sorted(
            (row.next_plr for row in rows if is_this_week(row.next_plr, today)),
            key=lambda plr: plr.planned_for,
        ),
        "falling_out": sorted(
            (row for row in rows if row.due and 0 <= (row.due - today).days <= 30), key=SORTS["due"]
        ),
        "measures": measures_of(rows),
        "shows_self_regulation": any(row.self_regulation for row in rows),
        "duties": duties_of(person),
        "overview": queries.overview(person, today=today) if person.reach.oversees else None,
    }
    return render(request, "supervision/team.html", context)


def measures_of(rows: list[team_queries.TeamRow]) -> dict[str, str]:
    """The measures with a narrow column of their own: those that are for anybody in the team."""
    keys = {line.key for row in rows for line in row.standing.lines}
    return {key: title for key, title in MEASURES.items() if key in keys}


def is_this_week(plr: PLR | None, today: date) -> bool:
    return plr is not None and 0 <= (plr.planned_for - today).days < 7


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own PLRs, actions and standing."""
    person, today = request.user, timezone.localdate()
    plrs, beside = queries.plrs_around(person)
    steps = [
        *queries.own_steps(plrs, today=today),
        *queries.steps_beside(beside, today=today),
        *meeting_steps(person, today=today),
        *queries.audit_steps(person),
    ]
    duties = duties_of(person)
    with Openings(person) as openings:
        contents = {
            "actions": queries.actions_for(openings),
            "pieces": queries.latest_pieces(openings),
        }
    context = {
        "today": today,
        "openings": openings_to_see(person),
        "steps": sorted(steps, key=lambda step: step.urgency),
        "next_plr": min((p for p in plrs if p.is_open), key=lambda p: p.planned_for, default=None),
        "last_plr": next((p for p in plrs if p.is_final), None),
        "plrs": plrs,
        **contents,
        "grades": book_on(today).grades,
        "news": queries.news_for(person),
        "supervised": queries.practice_supervised(person) if person.reach.supervised else [],
        "duties": duties,
        "duties_first": bool(duties) and not person.reach.reports,
        "overview": queries.overview(person, today=today) if person.reach.oversees else None,
        **standing_context(person, plrs, today),
    }
    return render(request, "supervision/mine.html", context)


def standing_context(person: Person, plrs: list[PLR], today: date) -> dict:
    """The draft that is being written, and where the person stands in each measure."""
    role = person.reach.role
    draft = queries.draft_of(plrs) if role else None
    parts = book_on(today).self_assessment_parts(role) if role else ()
    written = parts_written(draft.body, parts) if draft else {}
    return {
        "draft": draft,
        "parts_written": sum(written.values()),
        "parts_in_all": len(written),
        "standing": standings_of([person.pk], on=today).get(person.pk) if role else None,
        "found": own_standing(person, on=today, book=book_on(today)) if role else None,
    }


@require_safe
def to_look_at(request: HttpRequest, which: str) -> HttpResponse:
    """The people behind a number of the overview: nobody is forgotten (P22-2.1a)."""
    or_404(request.user if access.sees_others(request.user) else None)
    people = queries.people_to_look_at(request.user, which, today=timezone.localdate())
    page = page_of(people, request.GET.get("page"))
    title, empty = TO_LOOK_AT[which]
    context = {
        "title": title,
        "empty": empty,
        "page": page,
        "pagination": page_links(page, request.GET),
    }
    return render(request, "supervision/to_look_at.html", context)
