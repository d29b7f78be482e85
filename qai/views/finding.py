"""What every view of a piece of work starts with: find it, if you may see it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from people.models import Person
from people.views.finding import or_404
from qai.models import Audit, Observation, Piece
from qai.queries.choosing import person_open_to


class KindConverter:
    """`audits` or `observations` in an address; the model in a view."""

    regex = "audits|observations"

    def to_python(self, value: str) -> type[Piece]:
        return Audit if value == Audit.SLUG else Observation

    def to_url(self, value: str) -> str:
        return value


def visible_piece(request: HttpRequest, kind: type[Piece], pk: int) -> Piece:
    pieces = kind.objects.visible_to(request.user).select_related("person", kind.AUTHOR)
    return get_object_or_404(pieces, pk=pk)


def person_to_look_at(request: HttpRequest, pk: int) -> Person:
    """Somebody whose work the reader may look at; for everybody else there is no such page."""
    return or_404(person_open_to(request.user, pk))
