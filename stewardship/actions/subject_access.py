"""What becomes of a request: asked, taken on, looked through, released, forgotten."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from govuk.dates import uk_date
from notices.actions import tell
from people import audit
from people.audit import Opening
from people.models import Person, Posting, Reading
from people.rules import book_on
from stewardship import copying
from stewardship.collecting import ROOMS, collect, counted, names_beside
from stewardship.models import AccessCopy, AccessRequest, AccessReview, ComplexityReason
from stewardship.queries.subject_access import who_answers

State = AccessRequest.State


@transaction.atomic
def ask(
    *, person: Person, by: Person, asked_on: date, way: str = AccessRequest.Way.ACCOUNT
) -> AccessRequest:
    """Asking again while one is open is asking once."""
    last = Posting.objects.filter(person=person).order_by("-start").first()
    request, is_new = AccessRequest.objects.get_or_create(
        person=person,
        state__in=AccessRequest.OPEN_STATES,
        defaults={
            "unit": last.unit if last else None,
            "asked_on": asked_on,
            "way": way,
            "recorded_by": by,
            "state": State.ASKED,
        },
    )
    if is_new:
        audit.record("subject_access_asked", request, by=by, way=way)
        tell_person(request, "subject_access_asked")
        tell_hr(request)
    return request


@transaction.atomic
def take(*, request: AccessRequest, by: Person) -> bool:
    """Whoever had it before can no longer open it; what they decided is kept."""
    changes = {"state": State.REVIEWING, "reviewer": by}
    if not AccessRequest.objects.advance(request, *AccessRequest.OPEN_STATES, **changes):
        return False
    AccessReview.objects.get_or_create(of=request)
    audit.record("subject_access_taken", request, by=by)
    return True


@transaction.atomic
def extend(*, request: AccessRequest, because: str, by: Person) -> bool:
    open_ones = AccessRequest.objects.open().filter(pk=request.pk, is_complex=False)
    if not open_ones.update(is_complex=True):
        return False
    request.is_complex = True
    ComplexityReason.objects.create(of=request, text=because)
    audit.record("subject_access_extended", request, by=by)
    tell_person(request, "subject_access_extended")
    return True


@transaction.atomic
def withdraw(*, request: AccessRequest, by: Person, now: datetime) -> bool:
    changes = {"state": State.WITHDRAWN, "closed_at": now}
    if not AccessRequest.objects.advance(request, *AccessRequest.OPEN_STATES, **changes):
        return False
    AccessReview.objects.forget(request)
    audit.record("subject_access_withdrawn", request, by=by)
    return True


@transaction.atomic
def release(*, request: AccessRequest, by: Person, now: datetime) -> bool:
    """What is kept at this moment, as it was decided. Raises `copying.Undecided`.

    The copy is sealed and the decisions are gone: nothing of the rest can be opened any more.
    """
    review = AccessReview.objects.visible_to(by).select_for_update().filter(pk=request.pk).first()
    if review is None:
        return False
    body = make_copy(request, review, now=now)
    until = timezone.localdate(now) + timedelta(days=book_on(now.date()).disclosure.copy_days)
    AccessCopy.objects.create(of=request, body=body)
    review.delete()
    AccessRequest.objects.advance(
        request,
        State.REVIEWING,
        state=State.RELEASED,
        released_at=now,
        closed_at=now,
        copy_until=until,
        seal=copying.seal_of(body),
        blacked_out=len(copying.blacked_out_in(body)),
    )
    audit.record("subject_access_released", request, by=by, seal=copying.seal_of(body))
    request.refresh_from_db()
    tell_person(request, "subject_access_released")
    return True


def make_copy(request: AccessRequest, review: AccessReview, *, now: datetime) -> copying.Body:
    person = request.person
    pen = copying.Pen(names_beside(person), copying.decisions_in(review.body))
    left_out = {what: why for room in ROOMS for what, why in room.LEFT_OUT.items()}
    return copying.copy_of(
        request,
        collect(person),
        counted=counted(person),
        left_out=left_out,
        pen=pen,
        made_at=now.isoformat(),
    )


def note_download(*, copy: AccessCopy, by: Person) -> None:
    """In the access log, in the transaction in which it is handed out."""
    own = by.pk == copy.of.person_id
    basis = Reading.Basis.SELF if own else Reading.Basis.SUBJECT_ACCESS
    opening = Opening(copy.of.person_id, "accesscopy", copy.pk, basis)
    audit.log_readings(reader=by, openings=[opening])
    audit.record("subject_access_downloaded", copy.of, by=by)


@transaction.atomic
def forget_copies(*, on: date) -> int:
    """Copies whose time is over; that there was one stays known, with its seal."""
    expired = AccessCopy.objects.expired(on).select_related("of")
    for copy in expired:
        audit.record("subject_access_copy_deleted", copy.of, by=None)
        copy.delete()
    return len(expired)


def tell_hr(request: AccessRequest) -> None:
    """Whoever could look it through, with the message of the day."""
    tell(
        people=who_answers(request, on=timezone.localdate()),
        kind="subject_access_to_answer",
        about=request,
        path=request.get_absolute_url(),
        facts={"of": request.person.name, "day": uk_date(request.due_on)},
    )


def tell_person(request: AccessRequest, kind: str) -> None:
    until = uk_date(request.copy_until) if request.copy_until else ""
    tell(
        people=[request.person],
        kind=kind,
        about=request,
        path="/records/about-me/",
        facts={"day": uk_date(request.due_on), "until": until},
    )
