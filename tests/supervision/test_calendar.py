"""Both sides get each meeting into their calendars, moved there and taken out."""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from notices import sending as notices
from supervision import actions
from tests.factories import PersonFactory
from tests.supervision.factories import PLRFactory

pytestmark = pytest.mark.django_db
NEXT_WEEK = timezone.localdate() + timedelta(days=7)


def move(plr, **changes):
    given = {
        "led_by": plr.led_by,
        "planned_for": plr.planned_for,
        "starts_at": plr.starts_at,
        "place": plr.place,
        "reason": "",
        "by": plr.reportee.lines.get().manager,
        "now": timezone.now(),
    }
    actions.move_plr(plr=plr, **{**given, **changes})


def sent() -> dict[str, str]:
    """To whom, and what the calendar in it says."""
    mail.outbox.clear()
    notices.send_all_waiting(now=timezone.now())
    return {
        message.to[0]: next(
            part.content for part in message.alternatives if "calendar" in part.mimetype
        )
        for message in mail.outbox
    }


def planned():
    reportee = PLRFactory().reportee
    manager = reportee.lines.get().manager
    return actions.plan_plr(
        reportee=reportee,
        led_by=manager,
        by=manager,
        planned_for=NEXT_WEEK,
        starts_at=time(10),
        place="Room 4",
        now=timezone.now(),
    )


def test_planning_puts_it_into_the_calendars_of_both():
    plr = planned()

    calendars = sent()

    assert set(calendars) == {plr.reportee.email, plr.led_by.email}
    assert all("METHOD:REQUEST" in one and "SEQUENCE:0" in one for one in calendars.values())


def test_moving_it_moves_the_same_entry():
    plr = planned()
    sent()

    move(plr, starts_at=time(11))

    calendars = sent()
    assert set(calendars) == {plr.reportee.email, plr.led_by.email}
    assert all("SEQUENCE:1" in one and "T110000" in one for one in calendars.values())


def test_whoever_no_longer_leads_it_loses_the_entry():
    plr, stand_in = planned(), PersonFactory()
    manager = plr.led_by
    sent()

    move(plr, led_by=stand_in)

    calendars = sent()
    assert "METHOD:CANCEL" in calendars[manager.email]
    assert "METHOD:REQUEST" in calendars[stand_in.email]
    assert "METHOD:REQUEST" in calendars[plr.reportee.email]


def test_cancelling_takes_it_out_of_both_calendars():
    plr = planned()
    sent()

    actions.cancel_plr(plr=plr, reason="illness", by=plr.led_by, now=timezone.now())

    calendars = sent()
    assert {plr.reportee.email, plr.led_by.email} <= set(calendars)
    assert all("METHOD:CANCEL" in one and "SEQUENCE:1" in one for one in calendars.values())
