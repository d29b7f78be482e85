from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notices import access, actions, calendar, queries
from notices.feeds import entries_of, feed_of_token, own_feed
from notices.forms import MailForm
from people.paging import page_links, page_of
from people.views.finding import or_404

LONGEST_LIST = 100


@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """What one was told, by mail as well; new ones are marked until the page was opened."""
    page = page_of(queries.messages_of(request.user), request.GET.get("page"))
    page.object_list = list(page.object_list)
    actions.see(person=request.user, now=timezone.now())
    context = {"page": page, "pagination": page_links(page, request.GET)}
    return render(request, "notices/told.html", context)


@require_safe
def not_confirmed(request: HttpRequest) -> HttpResponse:
    or_404(access.may_see_what_was_not_confirmed(request.user) or None)
    page = page_of(queries.not_confirmed(timezone.now()), request.GET.get("page"))
    context = {
        "page": page,
        "pagination": page_links(page, request.GET),
        "outside": queries.not_confirmed_outside(timezone.now())[:LONGEST_LIST],
    }
    return render(request, "notices/not_confirmed.html", context)


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    or_404(access.may_see_what_was_not_confirmed(request.user) or None)
    notice = get_object_or_404(queries.not_confirmed(timezone.now()), pk=pk)
    if actions.send_again(notice=notice, by=request.user):
        messages.success(request, f"The message to {notice.person} is sent again.")
    return redirect("notices:not_confirmed")


@require_POST
def send_outside_again(request: HttpRequest, pk: int) -> HttpResponse:
    """With another link: the one before is kept nowhere."""
    or_404(access.may_see_what_was_not_confirmed(request.user) or None)
    message = get_object_or_404(queries.not_confirmed_outside(timezone.now()), pk=pk)
    if actions.send_again(notice=message, by=request.user):
        messages.success(request, f"The message to {message.name} is sent again.")
    return redirect("notices:not_confirmed")


@require_http_methods(["GET", "HEAD", "POST"])
def by_email(request: HttpRequest) -> HttpResponse:
    """Which messages come by email as well, of those that one may do without."""
    unmailed = queries.unmailed_kinds(request.user)
    form = MailForm(request.POST or None, unmailed=unmailed)
    if request.method == "POST" and form.is_valid():
        actions.choose_mail(person=request.user, wanted=form.cleaned_data["wanted"])
        messages.success(request, "Saved. Every message stands on this site in any case.")
        return redirect("notices:told")
    return render(request, "notices/by_email.html", {"form": form})


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
