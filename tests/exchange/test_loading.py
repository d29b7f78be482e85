"""What each type of line becomes in the records."""

from datetime import date

import pytest

from people.models import (
    Absence,
    Grant,
    Organisation,
    PerformanceMatter,
    Person,
    Posting,
    PracticeSupervision,
    ReportingLine,
    Unit,
)
from qai.models import Audit, Observation, SelfRegulationDecision
from supervision.models import GeneralMeeting
from tests.exchange.files import (
    TEAM,
    absence,
    audit,
    decision,
    import_lines,
    line,
    meeting,
    observation,
    person,
    posting,
    supervision,
    unit,
    warnings,
)

pytestmark = pytest.mark.django_db
JOINED = date(2020, 1, 6)


def test_the_organisation_is_one_and_keeps_what_a_line_does_not_say():
    import_lines([{"type": "organisation", "name": "Ours", "records_start": "2022-10-01"}])

    import_lines([{"type": "organisation", "name": "Renamed"}])

    stored = Organisation.objects.get()
    assert (stored.name, stored.records_start) == ("Renamed", date(2022, 10, 1))


def test_units_stand_in_their_tree_whatever_the_order_of_their_lines():
    import_lines(
        [
            unit("T1", parent="A1"),
            unit("A1", parent="ORG", kind="service_area"),
            unit("ORG", kind="organisation", name="All of us"),
        ]
    )

    team = Unit.objects.get(code="T1")
    assert (team.kind, team.parent.code) == ("team", "A1")
    assert team.parent.parent.name == "All of us"


def test_a_person_signs_in_with_a_lower_case_address_once_invited():
    import_lines([person(email="Ann.Smith@Example.ORG", social_work_qualified=True)])

    stored = Person.objects.get()
    assert stored.email == "ann.smith@example.org"
    assert (stored.joined, stored.left, stored.social_work_qualified) == (JOINED, None, True)
    assert not stored.has_usable_password()
    assert not stored.has_been_invited()


def test_who_holds_cases_is_said_by_the_role_unless_by_the_line():
    import_lines(
        [
            unit(),
            *(person(number) for number in ("S1", "S2", "S3")),
            posting("S1"),
            posting("S2", role="practice_supervisor"),
            posting("S3", role="practice_supervisor", case_holding=True, end="2021-01-29"),
        ]
    )

    holders = Posting.objects.filter(case_holding=True).order_by("person__staff_number")
    assert [holder.person.staff_number for holder in holders] == ["S1", "S3"]
    assert holders[1].end == date(2021, 1, 29)


def test_ties_between_people_are_kept_with_their_days():
    import_lines([*TEAM, person("P1"), supervision("P1", start="2021-02-01", end="2021-03-01")])

    tie, above = PracticeSupervision.objects.get(), ReportingLine.objects.get()
    assert (tie.person.staff_number, tie.supervisor.staff_number) == ("S1", "P1")
    assert (tie.start, tie.end) == (date(2021, 2, 1), date(2021, 3, 1))
    assert (above.person.staff_number, above.manager.staff_number) == ("S1", "M1")


def test_a_grant_starts_with_the_joining_and_may_cover_a_part():
    grant = {"type": "grant", "staff_number": "S1", "grant": "hr"}

    import_lines([*TEAM, grant, {**grant, "unit": "T1", "end": "2027-01-29"}])

    everywhere, in_part = Grant.objects.order_by("pk")
    assert (everywhere.start, everywhere.unit, everywhere.end) == (JOINED, None, None)
    assert (in_part.unit.code, in_part.end) == ("T1", date(2027, 1, 29))


@pytest.mark.parametrize(
    ("keys", "back_on"),
    [
        ({}, None),
        ({"end": "2026-03-06"}, date(2026, 3, 7)),
        ({"end": "2026-03-06", "returned_on": "2026-03-10"}, date(2026, 3, 10)),
    ],
    ids=["still away", "the day after the end", "as the line says"],
)
def test_the_return_from_an_absence(keys, back_on):
    import_lines([*TEAM, absence(**keys)])

    assert Absence.objects.get().returned_on == back_on


