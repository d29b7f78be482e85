from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.models import Person
from people.queries.scopes import Scope
from people.sheets import as_csv
from people.views.finding import or_404
from qai import access
from qai.actions import themes as actions
from qai.actions.themes import TitleTaken
from qai.forms.themes import ThemeForm, TrendForm
from qai.models import Tag, Theme
from qai.queries import theme_trends as trends
from qai.queries import themes as queries
from qai.queries.theme_trends import Quarter, ThemeRow

TOO_FEW = "fewer than five"


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """The list of themes, for those who keep it."""
    or_404(request.user if access.keeps_themes(request.user) else None)
    form = ThemeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            theme = actions.add_theme(title=form.cleaned_data["title"], by=request.user)
        except TitleTaken:
            form.refuse_title()
        else:
            messages.success(request, f"“{theme}” is on the list.")
            return redirect("qai:themes_kept")
    context = {"form": form, "themes": queries.kept_list()}
    return render(request, "qai/themes_kept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    theme = theme_to_keep(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ThemeForm(data, initial={"title": theme.title})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_theme(theme=theme, title=form.cleaned_data["title"], by=request.user)
        except TitleTaken:
            form.refuse_title()
        else:
            messages.success(request, f"It is called “{theme}” now, wherever it was used.")
            return redirect("qai:themes_kept")
    context = {
        "form": form,
        "back_url": reverse("qai:themes_kept"),
        "back_text": "Themes",
    }
    return render(request, "qai/themes_rename.html", context)


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    theme = theme_to_keep(request, pk)
    actions.retire_theme(theme=theme, by=request.user, today=timezone.localdate())
    messages.success(request, f"“{theme}” is not offered any more. It stays where it was used.")
    return redirect("qai:themes_kept")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    theme = theme_to_keep(request, pk)
    actions.restore_theme(theme=theme, by=request.user)
    messages.success(request, f"“{theme}” is offered again.")
    return redirect("qai:themes_kept")


def theme_to_keep(request: HttpRequest, pk: int) -> Theme:
    return get_object_or_404(Theme.objects.visible_to(request.user), pk=pk)


@require_safe
def trend(request: HttpRequest) -> HttpResponse:
    """In the work of how many people a theme was found, by quarter and part."""
    reader, quarters = request.user, trends.quarters_to(timezone.localdate())
    scope = trends.scope_of(reader, request.GET.get("part", ""))
    if scope is None:
        raise Http404
    themes = queries.every_theme()
    form = TrendForm(request.GET, parts=parts_for(reader), themes=themes, quarters=quarters)
    asked = form.asked()
    side = asked.get("side") or Tag.Side.LEARNING
    counted = trends.counted_in(scope, trends.found_since(quarters[0], side))
    rows = trends.rows_of(counted, themes, quarters)
    if request.GET.get("export") == "csv":
        return sheet(scope, rows, quarters)
    context = {
        "form": form,
        "scope": scope,
        "side": Tag.Side(side).label.lower(),
        "quarters": quarters,
        "rows": rows,
        "keeps_themes": access.keeps_themes(reader),
        **one_theme(counted, rows, asked, quarters, side),
    }
    status = 400 if form.errors else 200
    return render(request, "qai/themes.html", context, status=status)


def one_theme(
    counted: trends.Counted,
    rows: Sequence[ThemeRow],
    asked: dict[str, Any],
    quarters: Sequence[Quarter],
    side: str,
) -> dict[str, Any]:
    """The picture of one theme, and where it was found in the quarter that is looked at."""
    chosen = asked.get("theme")
    row = next((row for row in rows if row.theme.pk == chosen), None) if chosen else None
    row = row or (rows[0] if rows and not chosen else None)
    if row is None:
        return {}
    quarter = next((one for one in quarters if one.key == asked.get("quarter")), quarters[-1])
    return {
        "chosen": row.theme,
        "chart": trends.chart_of(row, quarters, side),
        "quarter": quarter,
        "parts": counted.by_part((row.theme.pk, quarter)),
    }


def parts_for(reader: Person) -> list[tuple[str, str]]:
    """What can be looked at: one's own team, and each unit that one oversees."""
    tree = trends.tree_seen_by(reader)
    own = [(trends.MY_TEAM, "My team")] if reader.reach.reports else []
    units = [(str(unit.pk), "– " * depth + unit.name) for depth, unit in tree.depth_first()]
    return [("", "All that I may see"), *own, *units]


def sheet(scope: Scope, rows: Sequence[ThemeRow], quarters: Sequence[Quarter]) -> HttpResponse:
    head = ("Theme", *(quarter.title for quarter in quarters))
    lines = (
        (row.theme.title, *(TOO_FEW if number is None else number for number in row.numbers))
        for row in rows
    )
    return HttpResponse(
        as_csv(head, lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="themes.csv"'},
    )
