"""What no page of ours sends is answered with a page of ours, and nothing is changed."""

import pytest

from tests.factories import PersonFactory
from tests.govuk.site.draft import draft, start_again

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.govuk.site.urls")]


@pytest.fixture
def signed_in(client):
    start_again()
    client.force_login(PersonFactory())
    return client


@pytest.mark.parametrize(
    "sent",
    [
        {f"field{number}": "x" for number in range(1001)},
        {"wellbeing": "x" * 2_600_000},
        {"version": "1", "wellbeing": ["one", "two"], "check": "1"},
    ],
    ids=["1,001 fields", "2.6 million characters", "a value sent twice"],
)
def test_what_cannot_be_read_is_answered_in_plain_words(signed_in, sent):
    response = signed_in.post("/sample/", sent)

    assert response.status_code == 400
    assert "What you sent could not be read" in response.content.decode()


def test_too_long_a_draft_is_refused_and_the_stored_one_stays(signed_in):
    response = signed_in.post("/sample/draft/", {"version": "1", "wellbeing": "x" * 2_600_000})

    assert response.status_code == 400
    assert draft.text("wellbeing") == "start"


def test_an_unknown_field_is_ignored_and_a_foreign_choice_refused(signed_in):
    response = signed_in.post(
        "/sample/", {"version": "1", "mood": "odd", "is_staff": "1", "check": "1"}
    )

    assert "Select one of the answers on the page" in response.content.decode()
