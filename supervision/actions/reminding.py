"""Who is reminded of a meeting that they wanted to come back to (AP18-5a)."""

from datetime import date

from django.db import transaction

from notices.actions import tell
from supervision.models import GeneralMeeting
from supervision.words import day_in_words


@transaction.atomic
def remind_of_meetings(*, on: date) -> None:
    """Once a meeting and day that was set, however often this runs; a day missed is made up."""
    due = GeneralMeeting.objects.to_come_back_to().filter(follow_up_on__lte=on)
    for meeting in due.select_related("person", "recorded_by"):
        tell(
            people=[meeting.recorded_by],
            kind="meeting_to_come_back_to",
            about=meeting,
            step=str(meeting.follow_up_on),
            path=meeting.get_absolute_url(),
            facts={"day": day_in_words(meeting.held_on), "reportee": meeting.person.name},
        )
