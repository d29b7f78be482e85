"""What is said in a general meeting stays there: a word that must not travel."""

import pytest
from django.urls import reverse

from supervision.models import GeneralMeetingContent, MeetingDraft
from tests.mails import mail_everything
from tests.supervision.meetings import TODAY, page, reportee_and_manager
from tests.supervision.test_no_contents import CANARY, Journal, found_in, log
from tests.visiting import day_typed

pytestmark = pytest.mark.django_db
__all__ = ["log"]


def meet_one(manager: Journal, person) -> None:
    facts = {"person": person.pk, "kind": "situational", "way": "phone"}
    manager.post(reverse("supervision:meeting_begin"), **facts, **day_typed("held_on", TODAY()))
    typed = {"texts-summary": CANARY, "texts-case": CANARY}
    action = {"description": CANARY, "owner": person.pk, "due": TODAY(), "category": "wellbeing"}
    typed |= {f"actions-0-{name}": value for name, value in action.items()}
    write_up(manager, {**typed, "follow_up-due": TODAY()})


def meet_a_group(manager: Journal, person) -> None:
    facts = {"people": [person.pk], **day_typed("held_on", TODAY())}
    manager.post(reverse("supervision:meeting_group"), **facts)
    said = {"attended": "yes", "contribution": CANARY}
    typed = {f"people-{person.pk}-{name}": value for name, value in said.items()}
    write_up(manager, {**typed, "texts-themes": CANARY, "texts-summary": CANARY})


def write_up(manager: Journal, typed: dict) -> None:
    draft = MeetingDraft.objects.open().get()
    manager.post(page("meeting_write_draft", draft), version=1, **typed)
    manager.post(page("meeting_write", draft), version=2, then="check", **typed)
    assert manager.post(page("meeting_check", draft), version=3).redirect_chain


def amend(manager: Journal, content) -> None:
    manager.post(page("meeting_amend_begin", content.meeting))
    typed = {"texts-summary": f"{CANARY} again", "amendment_reason": CANARY}
    manager.post(page("meeting_amend", content.meeting), version=1, **typed)


@pytest.mark.requirement("P22-2.12a", "S17-2.12")
@pytest.mark.published_break(21)
def test_no_mail_log_notice_event_reading_or_address_holds_what_was_said(log, on_commit):
    person, by = reportee_and_manager()
    places: list[str] = []
    manager, participant = Journal(by, places), Journal(person, places)

    with on_commit():
        meet_one(manager, person)
        meet_a_group(manager, person)
        for content in GeneralMeetingContent.objects.all():
            amend(manager, content)
            participant.get(page("meeting", content.meeting))
            participant.get(page("meeting_history", content.meeting))

    contents = GeneralMeetingContent.objects.all()
    assert [content.summary for content in contents] == [f"{CANARY} again"] * 2
    assert mail_everything() == 4
    assert [place for place in found_in(places, log) if CANARY in place] == []
