"""Standings can be thrown away; the figures of a day are never rewritten."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from compliance import actions, tasks
from compliance.models import HEADLINE, Figure, Snapshot, Standing
from compliance.queries.comparing import differences
from people import audit
from people.models import Posting
from tests.factories import AbsenceFactory, PersonFactory
from tests.supervision.factories import PLRFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def days_ago(number):
    return TODAY - timedelta(days=number)


def status_of(person, measure="plr"):
    return Standing.objects.get(person=person, measure=measure).status


def test_a_rebuild_holds_everybody_in_service_and_nobody_else():
    person, leaver = PersonFactory(), PersonFactory()
    actions.rebuild(on=TODAY)
    type(leaver).objects.filter(pk=leaver.pk).update(left=days_ago(1))

    actions.rebuild(on=TODAY)

    assert set(Standing.objects.values_list("person", flat=True)) == {person.pk}


@pytest.mark.requirement("P22-E7")
def test_amb_32_people_outside_reporting_have_no_standing():
    person = PersonFactory()
    Posting.objects.filter(person=person).update(employment_type="sessional")

    actions.rebuild(on=TODAY)

    assert not Standing.objects.filter(person=person).exists()


def test_the_audit_line_of_a_finalised_record_refreshes_the_person(on_commit):
    plr = PLRFactory(held=True, planned_for=days_ago(5))
    actions.rebuild(on=TODAY)
    before = status_of(plr.reportee)
    type(plr).objects.filter(pk=plr.pk).update(
        state="finalised",
        finalised_on=TODAY,
        finalised_at=timezone.now(),
        standards_assessed=["safe"],
    )

    with on_commit():
        audit.record("record_finalised", plr, by=plr.led_by)

    assert (before, differences(TODAY)) == ("non_compliant", [])


def test_without_an_audit_line_the_nightly_comparison_tells(caplog):
    person = PersonFactory()
    actions.rebuild(on=TODAY)
    AbsenceFactory(person=person, start=days_ago(40), end=None)

    found = differences(TODAY)
    tasks.compare_standings()

    assert found == [person.pk]
    assert "differ" in caplog.text
    assert status_of(person, HEADLINE) == "excluded"


def test_an_import_has_everybody_judged_anew(on_commit):
    person = PersonFactory()

    with on_commit():
        audit.record("import_applied", person, by=None)

    assert Standing.objects.filter(person=person, as_of=TODAY).exists()


def test_falls_out_on_is_the_first_day_after_the_due_date():
    person = PersonFactory(role="service_manager", joined=days_ago(1500))
    for number in (350, 260, 170, 80):
        PLRFactory(reportee=person, finalised=True, planned_for=days_ago(number))

    actions.rebuild(on=TODAY)

    row = Standing.objects.get(person=person, measure="plr")
    assert row.status == "compliant"
    assert row.falls_out_on == row.next_due + timedelta(days=1)


def test_the_figures_of_a_day_are_kept_once():
    person = PersonFactory()
    actions.rebuild(on=TODAY)
    actions.take_snapshot(on=TODAY)
    AbsenceFactory(person=person, start=days_ago(40), end=None)
    actions.rebuild(on=TODAY)

    kept_again = actions.take_snapshot(on=TODAY)

    assert not kept_again
    assert Figure.objects.get(measure=HEADLINE).status == "non_compliant"


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_rewrite_kept_figures(change):
    PersonFactory()
    actions.rebuild(on=TODAY)
    actions.take_snapshot(on=TODAY)

    with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic():
        Figure.objects.update(number=0) if change == "update" else Figure.objects.all().delete()

    assert Snapshot.objects.count() == 1
