"""A meeting that is put on record in several tabs at once is on record once."""

import threading
from collections.abc import Callable

import pytest
from django.utils import timezone

from drafts.actions import StaleRecord
from supervision import actions
from supervision.actions import MeetingThere, meetings
from supervision.models import Action, GeneralMeeting, MeetingDraft
from tests.supervision.meetings import (
    BODY,
    TODAY,
    begun,
    new_action,
    reportee_and_manager,
    with_body,
)
from tests.supervision.test_races import RACERS, race

pytestmark = pytest.mark.django_db(transaction=True)


def a_draft() -> MeetingDraft:
    draft = begun(*reportee_and_manager())
    return with_body(draft, {**BODY, "actions": [new_action(draft.person)]})


def put_on_record(draft: MeetingDraft) -> Callable:
    def act(number: int, line: threading.Barrier) -> str:
        found = MeetingDraft.objects.get(pk=draft.pk)
        line.wait()
        try:
            actions.finalise_meeting(
                draft=found, version=found.version, by=draft.by, now=timezone.now(), today=TODAY()
            )
        except (StaleRecord, MeetingThere) as refused:
            return type(refused).__name__
        return "on record"

    return act


def test_at_once_is_once():
    draft = a_draft()

    answers = race(put_on_record(draft))

    assert sorted(answers) == ["StaleRecord"] * (RACERS - 1) + ["on record"]
    assert GeneralMeeting.objects.count() == Action.objects.count() == 1


def test_without_the_claim_the_day_is_still_taken_once(monkeypatch):
    draft = a_draft()
    monkeypatch.setattr(meetings, "claim", unguarded)

    answers = race(put_on_record(draft))

    assert answers.count("on record") == 1
    assert "MeetingThere" in answers


def test_without_both_guards_it_is_on_record_more_than_once(monkeypatch):
    draft = a_draft()
    monkeypatch.setattr(meetings, "claim", unguarded)
    monkeypatch.setattr(meetings, "take_day", any_day)

    answers = race(put_on_record(draft))

    assert answers.count("on record") == Action.objects.count() > 1


def unguarded(kind, draft, version):
    draft.body = {**BODY, "actions": [new_action(draft.person)]}
    return draft


def any_day(draft, person, facts) -> GeneralMeeting:
    day = {"person": person, "held_on": draft.held_on, "kind": draft.kind}
    return GeneralMeeting.objects.get_or_create(**day, defaults={"recorded_by": draft.by, **facts})[
        0
    ]
