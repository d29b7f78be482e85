"""What a home asks for next."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from supervision.queries.home import own_steps, plrs_around
from tests.supervision.factories import PLRFactory

pytestmark = pytest.mark.django_db


def test_of_a_loaded_past_only_the_last_record_asks_for_an_answer():
    last = PLRFactory(finalised=True, planned_for=date(2026, 9, 1))
    PLRFactory(finalised=True, reportee=last.reportee, planned_for=date(2026, 6, 1))

    steps = own_steps(plrs_around(last.reportee)[0], today=timezone.localdate())

    assert [step.url for step in steps] == [f"/plrs/{last.pk}/finished/"]


def test_what_is_late_comes_before_what_waits():
    last = PLRFactory(finalised=True, planned_for=date(2026, 9, 1))
    soon = timezone.localdate() + timedelta(days=2)
    PLRFactory(reportee=last.reportee, led_by=last.led_by, planned_for=soon)

    steps = own_steps(plrs_around(last.reportee)[0], today=timezone.localdate())

    assert [step.late for step in steps] == [True, False]
