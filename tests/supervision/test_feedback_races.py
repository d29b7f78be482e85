"""Answers and requests that arrive at once: each counts, and each once. Without the lock not."""

import threading
from collections.abc import Callable, Sequence

import pytest
from django.utils import timezone

from people.models.person import PersonQuerySet
from supervision import actions
from supervision.actions import Asked, TooManyOutside, feedback_answering, feedback_asking
from supervision.models import PLR, FeedbackAnswer, FeedbackInvitation
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


def outsiders(number: int, of: str = "x") -> list[Asked]:
    return [Asked(name="Olu Court", email=f"p{n}@{of}.example") for n in range(number)]


def with_one_place_left(number: int) -> list[PLR]:
    """Of one PLR, the last of those about it; of several, the last of the day."""
    by = PersonFactory(role="service_manager")
    plrs = [PLRFactory(led_by=by, stand_in=True) for _ in range(number)]
    for plr, asked_before in zip(plrs, (9, 10), strict=False):
        asked(plr, outsiders=outsiders(asked_before))
    return plrs


def ask_one_more(plrs: Sequence[PLR]) -> Callable:
    def act(number: int, line: threading.Barrier) -> bool:
        line.wait()
        try:
            asked(plrs[-number % len(plrs)], outsiders=outsiders(1, of=f"y{number}"))
        except TooManyOutside:
            return False
        return True

    return act


@pytest.mark.parametrize("plrs", [1, RACERS + 2])
def test_the_last_place_for_somebody_outside_is_given_once(plrs):
    asking = race(ask_one_more(with_one_place_left(plrs)))

    assert asking.count(True) == 1


@pytest.mark.parametrize("plrs", [1, RACERS + 2])
def test_without_the_lock_the_last_place_is_given_several_times(plrs, monkeypatch):
    found, meeting = with_one_place_left(plrs), threading.Barrier(RACERS)
    refuse = feedback_asking._refuse_too_many
    monkeypatch.setattr(PersonQuerySet, "select_for_update", lambda people, **how: people)
    monkeypatch.setattr(
        feedback_asking,
        "_refuse_too_many",
        lambda *counted, **given: (meeting.wait(), refuse(*counted, **given)),
    )

    asking = race(ask_one_more(found))

    assert asking.count(True) > 1
