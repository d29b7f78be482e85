"""A forgotten password is chosen anew with a mailed link: once, within a day, by its owner."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people import actions, tasks
from people.actions import set_password
from people.models import AuditEvent, Person
from people.tokens import LinkTokens
from tests.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db

NEW = "another long passphrase"
LOCKED = {"locked_at": datetime(2026, 6, 1, 9, tzinfo=UTC)}
NOT_INVITED = {"invited_at": None}
LEFT = {"left": timezone.localdate() - timedelta(days=1)}
KEPT_OUT = pytest.mark.parametrize("state", [LOCKED, NOT_INVITED, LEFT], ids=str)
SENT = reverse("account_reset_password_done")
DEAD = "This link no longer works"


@pytest.fixture
def ask(client, on_commit):
    def ask(email, **extra):
        with on_commit():
            return client.post(reverse("account_reset_password"), {"email": email}, **extra)

    return ask


@pytest.fixture
def choose(client, on_commit):
    """Follows a mailed link and sends a new password."""

    def choose(link, password=NEW):
        page = client.get(path_of(link), follow=True)
        with on_commit():
            return client.post(page.request["PATH_INFO"], {"password1": password})

    return choose


def mailed_link():
    return re.search(r"https?://\S+", mail.outbox[-1].body)[0]


def path_of(link):
    return "/" + link.split("/", 3)[3]


def signs_in(client, person, password):
    client.post(reverse("account_login"), {"login": person.email, "password": password})
    return client.session.get("_auth_user_id") == str(person.pk)


def test_a_new_password_is_chosen_with_the_mailed_link(client, ask, choose):
    person = PersonFactory()

    asked = ask(person.email)
    chosen = choose(mailed_link())

    assert asked.url == SENT
    assert chosen.url == reverse("account_reset_password_from_key_done")
    assert not signs_in(client, person, PASSWORD)
    assert signs_in(client, person, NEW)


@pytest.mark.published_break(43)
def test_the_link_leads_to_the_address_of_the_settings(ask, settings):
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://plr.example.org", ["*"]

    ask(PersonFactory().email, headers={"host": "evil.example", "x-forwarded-host": "evil.example"})

    assert mailed_link().startswith("https://plr.example.org/password/new/")
    assert "evil" not in mail.outbox[-1].body


@pytest.mark.published_break(43)
def test_a_strange_host_gets_no_answer(client):
    response = client.get(reverse("account_reset_password"), headers={"host": "evil.example"})

    assert response.status_code == 400


@pytest.fixture
def work(client, on_commit, monkeypatch):
    """What a request for a link does before it is answered: its queries, and what it queues."""
    queued = []
    monkeypatch.setattr(
        tasks.send_password_link, "apply_async", lambda *of, **how: queued.append(of)
    )

    def work(email):
        queued.clear()
        with CaptureQueriesContext(connection) as asked, on_commit() as ran:
            client.post(reverse("account_reset_password"), {"email": email})
        queries = [re.sub(r"\d+|'.*?'", "", query["sql"]) for query in asked]
        return queries, len(ran), len(queued)

    return work


@pytest.mark.published_break(39)
def test_an_address_that_nobody_has_is_as_much_work_as_any(work):
    person, locked = PersonFactory(), PersonFactory(**LOCKED)

    known, nobodys, kept_out = map(work, (person.email, "nobody@example.org", locked.email))

    assert known == nobodys == kept_out
    assert known[1:] == (1, 1)


def test_work_for_those_alone_who_have_an_account_would_be_noticed(work, monkeypatch):
    def for_known_people(person):
        if person:
            actions.send_password_link(person=person)

    monkeypatch.setattr(tasks, "ask_for_new_password", for_known_people)

    assert work(PersonFactory().email) != work("nobody@example.org")


@KEPT_OUT
def test_who_may_not_sign_in_gets_the_same_page_and_no_mail(ask, state):
    person = PersonFactory(**state)

    response = ask(person.email)

    assert response.url == SENT
    assert mail.outbox == []


@pytest.mark.published_break(39)
def test_a_stranger_gets_the_same_page_and_no_mail(ask):
    response = ask("nobody@example.org")

    assert response.url == SENT
    assert mail.outbox == []


@KEPT_OUT
def test_a_link_dies_with_the_right_to_sign_in(ask, choose, state):
    person = PersonFactory()
    ask(person.email)

    Person.objects.filter(pk=person.pk).update(**state)
    response = choose(mailed_link())

    assert DEAD in response.text
    assert Person.objects.get(pk=person.pk).password == person.password


@pytest.mark.published_break(39)
def test_a_link_works_once(ask, choose):
    ask(PersonFactory().email)
    link = mailed_link()

    choose(link)
    again = choose(link, "a third long passphrase")

    assert DEAD in again.text


def test_a_link_dies_when_its_owner_signs_in(client, ask, choose):
    person = PersonFactory()
    ask(person.email)

    signs_in(client, person, PASSWORD)
    client.logout()

    assert DEAD in choose(mailed_link()).text


@pytest.mark.published_break(39, control=True)
def test_without_the_look_at_its_secret_it_would_work_twice(ask, choose, monkeypatch):
    ask(PersonFactory().email)
    link = mailed_link()
    choose(link)
    monkeypatch.setattr(LinkTokens, "check_token", lambda *of: True)

    assert DEAD not in choose(link, "a third long passphrase").text


@pytest.mark.published_break(39)
def test_a_link_dies_after_a_day(ask, choose):
    with time_machine.travel("2026-06-01 09:00:00+00:00", tick=False):
        ask(PersonFactory().email)
    link = mailed_link()

    with time_machine.travel("2026-06-02 09:00:01+00:00", tick=False):
        response = choose(link)

    assert DEAD in response.text


@pytest.mark.published_break(39)
def test_a_link_dies_when_the_address_changes(ask, choose):
    person = PersonFactory()
    ask(person.email)

    Person.objects.filter(pk=person.pk).update(email="elsewhere@example.org")

    assert DEAD in choose(mailed_link()).text


@pytest.mark.published_break(39)
def test_a_link_is_for_nobody_else(ask, choose):
    ask(PersonFactory().email)
    other = PersonFactory()

    swapped = re.sub(r"new/\w+?-", f"new/{base36(other.pk)}-", mailed_link())
    response = choose(swapped)

    assert DEAD in response.text
    assert Person.objects.get(pk=other.pk).password == other.password


def base36(number):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (base36(number // 36) if number >= 36 else "") + digits[number % 36]


@pytest.mark.parametrize("uid", ["0", "zzzzzzzzzzzzz", "1" * 40])
def test_a_made_up_link_is_a_dead_link(client, uid):
    response = client.get(f"/password/new/{uid}-made-up/")

    assert response.status_code == 200
    assert DEAD in response.text


def test_a_mailed_link_of_somebody_else_signs_the_reader_out(client, ask, choose):
    ask(PersonFactory().email)
    client.force_login(PersonFactory())

    choose(mailed_link())

    assert client.get(reverse("signed_in")).status_code == 302


@pytest.mark.parametrize("password", ["too short", "12345678901234567890"])
def test_a_weak_password_is_refused_with_a_reason(ask, choose, password):
    person = PersonFactory()
    ask(person.email)

    response = choose(mailed_link(), password)

    assert response.status_code == 200
    assert "There is a problem" in response.text
    assert Person.objects.get(pk=person.pk).password == person.password


def test_a_password_like_the_name_is_refused(ask, choose):
    person = PersonFactory(name="Wilhelmina Featherstone")
    ask(person.email)

    response = choose(mailed_link(), "wilhelminafeatherstone")

    assert "too similar to the name" in response.text


def test_a_change_is_told_by_mail_and_written_down(ask, choose):
    person = PersonFactory()
    ask(person.email)

    choose(mailed_link())

    assert mail.outbox[-1].subject == "Your password for PLR was changed"
    assert mail.outbox[-1].to == [person.email]
    assert AuditEvent.objects.filter(kind="password_set", actor_id=person.pk).count() == 1


def test_a_new_password_forgets_the_failed_attempts(client, ask, choose):
    person = PersonFactory()
    for _ in range(6):
        signs_in(client, person, "a wrong passphrase")

    ask(person.email)
    choose(mailed_link())

    assert signs_in(client, person, NEW)


def change(client, **typed):
    return client.post(reverse("account_change_password"), typed)


@pytest.mark.published_break(40)
def test_changing_the_password_ends_every_session(client, client_elsewhere):
    person = PersonFactory()
    client.force_login(person)
    client_elsewhere.force_login(person)

    response = change(client, oldpassword=PASSWORD, password1=NEW)

    assert response.url == reverse("account_login")
    assert client.get(reverse("signed_in")).status_code == 302
    assert client_elsewhere.get(reverse("signed_in")).status_code == 302
    assert signs_in(client, person, NEW)


@pytest.fixture
def client_elsewhere():
    return Client()


def test_changing_the_password_needs_the_present_one(client):
    person = PersonFactory()
    client.force_login(person)

    response = change(client, oldpassword="a wrong passphrase", password1=NEW)

    assert "Your current password is not right" in response.text
    assert Person.objects.get(pk=person.pk).password == person.password


def test_who_has_no_password_yet_asks_for_a_link(client):
    person = PersonFactory(password="!")
    client.force_login(person)

    response = client.get(reverse("account_change_password"), follow=True)

    assert response.request["PATH_INFO"] == reverse("account_reset_password")


def test_a_lock_that_falls_between_is_not_lost():
    person = PersonFactory()
    Person.objects.filter(pk=person.pk).update(**LOCKED)

    set_password(person=person, password=NEW)

    assert Person.objects.get(pk=person.pk).locked_at is not None
