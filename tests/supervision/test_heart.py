"""One PLR from plan to acknowledgement, over HTTP, as its reportee and its manager."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from supervision.models import PLR, Action
from tests.factories import PersonFactory
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("P22-2-MAP")
def test_a_plr_goes_from_plan_to_acknowledgement():
    manager = PersonFactory(role="service_manager")
    reportee = PersonFactory(manager=manager)
    as_manager, as_reportee = signed_in(manager), signed_in(reportee)

    plan_it(as_manager, manager, reportee)
    plr = PLR.objects.get()
    write_and_share(as_reportee, plr)
    record_it(as_manager, plr, reportee)
    answer = as_reportee.post(reverse("supervision:answer", args=[plr.pk]), {"answer": "seen"})

    plr.refresh_from_db()
    assert answer.status_code == 302
    assert (plr.state, plr.answer, plr.standards_assessed) == ("finalised", "seen", ["safe"])
    assert Action.objects.get().due_on == timezone.localdate() + timedelta(days=60)


def plan_it(client, manager, reportee):
    page = reverse("supervision:plan", args=[reportee.pk])
    assert client.get(page).status_code == 200
    day = timezone.localdate()
    answer = client.post(page, {**day_typed("planned_for", day), "led_by": manager.pk})
    assert answer.status_code == 302, answer.context["form"].errors


def write_and_share(client, plr):
    page = reverse("supervision:self_assessment", args=[plr.pk])
    assert client.get(page).status_code == 200
    typed = {
        "version": 1,
        "texts-went_well": "A hard case closed well.",
        "texts-areas_for_learning": "Shorter reports.",
        "standards-safe-grade": "good",
        "standards-safe-evidence": "Supervision notes.",
        "actions-0-description": "Shadow a colleague",
    }
    saved = client.post(reverse("supervision:self_assessment_draft", args=[plr.pk]), typed)
    assert saved.json()["version"] == 2
    assert saved.json()["parts"]["strengths"] is True
    preview = reverse("supervision:self_assessment_preview", args=[plr.pk])
    assert client.get(preview).status_code == 200
    assert client.post(preview, {"version": 2}).status_code == 302


def record_it(client, plr, reportee):
    for name in ("plr", "prepare", "self_assessment_read", "record_begin"):
        assert client.get(reverse(f"supervision:{name}", args=[plr.pk])).status_code == 200, name
    held = day_typed("held_on", timezone.localdate())
    client.post(reverse("supervision:record_begin", args=[plr.pk]), held)
    record = reverse("supervision:record", args=[plr.pk])
    assert client.get(record).status_code == 200
    typed = {
        "version": 1,
        "then": "check",
        "texts-self_assessment_review": "We agree.",
        "cases-0": "C1001",
        "cases-1": "C1002",
        "standards-safe-grade": "good",
        "standards-safe-evidence": "Both cases.",
        "actions-0-description": "Shadow a colleague in court",
        "actions-0-owner": reportee.pk,
        "actions-0-due": (timezone.localdate() + timedelta(days=60)).isoformat(),
        "actions-0-category": "development",
        "overall_grade": "good",
    }
    checked = client.post(record, typed, follow=True)
    assert checked.context["gaps"] == ()
    check = reverse("supervision:record_check", args=[plr.pk])
    assert client.post(check, {"version": 2}).status_code == 302
    assert client.get(reverse("supervision:finished", args=[plr.pk])).status_code == 200
    assert client.get(reverse("supervision:finished_pdf", args=[plr.pk])).content[:5] == b"%PDF-"
