"""Requests of people who asked what is kept about them, and the copy of each."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from people.models import Grant, Person, Posting
from people.queries.units import with_all_above
from stewardship.models import AccessCopy, AccessRequest, AccessReview
from stewardship.models.subject_access import AccessRequestQuerySet


def requests_for(reader: Person) -> AccessRequestQuerySet:
    """Those that the reader answers as HR: what is due first, then those that are answered."""
    kept = AccessRequest.objects.visible_to(reader).exclude(person=reader)
    return kept.select_related("person", "reviewer", "unit", "complexity")


def open_requests(reader: Person) -> list[AccessRequest]:
    return sorted(requests_for(reader).open(), key=lambda one: (one.due_on, one.pk))


def closed_requests(reader: Person) -> AccessRequestQuerySet:
    closed = requests_for(reader).exclude(state__in=AccessRequest.OPEN_STATES)
    return closed.order_by("-closed_at", "-pk")


def own_requests(person: Person) -> list[AccessRequest]:
    return list(person.access_requests.select_related("reviewer", "complexity"))


def request_for(reader: Person, pk: int) -> AccessRequest | None:
    """For HR; one's own is on the page about oneself."""
    return requests_for(reader).filter(pk=pk).first()


def any_request_for(reader: Person, pk: int) -> AccessRequest | None:
    """Also one's own."""
    return AccessRequest.objects.visible_to(reader).filter(pk=pk).first()


def review_of(pk: int, *, reviewer: Person) -> AccessReview | None:
    """None for everybody but the reviewer, and for them once it is over."""
    reviews = AccessReview.objects.visible_to(reviewer).select_related("of__person")
    return reviews.filter(pk=pk).first()


def copy_for(reader: Person, pk: int) -> AccessCopy | None:
    copies = AccessCopy.objects.visible_to(reader).select_related("of__person")
    return copies.filter(pk=pk).first()


def copies_open_to(reader: Person) -> set[int]:
    return set(AccessCopy.objects.visible_to(reader).values_list("pk", flat=True))


def who_answers(request: AccessRequest, *, on: date) -> list[Person]:
    """The reviewer; where there is none, or none any more, everybody in HR who could be."""
    if request.reviewer and request.reviewer.is_active:
        return [request.reviewer]
    hr = Grant.objects.current(on).filter(grant=Grant.Kind.HR)
    covering = hr.filter(unit=None) | hr.filter(unit__in=with_all_above(request.unit_id))
    there = Person.objects.in_service(on).filter(locked_at=None).exclude(pk=request.person_id)
    return list(there.filter(pk__in=covering.values("person")))


def person_with_staff_number(number: str, *, keeper: Person) -> Person | None:
    """Somebody whose register one keeps as HR, by their last post; never oneself."""
    people = Person.objects.filter(staff_number__iexact=number).exclude(pk=keeper.pk)
    return people.filter(last_posted_in(keeper)).first()


def last_posted_in(keeper: Person) -> Q:
    """Everybody for HR of everything, also somebody who never had a post."""
    if keeper.reach.hr_everywhere:
        return Q()
    postings = Posting.objects.filter(person=OuterRef("pk"))
    later = Posting.objects.filter(person=OuterRef("person"), start__gt=OuterRef("start"))
    last = postings.filter(~Exists(later), unit__in=keeper.reach.hr_units)
    return Q(Exists(last))
