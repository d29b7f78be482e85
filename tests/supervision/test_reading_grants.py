"""A dated permission opens one record with its self-assessment, and nothing else of anybody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Grant, Posting, Reading
from supervision.models import PLR
from supervision.urls import of_one_plr
from tests.factories import (
    GrantFactory,
    PersonFactory,
    ReadingGrantFactory,
    ReportingLineFactory,
)
from tests.qai.factories import AuditFactory
from tests.supervision.factories import ActionFactory, PLRFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OPEN = {"plr", "finished", "self_assessment_read"}


def given(plr: PLR, **facts):
    return ReadingGrantFactory(about=plr.reportee, record_id=plr.pk, **facts)


def finished(**facts) -> PLR:
    return PLRFactory(finalised=True, shared=True, **facts)


def opened_by(reader, plr: PLR) -> set[str]:
    """The names of the pages of a PLR that are shown, whichever way they are asked for."""
    client = signed_in(reader)
    urls = {path.name: reverse(f"supervision:{path.name}", args=[plr.pk]) for path in of_one_plr}
    asked = {
        name: {client.get(url).status_code, client.post(url, {"version": 1}).status_code}
        for name, url in urls.items()
    }
    return {name for name, statuses in asked.items() if statuses & {200, 302, 409}}


def test_of_all_pages_of_a_plr_the_record_and_the_self_assessment_open():
    grant = given(plr := finished())

    assert opened_by(grant.reader, plr) == OPEN


@pytest.mark.parametrize(
    "over",
    [
        {"ended_at": timezone.now()},
        {"end": TODAY - timedelta(days=1), "start": TODAY - timedelta(days=9)},
        {"start": TODAY + timedelta(days=1)},
    ],
    ids=["ended", "run out", "not begun"],
)
def test_before_and_after_its_days_nothing_opens(over):
    grant = given(plr := finished(), **over)

    assert opened_by(grant.reader, plr) == set()


def test_the_neighbour_and_other_plrs_stay_closed():
    grant = given(plr := finished())
    neighbour = PersonFactory(role="head_of_practice", unit=grant.unit)
    earlier = finished(
        reportee=plr.reportee, manager=plr.led_by, planned_for=plr.held_on.replace(month=3)
    )

    assert opened_by(neighbour, plr) == set()
    assert opened_by(grant.reader, earlier) == set()


def test_a_plr_that_is_not_finalised_opens_to_no_permission():
    grant = given(plr := PLRFactory(held=True, shared=True))

    assert opened_by(grant.reader, plr) == {"plr"}


def test_the_person_and_their_plan_stay_closed():
    plr = finished()
    action = ActionFactory(person=plr.reportee, plr=plr)
    client = signed_in(given(plr).reader)

    urls = [
        reverse("people:person", args=[plr.reportee_id]),
        reverse("supervision:plan_of", args=[plr.reportee_id]),
        reverse("supervision:meetings_of", args=[plr.reportee_id]),
        reverse("supervision:action", args=[action.pk]),
        reverse("qai:of_person", args=[plr.reportee_id]),
    ]

    assert {client.get(url).status_code for url in urls} == {404}


def test_it_opens_while_the_reader_is_in_the_post_and_no_longer():
    grant = given(plr := finished())
    Posting.objects.filter(person=grant.reader).update(end=TODAY - timedelta(days=1))

    assert opened_by(grant.reader, plr) == set()


def test_it_opens_while_the_reader_has_the_permission_and_no_longer():
    reader = PersonFactory(role="corporate")
    GrantFactory(person=reader, grant=Grant.Kind.NIS)
    given(plr := finished(), reader=reader, role="", unit=None, permission="nis")
    before = opened_by(reader, plr)

    Grant.objects.filter(person=reader).update(end=TODAY - timedelta(days=1))

    assert (before, opened_by(reader, plr)) == (OPEN, set())


def test_whoever_becomes_the_line_manager_reads_as_line_manager():
    plr = finished(reportee=PersonFactory())
    grant = given(plr)
    ReportingLineFactory(person=plr.reportee, manager=grant.reader)

    signed_in(grant.reader).get(reverse("supervision:finished", args=[plr.pk]))

    assert set(Reading.objects.values_list("basis", flat=True)) == {"line"}


def test_whoever_has_left_reads_nothing():
    grant = given(plr := finished())
    grant.reader.left = TODAY - timedelta(days=1)

    assert not PLR.objects.visible_to(grant.reader).filter(pk=plr.pk)


@pytest.mark.requirement("P22-A1.17")
def test_the_person_sees_that_it_was_read_by_whom_and_why():
    grant = given(plr := finished())
    signed_in(grant.reader).get(reverse("supervision:finished", args=[plr.pk]))

    page = signed_in(plr.reportee).get(reverse("people:readings")).text

    assert grant.reader.name in page
    assert "Dip sample: drawn at random" in page


def test_an_audit_that_was_given_is_read_and_its_neighbour_and_history_are_not():
    audit, other = AuditFactory(), AuditFactory()
    reader = given_audit(audit)
    client = signed_in(reader)

    def status(name, piece):
        return client.get(reverse(f"qai:{name}", args=["audits", piece.pk])).status_code

    assert (status("piece", audit), status("history", audit)) == (200, 403)
    assert status("piece", other) == 404
    assert Reading.objects.get().basis == "dip_sample"


def given_audit(audit):
    grant = ReadingGrantFactory(about=audit.person, record_id=audit.pk, kind="audit")
    return grant.reader
