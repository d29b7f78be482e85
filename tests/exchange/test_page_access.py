"""Who may import on the page, who sees what of whose file, and what nobody does for themself."""

import pytest
from django.urls import reverse
from django.utils import timezone

from exchange.models import Import, ImportContent
from people.models import Grant, Person, ReportingLine
from supervision.models import PLR
from tests.exchange.files import (
    PLANNED,
    TEAM,
    import_lines,
    line,
    person,
    plr,
    posting,
    supervision,
)
from tests.factories import GrantFactory, PersonFactory, UnitFactory
from tests.visiting import anew, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(hr):
    """In the records; HR1 manages nobody."""
    import_lines([*TEAM, person("S2"), line("S2", "M1")])


def reasons(given):
    return [
        (finding["key"], finding["reason"])
        for finding in ImportContent.objects.get(pk=given.pk).problems
    ]


def test_other_importers_see_that_a_file_was_given_and_nothing_of_it(hr, mis, give):
    given = give(hr, *TEAM)

    page = signed_in(mis).get(given.get_absolute_url()).content.decode()

    assert "staff.jsonl" in page
    assert "Posting of S1" not in page
    assert "Apply the file" not in page


def test_nobody_applies_the_file_of_another(hr, mis, give, apply):
    given = give(hr, *TEAM)

    answer = apply(mis, given)

    assert answer.status_code == 403
    assert Import.objects.get().state == "ready"


@pytest.mark.parametrize("grant", ["director", "system_admin", "nis", "cmt"])
def test_for_others_there_is_no_such_page(hr, give, grant):
    given = give(hr, *TEAM)
    client = signed_in(PersonFactory(grants=[grant]))

    answers = [
        client.get(reverse("exchange:imports")),
        client.post(reverse("exchange:imports")),
        client.get(given.get_absolute_url()),
        client.post(reverse("exchange:apply", args=[given.pk])),
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_hr_of_a_part_does_not_import_for_the_whole():
    hr = PersonFactory()
    GrantFactory(person=hr, grant="hr", unit=UnitFactory())

    assert signed_in(hr).get(reverse("exchange:imports")).status_code == 404


def test_who_lost_the_grant_does_not_apply(hr, give, apply):
    given = give(hr, *TEAM)
    Grant.objects.all().delete()

    assert apply(anew(hr), given).status_code == 404


@pytest.mark.bad_input(40)
def test_grants_are_not_taken(hr, team, give):
    given = give(hr, {"type": "grant", "staff_number": "S1", "grant": "mis"})

    assert reasons(given) == [("type", "grants are not taken here: ask for the command")]


@pytest.mark.parametrize(
    "own",
    [
        person("HR1", name="Somebody else"),
        posting("HR1", role="operational_director"),
        line("HR1", "S1"),
        supervision("M1", staff_number="HR1"),
        plr(staff_number="HR1"),
    ],
    ids=lambda own: own["type"],
)
@pytest.mark.bad_input(40)
def test_nobody_imports_what_is_about_themself(hr, team, give, own):
    given = give(hr, own)

    assert reasons(given) == [
        ("staff_number", "HR1 is you: ask somebody else to import what is about you")
    ]


def test_somebody_else_may(mis, hr, team, give):
    """The control."""
    given = give(mis, person("HR1", name="Somebody else"))

    assert given.state == "ready"


def test_the_address_of_somebody_with_an_account_is_for_hr_to_change(mis, team, give):
    """With it a new password could be asked for, and the account taken over."""
    Person.objects.filter(staff_number="S1").update(invited_at=timezone.now())

    given = give(mis, person("S1", email="elsewhere@example.org"))

    assert reasons(given) == [("email", "S1 has an account: ask HR to import the new address")]


@pytest.mark.parametrize(("who", "invited"), [("hr", True), ("mis", False)])
def test_hr_changes_it_and_without_an_account_whoever_imports(request, team, give, who, invited):
    """The control."""
    invited_at = timezone.now() if invited else None
    Person.objects.filter(staff_number="S1").update(invited_at=invited_at)

    given = give(request.getfixturevalue(who), person("S1", email="elsewhere@example.org"))

    assert given.state == "ready"


@pytest.mark.published_break(6)
def test_nobody_makes_themself_a_line_manager(hr, team, give):
    given = give(hr, line("S1", "M1", end="2026-01-04"), line("S1", "HR1", start="2026-01-05"))

    assert reasons(given) == [
        ("manager", "would make you the manager of S1: ask somebody else"),
    ]


def test_a_line_to_the_importer_that_is_there_already_may_stand_in_the_file(hr, team, give):
    import_lines([person("S9"), line("S9", "HR1")])

    given = give(hr, line("S9", "HR1"), person("S9", name="New Name"))

    assert reasons(given) == []


def test_nobody_makes_themself_a_practice_supervisor(hr, team, give):
    given = give(hr, supervision("HR1"))

    assert reasons(given) == [
        ("supervisor", "would make you the supervisor of S1: ask somebody else")
    ]


def test_nobody_makes_themself_the_one_who_leads_a_plr_to_come(hr, team, give):
    given = give(hr, {**PLANNED, "led_by": "HR1"})

    assert reasons(given) == [
        ("led_by", "would let you into this PLR: ask somebody else to import it")
    ]


@pytest.mark.bad_input(40)
def test_the_command_may_do_all_that(hr, team):
    """The control of all of these."""
    import_lines(
        [
            posting("HR1", start="2019-01-07", end="2019-03-01", role="operational_director"),
            {"type": "grant", "staff_number": "HR1", "grant": "cmt"},
            line("M1", "HR1"),
            supervision("HR1"),
            {**PLANNED, "led_by": "HR1"},
        ]
    )

    assert ReportingLine.objects.filter(manager=hr).exists()
    assert Grant.objects.filter(person=hr, grant="cmt").exists()
    assert PLR.objects.get().led_by == hr
