"""Requests of people who asked what is kept about them, for tests."""

from datetime import date

from django.utils import timezone

from people.models import Person
from stewardship.actions import subject_access as actions
from stewardship.models import AccessRequest, AccessReview
from stewardship.queries.reviewing import passages_about
from tests.factories import PersonFactory
from tests.visiting import anew


def hr(**facts) -> Person:
    return PersonFactory(role="corporate", grants=["hr"], **facts)


def asked(person: Person, *, on: date | None = None) -> AccessRequest:
    return actions.ask(person=person, by=person, asked_on=on or timezone.localdate())


def taken(person: Person, *, by: Person) -> AccessRequest:
    """Asked, and given to a reviewer."""
    request = asked(person)
    actions.take(request=request, by=by)
    return AccessRequest.objects.get(pk=request.pk)


def decide(request: AccessRequest, **decision: str) -> None:
    """The same decision on everything that has to be looked at."""
    review = AccessReview.objects.select_related("of__person").get(pk=request.pk)
    passages = passages_about(review, reviewer=anew(request.reviewer))
    review.body = {passage.key: decision or {"decision": "give"} for passage in passages}
    review.save()


def released(person: Person, *, by: Person, **decision: str) -> AccessRequest:
    request = taken(person, by=by)
    decide(request, **decision)
    assert actions.release(request=request, by=anew(by), now=timezone.now())
    return AccessRequest.objects.get(pk=request.pk)
