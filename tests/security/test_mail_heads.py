"""Names, places and addresses with a line end in them: nothing is added to the head of a mail."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser

import pytest
from django.core import mail
from django.core.mail import BadHeaderError
from django.urls import reverse
from django.utils import timezone

from govuk.fields.text import CountedField, TextField
from notices import actions, digests, sending
from notices.calendar import Entry, invitation
from notices.kinds import KINDS
from notices.models import OutsideMessage
from people.models import Person
from tests.exchange.files import as_file, import_bytes, person, problems
from tests.factories import PersonFactory
from tests.notices.test_notices import FACTS
from tests.security.test_other_doors import SOURCES
from tests.supervision.factories import PLRFactory
from tests.supervision.writing import page
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 10, 5, 9, tzinfo=UTC)
TYPED = (
    "A\nBcc: b@example.org",
    "A\r\nSubject: x",
    "A\rTo: b@example.org",
    "A\x0bCc: b@example.org",
)
ENDS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
PROGRAMS = re.compile(r"\b(sendmail|subprocess|popen|os\.system|os\.exec\w*|os\.spawn\w*|pty)\b")


def imported(**facts: str) -> list[str]:
    """What is said against a person in a file; they come in where it is nothing."""
    return problems(import_bytes(as_file([person(**facts)])))


@pytest.mark.published_break(38)
@pytest.mark.parametrize("typed", TYPED)
def test_a_name_in_a_file_is_one_line(typed):
    imported(name=typed)

    assert not ENDS.search(Person.objects.get().name)


@pytest.mark.published_break(38, control=True)
def test_the_control_as_it_is_given_a_name_would_be_two_lines(monkeypatch):
    monkeypatch.setattr("exchange.importing.kinds.tidy_name", str)

    imported(name=TYPED[0])

    assert ENDS.search(Person.objects.get().name)


@pytest.mark.published_break(38)
@pytest.mark.parametrize("typed", TYPED)
def test_an_address_in_a_file_with_a_line_end_is_refused(typed):
    said = imported(email=f"ada@example.org{typed}")

    assert "is not an email address" in said[0]
    assert not Person.objects.exists()


@pytest.mark.published_break(38, control=True)
def test_the_control_without_the_look_at_an_address_it_would_come_in(monkeypatch):
    monkeypatch.setattr("exchange.importing.kinds.validate_email", str)

    assert imported(email=f"ada@example.org{TYPED[0]}") == []


def ask_outside(typed: str) -> None:
    plr = PLRFactory()
    form = {"others": f"Olu{typed}, olu@court.example", "question": "What?", "names": "named"}
    form |= day_typed("closes_on", timezone.localdate() + timedelta(days=7))
    signed_in(plr.led_by).post(reverse("supervision:feedback_ask", args=[plr.pk]), form)


@pytest.mark.published_break(38)
@pytest.mark.parametrize("typed", ["", *TYPED])
def test_whoever_is_asked_outside_has_a_name_and_an_address_of_one_line(typed):
    ask_outside(typed)

    told = OutsideMessage.objects.values_list("name", "email")
    assert typed or list(told) == [("Olu", "olu@court.example")]
    assert not ENDS.search("".join(word for one in told for word in one))


def move_to(place: str) -> str:
    plr = PLRFactory()
    typed = {**day_typed("planned_for", plr.planned_for), "led_by": plr.led_by_id, "place": place}
    signed_in(plr.led_by).post(page("move", plr), typed)
    plr.refresh_from_db()
    return plr.place


@pytest.mark.published_break(38)
@pytest.mark.parametrize("typed", TYPED)
def test_a_place_is_one_line(typed):
    kept = move_to(typed)

    assert kept.startswith("A ")
    assert not ENDS.search(kept)


@pytest.mark.published_break(38, control=True)
def test_the_control_as_it_is_typed_a_place_would_be_two_lines(monkeypatch):
    monkeypatch.setattr(TextField, "to_python", CountedField.to_python)

    assert ENDS.search(move_to(TYPED[0]))


def heads_of_mails(name: str, kinds: Iterable[str] = KINDS) -> dict[str, list[str]]:
    """By kind what the mail server would read, of somebody who is called so."""
    heads = {}
    for kind in kinds:
        mail.outbox.clear()
        told = PersonFactory(name=name)
        facts = dict.fromkeys(FACTS, name)
        actions.tell(people=[told], kind=kind, about=told, path="/", facts=facts)
        digests.bundle(on=MONDAY.date())
        sending.send_all_waiting(now=MONDAY)
        [message] = mail.outbox
        head = "\n".join(f"{key}: {value}" for key, value in message.message().items())
        heads[kind] = [*HeaderParser().parsestr(head).keys(), *message.recipients()[1:]]
    return heads


@pytest.mark.published_break(38)
def test_with_a_name_that_came_in_all_the_same_a_mail_has_no_other_head():
    usual = heads_of_mails("Ada Page")

    found = heads_of_mails(TYPED[0])

    assert set(usual) == set(KINDS)
    assert found == usual


@pytest.mark.published_break(38, control=True)
def test_the_control_without_the_look_at_line_ends_a_name_would_add_to_the_head(monkeypatch):
    monkeypatch.setattr("notices.outbox.tidy_name", str)
    monkeypatch.setattr(
        "django.core.mail.message.forbid_multi_line_headers", lambda name, val, _: (name, str(val))
    )

    assert "Bcc" in heads_of_mails(TYPED[0], ["plr_in_calendar"])["plr_in_calendar"]


def sent_of_two(**of_the_first: str) -> int:
    """How many of two are mailed, the first of whom has what came in all the same."""
    told, facts = PersonFactory(**of_the_first), dict.fromkeys(FACTS, "Ada Page")
    facts["reportee"] = told.name
    people = [told, PersonFactory()]
    for person_told in people:
        actions.tell(
            people=[person_told], kind="record_disputed", about=told, path="/", facts=facts
        )
    return sending.send_all_waiting(now=MONDAY)


@pytest.mark.published_break(38)
@pytest.mark.parametrize("typed", TYPED)
def test_a_name_that_came_in_all_the_same_holds_up_no_mail(typed):
    assert sent_of_two(name=typed) == 2


@pytest.mark.published_break(38, control=True)
def test_the_control_as_it_is_such_a_name_would_be_in_no_mail(monkeypatch):
    monkeypatch.setattr("notices.outbox.tidy_name", str)

    assert sent_of_two(name=TYPED[0]) == 0


@pytest.mark.published_break(38)
@pytest.mark.parametrize("typed", TYPED[:3])
def test_an_address_that_came_in_all_the_same_holds_up_nobody_else(typed):
    assert sent_of_two(email=f"ada@example.org{typed.lower()}") == 1


@pytest.mark.published_break(38, control=True)
def test_the_control_unless_it_is_left_aside_such_an_address_would_hold_up_everybody(monkeypatch):
    monkeypatch.setattr(sending, "OF_ONE_ADDRESS", ())

    with pytest.raises(BadHeaderError):
        sent_of_two(email=f"ada@example.org{TYPED[0].lower()}")


def properties_of_entry(typed: str) -> list[str]:
    entry = Entry(
        key="plr-1", sequence=1, title=typed, day=MONDAY.date(), starts_at=None, minutes=60,
        place=typed, path="/", attendees=((typed, "ada@example.org"),), changed_at=MONDAY,
    )  # fmt: skip
    lines = invitation(entry).replace("\r\n ", "").split("\r\n")
    return [re.split("[:;]", line)[0] for line in lines]


@pytest.mark.published_break(38)
@pytest.mark.parametrize("typed", TYPED)
def test_an_entry_for_the_calendar_has_no_other_line(typed):
    found = properties_of_entry(f"{typed}\r\nATTENDEE:mailto:b@example.org")

    assert found == properties_of_entry("A")


@pytest.mark.published_break(38)
def test_no_program_is_started_so_none_is_handed_a_mail():
    assert [path for path in SOURCES if PROGRAMS.search(path.read_text())] == []


@pytest.mark.published_break(38, control=True)
@pytest.mark.parametrize("line", ["import subprocess", "os.popen(command)", "/usr/sbin/sendmail"])
def test_the_control_such_a_program_would_be_seen(line):
    assert PROGRAMS.search(line)
