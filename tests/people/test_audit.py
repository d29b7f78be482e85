"""A room above hears of a change in one place, and once."""

import pytest

from people import audit
from people.models import AuditEvent
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

    assert lines == [(AuditEvent.objects.get(), "default")]


def test_a_line_that_is_written_past_the_one_place_is_not_heard(lines):
    AuditEvent.objects.create(kind="x", subject_kind="people.person", subject_id="1")

    assert lines == []
