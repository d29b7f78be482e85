"""Which day it is for a reminder is said by the database."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from notices import clock

pytestmark = pytest.mark.django_db


def test_a_server_whose_clock_is_ahead_believes_the_database():
    today = timezone.localdate()

    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert clock.today() in (today, today + timedelta(days=1))  # midnight may pass meanwhile


def test_its_own_clock_would_be_early():
    """The control."""
    today = timezone.localdate()

    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert timezone.localdate() > today + timedelta(days=1)
