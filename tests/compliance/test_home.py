"""Homes show where people stand, worked out live from facts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from compliance import actions
from compliance.models import Standing
from people.standings import briefs_of, standings_of
from tests.factories import AbsenceFactory, PersonFactory
from tests.supervision.factories import PLRFactory

pytestmark = pytest.mark.django_db


def months_ago(days):
    return timezone.localdate() - timedelta(days=days)


@pytest.mark.requirement("P22-2.1c")
def test_a_plr_four_months_ago_is_late_today():
    plr = PLRFactory(finalised=True, planned_for=months_ago(125))

    standing = standings_of([plr.reportee_id], on=timezone.localdate())[plr.reportee_id]

    line = next(line for line in standing.lines if line.key == "plr")
    assert line.status == "non_compliant"
    assert line.next_due < timezone.localdate()


def test_the_reportee_reads_why():
    plr = PLRFactory(finalised=True, planned_for=months_ago(30))
    client = Client()
    client.force_login(plr.reportee)

    page = client.get("/")

    why = standings_of([plr.reportee_id], on=timezone.localdate())[plr.reportee_id].lines[0].why
    assert why in page.content.decode()


def test_a_manager_sees_until_when_somebody_is_excluded_and_never_why():
    manager = PersonFactory(role="service_manager")
    reportee = PersonFactory(manager=manager, joined=months_ago(20))
    AbsenceFactory(person=reportee, kind="sickness", start=months_ago(2), end=None)
    client = Client()
    client.force_login(manager)

    page = client.get("/").content.decode()

    assert "excluded until" in page
    assert "sick" not in page.lower()


def test_a_manager_reads_late_where_too_few_plrs_are_left_in_the_year():
    manager = PersonFactory(role="service_manager")
    reportee = PersonFactory(manager=manager, role="corporate")
    PLRFactory(reportee=reportee, manager=manager, finalised=True, planned_for=months_ago(10))
    client = Client()
    client.force_login(manager)

    page = client.get("/").content.decode()

    line = standings_of([reportee.pk], on=timezone.localdate())[reportee.pk].lines[0]
    assert line.next_due > timezone.localdate()
    assert "Late" in page[page.index("The team") :]


def test_lists_say_the_same_as_facts_do():
    plr = PLRFactory(finalised=True, planned_for=months_ago(125))
    people, today = [plr.reportee_id], timezone.localdate()

    actions.refresh(people=people, on=today)

    brief = briefs_of(people, on=today)[plr.reportee_id]
    standing = standings_of(people, on=today)[plr.reportee_id]
    assert {line.key: line.next_due for line in standing.to_show}.items() <= {
        cell.key: cell.next_due for cell in brief.lines
    }.items()
    assert brief.line("plr").status == "non_compliant"


@pytest.mark.parametrize("days", [0, 1], ids=["of today", "of yesterday"])
def test_lists_never_show_where_somebody_stood_yesterday(days):
    plr = PLRFactory(finalised=True, planned_for=months_ago(125))
    today = timezone.localdate()
    actions.refresh(people=[plr.reportee_id], on=today)
    kept = Standing.objects.filter(person=plr.reportee)
    kept.update(status="compliant", as_of=today - timedelta(days=days))

    brief = briefs_of([plr.reportee_id], on=today)[plr.reportee_id]

    assert brief.line("plr").status == ("non_compliant" if days else "compliant")
