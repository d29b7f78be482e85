"""What the pages of self-assessment and record ask, clause by clause."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from supervision.models import PLR
from tests.supervision.factories import GRADED, PLRFactory

pytestmark = pytest.mark.django_db


def page_of(person, name, plr) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse(f"supervision:{name}", args=[plr.pk])).content.decode()


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("Wellbeing", marks=pytest.mark.requirement("P22-2.5a")),
        pytest.param("Learning and career", marks=pytest.mark.requirement("P22-2.5b")),
        pytest.param("Reflective discussion", marks=pytest.mark.requirement("P22-2.5c")),
        pytest.param("Workload and productivity", marks=pytest.mark.requirement("P22-2.5g")),
        pytest.param("Observed practice", marks=pytest.mark.requirement("P22-2.6c")),
        pytest.param("Objectives for the period", marks=pytest.mark.requirement("P22-2.6g")),
        pytest.param("Two case samples", marks=pytest.mark.requirement("P22-2.6e")),
    ],
)
def test_the_record_of_an_adviser_has_the_section(heading):
    plr = PLRFactory(held=True)

    assert heading in page_of(plr.led_by, "record", plr)


@pytest.mark.requirement("P22-2.8b")
def test_self_grade_stands_beside_the_managers():
    plr = PLRFactory(held=True, shared=True)

    page = page_of(plr.led_by, "record", plr)

    assert "Self-grade: <strong>Good</strong>" in page
    assert GRADED["safe"]["evidence"] in page


@pytest.mark.requirement("P22-2.14e")
@pytest.mark.parametrize("grade", ["outstanding", "requires_improvement"])
def test_support_is_offered_whatever_the_grade(grade):
    plr = PLRFactory(held=True)
    plr.record.body = {"standards": {"safe": {"grade": grade, "evidence": "Seen."}}}
    plr.record.save_without_historical_record()

    page = page_of(plr.led_by, "record", plr)

    assert 'name="standards-safe-support"' in page


@pytest.mark.requirement("P22-2.8a", "P22-2.9b")
def test_a_self_assessment_without_strengths_and_learning_is_not_shared():
    plr = PLRFactory()
    client = Client()
    client.force_login(plr.reportee)

    page = client.post(reverse("supervision:self_assessment_preview", args=[plr.pk]))

    plr.refresh_from_db()
    paths = {gap.path for gap in page.context["gaps"]}
    assert {("texts", "went_well"), ("texts", "areas_for_learning")} <= paths
    assert not plr.is_shared


@pytest.mark.requirement("P22-2.2d")
def test_an_extra_plr_is_planned_at_any_time_and_counts():
    plr = PLRFactory(finalised=True, planned_for=timezone.localdate() - timedelta(days=7))

    PLRFactory(finalised=True, reportee=plr.reportee, planned_for=timezone.localdate())

    assert PLR.objects.counted().filter(reportee=plr.reportee).count() == 2


@pytest.mark.requirement("P22-2.12b")
def test_a_finished_record_asks_to_keep_no_copies():
    plr = PLRFactory(finalised=True)

    assert "Keep no copies" in page_of(plr.reportee, "finished", plr)
