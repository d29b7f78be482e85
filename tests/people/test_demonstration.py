"""In a demonstration one signs in as somebody with a click; elsewhere there is no such door."""

import importlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.http import Http404
from django.test import RequestFactory
from django.urls import NoReverseMatch, clear_url_caches, reverse
from django.utils import timezone

from people.actions import open_account
from people.models import Person
from people.queries.demonstration import cast
from people.views import demonstration
from plr_site import urls
from tests.factories import (
    PersonFactory,
    PracticeSupervisionFactory,
    ReportingLineFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def in_demonstration(settings):
    """The site as `PLR_DEMO=1` starts it."""
    settings.DEMO = True
    reload_urls()
    yield
    settings.DEMO = False
    reload_urls()


def reload_urls():
    importlib.reload(urls)
    clear_url_caches()


def fill_every_part():
    """In the order of the page, which is not that of the staff numbers."""
    return {
        "System administrator": PersonFactory(role=None, grants=["system_admin"]),
        "Business services officer": PersonFactory(role="business_services_officer"),
        "Management information": PersonFactory(role="corporate", grants=["mis"]),
        "HR": PersonFactory(role="corporate", grants=["hr"]),
        "Director": PersonFactory(role="operational_director"),
        "Head of practice": PersonFactory(role="head_of_practice"),
        "Practice supervisor": PracticeSupervisionFactory().supervisor,
        "Service manager": ReportingLineFactory().manager,
    }


def test_ten_people_of_different_kinds_are_offered():
    people = fill_every_part()
    people["Family court adviser"] = Person.objects.filter(
        postings__role="family_court_adviser"
    ).earliest("staff_number")
    people["New family court adviser"] = PersonFactory(joined=TODAY - timedelta(days=20))

    assert {part.kind.title: part.person for part in cast(TODAY)} == people


def test_the_first_by_staff_number_plays_the_part():
    PersonFactory(staff_number="S2", grants=["hr"], role=None)
    first = PersonFactory(staff_number="S1", grants=["hr"], role=None)

    assert [part.person for part in cast(TODAY)] == [first]


@pytest.mark.parametrize(
    "state",
    [{"left": date(2021, 1, 1)}, {"locked_at": datetime(2026, 6, 1, tzinfo=UTC)}],
    ids=["left", "locked"],
)
def test_who_could_not_sign_in_is_not_offered(state):
    PersonFactory(**state)

    assert cast(TODAY) == []


def test_one_click_signs_in_even_who_was_never_invited(client, in_demonstration):
    person = PersonFactory(invited_at=None)

    response = client.post(reverse("demonstration_sign_in", args=[person.pk]))

    assert response.url == reverse("home")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get(reverse("signed_in")).status_code == 200


def test_only_the_people_offered_can_be_signed_in_as(client, in_demonstration):
    PersonFactory(staff_number="S1")
    second = PersonFactory(staff_number="S2")

    response = client.post(reverse("demonstration_sign_in", args=[second.pk]))

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_link_signs_nobody_in(client, in_demonstration):
    person = PersonFactory()

    assert client.get(reverse("demonstration_sign_in", args=[person.pk])).status_code == 405


def test_the_page_and_the_sign_in_page_lead_there(client, in_demonstration):
    person = PersonFactory(name="Ada Page")

    start = client.get("/", follow=True)
    page = client.get(reverse("demonstration"))

    assert reverse("demonstration") in start.text
    assert "Ada Page" in page.text
    assert reverse("demonstration_sign_in", args=[person.pk]) in page.text


@pytest.mark.published_break(45)
def test_outside_a_demonstration_there_is_no_such_address(client):
    reload_urls()

    assert client.get("/demonstration/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("demonstration", urlconf="plr_site.urls")


def test_outside_a_demonstration_the_sign_in_page_does_not_speak_of_one(client):
    assert "demonstration" not in client.get(reverse("account_login")).text.lower()


@pytest.mark.published_break(45)
def test_outside_a_demonstration_the_functions_refuse_too():
    person = PersonFactory(invited_at=None)

    with pytest.raises(Http404):
        demonstration.cast(RequestFactory().get("/"))
    with pytest.raises(Http404):
        demonstration.sign_in(RequestFactory().post("/"), pk=person.pk)
    with pytest.raises(PermissionDenied):
        open_account(person=person, now=timezone.now())
    assert Person.objects.get(pk=person.pk).invited_at is None


def test_what_was_sent_can_be_read(in_demonstration, client, settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    for subject in ("First — with a dash", "Second"):
        send_mail(subject, f"About {subject}.", None, ["ada@example.org"])

    mails = client.get(reverse("demonstration_mail")).context["mails"]

    assert {mail.subject for mail in mails} == {"First — with a dash", "Second"}
    assert mails[0].to == "ada@example.org"
    assert {mail.text for mail in mails} == {"About First — with a dash.", "About Second."}


def test_outside_a_demonstration_no_mail_is_shown():
    with pytest.raises(Http404):
        demonstration.mail(RequestFactory().get("/demonstration/mail/"))
