"""Two tabs or clicks at once: what happens once happens once. Each race is run again unguarded."""

import threading
from copy import deepcopy

import pytest
from django.utils import timezone

from drafts.actions import StaleRecord
from people.standings import standings_of
from qai.actions import pieces
from qai.actions.pieces import AlreadyThere
from qai.models import Audit, AuditContent, PieceQuerySet
from supervision.models import Action
from tests.qai.writing import (
    TODAY,
    adviser_and_manager,
    begun_audit,
    finalised,
    new_action,
    with_body,
)
from tests.supervision.test_races import RACERS, race

pytestmark = pytest.mark.django_db(transaction=True)


def finalise(audit: Audit):
    def act(number: int, line: threading.Barrier) -> bool | None:
        piece = Audit.objects.select_related("person", "auditor", "content").get(pk=audit.pk)
        line.wait()
        try:
            return pieces.finalise(
                piece=piece,
                version=piece.content.version,
                by=piece.auditor,
                now=timezone.now(),
                today=TODAY(),
            )
        except StaleRecord:
            return None

    return act


def complete() -> Audit:
    adviser, manager = adviser_and_manager()
    return with_body(begun_audit(adviser, manager), actions=[new_action(adviser)])


def test_finalising_at_once_is_one_event_and_one_action():
    audit = complete()

    first = race(finalise(audit))

    assert first.count(True) == 1
    assert Action.objects.count() == 1
    assert AuditContent.objects.get().history.count() == 1


def test_finalising_at_once_is_many_events_without_the_guards(monkeypatch):
    audit = complete()
    monkeypatch.setattr(PieceQuerySet, "drafts", lambda found: found.all())
    unlocked = AuditContent.objects.get()
    monkeypatch.setattr(pieces, "claim", lambda kind, of, version: deepcopy(unlocked))

    first = race(finalise(audit))

    assert first.count(True) > 1
    assert Action.objects.count() > 1


def test_beginning_at_once_is_beginning_once():
    adviser, manager = adviser_and_manager()

    def act(number: int, line: threading.Barrier) -> bool:
        line.wait()
        try:
            begun_audit(adviser, manager)
        except AlreadyThere:
            return False
        return True

    begun = race(act)

    assert (begun.count(True), len(begun), Audit.objects.count()) == (1, RACERS, 1)


@pytest.mark.requirement("P22-A1.9")
def test_who_stands_where_is_known_anew_when_it_is_finalised():
    adviser, manager = adviser_and_manager()
    audit = begun_audit(adviser, manager)
    before = standings_of([adviser.pk], on=TODAY())[adviser.pk].due("case_file_audit")

    finalised(audit)

    after = standings_of([adviser.pk], on=TODAY())[adviser.pk].due("case_file_audit")
    assert after > TODAY() > before
