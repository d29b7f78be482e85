"""What was released is fetched by the person, on paper and as data, and deleted in time."""

import json
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notices.models import Notice
from people.models import PerformanceMatter, Reading
from stewardship import copying
from stewardship.actions import subject_access as actions
from stewardship.collecting import collect
from stewardship.models import AccessCopy, AccessRequest
from stewardship.views.copies import SealBroken
from supervision.models import FeedbackAnswer
from tests.factories import PersonFactory
from tests.qai.factories import AuditFactory
from tests.stewardship.asking import hr, released, taken
from tests.supervision.asking import answered, asked
from tests.supervision.factories import ActionFactory, GeneralMeetingFactory, PLRFactory
from tests.visiting import anew, signed_in

pytestmark = pytest.mark.django_db
TOLD = "A careful listener."


@pytest.fixture
def plr():
    return PLRFactory(finalised=True, shared=True)


def data_of(request: AccessRequest) -> dict:
    answer = signed_in(request.person).get(f"/records/requests/{request.pk}/copy.json")
    assert answer["Content-Disposition"].startswith("attachment")
    return json.loads(answer.content)


def kind_in(data: dict, key: str) -> list[dict]:
    return next((kind["entries"] for kind in data["kinds"] if kind["key"] == key), [])


def test_the_person_is_told_and_fetches_all_that_is_kept(plr):
    AuditFactory(person=plr.reportee, finalised_at=timezone.now())
    ActionFactory(person=plr.reportee)

    data = data_of(request := released(plr.reportee, by=hr()))

    record = kind_in(data, "records")[0]
    assert data["format"] == copying.FORMAT
    assert kind_in(data, "person")[0]["facts"]["email"] == plr.reportee.email
    assert record["facts"]["overall_grade"] == "good"
    assert {"text": "Well."} in [one for text in record["texts"] for one in text["paragraphs"]]
    assert all(kind_in(data, key) for key in ("audits", "actions", "lines"))
    assert Notice.objects.filter(person=plr.reportee, kind="subject_access_released").exists()
    assert request.seal == copying.seal_of(AccessCopy.objects.get().body)


def test_on_paper_it_is_a_pdf_of_the_same(plr):
    request = released(plr.reportee, by=hr())

    answer = signed_in(plr.reportee).get(f"/records/requests/{request.pk}/copy.pdf")

    assert answer.content.startswith(b"%PDF-")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_each_time_it_is_fetched_is_a_line_in_the_access_log_with_its_ground(plr):
    request = released(plr.reportee, by=hr())

    data_of(request)
    data_of(request)

    read = Reading.objects.filter(record_kind="accesscopy", reader_id=plr.reportee_id)
    assert list(read.values_list("basis", flat=True)) == ["self", "self"]


def test_nobody_else_fetches_it_the_reviewer_neither(plr):
    request = released(plr.reportee, by=(reviewer := hr()))
    others = [reviewer, hr(), plr.led_by, PersonFactory()]

    path = f"/records/requests/{request.pk}/copy.json"

    assert {signed_in(other).get(path).status_code for other in others} == {404}
    assert signed_in(plr.reportee).get(path).status_code == 200


def test_for_somebody_who_has_left_the_reviewer_fetches_it_and_that_is_logged(plr):
    yesterday = timezone.localdate() - timedelta(days=1)
    type(plr.reportee).objects.filter(pk=plr.reportee_id).update(left=yesterday)
    request = released(anew(plr.reportee), by=(reviewer := hr()))
    path = f"/records/requests/{request.pk}/copy.json"

    answers = [signed_in(one).get(path).status_code for one in (reviewer, hr())]

    assert answers == [200, 404]
    line = Reading.objects.get(record_kind="accesscopy")
    assert (line.reader_id, line.basis) == (reviewer.pk, "subject_access")


def test_whoever_has_a_second_factor_has_used_it_just_now(plr):
    request = released(plr.reportee, by=hr())
    client = signed_in(plr.reportee)
    path = f"/records/requests/{request.pk}/copy.json"
    Authenticator.objects.create(user=plr.reportee, type=Authenticator.Type.TOTP, data={})
    before = client.get(path).status_code
    session = client.session
    session["second_factor_used_at"] = 0
    session.save()

    answer = client.get(path)

    assert before == 200
    assert answer["Location"].startswith("/second-factor/confirm/")


