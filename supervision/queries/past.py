"""The PLRs before one: when they were held, and what was written in the last of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce

from policy.coverage import Coverage, coverage
from policy.rulebook import Rulebook
from supervision.models import PLR, Record, SelfAssessment
from supervision.queries.reading import Openings

TREND_LENGTH = 4


@dataclass(frozen=True)
class Past:
    """The finalised PLRs of a person, earliest first."""

    plrs: Sequence[PLR]

    def before(self, plr: PLR) -> list[PLR]:
        return [one for one in self.plrs if one.held_on and one.held_on < plr.day_of_meeting]

    def closed_before(self, plr: PLR) -> list[tuple[date, date]]:
        """The days on which each was held and finalised."""
        return [
            (one.held_on, one.finalised_on)
            for one in self.before(plr)
            if one.held_on and one.finalised_on
        ]

    def coverage(self, *, on: date, book: Rulebook) -> Coverage:
        assessed = [
            (one.held_on, standard)
            for one in self.plrs
            if one.held_on
            for standard in one.standards_assessed
        ]
        return coverage(assessed, on, book)


def past_of(person_id: int) -> Past:
    plrs = PLR.objects.filter(reportee=person_id, state=PLR.State.FINALISED).order_by("held_on")
    return Past(list(plrs.only("held_on", "finalised_on", "standards_assessed")))


@dataclass(frozen=True)
class Opened:
    """One PLR with what the reader may open of it; a record once it is finalised."""

    plr: PLR
    record: Record | None
    self_assessment: SelfAssessment | None


def latest_contents(plr: PLR, *, openings: Openings) -> list[Opened]:
    """This PLR, and as many finalised before it as a trend shows; earliest first."""
    this_or_earlier = Q(pk=plr.pk) | Q(
        reportee=plr.reportee_id, state=PLR.State.FINALISED, held_on__lt=plr.day_of_meeting
    )
    plrs = (
        PLR.objects.filter(this_or_earlier)
        .order_by(Coalesce("held_on", "planned_for").desc())
        .select_related("record", "self_assessment")
    )
    return [_opened(one, openings) for one in reversed(list(plrs[: TREND_LENGTH + 1]))]


def _opened(plr: PLR, openings: Openings) -> Opened:
    record = openings.record(plr) if plr.is_final else None
    own = openings.self_assessment(plr) if plr.is_shared else None
    return Opened(plr, record, own)


def grades_in(body: dict[str, Any]) -> dict[str, str]:
    return {key: entry.get("grade", "") for key, entry in body.get("standards", {}).items()}


def trend_of(opened: Sequence[Opened]) -> list[dict[str, Any]]:
    """Self and manager grade by standard in the last four finalised PLRs, earliest first."""
    return [
        {
            "day": one.plr.held_on,
            "manager": grades_in(one.record.body),
            "self": grades_in(one.self_assessment.body) if one.self_assessment else {},
            "overall": one.record.overall_grade,
        }
        for one in opened
        if one.record
    ][-TREND_LENGTH:]


def days_held(person_id: int) -> set[date]:
    held = PLR.objects.filter(reportee=person_id, held_on__isnull=False)
    return {day for day in held.values_list("held_on", flat=True) if day}


def period_start(plr: PLR, past: Past, *, clock_start: date) -> date:
    """The day after the previous PLR, or the clock start if there is none (AMB-52)."""
    before = past.before(plr)
    last = before[-1].held_on if before else None
    return last + timedelta(days=1) if last else clock_start
