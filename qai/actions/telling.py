"""Who is told what about a piece of work: names and days alone."""

from collections.abc import Iterable

from govuk.dates import uk_date
from notices.actions import tell
from people.models import Person
from qai.models import Piece


def tell_about(
    piece: Piece, people: Iterable[Person], kind: str, *, by: Person, step: str = "", path: str = ""
) -> None:
    """Tells everybody but the one who acts."""
    tell(
        people=set(people) - {by},
        kind=kind,
        about=piece,
        step=step,
        path=path or piece.get_absolute_url(),
        facts={"by": by.name, "day": uk_date(piece.day), "thing": piece.thing},
    )
