"""GOV.UK Notify in the place of a mail server, against a small server that answers as it does."""

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from notices.actions import tell
from notices.calendar import Entry
from notices.models import Notice
from notices.notify import NotTaken
from notices.sending import send_all_waiting
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
SERVICE, KEY = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "43573f75-80e7-402f-b308-e5f1066fbd6f"
WRONG_ADDRESS = (400, {"errors": [{"error": "ValidationError", "message": "email_address wrong"}]})
NO_ANSWER = (None, {})
FACTS = {"by": "Mina Lead", "day": "Mon 16 November 2026", "when": "Mon", "leader": "Hope Above"}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.asked.append(
            {
                "path": self.path,
                "bearer": self.headers["Authorization"].startswith("Bearer ey"),
                **json.loads(self.rfile.read(int(self.headers["Content-Length"]))),
            }
        )
        status, body = self.server.answers.pop(0) if self.server.answers else (201, {"id": "1"})
        if status:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

    def log_message(self, *args):
        """Quietly."""


@pytest.fixture
def notify(settings):
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.answers = [], []
    settings.EMAIL_BACKEND = "notices.notify.Backend"
    settings.MAIL_CARRIES_CALENDARS = False
    settings.NOTIFY_API_KEY = f"plr-{SERVICE}-{KEY}"
    settings.NOTIFY_TEMPLATE_ID = TEMPLATE
    settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def tell_of(person, kind="plr_planned", entry=None):
    tell(people=[person], kind=kind, about=person, path="/plrs/1/", facts=FACTS, entry=entry)


def states() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


def test_a_notice_is_handed_over_with_the_template_and_its_words(notify):
    person = PersonFactory(email="ada@example.org")
    tell_of(person)

    assert send_all_waiting(now=timezone.now()) == 1

    [asked] = notify.asked
    assert (asked["path"], asked["bearer"]) == ("/v2/notifications/email", True)
    assert (asked["email_address"], asked["template_id"]) == ("ada@example.org", TEMPLATE)
    assert asked["personalisation"]["subject"] == "Your PLR is planned for Mon 16 November 2026"
    assert "/plrs/1/" in asked["personalisation"]["body"]


def test_no_entry_for_a_calendar_is_carried_so_the_mail_says_where_one_is(notify):
    person = PersonFactory()
    entry = Entry("k", 0, "PLR", date(2026, 11, 16), None, 90, "", "/", (), timezone.now())
    tell_of(person, entry=entry)
    tell_of(person, kind="plr_in_calendar", entry=entry)

    send_all_waiting(now=timezone.now())

    [asked] = notify.asked
    assert "/my-calendar/" in asked["personalisation"]["body"]
    assert states() == ["sent", "unmailed"]


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_what_notify_did_not_take_waits_and_is_handed_over_again(notify, status):
    tell_of(PersonFactory())
    notify.answers = [(status, {"errors": []})]

    with pytest.raises(NotTaken):
        send_all_waiting(now=timezone.now())
    assert states() == ["waiting"]

    assert (send_all_waiting(now=timezone.now()), states()) == (1, ["sent"])


def test_an_answer_that_is_lost_is_not_confirmed_and_not_sent_again(notify):
    tell_of(PersonFactory())
    notify.answers = [NO_ANSWER]

    with pytest.raises(ConnectionError):
        send_all_waiting(now=timezone.now())

    assert (send_all_waiting(now=timezone.now()), states()) == (0, ["claimed"])
    assert len(notify.asked) == 1


def test_an_address_that_is_refused_holds_up_nobody(notify, caplog):
    for person in PersonFactory.create_batch(2):
        tell_of(person)
    notify.answers = [WRONG_ADDRESS]

    assert (send_all_waiting(now=timezone.now()), states()) == (1, ["claimed", "sent"])
    assert "@example.org" not in caplog.text


def test_other_mail_goes_the_same_way(notify):
    EmailMessage("About", "Words.", to=["ada@example.org", "bo@example.org"]).send()

    addresses = [asked["email_address"] for asked in notify.asked]
    assert addresses == ["ada@example.org", "bo@example.org"]
