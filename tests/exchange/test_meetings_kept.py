"""A general meeting that was written in the application stays as it is."""

from datetime import date

import pytest
from django.utils import timezone

from supervision import actions
from supervision.models import GeneralMeeting, GeneralMeetingContent, MeetingAmendment
from tests.exchange.files import import_lines, load, meeting, problems, total
from tests.supervision.meetings import begun, on_record

pytestmark = pytest.mark.django_db
WRITTEN = "it was written in the application, and an import does not change it"
DAY = {"kind": "wellbeing", "held_on": date(2026, 5, 6)}


def written_here() -> GeneralMeeting:
    """By the line manager, about what an older system knew as a draft."""
    load(meeting(summary="A draft."))
    loaded = GeneralMeeting.objects.get()
    draft = begun(loaded.person, loaded.recorded_by, **DAY)
    (found,) = on_record(draft, {"texts": {"summary": "A lighter week."}})
    return found


def test_what_was_written_here_is_not_changed_by_a_file():
    kept = written_here()

    report = import_lines([meeting(summary="A draft.")])

    assert problems(report) == [f"line 1: held_on: {WRITTEN}"]
    assert GeneralMeetingContent.objects.get(pk=kept.pk).summary == "A lighter week."
    assert GeneralMeeting.objects.get().is_final


def test_a_file_that_says_the_same_is_no_problem():
    kept = written_here()
    same = {"summary": "A lighter week.", "finalised_on": kept.finalised_on.isoformat()}

    report = import_lines([meeting(**same)])

    assert (problems(report), total(report, "same")) == ([], 1)


def test_an_amendment_of_what_was_loaded_is_written_here_too():
    line = meeting(summary="Shorter days.", finalised_on="2026-05-06")
    load(line)
    loaded = GeneralMeeting.objects.get()
    body = {"texts": {"summary": "Short days."}, "amendment_reason": "A slip."}
    MeetingAmendment.objects.create(meeting=loaded, body=body)
    actions.amend_meeting(meeting=loaded, version=1, by=loaded.recorded_by, now=timezone.now())

    report = import_lines([line])

    assert problems(report) == [f"line 1: held_on: {WRITTEN}"]


def test_what_was_imported_is_changed_by_the_next_file():
    load(meeting(summary="A draft."))

    report = import_lines([meeting(summary="A draft that grew.")])

    assert (problems(report), total(report, "change")) == ([], 1)
    assert GeneralMeetingContent.objects.get().summary == "A draft that grew."
