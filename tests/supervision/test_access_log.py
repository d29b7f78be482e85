"""Each opening of contents by somebody else leaves its line; no line, no page."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from people import audit
from people.models import Reading
from supervision.models import ActionNote, Amendment, Pin
from tests.factories import PersonFactory, ReportingLineFactory
from tests.qai.factories import AuditFactory, ObservationFactory
from tests.supervision.factories import (
    RECORD,
    ActionFactory,
    GeneralMeetingFactory,
    PLRFactory,
)
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db


def lines(reader=None) -> list[tuple[str, int, str]]:
    readings = Reading.objects.order_by("record_kind", "record_id")
    readings = readings.filter(reader_id=reader.pk) if reader else readings
    return [(one.record_kind, one.record_id, one.basis) for one in readings]


def page(name, plr) -> str:
    return reverse(f"supervision:{name}", args=[plr.pk])


def with_new_manager(plr):
    """The line goes to somebody who wrote nothing of what there is."""
    today = timezone.localdate()
    plr.reportee.lines.update(end=today - timedelta(days=1))
    new = PersonFactory(role="service_manager")
    ReportingLineFactory(person=plr.reportee, manager=new, start=today)
    return new


def test_the_line_manager_opens_a_shared_self_assessment():
    plr = PLRFactory(shared=True)

    signed_in(plr.led_by).get(page("self_assessment_read", plr))

    assert lines() == [("selfassessment", plr.pk, "line")]


@pytest.mark.parametrize("name", ["self_assessment", "self_assessment_preview"])
def test_a_writer_of_a_self_assessment_leaves_no_line(name):
    plr = PLRFactory()

    assert signed_in(plr.reportee).get(page(name, plr)).status_code == 200

    assert lines() == []


def test_the_prepare_page_logs_each_piece_once():
    plr = PLRFactory(shared=True)
    earlier = PLRFactory(finalised=True, shared=True, reportee=plr.reportee, manager=plr.led_by)
    about = {"person": plr.reportee}
    audit_of, seen = AuditFactory(**about), ObservationFactory(**about)
    meeting, action = GeneralMeetingFactory(**about), ActionFactory(**about)

    assert signed_in(plr.led_by).get(page("prepare", plr)).status_code == 200

    assert lines() == [
        ("actioncontent", action.pk, "line"),
        ("auditcontent", audit_of.pk, "line"),
        ("generalmeetingcontent", meeting.pk, "line"),
        ("observationcontent", seen.pk, "line"),
        ("selfassessment", plr.pk, "line"),
        ("selfassessment", earlier.pk, "line"),
    ]


def test_whoever_made_an_audit_prepares_without_a_line_for_it():
    plr = PLRFactory()
    AuditFactory(person=plr.reportee, auditor=plr.led_by)

    signed_in(plr.led_by).get(page("prepare", plr))

    assert lines() == []


def test_the_record_page_logs_what_is_pinned_and_nothing_that_is_not_shown():
    plr = PLRFactory(held=True)
    pinned, other = AuditFactory.create_batch(2, person=plr.reportee)
    Pin.objects.create(plr=plr, item=f"audit-{pinned.pk}", by=plr.led_by)

    text = signed_in(plr.led_by).get(page("record", plr)).text

    assert pinned.content.strengths in text
    assert lines() == [("auditcontent", pinned.pk, "line")]
    assert other.pk != pinned.pk


def test_pinning_shows_nothing_and_logs_nothing():
    plr = PLRFactory()
    piece = AuditFactory(person=plr.reportee)

    answer = signed_in(plr.led_by).post(
        page("pin", plr), {"item": f"audit-{piece.pk}", "pin": "on"}
    )

    assert answer.status_code == 302
    assert Pin.objects.get().item == f"audit-{piece.pk}"
    assert lines() == []


@pytest.mark.parametrize("name", ["record", "record_check"])
def test_a_new_manager_who_opens_the_record_that_another_began_leaves_a_line(name):
    plr = PLRFactory(held=True)
    new = with_new_manager(plr)

    assert signed_in(new).get(page(name, plr)).status_code == 200

    assert lines() == [("record", plr.pk, "line")]


def test_saving_a_draft_shows_nothing_and_logs_nothing():
    plr = PLRFactory(held=True)
    client = signed_in(with_new_manager(plr))

    client.get(page("record_draft", plr))
    client.post(page("record_draft", plr), {"version": 1, "texts-wellbeing": "Well."})

    assert lines() == []


FINISHED = ["finished", "finished_pdf", "history"]


@pytest.mark.parametrize("name", FINISHED)
def test_the_reportee_opens_the_finished_record_on_the_ground_that_it_is_theirs(name):
    plr = PLRFactory(finalised=True)

    assert signed_in(plr.reportee).get(page(name, plr)).status_code == 200

    assert lines() == [("record", plr.pk, "self")]


@pytest.mark.parametrize("name", FINISHED)
def test_the_manager_who_wrote_it_opens_the_finished_record_without_a_line(name):
    plr = PLRFactory(finalised=True)

    assert signed_in(plr.led_by).get(page(name, plr)).status_code == 200

    assert lines() == []


@pytest.mark.parametrize("name", [*FINISHED, "settle"])
def test_the_managers_manager_opens_it_on_the_ground_of_the_disagreement(name):
    plr = PLRFactory(disputed=True, shared=True)

    assert signed_in(plr.disagreement_with).get(page(name, plr)).status_code == 200

    assert lines() == [("record", plr.pk, "disagreement")]


def test_a_stand_in_opens_on_the_ground_of_standing_in():
    plr = PLRFactory(held=True, shared=True, with_stand_in=True)
    action, piece = ActionFactory(person=plr.reportee), AuditFactory(person=plr.reportee)

    signed_in(plr.led_by).get(page("prepare", plr))

    assert lines() == [
        ("actioncontent", action.pk, "stand_in"),
        ("auditcontent", piece.pk, "stand_in"),
        ("selfassessment", plr.pk, "stand_in"),
    ]


def test_who_is_refused_leaves_no_line():
    plr = PLRFactory(disputed=True)

    for name in ("answer", "settle"):
        assert signed_in(plr.led_by).get(page(name, plr)).status_code == 403

    assert lines() == []


def test_the_development_plan_logs_each_action_that_another_wrote():
    plr = PLRFactory(finalised=True)
    by_manager = ActionFactory(person=plr.reportee, plr=plr)
    imported = ActionFactory(person=plr.reportee)
    url = reverse("supervision:plan_of", args=[plr.reportee_id])

    signed_in(plr.led_by).get(url)
    signed_in(plr.reportee).get(url)

    assert lines(plr.led_by) == [("actioncontent", imported.pk, "line")]
    assert {pk for _, pk, _ in lines(plr.reportee)} == {by_manager.pk, imported.pk}


def test_whoever_has_to_do_an_action_opens_it_as_one_who_takes_part():
    action = ActionFactory(owner=PersonFactory())

    signed_in(action.owner).get(reverse("supervision:action", args=[action.pk]))

    assert lines() == [("actioncontent", action.pk, "contributor")]


def test_home_logs_what_it_shows():
    person = PersonFactory()
    action, piece = ActionFactory(person=person), AuditFactory(person=person)

    signed_in(person).get(reverse("home"))

    assert lines() == [
        ("actioncontent", action.pk, "self"),
        ("auditcontent", piece.pk, "self"),
    ]


@pytest.mark.parametrize("reader", ["led_by", "reportee"])
def test_a_page_of_facts_logs_nothing(reader):
    plr = PLRFactory(finalised=True, shared=True)

    assert signed_in(getattr(plr, reader)).get(plr.get_absolute_url()).status_code == 200

    assert lines() == []


def contents_in_every_place():
    """A person of whom something is written wherever something can be written."""
    plr = PLRFactory(held=True, shared=True)
    plr.record.body = {**RECORD, "texts": {"wellbeing": "The canary sings."}}
    plr.record.save_without_historical_record()
    old = PLRFactory(finalised=True, shared=True, reportee=plr.reportee, manager=plr.led_by)
    Amendment.objects.create(plr=old, body=old.record.body)
    action = ActionFactory(person=plr.reportee, content="The canary sings.")
    ActionNote.objects.create(action=action, text="The canary sings.", by=plr.reportee)
    return plr, old, action


def test_no_line_no_page(monkeypatch):
    plr, old, action = contents_in_every_place()
    client = signed_in(with_new_manager(plr))
    client.raise_request_exception = False
    urls = [
        page(name, plr) for name in ("self_assessment_read", "prepare", "record", "record_check")
    ]
    urls += [page(name, old) for name in (*FINISHED, "amend")]
    urls += [reverse("supervision:action", args=[action.pk])]
    urls += [reverse("supervision:plan_of", args=[plr.reportee_id])]
    assert [client.get(url).status_code for url in urls] == [200] * len(urls)

    monkeypatch.setattr(audit.Reading.objects, "bulk_create", broken)

    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 500, url
        assert "canary" not in answer.text


def broken(*args, **kwargs):
    raise DatabaseError("the access log cannot be written")
