"""A room above hears of a change in one place, and once."""

import pytest

from people import audit
from people.models import AuditEvent
from tests.as_asked import acting
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(monkeypatch):
    """What a listener hears that was registered twice."""
    heard: list[tuple[AuditEvent, str]] = []

    def listener(line: AuditEvent, using: str) -> None:
        heard.append((line, using))

    monkeypatch.setattr(audit, "_listeners", [])
    audit.listen(listener)
    audit.listen(listener)
    return heard


def test_a_listener_hears_each_line_once_with_its_database(lines):
    person = PersonFactory()

    audit.record("person_invited", person, by=None)

    [(heard, using)] = lines
    kept = AuditEvent.objects.get()
    assert (heard.kind, heard.subject_id, heard.at) == (kept.kind, str(person.pk), kept.at)
    assert using == "default"


def test_a_line_that_is_written_past_the_one_place_is_not_heard(lines):
    AuditEvent.objects.create(kind="x", subject_kind="people.person", subject_id="1")

    assert lines == []


@pytest.mark.parametrize("acts", ["the person", "nobody who has signed in"])
def test_whoever_acts_adds_a_line_and_reads_none(acts):
    person = PersonFactory()

    with acting(person.pk if acts == "the person" else None):
        audit.record("password_set", person, by=person, reason="They asked.")
        assert not AuditEvent.objects.exists()

    assert AuditEvent.objects.get().detail == {"reason": "They asked."}
