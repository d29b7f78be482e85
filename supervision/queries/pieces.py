"""What happened in the period of a PLR: audits, observations, meetings; and what is pinned."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Q
from django.utils import timezone

from people.models import Person
from policy import plr_period
from policy.rulebook import Rulebook
from qai.models import AuditContent, ObservationContent
from qai.queries.themes import with_themes
from supervision import access
from supervision.meeting_words import texts_in_words
from supervision.models import PLR, GeneralMeetingContent
from supervision.queries.past import Past, period_start
from supervision.rules import Rules

Work = AuditContent | ObservationContent
Piece = Work | GeneralMeetingContent

AUDIT = (
    "grade",
    "strengths",
    "learning",
    *(f"audit__{name}" for name in ("person", "completed_on", "finalised_on", "tool", "format")),
    "audit__auditor__name",
)
OBSERVATION = (
    "grade",
    "strengths",
    "learning",
    *(f"observation__{name}" for name in ("person", "observed_on", "finalised_on", "setting")),
    "observation__observer__name",
)


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
    url: str = ""


def clock_start(plr: PLR, rules: Rules) -> date:
    return max(plr.reportee.joined, rules.posting.start)


def work_of(plr: PLR, past: Past, *, reader: Person, rules: Rules) -> list[Work]:
    """The graded pieces of work of the period, in the order in which they were done (AMB-54).

    Whoever leads the PLR sees them: they feed the grade that is proposed.
    """
    if not access.leads(reader, plr):
        return []
    earlier = past.closed_before(plr)
    belongs = partial(
        plr_period.belongs,
        held_on=plr.day_of_meeting,
        closed_on=timezone.localdate(),
        earlier=earlier,
        clock_start=clock_start(plr, rules),
    )
    final = partial(finalised, plr=plr, after=max(earlier, default=None))
    audits = AuditContent.objects.filter(final("audit__", "completed_on"))
    audits = audits.select_related("audit__auditor").only(*AUDIT)
    seen = ObservationContent.objects.filter(final("observation__", "observed_on"))
    seen = seen.select_related("observation__observer").only(*OBSERVATION)
    dated = [
        (one.audit.completed_on, one.audit.finalised_on, one)
        for one in audits.annotate(themes=with_themes("audit"))
    ] + [
        (one.observation.observed_on, one.observation.finalised_on, one)
        for one in seen.annotate(themes=with_themes("observation"))
    ]
    used = [(day, one) for day, closed, one in dated if closed and belongs(day, closed)]
    return [one for _, one in sorted(used, key=lambda pair: (pair[0], pair[1].grade))]


def finalised(of: str, done_on: str, *, plr: PLR, after: tuple[date, date] | None) -> Q:
    """Done by that day, and not yet both done and finalised when the PLR before was."""
    final = Q(**{f"{of}person": plr.reportee_id, f"{of}finalised_on__isnull": False})
    done = final & Q(**{f"{of}{done_on}__lte": plr.day_of_meeting})
    if after is None:
        return done
    held, closed = after
    return done & ~Q(**{f"{of}{done_on}__lte": held, f"{of}finalised_on__lte": closed})


def meetings_of(
    plr: PLR, past: Past, *, reader: Person, rules: Rules
) -> list[GeneralMeetingContent]:
    start = period_start(plr, past, clock_start=clock_start(plr, rules))
    meetings = GeneralMeetingContent.objects.visible_to(reader).filter(
        meeting__person=plr.reportee_id,
        meeting__finalised_on__isnull=False,
        meeting__held_on__range=(start, plr.day_of_meeting),
    )
    return list(meetings.select_related("meeting__recorded_by"))


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
        title=f"{kind}, with {meeting.recorded_by.name}{'' if meeting.attended else ': not there'}",
        texts=tuple(texts_in_words(content.texts)),
        pinned=key in pinned,
        url=meeting.get_absolute_url(),
    )
