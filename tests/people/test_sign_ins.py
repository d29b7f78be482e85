"""Each sign-in is noted; what is unusual is told to the person, and addresses are forgotten."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from people.models import SignIn
from people.sign_ins import forget_addresses
from people.tasks import forget_old_sign_ins
from tests.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


def sign_in(person, client=None, password=PASSWORD):
    client = client or Client(headers={"user-agent": FIREFOX})
    client.post(reverse("account_login"), {"login": person.email, "password": password})
    return client


def sign_out(client):
    client.post(reverse("account_logout"))


def told(kind):
    return list(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))


def test_a_sign_in_is_noted_with_browser_and_address():
    person = PersonFactory()

    sign_in(person)

    noted = SignIn.objects.get()
    assert (noted.person_id, noted.kind, noted.browser, noted.address) == (
        person.pk,
        SignIn.Kind.PASSWORD,
        "Firefox on Linux",
        "127.0.0.1",
    )


def test_a_new_browser_is_told_and_a_known_one_is_not():
    person = PersonFactory()
    known = sign_in(person)
    sign_out(known)

    sign_in(person, known)
    assert told("new_browser") == []

    sign_in(person)
    assert told("new_browser") == [person.pk]


def test_a_browser_that_somebody_else_uses_is_new_all_the_same():
    first, second = PersonFactory(), PersonFactory()
    sign_in(second)
    shared = sign_in(first)
    sign_out(shared)

    sign_in(second, shared)

    assert told("new_browser") == [second.pk]


@pytest.mark.parametrize(("times", "expected"), [(4, 0), (5, 1)])
def test_many_failures_are_told_once(times, expected):
    person = PersonFactory()

    for _ in range(times):
        sign_in(person, password="a wrong passphrase")

    assert told("many_failures") == [person.pk] * expected
    assert SignIn.objects.filter(kind=SignIn.Kind.FAILED, person_id=person.pk).count() == times


def test_an_address_that_nobody_has_is_not_kept():
    stranger = PersonFactory.build(email="nobody.here@example.org")

    sign_in(stranger, password="a wrong passphrase")

    assert SignIn.objects.get().person_id is None
    assert "nobody.here" not in str(SignIn.objects.values())


def test_one_sees_what_happened_with_ones_own_account_alone():
    person = PersonFactory()
    sign_in(person, password="a wrong passphrase")
    SignIn.objects.create(person_id=PersonFactory().pk, kind=SignIn.Kind.FACTOR_RESET)

    page = sign_in(person).get(reverse("people:sessions")).text

    assert "A wrong password was tried" in page
    assert "Signed in with a password" in page
    assert "reset by somebody else" not in page


def test_where_from_is_forgotten_and_the_sign_in_is_not():
    sign_in(PersonFactory())
    days_ago = {days: timezone.now() + timedelta(days=days) for days in (89, 91)}

    assert forget_addresses(now=days_ago[89]) == 0
    assert forget_addresses(now=days_ago[91]) == 1

    noted = SignIn.objects.get()
    assert (noted.kind, noted.address, noted.browser, noted.device) == ("password", None, "", "")


def test_the_night_clears_sessions_that_ended_and_leaves_the_others():
    gone, stays = sign_in(PersonFactory()), sign_in(PersonFactory())
    gone.session.model.objects.filter(pk=gone.session.session_key).update(
        expire_date=timezone.now() - timedelta(days=1)
    )

    forget_old_sign_ins()

    assert stays.get(reverse("signed_in")).status_code == 200
    assert gone.session.model.objects.count() == 1
