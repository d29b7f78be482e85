"""What hangs on a record goes with it, and what a hold keeps stays whole."""

import pytest
from django.db import OperationalError, connections, transaction
from django.utils import timezone

from assurance.models import Draw, Marking, Seed
from people.models import Absence, Person, ReadingGrant
from stewardship.actions import retention
from stewardship.actions.retention_holds import hold
from stewardship.disposing import running
from stewardship.models import Disposal, DisposalItem
from supervision.models import PLR, Action, Record
from tests.assurance.factories import DrawFactory, opened_to
from tests.factories import AbsenceFactory, PersonFactory
from tests.qai.factories import AuditFactory
from tests.stewardship.leaver import LEFT, proposed, switched_on
from tests.supervision.factories import ActionFactory, PLRFactory

pytestmark = pytest.mark.django_db
State = DisposalItem.State


def confirmed(kind: str) -> Disposal:
    asks, confirms = switched_on(kind)
    disposal = proposed(kind, asks)
    assert retention.confirm(disposal=disposal, by=confirms, now=timezone.now())
    return disposal


def state_of(disposal: Disposal) -> str:
    running.carry_out(disposal.pk)
    return disposal.items.get().state


def keep(person: Person, kind: str, pk: int) -> None:
    by = PersonFactory(grants=["hr"])
    record = {"record_kind": kind, "record_id": pk}
    hold(person=person, reason="A claim", by=by, now=timezone.now(), **record)


def test_a_sample_goes_with_the_plr_that_was_sampled():
    person = PersonFactory(left=LEFT)
    draw = DrawFactory(plr=PLRFactory(finalised=True, reportee=person))
    opened_to(draw, draw.sampler)

    assert state_of(confirmed("supervision")) == State.DONE

    assert not any(model.objects.exists() for model in (PLR, Draw, Marking, ReadingGrant, Seed))
    assert not Record.history.exists()


def test_a_held_plr_stays_with_all_that_hangs_on_it_and_the_others_go():
    person = PersonFactory(left=LEFT)
    kept = PLRFactory(finalised=True, reportee=person)
    PLRFactory(held=True, reportee=person, planned_for=LEFT)
    DrawFactory(plr=kept)
    ActionFactory(person=person, plr=kept)
    keep(person, "plr", kept.pk)

    assert state_of(confirmed("supervision")) == State.DONE

    assert PLR.objects.get() == kept
    assert Record.objects.get().body["overall_grade"] == "good"
    assert (Action.objects.count(), Draw.objects.count()) == (1, 1)


def test_what_a_held_record_refers_to_stays_too_and_the_list_says_so():
    person = PersonFactory(left=LEFT)
    audit = AuditFactory(person=person)
    ActionFactory(person=person, audit=audit, plr=PLRFactory(finalised=True, reportee=person))
    ActionFactory(person=person)
    keep(person, "audit", audit.pk)

    assert state_of(confirmed("supervision")) == State.IN_PART

    assert PLR.objects.count() == 1
    assert Action.objects.get().audit == audit


def test_an_action_from_an_audit_outlives_it_as_a_supervision_record():
    person = PersonFactory(left=LEFT)
    ActionFactory(person=person, audit=AuditFactory(person=person))

    assert state_of(confirmed("quality_assurance")) == State.DONE

    assert Action.objects.get().audit is None


def test_a_worker_that_dies_in_the_middle_of_a_person_has_done_nothing(monkeypatch):
    AbsenceFactory(person=PersonFactory(left=LEFT), start=LEFT, end=LEFT)
    disposal = confirmed("absences")
    monkeypatch.setattr(running, "remember", die)

    with pytest.raises(SystemExit):
        running.carry_out(disposal.pk)

    assert Absence.objects.exists()
    monkeypatch.undo()
    assert state_of(disposal) == State.DONE


def die(*args: object) -> None:
    raise SystemExit


@pytest.mark.django_db(transaction=True, databases=["default", "batch"])
@pytest.mark.parametrize("is_locked", [True, False])
def test_a_hold_waits_for_a_disposal_of_the_same_person(is_locked):
    """Not locked is the control."""
    person, by = PersonFactory(left=LEFT), PersonFactory(grants=["hr"])
    with transaction.atomic(using="batch"):
        people = Person.objects.using("batch")
        (people.select_for_update() if is_locked else people).get(pk=person.pk)

        assert can_be_held(person, by) is not is_locked


def can_be_held(person: Person, by: Person) -> bool:
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("set local lock_timeout = '20ms'")
        try:
            with transaction.atomic():
                hold(person=person, reason="A claim", by=by, now=timezone.now())
        except OperationalError:
            return False
    return True
