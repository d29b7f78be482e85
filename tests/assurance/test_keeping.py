"""What is given, planned and called by hand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assurance import actions
from assurance.actions.calibrating import draw_calibrations
from assurance.models import CaseList, Draw, Marking, Review
from people.rules import book_on
from tests.assurance.factories import DrawFactory
from tests.assurance.world import ONE_DAY, area, sent
from tests.factories import PersonFactory
from tests.qai.factories import AuditFactory
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CASES, REVIEWS = "/assurance/cases/", "/assurance/reviews/"


@pytest.mark.requirement("P22-A1.14")
def test_management_information_gives_the_list_one_case_a_line():
    mis, adviser = PersonFactory(grants=["mis"]), PersonFactory()
    lines = f"C1001, {adviser.staff_number}\n\nC1002,{adviser.staff_number}\n"

    signed_in(mis).post(CASES, {"lines": lines})

    kept = CaseList.objects.get()
    assert kept.lines == [["C1001", adviser.staff_number], ["C1002", adviser.staff_number]]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("", "Enter the case files"),
        ("John Smith, {staff}", "Line 1: "),
        ("C1001, nobody", "Line 1: nobody has this staff number"),
        ("C1001, {staff}\nC1001, {staff}", "Line 2: this case reference is given twice"),
        ("C1001, {staff}\n\nC1002\t{staff}", "Line 3: "),
        ("Case,Staff\nC1001, {staff}", "Line 1: "),
        ("\ufeffC1001, {staff}\x00", "hidden character"),
        ("C1001, {staff}\n" + "word " * 50_000, "characters or less"),
    ],
)
def test_a_list_that_cannot_be_taken_says_why(lines, sentence):
    mis, adviser = PersonFactory(grants=["mis"]), PersonFactory()

    page = signed_in(mis).post(CASES, {"lines": lines.format(staff=adviser.staff_number)})

    assert sentence in page.context["form"].errors["lines"][0]
    assert lines[:5] in page.text
    assert not CaseList.objects.exists()


def test_a_list_that_comes_after_the_draw_is_shown_and_replaces_nothing():
    mis, adviser = PersonFactory(grants=["mis"]), PersonFactory()
    client, line = signed_in(mis), f"C1001, {adviser.staff_number}"
    client.post(CASES, {"lines": line})
    kept = CaseList.objects.get()
    DrawFactory(programme=kept.programme)

    page = client.post(CASES, {"lines": f"C2002, {adviser.staff_number}"})

    assert (page.status_code, "C2002, " in page.text) == (409, True)
    assert CaseList.objects.get().lines == kept.lines


def review(**changes) -> dict:
    days = day_typed("starts_on", TODAY) | day_typed("ends_on", TODAY + timedelta(days=4))
    return {"programme": "thematic_audit", "title": "Domestic abuse", **days, **changes}


@pytest.mark.requirement("P22-A1.20", "AP18-3b")
def test_a_thematic_audit_has_a_theme_days_a_commissioner_reviewers_and_audits():
    keeper = PersonFactory(role="improvement_manager", grants=["nis"])
    director = PersonFactory(role="operational_director")
    audit = AuditFactory(source="nis", completed_on=TODAY, format="")
    client = signed_in(keeper)
    client.post(REVIEWS + "plan/", review(commissioned_by=director.pk, reviewers=[keeper.pk]))

    (kept,) = Review.objects.all()
    done = {"commissioned_by": director.pk, "audits": [audit.pk], "findings": "Clear plans."}
    client.post(f"{REVIEWS}{kept.pk}/", review(**done) | day_typed("finished_on", TODAY))

    kept.refresh_from_db()
    assert (kept.commissioned_by, list(kept.audits.all())) == (director, [audit])
    assert (kept.content.text, kept.finished_on) == ("Clear plans.", TODAY)


@pytest.mark.requirement("P22-A1.19")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "commissioned_by"),
        ({"programme": "area_review"}, "area"),
        ({"title": ""}, "title"),
        (day_typed("ends_on", TODAY - ONE_DAY), "ends_on"),
        (day_typed("finished_on", TODAY), "findings"),
    ],
)
def test_a_review_that_cannot_be_kept_says_what_is_missing(changes, field):
    keeper = PersonFactory(grants=["nis"])

    page = signed_in(keeper).post(REVIEWS + "plan/", review(**changes))

    assert field in page.context["form"].errors
    assert not Review.objects.exists()


def test_a_head_reads_the_review_of_their_area_and_of_no_other():
    there, other = area(teams=0), area(teams=0)
    days = {"starts_on": TODAY, "ends_on": TODAY}
    own = Review.objects.keep(None, programme="area_review", title="A", area=there.unit, **days)
    theirs = Review.objects.keep(None, programme="area_review", title="B", area=other.unit, **days)
    client = signed_in(there.head)

    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(theirs.get_absolute_url()).status_code == 404


def calibrated() -> tuple[Draw, list]:
    """Called by NIS yesterday, drawn today; of two areas with a head each."""
    heads = [area().head, area().head]
    keeper = PersonFactory(grants=["nis"])
    programme = book_on(TODAY).assurance.programmes["plr_sample"]
    assert actions.announce_calibration(programme=programme, by=keeper, on=TODAY - ONE_DAY)
    (draw,) = draw_calibrations(on=TODAY, now=timezone.now())
    return draw, heads


def test_a_calibration_opens_one_record_to_all_who_sample_and_to_nobody_else():
    draw, heads = calibrated()
    neighbour = PersonFactory(role="corporate_manager")

    opened = {head: signed_in(head).get(draw.record_url).status_code for head in heads}

    assert set(opened.values()) == {200}
    assert signed_in(neighbour).get(draw.record_url).status_code == 404


def test_calibrators_see_how_far_they_agree_once_their_own_is_sent():
    draw, (first, second) = calibrated()
    sent(draw, first)
    url = reverse("assurance:result", args=[draw.pk])
    before = signed_in(second).get(url).status_code

    sent(draw, second, score="1")

    assert before == 404
    assert signed_in(second).get(url).context["marked"].agreement.per_cent == 0
    assert signed_in(draw.answerable).get(url).status_code == 404


def test_closing_a_calibration_closes_the_record_to_whoever_has_not_marked():
    draw, (first, second) = calibrated()
    sent(draw, first)

    signed_in(draw.sampler).post(reverse("assurance:close_calibration", args=[draw.pk]))

    assert signed_in(draw.answerable).get("/assurance/").context["home"].to_answer == []
    assert signed_in(second).get(draw.record_url).status_code == 404
    assert Marking.objects.waiting().count() == 0


def test_only_one_calibration_of_a_programme_is_called_at_a_time():
    keeper = PersonFactory(grants=["hr"])
    client = signed_in(keeper)

    for _ in range(2):
        client.post("/assurance/calibrations/", {"programme": "plr_sample"})

    assert keeper.seeds.count() == 1


def test_a_calibration_leaves_the_samples_of_the_round_as_they_are():
    draw, (first, _) = calibrated()
    actions.commit_seeds(on=TODAY)

    assert draw.is_calibration
    assert first.seeds.filter(for_calibration=False).exists()
