"""What no page of general meetings sends, or nobody means: never an error 500."""

import pytest
from django.urls import reverse

from supervision.models import Action, GeneralMeeting, MeetingDraft
from tests.factories import PersonFactory
from tests.supervision.meetings import (
    BODY,
    begun,
    begun_session,
    gaps_of,
    new_action,
    page,
    press_finalise,
    reportee_and_manager,
    session_body,
    team_of,
    typed,
    with_body,
)
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


def a_draft() -> MeetingDraft:
    return begun(*reportee_and_manager())


def test_a_nul_byte_is_refused_at_its_field_and_the_rest_stays_on_the_page():
    draft = a_draft()
    body = {"texts": {"summary": "Fine.\x00", "case": "None."}}

    answer = signed_in(draft.by).post(page("meeting_write", draft), typed(draft, body))

    assert "has a hidden character that cannot be saved" in answer.text
    assert "None." in answer.text
    assert MeetingDraft.objects.get().body == {}


@pytest.mark.parametrize("raw", [b"%ED%A0%80", b"\xed\xa0\x80", b"%FF%FE"])
def test_half_a_character_does_no_harm(raw):
    draft = a_draft()
    client = signed_in(draft.by)

    answer = client.post(
        page("meeting_write_draft", draft), b"version=1&texts-summary=" + raw, content_type=FORM
    )

    assert answer.status_code in (200, 400)
    assert client.get(page("meeting_write", draft)).status_code == 200


@pytest.mark.parametrize("version", ["", "-1", "1.5", "x", "9" * 40, "\0"])
def test_a_version_that_is_none_overwrites_nothing(version):
    draft = with_body(a_draft())
    other = {**typed(draft, {"texts": {"summary": "Other."}}), "version": version}

    answer = signed_in(draft.by).post(page("meeting_write_draft", draft), other)

    assert answer.status_code == 409
    assert MeetingDraft.objects.get().body == BODY


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{7*7}}", "'; DROP", "100 %_"])
def test_markup_is_shown_as_it_was_typed(text):
    draft = a_draft()
    client = signed_in(draft.by)

    client.post(page("meeting_write", draft), typed(draft, {"texts": {"summary": text}}))
    press_finalise(client, draft)
    answer = client.get(GeneralMeeting.objects.get().get_absolute_url())

    assert "<script>alert" not in answer.text
    assert GeneralMeeting.objects.get().content.summary == text


def test_an_action_is_given_to_one_of_the_two_alone():
    draft = a_draft()
    stranger = PersonFactory()
    body = {**BODY, "actions": [new_action(stranger)]}

    answer = signed_in(draft.by).post(page("meeting_write", draft), typed(draft, body))

    assert "actions-0-owner" in answer.context["form"].errors
    assert not Action.objects.exists()


@pytest.mark.parametrize("due", ["2026-02-30", "soon", "99999-01-01", "-1"])
def test_a_day_that_is_none_is_kept_as_typed_and_named_before_it_goes_on_record(due):
    draft = a_draft()
    body = {**BODY, "actions": [new_action(draft.person, due=due)], "follow_up": {"due": due}}
    client = signed_in(draft.by)

    client.post(page("meeting_write", draft), typed(draft, body))
    answer = press_finalise(client, draft)

    assert len(gaps_of(answer)) == 2
    assert not GeneralMeeting.objects.exists()


def test_words_about_somebody_who_was_not_there_to_choose_are_left_out():
    people, manager = team_of(1)
    stranger = PersonFactory()
    draft = begun_session(people, manager)
    body = session_body([*people, stranger])
    client = signed_in(manager)

    client.post(page("meeting_write", draft), typed(draft, body))
    press_finalise(client, draft)

    assert [meeting.person for meeting in GeneralMeeting.objects.all()] == people


def test_an_attendance_that_is_neither_is_refused():
    people, manager = team_of(1)
    draft = begun_session(people, manager)
    field = f"people-{people[0].pk}-attended"

    answer = signed_in(manager).post(page("meeting_write", draft), {"version": 1, field: "perhaps"})

    assert field in answer.context["form"].errors


@pytest.mark.parametrize("person", ["", "x", "-1", "9" * 30, "1' or '1", "\0"])
def test_a_person_in_the_address_that_there_is_not_is_nobody(person):
    reportee, manager = reportee_and_manager()

    answer = signed_in(manager).get(reverse("supervision:meeting_begin"), {"person": person})

    assert answer.status_code == 200
    assert f'value="{reportee.pk}" selected' not in answer.text


def test_a_person_in_the_address_who_is_to_choose_from_is_chosen():
    reportee, manager = reportee_and_manager()

    answer = signed_in(manager).get(reverse("supervision:meeting_begin"), {"person": reportee.pk})

    assert f'value="{reportee.pk}" selected' in answer.text


def test_the_same_value_twice_was_not_sent_by_our_page():
    draft = a_draft()

    answer = signed_in(draft.by).post(
        page("meeting_write", draft), b"version=1&texts-summary=a&texts-summary=b", FORM
    )

    assert answer.status_code == 400
    assert MeetingDraft.objects.get().body == {}


def test_an_address_of_a_meeting_that_there_is_not_is_not_found():
    draft = a_draft()
    client = signed_in(draft.by)

    for name in ("meeting", "meeting_write", "meeting_amend", "meetings_of"):
        url = reverse(f"supervision:{name}", args=[10**9])
        assert client.get(url).status_code == 404
