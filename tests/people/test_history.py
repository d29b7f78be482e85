"""A version of a person is kept when their facts change, and only then."""

import pytest
from django.urls import reverse

from people.actions import set_password
from tests.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db


def test_a_changed_fact_makes_a_version():
    person = PersonFactory(name="Ada Page")

    person.name = "Ada Dove"
    person.save()

    assert [version.name for version in person.history.all()] == ["Ada Dove", "Ada Page"]


def test_signing_in_and_a_new_password_make_none(client):
    person = PersonFactory()

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    signed_in = client.session["_auth_user_id"]
    set_password(person=person, password="another long passphrase")

    assert signed_in == str(person.pk)
    assert person.history.count() == 1
