"""A sample that cannot go on: handed back with a reason, on record, and drawn anew."""

from datetime import date, datetime

from django.db import transaction

from assurance.actions.drawing import add_second_marker, draw_for
from assurance.actions.opening import close_all, close_one
from assurance.actions.telling import tell_of_handing_back
from assurance.models import Draw, Marking
from assurance.queries.frames import Found, second_markers
from people import audit
from people.models import Person
from people.reach import work_out_reach
from policy.draws import Candidate


@transaction.atomic
def hand_back(
    *, draw: Draw, reason: str, by: Person | None, on: date, now: datetime
) -> Draw | None:
    """Twice is once. The new draw, if one can be made at once with a seed of an earlier day."""
    changes = {"handed_back_at": now, "handed_back_reason": reason, "handed_back_by": by}
    if not Draw.objects.open().filter(pk=draw.pk).update(**changes):
        return None
    close_all(draw, now=now)
    audit.record("sample_handed_back", draw, by=by, reason=reason)
    tell_of_handing_back(draw)
    if draw.is_calibration or on not in draw.period:
        return None
    return draw_for(person=draw.sampler, programme=draw.rules, on=on, now=now)


def hand_back_what_lapsed(*, on: date, now: datetime) -> int:
    """Samples whose marker is no longer in the post, has left, or became the line manager."""
    waiting = Marking.objects.waiting().select_related("draw__sampler", "draw__seed", "marker")
    lapsed = [(one, reason) for one in waiting if (reason := why_lapsed(one, on=on))]
    for marking, reason in lapsed:
        if marking.marker_id == marking.draw.sampler_id:
            hand_back(draw=marking.draw, reason=reason, by=None, on=on, now=now)
        else:
            replace_marker(marking, reason=reason, on=on, now=now)
    return len(lapsed)


def why_lapsed(marking: Marking, *, on: date) -> str:
    """The key of a reason; blank while the record is open to the marker."""
    left = marking.marker.left
    if left is not None and left < on:
        return "left"
    reach = work_out_reach(person_id=marking.marker_id, on=on)
    if marking.draw.about_id in reach.reports:
        return "line_manager"
    if marking.draw.opened_record in reach.may_read.get(marking.draw.of, {}):
        return ""
    return "run_out" if marking.grant.end and marking.grant.end < on else "left_post"


@transaction.atomic
def replace_marker(marking: Marking, *, reason: str, on: date, now: datetime) -> None:
    """Another marker by the same seed, unless it is a calibration, which goes on without."""
    if not Marking.objects.waiting().filter(pk=marking.pk).update(withdrawn_at=now):
        return
    close_one(marking, now=now)
    audit.record("marker_withdrawn", marking, by=None, reason=reason)
    draw = marking.draw
    if draw.rules.second_marker and not draw.is_calibration:
        before = list(draw.markings.values_list("marker_id", flat=True))
        found = Found(Candidate("", draw.record), draw.about_id, draw.answerable_id, draw.about_id)
        there = second_markers(draw.rules, found, sampler=draw.sampler_id, on=on, but=before)
        add_second_marker(draw, {str(pk) for pk in there}, on=on)
