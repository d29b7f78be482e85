"""What becomes of a meeting afterwards: it comes back, and what was loaded unfinished is ended."""

import pytest

from notices.models import Notice
from supervision import tasks
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
def test_the_reminder_of_it_is_sent_once():
    (meeting,) = on_record(begun(*reportee_and_manager()), follow_up(0))
    (later,) = on_record(begun(*reportee_and_manager()), follow_up(1))

    for _ in range(2):
        tasks.send_reminders()

    reminders = Notice.objects.filter(kind="meeting_to_come_back_to")
    assert [notice.person for notice in reminders] == [meeting.recorded_by]
    assert later.recorded_by != meeting.recorded_by


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
