"""Writing an audit or observation: saved as it is typed, two tabs, gaps, finalising once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from drafts.actions import Conflict, save_draft
from notices.models import Notice
from people.models import AuditEvent
from people.rules import book_on
from qai.actions import pieces
from qai.models import Audit, AuditContent, Observation
from supervision.models import Action
from tests.factories import PersonFactory, UnitFactory
from tests.qai.writing import (
    BODY,
    DOMAINS,
    TODAY,
    adviser_and_manager,
    begun_audit,
    begun_observation,
    finalised,
    gaps_of,
    new_action,
    page,
    press_finalise,
    typed,
    with_body,
)
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db


def full_audit(**facts) -> Audit:
    return begun_audit(*adviser_and_manager(), **facts)


def test_what_is_typed_saves_itself_and_says_when():
    audit = full_audit()

    answer = signed_in(audit.auditor).post(page("write_draft", audit), typed(audit))

    assert (answer.json()["version"], "saved_at" in answer.json()) == (2, True)
    assert AuditContent.objects.get().body == BODY


def test_the_second_tab_is_shown_both_texts():
    audit = full_audit()
    client = signed_in(audit.auditor)
    first, second = typed(audit), typed(audit, texts={"strengths": "Another text."})
    client.post(page("write", audit), first)

    answer = client.post(page("write", audit), second)

    assert answer.status_code == 409
    assert {one["theirs"] for one in answer.context["theirs"]} >= {"A clear analysis."}
    assert "Another text." in answer.content.decode()
    assert AuditContent.objects.get().body["texts"]["strengths"] == "A clear analysis."


def test_text_that_may_identify_somebody_is_pointed_at_and_kept():
    audit = full_audit()
    body = {"texts": {"strengths": "The mother can be rung on 07700 900123."}}

    answer = signed_in(audit.auditor).post(page("write_draft", audit), typed(audit, **body))

    assert answer.json()["warnings"][0]["field"] == "texts-strengths"
    assert AuditContent.objects.get().body["texts"] == body["texts"]


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"domains": {}}, "Grade Safety"),
        ({"domains": {key: {"grade": "good"} for key in DOMAINS}}, "Write your notes on Safety"),
        ({"texts": {}}, "Write something under “Impact”"),
        ({"overall_grade": None}, "Choose the overall grade"),
        ({"discussed_on": "2999-01-01"}, "The discussion must be today or earlier"),
        ({"discussed_on": "soon"}, "Enter the date of the discussion as a date"),
        ({"actions": [{"description": "Read"}]}, "Say who will do the action"),
    ],
)
@pytest.mark.requirement("P22-A1.4", "P22-A1.11")
def test_an_incomplete_full_audit_is_not_finalised(missing, sentence):
    audit = with_body(full_audit(), **missing)

    answer = press_finalise(signed_in(audit.auditor), audit)

    assert sentence in gaps_of(answer)
    assert not Audit.objects.get().is_final


@pytest.mark.requirement("P22-2.11a", "S17-A4.20")
def test_finalising_locks_it_counts_it_and_tells_the_practitioner(
    django_capture_on_commit_callbacks,
):
    audit = with_body(full_audit(), discussed_on=TODAY().isoformat())

    with django_capture_on_commit_callbacks(execute=True):
        answer = press_finalise(signed_in(audit.auditor), audit)

    found = Audit.objects.get()
    assert answer.url == audit.get_absolute_url()
    assert (found.finalised_on, found.discussed_on) == (TODAY(), TODAY())
    assert (found.content.grade, found.content.strengths) == ("good", "A clear analysis.")
    assert found.content.history.count() == 1
    assert Notice.objects.get().kind == "piece_finalised"
    assert AuditEvent.objects.filter(kind="audit_finalised").count() == 1


@pytest.mark.requirement("P22-A1.16")
def test_the_audit_of_a_head_of_practice_needs_a_discussion():
    area = UnitFactory(kind="service_area")
    adviser = PersonFactory(unit=UnitFactory(parent=area))
    hop = PersonFactory(role="head_of_practice", unit=area)
    audit = with_body(begun_audit(adviser, hop, source="hop_ad", format=""))
    client = signed_in(hop)

    before = gaps_of(press_finalise(client, audit))
    with_body(audit, discussed_on=TODAY().isoformat())
    press_finalise(client, audit)

    assert before == ["Say when you discussed it with the practitioner"]
    assert Audit.objects.get().is_final


def test_the_same_audit_for_supervision_needs_none():
    audit = with_body(full_audit())

    press_finalise(signed_in(audit.auditor), audit)

    assert Audit.objects.get().is_final


@pytest.mark.requirement("P22-2.5i")
def test_actions_join_the_development_plan_when_it_is_finalised():
    audit = full_audit()
    with_body(audit, actions=[new_action(audit.person), new_action(audit.auditor)])
    before = Action.objects.count()

    press_finalise(signed_in(audit.auditor), audit)

    made = Action.objects.order_by("number")
    assert before == 0
    assert [action.owner for action in made] == [audit.person, audit.auditor]
    assert {action.person for action in made} == {audit.person}
    assert made[0].content.description == "Shadow a colleague in court"
    assert {action.audit for action in made} == {audit}


def test_finalising_twice_is_finalising_once():
    audit = full_audit()
    with_body(audit, actions=[new_action(audit.person)])
    client = signed_in(audit.auditor)

    for _ in range(2):
        press_finalise(client, audit)

    assert (Action.objects.count(), Notice.objects.count()) == (1, 1)
    assert AuditContent.objects.get().history.count() == 1


def test_an_old_page_cannot_finalise_what_was_changed_since():
    audit = with_body(full_audit())
    old = audit.content.version
    client = signed_in(audit.auditor)
    client.post(page("write_draft", audit), typed(audit, overall_grade="met"))

    answer = client.post(page("check", audit), {"version": old})

    assert answer.url == page("check", audit)
    assert not Audit.objects.get().is_final


def test_a_save_on_its_way_does_not_change_what_was_finalised():
    audit = with_body(full_audit())
    draft = AuditContent.objects.get()
    finalised(audit)

    answer = save_draft(draft=draft, version=draft.version, body={"x": "1"}, now=timezone.now())

    assert isinstance(answer, Conflict)
    assert "x" not in AuditContent.objects.get().body


def test_an_old_page_sent_after_finalising_shows_what_was_typed():
    audit = full_audit()
    late = typed(audit, texts={"strengths": "Typed too late."})
    finalised(audit)
    client = signed_in(audit.auditor)

    answer = client.post(page("write", audit), late)

    assert answer.status_code == 409
    assert "Typed too late." in answer.content.decode()
    assert client.post(page("write_draft", audit), late).status_code == 409


def test_a_draft_begun_by_mistake_is_deleted_and_a_finalised_one_is_not():
    draft, final = full_audit(), finalised(full_audit())

    for audit in (draft, final):
        signed_in(audit.auditor).post(page("drop", audit))

    assert list(Audit.objects.all()) == [final]


@pytest.mark.requirement("P22-2.6c")
def test_an_observation_is_written_and_finalised_likewise():
    observation = with_body(begun_observation(*adviser_and_manager()))

    press_finalise(signed_in(observation.observer), observation)

    found = Observation.objects.get()
    assert (found.is_final, found.content.grade) == (True, "good")


def test_a_loaded_draft_opens_with_what_was_loaded():
    audit = full_audit()
    AuditContent.objects.update(strengths="Loaded strengths.", grade="met")

    form = signed_in(audit.auditor).get(page("write", audit)).context["form"]

    assert form["texts-strengths"].value() == "Loaded strengths."
    assert form["overall_grade"].value() == "met"


def test_a_discussion_before_the_work_was_looked_at_is_refused():
    audit = with_body(full_audit(), discussed_on=(TODAY() - timedelta(days=1)).isoformat())

    assert "cannot be before" in gaps_of(press_finalise(signed_in(audit.auditor), audit))[0]


def test_the_guard_of_the_action_holds_without_the_page():
    audit = with_body(full_audit())
    facts = {"version": audit.content.version, "by": audit.auditor, "now": timezone.now()}

    answers = [pieces.finalise(piece=audit, today=TODAY(), **facts) for _ in range(2)]

    assert answers == [True, False]


@pytest.mark.requirement("S17-A4.1", "S17-A4.2")
@pytest.mark.parametrize("role", ["family_court_adviser", "practice_supervisor"])
def test_the_indicators_of_the_practitioners_role_stand_beside_each_domain_as_prompts(role):
    manager = PersonFactory(role="service_manager")
    audit = begun_audit(PersonFactory(role=role, manager=manager), manager)

    answer = signed_in(manager).get(page("write", audit))

    sections, book = answer.context["sections"], book_on(TODAY())
    prompts = [line for one in sections for line in one["standard"].indicators]
    own = {line for one in book.standards_for(role) for line in one.indicators}
    assert prompts
    assert set(prompts) <= own
    assert all(escape(line) in answer.text for line in prompts)
