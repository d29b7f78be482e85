"""A year of PLRs for a whole team: offered by cadence, changed, saved at once."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from govuk.dates import uk_date
from notices.models import Notice
from people.rules import book_on
from policy.cadence import monday_of
from policy.calendar import is_working_day
from supervision.actions import cancel_plr
from supervision.models import PLR, AgreedInterval
from supervision.queries.year import days_off, year_of
from tests.factories import AbsenceFactory, PersonFactory, ReportingLineFactory
from tests.supervision.factories import PLRFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
URL = reverse("supervision:year")
TODAY = timezone.localdate()


@pytest.fixture
def manager():
    return PersonFactory(role="service_manager")


def member(manager, held: int = 30, **facts):
    """Somebody whose last PLR was so many days ago."""
    person = PersonFactory(manager=manager, **facts)
    last = TODAY - timedelta(days=held)
    PLRFactory(reportee=person, manager=manager, finalised=True, planned_for=last)
    return person


def years(manager) -> dict:
    found = year_of(manager, today=TODAY, book=book_on(TODAY))
    return {year.person: year for year in found}


def days_of(year) -> list[date]:
    return [one.on for one in year.offered]


@pytest.mark.requirement("P22-2.1a", "P22-2.9a", "BURY-16c")
def test_the_year_is_offered_in_time_on_working_days(manager):
    person = member(manager)

    days = days_of(years(manager)[person])

    assert len(days) >= 4
    assert all(map(is_working_day, days))
    assert all((later - earlier).days <= 92 for earlier, later in pairwise(days))


def test_no_two_are_offered_on_one_day_nor_too_many_in_a_week(manager):
    for _ in range(8):
        member(manager)

    days = [day for year in years(manager).values() for day in days_of(year)]

    assert len(days) == len(set(days))
    weeks = [monday_of(day) for day in days]
    assert max(weeks.count(week) for week in weeks) <= book_on(TODAY).cadence.most_a_week


def test_nobody_is_planned_for_while_they_are_away(manager):
    person = member(manager)
    first = days_of(years(manager)[person])[0]

    AbsenceFactory(person=person, start=first - timedelta(days=3), end=first + timedelta(days=3))

    assert all(abs((day - first).days) > 3 for day in days_of(years(manager)[person]))


def test_what_is_planned_already_is_followed_and_not_offered_again(manager):
    person = member(manager)
    planned = PLRFactory(reportee=person, manager=manager, planned_for=TODAY + timedelta(days=40))

    days = days_of(years(manager)[person])

    assert min(days) > planned.planned_for + timedelta(days=60)


@pytest.mark.parametrize("today", [date(2028, 1, 1), date(2026, 11, 22)])
def test_each_bank_holiday_of_the_year_ahead_is_shaded_once(today):
    days = days_off(today)

    assert len(days) == len(set(days)) >= 8


@pytest.mark.requirement("P22-2.1b", "S17-2.1a")
def test_the_agreed_interval_is_kept(manager):
    person = member(manager)
    agreed = {"number": 6, "unit": "weeks", "reason": "More support in a hard case.", "by": manager}
    AgreedInterval.objects.create(person=person, **agreed)

    days = days_of(years(manager)[person])

    assert len(days) >= 8
    assert all((later - earlier).days <= 49 for earlier, later in pairwise(days))


def test_all_are_saved_at_once_and_each_person_is_told(manager):
    first, second = member(manager), member(manager, held=60)
    page = signed_in(manager).get(URL)
    typed = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}

    signed_in(manager).post(URL, typed)

    planned = PLR.objects.filter(state="scheduled")
    assert planned.filter(reportee=first).count() >= 4
    assert planned.filter(reportee=second).count() >= 4
    assert set(planned.values_list("led_by", flat=True)) == {manager.pk}
    assert Notice.objects.filter(person=first, kind="plr_planned").count() >= 4


def test_the_planner_gets_one_message_for_all_and_their_entries_in_one_file(manager):
    people = [member(manager) for _ in range(3)]
    client, days = signed_in(manager), working_days(3)

    client.post(URL, {f"{one.pk}-1": day for one, day in zip(people, days, strict=True)})

    [told] = Notice.objects.filter(person=manager)
    assert (told.kind, told.facts) == ("year_planned", {"number": "3"})
    calendar = client.get(reverse("supervision:year_calendar"))
    assert calendar["Content-Type"].startswith("text/calendar")
    assert calendar.text.count("BEGIN:VEVENT") == 3


def test_a_date_has_its_own_time_and_place_or_those_for_all_of_the_person(manager):
    person, (first, second) = member(manager), working_days(2)
    typed = {"1": first, "2": second, "time": "10:00", "place": "Room 4", "2-time": "2pm"}

    signed_in(manager).post(URL, {f"{person.pk}-{name}": text for name, text in typed.items()})

    planned = PLR.objects.filter(state="scheduled").order_by("planned_for")
    assert list(planned.values_list("starts_at", "place")) == [
        (time(10), "Room 4"),
        (time(14), "Room 4"),
    ]


def test_a_time_that_is_none_keeps_all_from_being_planned_and_is_shown(manager):
    person, (day,) = member(manager), working_days(1)

    answer = signed_in(manager).post(URL, {f"{person.pk}-1": day, f"{person.pk}-1-time": "late"})

    assert "must be a time" in answer.text
    assert not PLR.objects.filter(state="scheduled").exists()


def working_days(number: int) -> list[str]:
    days = [TODAY + timedelta(days=50 + 7 * week) for week in range(number)]
    return [next_working_day(day).isoformat() for day in days]


def test_the_next_level_hears_of_the_first_new_date_after_one_was_cancelled(manager):
    above = PersonFactory(role="head_of_practice")
    ReportingLineFactory(person=manager, manager=above)
    person, other = member(manager), member(manager)
    plr = PLRFactory(reportee=person, manager=manager)
    cancel_plr(plr=plr, reason="court", by=manager, now=timezone.now())
    first, second = working_days(2)
    typed = {f"{person.pk}-1": first, f"{person.pk}-2": second, f"{other.pk}-1": first}

    signed_in(manager).post(URL, typed)

    [told] = Notice.objects.filter(person=above, kind="plr_replanned_next_level")
    assert told.facts["day"] == uk_date(date.fromisoformat(first))


def questions_to_plan(number: int) -> int:
    manager = PersonFactory(role="service_manager")
    days = [day for _ in range(number) for day in working_days(1)]
    typed = {f"{member(manager).pk}-1": day for day in days}
    client = signed_in(manager)
    with CaptureQueriesContext(connection) as asked:
        client.post(URL, typed)
    assert PLR.objects.filter(led_by=manager, state="scheduled").count() == number
    return len(asked)


def test_planning_more_plrs_asks_the_database_no_more_often():
    assert questions_to_plan(8) == questions_to_plan(2)


def test_dates_typed_before_a_sign_out_are_shown_again_with_whose_they_are(manager):
    person, day = member(manager), date(2027, 3, 29)

    typed = {f"{person.pk}-of": f"PLRs of {person}", f"{person.pk}-1": day.isoformat()}
    page = Client().post(URL, typed).text

    assert page.index(f"PLRs of {person}") < page.index("Mon 29 March 2027")


def test_it_is_said_before_the_bank_holidays_are_known_no_longer(manager, monkeypatch):
    member(manager)
    monkeypatch.setattr("policy.calendar.KNOWN_UNTIL", TODAY + timedelta(days=400))

    page = signed_in(manager).get(URL).text

    assert "Bank holidays are known until" in page


def test_sending_it_twice_plans_nothing_twice(manager):
    person, day = member(manager), next_working_day(TODAY + timedelta(days=50))
    client = signed_in(manager)

    for _ in range(2):
        client.post(URL, {f"{person.pk}-1": day.isoformat(), f"{person.pk}-2": day.isoformat()})

    assert PLR.objects.filter(state="scheduled").count() == 1


def test_a_date_is_planned_though_fewer_are_offered_since_the_page_was_shown(manager):
    person, client = member(manager), signed_in(manager)
    form = client.get(URL).context["form"]
    last = len(form.dates_of(form.years[0]))
    PLRFactory(reportee=person, manager=manager, planned_for=TODAY + timedelta(days=200))
    day = next_working_day(TODAY + timedelta(days=50))

    client.post(URL, {f"{person.pk}-{last}": day.isoformat()})

    assert PLR.objects.filter(reportee=person, planned_for=day).exists()


def next_working_day(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2000-01-03", "choose today or a later day"),
        ("2999-01-03", "choose a day within the coming year"),
        ("soon", "Enter a real date"),
    ],
)
def test_one_date_that_cannot_be_keeps_all_from_being_planned(manager, day, words):
    person = member(manager)
    good = next_working_day(TODAY + timedelta(days=50)).isoformat()

    answer = signed_in(manager).post(URL, {f"{person.pk}-1": good, f"{person.pk}-2": day})

    assert words in answer.text
    assert good in answer.text
    assert not PLR.objects.filter(state="scheduled").exists()


@pytest.mark.published_break(16)
def test_nobody_plans_for_somebody_elses_team(manager):
    other = member(PersonFactory(role="service_manager"))
    member(manager)
    day = next_working_day(TODAY + timedelta(days=50)).isoformat()

    signed_in(manager).post(URL, {f"{other.pk}-1": day})

    assert not PLR.objects.filter(reportee=other, state="scheduled").exists()


def test_the_number_of_queries_does_not_grow_with_the_team(manager, django_assert_max_num_queries):
    for _ in range(9):
        member(manager)

    client = signed_in(manager)

    with django_assert_max_num_queries(15):
        client.get(URL)


def agree(manager, person, **typed):
    url = reverse("supervision:interval", args=[person.pk])
    given = {"number": "8", "unit": "weeks", "reason": "New in post.", **typed}
    return signed_in(manager).post(url, given)


@pytest.mark.requirement("P22-2.1b", "P22-2.2a", "S17-1.1b")
def test_an_interval_is_agreed_with_its_reason_and_history(manager):
    person = member(manager)

    agree(manager, person)
    agree(manager, person, number="2", unit="months", reason="Settled.")

    page = signed_in(person).get(reverse("supervision:interval", args=[person.pk])).text
    assert page.index("Every 2 months") < page.index("Every 8 weeks")
    assert "New in post." in page


def test_an_interval_that_is_sent_twice_is_agreed_once(manager):
    person = member(manager)

    agree(manager, person)
    agree(manager, person)
    agree(manager, person, reason="Another reason.")

    assert AgreedInterval.objects.filter(person=person).count() == 2


@pytest.mark.requirement("P22-2.1b", "P22-2.1c")
def test_an_interval_is_never_longer_than_the_minimum(manager):
    person = member(manager)

    answer = agree(manager, person, number="4", unit="months")

    assert "3 months or less" in answer.text
    assert not AgreedInterval.objects.exists()


def test_who_is_late_comes_first_and_what_is_due_after_a_planned_one_is_said_so(manager):
    member(manager, name="Abel")
    late = member(manager, held=200, name="Zoe")

    first = next(iter(years(manager)))
    before = signed_in(manager).get(URL).text
    PLRFactory(reportee=late, manager=manager, planned_for=TODAY + timedelta(days=20))
    after = signed_in(manager).get(URL).text

    assert first == late
    assert "After the planned one: due by" not in before
    assert "After the planned one: due by" in after
    assert "One more, if you like" in before
