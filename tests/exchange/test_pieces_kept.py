"""An audit or observation that was written in the application stays as it is."""

import pytest
from django.utils import timezone

from qai.models import AuditContent, ObservationContent
from tests.exchange.files import audit, import_lines, load, observation, problems, total

pytestmark = pytest.mark.django_db
PIECES = pytest.mark.parametrize(
    ("line", "content", "key"),
    [(audit, AuditContent, "completed_on"), (observation, ObservationContent, "observed_on")],
)


@PIECES
def test_what_was_written_here_is_not_changed_by_a_file(line, content, key):
    load(line(grade="met", strengths="A careful chronology"))
    content.objects.update(saved_at=timezone.now())

    report = import_lines([line(grade="good")])

    written = "it was written in the application, and an import does not change it"
    assert problems(report) == [f"line 1: {key}: {written}"]
    assert content.objects.get().strengths == "A careful chronology"


@PIECES
def test_a_file_that_says_the_same_is_no_problem(line, content, key):
    load(line(grade="met"))
    content.objects.update(saved_at=timezone.now())

    report = import_lines([line(grade="met")])

    assert (problems(report), total(report, "same")) == ([], 1)


@PIECES
def test_what_was_imported_is_changed_by_the_next_file(line, content, key):
    load(line(grade="met", strengths="A careful chronology"))

    report = import_lines([line(grade="good")])

    assert (problems(report), total(report, "change")) == ([], 1)
    assert content.objects.get().strengths == ""
