"""The form of the facts of a piece, with what this reader may choose for this person."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from people.models import Person
from people.rules import book_on
from policy.rulebook.qai import Setting, Source, Tool
from qai import access
from qai.forms.begin import AuditForm, ObservationForm, Refusal
from qai.models import Audit, Observation, Piece
from qai.queries.guards import QUICK, refusal_of

FULL = "full"


def form_for(
    request: HttpRequest,
    kind: type[Piece],
    person: Person,
    *,
    initial: dict[str, Any],
    piece: Piece | None = None,
) -> AuditForm | ObservationForm | None:
    """None where nothing fits the person's work and the reader's duties."""
    data = request.POST if request.method == "POST" else None
    book = book_on(timezone.localdate())
    known = {"rulebook": book, "joined": person.joined, "initial": initial}
    if kind is Observation:
        settings = settings_for(request.user, person, piece)
        return ObservationForm(data, settings=settings, **known) if settings else None
    sources, tools = tools_for(request.user, person, piece)
    if not tools:
        return None
    return AuditForm(data, sources=sources, tools=tools, refusal=refusal_about(person), **known)


def tools_for(
    by: Person, person: Person, piece: Piece | None
) -> tuple[tuple[Source, ...], tuple[Tool, ...]]:
    """Of a draft: the tool that it has, or the full one in place of the quick one (AMB-27)."""
    book = book_on(timezone.localdate())
    sources, tools = access.tools_open_to(by, person, book)
    if not isinstance(piece, Audit):
        return sources, tools
    keys = [QUICK, FULL] if piece.tool == QUICK else [piece.tool]
    named = dict.fromkeys([piece.source, *(source.key for source in sources)])
    return tuple(book.qai.sources[key] for key in named), tuple(book.qai.tools[key] for key in keys)


def settings_for(by: Person, person: Person, piece: Piece | None) -> tuple[Setting, ...]:
    """Of a draft: its own, and those in which the same is asked."""
    book = book_on(timezone.localdate())
    settings = access.settings_open_to(by, person, book)
    if not isinstance(piece, Observation):
        return settings
    own = book.qai.settings[piece.setting]
    return tuple(dict.fromkeys([own, *(one for one in settings if one.tool == own.tool)]))


def refusal_about(person: Person) -> Refusal:
    def refusal(tool: str, case_reference: str, day: date) -> str | None:
        days = (day, timezone.localdate())
        return refusal_of(tool, person, case_reference=case_reference, days=days)

    return refusal


def initial_of(piece: Piece, request: HttpRequest) -> dict[str, Any]:
    """As it stands; a link that leads from the quick to the full tool has chosen that one."""
    initial = {"case_reference": piece.case_reference, piece.DAY: piece.day}
    if isinstance(piece, Observation):
        return {**initial, "setting": piece.setting}
    tool = FULL if request.GET.get("tool") == FULL else piece.tool
    return {**initial, "tool": tool, "source": piece.source, "format": piece.format}
