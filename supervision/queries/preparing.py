"""Everything known beside a PLR: the prepare page, and what is pinned beside the record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from people.models import Absence, Person
from supervision.models import PLR, Action, ActionContent, ActionNote
from supervision.queries import pieces
from supervision.queries.past import Past, past_of, period_start
from supervision.queries.pieces import Item, Work
from supervision.queries.reading import Openings
from supervision.rules import Rules


@dataclass(frozen=True)
class Prepared:
    past: Past
    previous: PLR | None
    start: date
    items: Sequence[Item]
    actions: Sequence[ActionContent]


def prepare(plr: PLR, *, pinned: Collection[str], openings: Openings, rules: Rules) -> Prepared:
    """What is known of the period; constant in the number of records."""
    past = past_of(plr.reportee_id)
    known = known_pieces(plr, past, reader=openings.reader, rules=rules)
    actions = with_notes(open_actions(plr.reportee_id, reader=openings.reader))
    openings.add_pieces([*known, *actions])
    return Prepared(
        past=past,
        previous=next(reversed(past.before(plr)), None),
        start=period_start(plr, past, clock_start=pieces.clock_start(plr, rules)),
        items=pieces.items_of(known, pinned=pinned, book=rules.book),
        actions=actions,
    )


def known_pieces(plr: PLR, past: Past, *, reader: Person, rules: Rules) -> list[pieces.Piece]:
    work = pieces.work_of(plr, past, reader=reader, rules=rules)
    return [*work, *pieces.meetings_of(plr, past, reader=reader, rules=rules)]


def may_be_pinned(item: str, plr: PLR, *, reader: Person, rules: Rules) -> bool:
    known = known_pieces(plr, past_of(plr.reportee_id), reader=reader, rules=rules)
    return item in map(pieces.key_of, known)


def open_pinned(
    plr: PLR,
    past: Past,
    work: Sequence[Work],
    *,
    pinned: Collection[str],
    openings: Openings,
    rules: Rules,
) -> list[Item]:
    """What was pinned, to be shown beside the record."""
    meetings = (
        pieces.meetings_of(plr, past, reader=openings.reader, rules=rules)
        if any(key.startswith("generalmeeting-") for key in pinned)
        else []
    )
    shown = [piece for piece in (*work, *meetings) if pieces.key_of(piece) in pinned]
    openings.add_pieces(shown)
    return pieces.items_of(shown, pinned=pinned, book=rules.book)


def open_actions(person_id: int, *, reader: Person) -> list[ActionContent]:
    contents = ActionContent.objects.visible_to(reader).filter(
        action__person=person_id, action__state=Action.State.OPEN
    )
    related = contents.select_related("action__owner", "action__plr")
    return list(related.order_by("action__due_on"))


def with_notes(actions: Sequence[ActionContent]) -> Sequence[ActionContent]:
    """To show what was said of each since it was set."""
    notes = Prefetch("action__notes", queryset=ActionNote.objects.select_related("by"))
    prefetch_related_objects(actions, notes)
    return actions


def away_since(person_id: int, *, start: date, until: date) -> list[Absence]:
    """Days away, without kinds: that is all a manager sees (GAP-22)."""
    absences = Absence.objects.filter(person=person_id, start__lte=until).defer("kind")
    return list(absences.exclude(end__lt=start).order_by("start"))


def was_away(person_id: int, *, on: date) -> bool:
    return Absence.objects.current(on).filter(person=person_id).exists()
