"""Whose work is looked at, by whom, with which tool."""

from datetime import timedelta

import pytest
from django.urls import reverse

from notices.models import Notice
from people.models import AuditEvent
from qai.models import Audit, AuditPart, Observation
from tests.factories import (
    GrantFactory,
    PersonFactory,
    PracticeSupervisionFactory,
    UnitFactory,
)
from tests.qai.writing import (
    TODAY,
    adviser_and_manager,
    adviser_and_supervisor,
    begun_audit,
    facts_typed,
    page,
    with_body,
    with_part,
)
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db


def begin_url(person, kind="audits") -> str:
    return reverse("qai:begin", args=[person.pk, kind])


@pytest.mark.requirement("P22-2.11a", "P22-A1.1", "S17-2.11", "S17-3.3a", "S17-A3.1")
def test_a_practice_supervisor_begins_a_full_audit_of_an_adviser_they_work_with():
    adviser, supervisor = adviser_and_supervisor()

    answer = signed_in(supervisor).post(begin_url(adviser), facts_typed())

    audit = Audit.objects.get()
    assert answer.url == page("write", audit)
    assert (audit.person, audit.auditor, audit.source) == (adviser, supervisor, "supervision")
    assert AuditEvent.objects.get(kind="audit_begun").actor_id == supervisor.pk


def test_a_collaborative_audit_asks_the_practitioner_for_their_part():
    adviser, manager = adviser_and_manager()

    signed_in(manager).post(begin_url(adviser), facts_typed(format="collaborative"))

    assert AuditPart.objects.get().body == {}
    assert Notice.objects.get().kind == "part_asked"
    assert Notice.objects.get().person == adviser


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"case_reference": ""}, "Enter the case reference"),
        ({"case_reference": "Smith family"}, "no names"),
        ({"format": ""}, "Choose the format"),
        ({"tool": ""}, "Choose the tool"),
        ({"tool": "crystal_ball"}, "Select one of the answers"),
        ({"day": TODAY() + timedelta(days=2)}, "must be today or in the past"),
    ],
)
def test_what_cannot_be_an_audit_is_refused_and_nothing_is_begun(changes, sentence):
    adviser, manager = adviser_and_manager()

    answer = signed_in(manager).post(begin_url(adviser), facts_typed(**changes))

    assert sentence in answer.content.decode()
    assert not Audit.objects.exists()


def test_pressing_the_button_twice_begins_one_audit():
    adviser, manager = adviser_and_manager()
    client = signed_in(manager)

    answers = [client.post(begin_url(adviser), facts_typed()) for _ in range(2)]

    assert {answer.url for answer in answers} == {page("write", Audit.objects.get())}


def test_a_case_that_was_audited_on_that_day_is_refused_to_somebody_else():
    adviser, manager = adviser_and_manager()
    begun_audit(adviser, PracticeSupervisionFactory(person=adviser).supervisor)

    answer = signed_in(manager).post(begin_url(adviser), facts_typed())

    assert "Open that audit instead" in answer.content.decode()
    assert Audit.objects.count() == 1


def test_nobody_looks_at_their_own_work():
    adviser, manager = adviser_and_manager()

    own = signed_in(manager).get(begin_url(manager))
    other = signed_in(manager).get(begin_url(adviser))

    assert (own.status_code, other.status_code) == (404, 200)


@pytest.mark.parametrize(
    ("grant", "source"), [("nis", "nis"), ("cmt", "cmt"), ("director", "director")]
)
@pytest.mark.requirement("P22-X2")
def test_a_grant_lets_somebody_audit_in_its_name_within_its_unit(grant, source):
    unit = UnitFactory()
    inside, outside = PersonFactory(unit=unit), PersonFactory()
    auditor = PersonFactory(role="corporate")
    GrantFactory(person=auditor, grant=grant, unit=unit)
    client = signed_in(auditor)

    answer = client.post(begin_url(inside), facts_typed(format=""))

    assert answer.status_code == 302
    assert Audit.objects.get().source == source
    assert client.get(begin_url(outside)).status_code == 404


@pytest.mark.requirement("P22-X3")
def test_a_head_of_practice_audits_in_their_area_alone():
    area = UnitFactory(kind="service_area")
    inside, outside = PersonFactory(unit=UnitFactory(parent=area)), PersonFactory()
    client = signed_in(PersonFactory(role="head_of_practice", unit=area))

    client.post(begin_url(inside), facts_typed(format=""))

    assert Audit.objects.get().source == "hop_ad"
    assert client.get(begin_url(outside)).status_code == 404


@pytest.mark.parametrize("grant", ["hr", "mis", "system_admin"])
def test_other_grants_let_nobody_audit(grant):
    auditor = PersonFactory(role="corporate", grants=[grant])

    assert signed_in(auditor).get(begin_url(PersonFactory())).status_code == 404


@pytest.mark.requirement("P22-2.6h")
def test_business_services_are_audited_with_their_own_tool():
    leader = PersonFactory(role="team_leader")
    officer = PersonFactory(role="business_services_officer", manager=leader)

    tools = signed_in(leader).get(begin_url(officer)).context["form"].tools

    assert list(tools) == ["business_services"]


@pytest.mark.requirement("P22-2.6c", "S17-3.3b")
def test_an_observation_in_court_may_name_a_case_and_need_not():
    adviser, manager = adviser_and_manager()
    answer = {"setting": "court", **day_typed("observed_on", TODAY())}

    signed_in(manager).post(begin_url(adviser, "observations"), answer)

    observation = Observation.objects.get()
    assert (observation.setting, observation.case_reference) == ("court", "")


@pytest.mark.requirement("P22-2.6f", "S17-3.9b")
def test_an_observation_of_supervision_has_no_case():
    manager = PersonFactory(role="service_manager")
    supervisor = PersonFactory(role="practice_supervisor", manager=manager)
    typed = {"setting": "group_supervision", **day_typed("observed_on", TODAY())}
    client = signed_in(manager)

    with_case = client.post(
        begin_url(supervisor, "observations"), {**typed, "case_reference": "C1"}
    )
    client.post(begin_url(supervisor, "observations"), typed)

    assert "There is no case in this setting" in with_case.content.decode()
    assert Observation.objects.get().setting == "group_supervision"


def test_the_facts_of_a_draft_can_be_put_right_and_what_was_typed_is_kept():
    adviser, manager = adviser_and_manager()
    audit = with_body(begun_audit(adviser, manager))

    signed_in(manager).post(page("facts", audit), facts_typed(case_reference="C99999"))

    audit.refresh_from_db()
    assert audit.case_reference == "C99999"
    assert audit.content.body["texts"]["strengths"] == "A clear analysis."


def test_a_written_part_is_not_lost_by_making_the_audit_a_normal_one():
    adviser, manager = adviser_and_manager()
    audit = with_part(begun_audit(adviser, manager, format="collaborative"), handed_over=False)

    answer = signed_in(manager).post(page("facts", audit), facts_typed(format="normal"))

    audit.refresh_from_db()
    assert "has written their part" in answer.content.decode()
    assert audit.format == "collaborative"
