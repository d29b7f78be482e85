"""A practice supervisor who joins a PLR: the date in their calendar, no contents."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.feeds import entries_of
from supervision import actions
from supervision.actions.passing_on import follow_ties
from supervision.models import PLR
from tests.factories import PracticeSupervisionFactory
from tests.supervision.factories import PLRFactory
from tests.supervision.test_calendar import sent
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def plr():
    return PLRFactory(shared=True)


@pytest.fixture
def supervisor(plr):
    return PracticeSupervisionFactory(person=plr.reportee).supervisor


def move(plr, **typed):
    given = {**day_typed("planned_for", plr.planned_for), "led_by": plr.led_by_id, **typed}
    url = reverse("supervision:move", args=[plr.pk])
    return signed_in(plr.led_by).post(url, given)


def in_feed(person) -> list[str]:
    return [entry.key for entry in entries_of(person, today=TODAY)]


@pytest.mark.requirement("P22-2.7c")
def test_who_joins_is_named_and_gets_the_entry_for_the_calendar(plr, supervisor):
    move(plr, joined_by=supervisor.pk)

    page = signed_in(plr.reportee).get(plr.get_absolute_url()).text
    calendars = sent()
    assert f"{supervisor.name}, as practice supervisor" in page
    assert "METHOD:REQUEST" in calendars[supervisor.email]
    assert supervisor.email in calendars[plr.reportee.email].replace("\r\n ", "")
    assert in_feed(supervisor) == [f"plr-{plr.pk}"]


@pytest.mark.requirement("P22-2.7c")
def test_who_joins_sees_the_date_and_nothing_that_is_written(plr, supervisor):
    PLR.objects.update(joined_by=supervisor)
    client = signed_in(supervisor)

    page = client.get(plr.get_absolute_url())

    assert page.status_code == 200
    assert "shared" not in page.text.lower()
    for name in ("self_assessment_read", "prepare", "record_begin", "move"):
        assert client.get(reverse(f"supervision:{name}", args=[plr.pk])).status_code in (403, 404)


def test_who_joins_hears_of_a_move_and_of_the_end_of_it(plr, supervisor):
    move(plr, joined_by=supervisor.pk)
    sent()

    plr.refresh_from_db()
    move(plr, joined_by=supervisor.pk, starts_at="11:00")
    moved = sent()[supervisor.email]
    actions.cancel_plr(plr=plr, reason="court", by=plr.led_by, now=timezone.now())

    gone = sent()[supervisor.email]
    assert "METHOD:REQUEST" in moved
    assert "SEQUENCE:2" in moved
    assert "METHOD:CANCEL" in gone
    assert "SEQUENCE:3" in gone


def test_who_is_removed_loses_the_entry_and_the_page(plr, supervisor):
    move(plr, joined_by=supervisor.pk)
    sent()

    plr.refresh_from_db()
    move(plr, joined_by=choice_of_nobody(plr))

    assert "METHOD:CANCEL" in sent()[supervisor.email]
    assert in_feed(supervisor) == []
    assert signed_in(supervisor).get(plr.get_absolute_url()).status_code == 404


def choice_of_nobody(plr) -> str:
    """As the page offers it."""
    page = signed_in(plr.led_by).get(reverse("supervision:move", args=[plr.pk])).text
    return re.search(r'name="joined_by"[^>]*value="(\D+?)"', page)[1]


def test_only_a_practice_supervisor_of_the_reportee_can_join(plr):
    stranger = PracticeSupervisionFactory().supervisor

    move(plr, joined_by=stranger.pk)

    assert not PLR.objects.filter(joined_by__isnull=False).exists()


def test_who_supervises_somebody_else_now_joins_no_longer(plr, supervisor):
    PLR.objects.update(joined_by=supervisor)
    follow_ties(on=TODAY, now=timezone.now())
    kept = PLR.objects.get().joined_by

    plr.reportee.practice_supervisions.all().delete()
    follow_ties(on=TODAY, now=timezone.now())

    assert kept == supervisor
    assert PLR.objects.get().joined_by is None
    assert "METHOD:CANCEL" in sent()[supervisor.email]
