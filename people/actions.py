"""What changes in an account: one transaction, one audit line, and its letter."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from people import audit, post
from people.access import may_sign_in
from people.models import Person, SignIn


@transaction.atomic
def invite(*, person: Person, by: Person | None, now: datetime) -> None:
    """The link is made when the mail is sent. Inviting again sends another. `by`: none from the
    command for the first person."""
    Person.objects.filter(pk=person.pk).update(invited_at=now)
    audit.record("person_invited", person, by=by)
    post.hand_over("invitation", person)


@transaction.atomic
def lock(*, person: Person, by: Person, now: datetime) -> None:
    """Ends every session for good. Locking twice is locking once."""
    if Person.objects.filter(pk=person.pk, locked_at=None).update(locked_at=now):
        end_all_sessions(person)
        audit.record("account_locked", person, by=by)


def end_all_sessions(person: Person, *, but: str | None = None) -> None:
    """Each is refused at its next request, whatever it is in the middle of. The session whose key
    is `but` is kept for `people.sessions.go_on`."""
    Person.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)
    known = UserSession.objects.filter(user=person).exclude(session_key=but)
    Session.objects.filter(pk__in=known.values("session_key")).delete()
    known.delete()


@transaction.atomic
def end_session(session: UserSession, *, by: Person) -> None:
    audit.record("session_ended", session, by=by)
    session.end()


@transaction.atomic
def end_other_sessions(*, person: Person, this_one: str | None) -> None:
    """By the person alone. Also what is signing in just now has to sign in again."""
    end_all_sessions(person, but=this_one)
    audit.record("other_sessions_ended", person, by=person)


@transaction.atomic
def see_openings(*, person: Person, now: datetime) -> None:
    """Whoever has opened the page of who read their records has seen what was opened till now."""
    Person.objects.filter(pk=person.pk).update(openings_seen_at=now)
    audit.record("openings_seen", person, by=person)


@transaction.atomic
def unlock(*, person: Person, by: Person) -> None:
    if Person.objects.filter(pk=person.pk, locked_at__isnull=False).update(locked_at=None):
        audit.record("account_unlocked", person, by=by)


@transaction.atomic
def reset_second_factor(*, person: Person, by: Person, reason: str) -> None:
    """For whoever has lost it. Ends every session; the person hears of it."""
    Authenticator.objects.filter(user=person).delete()
    end_all_sessions(person)
    audit.record("second_factor_reset", person, by=by, reason=reason)
    noted = SignIn.objects.create(person_id=person.pk, kind=SignIn.Kind.FACTOR_RESET)
    post.hand_over("second_factor_reset", person, about=noted)


@transaction.atomic
def set_password(*, person: Person, password: str) -> None:
    """By the person alone. Ends every other session, and says so by mail."""
    person.set_password(password)
    person.save(update_fields=["password"])
    end_all_sessions(person)
    audit.record("password_set", person, by=person)
    post.hand_over("password_changed", person)


@transaction.atomic
def send_password_link(*, person: Person) -> None:
    """Whoever asked, the link goes to the person's own address."""
    if may_sign_in(person):
        post.hand_over("password_link", person)


@transaction.atomic
def open_account(*, person: Person, now: datetime) -> None:
    """In a demonstration alone: as invited, without mail."""
    if not settings.DEMO:
        raise PermissionDenied
    if Person.objects.filter(pk=person.pk, invited_at=None).update(invited_at=now):
        audit.record("person_invited", person, by=None)
