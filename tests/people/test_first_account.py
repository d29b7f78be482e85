"""On a new site the first person in HR is invited from the server; everybody else by HR."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from people.models import AuditEvent, Person
from tests.factories import GrantFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db


def test_the_first_person_in_hr_is_invited_from_the_server(on_commit):
    first = PersonFactory(invited_at=None, grants=["hr"])

    with on_commit():
        call_command("invite_first", first.staff_number)

    assert mail.outbox[-1].to == [first.email]
    assert Person.objects.get(pk=first.pk).has_been_invited()
    assert AuditEvent.objects.get(kind="person_invited").actor_id is None


def test_whoever_did_not_get_the_first_invitation_is_sent_another(on_commit):
    first = PersonFactory(invited_at=None, grants=["hr"])

    for _ in range(2):
        with on_commit():
            call_command("invite_first", first.staff_number)

    assert len(mail.outbox) == 2


def test_once_somebody_in_hr_has_signed_in_they_invite(on_commit):
    PersonFactory(grants=["hr"], last_login=timezone.now())
    second = PersonFactory(invited_at=None, grants=["hr"])

    with pytest.raises(CommandError, match="They invite people on the site"), on_commit():
        call_command("invite_first", second.staff_number)

    assert not Person.objects.get(pk=second.pk).has_been_invited()
    assert not mail.outbox


def test_whoever_could_not_invite_the_others_is_not_the_first(on_commit):
    of_a_part = PersonFactory(invited_at=None)
    GrantFactory(person=of_a_part, grant="hr", unit=UnitFactory())

    for person in (of_a_part, PersonFactory(invited_at=None, grants=["mis"])):
        with pytest.raises(CommandError, match="whole organisation"), on_commit():
            call_command("invite_first", person.staff_number)

    assert not mail.outbox
