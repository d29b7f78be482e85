"""How long a sign-in lasts. Both times lie in the session and cost no question of their own."""

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest

from people.models import Person

SIGNED_IN_AT = "signed_in_at"
ACTIVE_AT = "active_at"
# Seconds: an activity is written down at most this often.
WRITTEN_EVERY = 60


@dataclass(frozen=True)
class TimeLeft:
    """Seconds until the session ends. `can_be_extended`: by doing something."""

    seconds: int
    can_be_extended: bool


@receiver(user_logged_in)
def begin(request: HttpRequest, **kwargs: object) -> None:
    request.session[SIGNED_IN_AT] = request.session[ACTIVE_AT] = int(time.time())


def time_left(session: SessionBase | dict[str, Any]) -> TimeLeft:
    """Of a session that knows no beginning nothing is left."""
    now = int(time.time())
    absolute = session.get(SIGNED_IN_AT, 0) + settings.SESSION_COOKIE_AGE - now
    idle = session.get(ACTIVE_AT, 0) + int(settings.SESSION_IDLE.total_seconds()) - now
    return TimeLeft(max(0, min(idle, absolute)), can_be_extended=idle < absolute)


def end_or_go_on(request: HttpRequest) -> None:
    """Past a limit one is signed out. What a page asks by itself, without anybody there, is no sign
    of life."""
    session = request.session
    if SESSION_KEY not in session:
        return
    if not time_left(session).seconds:
        logout(request)
    elif "X-Background" not in request.headers:
        now = int(time.time())
        if now - session[ACTIVE_AT] >= WRITTEN_EVERY:
            session[ACTIVE_AT] = now


def go_on(session: SessionBase, person: Person) -> None:
    """This one stays open after all sessions of the person were ended."""
    person.refresh_from_db(fields=["sessions_ended"])
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
