"""Answers that arrive at once: each is kept, and each once. Without the lock it goes wrong."""

import threading
from collections.abc import Callable, Sequence

import pytest
from django.utils import timezone

from supervision import actions
from supervision.actions import feedback_answering
from supervision.models import FeedbackAnswer, FeedbackInvitation
from supervision.models.feedback import FeedbackRequestQuerySet
from tests.factories import PersonFactory
from tests.supervision.asking import answered, asked
from tests.supervision.factories import PLRFactory
from tests.supervision.test_races import RACERS, race

pytestmark = pytest.mark.django_db(transaction=True)


def waiting(number: int) -> list[FeedbackInvitation]:
    """Of an unnamed request that one has answered already."""
    people = PersonFactory.create_batch(number + 3)
    request = asked(PLRFactory(), people=people, named=False)
    answered(request, number=1, text="The first")
    return list(request.invitations.filter(answered=False)[:number])


def answer(invitations: Sequence[FeedbackInvitation]) -> Callable:
    def act(number: int, line: threading.Barrier) -> bool:
        line.wait()
        return actions.answer_feedback(
            invitation=invitations[number % len(invitations)],
            text=f"From {number}",
            by=None,
            now=timezone.now(),
        )

    return act


def test_answers_that_arrive_at_once_are_all_kept():
    landed = race(answer(waiting(RACERS)))

    texts = FeedbackAnswer.objects.values_list("text", flat=True)
    assert landed == [True] * RACERS
    assert len(set(texts)) == len(texts) == RACERS + 1


def test_one_answer_sent_many_times_at_once_lands_once():
    landed = race(answer(waiting(1)))

    assert landed.count(True) == 1
    assert FeedbackAnswer.objects.count() == 2


def test_without_the_lock_one_answer_lands_several_times(monkeypatch):
    meeting = threading.Barrier(RACERS)
    invitations = waiting(1)
    monkeypatch.setattr(FeedbackRequestQuerySet, "select_for_update", lambda rows, **how: rows)
    monkeypatch.setattr(feedback_answering.SHUFFLE, "shuffle", lambda texts: meeting.wait())

    landed = race(answer(invitations))

    assert landed.count(True) > 1
