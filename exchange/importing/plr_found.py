"""The PLRs of the records that `plr` lines may mean, each with all that hangs on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from exchange.importing.batches import IMPORTED
from exchange.importing.plr_lines import WantedPLR
from supervision.models import PLR, Action, ActionNote, Rearrangement, Record, SelfAssessment

BY_WEIGHT = ("finalised", "held", "scheduled", "cancelled")


@dataclass
class Found:
    """`state`: as it is in the records, while the line's is being tried on `plr`."""

    plr: PLR
    record: Record | None
    self_assessment: SelfAssessment | None
    actions: dict[int, Action]
    state: str

    @property
    def is_kept_here(self) -> bool:
        """Finalised, amended or answered in the application."""
        own_words = self.plr.has_own_versions or bool(self.plr.answer)
        return self.state == PLR.State.FINALISED and own_words

    @property
    def is_being_written(self) -> bool:
        is_draft = self.state != PLR.State.FINALISED and self.record is not None
        return is_draft and was_saved(self.record)


def was_saved(draft: Record | SelfAssessment) -> bool:
    """By somebody in the application; an import saves without a time."""
    return draft.saved_at is not None


class PLRsThereAre:
    def __init__(self, wanted: Sequence[WantedPLR], db: str):
        plrs = list(plrs_like(wanted, db))
        ids = [plr.pk for plr in plrs]
        self.records = Record.objects.using(db).in_bulk(ids)
        self.self_assessments = SelfAssessment.objects.using(db).in_bulk(ids)
        self.actions: defaultdict[int | None, dict[int, Action]] = defaultdict(dict)
        for action in actions_of(ids, db):
            self.actions[action.plr_id][action.number] = action
        self.plrs: defaultdict[tuple[int, date], list[PLR]] = defaultdict(list)
        for plr in plrs:
            self.plrs[plr.reportee_id, plr.day_of_meeting].append(plr)

    def meant_by(self, wanted: WantedPLR) -> Found | None:
        """The PLR of that day; of several the one in that state, else what went furthest."""
        same_day = self.plrs.get((wanted.reportee_id, wanted.day))
        if not same_day:
            return None
        plr = min(same_day, key=lambda plr: (plr.state != wanted.state, BY_WEIGHT.index(plr.state)))
        return Found(
            plr,
            self.records.get(plr.pk),
            self.self_assessments.get(plr.pk),
            self.actions.get(plr.pk, {}),
            plr.state,
        )


def plrs_like(wanted: Sequence[WantedPLR], db: str) -> QuerySet[PLR]:
    versions = Record.history.model.objects.using(db).filter(plr_id=OuterRef("pk"))
    cancelled = Rearrangement.objects.using(db).filter(
        plr=OuterRef("pk"), kind=Rearrangement.Kind.CANCELLED
    )
    return (
        PLR.objects.using(db)
        .on_day()
        .filter(
            reportee__in={one.reportee_id for one in wanted},
            day__in={one.day for one in wanted},
        )
        .annotate(
            has_own_versions=Exists(versions.exclude(history_change_reason=IMPORTED)),
            was_cancelled_here=Exists(cancelled),
        )
        .order_by("pk")
    )


def actions_of(plrs: Sequence[int], db: str) -> QuerySet[Action]:
    notes = ActionNote.objects.using(db).filter(action=OuterRef("pk"))
    actions = Action.objects.using(db).filter(plr__in=plrs).select_related("content")
    return actions.annotate(has_notes=Exists(notes))


def lock(plrs: Sequence[int], db: str) -> None:
    """Until the import is over, nobody writes to these PLRs and their drafts."""
    for locked in (
        PLR.objects.using(db).filter(pk__in=plrs),
        Record.objects.using(db).filter(pk__in=plrs),
        SelfAssessment.objects.using(db).filter(pk__in=plrs),
    ):
        list(locked.order_by("pk").select_for_update().values_list("pk"))
