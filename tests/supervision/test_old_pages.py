"""Two tabs, an old page, a pressed button pressed again: nobody's words are lost or doubled."""

import re

import pytest
from django.utils import timezone

from drafts.actions import Conflict, save_draft
from notices.models import Notice
from supervision import actions
from supervision.models import PLR, Action, Record, SelfAssessment
from tests.supervision.factories import SELF_ASSESSMENT, ActionFactory, PLRFactory
from tests.supervision.writing import (
    finalised_by_hand,
    new_action,
    page,
    press_finalise,
    with_body,
)
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.bad_input(23)
def test_the_second_save_shows_both_texts_and_the_version_to_go_on_with():
    plr = PLRFactory(held=True)
    client = signed_in(plr.led_by)
    client.post(page("record", plr), {"version": 1, "texts-wellbeing": "From the first tab."})

    second = client.post(page("record", plr), {"version": 1, "texts-wellbeing": "From the second."})

    assert second.status_code == 409
    for shown in ("From the first tab.", "From the second.", 'name="version" value="2"'):
        assert shown in second.text
    assert "data-autosave-conflict" in second.text


def test_the_choice_that_is_then_sent_is_kept():
    plr = PLRFactory(held=True)
    client = signed_in(plr.led_by)
    client.post(page("record", plr), {"version": 1, "texts-wellbeing": "From the first tab."})

    answer = client.post(page("record", plr), {"version": 2, "texts-wellbeing": "Of both."})

    assert answer.status_code == 302
    assert Record.objects.get(pk=plr.pk).body == {"texts": {"wellbeing": "Of both."}}


def test_a_save_that_is_sent_again_because_its_answer_was_lost_is_one_save():
    plr = PLRFactory()
    client = signed_in(plr.reportee)
    typed = {"version": 1, "texts-wellbeing": "Fine."}

    first, again = (
        client.post(page("self_assessment_draft", plr), typed).json()["version"] for _ in range(2)
    )

    assert first == again == 2


@pytest.mark.parametrize("who", ["led_by", "stand_in"])
@pytest.mark.bad_input(23)
def test_an_old_page_sent_after_finalising_is_too_late_and_shows_what_was_typed(who):
    plr = PLRFactory(held=True, with_stand_in=True)
    manager = plr.reportee.lines.get().manager
    action = ActionFactory(person=plr.reportee)
    finalised_by_hand(plr, by=manager, reviews={str(action.pk): {"status": "carried"}})
    typed = {
        "version": 1,
        "texts-wellbeing": "Typed too late.",
        f"reviews-{action.pk}-note": "A note that was typed too late.",
        "actions-7-description": "An action that was typed too late",
        "standards-safe-grade": "met",
    }

    answer = signed_in(plr.led_by if who == "stand_in" else manager).post(
        page("record", plr), typed
    )

    assert answer.status_code == 409
    for shown in ("Typed too late.", "A note that was", "An action that was", "Met"):
        assert shown in answer.text
    assert "We see it the same way." not in answer.text


def test_what_could_not_be_kept_anyway_is_shown_all_the_same():
    plr = PLRFactory(finalised=True)
    typed = {"version": 1, "texts-wellbeing": "Pasted \x00 text", "overall_grade": "splendid"}

    answer = signed_in(plr.led_by).post(page("record", plr), typed)

    assert answer.status_code == 409
    assert "Pasted" in answer.text
    assert "splendid" in answer.text


@pytest.mark.parametrize("state", [{"shared": True}, {"cancelled": True}, {"finalised": True}])
def test_a_self_assessment_sent_too_late_is_shown_with_the_reason(state):
    plr = PLRFactory(**state)
    typed = {"version": 1, "texts-wellbeing": "Typed too late."}

    answer = signed_in(plr.reportee).post(page("self_assessment", plr), typed)

    assert answer.status_code == 409
    assert "Typed too late." in answer.text
    assert ("You have shared" in answer.text) is ("shared" in state)


def test_a_save_on_its_way_does_not_change_what_was_shared():
    plr = PLRFactory()
    draft = SelfAssessment.objects.get(pk=plr.pk)
    late = {"texts": {"wellbeing": "Typed too late."}}

    actions.share_self_assessment(plr=plr, version=draft.version, now=timezone.now())
    answer = save_draft(draft=draft, version=1, body=late, now=timezone.now())

    assert isinstance(answer, Conflict)
    assert SelfAssessment.objects.get(pk=plr.pk).body == {}


def test_what_was_not_looked_at_is_not_shared():
    plr = PLRFactory()
    SelfAssessment.objects.filter(pk=plr.pk).update(body=SELF_ASSESSMENT, version=3)

    answer = signed_in(plr.reportee).post(
        page("self_assessment_preview", plr), {"version": 2}, follow=True
    )

    assert "changed after you looked at it" in answer.text
    plr.refresh_from_db()
    assert not plr.is_shared


