from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from people.paging import page_links, page_of
from people.queries import posts_of
from people.rules import book_on
from supervision import access, actions
from supervision.forms import HandOverForm
from supervision.queries import leading
from supervision.views.finding import or_404

WHY_NO_LEADER = {
    "away": "The line manager is away on that day",
    "left": "The line manager has left",
    "no_line": "No line manager",
}


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Planned PLRs to a stand-in, or back: of one's own team, or those that nobody leads."""
    reader, today = request.user, timezone.localdate()
    or_404(reader if access.sees_others(reader) else None)
    plrs = leading.to_hand_over(reader, on=today)
    posts = posts_of(people={plr.reportee_id for plr in plrs}, on=today)
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        initial={"plrs": request.GET.getlist("plr")},
        plrs=[plr for plr in plrs if plr.reportee_id in posts],
        posts=leading.who_could_lead(plrs, reader, on=today),
        roles={person: post.role for person, post in posts.items()},
        rulebook=book_on(today),
    )
    if request.method == "POST" and form.is_valid():
        number = actions.hand_over(**form.cleaned_data, by=reader, on=today, now=timezone.now())
        plural = "" if number == 1 else "s"
        messages.success(request, f"{number} PLR{plural} handed over. Everybody concerned is told.")
        return redirect("supervision:hand_over")
    context = {"form": form, "plrs": plrs, "back_url": "/", "back_text": "Home"}
    return render(request, "supervision/hand_over.html", context)


@require_safe
def without_leader(request: HttpRequest) -> HttpResponse:
    """PLRs that nobody leads, for the next level and HR."""
    or_404(request.user if request.user.reach.oversees else None)
    found = leading.plrs_without_leader(request.user, on=timezone.localdate())
    page = page_of(found, request.GET.get("page"))
    for plr in page:
        plr.why_in_words = WHY_NO_LEADER[plr.why]
    context = {
        "page": page,
        "pagination": page_links(page, request.GET),
        "back_url": "/",
        "back_text": "Home",
    }
    return render(request, "supervision/without_leader.html", context)
