from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from notices import actions, calendar
from notices.feeds import entries_of, feed_of_token, own_feed


@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponse:
    """The address under which a calendar program fetches one's meetings; made and revoked here."""
    if request.method == "POST":
        if request.POST.get("do") == "revoke":
            actions.revoke_feed(person=request.user)
            messages.success(request, "The address is revoked. It gives nothing any more.")
        else:
            actions.make_feed(person=request.user, now=timezone.now())
            messages.success(request, "There is a new address. One that you had before is revoked.")
        return redirect("notices:calendar")
    feed = own_feed(request.user)
    return render(request, "notices/calendar.html", {"feed": feed})


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Days, times and places; whoever holds the address may read them."""
    found = feed_of_token(token)
    if found is None:
        raise Http404
    entries = entries_of(found.person, today=timezone.localdate())
    return HttpResponse(
        calendar.feed(entries, name="PLR"), content_type="text/calendar; charset=utf-8"
    )
