"""HR of the whole organisation sees numbers and days, agrees in twos, and holds records."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Absence, Person
from people.second_factor import USED_AT
from stewardship import tasks
from stewardship.models import Disposal, LegalHold, RetentionSwitch
from tests.factories import AbsenceFactory, PersonFactory
from tests.stewardship.leaver import LEFT, switched_on
from tests.supervision.factories import PLRFactory
from tests.visiting import signed_in

pytestmark = pytest.mark.django_db
KIND = reverse("stewardship:retention_kind", args=["absences"])


def leaver(name: str = "Lee Gone") -> Person:
    person = PersonFactory(name=name, left=LEFT)
    AbsenceFactory(person=person, kind="bereavement", start=LEFT, end=LEFT)
    tasks.count_what_is_due()
    return person


def press(person: Person, name: str, argument: int | str, **typed: str) -> None:
    signed_in(person).post(reverse(f"stewardship:{name}", args=[argument]), typed)


@pytest.mark.requirement("BURY-13f")
def test_two_from_hr_switch_on_list_confirm_and_read_the_history(on_commit):
    one, other = PersonFactory(grants=["hr"]), PersonFactory(grants=["hr"])
    gone = leaver()
    press(one, "retention_ask", "absences")
    press(other, "retention_confirm", "absences")
    press(one, "disposal_propose", "absences")
    disposal = Disposal.objects.get()

    press(other, "disposal_confirm", disposal.pk)
    unticked = Absence.objects.count()
    with on_commit():
        press(other, "disposal_confirm", disposal.pk, checked="on")

    history = signed_in(one).get(reverse("stewardship:disposals")).text
    sheet = signed_in(one).get(reverse("stewardship:disposals_sheet", args=["csv"])).text
    assert (unticked, Absence.objects.count()) == (1, 0)
    assert one.name in history
    assert other.name in history
    assert "Lee Gone" not in history
    assert f",Absences,{gone.pk},,2022-03-31" in sheet


def confirmed_minutes_after_the_second_factor(minutes: int) -> tuple[HttpResponse, bool]:
    """What somebody is answered who confirms a list, and whether it is confirmed."""
    asked_by, other = switched_on("absences")
    leaver()
    press(asked_by, "disposal_propose", "absences")
    Authenticator.objects.create(user=other, type=Authenticator.Type.TOTP, data={})
    browser, disposal = signed_in(other), Disposal.objects.get()
    session = browser.session
    session[USED_AT] -= minutes * 60
    session.save()
    path = reverse("stewardship:disposal_confirm", args=[disposal.pk])
    answer = browser.post(path, {"checked": "on"})
    disposal.refresh_from_db()
    return answer, disposal.confirmed_by == other


def test_a_list_is_confirmed_with_a_second_factor_that_was_used_just_now():
    answer, confirmed = confirmed_minutes_after_the_second_factor(5)

    page = reverse("stewardship:disposal", args=[Disposal.objects.get().pk])
    assert answer.url == f"{reverse('mfa_reauthenticate')}?next={page}"
    assert not confirmed
    assert Absence.objects.exists()


def test_the_control_within_the_five_minutes_it_is_confirmed():
    _, confirmed = confirmed_minutes_after_the_second_factor(4)

    assert confirmed


def test_the_control_unless_it_asked_it_would_be_confirmed_later_as_well(monkeypatch):
    monkeypatch.setattr("people.second_factor.was_used_just_now", lambda request: True)

    _, confirmed = confirmed_minutes_after_the_second_factor(5)

    assert confirmed


def test_a_list_says_whose_how_many_and_since_when_and_nothing_of_what(on_commit):
    hr, _ = switched_on("absences")
    leaver()

    page = signed_in(hr).get(KIND).text

    assert "Lee Gone" in page
    assert "31 March 2022" in page
    assert "bereavement" not in page.lower()


@pytest.mark.parametrize("name", ["retention_confirm", "disposal_confirm"])
def test_whoever_asked_is_refused_when_they_confirm(name):
    hr, _ = switched_on("absences")
    leaver()
    press(hr, "disposal_propose", "absences")
    RetentionSwitch.objects.update(confirmed_by=None, confirmed_at=None)
    argument = "absences" if name == "retention_confirm" else Disposal.objects.get().pk

    answer = signed_in(hr).post(reverse(f"stewardship:{name}", args=[argument]))

    assert answer.status_code == 403
    assert Absence.objects.exists()


def test_hr_holds_one_record_by_staff_number_and_says_why():
    hr = PersonFactory(grants=["hr"])
    plr = PLRFactory(finalised=True)
    browser, person = signed_in(hr), plr.reportee
    found = browser.post(
        reverse("stewardship:holds"), {"staff_number": person.staff_number.lower()}
    )

    made = browser.post(found.url, {"what": f"plr-{plr.pk}", "reason": "A claim was made"})

    hold = LegalHold.objects.get()
    assert (hold.record_kind, hold.record_id, hold.set_by) == ("plr", plr.pk, hr)
    assert "A claim was made" in browser.get(made.url).text


def test_whoever_is_held_sees_neither_the_hold_nor_why():
    held, hr = PersonFactory(grants=["hr"]), PersonFactory(grants=["hr"])
    path = reverse("stewardship:hold_person", args=[held.pk])
    signed_in(hr).post(path, {"what": "everything", "reason": "An inquiry"})
    hold = reverse("stewardship:hold", args=[LegalHold.objects.get().pk])

    seen = [signed_in(one).get(reverse("stewardship:holds")).text for one in (hr, held)]

    assert ["There is no hold" in page for page in seen] == [False, True]
    assert signed_in(held).get(hold).status_code == 404
    assert signed_in(held).get(path).status_code == 404


@pytest.mark.requirement("BURY-13f")
def test_everybody_reads_how_long_each_kind_is_kept_and_that_it_is_off(client):
    switched_on("sign_ins")

    page = client.get(reverse("stewardship:kept")).text

    assert "24 months after the last day of service" in page
    assert page.count("govuk-tag--green") == 1
    assert page.count("govuk-tag--grey") == 10


def test_pages_ask_no_more_for_more_people():
    hr, _ = switched_on("absences", "supervision")
    paths = [reverse("stewardship:retention"), KIND]
    leaver()
    before = [asked(hr, path) for path in paths]
    for number in range(3):
        leaver(f"Lee {number}")

    assert [asked(hr, path) for path in paths] == before
    assert max(before) <= 15


def asked(person: Person, path: str) -> int:
    browser = signed_in(person)
    with CaptureQueriesContext(
        connection,
    ) as questions:
        assert browser.get(path).status_code == 200
    return len(questions)