@pytest.mark.requirement("P22-2.8a", "P22-2.9b", "P22-2.13c", "S17-1.2c", "S17-4.1a")
@pytest.mark.bad_input(24)
def test_sharing_twice_is_sharing_once():
    plr = PLRFactory()
    SelfAssessment.objects.filter(pk=plr.pk).update(body=SELF_ASSESSMENT)
    client = signed_in(plr.reportee)

    for _ in range(2):
        client.post(page("self_assessment_preview", plr), {"version": 1})

    plr.refresh_from_db()
    assert plr.is_shared
    assert [notice.person for notice in Notice.objects.all()] == [plr.led_by]


@pytest.mark.bad_input(24)
def test_beginning_and_finalising_twice_is_once():
    plr = PLRFactory()
    client, today = signed_in(plr.led_by), timezone.localdate()
    begun = [
        client.post(page("record_begin", plr), day_typed("held_on", today)).url for _ in range(2)
    ]
    plr = with_body(PLR.objects.get(pk=plr.pk), actions=[new_action(plr.reportee)])
    finalised = [press_finalise(client, plr).url for _ in range(2)]

    assert set(begun) == {page("record", plr)}
    assert set(finalised) == {plr.get_absolute_url()}
    assert Action.objects.count() == 1
    assert Notice.objects.filter(kind="record_finalised").count() == 1


def test_finalising_changes_nothing_that_the_button_does_not_say():
    plr = with_body(PLRFactory(held=True))
    extra = {"overall_grade": "outstanding", "reportee": 1, "held_on": "2020-01-06", "led_by": 1}

    press_finalise(signed_in(plr.led_by), plr, **extra)

    plr.refresh_from_db()
    assert (plr.record.overall_grade, plr.held_on) == ("good", timezone.localdate())


def ids_on(text: str) -> set[str]:
    return set(re.findall(r'id="([^"]+)"', text))


def gaps_with_links(text: str) -> list[str]:
    summary = text.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    return re.findall(r'href="([^"]+)"', summary)


@pytest.mark.requirement("P22-2.4c", "P22-2.9d")
@pytest.mark.bad_input(22)
def test_every_gap_of_a_record_leads_to_its_field():
    plr = PLRFactory(held=True, led_by__role="head_of_practice", with_stand_in=True)
    ActionFactory(person=plr.reportee)
    graded = {"safe": {"grade": "good"}}
    with_body(plr, texts=None, cases=["x"], standards=graded, actions=[{"category": "wellbeing"}])
    client = signed_in(plr.led_by)

    links = gaps_with_links(client.get(page("record_check", plr)).text)

    on_page = ids_on(client.get(page("record", plr)).text)
    assert len(links) >= 8
    for link in links:
        address, _, field = link.partition("#")
        assert (address, field in on_page) == (page("record", plr), True), link


def test_every_gap_of_a_self_assessment_leads_to_its_field():
    plr = PLRFactory()
    body = {"actions": [{"due": "soon"}]}
    SelfAssessment.objects.filter(pk=plr.pk).update(body=body)
    client = signed_in(plr.reportee)

    links = gaps_with_links(client.get(page("self_assessment_preview", plr)).text)

    on_page = ids_on(client.get(page("self_assessment", plr)).text)
    assert len(links) == 4
    assert {link.partition("#")[2] for link in links} <= on_page


@pytest.mark.requirement("P22-2.14d")
def test_without_a_self_graded_standard_nothing_is_shared():
    plr = PLRFactory()
    texts = {"texts": SELF_ASSESSMENT["texts"]}
    SelfAssessment.objects.filter(pk=plr.pk).update(body=texts)

    answer = signed_in(plr.reportee).post(page("self_assessment_preview", plr), {"version": 1})

    assert "Grade yourself in at least one service standard" in answer.text
    plr.refresh_from_db()
    assert not plr.is_shared


def test_more_rows_than_the_page_began_with_are_kept():
    plr = PLRFactory(held=True)
    rows = {f"actions-{number}-description": f"Action {number}" for number in range(0, 90, 2)}

    signed_in(plr.led_by).post(page("record_draft", plr), {"version": 1, **rows})

    kept = [row["description"] for row in Record.objects.get(pk=plr.pk).body["actions"]]
    assert kept == [f"Action {number}" for number in range(0, 90, 2)]


def test_what_was_written_for_a_cancelled_plr_stays_with_its_writer():
    plr = PLRFactory(cancelled=True)
    SelfAssessment.objects.filter(pk=plr.pk).update(body=SELF_ASSESSMENT)
    client = signed_in(plr.reportee)

    assert page("self_assessment_read", plr) in client.get(plr.get_absolute_url()).text
    text = client.get(page("self_assessment_read", plr)).text

    assert "A hard case closed well." in text
    assert "nobody but you can read it" in text


def test_a_line_that_is_too_long_to_be_saved_is_named_by_its_row():
    plr = PLRFactory()
    typed = {"actions-0-description": "Block lunch", "actions-4-description": "x" * 201}

    answer = signed_in(plr.reportee).post(
        page("self_assessment_draft", plr), {"version": 1, **typed}
    )

    said = "Action 2: What you propose to do must be 200 characters or less"
    assert (answer.status_code, answer.json()) == (400, {"error": said})
