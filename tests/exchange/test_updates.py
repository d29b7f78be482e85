"""A second file: what it says again is left alone, what differs changes, nothing is deleted."""

import random
from datetime import UTC, date, datetime

import pytest
from django.core import mail

from people.models import Absence, NewAddress, Person, Posting, ReportingLine, Unit
from qai.models import Audit
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
    plr,
    posting,
    problems,
    supervision,
    total,
    unit,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
EVERYTHING = [
    {"type": "organisation", "name": "Ours", "records_start": "2022-10-01"},
    *TEAM,
    person("P1", email="P1@Example.org"),
    supervision("P1", start="2021-02-01"),
    {"type": "grant", "staff_number": "P1", "grant": "mis"},
    {"type": "grant", "staff_number": "P1", "grant": "hr", "unit": "T1"},
    absence(end="2026-03-06"),
    absence(start="2026-03-09", kind="annual_leave", end="2026-03-13"),
    absence(start="2026-08-03", returned_on="2026-08-10"),
    {"type": "performance_matter", "staff_number": "S1", "start": "2026-01-05", "kind": "formal"},
    plr(
        self_standards={"quality": "met"},
        overall_grade="good",
        summary="A good quarter.",
        actions=[{"description": "Read", "due": "2026-08-01", "owner": "S1"}],
    ),
    plr(held_on="2026-03-10", finalised_on="2026-03-12", standards=None, overall_grade="met"),
    plr(held_on="2026-04-10", finalised_on="2026-04-10", led_by="P1"),
    plr(held_on="2026-07-10", status="held", summary="Half written", finalised_on=None),
    plr(held_on="2026-08-10", status="cancelled", finalised_on=None),
    plr(held_on="2099-01-12", status="scheduled", finalised_on=None, standards=None),
    meeting(summary="Well"),
    audit(),
    audit(tool="quick", format=None, source="nis"),
    observation(),
    decision(),
    posting("P1", role="practice_supervisor"),
]


@pytest.mark.bad_input(39)
def test_everything_twice_changes_nothing():
    first = import_lines(EVERYTHING)

    second = import_lines(EVERYTHING)

    assert (problems(first), total(first, "create")) == ([], len(EVERYTHING))
    assert (problems(second), total(second, "same")) == ([], len(EVERYTHING))


def test_nothing_left_alone_gets_another_version():
    import_lines(EVERYTHING)
    models = (Person, Posting, ReportingLine, Absence)
    before = [model.history.count() for model in models]

    import_lines(EVERYTHING)

    assert [model.history.count() for model in models] == before


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.bad_input(31)
def test_the_order_of_the_lines_does_not_matter(seed):
    shuffled = random.Random(seed).sample(EVERYTHING, len(EVERYTHING))

    first, second = import_lines(shuffled), import_lines(EVERYTHING)

    assert problems(first) == []
    assert total(second, "same") == len(EVERYTHING)


def test_what_differs_changes_by_natural_key_and_the_rest_stays():
    import_lines(EVERYTHING)

    report = import_lines([person("S1", name="New Name"), audit(grade="outstanding")])

    changed = Person.objects.get(staff_number="S1")
    assert (total(report, "change"), total(report, "same")) == (2, 0)
    assert (changed.name, changed.history.filter(history_type="~").count()) == ("New Name", 1)
    assert Audit.objects.get(tool="full").content.grade == "outstanding"
    assert (Audit.objects.count(), Person.objects.count()) == (2, 3)


def test_an_absent_key_is_null():
    import_lines([*TEAM[:-1], line("S1", "M1", end="2024-01-31")])

    import_lines([line("S1", "M1")])

    assert ReportingLine.objects.get().end is None


@pytest.mark.parametrize("new_first", [True, False])
def test_a_new_post_may_begin_where_the_same_file_ends_the_old_one(new_first):
    import_lines(TEAM)
    lines = [
        posting(start="2026-01-05", role="practice_supervisor"),
        posting(end="2026-01-04"),
    ]

    report = import_lines(lines if new_first else reversed(lines))

    assert problems(report) == []
    ends = Posting.objects.filter(person__staff_number="S1").order_by("start")
    assert [posting.end for posting in ends] == [date(2026, 1, 4), None]


def test_a_new_post_that_overlaps_one_of_the_records_is_refused():
    import_lines(TEAM)

    report = import_lines([posting(start="2026-01-05")])

    assert problems(report) == [
        "line 1: start: overlaps the posting from 2020-01-06 without an end, in the records"
    ]


def test_a_post_of_the_records_that_is_lengthened_into_the_next_is_refused():
    import_lines([*TEAM, absence(end="2026-03-06"), absence(start="2026-03-09")])

    report = import_lines([absence(end="2026-03-09")])

    assert "overlaps the absence from 2026-03-09" in problems(report)[0]


