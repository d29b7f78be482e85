"""The line manager of today reads what others wrote, and decides what enters the record."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Reading
from supervision.models import PLR, FeedbackAnswer, Record
from tests.factories import PersonFactory, ReportingLineFactory
from tests.supervision.asking import answered, asked
from tests.supervision.factories import PLRFactory
from tests.supervision.writing import finalised_by_hand, page
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
SAID = "A careful listener."


def answered_request(plr=None, **facts):
    request = asked(plr or PLRFactory(), people=PersonFactory.create_batch(3), **facts)
    answered(request, number=3, text=SAID)
    return request


def enter(request, by=None, **typed):
    answer = request.answers.first()
    url = reverse("supervision:feedback_enter", args=[answer.pk])
    return signed_in(by or request.plr.led_by).post(url, {"text": SAID, **typed}, follow=True)


def section(plr) -> str:
    return Record.objects.get(plr=plr).body.get("texts", {}).get("feedback", "")


@pytest.mark.requirement("P22-2.6b")
def test_the_new_line_manager_reads_and_the_former_stops():
    request = answered_request()
    former, new = request.plr.led_by, PersonFactory(role="service_manager")
    url = request.get_absolute_url()
    assert SAID in signed_in(former).get(url).text
    line, today = request.plr.reportee.lines.get(), timezone.localdate()
    line.end = today - timedelta(days=1)
    line.save()
    ReportingLineFactory(person=request.plr.reportee, manager=new, start=today)

    assert signed_in(former).get(url).status_code == 404
    assert SAID in signed_in(new).get(url).text


def test_a_reportee_who_asked_sees_that_it_was_answered_and_not_what():
    plr = PLRFactory()
    request = answered_request(plr, by=plr.reportee)
    answer = request.answers.first()

    shown = signed_in(plr.reportee).get(request.get_absolute_url()).text

    assert "3 of 3" in shown
    assert SAID not in shown
    enter_url = reverse("supervision:feedback_enter", args=[answer.pk])
    assert signed_in(plr.reportee).get(enter_url).status_code == 404


def test_what_the_line_manager_asked_a_reportee_sees_as_a_number():
    request = answered_request()
    reportee = signed_in(request.plr.reportee)

    listed = reportee.get(page("feedback_of_plr", request.plr)).text

    assert "3 of 3 answered" in listed
    assert request.get_absolute_url() not in listed
    assert reportee.get(request.get_absolute_url()).status_code == 404


@pytest.mark.requirement("P22-2.9e", "P22-2.6b", "P22-2.5d", "S17-3.11a")
@pytest.mark.parametrize("named", [True, False])
def test_what_is_chosen_stands_in_the_record_with_its_source(named):
    request = answered_request(named=named)
    answer = request.answers.first()

    for _ in range(2):
        enter(request, text="Listens well.")

    source = answer.invitation.asked_name if named else "Somebody who was asked without a name"
    assert section(request.plr) == f"{source}: Listens well."
    assert FeedbackAnswer.objects.get(entered=True) == answer


def test_what_stands_in_the_section_is_kept():
    request = answered_request()
    record = request.plr.record
    record.body = {"texts": {"feedback": "He is liked.", "wellbeing": "Well."}}
    record.save_without_historical_record()

    enter(request)

    assert section(request.plr).startswith("He is liked.\n\n")
    assert Record.objects.get(plr=request.plr).body["texts"]["wellbeing"] == "Well."


def test_a_page_of_the_record_that_was_open_meanwhile_loses_nothing():
    request = answered_request(PLRFactory(held=True, shared=True))
    manager = signed_in(request.plr.led_by)
    version = request.plr.record.version

    enter(request)
    conflict = manager.post(
        page("record", request.plr), {"version": version, "texts-wellbeing": "X"}
    )

    assert conflict.status_code == 409
    assert SAID in section(request.plr)


def test_the_record_freezes_what_entered_and_nothing_enters_afterwards():
    plr = PLRFactory(held=True, shared=True)
    request = answered_request(plr)
    enter(request, text="Listens well.")
    texts = {**Record.objects.get(plr=plr).body["texts"], "self_assessment_review": "Together."}
    finalised_by_hand(PLR.objects.get(pk=plr.pk), texts=texts)

    refused = enter(request, text="Too late.")

    assert refused.status_code == 403
    read = signed_in(plr.reportee).get(page("finished", plr)).text
    assert "Listens well." in read
    assert "Too late." not in read


def test_the_prepare_page_leads_to_what_was_answered_and_logs_nothing_of_it():
    request = answered_request()

    shown = signed_in(request.plr.led_by).get(page("prepare", request.plr)).text

    assert request.get_absolute_url() in shown
    assert "3 of 3 answered" in shown
    assert SAID not in shown
    assert not Reading.objects.filter(record_kind="feedbackanswer").exists()


def test_whoever_stands_in_reads_while_the_plr_is_open():
    plr = PLRFactory(with_stand_in=True)
    request = answered_request(plr)
    stand_in = signed_in(plr.led_by)

    assert SAID in stand_in.get(request.get_absolute_url()).text
    PLR.objects.filter(pk=plr.pk).update(state="cancelled", cancelled_at=timezone.now())
    assert stand_in.get(request.get_absolute_url()).status_code == 404
