"""Saving and finalising stay right when a session, a role, a line or a second factor goes."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from people import actions as accounts
from people.models import ReportingLine
from supervision.models import PLR, Record
from tests.factories import GrantFactory, PersonFactory
from tests.supervision.factories import PLRFactory
from tests.supervision.writing import page, press_finalise, with_body
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}
TYPED = "Words typed just before"


@pytest.fixture
def plr():
    return with_body(PLRFactory(held=True))


def autosave(client, plr):
    data = {"version": Record.objects.get(pk=plr.pk).version, "texts-wellbeing": TYPED}
    return client.post(page("record_draft", plr), data, headers=JSON)


def is_stored(plr) -> bool:
    return TYPED in str(Record.objects.get(pk=plr.pk).body)


def lock(plr):
    hr = PersonFactory(grants=["hr"])
    accounts.lock(person=plr.led_by, by=hr, now=timezone.now())


def leave(plr):
    yesterday = timezone.localdate() - timedelta(days=1)
    type(plr.led_by).objects.filter(pk=plr.led_by_id).update(left=yesterday)


def new_password(plr):
    accounts.set_password(person=plr.led_by, password="another long passphrase")


def lose_second_factor(plr):
    hr = PersonFactory(grants=["hr"])
    accounts.reset_second_factor(person=plr.led_by, by=hr, reason="A lost telephone")


ENDINGS = pytest.mark.parametrize("end", [lock, leave, new_password, lose_second_factor])


def test_without_an_interruption_a_save_is_kept(plr):
    client = signed_in(plr.led_by)

    assert autosave(client, plr).status_code == 200
    assert is_stored(plr)


def test_without_an_interruption_the_record_is_finalised(plr):
    press_finalise(signed_in(plr.led_by), plr)

    assert PLR.objects.get(pk=plr.pk).state == "finalised"


@ENDINGS
def test_a_save_after_the_session_is_refused_and_says_so(plr, end):
    client = signed_in(plr.led_by)

    end(plr)
    answer = autosave(client, plr)

    assert answer.status_code == 401
    assert not is_stored(plr)


@ENDINGS
def test_nothing_is_finalised_after_the_session(plr, end):
    client = signed_in(plr.led_by)

    end(plr)
    press_finalise(client, plr)

    assert PLR.objects.get(pk=plr.pk).state == "held"


def test_a_save_after_half_an_hour_away_is_refused_and_works_after_signing_in_again(plr):
    client = signed_in(plr.led_by)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        late = autosave(client, plr)
        again = autosave(signed_in(plr.led_by), plr)

    assert (late.status_code, again.status_code) == (401, 200)
    assert is_stored(plr)


def test_a_permission_that_needs_a_second_factor_stops_the_save_until_there_is_one(plr):
    client = signed_in(plr.led_by)
    session = client.session
    del session["second_factor"]
    session.save()
    assert autosave(client, plr).status_code == 200

    GrantFactory(person=plr.led_by, grant="director")
    stopped = autosave(client, plr)
    session["second_factor"] = True
    session.save()

    assert stopped.status_code == 403
    assert autosave(client, plr).status_code == 200


def test_when_the_line_moves_the_former_manager_finalises_nothing(plr):
    client = signed_in(plr.led_by)
    yesterday = timezone.localdate() - timedelta(days=1)
    ReportingLine.objects.filter(person=plr.reportee).update(end=yesterday)
    successor = PersonFactory(role="service_manager")
    ReportingLine.objects.create(person=plr.reportee, manager=successor, start=timezone.localdate())
    PLR.objects.filter(pk=plr.pk).update(led_by=successor)

    assert autosave(client, plr).status_code == 404
    press_finalise(client, plr)
    assert PLR.objects.get(pk=plr.pk).state == "held"
