"""Writing up a general meeting: saved as it is typed, two tabs, gaps, on record once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from drafts.actions import Conflict, save_draft
from notices.models import Notice
from people.models import AuditEvent
from supervision.models import (
    Action,
    ActionContent,
    GeneralMeeting,
    GeneralMeetingContent,
    MeetingDraft,
)
from tests.factories import PersonFactory
from tests.supervision.factories import GeneralMeetingFactory
from tests.supervision.meetings import (
    BODY,
    TODAY,
    adviser_and_supervisor,
    begun,
    follow_up,
    gaps_of,
    new_action,
    on_record,
    page,
    press_finalise,
    reportee_and_manager,
    typed,
    with_body,
)
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db
BEGIN = reverse("supervision:meeting_begin")


def facts_typed(person, **changes) -> dict:
    day = changes.pop("day", TODAY())
    known = {"person": person.pk, "kind": "situational", "way": "phone", **changes}
    return {**known, **day_typed("held_on", day)}


@pytest.mark.requirement("P22-2.9f", "P22-2.10b", "S17-1.1a", "S17-2.10b", "S17-3.1b", "S17-4.1b")
@pytest.mark.parametrize("people", [reportee_and_manager, adviser_and_supervisor])
def test_a_line_manager_or_practice_supervisor_begins_a_meeting(people):
    person, by = people()

    answer = signed_in(by).post(BEGIN, facts_typed(person))

    draft = MeetingDraft.objects.get()
    assert answer.url == page("meeting_write", draft)
    assert (draft.person, draft.kind, draft.way, draft.by) == (person, "situational", "phone", by)


def test_nobody_else_is_to_choose_from():
    _, manager = reportee_and_manager()

    answer = signed_in(manager).post(BEGIN, facts_typed(PersonFactory()))

    assert "person" in answer.context["form"].errors
    assert not MeetingDraft.objects.exists()


def test_beginning_the_same_meeting_again_leads_to_the_draft_that_is_there():
    person, by = reportee_and_manager()
    client = signed_in(by)

    first, again = (client.post(BEGIN, facts_typed(person)).url for _ in range(2))

    assert first == again
    assert MeetingDraft.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "group_supervision"}, "kind"),
        ({"kind": "quarterly"}, "kind"),
        ({"way": ""}, "way"),
        ({"day": timezone.localdate() + timedelta(days=2)}, "held_on"),
        ({"day": timezone.localdate() - timedelta(days=20_000)}, "held_on"),
    ],
)
def test_what_is_not_so_is_refused_at_its_field(changes, field):
    person, by = reportee_and_manager()
    answer = signed_in(by).post(BEGIN, facts_typed(person, **changes))

    assert field in answer.context["form"].errors


def test_what_is_typed_saves_itself_and_says_when():
    draft = begun(*reportee_and_manager())

    answer = signed_in(draft.by).post(page("meeting_write_draft", draft), typed(draft))

    assert (answer.json()["version"], "saved_at" in answer.json()) == (2, True)
    assert MeetingDraft.objects.get().body == BODY


def test_the_second_tab_is_shown_both_texts():
    draft = begun(*reportee_and_manager())
    client = signed_in(draft.by)
    first, second = typed(draft), typed(draft, {"texts": {"summary": "Another text."}})
    client.post(page("meeting_write", draft), first)

    answer = client.post(page("meeting_write", draft), second)

    assert answer.status_code == 409
    assert [one["theirs"] for one in answer.context["theirs"]] == [BODY["texts"]["summary"]]
    assert "Another text." in answer.text
    assert MeetingDraft.objects.get().body == BODY


def test_text_that_may_identify_somebody_is_pointed_at_and_kept():
    draft = begun(*reportee_and_manager())
    body = {"texts": {"case": "The mother can be rung on 07700 900123."}}

    answer = signed_in(draft.by).post(page("meeting_write_draft", draft), typed(draft, body))

    assert answer.json()["warnings"][0]["field"] == "texts-case"
    assert MeetingDraft.objects.get().body == body


def test_the_day_of_coming_back_is_no_day_of_birth():
    draft = begun(*reportee_and_manager())
    body = {**BODY, "follow_up": {"due": "2020-02-03"}}

    answer = signed_in(draft.by).post(page("meeting_write_draft", draft), typed(draft, body))

    assert answer.json()["warnings"] == []


def test_a_draft_is_its_writers_alone():
    draft = with_body(begun(*adviser_and_supervisor()))
    manager = PersonFactory(role="service_manager")
    PersonFactory(manager=manager)

    seen = [signed_in(one).get(page("meeting_write", draft)) for one in (draft.person, manager)]

    assert [answer.status_code for answer in seen] == [404, 404]
    assert not GeneralMeeting.objects.exists()


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({}, "Write a summary of the meeting"),
        ({"texts": {"summary": "  "}}, "Write a summary of the meeting"),
        ({**BODY, "actions": [{"description": "Read"}]}, "Say who will do the action"),
        (
            {**BODY, "follow_up": {"due": "soon"}},
            "Enter the day on which you come back to it as a date",
        ),
        (follow_up(-1), "The day on which you come back to it must be within the next 12 months"),
        (follow_up(400), "The day on which you come back to it must be within the next 12 months"),
    ],
)
def test_what_is_not_complete_does_not_go_on_record(body, sentence):
    draft = with_body(begun(*reportee_and_manager()), body)

    answer = press_finalise(signed_in(draft.by), draft)

    assert sentence in gaps_of(answer)
    assert not GeneralMeeting.objects.exists()


@pytest.mark.requirement("P22-2.9f", "S17-4.1b", "S17-2.8")
def test_on_record_it_is_the_participants_who_is_told(on_commit):
    draft = with_body(begun(*adviser_and_supervisor(), way="email"))

    with on_commit():
        answer = press_finalise(signed_in(draft.by), draft)

    meeting, notice = GeneralMeeting.objects.get(), Notice.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert (meeting.person, meeting.recorded_by, meeting.way) == (draft.person, draft.by, "email")
    assert (meeting.finalised_on, meeting.content.summary) == (
        TODAY(),
        "We put the tasks in order.",
    )
    assert (notice.person, notice.kind) == (draft.person, "meeting_finalised")
    assert set(notice.facts) == {"by", "day"}
    assert AuditEvent.objects.filter(kind="general_meeting_finalised").count() == 1


@pytest.mark.requirement("S17-4.1c", "P22-2.5j")
def test_actions_join_the_development_plan():
    person, by = reportee_and_manager()
    rows = [new_action(person, standard="safe"), new_action(by, description="Ask for training")]

    (meeting,) = on_record(begun(person, by), {**BODY, "actions": rows})

    actions = Action.objects.order_by("number")
    assert [(one.person, one.owner) for one in actions] == [(person, person), (person, by)]
    assert (actions[0].standard, actions[0].meeting) == ("safe", meeting)
    assert ActionContent.objects.filter(description="Ask for training").exists()


def test_the_development_plan_says_in_which_meeting_an_action_was_agreed():
    person, by = reportee_and_manager()
    (meeting,) = on_record(begun(person, by), {**BODY, "actions": [new_action(person)]})

    text = signed_in(person).get(reverse("supervision:plan_of", args=[person.pk])).text

    assert meeting.get_absolute_url() in text


def test_the_draft_is_empty_and_closed_and_an_old_page_shows_what_was_typed():
    draft = begun(*reportee_and_manager())
    client, old = signed_in(draft.by), typed(draft, {"texts": {"summary": "Too late."}})
    on_record(draft)

    answer = client.post(page("meeting_write", draft), old)
    by_itself = client.post(page("meeting_write_draft", draft), old)

    assert (answer.status_code, by_itself.status_code) == (409, 409)
    assert "Too late." in answer.text
    assert MeetingDraft.objects.get().body == {}


def test_a_save_that_is_still_on_its_way_changes_nothing():
    draft = begun(*reportee_and_manager())
    on_record(draft)

    late = save_draft(draft=draft, version=draft.version, body={"texts": {}}, now=timezone.now())

    assert isinstance(late, Conflict)
    assert GeneralMeetingContent.objects.get().summary == BODY["texts"]["summary"]


def test_pressing_again_is_putting_it_on_record_once():
    draft = with_body(begun(*reportee_and_manager()))
    client = signed_in(draft.by)

    answers = [press_finalise(client, draft) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert GeneralMeeting.objects.count() == Notice.objects.count() == 1


def test_what_was_not_checked_does_not_go_on_record():
    draft = with_body(begun(*reportee_and_manager()))
    client = signed_in(draft.by)
    MeetingDraft.objects.filter(pk=draft.pk).update(version=7)

    answer = client.post(page("meeting_check", draft), {"version": 1}, follow=True)

    assert "Something changed after you checked it" in answer.text
    assert not GeneralMeeting.objects.exists()


def test_a_second_meeting_of_the_day_and_kind_is_named_before_it_goes_on_record():
    draft = with_body(begun(*reportee_and_manager()))
    GeneralMeetingFactory(person=draft.person, held_on=draft.held_on, kind=draft.kind)

    answer = press_finalise(signed_in(draft.by), draft)

    assert gaps_of(answer) == [
        f"A meeting of this kind on that day is on record already: {draft.person}"
    ]


def test_day_and_kind_can_be_put_right_and_what_was_typed_stays():
    draft = with_body(begun(*reportee_and_manager()))
    right = facts_typed(draft.person, kind="wellbeing", way="face_to_face")

    signed_in(draft.by).post(page("meeting_facts", draft), right)

    found = MeetingDraft.objects.get()
    assert (found.kind, found.way, found.body) == ("wellbeing", "face_to_face", BODY)


def test_two_drafts_do_not_become_one():
    draft = begun(*reportee_and_manager())
    begun(draft.person, draft.by, kind="wellbeing")

    answer = signed_in(draft.by).post(
        page("meeting_facts", draft), facts_typed(draft.person, kind="wellbeing")
    )

    assert "has a meeting of this kind on that day already" in answer.text


def test_a_draft_begun_by_mistake_is_deleted_with_what_was_typed():
    draft = with_body(begun(*reportee_and_manager()))

    signed_in(draft.by).post(page("meeting_drop", draft))

    assert (MeetingDraft.objects.get().body, MeetingDraft.objects.open().count()) == ({}, 0)


def test_a_draft_waits_on_the_home_page_of_its_writer():
    draft = begun(*adviser_and_supervisor())

    assert f"Finish the meeting with {draft.person}" in signed_in(draft.by).get("/").text
    assert "Finish the meeting" not in signed_in(draft.person).get("/").text
