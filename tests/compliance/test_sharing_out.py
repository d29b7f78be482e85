"""A rebuild of everybody is cut into shares; workers take them, die, and come twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from compliance import sharing_out, tasks
from compliance.models import Projection, Rebuild, Share, Snapshot, Standing
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def small_shares(monkeypatch):
    monkeypatch.setattr(sharing_out, "PEOPLE_IN_A_SHARE", 2)


def shared_out(*, keep_figures: bool = True) -> list[int]:
    rebuild = sharing_out.share_out(on=TODAY, now=timezone.now(), keep_figures=keep_figures)
    return list(rebuild.shares.order_by("first").values_list("pk", flat=True))


def judged() -> int:
    return Standing.objects.values("person").distinct().count()


def test_everybody_is_in_exactly_one_share():
    PersonFactory.create_batch(5)

    tasks.begin_the_day.delay()

    assert [share.done_at is not None for share in Share.objects.all()] == [True] * 3
    assert judged() == 5
    assert Rebuild.objects.get().finished_at is not None


def test_nothing_is_finished_while_a_share_is_open():
    PersonFactory.create_batch(3)
    first, last = shared_out()

    sharing_out.judge_share(last)

    assert not Projection.objects.exists()
    assert not Snapshot.objects.exists()
    sharing_out.judge_share(first)
    assert Projection.objects.get().as_of == Snapshot.objects.get().day == TODAY


def test_a_share_that_comes_twice_is_judged_once(monkeypatch):
    PersonFactory.create_batch(3)
    first, last = shared_out()
    sharing_out.judge_share(first)
    again = []
    monkeypatch.setattr(sharing_out.actions, "judge_in_chunks", lambda *a, **k: again.append(a))

    sharing_out.judge_share(first)
    assert again == []

    sharing_out.judge_share(last)
    assert len(again) == 1


def test_a_share_lost_with_its_worker_is_taken_up():
    PersonFactory.create_batch(3)
    first, _ = shared_out()
    sharing_out.judge_share(first)

    tasks.take_up_lost_shares.delay()
    assert Share.objects.open().count() == 1

    Rebuild.objects.update(begun_at=timezone.now() - timedelta(minutes=21))
    tasks.take_up_lost_shares.delay()
    assert judged() == 3
    assert Rebuild.objects.get().finished_at is not None


def test_a_rebuild_begun_meanwhile_takes_over_and_keeps_the_figures_of_the_day():
    PersonFactory.create_batch(3)
    given_up = shared_out(keep_figures=True)
    PersonFactory()

    tasks.rebuild_standings.delay()
    sharing_out.judge_share(given_up[0])

    assert judged() == 4
    assert Rebuild.objects.count() == Snapshot.objects.count() == 1


def test_where_nobody_is_in_service_a_rebuild_is_finished_at_once():
    PersonFactory(left=TODAY - timedelta(days=1))

    tasks.begin_the_day.delay()

    assert Rebuild.objects.get().finished_at is not None
