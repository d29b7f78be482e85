from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template import RequestContext, Template

from tests.govuk.site.draft import SECRET, draft
from tests.govuk.site.forms import Actions, SampleForm

TEMPLATES = Path(__file__).parent / "templates"
GUARDED = "Jane Doe"
TEAMS = ("Digital", "Finance")


def render(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    text = (TEMPLATES / template).read_text()
    return HttpResponse(Template(text).render(RequestContext(request, context)), status=status)


def stored() -> dict:
    single = {name: values[-1] for name, values in draft.values.items() if name != "standards"}
    return {**single, "standards": draft.values.get("standards", [])}


def rows() -> list[dict]:
    count = int(draft.text("actions-TOTAL_FORMS") or 0)
    texts = [draft.text(f"actions-{number}-text") for number in range(count)]
    return [{"text": text} for text in texts if text]


def context_of(request: HttpRequest, form: SampleForm, **more) -> dict:
    actions = Actions(initial=rows(), prefix="actions")
    key = f"{request.user.pk}:sample:1"
    return {"form": form, "actions": actions, "draft": draft, "key": key, "secret": SECRET, **more}


def sample(request: HttpRequest) -> HttpResponse:
    """The form; sent, it is saved and checked, and a stale version shows both texts."""
    if request.method != "POST":
        initial = {**stored(), **request.GET.dict()}
        unsaved = bool(request.GET)
        context = context_of(request, SampleForm(initial=initial), unsaved=unsaved)
        return render(request, "form.html", context)
    form = SampleForm(request.POST)
    if not draft.save(request.POST):
        context = context_of(request, form, theirs=draft.text("wellbeing"))
        return render(request, "form.html", context, status=409)
    if "check" in request.POST and not form.is_valid():
        return render(request, "form.html", context_of(request, form))
    return redirect("sample_saved")


def saved(request: HttpRequest) -> HttpResponse:
    return render(request, "saved.html", {})


def sample_draft(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        if draft.refusal:
            return JsonResponse({"error": draft.refusal}, status=400)
        if not draft.save(request.POST):
            return JsonResponse({}, status=409)
    wellbeing = draft.text("wellbeing")
    parts = {"wellbeing": bool(wellbeing.strip())}
    answer = {"version": draft.version, "saved_at": "21:14", "parts": parts}
    warning = {"field": "wellbeing", "text": f"“{GUARDED}” looks like a child’s name"}
    warnings = [warning] if GUARDED in wellbeing else []
    return JsonResponse({**answer, "csrf": get_token(request), "warnings": warnings})


def pin(request: HttpRequest) -> HttpResponse:
    draft.values["pinned"] = [request.POST["pin"]]
    if "application/json" in request.headers["Accept"]:
        return JsonResponse({"pinned": request.POST["pin"] == "on"})
    return redirect("sample")


def teams(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.getlist("team")
    shown = [team for team in TEAMS if not chosen or team in chosen]
    return render(request, "teams.html", {"teams": TEAMS, "chosen": chosen, "shown": shown})
