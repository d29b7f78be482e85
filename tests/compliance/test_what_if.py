"""What if: everybody judged by an edited copy of the rule file, beside today, and nothing saved."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from compliance import actions
from compliance.models import CalculatedChange, Calculation, Standing
from people.models import Person
from policy import rulebook
from tests.compliance.calculated import AUDITS_EVERY, ask, page_of
from tests.factories import AbsenceFactory, PersonFactory, UnitFactory
from tests.qai.factories import AuditFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FILE = rulebook.file_text("plr-policy-2022", "compliance.toml")


@pytest.fixture
def area():
    """An adviser whose last audit was four months ago, and one who was never audited."""
    area = UnitFactory(kind="service_area", name="North")
    team = UnitFactory(parent=area, name="North one")
    late = PersonFactory(unit=team, name="Lara Te")
    for days, form in ((125, "normal"), (200, "collaborative")):
        AuditFactory(person=late, completed_on=TODAY - timedelta(days=days), format=form)
    PersonFactory(unit=team, name="Nora Never")
    return area


def hr() -> Person:
    return PersonFactory(role=None, grants=["hr"])


def asked(reader, on_commit, **changed) -> Calculation:
    with on_commit():
        answer = ask(reader, **changed)
    assert answer.status_code == 302
    return Calculation.objects.get()


def test_what_it_would_cost_to_move_audits_to_six_months(area, on_commit):
    reader = hr()

    calculation = asked(reader, on_commit, **{AUDITS_EVERY: 6})

    page = page_of(reader, calculation, measure="case_file_audit")
    audits = next(one for one in page.context["board"].measures if one.key == "case_file_audit")
    assert (audits.pair.before.words, audits.pair.after.words) == ("0 of 2 (0%)", "1 of 2 (50%)")
    assert (audits.pair.difference, audits.pair.better, audits.pair.worse) == ("+50 points", 1, 0)
    assert [row.person.name for row in page.context["page"]] == ["Lara Te"]
    assert "One case file audit in any 6 months." in page.content.decode()


def test_nothing_is_saved_into_standings(area, on_commit):
    actions.rebuild(on=TODAY)
    before = set(Standing.objects.values_list("person", "measure", "status", "next_due"))

    asked(hr(), on_commit, **{AUDITS_EVERY: 6})

    assert set(Standing.objects.values_list("person", "measure", "status", "next_due")) == before
    assert rulebook.load("plr-policy-2022").measures["case_file_audit"].rules[0].columns["3m"]


def test_it_can_be_had_for_each_part_and_as_a_sheet(area, on_commit):
    reader = hr()
    calculation = asked(reader, on_commit, **{AUDITS_EVERY: 6})
    query = {"unit": area.pk, "measure": "case_file_audit"}

    page = page_of(reader, calculation, **query)
    people = page_of(reader, calculation, **query, export="csv").content.decode()
    figures = page_of(reader, calculation, **query, export="figures").content.decode()

    assert [part.unit.name for part in page.context["board"].parts] == ["North one"]
    assert "Lara Te" in people
    assert "Case file audit,Late,In time" in people
    assert "Case file audit,0,2,0,0,0,1,1,50,0,0,0,0" in figures


def test_who_falls_out_in_30_days_stands_side_by_side(area, on_commit):
    lara = Person.objects.get(name="Lara Te")
    AuditFactory(person=lara, completed_on=TODAY - timedelta(days=75), format="collaborative")
    AuditFactory(person=lara, completed_on=TODAY - timedelta(days=74), format="normal")
    reader = hr()

    calculation = asked(reader, on_commit, **{AUDITS_EVERY: 6})

    board = page_of(reader, calculation).context["board"]
    audits = next(one for one in board.measures if one.key == "case_file_audit")
    assert audits.pair.before.words == "1 of 2 (50%)"
    assert audits.pair.falling == (1, 0)


def test_why_somebody_is_away_is_not_told(area, on_commit):
    person = PersonFactory(unit=area, name="Aya Way")
    AbsenceFactory(person=person, kind="maternity", start=TODAY - timedelta(days=25), end=None)

    reader = hr()
    calculation = asked(reader, on_commit, **{"exclusions-long_absence_days": 28, AUDITS_EVERY: 6})

    pages = [
        page_of(reader, calculation, measure=key).content.decode() for key in calculation.titles
    ]
    assert not any("maternity" in page.lower() or "away on" in page for page in pages)


@pytest.mark.parametrize("grants", [["mis"], ["director"]])
def test_only_who_asked_sees_it(area, on_commit, grants):
    calculation = asked(hr(), on_commit, **{AUDITS_EVERY: 6})
    other = PersonFactory(role=None, grants=grants)

    assert page_of(other, calculation).status_code == 404
    assert CalculatedChange.objects.exists()
    assert not CalculatedChange.objects.visible_to(other).exists()


def test_whoever_oversees_nothing_any_more_sees_it_no_more(area, on_commit):
    reader = hr()
    calculation = asked(reader, on_commit, **{AUDITS_EVERY: 6})
    control = page_of(reader, calculation).status_code

    reader.grants.update(end=TODAY - timedelta(days=1))

    assert (control, page_of(reader, calculation).status_code) == (200, 404)


def test_management_information_sees_figures_without_names_and_small_groups(area, on_commit):
    team = area.children.get()
    PersonFactory.create_batch(5, unit=team)
    reader = PersonFactory(role=None, grants=["mis"])

    calculation = asked(reader, on_commit, **{AUDITS_EVERY: 6})
    page = page_of(reader, calculation, measure="case_file_audit")
    sheet = page_of(reader, calculation, measure="case_file_audit", export="csv")

    audits = next(one for one in page.context["board"].measures if one.key == "case_file_audit")
    assert audits.pair.after.words == "1 of 7 (14%)"
    assert "Lara Te" not in page.content.decode() + sheet.content.decode()


def test_the_control_a_small_group_is_not_shown_to_them(area, on_commit):
    reader = PersonFactory(role=None, grants=["mis"])

    calculation = asked(reader, on_commit, **{AUDITS_EVERY: 6})

    page = page_of(reader, calculation)
    assert {one.pair for one in page.context["board"].measures} == {None}
    assert "Not shown: fewer than five people" in page.content.decode()


def test_an_edited_file_is_taken_instead(area, on_commit):
    reader = hr()
    text = FILE.replace("new_starter_months = 3", "new_starter_months = 4", 1)

    with on_commit():
        file = SimpleUploadedFile("compliance.toml", text.encode())
        signed_in(reader).post(reverse("compliance:what_if"), {"file": file})

    [changed] = page_of(reader, Calculation.objects.get()).context["changed"]
    assert (changed.what, changed.before, changed.after) == (
        "Exclusions, new starter months",
        "3",
        "4",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (FILE.replace("grace_days", "grace_day").encode(), "is not a known key. Remove it"),
        (FILE.replace('clause = "P22-C1"\n', "", 1).encode(), "measures.plr.clause: is missing"),
        (b"\xff\xfe", "not UTF-8 text"),
        (b"x" * 200_001, "at most 200 KB"),
        (b"", "The file is empty"),
    ],
)
def test_a_broken_file_is_refused_with_file_key_and_cure(content, said):
    file = SimpleUploadedFile("edited.toml", content)

    answer = signed_in(hr()).post(reverse("compliance:what_if"), {"file": file})

    assert said in answer.content.decode()
    assert not Calculation.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Change at least one number"),
        ({AUDITS_EVERY: "six"}, "must be a whole number"),
        ({AUDITS_EVERY: 24}, "is no interval. Write a number of months from 1 to 12"),
        ({"measures-case_file_audit-rules-1-columns-3m-months": 8}, "not from short to long"),
        ({"exclusions-returner_months": 367}, "must be between 0 and 366"),
        ({"exclusions-returner_months": 366}, "366 is out of reach. Write a number from 0 to 120"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_its_cure(changed, said):
    answer = ask(hr(), **changed)

    assert said in answer.content.decode()
    assert not Calculation.objects.exists()


def test_a_rule_file_can_be_taken_away_and_no_other_file():
    client = signed_in(PersonFactory())

    known = client.get(reverse("compliance:rule_file", args=["compliance.toml"]))
    other = client.get(reverse("compliance:rule_file", args=["..%2Fpyproject.toml"]))

    assert known.content.decode() == FILE
    assert other.status_code == 404
