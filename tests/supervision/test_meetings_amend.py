"""A general meeting on record is changed with a reason, and every version is kept."""

import pytest

from notices.models import Notice
from people.models import AuditEvent
from supervision.models import GeneralMeetingContent, MeetingAmendment
from tests.factories import PersonFactory
from tests.supervision.factories import GeneralMeetingFactory
from tests.supervision.meetings import (
    BODY,
    adviser_and_supervisor,
    begun,
    begun_session,
    on_record,
    page,
    session_body,
    team_of,
)
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
SUMMARY = {"texts-summary": "We put the tasks in another order."}
REASON = {"amendment_reason": "One task was left out."}


def amended(meeting, **typed):
    client = signed_in(meeting.recorded_by)
    client.post(page("meeting_amend_begin", meeting))
    version = MeetingAmendment.objects.get(pk=meeting.pk).version
    return client.post(page("meeting_amend", meeting), {"version": version, **typed})


def a_meeting():
    (meeting,) = on_record(begun(*adviser_and_supervisor()))
    return meeting


def test_an_amendment_is_a_new_version_and_the_participant_is_told(on_commit):
    meeting = a_meeting()

    with on_commit():
        answer = amended(meeting, **SUMMARY, **REASON)

    content = GeneralMeetingContent.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert content.summary == "We put the tasks in another order."
    assert [one.summary for one in content.history.order_by("history_id")] == [
        BODY["texts"]["summary"],
        content.summary,
    ]
    assert Notice.objects.get(kind="meeting_amended").person == meeting.person
    assert AuditEvent.objects.filter(kind="general_meeting_amended").count() == 1


def test_both_sides_see_what_changed_and_why():
    meeting = a_meeting()
    amended(meeting, **SUMMARY, **REASON)

    for reader in (meeting.person, meeting.recorded_by):
        text = signed_in(reader).get(page("meeting_history", meeting)).text
        assert "One task was left out." in text
        assert "<ins>" in text


@pytest.mark.parametrize(
    ("typed", "field"), [(SUMMARY, "amendment_reason"), (REASON, "texts-summary")]
)
def test_nothing_is_amended_without_a_reason_or_a_summary(typed, field):
    meeting = a_meeting()

    answer = amended(meeting, **typed)

    assert field in answer.context["form"].errors
    assert GeneralMeetingContent.objects.get().summary == BODY["texts"]["summary"]


def test_only_whoever_recorded_it_amends_it():
    meeting = a_meeting()
    meeting.person.lines.create(manager=PersonFactory(role="service_manager"), start="2020-01-06")
    manager = meeting.person.lines.get().manager

    answers = [
        signed_in(one).post(page("meeting_amend_begin", meeting)).status_code
        for one in (meeting.person, manager)
    ]

    assert answers == [403, 403]


def test_the_records_of_others_in_the_session_stay_as_they_are():
    people, manager = team_of(2)
    first, second = on_record(begun_session(people, manager), session_body(people))

    amended(first, **SUMMARY, **REASON, **{"texts-themes": "Calls.", "texts-contribution": "Less."})

    contents = GeneralMeetingContent.objects.in_bulk()
    assert contents[first.pk].body["texts"]["contribution"] == "Less."
    assert contents[second.pk].summary == "What helps, and when to stop."


def test_what_was_loaded_is_the_first_version():
    meeting = GeneralMeetingFactory()

    amended(meeting, **SUMMARY, **REASON)

    versions = meeting.content.history.order_by("history_id")
    assert [one.history_change_reason for one in versions] == [
        "As it was loaded",
        "One task was left out.",
    ]


def test_a_second_tab_is_shown_both_texts_and_a_dropped_amendment_what_was_typed():
    meeting = a_meeting()
    client = signed_in(meeting.recorded_by)
    client.post(page("meeting_amend_begin", meeting))
    client.post(page("meeting_amend_draft", meeting), {"version": 1, **SUMMARY})

    second = client.post(page("meeting_amend", meeting), {"version": 1, "texts-summary": "Mine."})
    client.post(page("meeting_amend_drop", meeting))
    late = client.post(page("meeting_amend", meeting), {"version": 2, "texts-summary": "Late."})

    assert (second.status_code, late.status_code) == (409, 409)
    assert SUMMARY["texts-summary"] in second.text
    assert "Late." in late.text
