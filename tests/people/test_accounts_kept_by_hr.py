"""HR invites people and locks their accounts; nobody else does, and nobody their own."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import AuditEvent, Person
from tests.factories import GrantFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db

LOCKED_AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
ACTS = pytest.mark.parametrize("act", ["invite", "lock", "unlock"])


@pytest.fixture
def hr(client):
    hr = PersonFactory(role="corporate", grants=["hr"])
    client.force_login(hr)
    return hr


def do(client, act, person):
    return client.post(reverse(f"people:{act}", args=[person.pk]))


def fresh(person):
    return Person.objects.get(pk=person.pk)


def test_an_invited_person_chooses_a_password_and_signs_in(client, hr, on_commit):
    person = PersonFactory(invited_at=None, password="!")

    with on_commit():
        do(client, "invite", person)
    client.logout()
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "a first long passphrase"})
    data = {"login": person.email, "password": "a first long passphrase"}
    client.post(reverse("account_login"), data)

    assert mail.outbox[-1].to == [person.email]
    assert client.session["_auth_user_id"] == str(person.pk)


def test_an_invitation_says_who_invited_whom(client, hr):
    person = PersonFactory(invited_at=None)

    response = do(client, "invite", person)

    line = AuditEvent.objects.get(kind="person_invited")
    assert response.url == reverse("people:person", args=[person.pk])
    assert fresh(person).invited_at is not None
    assert (line.subject_id, line.actor_id) == (str(person.pk), hr.pk)


def test_inviting_again_sends_another_link(client, hr, on_commit):
    person = PersonFactory(invited_at=None)

    for _ in range(2):
        with on_commit():
            do(client, "invite", person)

    assert len(mail.outbox) == 2


def test_who_has_left_is_not_invited(client, hr):
    person = PersonFactory(invited_at=None, left=timezone.localdate() - timedelta(days=1))

    response = do(client, "invite", person)

    assert response.status_code == 403
    assert fresh(person).invited_at is None


@pytest.mark.published_break(40)
def test_a_lock_signs_out_at_once_and_an_unlock_lets_back_in(client, client_elsewhere, hr):
    person = PersonFactory()
    client_elsewhere.force_login(person)

    do(client, "lock", person)
    locked_out = client_elsewhere.get(reverse("signed_in")).status_code
    do(client, "unlock", person)
    client_elsewhere.force_login(fresh(person))

    assert locked_out == 302
    assert client_elsewhere.get(reverse("signed_in")).status_code == 200


@pytest.fixture
def client_elsewhere():
    return Client()


def test_locking_and_unlocking_leave_one_line_each(client, hr):
    person = PersonFactory()

    for act in ("lock", "lock", "unlock", "unlock"):
        do(client, act, person)

    kinds = AuditEvent.objects.filter(subject_id=str(person.pk)).values_list("kind", flat=True)
    assert sorted(kinds) == ["account_locked", "account_unlocked"]


@ACTS
def test_nobody_keeps_their_own_account(client, hr, act):
    response = do(client, act, hr)

    assert response.status_code == 403
    assert fresh(hr).locked_at is None


@ACTS
def test_who_sees_the_page_without_keeping_the_register_may_not(client, act):
    manager = PersonFactory(role="service_manager")
    person = PersonFactory(manager=manager, invited_at=None)
    client.force_login(manager)

    response = do(client, act, person)

    assert response.status_code == 403
    assert (fresh(person).invited_at, fresh(person).locked_at) == (None, None)


@ACTS
def test_for_who_may_not_see_the_page_there_is_nothing(client, act):
    person = PersonFactory(invited_at=None)
    client.force_login(PersonFactory(grants=["system_admin"]))

    response = do(client, act, person)

    assert response.status_code == 404
    assert (fresh(person).invited_at, fresh(person).locked_at) == (None, None)


def test_hr_of_one_part_keeps_the_accounts_of_that_part_alone(client):
    area = UnitFactory(kind="service_area")
    team = UnitFactory(parent=area)
    hr = PersonFactory(role="corporate")
    GrantFactory(person=hr, grant="hr", unit=area)
    client.force_login(hr)

    inside = do(client, "lock", PersonFactory(unit=team))
    outside = do(client, "lock", PersonFactory())

    assert (inside.status_code, outside.status_code) == (302, 404)


@ACTS
def test_a_link_in_a_page_does_nothing(client, hr, act):
    response = client.get(reverse(f"people:{act}", args=[PersonFactory().pk]))

    assert response.status_code == 405
