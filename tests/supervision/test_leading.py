"""AMB-18: who may lead whose PLR, and what becomes of one that the wrong person led."""

import pytest
from django.urls import reverse
from django.utils import timezone

from supervision.models import PLR
from tests.factories import PersonFactory
from tests.supervision.factories import RECORD, PLRFactory
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db


def page(name, plr):
    return reverse(f"supervision:{name}", args=[plr.pk])


def written(plr, **changes):
    plr.record.body = {**RECORD, **changes}
    plr.record.save_without_historical_record()
    return plr


def finalise(client, plr):
    return client.post(page("record_check", plr), {"version": plr.record.version})


def sentences(answer) -> list[str]:
    return [gap.sentence for gap in answer.context["gaps"]]


@pytest.fixture
def head():
    return PersonFactory(role="head_of_practice")


@pytest.fixture
def manager(head):
    return PersonFactory(role="service_manager", manager=head)


def leaders_offered(client, reportee) -> dict[str, str]:
    form = client.get(reverse("supervision:plan", args=[reportee.pk])).context["form"]
    return dict(form.fields["led_by"].choices)


@pytest.mark.requirement("P22-2.7a", "S17-2.6a")
def test_a_plr_of_a_family_court_adviser_is_not_planned_under_a_practice_supervisor(head, manager):
    beside = PersonFactory(role="practice_supervisor", manager=head)
    reportee = PersonFactory(manager=manager)
    url = reverse("supervision:plan", args=[reportee.pk])
    typed = {**day_typed("planned_for", timezone.localdate()), "led_by": beside.pk}

    answer = signed_in(manager).post(url, typed)

    assert str(beside.pk) not in leaders_offered(signed_in(manager), reportee)
    assert answer.context["form"].errors["led_by"]
    assert not PLR.objects.exists()


@pytest.mark.requirement("P22-2.7a")
def test_not_even_if_that_practice_supervisor_is_the_line_manager():
    manager = PersonFactory(role="practice_supervisor")
    reportee = PersonFactory(manager=manager)
    typed = {**day_typed("planned_for", timezone.localdate()), "led_by": manager.pk}

    answer = signed_in(manager).post(reverse("supervision:plan", args=[reportee.pk]), typed)

    assert "service manager" in answer.context["form"].errors["led_by"][0]
    assert not PLR.objects.exists()


@pytest.mark.requirement("P22-2.7d")
@pytest.mark.parametrize(
    ("role", "planned"), [("team_leader", True), ("head_of_practice", True), ("corporate", False)]
)
def test_a_business_services_officer_is_led_by_their_team_leader(role, planned):
    manager = PersonFactory(role=role)
    reportee = PersonFactory(role="business_services_officer", manager=manager)
    typed = {**day_typed("planned_for", timezone.localdate()), "led_by": manager.pk}

    signed_in(manager).post(reverse("supervision:plan", args=[reportee.pk]), typed)

    assert PLR.objects.exists() is planned


def test_a_head_of_practice_can_be_named_and_it_is_said_that_the_record_asks_why(head, manager):
    reportee = PersonFactory(manager=manager)

    offered = leaders_offered(signed_in(manager), reportee)

    assert offered == {
        str(manager.pk): manager.name,
        str(head.pk): f"{head.name} (the record asks why)",
    }


def test_a_head_of_practice_who_stands_in_has_to_say_why(head, manager):
    plr = written(PLRFactory(held=True, manager=manager, led_by=head, stand_in=True))

    without = finalise(signed_in(head), plr)
    written(plr, leader_reason="The manager is on sick leave.")
    finalise(signed_in(head), plr)

    assert any("Say why" in sentence for sentence in sentences(without))
    plr.refresh_from_db()
    assert (plr.state, plr.led_by, plr.stand_in) == ("finalised", head, True)


def test_amb_18_the_line_manager_adopts_what_a_practice_supervisor_led(manager):
    wrong = PersonFactory(role="practice_supervisor")
    plr = written(PLRFactory(held=True, manager=manager, led_by=wrong))

    finalise(signed_in(manager), plr)

    plr.refresh_from_db()
    assert (plr.state, plr.led_by) == ("finalised", manager)


def test_a_practice_supervisor_who_stands_in_cannot_finalise(manager):
    wrong = PersonFactory(role="practice_supervisor")
    plr = written(PLRFactory(held=True, manager=manager, led_by=wrong, stand_in=True))

    answer = finalise(signed_in(wrong), plr)

    assert any("always led by a service manager" in sentence for sentence in sentences(answer))
    plr.refresh_from_db()
    assert plr.state == "held"


def test_a_stand_in_who_was_named_led_it_whoever_finalises(manager):
    peer = PersonFactory(role="senior_service_manager")
    plr = written(PLRFactory(held=True, manager=manager, led_by=peer, stand_in=True))

    finalise(signed_in(manager), plr)

    plr.refresh_from_db()
    assert (plr.state, plr.led_by, plr.stand_in) == ("finalised", peer, True)


@pytest.mark.requirement("P22-2.5f")
def test_whoever_begins_the_record_led_the_meeting(manager):
    plr = PLRFactory(manager=PersonFactory(role="service_manager"))
    plr.reportee.lines.update(manager=manager)

    signed_in(manager).post(page("record_begin", plr), day_typed("held_on", timezone.localdate()))

    plr.refresh_from_db()
    assert (plr.led_by, plr.stand_in) == (manager, False)


def test_a_stand_in_who_finalised_gets_an_answer_and_no_longer_the_record(manager):
    peer = PersonFactory(role="senior_service_manager")
    plr = written(PLRFactory(held=True, manager=manager, led_by=peer, stand_in=True))
    client = signed_in(peer)

    answer = client.post(page("record_check", plr), {"version": plr.record.version}, follow=True)

    assert answer.status_code == 200
    assert "The record is finalised" in answer.text
    assert client.get(page("finished", plr)).status_code == 404


def test_the_stand_in_is_told_and_so_is_the_one_who_is_no_longer_named(manager):
    one, other = PersonFactory.create_batch(
        2, role="senior_service_manager", manager=manager.lines.get().manager
    )
    plr = PLRFactory(manager=manager, led_by=one, stand_in=True)
    typed = {**day_typed("planned_for", plr.planned_for), "led_by": other.pk}

    signed_in(manager).post(page("move", plr), typed)

    assert [notice.kind for notice in one.notices.all()] == ["plr_not_to_lead"]
    assert [notice.kind for notice in other.notices.all()] == ["plr_to_lead"]
    assert [notice.kind for notice in plr.reportee.notices.all()] == ["plr_changed"]
