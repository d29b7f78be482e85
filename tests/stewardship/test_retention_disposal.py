"""What two people agreed to goes, wherever it lies; what is held stays."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import Absence, Person, Reading
from stewardship import tasks
from stewardship.actions import retention
from stewardship.actions.retention_holds import hold
from stewardship.disposing import running
from stewardship.disposing.holdings import HOLDINGS
from stewardship.models import Disposal, RetentionSwitch, Tombstone
from tests.factories import AbsenceFactory, PersonFactory
from tests.stewardship.leaver import LEFT, found, leaver, proposed, switched_on

# What would go with something else first; the name last, while anything else is left it stays.
FIRST = ("samples", "drafts", "notices")
IN_ORDER = (*FIRST, *(key for key in HOLDINGS if key not in FIRST))


def dispose_of_everything() -> None:
    asks, confirms = switched_on(*IN_ORDER)
    for kind in IN_ORDER:
        disposal = proposed(kind, asks)
        assert disposal, kind
        assert retention.confirm(disposal=disposal, by=confirms, now=timezone.now())


@pytest.mark.django_db(transaction=True, databases=["default", "batch"])
@pytest.mark.requirement("BURY-13f")
def test_nothing_of_a_leaver_is_left_anywhere_and_all_of_one_who_is_held(settings):
    settings.DISPOSAL_DATABASE = "batch"
    goes, stays = leaver("canary7goes"), leaver("canary7stays")
    before = found("canary7stays", db="batch")
    by, _ = switched_on()
    for held in (stays, stays.lines.get().manager):  # a message belongs to whoever was told
        hold(person=held, reason="A claim", by=by, now=timezone.now())
    assert len(found("canary7goes", db="batch")) > 20

    dispose_of_everything()

    assert found("canary7goes", db="batch") == {}
    assert found("canary7stays", db="batch") == before
    assert Person.objects.get(pk=goes.pk).name == f"Former member of staff {goes.pk}"
    assert not Reading.objects.filter(about_id=goes.pk).exists()
    assert {one.kind for one in Tombstone.objects.filter(person_id=goes.pk)} == {*HOLDINGS}


@pytest.fixture
def gone(db):
    """Somebody of whom only absences are kept, past their time, and two from HR."""
    person = PersonFactory(left=LEFT)
    AbsenceFactory(person=person, start=LEFT, end=LEFT)
    return person, *switched_on("absences")


def confirmed(disposal: Disposal, by: Person, on_commit) -> None:
    with on_commit():
        assert retention.confirm(disposal=disposal, by=by, now=timezone.now())


def test_a_second_person_sets_a_disposal_going_and_a_tombstone_remembers_it(gone, on_commit):
    person, asks, confirms = gone

    confirmed(proposed("absences", asks), confirms, on_commit)

    stone = Tombstone.objects.get()
    assert not Absence.objects.exists()
    assert (stone.person_id, stone.number, stone.staff_number) == (person.pk, 1, "")
    assert (stone.proposed_by_id, stone.confirmed_by_id) == (asks.pk, confirms.pk)
    assert stone.rule == "24 months after the last day of service (GAP-11)"


def test_nobody_confirms_their_own_list(gone):
    _, asks, _ = gone
    disposal = proposed("absences", asks)

    assert not retention.confirm(disposal=disposal, by=asks, now=timezone.now())
    with pytest.raises(IntegrityError, match="disposal_confirmed_by_another"), transaction.atomic():
        Disposal.objects.update(confirmed_by=asks, confirmed_at=timezone.now())


@pytest.mark.parametrize("kept_by", ["hold", "rehired", "off", "nothing"])
def test_what_changes_between_confirming_and_disposing_counts(gone, kept_by):
    """`nothing` is the control."""
    person, asks, confirms = gone
    disposal = proposed("absences", asks)
    retention.confirm(disposal=disposal, by=confirms, now=timezone.now())
    if kept_by == "hold":
        hold(person=person, reason="A claim", by=asks, now=timezone.now())
    elif kept_by == "rehired":
        Person.objects.filter(pk=person.pk).update(left=None)
    elif kept_by == "off":
        retention.switch_off(switch=RetentionSwitch.objects.get(), by=asks, now=timezone.now())

    running.carry_out(disposal.pk)

    assert Absence.objects.exists() == (kept_by != "nothing")
    assert Tombstone.objects.exists() == (kept_by == "nothing")


def test_a_disposal_that_was_killed_goes_on_and_does_nothing_twice(gone, monkeypatch):
    _, asks, confirms = gone
    AbsenceFactory(person=PersonFactory(left=LEFT), start=LEFT, end=LEFT)
    disposal = proposed("absences", asks)
    retention.confirm(disposal=disposal, by=confirms, now=timezone.now())
    assert running.carry_out(disposal.pk, most=1)

    tasks.look_after_disposals()
    tasks.look_after_disposals()

    disposal.refresh_from_db()
    assert disposal.finished_at
    assert Tombstone.objects.count() == 2
    assert not Absence.objects.exists()


def test_without_retention_switched_on_by_two_nothing_is_proposed(gone):
    _, asks, _ = gone
    RetentionSwitch.objects.update(confirmed_by=None, confirmed_at=None)

    assert proposed("absences", asks) is None
    assert not retention.confirm_switch(
        switch=RetentionSwitch.objects.get(), by=asks, now=timezone.now()
    )
