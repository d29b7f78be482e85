"""Where a person is signed in: those sessions alone that a next request would still find open."""

from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from people.browsers import browser_in_words
from people.models import Person, SignIn
from people.sessions import ACTIVE_AT, time_left


@dataclass(frozen=True)
class OpenSession:
    pk: int
    browser: str
    address: str
    since: datetime
    active_at: datetime
    is_this_one: bool


def own(person: Person) -> QuerySet[UserSession]:
    return UserSession.objects.filter(user=person)


def events(person: Person) -> QuerySet[SignIn]:
    return SignIn.objects.visible_to(person)


def open_sessions(person: Person, *, this_one: str | None) -> list[OpenSession]:
    """The latest active first. `this_one`: the key of the session that asks."""
    known = {session.session_key: session for session in own(person)}
    stored = Session.objects.filter(pk__in=known, expire_date__gt=timezone.now())
    found = [shown(known[one.pk], one, this_one) for one in stored if is_open(one, person)]
    return sorted(found, key=lambda one: one.active_at, reverse=True)


def is_open(stored: Session, person: Person) -> bool:
    data = stored.get_decoded()
    same = constant_time_compare(data.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    return same and time_left(data).seconds > 0


def shown(known: UserSession, stored: Session, this_one: str | None) -> OpenSession:
    return OpenSession(
        pk=known.pk,
        browser=browser_in_words(known.user_agent),
        address=known.ip,
        since=known.created_at,
        active_at=datetime.fromtimestamp(stored.get_decoded()[ACTIVE_AT], tz=UTC),
        is_this_one=known.session_key == this_one,
    )
