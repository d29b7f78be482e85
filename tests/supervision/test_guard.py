"""Text that may identify a case, a child or a family: pointed at, never blocked, never logged."""

import logging

import pytest

from people.models import AuditEvent
from supervision.models import PLR, Record, SelfAssessment
from tests.supervision.factories import RECORD, SELF_ASSESSMENT, PLRFactory
from tests.supervision.writing import page, press_finalise, with_body
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db

FOUND = {
    "a postcode": "SW1A 1AA",
    "a telephone number": "07700 900123",
    "an address outside": "mother@example.com",
    "a child's name": "Jane Doe",
    "a date of birth": "12 March 2019",
}
SENTENCE = "The child Jane Doe, born 12 March 2019, of SW1A 1AA, 07700 900123, mother@example.com."


def places(warnings: list[dict[str, str]]) -> str:
    return " ".join(warning["text"] for warning in warnings)


@pytest.mark.requirement("S17-4.3", "BURY-12b")
@pytest.mark.parametrize("what", FOUND)
@pytest.mark.bad_input(26)
def test_saving_points_at_the_place_in_the_text_and_saves(what):
    plr = PLRFactory()
    typed = {"version": 1, "texts-wellbeing": SENTENCE}

    answer = signed_in(plr.reportee).post(page("self_assessment_draft", plr), typed).json()

    assert f"“{FOUND[what]}”" in places(answer["warnings"])
    assert {warning["field"] for warning in answer["warnings"]} == {"texts-wellbeing"}
    assert SelfAssessment.objects.get(pk=plr.pk).body["texts"]["wellbeing"] == SENTENCE


def test_text_about_work_is_not_pointed_at():
    plr = PLRFactory()
    typed = {
        "version": 1,
        "texts-wellbeing": "Two court reports were on time; I was in on 2 March.",
    }

    answer = signed_in(plr.reportee).post(page("self_assessment_draft", plr), typed).json()

    assert answer["warnings"] == []


def test_an_address_of_ones_own_organisation_is_not_pointed_at():
    plr = PLRFactory()
    typed = {"version": 1, "texts-wellbeing": f"Write to {plr.led_by.email}."}

    answer = signed_in(plr.reportee).post(page("self_assessment_draft", plr), typed).json()

    assert answer["warnings"] == []


def test_a_case_reference_in_its_own_field_is_not_pointed_at():
    plr = PLRFactory(held=True)

    answer = signed_in(plr.led_by).post(
        page("record_draft", plr), {"version": 1, "cases-0": "C12345"}
    )

    assert answer.json()["warnings"] == []


def test_before_sharing_it_is_pointed_at_once_more_and_sharing_goes_on():
    plr = PLRFactory()
    body = {**SELF_ASSESSMENT, "texts": {**SELF_ASSESSMENT["texts"], "wellbeing": SENTENCE}}
    SelfAssessment.objects.filter(pk=plr.pk).update(body=body)
    client = signed_in(plr.reportee)

    shown = client.get(page("self_assessment_preview", plr)).text
    client.post(page("self_assessment_preview", plr), {"version": 1})

    assert "Does this identify a case, a child or a family?" in shown
    assert "“Jane Doe”" in shown
    assert PLR.objects.get(pk=plr.pk).is_shared


def test_before_finalising_it_is_pointed_at_once_more_and_finalising_goes_on():
    texts = {**RECORD["texts"], "wellbeing": SENTENCE}
    plr = with_body(PLRFactory(held=True), texts=texts)
    client = signed_in(plr.led_by)

    shown = client.get(page("record_check", plr)).text
    press_finalise(client, plr)

    assert "“SW1A 1AA”" in shown
    assert PLR.objects.get(pk=plr.pk).is_final


@pytest.fixture
def everything_logged(caplog):
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.mark.bad_input(26)
def test_what_was_found_is_in_no_log_and_in_no_event(everything_logged):
    plr = PLRFactory(held=True)
    client = signed_in(plr.led_by)
    typed = {"version": 1, "texts-wellbeing": SENTENCE}

    client.post(page("record_draft", plr), typed)
    client.get(page("record_check", plr))

    assert Record.objects.get(pk=plr.pk).body["texts"]["wellbeing"] == SENTENCE
    said = " ".join(record.getMessage() for record in everything_logged.records)
    events = " ".join(str(event.detail) for event in AuditEvent.objects.all())
    for trace in FOUND.values():
        assert trace not in said + events
