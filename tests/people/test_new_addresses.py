"""Nobody in HR alone gives somebody's account another address, and so signs in as them."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.addresses import ask_for_new_addresses, confirm_new_address
from people.models import AuditEvent, NewAddress, Person
from tests.factories import GrantFactory, PersonFactory, UnitFactory
from tests.visiting import anew, signed_in

pytestmark = pytest.mark.django_db
PAGE = reverse("people:new_addresses")
NEW = "ann.new@example.org"


def hr(**facts):
    return PersonFactory(role="corporate", grants=["hr"], **facts)


@pytest.fixture
def ann():
    return PersonFactory(name="Ann Adviser", email="ann@example.org")


def asked(person, *, by, address=NEW) -> NewAddress:
    wanted = {person.pk: address}
    ask_for_new_addresses(wanted=wanted, by=by, now=timezone.now(), using="default")
    return NewAddress.objects.get(person=person)


def answer(reader, new, answer="confirm"):
    data = {"chosen": [f"{new.pk} {new.address}"], "answer": answer}
    return signed_in(reader).post(PAGE, data, follow=True)


def test_who_entered_it_does_not_confirm_it(ann):
    first = hr()
    new = asked(ann, by=first)

    page = answer(first, new)

    assert "you entered it, so somebody else confirms it" in page.text
    assert anew(ann).email == "ann@example.org"


def test_somebody_else_in_hr_confirms_it_and_the_person_is_told_at_the_address_before(
    ann, on_commit
):
    new, second = asked(ann, by=hr()), hr()

    with on_commit():
        answer(second, new)

    assert anew(ann).email == NEW
    [told] = [message for message in mail.outbox if "was changed" in message.subject]
    assert told.to == ["ann@example.org"]
    assert NEW not in told.subject + told.body
    line = AuditEvent.objects.get(kind="new_address_confirmed")
    assert (line.subject_id, line.actor_id) == (str(ann.pk), second.pk)


def test_until_it_is_confirmed_a_link_for_a_new_password_goes_to_the_address_before(ann, on_commit):
    new = asked(ann, by=hr())

    with on_commit():
        for address in (new.address, ann.email):
            Client().post(reverse("account_reset_password"), {"email": address})

    links = [message.to for message in mail.outbox if "Choose a new" in message.subject]
    assert links == [["ann@example.org"]]


def test_the_person_is_told_at_once_and_others_in_hr_of_the_whole_organisation(ann, on_commit):
    first, second = hr(), hr()
    GrantFactory(person=PersonFactory(), grant="mis")

    with on_commit():
        asked(ann, by=first)

    told = {message.to[0]: message.subject for message in mail.outbox}
    assert told == {
        ann.email: "Another email address was entered for your PLR account",
        second.email: "New email addresses wait to be confirmed in PLR",
    }


def test_the_page_names_both_addresses_who_entered_it_and_when(ann):
    asked(ann, by=hr(name="Hilda Records"))

    page = signed_in(hr()).get(PAGE).text

    assert f"ann@example.org becomes {NEW}" in page
    assert "Entered by Hilda Records" in page


@pytest.mark.parametrize("who", ["first", "second"])
def test_who_entered_it_and_others_refuse_it(ann, who):
    people = {"first": hr(), "second": hr()}
    new = asked(ann, by=people["first"])

    answer(people[who], new, "refuse")

    assert anew(ann).email == "ann@example.org"
    assert not NewAddress.objects.exists()
    assert AuditEvent.objects.get(kind="new_address_refused").actor_id == people[who].pk


def test_nobody_in_hr_answers_about_their_own(ann):
    second = hr()
    new = asked(second, by=hr(), address="second.new@example.org")

    page = answer(second, new)

    assert "second.new@example.org" not in signed_in(second).get(PAGE).text
    assert "not as it was" in page.text
    assert NewAddress.objects.filter(person=second).exists()


def test_hr_of_one_part_answers_about_that_part_alone(ann):
    area = UnitFactory(kind="service_area")
    of_part = PersonFactory(role="corporate")
    GrantFactory(person=of_part, grant="hr", unit=area)
    inside = PersonFactory(unit=UnitFactory(parent=area))

    for person in (ann, inside):
        new = asked(person, by=hr(), address=f"{person.pk}@new.example.org")
        answer(of_part, new)

    assert anew(inside).email == f"{inside.pk}@new.example.org"
    assert anew(ann).email == "ann@example.org"


def test_a_confirmation_of_another_address_than_was_looked_at_does_nothing(ann):
    first, second = hr(), hr()
    looked_at = asked(ann, by=first)
    asked(ann, by=first, address="evil@example.org")

    page = answer(second, looked_at)

    assert "not as it was" in page.text
    assert not confirm_new_address(new=looked_at, by=second)
    assert anew(ann).email == "ann@example.org"


def test_asking_again_for_what_waits_does_not_change_who_asked(ann):
    """Otherwise whoever entered it could have the command say it again, and confirm it."""
    first = hr()
    asked(ann, by=first)

    asked(ann, by=None)

    assert NewAddress.objects.get().asked_by == first


def test_an_address_that_somebody_has_meanwhile_is_not_confirmed(ann):
    new = asked(ann, by=hr())
    PersonFactory(email=NEW)

    page = answer(hr(), new)

    assert "somebody else has that address" in page.text
    assert not confirm_new_address(new=new, by=hr())
    assert anew(ann).email == "ann@example.org"


def test_what_the_command_brought_is_confirmed_by_one_in_hr(ann):
    """The control: the operator is the first of the two."""
    new = asked(ann, by=None)

    page = answer(hr(), new)

    assert "1 new address confirmed" in page.text
    assert anew(ann).email == NEW


def test_many_are_confirmed_at_once():
    first, people = hr(), PersonFactory.create_batch(3)
    for person in people:
        asked(person, by=first, address=f"n{person.email}")
    keys = [f"{person.pk} n{person.email}" for person in people]

    signed_in(hr()).post(PAGE, {"chosen": keys, "answer": "confirm"})

    assert {anew(person).email for person in people} == {f"n{one.email}" for one in people}


def test_the_page_of_the_person_says_to_hr_that_another_address_waits(ann):
    asked(ann, by=hr())
    manager = PersonFactory(role="service_manager")
    path = reverse("people:person", args=[ann.pk])

    assert NEW in signed_in(hr()).get(path).text
    assert NEW not in signed_in(ann).get(path).text
    assert signed_in(manager).get(path).status_code == 404


def test_the_database_refuses_that_somebody_asks_for_themself(ann):
    with pytest.raises(IntegrityError), transaction.atomic():
        NewAddress.objects.create(person=ann, asked_by=ann, address=NEW)

    assert Person.objects.filter(email=NEW).count() == 0
