"""Whoever needs greater support meets more often, and reads why (P22-2.2c)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import AuditEvent
from supervision.actions import begin_support
from supervision.models import SupportNeed
from tests.factories import PersonFactory, ReportingLineFactory
from tests.supervision.test_year import days_of, member, years
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return PersonFactory(role="service_manager")


def say(manager, person, reason: str):
    """As on the page that is shown now: it ends what lasts."""
    client, url = signed_in(manager), reverse("supervision:support", args=[person.pk])
    lasting = client.get(url).context["lasting"]
    return client.post(url, {"reason": reason, "ends": lasting.pk if lasting else ""})


@pytest.mark.requirement("P22-2.2c", "S17-2.2", "P22-2.2a")
def test_while_support_is_needed_more_plrs_are_offered_and_an_interval_is_asked_for(manager):
    person = member(manager)
    before = len(days_of(years(manager)[person]))

    say(manager, person, "Two hard cases at once.")

    year = years(manager)[person]
    assert len(days_of(year)) > before
    assert year.interval_needed
    page = signed_in(manager).get(reverse("supervision:year")).text
    assert "More support" in page


@pytest.mark.requirement("P22-2.2c")
def test_it_ends_with_a_reason_and_its_history_stays(manager):
    person = member(manager)
    say(manager, person, "Two hard cases at once.")

    refused = say(manager, person, "")
    say(manager, person, "Both are closed.")

    assert "Write why" in refused.text
    page = signed_in(person).get(reverse("supervision:support", args=[person.pk])).text
    assert "Two hard cases at once." in page
    assert "Both are closed." in page
    assert not years(manager)[person].interval_needed


def test_a_second_click_does_not_end_what_the_first_began(manager):
    person = member(manager)
    client, url = signed_in(manager), reverse("supervision:support", args=[person.pk])

    twice = [client.post(url, {"reason": "Two hard cases."}) for _ in range(2)]
    other_tab = client.post(url, {"reason": "A hard case."})

    need = SupportNeed.objects.get()
    assert (need.reason, need.ended_at) == ("Two hard cases.", None)
    assert [answer.status_code for answer in twice] == [302, 302]
    assert (other_tab.status_code, "A hard case." in other_tab.text) == (409, True)


@pytest.mark.parametrize("ends", ["x", "\x00", "0", "9" * 30])
def test_a_page_of_another_need_ends_nothing_and_keeps_the_text(manager, ends):
    person = member(manager)
    say(manager, person, "Two hard cases.")

    url = reverse("supervision:support", args=[person.pk])
    page = signed_in(manager).post(url, {"reason": "Both are closed.", "ends": ends})

    assert (page.status_code, "Both are closed." in page.text) == (409, True)
    assert SupportNeed.objects.get().ended_at is None


def test_a_new_line_manager_reads_it_and_the_former_one_does_not(manager):
    person, new = member(manager), PersonFactory(role="service_manager")
    say(manager, person, "Two hard cases at once.")
    person.lines.update(end=timezone.localdate() - timezone.timedelta(days=1))
    ReportingLineFactory(person=person, manager=new, start=timezone.localdate())

    url = reverse("supervision:support", args=[person.pk])

    assert "Two hard cases" in signed_in(new).get(url).text
    assert signed_in(manager).get(url).status_code == 404


def test_it_begins_once_and_its_audit_lines_hold_no_reason(manager):
    person = member(manager)
    said = {"person": person, "reason": "Two hard cases.", "by": manager, "now": timezone.now()}

    assert begin_support(**said)
    assert not begin_support(**said)

    assert SupportNeed.objects.filter(person=person).count() == 1
    [line] = AuditEvent.objects.filter(kind="support_begun")
    assert "hard" not in str(line.detail)
