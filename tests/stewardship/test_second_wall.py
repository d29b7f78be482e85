"""What HR does with what is kept about a person is the same while the second wall holds."""

import pytest
from django.utils import timezone

from exchange.models import Import
from notices.models import Notice
from people.models import Grant
from stewardship.actions import subject_access as actions
from stewardship.collecting import collect, counted
from stewardship.models import AccessRequest, AccessReview
from supervision.models import SelfAssessment
from tests.as_asked import acting
from tests.factories import PersonFactory
from tests.stewardship.asking import asked, decide, hr, taken
from tests.stewardship.leaver import leaver

pytestmark = pytest.mark.django_db


def looked_through():
    """One of everything is kept about whoever asked; messages that can be said aside."""
    person, reviewer = leaver("quillwort"), hr()
    Notice.objects.filter(person=person).delete()
    AccessRequest.objects.filter(person=person).update(reviewer=reviewer)
    return person, reviewer


def test_a_reviewer_collects_everything_that_is_kept():
    person, reviewer = looked_through()
    everything = collect(person), counted(person)

    with acting(reviewer.pk):
        found = collect(person), counted(person)

    assert found == everything
    assert all(one.entries for one in everything[0] if one.kind.key in ("answers", "markings"))


def test_the_control_another_in_hr_and_who_was_in_hr_read_nothing():
    person, reviewer = looked_through()
    written = SelfAssessment.objects.filter(plr__reportee=person)

    with acting(reviewer.pk):
        assert written.count() == 2
    Grant.objects.filter(person=reviewer).delete()
    for nobody in (reviewer, hr()):
        with acting(nobody.pk):
            assert written.count() == 0


def test_decisions_go_when_the_person_withdraws_who_never_read_them():
    request = taken(PersonFactory(), by=hr())
    assert AccessReview.objects.filter(pk=request.pk).exists()

    with acting(request.person_id):
        actions.withdraw(request=request, by=request.person, now=timezone.now())

    assert not AccessReview.objects.filter(pk=request.pk).exists()


def test_decisions_of_a_request_that_goes_on_are_thrown_away_by_nobody():
    request = taken(PersonFactory(), by=hr())

    with acting(request.person_id):
        AccessReview.objects.forget(request)

    assert AccessReview.objects.filter(pk=request.pk).exists()


def test_another_in_hr_takes_it_on_with_what_was_decided_and_releases_it():
    request, second = taken(PersonFactory(), by=hr()), hr()
    decide(request)

    with acting(second.pk):
        assert actions.take(request=request, by=second)
        request.refresh_from_db()
        assert actions.release(request=request, by=second, now=timezone.now())

    request.refresh_from_db()
    assert request.state == "released"
    assert not AccessReview.objects.filter(pk=request.pk).exists()


def hr_of_the_part_of(person):
    keeper, unit = PersonFactory(role="corporate"), person.postings.get().unit
    Grant.objects.create(person=keeper, grant="hr", unit=unit, start=keeper.joined)
    return keeper


def test_hr_of_a_part_counts_the_files_that_the_person_gave_and_sees_no_other():
    person, other = PersonFactory(), PersonFactory()
    for giver in (person, person, other):
        Import.objects.create(by=giver, file_name="register.jsonl", size=1)
    keeper = hr_of_the_part_of(person)

    with acting(keeper.pk):
        assert not Import.objects.exists()
    taken(person, by=keeper)
    with acting(keeper.pk):
        assert counted(person)["Files that you gave to be imported"] == 2
        assert not Import.objects.filter(by=other).exists()


def test_hr_of_a_part_asks_takes_on_and_releases():
    person = PersonFactory()
    keeper = hr_of_the_part_of(person)

    request = asked(person)
    with acting(keeper.pk):
        actions.take(request=request, by=keeper)
        request.refresh_from_db()
        assert actions.release(request=request, by=keeper, now=timezone.now())
