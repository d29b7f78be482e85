"""Pages for everybody, signed in or not."""

import pytest
from django.urls import reverse

from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PAGES = pytest.mark.parametrize("name", ["help", "accessibility", "privacy", "security"])


@PAGES
def test_everybody_can_read_it(client, name, settings):
    settings.DATA_PROTECTION_CONTACT = "privacy@example.org"

    response = client.get(reverse(name))

    assert response.status_code == 200
    assert "mailto:privacy@example.org" in response.text


@PAGES
def test_it_can_be_read_while_signed_in(client, name):
    client.force_login(PersonFactory())

    assert client.get(reverse(name)).status_code == 200


@PAGES
def test_the_footer_of_every_page_leads_to_it(client, name):
    assert f'href="{reverse(name)}"' in client.get(reverse("account_login")).text


@PAGES
def test_it_is_for_reading_alone(client, name):
    assert client.post(reverse(name)).status_code == 405


def test_help_says_where_case_content_belongs(client):
    assert "case management system" in client.get(reverse("help")).text
