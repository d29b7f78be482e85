"""Somebody asks what is kept about them; HR answers within a month."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from govuk.dates import uk_date
from notices.models import Notice
from people.models import AuditEvent
from stewardship import reminding
from stewardship.actions import subject_access as actions
from stewardship.models import AccessRequest
from tests.factories import GrantFactory, PersonFactory, UnitFactory
from tests.stewardship.asking import asked, hr, taken
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db


def test_somebody_asks_in_their_account_and_reads_by_when_they_get_the_answer():
    person = PersonFactory()

    page = signed_in(person).post("/records/about-me/ask/", follow=True)

    request = AccessRequest.objects.get(person=person)
    assert (request.asked_on, request.way) == (timezone.localdate(), "account")
    assert f"You get the answer by {uk_date(request.due_on)}" in page.text
    assert Notice.objects.get(person=person).kind == "subject_access_asked"
    assert AuditEvent.objects.filter(kind="subject_access_asked").count() == 1


def test_asking_again_while_one_is_open_is_asking_once():
    person = PersonFactory()

    asked(person)
    asked(person)

    assert AccessRequest.objects.filter(person=person).count() == 1


def test_hr_writes_down_what_somebody_who_has_left_asked_by_letter():
    leaver = PersonFactory(left=date(2026, 3, 31))
    client = signed_in(hr())

    client.post(
        "/records/requests/",
        {"staff_number": leaver.staff_number.lower(), "way": "letter"}
        | day_typed("asked_on", date(2026, 11, 2)),
    )

    request = AccessRequest.objects.get(person=leaver)
    assert (request.asked_on, request.way, request.due_on) == (
        date(2026, 11, 2),
        "letter",
        date(2026, 12, 2),
    )


def test_hr_of_a_part_sees_the_requests_of_that_part_alone():
    part, other = UnitFactory.create_batch(2)
    of_part = PersonFactory(role="corporate")
    GrantFactory(person=of_part, unit=part)
    here, there = asked(PersonFactory(unit=part)), asked(PersonFactory(unit=other))

    page = signed_in(of_part).get("/records/requests/")

    assert here.person.name in page.text
    assert there.person.name not in page.text
    assert signed_in(of_part).get(f"/records/requests/{there.pk}/").status_code == 404


def test_nobody_in_hr_answers_what_they_asked_themself():
    request = asked(hr())

    client = signed_in(request.person)

    assert client.get(f"/records/requests/{request.pk}/").status_code == 404
    assert client.post(f"/records/requests/{request.pk}/take/").status_code == 404
    assert signed_in(hr()).get(f"/records/requests/{request.pk}/").status_code == 200


def test_hr_is_told_that_somebody_asked_and_again_everybody_where_the_reviewer_has_gone():
    person, reviewer, other = PersonFactory(), hr(), hr()
    request = asked(person)
    told = Notice.objects.filter(kind="subject_access_to_answer")
    actions.take(request=request, by=reviewer)
    reviewer.lock(now=timezone.now())

    left = [one.person_id for one in reminding.owed(on=request.due_on)]

    assert set(told.values_list("person_id", flat=True)) == {reviewer.pk, other.pk}
    assert left == [other.pk]


def test_a_complex_request_has_two_months_more_and_the_person_reads_why():
    request, client = taken(PersonFactory(), by=hr()), signed_in(hr())

    client.post(f"/records/requests/{request.pk}/", {"because": "Ten years of records."})

    person = signed_in(request.person)
    assert "Ten years of records." in person.get("/records/about-me/").text
    [told] = Notice.objects.filter(person=request.person, kind="subject_access_extended")
    assert "Ten years" not in str(told.facts)


def test_hr_is_reminded_each_step_once_and_the_reviewer_alone_once_there_is_one():
    person, first = PersonFactory(), hr()
    hr(locked_at=timezone.now())
    request = asked(person, on=date(2026, 10, 6))
    week_before = date(2026, 10, 30)

    sent = [reminding.send_reminders(on=week_before) for _ in range(2)]

    actions.take(request=request, by=(second := hr()))
    later = [one.person_id for one in reminding.owed(on=request.due_on - timedelta(days=2))]
    assert sent == [1, 0]
    assert Notice.objects.filter(person=first, kind="reminders").count() == 1
    assert later == [second.pk]


def test_whoever_asked_can_take_it_back_and_the_review_is_gone():
    request = taken(PersonFactory(), by=(reviewer := hr()))
    before = signed_in(reviewer).get(f"/records/requests/{request.pk}/review/").status_code

    signed_in(request.person).post(f"/records/requests/{request.pk}/withdraw/")

    after = signed_in(reviewer).get(f"/records/requests/{request.pk}/review/").status_code
    assert (before, after) == (200, 404)