def test_a_loop_that_closes_through_the_records_is_refused():
    import_lines(TEAM)

    report = import_lines([line("M1", "S1")])

    assert problems(report) == ["line 1: manager: goes round in a loop on 2020-01-06: M1 → S1 → M1"]


def test_two_people_may_exchange_their_addresses():
    import_lines([person("S1", email="one@example.org"), person("S2", email="two@example.org")])

    report = import_lines(
        [person("S1", email="two@example.org"), person("S2", email="one@example.org")]
    )

    assert problems(report) == []
    addresses = Person.objects.order_by("staff_number").values_list("email", flat=True)
    assert list(addresses) == ["two@example.org", "one@example.org"]


def test_another_address_of_somebody_with_an_account_waits_and_they_are_told(on_commit):
    import_lines([person("S1"), person("S2"), person("S3")])
    Person.objects.exclude(staff_number="S3").update(invited_at=NOON)

    with on_commit():
        report = import_lines(
            [person(number, email=f"{number}@new.org") for number in ("S1", "S3")]
        )

    addresses = Person.objects.order_by("staff_number").values_list("email", flat=True)
    assert list(addresses) == ["s1@example.org", "s2@example.org", "s3@new.org"]
    assert NewAddress.objects.get().address == "s1@new.org"
    assert [message.to for message in mail.outbox] == [["s1@example.org"]]
    assert "s1@new.org" not in mail.outbox[0].subject + mail.outbox[0].body
    assert sum("S1 has an account" in one.reason for one in report.warnings) == 1


def test_what_else_a_line_says_of_somebody_with_an_account_is_written():
    import_lines([person("S1")])
    Person.objects.update(invited_at=NOON)

    import_lines([person("S1", name="Another Name", email="new@example.org")])

    stored = Person.objects.get()
    assert (stored.name, stored.email) == ("Another Name", "s1@example.org")


def test_importing_the_same_again_asks_nobody_twice(on_commit):
    import_lines([person("S1")])
    Person.objects.update(invited_at=NOON)
    lines = [person("S1", email="new@example.org")]
    import_lines(lines)

    with on_commit():
        import_lines(lines)

    assert NewAddress.objects.count() == 1
    assert mail.outbox == []


def test_an_address_is_not_free_before_its_owner_s_new_one_is_confirmed():
    import_lines([person("S1"), person("S2")])
    Person.objects.filter(staff_number="S1").update(invited_at=NOON)

    report = import_lines(
        [person("S1", email="new@example.org"), person("S2", email="s1@example.org")]
    )

    until = "is the address of S1 until the new one of theirs is confirmed"
    assert problems(report) == [f"line 2: email: {until}"]
    assert not NewAddress.objects.exists()


def test_a_dry_run_asks_for_nothing():
    import_lines([person("S1")])
    Person.objects.update(invited_at=NOON)

    report = import_lines([person("S1", email="new@example.org")], dry_run=True)

    assert any("S1 has an account" in one.reason for one in report.warnings)
    assert not NewAddress.objects.exists()


def test_an_address_that_stays_and_a_file_that_is_refused_tell_nobody(on_commit):
    import_lines([person("S1")])
    Person.objects.update(invited_at=NOON)

    with on_commit():
        import_lines([person("S1", name="New Name")])
        import_lines([person("S1", email="other@example.org"), person("S2", left="soon")])

    assert mail.outbox == []


def test_an_address_of_somebody_in_the_records_is_refused():
    import_lines([person("S1")])

    report = import_lines([person("S2", email="S1@example.org")])

    assert problems(report) == ["line 1: email: is also the address of S1 in the records"]


def test_a_person_of_the_records_in_other_capitals_is_refused():
    import_lines([person("S1")])

    report = import_lines([person("s1", email="other@example.org")])

    assert problems(report) == [
        "line 1: staff_number: s1 differs only by case from S1 in the records"
    ]


def test_an_import_does_not_touch_accounts():
    import_lines([person("S1")])
    stored = Person.objects.get()
    stored.set_password("a long enough passphrase")
    stored.save()

    import_lines([person("S1", name="New Name")])

    assert Person.objects.get().check_password("a long enough passphrase")


def test_a_unit_moves_under_a_new_one():
    import_lines([unit("T1")])

    report = import_lines([unit("T1", parent="A1"), unit("A1")])

    assert (total(report, "create"), total(report, "change")) == (1, 1)
    assert Unit.objects.get(code="T1").parent.code == "A1"


@pytest.mark.bad_input(35)
def test_a_part_of_the_people_is_no_reason_to_remove_the_others():
    import_lines(EVERYTHING)

    report = import_lines(EVERYTHING[:3])

    assert report.written
    assert Person.objects.count() == 3


def test_the_return_is_found_again_when_a_second_file_tells_of_the_next_absence():
    import_lines([*TEAM, absence(end="2026-03-06")])

    import_lines([absence(end="2026-03-06"), absence(start="2026-03-09")])

    assert Absence.objects.order_by("start")[0].returned_on is None
