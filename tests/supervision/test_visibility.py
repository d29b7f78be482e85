"""Who sees what: the one place for each model is its `visible_to`."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from supervision import access, actions
from supervision.models import (
    PLR,
    Action,
    ActionContent,
    Amendment,
    GeneralMeeting,
    GeneralMeetingContent,
    Record,
    SelfAssessment,
)
from tests.access.world import VISITORS
from tests.as_asked import without_the_wall
from tests.factories import PersonFactory, ReportingLineFactory
from tests.supervision.factories import ActionFactory, GeneralMeetingFactory, PLRFactory
from tests.visiting import anew, signed_in

pytestmark = pytest.mark.django_db

LINE = {"reportee", "manager"}
FACTS = {*LINE, "hop_of_area", "director", "hr"}
WHO_SEES = {
    "the facts of a planned PLR": (PLR, "scheduled", FACTS),
    "the facts of a cancelled PLR": (PLR, "cancelled", FACTS),
    "a self-assessment in writing": (SelfAssessment, "scheduled", {"reportee"}),
    "a shared self-assessment": (SelfAssessment, "shared", LINE),
    "a record in writing": (Record, "held", {"manager"}),
    "a finalised record": (Record, "finalised", LINE),
    "a record that the former manager wrote": (Record, "former", LINE),
    "a record with a disagreement": (Record, "disputed", {*LINE, "hop_of_area"}),
    "an amendment in writing": (Amendment, "amending", {"manager"}),
}


@pytest.mark.requirement("P22-2.13a", "P22-2.13b", "P22-2.13c", "S17-2.13")
@pytest.mark.parametrize("what", WHO_SEES)
@pytest.mark.published_break(47)
def test_only_these_see(what, world):
    model, state, expected = WHO_SEES[what]

    seen_by = {
        visitor
        for visitor, person in world.people.items()
        if model.objects.visible_to(person).filter(pk=world.plrs[state].pk).exists()
    }

    assert seen_by == expected


@pytest.mark.published_break(47)
def test_every_kind_of_visitor_was_asked(world):
    assert set(world.people) == set(VISITORS) - {"anonymous"}


@pytest.mark.parametrize(
    ("model", "expected"), [(Action, FACTS), (ActionContent, LINE)], ids=["facts", "contents"]
)
def test_actions_are_for_the_line_and_their_facts_for_those_above(model, expected, world):
    seen_by = {
        visitor
        for visitor, person in world.people.items()
        if model.objects.visible_to(person).filter(pk=world.action.pk).exists()
    }

    assert seen_by == expected


def test_whoever_has_to_do_an_action_sees_it_and_no_other():
    owner = PersonFactory()
    mine, other = ActionFactory(owner=owner), ActionFactory()

    visible = ActionContent.objects.visible_to(owner)

    assert list(visible) == [mine.content]
    assert other.content not in visible


@pytest.mark.requirement("P22-2.10b")
def test_a_general_meeting_is_for_whoever_recorded_it_until_it_is_finalised(world):
    recorder, reportee = world.people["practice_supervisor"], world.reportee
    draft = GeneralMeetingFactory(person=reportee, recorded_by=recorder, draft=True)

    facts, contents = (
        {
            visitor
            for visitor, person in world.people.items()
            if model.objects.visible_to(person).filter(pk=draft.pk).exists()
        }
        for model in (GeneralMeeting, GeneralMeetingContent)
    )

    assert facts == contents == {"practice_supervisor"}


def test_a_finalised_general_meeting_is_for_its_recorder_and_the_line(world):
    recorder = world.people["practice_supervisor"]
    meeting = GeneralMeetingFactory(person=world.reportee, recorded_by=recorder)

    seen_by = {
        visitor
        for visitor, person in world.people.items()
        if GeneralMeetingContent.objects.visible_to(person).filter(pk=meeting.pk).exists()
    }

    assert seen_by == {*LINE, "practice_supervisor"}


CONTENTS = (SelfAssessment, Record, ActionContent, Amendment, GeneralMeetingContent)


@pytest.mark.parametrize("gone", [{"locked_at": timezone.now()}, {"left": "2026-01-31"}])
@pytest.mark.parametrize("model", [*CONTENTS, PLR, Action, GeneralMeeting])
def test_who_has_left_or_is_locked_sees_nothing(model, gone, world):
    GeneralMeetingFactory(person=world.reportee)
    manager = world.people["manager"]
    assert model.objects.visible_to(manager).exists()

    type(manager).objects.filter(pk=manager.pk).update(**gone)

    assert not model.objects.visible_to(anew(manager)).exists()


@pytest.mark.requirement("P22-2.13c")
def test_what_was_taken_back_is_the_writers_alone_again():
    plr = PLRFactory(shared=True)
    assert SelfAssessment.objects.visible_to(plr.led_by).exists()

    actions.take_back_self_assessment(plr=plr)

    assert not SelfAssessment.objects.visible_to(plr.led_by).exists()
    assert SelfAssessment.objects.visible_to(plr.reportee).exists()


@pytest.mark.requirement("BURY-14c")
def test_with_a_new_line_the_new_manager_sees_the_history_and_the_old_one_stops():
    plr = PLRFactory(finalised=True, shared=True)
    old, new = plr.led_by, PersonFactory(role="service_manager")
    today = timezone.localdate()

    plr.reportee.lines.update(end=today - timedelta(days=1))
    ReportingLineFactory(person=plr.reportee, manager=new, start=today)

    for model in (Record, SelfAssessment, PLR):
        assert model.objects.visible_to(anew(new)).filter(pk=plr.pk).exists()
        assert not model.objects.visible_to(anew(old)).filter(pk=plr.pk).exists()


@pytest.mark.requirement("P22-2.7a")
def test_a_stand_in_sees_the_contents_of_the_one_plr_until_it_is_finalised():
    plr = PLRFactory(held=True, shared=True, with_stand_in=True)
    earlier = PLRFactory(
        finalised=True, shared=True, reportee=plr.reportee, led_by=plr.reportee.lines.get().manager
    )

    for model in (Record, SelfAssessment):
        assert list(model.objects.visible_to(plr.led_by)) == [model.objects.get(pk=plr.pk)]
    assert not PLR.objects.visible_to(plr.led_by).filter(pk=earlier.pk).exists()


def test_a_stand_in_keeps_the_facts_and_loses_the_contents_with_finalising():
    plr = PLRFactory(finalised=True, shared=True, with_stand_in=True)

    assert PLR.objects.visible_to(plr.led_by).filter(pk=plr.pk).exists()
    for model in (Record, SelfAssessment, ActionContent):
        assert not model.objects.visible_to(plr.led_by).exists()


def test_a_stand_in_sees_the_open_actions_that_the_plr_has_to_review():
    plr = PLRFactory(with_stand_in=True)
    action = ActionFactory(person=plr.reportee)

    assert list(ActionContent.objects.visible_to(plr.led_by)) == [action.content]
    PLR.objects.filter(pk=plr.pk).update(state="cancelled", cancelled_at=timezone.now())
    assert not ActionContent.objects.visible_to(plr.led_by).exists()


def test_a_disagreement_opens_the_record_to_the_managers_manager_until_it_is_settled():
    plr = PLRFactory(disputed=True)
    above = plr.disagreement_with
    assert Record.objects.visible_to(above).exists()

    actions.settle_disagreement(plr=plr, settlement="Heard.", by=above, now=timezone.now())

    assert not Record.objects.visible_to(above).exists()
    assert PLR.objects.visible_to(above).exists()


HIDDEN = [
    ("may_open_self_assessment", "supervision:self_assessment_read", "shared"),
    ("may_open_record", "supervision:finished", "finalised"),
    ("may_open_record", "supervision:finished_pdf", "finalised"),
    ("may_open_record", "supervision:history", "finalised"),
]


@pytest.mark.parametrize(("guard", "page", "state"), HIDDEN)
@pytest.mark.published_break(11, 22, 47, control=True)
def test_without_its_guard_a_page_of_contents_would_open_to_those_above(
    guard, page, state, monkeypatch, world
):
    client = signed_in(world.people["hop_of_area"])
    url = reverse(page, args=[world.plrs[state].pk])
    assert client.get(url).status_code == 404

    monkeypatch.setattr(access, guard, lambda person, plr: True)
    without_the_wall(monkeypatch)

    assert client.get(url).status_code == 200
