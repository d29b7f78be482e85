"""What general meetings ask of whoever holds them: drafts to finish, and days to come back to."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection
from django.urls import reverse

from people.models import Person
from policy.wording import counted
from supervision import access
from supervision.stages import Step

SHOWN_BEFORE = timedelta(days=7)

# In one statement: every home of somebody who holds meetings asks for it.
WAITING = """
select true, draft.id, held_on, person.name,
       (select count(*) from supervision_meetingdraft_participants
        where meetingdraft_id = draft.id)
from supervision_meetingdraft draft left join people_person person on person.id = person_id
where by_id = %(me)s and closed_at is null
union all
select false, meeting.id, follow_up_on, person.name, 1
from supervision_generalmeeting meeting join people_person person on person.id = person_id
where recorded_by_id = %(me)s and followed_up_on is null and follow_up_on <= %(until)s
order by 1 desc, 3, 2
"""


class Waiting(NamedTuple):
    """`day`: on which it was held, or on which to come back to it; `person`: None for a group."""

    is_draft: bool
    pk: int
    day: date
    person: str | None
    in_group: int


def steps_for(person: Person, *, today: date) -> list[Step]:
    """For whoever holds meetings today."""
    if not access.meets(person):
        return []
    with connection.cursor() as cursor:
        cursor.execute(WAITING, {"me": person.pk, "until": today + SHOWN_BEFORE})
        return [step_for(Waiting(*row), today=today) for row in cursor.fetchall()]


def step_for(meeting: Waiting, *, today: date) -> Step:
    if meeting.is_draft:
        group = f"record of group supervision ({counted(meeting.in_group, 'person', 'people')})"
        what = f"meeting with {meeting.person}" if meeting.person else group
        url = reverse("supervision:meeting_write", args=[meeting.pk])
        return Step(f"Finish the {what}", url, meeting.day, waiting=True)
    url = reverse("supervision:meeting", args=[meeting.pk])
    text = f"Come back to your meeting with {meeting.person}"
    return Step(text, url, meeting.day, late=meeting.day < today)
