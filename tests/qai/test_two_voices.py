"""A collaborative audit: the practitioner's part and the auditor's, each in their own hands."""

import pytest

from notices.models import Notice
from qai.models import Audit, AuditPart
from tests.qai.writing import (
    PART,
    adviser_and_manager,
    begun_audit,
    finalised,
    gaps_of,
    page,
    press_finalise,
    with_body,
    with_part,
)
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db

WAIT = "Wait for the practitioner’s part, or say why you finalise without it"
TYPED = {"domains-safety": "I worried about the contact.", "texts-strengths": "Trust."}


def collaborative() -> Audit:
    return begun_audit(*adviser_and_manager(), format="collaborative")


def part_url(audit: Audit) -> str:
    return audit.part_url


@pytest.mark.requirement("P22-C8")
def test_the_practitioner_writes_saves_and_hands_over():
    audit = collaborative()
    client = signed_in(audit.person)

    client.post(f"{part_url(audit)}draft/", {**TYPED, "version": 1})
    client.post(part_url(audit), {**TYPED, "version": 2, "then": "hand-over"})

    assert AuditPart.objects.get().body == PART
    assert Audit.objects.get().part_handed_over_at is not None
    assert Notice.objects.get(kind="part_handed_over").person == audit.auditor


def test_nothing_written_is_nothing_to_hand_over():
    audit = collaborative()

    signed_in(audit.person).post(part_url(audit), {"version": 1, "then": "hand-over"})

    assert Audit.objects.get().part_handed_over_at is None


def test_neither_sees_the_other_voice_too_early():
    audit = with_part(with_body(collaborative()), handed_over=False)

    auditors_page = signed_in(audit.auditor).get(page("write", audit)).content.decode()
    practitioners_page = signed_in(audit.person).get(part_url(audit)).content.decode()

    assert "I worried about the contact." not in auditors_page
    assert "Notes on safety." not in practitioners_page
    assert signed_in(audit.person).get(page("write", audit)).status_code == 403
    assert signed_in(audit.auditor).get(part_url(audit)).status_code == 403


def test_handed_over_it_stands_beside_the_auditors_own():
    audit = with_part(with_body(collaborative()))

    shown = signed_in(audit.auditor).get(page("write", audit)).content.decode()

    assert "I worried about the contact." in shown


def test_the_auditor_waits_for_the_part_or_gives_a_reason():
    audit = with_body(collaborative())
    client = signed_in(audit.auditor)

    without = gaps_of(press_finalise(client, audit))
    with_body(audit, alone_reason="Away until January.")
    press_finalise(client, audit)

    assert without == [WAIT]
    assert Audit.objects.get().is_final


def test_with_the_part_no_reason_is_asked():
    audit = with_part(with_body(collaborative()))

    press_finalise(signed_in(audit.auditor), audit)

    assert Audit.objects.get().is_final


def test_a_part_handed_over_after_the_check_is_read_before_finalising(monkeypatch):
    audit = with_body(collaborative(), alone_reason="Away until January.")
    client = signed_in(audit.auditor)
    stale = Audit.objects.get()
    with_part(audit)
    monkeypatch.setattr("qai.views.write.own_piece", lambda request, kind, pk: stale)

    answer = press_finalise(client, audit)

    assert answer.url == page("check", audit)
    assert not Audit.objects.get().is_final


def test_an_audit_that_became_collaborative_after_the_check_is_checked_again(monkeypatch):
    audit = with_body(begun_audit(*adviser_and_manager()))
    stale = Audit.objects.get()
    Audit.objects.update(format="collaborative")
    monkeypatch.setattr("qai.views.write.own_piece", lambda request, kind, pk: stale)

    answer = press_finalise(signed_in(audit.auditor), audit)

    assert answer.url == page("check", audit)
    assert not Audit.objects.get().is_final


def test_what_is_handed_over_can_no_longer_be_changed():
    audit = with_part(collaborative())
    client = signed_in(audit.person)

    by_button = client.post(part_url(audit), {"version": 2, "texts-learning": "Too late to add."})
    by_itself = client.post(f"{part_url(audit)}draft/", {"version": 2, "texts-learning": "x"})

    assert (by_button.status_code, by_itself.status_code) == (409, 409)
    assert "Too late to add." in by_button.content.decode()
    assert AuditPart.objects.get().body == PART


def test_two_tabs_of_the_part_show_both_texts():
    audit = collaborative()
    client = signed_in(audit.person)
    client.post(part_url(audit), {**TYPED, "version": 1})

    answer = client.post(part_url(audit), {"texts-strengths": "Otherwise.", "version": 1})

    assert answer.status_code == 409
    assert "Trust." in answer.content.decode()


def test_finished_the_two_voices_are_read_side_by_side_by_the_line():
    audit = finalised(with_part(collaborative()))
    manager = audit.person.lines.get().manager

    for reader in (audit.person, manager):
        shown = signed_in(reader).get(audit.get_absolute_url()).content.decode()
        assert "Notes on safety." in shown
        assert "I worried about the contact." in shown


def test_a_part_that_was_never_handed_over_stays_its_writers_own():
    audit = with_part(collaborative(), handed_over=False)
    finalised(audit, alone_reason="Away until January.")

    shown = signed_in(audit.auditor).get(audit.get_absolute_url()).content.decode()
    own = signed_in(audit.person).get(part_url(audit)).content.decode()

    assert "I worried about the contact." not in shown
    assert "I worried about the contact." in own


def test_a_draft_with_a_written_part_is_not_deleted():
    audit = with_part(collaborative(), handed_over=False)

    signed_in(audit.auditor).post(page("drop", audit))

    assert Audit.objects.filter(pk=audit.pk).exists()