@pytest.mark.parametrize(
    ("start_of_next", "back_on"),
    [("2026-03-09", None), ("2026-03-10", date(2026, 3, 7))],
    ids=["on Monday: still away", "on Tuesday: a day at work between"],
)
def test_who_goes_from_one_absence_into_the_next_is_not_back_between(start_of_next, back_on):
    """The first ends on Friday 6 March (AMB-36)."""
    import_lines([*TEAM, absence(start=start_of_next), absence(end="2026-03-06")])

    assert Absence.objects.order_by("start")[0].returned_on == back_on


def test_of_an_absence_whose_return_alone_is_known_the_last_day_is_the_day_before():
    import_lines([*TEAM, absence(returned_on="2026-03-09", recorded_on="2026-03-05")])

    stored = Absence.objects.get()
    assert (stored.end, stored.returned_on) == (date(2026, 3, 8), date(2026, 3, 9))
    assert stored.recorded_on == date(2026, 3, 5)


def test_a_performance_matter_may_be_about_one_case():
    matter = {"type": "performance_matter", "staff_number": "S1", "start": "2026-01-05"}

    import_lines([*TEAM, {**matter, "kind": "informal", "case_reference": "C1001"}])

    stored = PerformanceMatter.objects.get()
    assert (stored.kind, stored.case_reference, stored.end) == ("informal", "C1001", None)


def test_a_general_meeting_keeps_its_summary_apart():
    import_lines(
        [*TEAM, meeting(summary="Two\r\nlines", attended=False, finalised_on="2026-05-07")]
    )

    stored = GeneralMeeting.objects.get()
    assert (stored.kind, stored.attended) == ("wellbeing", False)
    assert (stored.held_on, stored.finalised_on) == (date(2026, 5, 6), date(2026, 5, 7))
    assert stored.content.summary == "Two\nlines"


def test_an_audit_keeps_what_was_found_apart():
    import_lines([*TEAM, audit(strengths="Clear plan", learning="Shorter", finalised_on=None)])

    stored = Audit.objects.get()
    assert (stored.tool, stored.source, stored.format) == ("full", "supervision", "normal")
    assert (stored.auditor.staff_number, stored.finalised_on) == ("M1", None)
    content = stored.content
    assert (content.grade, content.strengths, content.learning) == ("good", "Clear plan", "Shorter")


def test_an_observation_keeps_what_was_found_apart():
    import_lines([*TEAM, observation(finalised_on="2026-05-08", learning="Slower")])

    stored = Observation.objects.get()
    assert (stored.setting, stored.observer.staff_number) == ("court", "M1")
    assert (stored.content.grade, stored.content.learning) == ("met", "Slower")


def test_a_decision_on_self_regulation_knows_where_it_is_recorded():
    import_lines([*TEAM, decision(recorded_in="plr", recorded_on="2026-05-09")])

    stored = SelfRegulationDecision.objects.get()
    assert (stored.outcome, stored.decided_by.staff_number) == ("approved", "M1")
    assert (stored.recorded_in, stored.recorded_on) == ("plr", date(2026, 5, 9))


def test_what_is_loaded_of_people_has_a_first_version():
    import_lines([*TEAM, absence()])

    for model in (Person, Posting, ReportingLine, Absence):
        versions = model.history.filter(history_type="+", history_change_reason="Imported")
        assert versions.count() == model.objects.count() > 0


@pytest.mark.bad_input(34)
def test_a_person_without_a_manager_is_a_warning():
    report = import_lines(
        [*TEAM, person("S2", left="2024-01-31"), person("S3", joined="2099-01-05")]
    )

    assert report.written
    assert warnings(report) == [
        "line 2: staff_number: M1 has no line manager",
        "line 8: staff_number: S3 has no line manager",
    ]


def test_a_manager_of_whom_only_the_leaving_is_told_is_a_warning():
    import_lines(TEAM)

    report = import_lines([person("M1", left="2024-01-31")])

    assert report.written
    assert warnings(report) == ["line 1: left: is still the line manager of S1"]


def test_case_references_that_may_be_names_are_one_warning():
    report = import_lines(
        [
            *TEAM,
            line("M1", "S9"),
            person("S9"),
            audit(case_reference="Baby Jones"),
            audit(case_reference="Jones again"),
        ]
    )

    said = [warning for warning in warnings(report) if "case_reference" in warning]
    assert said == [
        "line 9: case_reference: does not look like a case reference (and 1 more):"
        " numbers only, never names"
    ]
