"""What people with a grant come for, beside their own PLR."""

from dataclasses import dataclass

from django.urls import reverse

from people.models import Grant, Person
from qai.access import keeps_themes


@dataclass(frozen=True)
class Duty:
    text: str
    note: str
    url: str


def duties_of(person: Person) -> list[Duty]:
    """One line for each thing that a grant lets a person do."""
    reach, people = person.reach, reverse("people:people")
    duties = []
    if reach.has(Grant.Kind.HR):
        duties.append(Duty("People, their accounts and absences", "Invite, lock, look up", people))
    if reach.has(Grant.Kind.SYSTEM_ADMIN):
        duties.append(Duty("Accounts", "Who is invited, who has signed in", people))
        lost = reverse("notices:not_confirmed")
        duties.append(Duty("Messages that were not confirmed", "To send them again", lost))
    if reach.has(Grant.Kind.HR) or reach.has(Grant.Kind.MIS):
        duties.append(Duty("Load staff and records", "With a preview", reverse("exchange:imports")))
    if keeps_themes(person):
        note = "Add, rename, retire"
        duties.append(Duty("The list of themes", note, reverse("qai:themes_kept")))
    return duties
