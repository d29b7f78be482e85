"""What people with a grant come for, beside their own PLR."""

from dataclasses import dataclass

from django.urls import reverse

from people.models import Grant, Person, Reading
from policy.wording import counted
from qai.access import keeps_themes


@dataclass(frozen=True)
class Duty:
    text: str
    note: str
    url: str


def records_to_sample(person: Person) -> int:
    """Those that are open to the person until they have sent what they found."""
    grounds = [basis for given in person.reach.may_read.values() for basis in given.values()]
    return grounds.count(Reading.Basis.DIP_SAMPLE)


def duties_of(person: Person) -> list[Duty]:
    """One line for each thing that a grant lets a person do."""
    reach, people = person.reach, reverse("people:people")
    duties = []
    if samples := records_to_sample(person):
        text = counted(samples, "record").capitalize() + " to sample"
        duties.append(Duty(text, "Drawn at random", reverse("assurance:home")))
    if reach.has(Grant.Kind.HR):
        duties.append(Duty("People", "Accounts and absences: invite, lock, look up", people))
        addresses = reverse("people:new_addresses")
        duties.append(Duty("Addresses to confirm", "Entered by somebody else", addresses))
    if reach.has(Grant.Kind.SYSTEM_ADMIN):
        duties.append(Duty("People", "Who is invited, who has signed in", people))
        lost = reverse("notices:not_confirmed")
        duties.append(Duty("Messages that were not confirmed", "To send them again", lost))
    if reach.unlimited_grants & {Grant.Kind.HR, Grant.Kind.MIS}:
        note = "Staff and records from a file, with a preview"
        duties.append(Duty("Imports", note, reverse("exchange:imports")))
    if reach.hr_everywhere or reach.hr_units:
        note = "Requests to see what is kept, and how long it is kept"
        duties.append(Duty("Records", note, reverse("stewardship:requests")))
    if Grant.Kind.MIS in reach.unlimited_grants:
        duties.append(Duty("Compliance", "Who is late, by team", reverse("compliance:whole")))
        duties.append(Duty("Samples", "What is drawn at random", reverse("assurance:home")))
    if keeps_themes(person):
        note = "Add, rename, retire"
        duties.append(Duty("The list of themes", note, reverse("qai:themes_kept")))
    return duties
