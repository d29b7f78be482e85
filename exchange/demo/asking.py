"""Feedback from others: asked, half answered, answered; what the import format does not carry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from uuid import UUID

from django.utils import timezone

from exchange.demo.auditing import AUDITOR, number_of
from exchange.demo.corpus import Writer
from exchange.demo.days import stream, working_day_before
from exchange.demo.meeting_drafts import MANAGER
from exchange.demo.moments import moment
from people.models import Person
from supervision.models import (
    PLR,
    FeedbackAnswer,
    FeedbackInvitation,
    FeedbackQuestion,
    FeedbackRequest,
)

ANSWERED_ABOUT, WAITS_ABOUT = "shared", "half_written"
ASKED_DAYS_AGO, CLOSED_DAYS_AGO = 20, 2
OUTSIDE = ("Robin Ferrars", "robin.ferrars@court.example")


@dataclass
class Asking:
    rng: Random
    now: datetime
    db: str

    @cached_property
    def writer(self) -> Writer:
        return Writer(self.rng)

    def person(self, situation: str) -> Person:
        return Person.objects.using(self.db).get(staff_number=number_of(situation))

    def plr_of(self, situation: str) -> PLR:
        reportee = self.person(situation)
        return PLR.objects.using(self.db).open().filter(reportee=reportee).latest("planned_for")

    def request(self, plr: PLR, **facts: object) -> FeedbackRequest:
        asked_on = working_day_before(timezone.localdate(self.now), ASKED_DAYS_AGO)
        facts = {"named": True, "created_at": moment(asked_on, 9), **facts}
        made = FeedbackRequest.objects.using(self.db).create(plr=plr, **facts)
        question = self.writer.draw("feedback.question")
        FeedbackQuestion.objects.using(self.db).create(request=made, text=question)
        return made

    def ask(self, request: FeedbackRequest, people: Sequence[Person]) -> list[FeedbackInvitation]:
        invitations = [FeedbackInvitation(request=request, person=person) for person in people]
        return FeedbackInvitation.objects.using(self.db).bulk_create(invitations)

    def answer(self, invitation: FeedbackInvitation, path: str = "feedback.answer") -> None:
        """As the page keeps it: without a name there is neither an invitation nor a day."""
        invitation.answered = True
        invitation.save(using=self.db)
        named = invitation.request.named
        day = working_day_before(timezone.localdate(self.now), CLOSED_DAYS_AGO)
        FeedbackAnswer.objects.using(self.db).create(
            id=UUID(int=self.rng.getrandbits(128), version=4),
            request=invitation.request,
            named=named,
            invitation=invitation if named else None,
            given_on=day if named else None,
            text=self.writer.draw(path),
        )


def ask_others(*, seed: int, now: datetime, db: str) -> None:
    """About one adviser by name and without, both answered; about another it still waits."""
    asking = Asking(stream(seed, "feedback"), now, db)
    plr, manager = asking.plr_of(ANSWERED_ABOUT), asking.person(MANAGER)
    team = (
        Person.objects.using(db)
        .in_service(timezone.localdate(now))
        .filter(lines__manager=manager, lines__end=None)
    )
    mates = list(team.exclude(pk=plr.reportee_id).order_by("staff_number")[:6])
    by_name(asking, plr, manager, mates[:2])
    without_names(asking, plr, mates[2:])
    contributions(asking, plr)
    waiting(asking, manager, mates)


def by_name(asking: Asking, plr: PLR, manager: Person, mates: Sequence[Person]) -> None:
    until = timezone.localdate(asking.now) + timedelta(days=1)
    request = asking.request(plr, asked_by=manager, closes_on=until)
    for invitation in asking.ask(request, mates)[:1]:
        asking.answer(invitation)
    name, email = OUTSIDE
    outside = FeedbackInvitation(request=request, name=name, email=email)
    asking.answer(outside)


def without_names(asking: Asking, plr: PLR, mates: Sequence[Person]) -> None:
    closed = timezone.localdate(asking.now) - timedelta(days=CLOSED_DAYS_AGO)
    facts = {"asked_by": plr.reportee, "named": False, "least_answers": 3, "closes_on": closed}
    request = asking.request(plr, **facts)
    for invitation in asking.ask(request, mates)[:3]:
        asking.answer(invitation)


def contributions(asking: Asking, plr: PLR) -> None:
    """One that was given, one that waits for the same practice supervisor."""
    supervisor = asking.person(AUDITOR)
    for of, given in ((plr, True), (asking.plr_of(WAITS_ABOUT), False)):
        request = asking.request(of, contributor=supervisor)
        [invitation] = asking.ask(request, [supervisor])
        if given:
            asking.answer(invitation, "feedback.contribution")


def waiting(asking: Asking, manager: Person, mates: Sequence[Person]) -> None:
    plr = asking.plr_of(WAITS_ABOUT)
    others = [one for one in mates if one.pk != plr.reportee_id]
    until = timezone.localdate(asking.now) + timedelta(days=1)
    request = asking.request(plr, asked_by=manager, closes_on=until)
    asking.ask(request, [*others[:2], asking.person(ANSWERED_ABOUT)])
