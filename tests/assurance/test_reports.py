"""What the samples show, and what they never show."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assurance.queries.reports import Report
from supervision.models import Record
from tests.assurance.factories import DrawFactory, opened_to
from tests.assurance.world import area, finished, sent
from tests.factories import PersonFactory
from tests.visiting import anew, signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PAGE = "/assurance/reports/"
MOST = 15
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT")


def sampled(there, number: int, **changes):
    """So many records of the area, each sampled by another head."""
    for plr in there.plrs[:number]:
        head = PersonFactory(role="head_of_practice", unit=there.unit)
        draw = DrawFactory(sampler=head, plr=plr)
        opened_to(draw, head)
        sent(draw, **changes)


def report_of(reader) -> Report:
    return Report(anew(reader), TODAY)


@pytest.mark.parametrize(("number", "shown"), [(4, False), (5, True)])
def test_judgements_of_fewer_than_five_people_are_not_shown(number, shown):
    there = area(teams=1, team=6)
    sampled(there, number)

    (share,) = report_of(there.head).judgements("plr")

    assert (share.area.pk, share.number, share.shown) == (there.unit.pk, number, shown)


def test_a_question_that_scores_low_is_marked():
    there = area(teams=1, team=6)
    sampled(there, 5, scores={"reflection": "1", "wellbeing": "2"} | low_everywhere())

    scores = {score.text: score.is_low for score in report_of(there.head).scores("plr")}

    assert scores["Is there evidence of reflection, by both sides?"]
    assert not scores["Were wellbeing and workload talked about, and is it clear what follows?"]


def low_everywhere() -> dict[str, str]:
    keys = (
        "standards", "self_assessment_used", "quality_assurance", "actions_smart",
        "actions_followed_up", "overall_grade", "timeliness", "not_identifiable",
    )  # fmt: skip
    return dict.fromkeys(keys, "2")


def test_overrides_are_counted_by_area_and_hidden_in_small_groups():
    there, small = area(teams=1, team=6), area(teams=1, team=2)
    for plr in [*there.plrs, *small.plrs]:
        Record.objects.filter(plr=plr).update(grade_inputs={"proposed": "met"})
    Record.objects.filter(plr=there.plrs[0]).update(overall_grade="met")
    hr = PersonFactory(role="corporate", grants=["hr"])

    found = {share.area.pk: share for share in report_of(hr).overrides()}

    assert (found[there.unit.pk].number, found[there.unit.pk].parts["other"]) == (6, 5)
    assert not found[small.unit.pk].shown


def test_a_grader_far_from_the_others_is_a_question_by_name():
    there = area(teams=2, team=13)
    strict = there.managers[0]
    Record.objects.filter(plr__led_by=strict).update(overall_grade="requires_improvement")

    page, other = (signed_in(head).get(PAGE).text for head in (there.head, area().head))

    assert f"{strict}: what makes the grades lower than elsewhere?" in page
    assert str(strict) not in other


def test_a_head_sees_the_figures_of_their_own_area_alone():
    there, other = area(teams=1, team=6), area(teams=1, team=6)
    sampled(there, 5)
    sampled(other, 5)

    assert {share.area.pk for share in report_of(there.head).judgements("plr")} == {there.unit.pk}


@pytest.mark.parametrize("part", ["completion", "judgements", "questions", "overrides"])
def test_each_part_comes_as_csv_and_xlsx_with_the_same_rows(part):
    there = area(teams=1, team=6)
    sampled(there, 5)
    client = signed_in(there.head)
    urls = {kind: reverse("assurance:sheet", args=[part, kind]) for kind in ("csv", "xlsx")}

    lines = client.get(urls["csv"]).content.decode("utf-8-sig").strip().splitlines()
    book = openpyxl.load_workbook(BytesIO(client.get(urls["xlsx"]).content))

    assert book.active.max_row == len(lines)


def test_a_small_group_is_not_in_the_sheet_either():
    there = area(teams=1, team=6)
    sampled(there, 4)

    sheet = signed_in(there.head).get(reverse("assurance:sheet", args=["judgements", "csv"])).text

    assert sheet.count("not shown") == 3


@pytest.mark.parametrize(("part", "kind"), [("judgements", "pdf"), ("people", "csv")])
def test_there_are_no_other_sheets(part, kind):
    head = area().head

    assert signed_in(head).get(reverse("assurance:sheet", args=[part, kind])).status_code == 404


def questions(reader) -> int:
    client = signed_in(reader)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE).status_code == 200
    return len([one for one in asked if not one["sql"].startswith(SAVEPOINTS)])


def test_the_page_asks_no_more_however_many_samples_there_are():
    there = area(teams=1, team=8)
    sampled(there, 2)
    few = questions(there.head)

    sampled(area(teams=1, team=8), 3)
    for adviser in there.advisers:
        finished(adviser, there.managers[0], TODAY - timedelta(days=60))

    assert questions(there.head) == few
    assert few <= MOST
