"""Everything known beside a PLR: the prepare page, and what is pinned beside the record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch

from people.models import Absence, Person
from policy.coverage import Coverage, coverage
from policy.rulebook import Rulebook
from qai.models import AuditContent, ObservationContent
from supervision.models import PLR, Action, ActionContent, ActionNote, GeneralMeetingContent, Record
from supervision.queries import reading

TREND_LENGTH = 4


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
    """From the day after the previous PLR to this one, both included (AMB-52)."""

    start: date | None
    end: date

    def holds(self, field_name: str) -> dict[str, date]:
        limits = {f"{field_name}__lte": self.end}
        return limits | ({f"{field_name}__gte": self.start} if self.start else {})


@dataclass(frozen=True)
class Prepared:
    period: Period
    previous: PLR | None
    items: list[Item] = field(default_factory=list)
    actions: Sequence[ActionContent] = ()

    @property
    def pinned(self) -> list[Item]:
        return [item for item in self.items if item.pinned]


def previous_plr(plr: PLR) -> PLR | None:
    earlier = PLR.objects.filter(
        reportee=plr.reportee_id, state=PLR.State.FINALISED, held_on__lt=plr.day_of_meeting
    )
    return earlier.order_by("-held_on").first()


def period_of(plr: PLR, previous: PLR | None) -> Period:
    start = previous.held_on + timedelta(days=1) if previous and previous.held_on else None
    return Period(start=start, end=plr.day_of_meeting)


def prepare(
    plr: PLR, *, reader: Person, book: Rulebook, actions: Sequence[ActionContent] | None = None
) -> Prepared:
    """Reads, and logs, what is known of the period; constant in the number of records."""
    previous = previous_plr(plr)
    period = period_of(plr, previous)
    audits = _audits(plr, period, reader)
    observations = _observations(plr, period, reader)
    meetings = _meetings(plr, period, reader)
    if actions is None:
        actions = open_actions(plr.reportee_id, reader=reader)
    reading.open_pieces(
        plr.reportee_id, [*audits, *observations, *meetings, *actions], reader=reader
    )
    pinned = set(plr.pins.values_list("item", flat=True))
    items = [
        *(_audit_item(content, book, pinned) for content in audits),
        *(_observation_item(content, book, pinned) for content in observations),
        *(_meeting_item(content, book, pinned) for content in meetings),
    ]
    return Prepared(
        period=period,
        previous=previous,
        items=sorted(items, key=lambda item: item.day, reverse=True),
        actions=actions,
    )


def days_held(person_id: int) -> set[date]:
    held = PLR.objects.filter(reportee=person_id, held_on__isnull=False)
    return {day for day in held.values_list("held_on", flat=True) if day}


def qai_grades(plr: PLR) -> list[str]:
    """The graded pieces of work of the period, in the order in which they were done (AMB-54)."""
    period = period_of(plr, previous_plr(plr))
    audits = AuditContent.objects.filter(
        audit__person=plr.reportee_id,
        audit__finalised_on__isnull=False,
        **period.holds("audit__completed_on"),
    ).values_list("audit__completed_on", "grade")
    observations = ObservationContent.objects.filter(
        observation__person=plr.reportee_id,
        observation__finalised_on__isnull=False,
        **period.holds("observation__observed_on"),
    ).values_list("observation__observed_on", "grade")
    return [grade for _, grade in sorted([*audits, *observations])]


def open_actions(person_id: int, *, reader: Person) -> list[ActionContent]:
    contents = ActionContent.objects.visible_to(reader).filter(
        action__person=person_id, action__state=Action.State.OPEN
    )
    notes = ActionNote.objects.select_related("by")
    return list(
        contents.select_related("action__owner", "action__plr")
        .prefetch_related(Prefetch("action__notes", queryset=notes))
        .order_by("action__due_on")
    )


def standards_coverage(person_id: int, *, on: date, book: Rulebook) -> Coverage:
    held = PLR.objects.counted().filter(reportee=person_id, held_on__lte=on)
    rows = held.values_list("held_on", "standards_assessed")
    assessed = [(day, standard) for day, standards in rows if day for standard in standards]
    return coverage(assessed, on, book)


def away_since(person_id: int, *, start: date | None, until: date) -> list[Absence]:
    """Days away, without kinds: that is all a manager sees (GAP-22)."""
    absences = Absence.objects.filter(person=person_id, start__lte=until).defer("kind")
    if start:
        absences = absences.exclude(end__lt=start)
    return list(absences.order_by("start"))


def grade_trend(person_id: int, *, reader: Person, before: date) -> list[dict[str, Any]]:
    """Self and manager grade by standard in the last four finalised PLRs, oldest first."""
    records = (
        Record.objects.visible_to(reader)
        .filter(plr__reportee=person_id, plr__state=PLR.State.FINALISED, plr__held_on__lt=before)
        .select_related("plr", "plr__self_assessment")
        .order_by("-plr__held_on")[:TREND_LENGTH]
    )
    found = list(reversed(records))
    reading.open_records(person_id, found, reader=reader)
    return [
        {
            "day": record.plr.held_on,
            "manager": grades_in(record.body),
            "self": grades_in(record.plr.self_assessment.body)
            if hasattr(record.plr, "self_assessment")
            else {},
            "overall": record.overall_grade,
        }
        for record in found
    ]


def grades_in(body: dict) -> dict[str, str]:
    return {key: entry.get("grade", "") for key, entry in body.get("standards", {}).items()}


def _audits(plr: PLR, period: Period, reader: Person) -> list[AuditContent]:
    found = AuditContent.objects.visible_to(reader).filter(
        audit__person=plr.reportee_id,
        audit__finalised_on__isnull=False,
        **period.holds("audit__completed_on"),
    )
    return list(found.select_related("audit__auditor"))


def _observations(plr: PLR, period: Period, reader: Person) -> list[ObservationContent]:
    found = ObservationContent.objects.visible_to(reader).filter(
        observation__person=plr.reportee_id,
        observation__finalised_on__isnull=False,
        **period.holds("observation__observed_on"),
    )
    return list(found.select_related("observation__observer"))


def _meetings(plr: PLR, period: Period, reader: Person) -> list[GeneralMeetingContent]:
    found = GeneralMeetingContent.objects.visible_to(reader).filter(
        meeting__person=plr.reportee_id,
        meeting__finalised_on__isnull=False,
        **period.holds("meeting__held_on"),
    )
    return list(found.select_related("meeting__recorded_by"))


def _audit_item(content: AuditContent, book: Rulebook, pinned: set[str]) -> Item:
    audit, key = content.audit, f"audit-{content.pk}"
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


def _observation_item(content: ObservationContent, book: Rulebook, pinned: set[str]) -> Item:
    observation, key = content.observation, f"observation-{content.pk}"
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


def _meeting_item(content: GeneralMeetingContent, book: Rulebook, pinned: set[str]) -> Item:
    meeting, key = content.meeting, f"meeting-{content.pk}"
    kind = book.choices.general_meeting_kinds[meeting.kind].title
    return Item(
        key=key,
        day=meeting.held_on,
        kind="General meeting",
        title=f"{kind}, with {meeting.recorded_by.name}",
        texts=(("Summary", content.summary),),
        pinned=key in pinned,
    )
