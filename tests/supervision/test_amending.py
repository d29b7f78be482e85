"""A finalised record is changed with a reason; every version is kept and the difference shown."""

import pytest

from notices.models import Notice
from supervision.models import PLR, Action, Amendment, Record
from tests.factories import PersonFactory
from tests.supervision.factories import RECORD, PLRFactory
from tests.supervision.writing import finalised_by_hand, new_action, page
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db

FORM = {
    "version": "1",
    "amendment_reason": "A date was wrong.",
    "texts-self_assessment_review": "We see it in the same way.",
    "texts-wellbeing": "Well, and rested.",
    "cases-0": "C1001",
    "cases-1": "C1002",
    "standards-safe-grade": "good",
    "standards-safe-evidence": "Risk is named and acted on.",
    "overall_grade": "good",
}


@pytest.fixture
def plr():
    return finalised_by_hand(PLRFactory(held=True, reportee__name="Ada Page"))


@pytest.fixture
def client(plr):
    client = signed_in(plr.led_by)
    client.post(page("amend_begin", plr))
    return client


def amend(client, plr, **changes):
    return client.post(page("amend", plr), {**FORM, **changes})


@pytest.mark.requirement("P22-2.9c")
def test_an_amendment_is_a_new_version_with_its_reason(client, plr):
    answer = amend(client, plr)

    record = Record.objects.get()
    assert answer.url == page("finished", plr)
    assert record.body["texts"]["wellbeing"] == "Well, and rested."
    assert [version.body["texts"]["wellbeing"] for version in record.history.all()] == [
        "Well, and rested.",
        "Well.",
    ]
    assert record.history.first().history_change_reason == "A date was wrong."


def test_both_sides_see_what_changed_and_why(client, plr):
    amend(client, plr)

    for person in (plr.reportee, plr.led_by):
        text = signed_in(person).get(page("history", plr)).text
        assert "A date was wrong." in text
        assert "<ins>, and rested</ins>" in text


def test_the_reportee_is_told_at_each_amendment(client, plr):
    Notice.objects.all().delete()

    amend(client, plr)
    client.post(page("amend_begin", plr))
    amend(client, plr, **{"texts-wellbeing": "Well once more."})

    told = [(notice.person.name, notice.kind) for notice in Notice.objects.all()]
    assert told == [("Ada Page", "record_amended")] * 2


def test_it_needs_a_reason_and_keeps_what_was_typed(client, plr):
    answer = amend(client, plr, amendment_reason="")

    assert "Say why you amend this record" in answer.text
    assert "Well, and rested." in answer.text
    assert Record.objects.get().body == RECORD


@pytest.mark.requirement("P22-2.4c")
def test_an_amended_record_is_as_complete_as_a_finalised_one(client, plr):
    answer = amend(client, plr, **{"standards-safe-grade": "", "standards-safe-evidence": ""})

    assert "Grade at least one service standard" in answer.text
    assert Record.objects.get().history.count() == 1


def test_the_quality_assurance_that_counted_counts_still():
    plr = finalised_by_hand(PLRFactory(held=True), qai=["outstanding"], overall_grade="good")
    client = signed_in(plr.led_by)
    client.post(page("amend_begin", plr))

    amend(client, plr, **{"standards-safe-grade": "met", "override_evidence": "Seen."})

    inputs = Record.objects.get().grade_inputs
    assert (inputs["qai"], inputs["standards"]) == (["outstanding"], {"safe": "met"})
    assert inputs["points"] == "3"


def test_the_standards_assessed_follow_the_amendment(client, plr):
    more = {"standards-quality-grade": "met", "standards-quality-evidence": "Two files."}

    amend(client, plr, **more)

    plr.refresh_from_db()
    assert plr.standards_assessed == ["quality", "safe"]


def test_actions_live_on_in_the_plan_and_are_not_amended():
    plr = PLRFactory(held=True)
    plr = finalised_by_hand(plr, actions=[new_action(plr.reportee)])
    client = signed_in(plr.led_by)
    client.post(page("amend_begin", plr))

    amend(client, plr, **{"actions-0-description": "Something else", "actions-0-owner": "1"})

    assert Action.objects.get().content.description == "Shadow a colleague in court"
    assert Record.objects.get().body["actions"][0]["description"] == "Shadow a colleague in court"


def test_a_dropped_amendment_leaves_the_record_as_it_was(client, plr):
    client.post(page("amend_draft", plr), FORM)

    client.post(page("amend_drop", plr))

    assert not Amendment.objects.exists()
    assert Record.objects.get().body == RECORD


@pytest.mark.parametrize("how", ["amend", "amend_draft"])
def test_what_is_sent_after_it_was_dropped_is_not_lost(client, plr, how):
    client.post(page("amend_drop", plr))

    answer = client.post(page(how, plr), FORM)

    assert answer.status_code == 409
    if how == "amend":
        assert "Well, and rested." in answer.text


@pytest.mark.requirement("P22-2.15b")
def test_a_grade_raised_in_an_amendment_is_told_to_the_next_level():
    above = PersonFactory(role="head_of_practice")
    manager = PersonFactory(role="service_manager", manager=above)
    plr = finalised_by_hand(PLRFactory(held=True, manager=manager))
    client = signed_in(manager)
    client.post(page("amend_begin", plr))

    amend(
        client,
        plr,
        override_evidence="Put right at once.",
        **{"standards-safe-grade": "requires_improvement"},
    )

    assert Notice.objects.filter(person=above, kind="safe_overridden").count() == 1


def test_an_imported_record_that_the_wrong_person_led_can_be_amended():
    wrong = PersonFactory(role="corporate")
    plr = PLRFactory(finalised=True, led_by=wrong)
    client = signed_in(plr.reportee.lines.get().manager)
    client.post(page("amend_begin", plr))

    amend(client, plr)

    assert Record.objects.get().history.count() == 2
    assert PLR.objects.get().led_by == wrong
