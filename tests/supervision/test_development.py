"""All actions of a person are one development plan; they live on until somebody closes them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Person, Reading
from supervision.models import Action, ActionNote
from tests.factories import PersonFactory, UnitFactory
from tests.supervision.factories import ActionFactory, GeneralMeetingFactory, PLRFactory
from tests.supervision.writing import finalised_by_hand, new_action, page
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db


def of_action(name, action):
    return reverse(f"supervision:{name}", args=[action.pk])


def plan(person, **query):
    return reverse("supervision:plan_of", args=[person.pk]) + "".join(
        f"?{key}={value}" for key, value in query.items()
    )


def close(client, action, state="done", impact="It changed how I write."):
    return client.post(of_action("close_action", action), {"state": state, "impact": impact})


@pytest.mark.requirement("P22-2.5j", "P22-2.9d")
def test_the_plan_holds_the_actions_of_all_plrs():
    person = PersonFactory()
    for day in (date(2026, 3, 2), date(2026, 6, 1)):
        plr = PLRFactory(finalised=True, reportee=person, planned_for=day)
        ActionFactory(person=person, plr=plr, content=f"Agreed in {day:%B}")

    text = signed_in(person).get(plan(person)).text

    assert "Agreed in March" in text
    assert "Agreed in June" in text


@pytest.mark.requirement("P22-2.5j")
@pytest.mark.parametrize(
    ("show", "shown"),
    [
        ("open", {"late", "open"}),
        ("late", {"late"}),
        ("done", {"done"}),
        ("dropped", {"dropped"}),
        ("closed", {"done", "dropped"}),
        ("all", {"late", "open", "done", "dropped"}),
        ("1) OR 1=1--", {"late", "open"}),
    ],
)
def test_the_plan_is_filtered_by_state(show, shown):
    person, today = PersonFactory(), timezone.localdate()
    due = today + timedelta(days=9)
    ActionFactory(person=person, content="late", due_on=today - timedelta(days=1))
    ActionFactory(person=person, content="open", due_on=due)
    for state in ("done", "dropped"):
        ActionFactory(person=person, content=state, due_on=due, state=state, closed_on=today)

    contents = signed_in(person).get(plan(person, show=show)).context["contents"]

    assert {content.description for content in contents} == shown


@pytest.mark.requirement("P22-2.5j")
def test_the_plan_is_narrowed_to_a_source_and_a_standard():
    person = PersonFactory()
    plr = PLRFactory(finalised=True, reportee=person)
    ActionFactory(person=person, content="of a PLR", plr=plr, standard="safe")
    ActionFactory(person=person, content="of a meeting", meeting=GeneralMeetingFactory())
    client = signed_in(person)

    def shown(**query) -> set[str]:
        contents = client.get(plan(person), query).context["contents"]
        return {content.description for content in contents}

    assert shown(source="plr") == shown(standard="safe") == {"of a PLR"}
    assert shown(source="meeting", standard="safe") == set()
    assert shown(source="'; --", standard="no such") == {"of a PLR", "of a meeting"}


@pytest.mark.requirement("S17-3.4b")
def test_what_makes_an_action_clear_stands_where_one_is_written():
    plr = PLRFactory(held=True)

    text = signed_in(plr.led_by).get(page("record", plr)).text

    assert "How will you both see that it is done?" in text


TEAM = reverse("supervision:team_actions")


@pytest.fixture
def late():
    """An action that is late, of somebody with a manager in an area with a head."""
    area = UnitFactory(kind="service_area")
    manager = PersonFactory(role="service_manager", unit=area)
    PersonFactory(role="head_of_practice", unit=area)
    person = PersonFactory(unit=area, manager=manager)
    yesterday = timezone.localdate() - timedelta(days=1)
    return ActionFactory(person=person, due_on=yesterday, content="Shadow a colleague")


@pytest.mark.requirement("P22-2.5i", "AP18-4c")
def test_a_manager_sees_what_is_late_in_the_team_and_each_opening_is_logged(late):
    ActionFactory(person=late.person, content="Not late", due_on=date(2099, 1, 1))
    manager = late.person.lines.get().manager

    text = signed_in(manager).get(TEAM).text

    assert "Shadow a colleague" in text
    assert "Not late" not in text
    assert Reading.objects.get(reader_id=manager.pk).record_id == late.pk


def test_a_head_of_practice_sees_that_it_is_late_and_not_what_it_says(late):
    head = Person.objects.get(postings__role="head_of_practice")

    text = signed_in(head).get(TEAM).text

    assert late.person.name in text
    assert "Shadow a colleague" not in text
    assert not Reading.objects.exists()


def test_nobody_sees_what_is_late_in_another_team(late):
    other = PersonFactory(manager=PersonFactory(role="service_manager")).lines.get().manager

    assert late.person.name not in signed_in(other).get(TEAM).text


@pytest.mark.requirement("P22-2.5i", "BURY-16b", "CYM-2.13d")
def test_an_open_action_comes_back_at_the_next_plr():
    plr = PLRFactory(held=True)
    plr = finalised_by_hand(plr, actions=[new_action(plr.reportee)])
    again = PLRFactory(reportee=plr.reportee, manager=plr.led_by)

    text = signed_in(plr.led_by).get(page("prepare", again)).text

    assert "Shadow a colleague in court" in text


@pytest.mark.requirement("P22-2.5e")
def test_an_action_is_closed_with_the_difference_it_made():
    action = ActionFactory()

    close(signed_in(action.person), action)

    action.refresh_from_db()
    assert (action.state, action.closed_on) == ("done", timezone.localdate())
    assert action.content.impact == "It changed how I write."


def test_it_is_not_closed_without_a_word():
    action = ActionFactory()

    answer = close(signed_in(action.person), action, impact=" ")

    assert "Write what difference it made" in answer.text
    action.refresh_from_db()
    assert action.state == "open"


def test_closing_twice_is_closing_once():
    action = ActionFactory()
    client = signed_in(action.person)

    first, again = close(client, action), close(client, action)

    assert (first.status_code, again.status_code) == (302, 302)
    assert ActionNote.objects.count() == 1


def test_another_word_on_a_closed_action_is_shown_and_does_not_replace_the_first():
    action = ActionFactory()
    close(signed_in(action.person), action)

    late = close(signed_in(action.person), action, state="dropped", impact="No use.")

    assert late.status_code == 409
    assert "No use." in late.text
    assert "It is dropped" in late.text
    action.refresh_from_db()
    assert (action.state, action.content.impact) == ("done", "It changed how I write.")


@pytest.mark.requirement("P22-2.5i")
def test_a_note_says_what_has_moved_and_twice_is_once():
    action = ActionFactory()
    client = signed_in(action.person)

    for _ in range(2):
        client.post(of_action("action", action), {"text": "First visit done."})

    assert ActionNote.objects.get().text == "First visit done."
    assert "First visit done." in client.get(of_action("action", action)).text


def test_whoever_does_an_action_of_somebody_else_gets_back_to_their_own():
    action = ActionFactory(owner=PersonFactory())
    client = signed_in(action.owner)

    answer = close(client, action)

    assert client.get(plan(action.person)).status_code == 404
    assert answer.url == reverse("supervision:mine")
    assert client.get(answer.url).status_code == 200


def test_a_stand_in_reads_an_action_and_does_not_work_on_it():
    plr = PLRFactory(with_stand_in=True)
    action = ActionFactory(person=plr.reportee)
    client = signed_in(plr.led_by)

    assert client.get(of_action("action", action)).status_code == 200
    assert client.post(of_action("action", action), {"text": "x"}).status_code == 403
    assert close(client, action).status_code == 403
    assert Action.objects.get().state == "open"
