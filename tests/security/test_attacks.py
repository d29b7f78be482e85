"""What somebody who knows the site well would try: found by hand, and closed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Reading
from stewardship.models import AccessRequest
from tests.factories import PersonFactory
from tests.stewardship.asking import hr
from tests.supervision.factories import PLRFactory
from tests.visiting import day_typed, signed_in

pytestmark = pytest.mark.django_db


def written_down(by, person) -> AccessRequest:
    typed = {"staff_number": person.staff_number, "way": "spoken"}
    typed |= day_typed("asked_on", timezone.localdate())
    signed_in(by).post(reverse("stewardship:requests"), typed)
    return AccessRequest.objects.get(person=person)


@pytest.mark.parametrize("left", [None, "2026-01-30"])
def test_nobody_in_hr_reads_about_somebody_by_saying_that_they_asked(left):
    by = hr()
    plr = PLRFactory(held=True)
    type(plr.reportee).objects.filter(pk=plr.reportee_id).update(left=left)
    request = written_down(by, plr.reportee)

    answers = [
        signed_in(by).post(reverse(f"stewardship:{name}", args=[request.pk])).status_code
        for name in ("take", "review", "release")
    ]

    assert answers == [403, 404, 404]
    assert AccessRequest.objects.get(pk=request.pk).reviewer is None
    assert not Reading.objects.exists()


def test_somebody_else_in_hr_looks_it_through_and_the_page_says_so():
    by, other = hr(), hr()
    request = written_down(by, PersonFactory())
    page = reverse("stewardship:request", args=[request.pk])

    told = signed_in(by).get(page).text
    answer = signed_in(other).post(reverse("stewardship:take", args=[request.pk]))

    assert "somebody else in HR looks it through" in told
    assert answer.status_code == 302
    assert AccessRequest.objects.get(pk=request.pk).reviewer == other
