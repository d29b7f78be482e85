"""A kind of record that is to be switched on, a list that waits, and a hold: all by another HR."""

from datetime import date

from django.db.models import Model

from people.models import Grant, Person
from stewardship.models import Disposal, LegalHold, LegalHoldReason, RetentionSwitch
from tests.factories import PersonFactory

KIND = "absences"
OF_A_KIND = {
    "stewardship:retention_kind",
    "stewardship:retention_ask",
    "stewardship:retention_confirm",
    "stewardship:retention_off",
    "stewardship:disposal_propose",
}
OF_A_LIST = {
    "stewardship:disposal",
    "stewardship:disposal_confirm",
    "stewardship:disposal_withdraw",
}
OF_A_HOLD = {"stewardship:hold", "stewardship:hold_end"}


def colleague() -> Person:
    number = "another-hr"
    found = Person.objects.filter(staff_number=number).first()
    return found or PersonFactory(staff_number=number, grants=[Grant.Kind.HR])


def to_switch_on() -> str:
    RetentionSwitch.objects.get_or_create(kind=KIND, defaults={"asked_by": colleague()})
    return KIND


def waiting_list() -> Model:
    facts = {"until": date(2024, 1, 31), "rule": "24 months", "proposed_by": colleague()}
    return Disposal.objects.get_or_create(kind=KIND, defaults=facts)[0]


def held(person: Person) -> Model:
    hold, _ = LegalHold.objects.get_or_create(person=person, defaults={"set_by": colleague()})
    LegalHoldReason.objects.get_or_create(hold=hold, defaults={"text": "A claim"})
    return hold


def arguments_of(name: str, person: Person) -> list[int | str]:
    """Nothing for an address that is none of ours."""
    if name in OF_A_KIND:
        return [to_switch_on()]
    if name in OF_A_LIST:
        return [waiting_list().pk]
    return [held(person).pk] if name in OF_A_HOLD else []
