"""A finished audit or observation: who reads it, the practitioner's word on it, amendments."""

import pytest
from django.utils import timezone

from drafts.body import flatten
from notices.models import Notice
from people.models import Reading
from qai.actions import finished
from qai.models import Audit, AuditAmendment, AuditContent
from tests.access.world import build_world
from tests.factories import PersonFactory, UnitFactory
from tests.qai.factories import AuditFactory
from tests.qai.writing import (
    BODY,
    adviser_and_manager,
    begun_audit,
    begun_observation,
    finalised,
    new_action,
    page,
    with_part,
)
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db

FOUND = "Notes on safety."


def finished_audit(**changes) -> Audit:
    return finalised(begun_audit(*adviser_and_manager()), **changes)


def amendment(audit: Audit, **changes) -> dict[str, str]:
    body = {**BODY, "amendment_reason": "The grade was a slip.", **changes}
    version = AuditAmendment.objects.get(pk=audit.pk).version
    return {**flatten(body), "version": str(version)}


@pytest.mark.parametrize("make", [begun_audit, begun_observation])
def test_what_was_found_is_read_by_the_practitioner_the_line_and_the_author(make):
    people = build_world().people
    piece = finalised(make(people["reportee"], people["practice_supervisor"]))

    answers = {
        visitor: signed_in(person).get(piece.get_absolute_url())
        for visitor, person in people.items()
    }

    read = {visitor for visitor, answer in answers.items() if FOUND in answer.content.decode()}
    shown = {visitor for visitor, answer in answers.items() if answer.status_code == 200}
    assert read == {"reportee", "manager", "practice_supervisor"}
    assert shown == {*read, "hop_of_area", "director", "hr"}


def test_a_practice_supervisor_sees_that_others_audited_and_not_what_they_found():
    people = build_world().people
    piece = finalised(begun_audit(people["reportee"], people["manager"]))

    answer = signed_in(people["practice_supervisor"]).get(piece.get_absolute_url())

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "You see the facts." in shown
    assert FOUND not in shown
    assert piece.case_reference not in shown


def test_each_opening_by_another_than_the_author_is_logged():
    audit = finished_audit()
    for reader in (audit.person, audit.auditor):
        signed_in(reader).get(audit.get_absolute_url())

    line = Reading.objects.get()

    assert (line.reader_id, line.about_id) == (audit.person_id, audit.person_id)
    assert (line.record_kind, line.basis) == ("auditcontent", "self")


def test_the_auditor_who_reads_the_other_voice_is_logged():
    audit = with_part(begun_audit(*adviser_and_manager(), format="collaborative"))

    signed_in(audit.auditor).get(page("write", audit))

    line = Reading.objects.get()
    assert (line.record_kind, line.basis) == ("auditpart", "contributor")


def test_whoever_sees_the_facts_alone_leaves_no_line():
    area = UnitFactory(kind="service_area")
    adviser = PersonFactory(unit=UnitFactory(parent=area))
    audit = AuditFactory(person=adviser)
    hop = PersonFactory(role="head_of_practice", unit=area)

    answer = signed_in(hop).get(audit.get_absolute_url())

    assert answer.status_code == 200
    assert not Reading.objects.exists()


def test_the_practitioner_says_that_they_have_read_it_once():
    audit = finished_audit()
    client = signed_in(audit.person)

    client.post(page("acknowledge", audit), {"words": "I see it the same way."})
    again = client.post(page("acknowledge", audit), {"words": "Something else now."})

    content = AuditContent.objects.get()
    assert content.acknowledgement == "I see it the same way."
    assert again.status_code == 409
    assert "Something else now." in again.content.decode()
    assert Notice.objects.get(kind="piece_acknowledged").person == audit.auditor


def test_a_word_is_not_needed_and_nobody_else_says_it():
    audit = finished_audit()

    by_manager = signed_in(audit.auditor).post(page("acknowledge", audit), {"words": ""})
    signed_in(audit.person).post(page("acknowledge", audit), {"words": ""})

    assert by_manager.status_code == 403
    assert Audit.objects.get().acknowledged_at is not None


def test_an_amendment_is_a_version_with_a_reason_and_shows_the_difference():
    audit = finished_audit()
    client = signed_in(audit.auditor)
    client.post(page("amend_begin", audit))

    client.post(page("amend", audit), amendment(audit, overall_grade="met"))

    content = AuditContent.objects.get()
    history = client.get(page("history", audit)).content.decode()
    assert (content.grade, content.history.count()) == ("met", 2)
    assert "The grade was a slip." in history
    assert "<del>Good</del>" in history
    assert "<ins>Met</ins>" in history
    assert Notice.objects.get(kind="piece_amended").person == audit.person


def test_an_amendment_without_a_reason_is_not_made():
    audit = finished_audit()
    client = signed_in(audit.auditor)
    client.post(page("amend_begin", audit))

    answer = client.post(page("amend", audit), amendment(audit, amendment_reason=""))

    assert "Say why you amend this audit" in answer.content.decode()
    assert AuditContent.objects.get().history.count() == 1


def test_an_amendment_leaves_the_actions_as_they_are():
    adviser, manager = adviser_and_manager()
    actions = [new_action(adviser)]
    audit = finalised(begun_audit(adviser, manager), actions=actions)
    finished.begin_amendment(piece=audit)
    AuditAmendment.objects.update(body={**BODY, "amendment_reason": "A slip."})

    finished.amend(piece=audit, version=1, by=manager, now=timezone.now())

    assert AuditContent.objects.get().body["actions"] == actions


def test_a_loaded_audit_is_amended_from_what_was_loaded():
    audit = AuditFactory(grade="met")
    client = signed_in(audit.auditor)
    client.post(page("amend_begin", audit))
    form = client.get(page("amend", audit)).context["form"]
    sent = {"overall_grade": "good", "amendment_reason": "A slip.", "version": "1"}

    client.post(page("amend", audit), {**sent, "texts-learning": form["texts-learning"].value()})

    content = AuditContent.objects.get()
    reasons = [row.history_change_reason for row in content.history.order_by("history_id")]
    assert (content.grade, content.learning) == ("good", "Name the contingency.")
    assert reasons == ["As it was loaded", "A slip."]


def test_an_amendment_made_elsewhere_is_not_made_twice():
    audit = finished_audit()
    client = signed_in(audit.auditor)
    client.post(page("amend_begin", audit))
    sent = amendment(audit)

    answers = [client.post(page("amend", audit), sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert AuditContent.objects.get().history.count() == 2


def test_a_dropped_amendment_leaves_it_as_it_stood():
    audit = finished_audit()
    client = signed_in(audit.auditor)
    client.post(page("amend_begin", audit))

    client.post(page("amend_drop", audit))

    assert not AuditAmendment.objects.exists()
    assert AuditContent.objects.get().history.count() == 1


def test_nobody_but_the_author_amends():
    audit = finished_audit()
    colleague = PersonFactory(role="service_manager")

    answers = [
        signed_in(person).post(page("amend_begin", audit)).status_code
        for person in (audit.person, colleague, audit.auditor)
    ]

    assert answers == [403, 404, 302]


def test_only_others_are_told_that_the_practitioner_has_not_read_it_yet():
    audit = finished_audit()

    own = signed_in(audit.person).get(audit.get_absolute_url()).text
    others = signed_in(audit.auditor).get(audit.get_absolute_url()).text

    assert "has not said yet that they have read it" in others
    assert "has not said yet that they have read it" not in own
