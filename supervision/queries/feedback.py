"""What was asked about somebody, whom one can ask, and what was answered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.urls import reverse

from people.models import Person, PracticeSupervision, ReportingLine
from supervision import access
from supervision.links import invitation_of
from supervision.models import (
    PLR,
    FeedbackAnswer,
    FeedbackInvitation,
    FeedbackQuestion,
    FeedbackRequest,
)
from supervision.models.feedback import UNTIL
from supervision.models.plr import PLRQuerySet
from supervision.queries.contributing import contributors_to
from supervision.queries.reading import Openings


@dataclass(frozen=True)
class Line:
    """One request: how many were asked and have answered, never who of unnamed ones."""

    pk: int
    named: bool
    contributor: str | None
    asked_by: str | None
    asked: int
    answered: int
    closes_on: date | None
    is_open: bool
    may_open: bool

    def get_absolute_url(self) -> str:
        return reverse("supervision:feedback_request", args=[self.pk])


# Written out, because it comes with each PLR that is prepared.
REQUESTS = """
array(
    select json_build_object(
        'pk', request.id,
        'named', named,
        'contributor', (select name from people_person where id = contributor_id),
        'asked_by', (select name from people_person where id = asked_by_id),
        'asked_by_id', asked_by_id,
        'asked', (select count(*) from supervision_feedbackinvitation
                  where request_id = request.id),
        'answered', (select count(*) from supervision_feedbackinvitation
                     where request_id = request.id and answered),
        'closes_on', closes_on,
        'closed_on', closed_on)
    from supervision_feedbackrequest request where plr_id = supervision_plr.id
    order by created_at desc, id desc)
"""


def with_requests(plrs: PLRQuerySet) -> PLRQuerySet:
    """Annotates `requests`, from which `lines_of` makes lines."""
    return plrs.annotate(requests=RawSQL(REQUESTS, []))


def lines_of(plr: Any, *, reader: Person, on: date) -> list[Line]:
    """Newest first, for whoever may see that others were asked; of a PLR `with_requests`."""
    return [line_of(row, plr, reader, on) for row in plr.requests]


def line_of(row: Mapping[str, Any], plr: PLR, reader: Person, on: date) -> Line:
    request = FeedbackRequest(
        plr=plr,
        asked_by_id=row["asked_by_id"],
        closes_on=row["closes_on"] and date.fromisoformat(row["closes_on"]),
        closed_on=row["closed_on"] and date.fromisoformat(row["closed_on"]),
    )
    return Line(
        pk=row["pk"],
        named=row["named"],
        contributor=row["contributor"],
        asked_by=row["asked_by"],
        asked=row["asked"],
        answered=row["answered"],
        closes_on=request.closes_on,
        is_open=request.is_open(on=on) and row["answered"] < row["asked"],
        may_open=access.may_open_request(reader, request),
    )


def practice_supervisors_to_ask(plr: PLR, *, on: date) -> list[Person]:
    """Those of the reportee who were not asked to contribute yet."""
    return [supervisor for _, supervisor in contributors_to([plr], on=on)]


def colleagues_near(plr: PLR, *, asker: Person, on: date) -> list[Person]:
    """Those with the same line manager, and practice supervisors: whom one asks most often."""
    lines = ReportingLine.objects.current(on)
    managers = lines.filter(person=plr.reportee_id).values("manager")
    team = lines.filter(manager__in=managers).values("person")
    supervisors = PracticeSupervision.objects.current(on).filter(person=plr.reportee_id)
    near = Person.objects.in_service(on).filter(locked_at=None)
    near = near.filter(pk__in=team) | near.filter(pk__in=supervisors.values("supervisor"))
    unasked = near.exclude(pk__in=not_to_be_asked(plr, asker=asker, on=on))
    return list(unasked.order_by("name", "pk"))


def not_to_be_asked(plr: PLR, *, asker: Person, on: date) -> set[int]:
    """Both sides of the PLR, and whoever asks."""
    lines = ReportingLine.objects.current(on).filter(person=plr.reportee_id)
    managers = lines.values_list("manager", flat=True)
    return {plr.reportee_id, plr.led_by_id, asker.pk, *managers}


def people_at(addresses: Collection[str]) -> dict[str, Person]:
    """Who has an account, or had one, by address in lower case."""
    people = Person.objects.annotate(address=Lower("email")).filter(address__in=addresses)
    return {person.address: person for person in people}


@dataclass(frozen=True)
class AskedOutside:
    """The addresses that somebody asked about one PLR; how many they asked on the day."""

    about_plr: frozenset[str]
    on_day: int


def asked_outside(plr: PLR, *, asker: Person, on: date) -> AskedOutside:
    """Who have no account; right for long only where the asker is locked."""
    asked = FeedbackInvitation.objects.filter(request__asked_by=asker, person=None)
    return AskedOutside(
        about_plr=frozenset(asked.filter(request__plr=plr).values_list("email", flat=True)),
        on_day=asked.filter(request__created_at__date=on).count(),
    )


def invitations_of(request: FeedbackRequest) -> list[FeedbackInvitation]:
    """By name, so that their order says nothing of when anybody answered."""
    invitations = request.invitations.select_related("person", "answer")
    return sorted(invitations, key=lambda one: one.asked_name)


def number_asked(request: FeedbackRequest) -> int:
    return request.invitations.count()


def answers_of(request: FeedbackRequest, *, openings: Openings) -> list[FeedbackAnswer]:
    """What the reader may read; of unnamed ones in no order that means anything."""
    answers = FeedbackAnswer.objects.visible_to(openings.reader).filter(request=request)
    found = list(answers.select_related("invitation__person"))
    if found:
        openings.add_feedback(request.plr, request.pk)
    return found


def asked_of(person: Person, *, on: date) -> Sequence[FeedbackInvitation]:
    """What somebody is asked about others and has not answered, first the most urgent."""
    waiting = FeedbackInvitation.objects.visible_to(person).waiting(on).with_until()
    related = waiting.select_related("request__plr__reportee", "request__asked_by")
    return list(related.order_by(UNTIL, "pk"))


def invitation_of_link(token_hash: str, *, on: date) -> FeedbackInvitation | None:
    """None for a link that leads nowhere, whatever the reason."""
    invitation = invitation_of(token_hash)
    if invitation is None or not can_be_answered(invitation, on=on):
        return None
    invitation.request.question = FeedbackQuestion.objects.behind(token_hash)
    return invitation


def can_be_answered(invitation: FeedbackInvitation, *, on: date) -> bool:
    return not invitation.answered and invitation.request.is_open(on=on)
