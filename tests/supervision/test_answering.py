"""The reportee's answer: seen is not agreed, and a disagreement is settled one level up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Notice
from people.models import Person
from supervision import actions
from supervision.actions.passing_on import follow_ties
from supervision.models import PLR, Record
from tests.as_asked import acting
from tests.factories import PersonFactory, ReportingLineFactory
from tests.supervision.factories import PLRFactory
from tests.supervision.writing import page
from tests.visiting import anew, signed_in

pytestmark = pytest.mark.django_db
COMMENT = "The second case was allocated to me late."


@pytest.fixture
def plr():
    above = PersonFactory(role="head_of_practice", name="Hope Above")
    manager = PersonFactory(role="service_manager", name="Mina Lead", manager=above)
    return PLRFactory(finalised=True, manager=manager, reportee__name="Ada Page")


def answer(plr, answer="disagree", comment=COMMENT, client=None):
    client = client or signed_in(plr.reportee)
    return client.post(page("answer", plr), {"answer": answer, "comment": comment})


def told() -> set[tuple[str, str]]:
    return {(notice.person.name, notice.kind) for notice in Notice.objects.all()}


@pytest.mark.requirement("P22-2.13b", "P22-2.5h")
def test_seen_is_kept_with_the_comment_and_told_to_the_manager(plr):
    answer(plr, "seen", "Thank you.")

    plr.refresh_from_db()
    assert (plr.answer, plr.disagreement_with) == ("seen", None)
    assert Record.objects.get().reportee_comment == "Thank you."
    assert told() == {("Mina Lead", "record_acknowledged")}


def test_a_disagreement_goes_to_the_managers_manager(plr):
    answer(plr)

    plr.refresh_from_db()
    assert plr.disagreement_with.name == "Hope Above"
    assert told() == {("Mina Lead", "record_disputed"), ("Hope Above", "record_disputed")}


def test_where_there_is_nobody_above_the_page_says_so(plr):
    plr.led_by.lines.all().delete()
    client = signed_in(plr.reportee)

    answer(plr, client=client)

    text = client.get(page("finished", plr)).text
    plr.refresh_from_db()
    assert (plr.answer, plr.disagreement_with) == ("disagree", None)
    assert "There is no manager above the line manager to ask" in text
    assert "There is no manager above your line manager to ask." in text
    assert told() == {("Mina Lead", "record_disputed")}


def test_whoever_disagrees_is_told_at_once_who_answers(plr):
    client = signed_in(plr.reportee)

    answer(plr, client=client)

    text = client.get(page("finished", plr)).text
    assert "Hope Above, your line manager’s manager, is asked to answer it." in text


def test_a_disagreement_says_with_what(plr):
    response = answer(plr, comment=" ")

    assert response.context["form"].errors["comment"] == ["Say what you disagree with"]
    plr.refresh_from_db()
    assert plr.answer == ""


def test_after_a_change_of_line_the_manager_of_today_is_told(plr):
    new = PersonFactory(role="service_manager", name="Nora New")
    today = timezone.localdate()
    plr.reportee.lines.all().delete()
    ReportingLineFactory(person=plr.reportee, manager=new, start=today)

    answer(plr, "seen", "")

    assert told() == {("Nora New", "record_acknowledged")}


def test_answering_twice_is_answering_once(plr):
    client = signed_in(plr.reportee)
    first, again = answer(plr, client=client), answer(plr, client=client)

    assert first.url == again.url == page("finished", plr)
    assert Notice.objects.count() == 2


def test_a_second_answer_does_not_replace_the_first_and_its_text_is_shown(plr):
    answer(plr, "seen", "Thank you.")

    late = answer(plr, "disagree", COMMENT)

    assert late.status_code == 409
    assert COMMENT in late.text
    plr.refresh_from_db()
    assert (plr.answer, plr.record.reportee_comment) == ("seen", "Thank you.")


def test_the_managers_manager_reads_the_disagreement_and_settles_it(plr):
    answer(plr)
    above = PLR.objects.get().disagreement_with
    client = signed_in(above)

    text = client.get(page("settle", plr)).text
    client.post(page("settle", plr), {"settlement": "The record stands, with your comment."})

    assert COMMENT in text
    assert Record.objects.get().settlement == "The record stands, with your comment."
    settled = {(notice.person.name, notice.kind) for notice in Notice.objects.all()} - {
        ("Mina Lead", "record_disputed"),
        ("Hope Above", "record_disputed"),
    }
    assert settled == {
        ("Mina Lead", "disagreement_settled"),
        ("Ada Page", "disagreement_settled"),
    }


def test_both_sides_read_the_settlement(plr):
    answer(plr)
    above = PLR.objects.get().disagreement_with
    actions.settle_disagreement(
        plr=PLR.objects.get(), settlement="Heard.", by=above, now=timezone.now()
    )

    for person in (plr.reportee, plr.led_by):
        assert "Heard." in signed_in(person).get(page("finished", plr)).text


def test_settling_twice_says_that_it_was_settled(plr):
    answer(plr)
    client = signed_in(PLR.objects.get().disagreement_with)
    client.post(page("settle", plr), {"settlement": "Heard."})

    again = client.post(page("settle", plr), {"settlement": "Other words."}, follow=True)

    assert "You have answered this disagreement already" in again.text
    assert Record.objects.get().settlement == "Heard."


def test_it_waits_on_the_home_of_whoever_has_to_settle_it(plr):
    answer(plr)
    above = PLR.objects.get().disagreement_with

    text = signed_in(above).get("/").text

    assert "Answer Ada Page’s disagreement with a record" in text
    assert page("settle", plr) in text


def disputed(plr) -> Person:
    """Whoever is asked to settle it."""
    answer(plr)
    return PLR.objects.get().disagreement_with


def next_hour() -> Person | None:
    follow_ties(on=timezone.localdate(), now=timezone.now())
    return PLR.objects.get().disagreement_with


def leave(person: Person) -> None:
    person.left = timezone.localdate() - timedelta(days=1)
    person.save()


def reads(person: Person, plr) -> bool:
    with acting(person.pk):
        return Record.objects.visible_to(anew(person)).filter(pk=plr.pk).exists()


def test_a_disagreement_passes_to_whoever_comes_after_a_settler_who_has_left(plr):
    before, after = disputed(plr), PersonFactory(role="head_of_practice", name="Nia Next")
    leave(before)
    plr.led_by.lines.update(manager=after)

    passed = [next_hour() for _ in range(2)]

    signed_in(after).post(page("settle", plr), {"settlement": "Heard."})
    assert passed == [after, after]
    assert Record.objects.get().settlement == "Heard."
    assert [one.kind for one in Notice.objects.filter(person=after)] == ["record_disputed"]


def test_when_the_line_moves_whoever_was_asked_reads_and_settles_it_no_longer(plr):
    before = disputed(plr)
    after = PersonFactory(role="service_manager", manager=PersonFactory(role="head_of_practice"))
    plr.reportee.lines.update(manager=after)
    read_before = reads(before, plr)

    passed = next_hour()

    late = signed_in(before).post(page("settle", plr), {"settlement": "Too late for this."})
    assert passed == after.lines.get().manager
    assert (read_before, reads(before, plr), reads(passed, plr)) == (True, False, True)
    assert "Too late for this." in late.text
    assert not Record.objects.get().settlement


def test_the_control_without_the_hour_it_stays_with_whoever_was_asked(plr):
    before = disputed(plr)

    plr.led_by.lines.update(manager=PersonFactory(role="head_of_practice"))

    assert PLR.objects.get().disagreement_with == before
    assert reads(before, plr)


def test_with_nobody_above_any_more_it_stays_with_the_settler_until_they_leave(plr):
    before, client = disputed(plr), signed_in(plr.reportee)
    plr.led_by.lines.all().delete()
    kept = next_hour()

    leave(before)
    nobody = next_hour()

    assert (kept, nobody) == (before, None)
    assert "There is no manager above the line manager" in client.get(page("finished", plr)).text


def test_whoever_led_the_plr_does_not_settle_the_disagreement_about_it(plr):
    led = plr.led_by
    plr.reportee.lines.update(manager=PersonFactory(role="service_manager", manager=led))

    answer(plr)

    assert PLR.objects.get().disagreement_with is None
    assert not reads(led, plr)


def test_what_was_settled_stays_with_whoever_settled_it(plr):
    before = disputed(plr)
    signed_in(before).post(page("settle", plr), {"settlement": "Heard."})

    plr.led_by.lines.update(manager=PersonFactory(role="head_of_practice"))

    assert next_hour() == before


def test_an_answer_to_a_disagreement_that_passed_on_meanwhile_is_shown_to_be_copied(
    plr, monkeypatch
):
    client = signed_in(disputed(plr))
    monkeypatch.setattr("supervision.actions.settle_disagreement", lambda **given: False)

    late = client.post(page("settle", plr), {"settlement": "Too late for this."})

    assert late.status_code == 409
    assert "Too late for this." in late.text
