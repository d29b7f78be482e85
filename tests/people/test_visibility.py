"""`visible_to` of each model, and with every rule what it hides."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from people.models import Absence, PerformanceMatter, Person, Reading
from tests.factories import (
    AbsenceFactory,
    GrantFactory,
    PersonFactory,
    PostingFactory,
    PracticeSupervisionFactory,
    ReportingLineFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def seen_by(reader, model=Person):
    """Afresh: what somebody reaches is worked out once for each request."""
    return set(model.objects.visible_to(Person.objects.get(pk=reader.pk)))


def locked(person):
    Person.objects.filter(pk=person.pk).update(locked_at=timezone.now())
    return person


def test_everybody_sees_their_own_facts_and_no_colleagues():
    unit = UnitFactory()
    person, _colleague = PersonFactory.create_batch(2, unit=unit)

    assert seen_by(person) == {person}


@pytest.mark.published_break(18, 20)
def test_a_line_manager_sees_their_reports_and_no_other_managers():
    manager = PersonFactory(role="service_manager")
    report = PersonFactory(manager=manager)
    PersonFactory(manager=PersonFactory(role="service_manager"))

    assert seen_by(manager) == {manager, report}


def test_a_line_manager_does_not_see_the_reports_of_reports():
    senior = PersonFactory(role="senior_service_manager")
    manager = PersonFactory(role="service_manager", manager=senior)
    PersonFactory(manager=manager)

    assert seen_by(senior) == {senior, manager}


@pytest.mark.parametrize("shift", [{"end": YESTERDAY}, {"start": TODAY + timedelta(days=1)}])
@pytest.mark.published_break(20)
def test_a_line_that_is_over_or_has_not_begun_opens_nothing(shift):
    line = ReportingLineFactory(**shift)

    assert seen_by(line.manager) == {line.manager}


def test_the_first_and_the_last_day_of_a_line_count():
    line = ReportingLineFactory(start=TODAY, end=TODAY)

    assert seen_by(line.manager) == {line.manager, line.person}


def test_a_practice_supervisor_does_not_see_the_facts_of_those_they_work_with():
    tie = PracticeSupervisionFactory()

    assert seen_by(tie.supervisor) == {tie.supervisor}


def test_a_head_of_practice_sees_the_units_below_their_own():
    area = UnitFactory(kind="service_area")
    team = UnitFactory(parent=UnitFactory(parent=area))
    head = PersonFactory(role="head_of_practice", unit=area)
    below = PersonFactory(unit=team)
    PersonFactory(role="head_of_practice")

    assert seen_by(head) == {head, below}


def test_a_service_manager_does_not_see_their_unit_by_being_posted_there():
    unit = UnitFactory()
    manager = PersonFactory(role="service_manager", unit=unit)
    PersonFactory(unit=unit)

    assert seen_by(manager) == {manager}


def test_who_has_moved_out_of_an_area_is_no_longer_seen_from_it():
    area = UnitFactory()
    head = PersonFactory(role="head_of_practice", unit=area)
    moved = PersonFactory(role=None)
    PostingFactory(person=moved, unit=area, end=YESTERDAY)
    PostingFactory(person=moved, start=TODAY)

    assert seen_by(head) == {head}


@pytest.mark.parametrize("grant", ["hr", "director"])
def test_hr_and_directors_of_the_whole_organisation_see_everybodys_facts(grant):
    reader = PersonFactory(grants=[grant])
    everybody = {reader, PersonFactory(), PersonFactory(role=None), PersonFactory(left=YESTERDAY)}

    assert seen_by(reader) == everybody


@pytest.mark.parametrize("grant", ["mis", "nis", "cmt", "system_admin"])
def test_other_grants_open_nobodys_facts(grant):
    reader = PersonFactory(grants=[grant])
    PersonFactory()

    assert seen_by(reader) == {reader}


@pytest.mark.parametrize("grant", ["hr", "director"])
def test_a_grant_for_one_part_ends_there(grant):
    part = UnitFactory()
    reader = PersonFactory()
    GrantFactory(person=reader, grant=grant, unit=part)
    inside = PersonFactory(unit=UnitFactory(parent=part))
    PersonFactory()

    assert seen_by(reader) == {reader, inside}


def test_a_grant_that_is_over_opens_nothing():
    reader = GrantFactory(end=YESTERDAY).person
    PersonFactory()

    assert seen_by(reader) == {reader}


@pytest.mark.parametrize("state", [{"left": YESTERDAY}, {"locked_at": timezone.now()}])
def test_who_has_left_or_is_locked_sees_nothing(state):
    reader = PersonFactory(grants=["hr"])
    AbsenceFactory(person=reader)
    Person.objects.filter(pk=reader.pk).update(**state)

    assert seen_by(reader) == set()
    assert seen_by(reader, Absence) == set()
    assert seen_by(reader, PerformanceMatter) == set()


def test_an_absence_is_seen_by_hr_and_its_person_and_hidden_from_the_line():
    manager = PersonFactory(role="service_manager")
    absence = AbsenceFactory(person__manager=manager)
    hr = PersonFactory(grants=["hr"])

    assert seen_by(absence.person, Absence) == {absence}
    assert seen_by(hr, Absence) == {absence}
    assert seen_by(manager, Absence) == set()


@pytest.mark.parametrize("visitor", [{}, {"grants": ["director"]}, {"grants": ["mis"]}])
@pytest.mark.published_break(12)
def test_an_absence_is_hidden_from_everybody_else(visitor):
    AbsenceFactory()

    assert seen_by(PersonFactory(**visitor), Absence) == set()


def test_hr_of_one_part_sees_the_absences_of_that_part_alone():
    part = UnitFactory()
    hr = GrantFactory(grant="hr", unit=part).person
    inside = AbsenceFactory(person__unit=part)
    AbsenceFactory()

    assert seen_by(hr, Absence) == {inside}


def matter_about(person):
    return PerformanceMatter.objects.create(person=person, kind="formal", start=date(2026, 1, 5))


def test_a_performance_matter_is_seen_by_the_line_and_hr_and_hidden_from_its_person():
    manager = PersonFactory(role="service_manager")
    matter = matter_about(PersonFactory(manager=manager))

    assert seen_by(manager, PerformanceMatter) == {matter}
    assert seen_by(PersonFactory(grants=["hr"]), PerformanceMatter) == {matter}
    assert seen_by(matter.person, PerformanceMatter) == set()


def test_a_performance_matter_about_hr_is_hidden_from_the_one_whom_it_concerns():
    hr = PersonFactory(grants=["hr"])
    matter_about(hr)

    assert seen_by(hr, PerformanceMatter) == set()


def test_a_performance_matter_is_hidden_from_a_head_of_practice_who_is_not_in_the_line():
    area = UnitFactory()
    head = PersonFactory(role="head_of_practice", unit=area)
    matter_about(PersonFactory(unit=area))

    assert seen_by(head, PerformanceMatter) == set()


def read(reader, about):
    return Reading.objects.create(
        reader_id=reader.pk, about_id=about.pk, record_kind="record", record_id=1, basis="line"
    )


def test_readings_are_seen_by_whom_they_are_about_and_by_nobody_else():
    person, manager = PersonFactory(), PersonFactory(grants=["hr", "system_admin"])
    reading = read(manager, person)

    assert seen_by(person, Reading) == {reading}
    assert seen_by(manager, Reading) == set()
