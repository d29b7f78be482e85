"""What happened in the period of a PLR: audits, observations, meetings; and what is pinned."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone

from people.models import Person
from policy import plr_period
from policy.rulebook import Rulebook
from qai.models import AuditContent, ObservationContent
from supervision import access
from supervision.models import PLR, GeneralMeetingContent
from supervision.rules import Rules

Piece = AuditContent | ObservationContent | GeneralMeetingContent


@dataclass(frozen=True)
class Item:
    """Something that happened since the last PLR. `key` names it when it is pinned."""

    key: str
    day: date
    kind: str
    title: str
    grade: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    pinned: bool = False


@dataclass(frozen=True)
class Period:
    """From the day after the previous PLR, or the clock start, to this one (AMB-52)."""

    start: date
    end: date
    previous: PLR | None


@dataclass(frozen=True)
class GradedPiece:
    """An audit or observation that feeds the proposed grade of a PLR (AMB-54)."""

    kind: str
    pk: int
    day: date
    grade: str


def period_of(plr: PLR, *, rules: Rules) -> Period:
    previous = _finalised_before(plr).order_by("-held_on").first()
    after_previous = previous and previous.held_on and previous.held_on + timedelta(days=1)
    return Period(after_previous or clock_start(plr, rules), plr.day_of_meeting, previous)


def clock_start(plr: PLR, rules: Rules) -> date:
    return max(plr.reportee.joined, rules.posting.start)


def graded_pieces(plr: PLR, *, rules: Rules) -> list[GradedPiece]:
    """The finalised pieces of work that feed the grade, in the order in which they were done."""
    belongs = partial(
        plr_period.belongs,
        held_on=plr.day_of_meeting,
        closed_on=timezone.localdate(),
        earlier=[
            (held, closed)
            for held, closed in _finalised_before(plr).values_list("held_on", "finalised_on")
            if held and closed
        ],
        clock_start=clock_start(plr, rules),
    )
    pieces = [
        GradedPiece(kind, pk, done_on, grade)
        for kind, pk, done_on, finalised_on, grade in _finalised_pieces(plr.reportee_id)
        if finalised_on and belongs(done_on, finalised_on)
    ]
    return sorted(pieces, key=lambda piece: (piece.day, piece.grade))


def _finalised_pieces(person_id: int) -> list[tuple[str, int, date, date | None, str]]:
    audits = AuditContent.objects.filter(
        audit__person=person_id, audit__finalised_on__isnull=False
    ).values_list("pk", "audit__completed_on", "audit__finalised_on", "grade")
    observations = ObservationContent.objects.filter(
        observation__person=person_id, observation__finalised_on__isnull=False
    ).values_list("pk", "observation__observed_on", "observation__finalised_on", "grade")
    return [("audit", *row) for row in audits] + [("observation", *row) for row in observations]


def pieces_of(plr: PLR, period: Period, *, reader: Person, rules: Rules) -> list[Piece]:
    """What feeds the grade, and the general meetings of the period, as far as one may see them.

    Whoever stands in for the line manager sees what feeds the grade of this PLR.
    """
    graded = graded_pieces(plr, rules=rules)
    audits = AuditContent.objects.filter(pk__in=pks_of("audit", graded))
    observations = ObservationContent.objects.filter(pk__in=pks_of("observation", graded))
    if not access.stands_in(reader, plr):
        audits, observations = audits.visible_to(reader), observations.visible_to(reader)
    meetings = GeneralMeetingContent.objects.visible_to(reader).filter(
        meeting__person=plr.reportee_id,
        meeting__finalised_on__isnull=False,
        meeting__held_on__range=(period.start, period.end),
    )
    return [
        *audits.select_related("audit__auditor"),
        *observations.select_related("observation__observer"),
        *meetings.select_related("meeting__recorded_by"),
    ]


def pks_of(kind: str, pieces: Sequence[GradedPiece]) -> list[int]:
    return [piece.pk for piece in pieces if piece.kind == kind]


def pins_of(plr: PLR) -> set[str]:
    return set(plr.pins.values_list("item", flat=True))


def may_be_pinned(item: str, plr: PLR, *, reader: Person, rules: Rules) -> bool:
    period = period_of(plr, rules=rules)
    return item in map(key_of, pieces_of(plr, period, reader=reader, rules=rules))


def _finalised_before(plr: PLR) -> QuerySet[PLR]:
    return PLR.objects.filter(
        reportee=plr.reportee_id, state=PLR.State.FINALISED, held_on__lt=plr.day_of_meeting
    )


def key_of(piece: Piece) -> str:
    """By this name a piece is pinned."""
    return f"{type(piece).__name__.removesuffix('Content').lower()}-{piece.pk}"


def items_of(pieces: Iterable[Piece], *, pinned: Collection[str], book: Rulebook) -> list[Item]:
    """Latest first."""
    items = [_item(piece, book, pinned) for piece in pieces]
    return sorted(items, key=lambda item: item.day, reverse=True)


def _item(piece: Piece, book: Rulebook, pinned: Collection[str]) -> Item:
    match piece:
        case AuditContent():
            return _audit_item(piece, book, pinned)
        case ObservationContent():
            return _observation_item(piece, book, pinned)
        case _:
            return _meeting_item(piece, book, pinned)


def _audit_item(content: AuditContent, book: Rulebook, pinned: Collection[str]) -> Item:
    audit, key = content.audit, key_of(content)
    tool = book.choices.audit_tools[audit.tool].title
    form = book.choices.audit_formats[audit.format].title if audit.format else ""
    return Item(
        key=key,
        day=audit.completed_on,
        kind="Case file audit",
        title=f"{tool}{', ' + form.lower() if form else ''}, by {audit.auditor.name}",
        grade=content.grade,
        texts=(("Strengths", content.strengths), ("Learning", content.learning)),
        pinned=key in pinned,
    )


def _observation_item(content: ObservationContent, book: Rulebook, pinned: Collection[str]) -> Item:
    observation, key = content.observation, key_of(content)
    setting = book.choices.observation_settings[observation.setting].title
    return Item(
        key=key,
        day=observation.observed_on,
        kind="Practice observation",
        title=f"{setting}, by {observation.observer.name}",
        grade=content.grade,
        texts=(("Strengths", content.strengths), ("Learning", content.learning)),
        pinned=key in pinned,
    )


def _meeting_item(content: GeneralMeetingContent, book: Rulebook, pinned: Collection[str]) -> Item:
    meeting, key = content.meeting, key_of(content)
    kind = book.choices.general_meeting_kinds[meeting.kind].title
    return Item(
        key=key,
        day=meeting.held_on,
        kind="General meeting",
        title=f"{kind}, with {meeting.recorded_by.name}",
        texts=(("Summary", content.summary),),
        pinned=key in pinned,
    )
