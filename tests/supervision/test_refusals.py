"""What has been done to systems of this kind, tried on this one: nothing changes, nothing tells."""

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import AuditEvent, Reading
from supervision.models import PLR, Record, SelfAssessment
from tests.access.world import build_world
from tests.factories import PersonFactory
from tests.stored import rows_of
from tests.supervision.factories import RECORD, ActionFactory, PLRFactory
from tests.supervision.writing import page, with_body
from tests.visiting import day_typed, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

STRANGERS = [
    "former_manager",
    "other_manager",
    "practice_supervisor",
    "hop_of_area",
    "hop_of_another",
    "director",
    "hr",
    "mis",
    "system_admin",
]
OF_A_PLR = {
    "scheduled": ["move", "cancel", "self_assessment", "self_assessment_draft", "record_begin"],
    "shared": ["self_assessment_take_back", "pin", "self_assessment_preview"],
    "held": ["record", "record_draft", "record_check", "record_begin"],
    "finalised": ["answer", "settle", "amend_begin"],
    "amending": ["amend", "amend_draft", "amend_drop"],
}
EVERYTHING = {
    "version": "1",
    "texts-wellbeing": "Written by a stranger.",
    "amendment_reason": "x",
    "answer": "disagree",
    "comment": "x",
    "settlement": "x",
    "reason": "court",
    "text": "x",
    "state": "done",
    "impact": "x",
    "item": "audit-1",
    "pin": "on",
    "overall_grade": "outstanding",
}


def urls_of(world) -> list[str]:
    urls = [page(name, world.plrs[state]) for state, names in OF_A_PLR.items() for name in names]
    of_action = [
        reverse(f"supervision:{name}", args=[world.action.pk])
        for name in ("action", "close_action")
    ]
    return [*urls, *of_action, reverse("supervision:plan", args=[world.reportee.pk])]


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.published_break(7, 18, 27)
def test_whoever_may_not_changes_nothing_anywhere(stranger):
    world = build_world()
    person = world.people[stranger]
    today = timezone.localdate()
    typed = {**EVERYTHING, **day_typed("held_on", today), **day_typed("planned_for", today)}
    before, client = rows_of("supervision"), signed_in(person)
    lines = AuditEvent.objects.count()

    answers = {
        url: client.post(url, {**typed, "led_by": person.pk}).status_code for url in urls_of(world)
    }

    assert set(answers.values()) <= {403, 404}
    assert rows_of("supervision") == before
    assert AuditEvent.objects.count() == lines
    assert not Reading.objects.exists()


@pytest.mark.requirement("P22-2.13a")
@pytest.mark.published_break(5, 6)
def test_a_manager_of_one_person_does_not_write_their_own_record():
    head = PersonFactory(role="head_of_practice")
    own = with_body(PLRFactory(held=True, manager=head, reportee__role="service_manager"))
    PersonFactory(manager=own.reportee)
    client = signed_in(own.reportee)

    answers = [
        client.post(page(name, own), {"version": 1}).status_code
        for name in ("record", "record_draft", "record_check", "record_begin", "pin", "move")
    ]

    assert answers == [403] * 6
    assert Record.objects.get(pk=own.pk).body == RECORD


@pytest.mark.published_break(10)
def test_trying_twice_to_plan_for_somebody_elses_report_tells_nothing():
    world = build_world()
    client = signed_in(world.people["other_manager"])
    url = reverse("supervision:plan", args=[world.reportee.pk])
    nobody = reverse("supervision:plan", args=[10**9])

    bodies = {client.post(each, EVERYTHING).content for each in (url, url, nobody)}

    assert len(bodies) == 1


MORE = {
    "id": "1", "reportee": "1", "reportee_id": "1", "subject": "1", "by": "1", "author": "1",
    "stand_in": "on", "finalised_at": "2026-01-01", "finalised_on": "2026-01-01", "is_staff": "on",
    "answered_at": "2026-01-01", "disagreement_with": "1", "standards_assessed": "safe",
    "self_assessment_shared_at": "2026-01-01", "role": "director", "manager": "1",
}  # fmt: skip


@pytest.mark.published_break(25, 26)
def test_a_form_changes_only_what_it_shows():
    plr = PLRFactory()
    typed = {
        **day_typed("planned_for", plr.planned_for),
        "led_by": plr.led_by_id,
        "place": "Room 9",
    }
    before = PLR.objects.values().get()

    signed_in(plr.led_by).post(page("move", plr), {**MORE, **typed, "state": "finalised"})

    changed = {
        key: value for key, value in PLR.objects.values().get().items() if before[key] != value
    }
    assert changed == {"place": "Room 9", "sequence": 1}


@pytest.mark.published_break(4)
def test_a_self_assessment_is_ones_own_whatever_is_sent():
    plr, other = PLRFactory(), PLRFactory()
    typed = {"version": 1, "plr": other.pk, "pk": other.pk, "texts-wellbeing": "Mine."}

    signed_in(plr.reportee).post(page("self_assessment", plr), {**typed, **MORE})

    assert SelfAssessment.objects.get(pk=other.pk).body == {}
    assert SelfAssessment.objects.get(pk=plr.pk).body == {"texts": {"wellbeing": "Mine."}}


@pytest.mark.requirement("P22-2.13c")
def test_the_manager_reads_a_shared_self_assessment_and_does_not_change_it():
    plr = PLRFactory(shared=True)
    client = signed_in(plr.led_by)
    before = SelfAssessment.objects.values().get()

    answers = [
        client.post(page(name, plr), {"version": 1, "texts-wellbeing": "Rewritten."}).status_code
        for name in ("self_assessment", "self_assessment_draft", "self_assessment_preview")
    ]

    assert answers == [403] * 3
    assert SelfAssessment.objects.values().get() == before


@pytest.mark.parametrize("name", ["take_back", "share"])
def test_nobody_shares_or_takes_back_for_another(name):
    plr = PLRFactory(shared=name == "take_back")
    url = {"take_back": "self_assessment_take_back", "share": "self_assessment_preview"}[name]

    assert signed_in(plr.led_by).post(page(url, plr), {"version": 1}).status_code == 403
    plr.refresh_from_db()
    assert plr.is_shared is (name == "take_back")


@pytest.mark.published_break(15)
def test_an_action_shows_nothing_of_a_plr_that_its_owner_may_not_open():
    plr = PLRFactory(finalised=True)
    owner = PersonFactory()
    action = ActionFactory(person=plr.reportee, plr=plr, owner=owner, content="Bring the guidance")

    text = signed_in(owner).get(reverse("supervision:action", args=[action.pk])).text

    assert "Bring the guidance" in text
    assert "We see it the same way." not in text
    assert plr.get_absolute_url() not in text
