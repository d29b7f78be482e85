"""The lists of general meetings, one to be read, and who is noted as having read it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Reading
from tests.factories import PersonFactory, PracticeSupervisionFactory
from tests.supervision.factories import GeneralMeetingFactory, PLRFactory
from tests.supervision.meetings import (
    BODY,
    TODAY,
    adviser_and_supervisor,
    begun,
    begun_session,
    new_action,
    on_record,
    page,
    reportee_and_manager,
    session_body,
    team_of,
    with_body,
)
from tests.supervision.test_costs import MOST, SAVEPOINTS
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
MINE = reverse("supervision:meetings")


def shown(client, **query) -> list:
    return list(client.get(MINE, query).context["page"])


def of_person(person) -> str:
    return reverse("supervision:meetings_of", args=[person.pk])


def test_mine_those_i_recorded_and_my_drafts_are_three_lists():
    person, by = adviser_and_supervisor()
    recorded = GeneralMeetingFactory(person=person, recorded_by=by)
    about_me = GeneralMeetingFactory(person=by)
    draft = begun(person, by)
    client = signed_in(by)

    assert shown(client, show="recorded") == [recorded]
    assert shown(client, show="about-me") == [about_me]
    assert shown(client, show="drafts") == [draft]


def test_a_kind_is_chosen_in_the_address():
    person, by = reportee_and_manager()
    made = {"person": person, "recorded_by": by}
    wellbeing = GeneralMeetingFactory(**made, kind="wellbeing")
    GeneralMeetingFactory(**made, kind="other")

    found = shown(signed_in(by), show="recorded", kind="wellbeing")

    assert found == [wellbeing]


@pytest.mark.parametrize(
    "query",
    [{"show": "'"}, {"kind": "x' or 1=1"}, {"page": "-3"}, {"page": "many"}, {"kind": "\0"}],
)
def test_an_address_that_nobody_made_shows_what_there_is(query):
    (meeting,) = on_record(begun(*reportee_and_manager()))

    answer = signed_in(meeting.person).get(MINE, query)

    assert answer.status_code == 200
    assert list(answer.context["page"]) == [meeting]


def test_a_long_list_has_pages_that_keep_the_kind():
    person, by = reportee_and_manager()
    for number in range(51):
        day = date(2026, 9, 1) - timedelta(days=number)
        GeneralMeetingFactory(person=person, recorded_by=by, held_on=day)

    answer = signed_in(by).get(of_person(person), {"kind": "wellbeing", "page": "2"})

    assert len(answer.context["page"].object_list) == 1
    assert "?kind=wellbeing&amp;page=1" in answer.text


def test_those_with_the_facts_see_them_listed_and_no_words():
    hr = PersonFactory(role="corporate", grants=["hr"])
    (meeting,) = on_record(begun(*reportee_and_manager()))
    client = signed_in(hr)

    listed, read = client.get(of_person(meeting.person)), client.get(meeting.get_absolute_url())

    assert list(listed.context["page"]) == [meeting]
    assert "You see the facts" in read.text
    assert BODY["texts"]["summary"] not in listed.text + read.text
    assert not Reading.objects.exists()


def test_a_practice_supervisor_sees_the_meetings_that_they_recorded():
    person, by = adviser_and_supervisor()
    own = GeneralMeetingFactory(person=person, recorded_by=by)
    GeneralMeetingFactory(person=person, kind="other")

    answer = signed_in(by).get(of_person(person))

    assert list(answer.context["page"]) == [own]


@pytest.mark.parametrize("show", ["about-me", "recorded", "drafts"])
def test_an_empty_list_says_what_will_appear(show):
    answer = signed_in(PersonFactory()).get(MINE, {"show": show})

    assert "app-empty" in answer.text
    assert "Record a general meeting" not in answer.text


@pytest.mark.requirement("P22-2.12a")
def test_reading_is_noted_for_all_but_whoever_recorded_it():
    person, by = adviser_and_supervisor()
    (meeting,) = on_record(begun(person, by))

    for reader in (person, by):
        signed_in(reader).get(meeting.get_absolute_url())
        signed_in(reader).get(page("meeting_history", meeting))

    noted = Reading.objects.values_list("reader_id", "record_kind", "record_id", "basis")
    assert {*noted} == {(person.pk, "generalmeetingcontent", meeting.pk, "self")}
    assert len(noted) == 2


def test_a_draft_that_is_written_and_checked_is_no_reading():
    draft = with_body(begun(*reportee_and_manager()))
    client = signed_in(draft.by)

    for name in ("meeting_write", "meeting_check", "meeting_facts"):
        assert client.get(page(name, draft)).status_code == 200

    assert not Reading.objects.exists()


def test_a_meeting_that_was_loaded_without_words_reads_well():
    meeting = GeneralMeetingFactory()
    meeting.content.delete()

    for reader in (meeting.person, meeting.recorded_by):
        answer = signed_in(reader).get(meeting.get_absolute_url())
        assert answer.status_code == 200

    bare = GeneralMeetingFactory(content=" ")
    type(bare.content).objects.update(summary="")
    assert (
        "Nothing was written about this meeting"
        in signed_in(bare.person).get(bare.get_absolute_url()).text
    )


@pytest.mark.requirement("P22-2.9f")
def test_the_next_plr_is_prepared_with_what_was_said():
    (person,), manager = team_of(1)
    body = session_body([person])
    (meeting,) = on_record(begun_session([person], manager), body)
    plr = PLRFactory(reportee=person, manager=manager, planned_for=TODAY())

    text = signed_in(manager).get(reverse("supervision:prepare", args=[plr.pk])).text

    for written in ("Calls.", "What helps, and when to stop.", f"By {person.pk}."):
        assert written in text
    assert meeting.get_absolute_url() in text


def test_the_page_of_a_person_leads_to_their_meetings_and_to_a_new_one():
    person, by = reportee_and_manager()

    text = signed_in(by).get(reverse("people:person", args=[person.pk])).text

    assert of_person(person) in text
    assert f"{reverse('supervision:meeting_begin')}?person={person.pk}" in text


def test_home_leads_to_a_new_meeting_and_to_all():
    _, by = reportee_and_manager()

    for path in ("/", reverse("supervision:mine")):
        text = signed_in(by).get(path).text
        assert reverse("supervision:meeting_begin") in text
        assert reverse("supervision:meeting_group") in text
        assert MINE in text


def questions_of(client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len([query for query in asked if not query["sql"].startswith(SAVEPOINTS)])


def costs(number: int) -> dict[str, int]:
    people, manager = team_of(number)
    person, made = people[0], {"recorded_by": manager}
    PracticeSupervisionFactory(person=person)
    session = with_body(begun_session(people, manager), session_body(people))
    rows = [new_action(person) for _ in range(number)]
    draft = with_body(begun(person, manager), {**BODY, "actions": rows})
    meetings = [
        GeneralMeetingFactory(person=person, held_on=date(2026, 8, 1) - timedelta(days=day), **made)
        for day in range(number)
    ]
    for day in range(1, number):
        begun(person, manager, kind="other", held_on=TODAY() - timedelta(days=day))
    client = signed_in(manager)
    urls = {
        "recorded": MINE,
        "about me": f"{MINE}?show=about-me",
        "drafts": f"{MINE}?show=drafts",
        "of a person": of_person(person),
        "to read": meetings[0].get_absolute_url(),
        "beginning": reverse("supervision:meeting_begin"),
        "beginning a group": reverse("supervision:meeting_group"),
        "writing": page("meeting_write", draft),
        "checking": page("meeting_check", draft),
        "writing of a group": page("meeting_write", session),
        "checking of a group": page("meeting_check", session),
        "history": page("meeting_history", meetings[0]),
    }
    return {name: questions_of(client, url) for name, url in urls.items()}


def test_no_page_of_meetings_asks_more_with_more_people_and_meetings():
    few, many = costs(2), costs(12)

    assert few == many
    assert {name: asked for name, asked in many.items() if asked > MOST} == {}
