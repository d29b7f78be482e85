"""Group supervision is entered once, and is on the record of each who was to take part."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from notices.models import Notice
from people.models import AuditEvent
from supervision.models import Action, GeneralMeeting, GeneralMeetingContent, MeetingDraft
from tests.compliance.test_check import check
from tests.factories import PersonFactory, PracticeSupervisionFactory, ReportingLineFactory
from tests.supervision.factories import GeneralMeetingFactory
from tests.supervision.meetings import (
    TODAY,
    begun_session,
    gaps_of,
    new_action,
    on_record,
    page,
    press_finalise,
    session_body,
    team_of,
    typed,
    with_body,
)
from tests.visiting import anew, day_typed, signed_in

pytestmark = pytest.mark.django_db
BEGIN = reverse("supervision:meeting_group")
OFFICER = {"role": "business_services_officer"}


def chosen(people, day=None) -> dict:
    return {"people": [one.pk for one in people], **day_typed("held_on", day or TODAY())}


def test_whom_one_leads_and_whom_one_supervises_can_be_chosen():
    (mine,), manager = team_of(1)
    supervised = PracticeSupervisionFactory(supervisor=manager).person
    PersonFactory()

    answer = signed_in(manager).post(BEGIN, chosen([mine, supervised]))

    draft = MeetingDraft.objects.get()
    assert answer.url == page("meeting_write", draft)
    assert {*draft.people} == {mine, supervised}
    assert len(answer.client.get(BEGIN).context["form"].known) == 2


def test_somebody_elses_people_are_refused():
    _, manager = team_of(1)

    answer = signed_in(manager).post(BEGIN, chosen([PersonFactory()]))

    assert "people" in answer.context["form"].errors
    assert not MeetingDraft.objects.exists()


def test_whoever_had_not_joined_yet_is_named():
    people, manager = team_of(1, joined=TODAY() - timedelta(days=3))

    answer = signed_in(manager).post(BEGIN, chosen(people, TODAY() - timedelta(days=4)))

    assert f"Not yet joined on that day: {people[0]}" in answer.text


def test_a_draft_of_a_group_says_on_the_home_page_what_is_to_be_finished():
    people, manager = team_of(3, **OFFICER)
    begun_session(people, manager)

    home = signed_in(manager).get("/").text

    assert "Finish the record of group supervision (three people)" in home


@pytest.mark.requirement("P22-2.1f", "S17-3.7d")
def test_each_gets_a_record_of_their_own_and_is_told(on_commit):
    people, manager = team_of(3, **OFFICER)
    body = session_body(people[:2], away=people[2:])
    draft = with_body(begun_session(people, manager), body)

    with on_commit():
        press_finalise(signed_in(manager), draft)

    meetings = GeneralMeeting.objects.order_by("person")
    assert [(one.person, one.attended) for one in meetings] == [
        (people[0], True),
        (people[1], True),
        (people[2], False),
    ]
    assert {one.content.summary for one in meetings} == {"What helps, and when to stop."}
    assert {notice.person for notice in Notice.objects.all()} == {*people}
    assert AuditEvent.objects.filter(kind="general_meeting_finalised").count() == 3


@pytest.mark.requirement("S17-3.7d")
def test_nobody_reads_what_another_contributed():
    people, manager = team_of(2)
    meetings = on_record(begun_session(people, manager), session_body(people))

    texts = {one.person: signed_in(one.person).get(page("meeting", one)).text for one in meetings}
    of_the_other = signed_in(people[0]).get(page("meeting", meetings[1]))

    for person, text in texts.items():
        assert f"By {person.pk}." in text
        assert [other for other in people if f"By {other.pk}." in text] == [person]
    assert of_the_other.status_code == 404


def test_a_line_manager_reads_the_part_of_their_own_reportee_alone():
    (mine,), manager = team_of(1)
    supervisor = PracticeSupervisionFactory(person=mine).supervisor
    other = PracticeSupervisionFactory(supervisor=supervisor).person
    meetings = on_record(begun_session([mine, other], supervisor), session_body([mine, other]))

    seen = [signed_in(manager).get(page("meeting", one)).status_code for one in meetings]

    assert sorted(seen) == [200, 404]
    contents = GeneralMeetingContent.objects.visible_to(anew(manager))
    assert [one.meeting.person for one in contents] == [mine]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda body, key: body["texts"].pop("themes"), "Write the themes of the session"),
        (lambda body, key: body["texts"].pop("summary"), "Write a shared summary"),
        (lambda body, key: body["people"].pop(key), "Say whether {} attended"),
        (lambda body, key: body["people"][key].pop("contribution"), "Write what {} contributed"),
        (
            lambda body, key: body["people"][key].update(attended="no"),
            "{} did not attend: take the contribution out",
        ),
        (
            lambda body, key: body.update(people={key: {"attended": "no"}}),
            "A session that nobody attended is not recorded",
        ),
    ],
)
@pytest.mark.requirement("S17-3.7d")
def test_a_session_that_is_not_complete_does_not_go_on_record(change, sentence):
    people, manager = team_of(1)
    body = session_body(people)
    change(body, str(people[0].pk))
    draft = with_body(begun_session(people, manager), body)

    answer = press_finalise(signed_in(manager), draft)

    assert gaps_of(answer) == [sentence.format(people[0])]
    assert not GeneralMeeting.objects.exists()


def test_all_of_the_session_or_nothing_goes_on_record():
    people, manager = team_of(2)
    draft = with_body(begun_session(people, manager), session_body(people))
    GeneralMeetingFactory(person=people[1], held_on=TODAY(), kind="group_supervision")

    answer = press_finalise(signed_in(manager), draft)

    assert gaps_of(answer) == [
        f"A meeting of this kind on that day is on record already: {people[1]}"
    ]
    assert not GeneralMeeting.objects.filter(person=people[0]).exists()


def test_what_is_typed_about_each_saves_itself():
    people, manager = team_of(2)
    draft = begun_session(people, manager)
    body = session_body(people[:1], away=people[1:])

    signed_in(manager).post(page("meeting_write_draft", draft), typed(draft, body))

    assert MeetingDraft.objects.get().body == body


def test_who_was_to_take_part_can_be_put_right():
    people, manager = team_of(3)
    draft = with_body(begun_session(people[:2], manager), session_body(people[:2]))

    signed_in(manager).post(page("meeting_facts", draft), chosen(people[1:]))

    found = MeetingDraft.objects.get()
    assert {*found.people} == {*people[1:]}
    assert found.body == draft.body


def test_a_session_with_others_than_were_checked_does_not_go_on_record():
    people, manager = team_of(2)
    draft = with_body(begun_session(people[:1], manager), session_body(people[:1]))
    client = signed_in(manager)
    checked = client.get(page("meeting_check", draft)).context["version"]
    client.post(page("meeting_facts", draft), chosen(people))

    client.post(page("meeting_check", draft), {"version": checked})
    answer = press_finalise(client, draft)

    assert gaps_of(answer) == [f"Say whether {people[1]} attended"]
    assert not GeneralMeeting.objects.exists()


@pytest.mark.requirement("S17-4.1c", "P22-2.5j")
def test_an_action_of_a_session_joins_the_record_and_plan_of_whoever_is_to_do_it():
    people, manager = team_of(2)
    rows = [new_action(people[1], description="Try the new script")]
    draft = begun_session(people, manager)
    with_body(draft, {**session_body(people), "actions": rows})

    press_finalise(signed_in(manager), draft)

    one, other = GeneralMeeting.objects.order_by("person_id")
    [action] = Action.objects.all()
    assert (action.person, action.owner, action.meeting) == (people[1], people[1], other)
    assert "Try the new script" in signed_in(people[1]).get(other.get_absolute_url()).text
    assert "Try the new script" not in signed_in(people[0]).get(one.get_absolute_url()).text


def test_an_action_of_a_session_is_given_to_somebody_who_was_there():
    people, manager = team_of(2)
    rows = [new_action(people[1]), new_action(PersonFactory()), new_action(people[0])]
    draft = begun_session(people, manager)
    with_body(draft, {**session_body(people, away=people[1:]), "actions": rows})

    answer = press_finalise(signed_in(manager), draft)

    assert gaps_of(answer) == ["Give the action to somebody who attended"] * 2
    assert not GeneralMeeting.objects.exists()


@pytest.mark.requirement("P22-2.1f", "S17-2.1d", "S17-3.8c", "P22-X4")
def test_amb_30_a_session_counts_for_the_officer_who_attended_alone():
    people, manager = team_of(2, **OFFICER)
    day = TODAY().isoformat()

    on_record(begun_session(people, manager), session_body(people[:1], away=people[1:]))

    counted, left_out = (measure_of(one, day) for one in people)
    assert [event["date"] for event in counted["counted"]] == [day]
    assert (left_out["counted"], left_out["left_out"][0]["date"]) == ([], day)


def measure_of(person, day: str) -> dict:
    values = check("--as-of", day, "--person", person.staff_number, "--explain")
    return values["people"][0]["measures"]["group_supervision"]


def test_the_standings_of_all_who_took_part_are_refreshed(on_commit):
    people, manager = team_of(2, **OFFICER)
    call_command("rebuild_standings")
    before = [due_of(one) for one in people]

    with on_commit():
        on_record(begun_session(people, manager), session_body(people))

    assert all(due_of(one) > day for one, day in zip(people, before, strict=True))


def due_of(person):
    return person.standings.get(measure="group_supervision").next_due


def test_a_session_is_not_lost_when_the_line_changes_while_it_is_written():
    people, manager = team_of(1)
    draft = begun_session(people, manager)
    people[0].lines.update(end=TODAY() - timedelta(days=1))
    ReportingLineFactory(person=people[0], start=TODAY())

    (meeting,) = on_record(draft, session_body(people))

    assert (meeting.person, meeting.recorded_by) == (people[0], manager)