def test_what_is_blacked_out_shows_its_reason_and_neither_words_nor_writer(plr):
    giver = PersonFactory(name="Ivo Giver")
    open_plr = PLRFactory(reportee=plr.reportee, led_by=plr.led_by)
    answered(asked(open_plr, people=[giver]), number=1)

    request = released(plr.reportee, by=hr(), decision="It is about somebody else")

    text = json.dumps(data_of(request))
    assert TOLD not in text
    assert "Ivo Giver" not in json.dumps(kind_in(data_of(request), "feedback"))
    assert "It is about somebody else" in text
    assert request.blacked_out > 0


def test_the_control_what_is_given_shows_the_words_and_who_wrote_them(plr):
    open_plr = PLRFactory(reportee=plr.reportee, led_by=plr.led_by)
    answered(asked(open_plr, people=[PersonFactory(name="Ivo Giver")]), number=1)

    [entry] = kind_in(data_of(released(plr.reportee, by=hr())), "feedback")

    given = {text["name"]: text for text in entry["texts"]}["answer"]
    assert given["by"] == "Ivo Giver"
    assert given["paragraphs"][0]["text"].startswith(TOLD)


def test_unnamed_feedback_leads_to_nobody_and_stays_closed_until_enough_have_answered():
    plr, givers = PLRFactory(), PersonFactory.create_batch(3)
    request = asked(plr, people=givers, named=False)
    answered(request, number=2)
    before = kind_in({"kinds": [as_kind(one) for one in collect(plr.reportee)]}, "feedback")

    answered(request, number=1)

    [entry] = kind_in(data_of(released(plr.reportee, by=hr())), "feedback")
    answers = [text for text in entry["texts"] if text["name"] == "answer"]
    assert [one.name for one in before[0].texts] == ["question"]
    assert {text["by"] for text in answers} == {""}
    assert len(answers) == FeedbackAnswer.objects.count() == 3
    assert not any(giver.name in json.dumps(entry) for giver in givers)


def as_kind(one) -> dict:
    return {"key": one.kind.key, "entries": one.entries}


def test_the_copy_is_deleted_when_its_time_is_over_and_the_seal_stays(plr):
    request = released(plr.reportee, by=hr())

    kept = actions.forget_copies(on=request.copy_until)
    deleted = actions.forget_copies(on=request.copy_until + timedelta(days=1))

    request.refresh_from_db()
    path = f"/records/requests/{request.pk}/copy.json"
    assert (kept, deleted, request.state) == (0, 1, "released")
    assert request.seal
    assert signed_in(plr.reportee).get(path).status_code == 404


def test_collecting_costs_as_much_for_much_as_for_little(plr):
    with CaptureQueriesContext(connection) as little:
        collect(anew(plr.reportee))
    for number in range(3):
        GeneralMeetingFactory(person=plr.reportee, held_on=plr.held_on - timedelta(days=number))
        AuditFactory(person=plr.reportee, finalised_at=timezone.now(), case_reference=f"C{number}")
        ActionFactory(person=plr.reportee)

    with CaptureQueriesContext(connection) as much:
        collect(anew(plr.reportee))

    assert len(much) <= len(little) + 2


def test_a_release_without_a_decision_releases_nothing(plr):
    answered(asked(PLRFactory(reportee=plr.reportee), people=[PersonFactory()]), number=1)
    request = taken(plr.reportee, by=hr())

    with pytest.raises(copying.Undecided):
        actions.release(request=request, by=anew(request.reviewer), now=timezone.now())

    assert AccessCopy.objects.count() == 0


@pytest.mark.parametrize(("decision", "there"), [("It is about somebody else", 0), ("give", 1)])
def test_what_the_person_may_not_know_of_leaves_no_trace_where_it_is_blacked_out(decision, there):
    matter = PerformanceMatter.objects.create(
        person=PersonFactory(), kind="informal", start=date(2026, 3, 2)
    )

    request = released(matter.person, by=hr(), decision=decision)

    text = json.dumps(data_of(request))
    read = Reading.objects.filter(about_id=matter.person_id).values_list("record_kind", flat=True)
    assert len(kind_in(data_of(request), "matters")) == there
    assert ("Performance matters" in text) == bool(there)
    assert request.blacked_out == 0
    assert "performancematter" not in set(read)


def test_a_copy_that_was_changed_since_its_release_is_not_handed_out(plr):
    request = released(plr.reportee, by=hr())
    AccessCopy.objects.update(body={"format": copying.FORMAT})

    with pytest.raises(SealBroken):
        data_of(request)

    assert not Reading.objects.filter(record_kind="accesscopy").exists()
