"""Which rows are records of which kind, whose they are, and what they hang on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from assurance.models import Draw
from compliance.models import CalculatedChange, DailyChange, Standing
from notices.models import Notice
from people.models import (
    Absence,
    BreakGlass,
    PerformanceMatter,
    Person,
    Reading,
    ReadingGrant,
    SignIn,
)
from policy.months import ONE_DAY
from qai.models import (
    Audit,
    AuditAmendment,
    Observation,
    ObservationAmendment,
    SelfRegulationDecision,
)
from stewardship.disposing import ways
from stewardship.disposing.bin import Bin
from stewardship.disposing.former import FORMER, pseudonymise
from stewardship.models import AccessCopy, AccessRequest, AccessReview, LegalHold
from supervision.models import (
    GROUP,
    PLR,
    Action,
    AgreedInterval,
    Amendment,
    GeneralMeeting,
    MeetingAmendment,
    MeetingDraft,
    Record,
    SelfAssessment,
    SupportNeed,
)

Records = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Holding:
    """Rows of one model. `person` leads to whose they are; `day` to when the clock began, where it
    is their own. `records`: by kind of a held record, what leads to it. `also`: other people whose
    hold keeps the row. `counted`: a record in the eyes of those who read a list."""

    model: type[Model]
    person: str
    day: str = ""
    rows: Q = field(default_factory=Q)
    records: Records = field(default_factory=dict)
    also: tuple[str, ...] = ()
    counted: bool = True
    way: Callable[[Bin, QuerySet], int] = Bin.throw

    def everything(self, db: str) -> QuerySet:
        return self.model._base_manager.using(db).filter(self.rows)

    def free(self, db: str, until: date) -> QuerySet:
        """Those that no hold keeps; with a clock of their own those that began by that day."""
        rows, holds = self.everything(db), LegalHold.objects.using(db)
        if self.day:
            rows = rows.filter(**{f"{self.day}__lt": end_of(until)})
        for kind, paths in self.records.items():
            held = holds.lasting().filter(record_kind=kind).values("record_id")
            for path in paths:
                rows = rows.exclude(**{f"{path}__in": held})
        for path in self.also:
            rows = rows.exclude(**{f"{path}__in": holds.of_everything().values("person")})
        return rows


def end_of(day: date) -> datetime:
    """Midnight in London; a moment, so that an index on moments is of use."""
    return timezone.make_aware(datetime.combine(day + ONE_DAY, time.min))


def of_record(kind: str, path: str) -> Records:
    return {kind: (path,)}


MADE_FROM: Records = {
    "plr": ("plr", "notes__plr"),
    "meeting": ("meeting",),
    "audit": ("audit",),
    "observation": ("observation",),
}
DECIDED_IN: Records = {"plr": ("record__plr",), "meeting": ("record__meeting",)}
CANCELLED = Q(plr__state=PLR.State.CANCELLED) & ~Q(body={})
SAMPLED: Records = {"plr": ("plr",), "audit": ("audit",)}


def worked_out() -> tuple[Holding, ...]:
    """Figures by name. Those without a name stay."""
    return tuple(
        Holding(model, "person", counted=False)
        for model in (Standing, DailyChange, CalculatedChange)
    )


def copies() -> tuple[Holding, ...]:
    """Of the records, made for somebody who asked."""
    return tuple(
        Holding(model, "of__person", counted=False) for model in (AccessCopy, AccessReview)
    )


def samples(of: str) -> tuple[Holding, ...]:
    """They go with the records that were sampled, and what opened those goes too."""
    return (
        Holding(Draw, "about", rows=Q(of=of), records=SAMPLED, counted=False, way=ways.throw_draws),
        Holding(
            ReadingGrant,
            "about",
            rows=Q(kind=of),
            records=of_record(of, "record_id"),
            counted=False,
        ),
    )


# In the order in which they go: what refers to others first.
HOLDINGS: Mapping[str, tuple[Holding, ...]] = {
    "supervision": (
        *samples("plr"),
        Holding(Action, "person", records=MADE_FROM),
        Holding(SelfRegulationDecision, "person", records=DECIDED_IN),
        Holding(PLR, "reportee", records=of_record("plr", "pk")),
        Holding(GeneralMeeting, "person", records=of_record("meeting", "pk")),
        Holding(MeetingDraft, "person"),
        Holding(AgreedInterval, "person"),
        Holding(SupportNeed, "person"),
        *worked_out(),
        *copies(),
    ),
    "quality_assurance": (
        *samples("audit"),
        Holding(Audit, "person", records=of_record("audit", "pk"), way=ways.throw_pieces),
        Holding(
            Observation, "person", records=of_record("observation", "pk"), way=ways.throw_pieces
        ),
    ),
    "samples": (Holding(Draw, "about", records=SAMPLED, way=ways.throw_draws),),
    "absences": (Holding(Absence, "person"),),
    "performance_matters": (Holding(PerformanceMatter, "person"),),
    "readings": (Holding(Reading, "about_id", way=ways.throw_readings),),
    "disclosures": (Holding(AccessRequest, "person"), Holding(BreakGlass, "about")),
    "drafts": (
        Holding(Amendment, "plr__reportee", "saved_at", records=of_record("plr", "plr")),
        Holding(
            MeetingAmendment, "meeting__person", "saved_at", records=of_record("meeting", "meeting")
        ),
        Holding(AuditAmendment, "audit__person", "saved_at", records=of_record("audit", "audit")),
        Holding(
            ObservationAmendment,
            "observation__person",
            "saved_at",
            records=of_record("observation", "observation"),
        ),
        Holding(MeetingDraft, "person", "saved_at"),
        Holding(MeetingDraft, "by", "saved_at", rows=Q(kind=GROUP), also=("participants",)),
        *(
            Holding(
                draft,
                "plr__reportee",
                "saved_at",
                rows=CANCELLED,
                records=of_record("plr", "plr"),
                way=ways.empty,
            )
            for draft in (SelfAssessment, Record)
        ),
    ),
    "notices": (
        Holding(Notice, "person", "created_at", rows=Q(bundle__isnull=False)),
        Holding(Notice, "person", "created_at", rows=Q(bundle=None)),
    ),
    "sign_ins": (Holding(SignIn, "person_id", "at"),),
    "person": (Holding(Person, "pk", rows=~FORMER, way=pseudonymise),),
}
