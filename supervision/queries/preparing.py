"""Everything known beside a PLR: the prepare page, and what is pinned beside the record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models.expressions import RawSQL

from people.models import Absence, Person
from qai.queries.themes import Collated, collate
from supervision.models import PLR, Action, ActionContent
from supervision.queries import pieces
from supervision.queries.past import Past, past_of, period_start
from supervision.queries.pieces import Item, Work
from supervision.queries.reading import Openings
from supervision.rules import Rules

SHOWN_AT_FIRST = 20
SHOWN = (
    "description",
    "action__person",
    "action__due_on",
    "action__owner__name",
    "action__plr__led_by",
)
SAID = """
(select json_agg(
    json_build_object('on', (at at time zone %s)::date, 'by', name, 'text', text)
    order by at, note.id)
 from supervision_actionnote note join people_person on people_person.id = by_id
 where note.action_id = supervision_actioncontent.action_id)
"""


@dataclass(frozen=True)
class Prepared:
    past: Past
    previous: PLR | None
    start: date
    items: Sequence[Item]
    themes: Collated
    actions: Sequence[ActionContent]
    all_of_them: bool

    @cached_property
    def shown(self) -> list[Item]:
        """To be read and pinned: the latest, or all, and whatever is pinned."""
        most = len(self.items) if self.all_of_them else SHOWN_AT_FIRST
        return [item for n, item in enumerate(self.items) if n < most or item.pinned]

    @cached_property
    def further(self) -> frozenset[str]:
        """The names of those that are not shown yet."""
        return frozenset(self.by_key) - {item.key for item in self.shown}

    @cached_property
    def by_key(self) -> dict[str, Item]:
        return {item.key: item for item in self.items}


def prepare(
    plr: PLR,
    *,
    pinned: Collection[str],
    openings: Openings,
    rules: Rules,
    all_of_them: bool = False,
) -> Prepared:
    """What is known of the period; constant in the number of records."""
    past = past_of(plr.reportee_id)
    work = pieces.work_of(plr, past, reader=openings.reader, rules=rules)
    known = [*work, *pieces.meetings_of(plr, past, reader=openings.reader, rules=rules)]
    prepared = Prepared(
        past=past,
        previous=next(reversed(past.before(plr)), None),
        start=period_start(plr, past, clock_start=pieces.clock_start(plr, rules)),
        items=pieces.items_of(known, pinned=pinned, book=rules.book),
        themes=themes_of(work),
        actions=open_actions(plr.reportee_id, reader=openings.reader),
        all_of_them=all_of_them,
    )
    shown = (piece for piece in known if pieces.key_of(piece) not in prepared.further)
    openings.add_pieces([*shown, *prepared.actions])
    return prepared


def themes_of(work: Sequence[Any]) -> Collated:
    """Strengths and learning of the period taken together (P22-2.11b); `work_of` says of what."""
    return collate((pieces.key_of(piece), piece.themes) for piece in work)


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
    """With `said`: the day, the name and the words of each note since it was set."""
    contents = ActionContent.objects.visible_to(reader).filter(
        action__person=person_id, action__state=Action.State.OPEN
    )
    related = contents.select_related("action__owner", "action__plr").only(*SHOWN)
    said = related.annotate(said=RawSQL(SAID, [settings.TIME_ZONE]))
    return list(said.order_by("action__due_on"))


def actions_to_review(person_id: int, *, reader: Person) -> list[ActionContent]:
    """Which they are, and no more: for a form that is only saved."""
    contents = ActionContent.objects.visible_to(reader).filter(
        action__person=person_id, action__state=Action.State.OPEN
    )
    return list(contents.only("pk"))


def away_since(person_id: int, *, start: date, until: date) -> list[Absence]:
    """Days away, without kinds: that is all a manager sees (GAP-22)."""
    absences = Absence.objects.filter(person=person_id, start__lte=until).defer("kind")
    return list(absences.exclude(end__lt=start).order_by("start"))


def was_away(person_id: int, *, on: date) -> bool:
    return Absence.objects.current(on).filter(person=person_id).exists()
