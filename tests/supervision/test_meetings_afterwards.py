"""What becomes of a meeting afterwards: it comes back, and what was loaded unfinished is ended."""

from datetime import date, timedelta

import pytest

from compliance.reminding import send_reminders
from notices.models import ReminderSent
from supervision.models import GeneralMeeting, GeneralMeetingContent, MeetingDraft
from tests.supervision.factories import GeneralMeetingFactory
from tests.supervision.meetings import (
    TODAY,
    begun,
    follow_up,
    on_record,
    page,
    reportee_and_manager,
)
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.mark.requirement("AP18-5a")
def test_a_meeting_comes_back_to_whoever_set_the_day():
    draft = begun(*reportee_and_manager())
    (meeting,) = on_record(draft, follow_up(3))
    client = signed_in(draft.by)
    line = f"Come back to your meeting with {draft.person}"

    before = client.get("/").text
    client.post(page("meeting_follow_up", meeting))

    assert line in before
    assert line not in client.get("/").text
    assert GeneralMeeting.objects.get().followed_up_on == TODAY()


@pytest.mark.requirement("AP18-5a")
def test_the_reminder_of_it_is_sent_once_and_again_after_a_week():
    meeting = GeneralMeetingFactory(follow_up_on=MONDAY)

    sent = [send_reminders(on=MONDAY + timedelta(days=days)) for days in (-3, 0, 0, 1, 7, 8)]

    assert sent == [0, 1, 0, 0, 1, 0]
    assert set(ReminderSent.objects.values_list("person", "key")) == {
        (meeting.recorded_by_id, "meeting_follow_up")
    }


def test_nobody_is_reminded_of_a_meeting_that_they_came_back_to():
    GeneralMeetingFactory(follow_up_on=MONDAY, followed_up_on=MONDAY)

    assert send_reminders(on=MONDAY) == 0


def test_what_was_loaded_unfinished_is_written_up_and_its_words_are_kept():
    person, by = reportee_and_manager()
    loaded = GeneralMeetingFactory(person=person, recorded_by=by, draft=True)

    answer = signed_in(by).post(page("meeting_take_up", loaded))
    draft = MeetingDraft.objects.get()
    on_record(draft, {"texts": {"summary": "Two days of leave."}})

    content = GeneralMeetingContent.objects.get()
    assert answer.url == page("meeting_write", draft)
    assert draft.body == {"texts": {"summary": "A week of leave was agreed."}}
    assert (content.pk, content.summary) == (loaded.pk, "Two days of leave.")
    assert content.history.filter(summary="A week of leave was agreed.").exists()
