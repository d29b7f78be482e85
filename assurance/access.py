"""Who takes part in the checks on the checkers, and what may be done with a sample now."""

from assurance.models import Draw, Marking
from people.models import Person
from people.rules import book_on
from policy.rulebook.assurance import Programme


def keeps_programmes(person: Person) -> bool:
    """For the whole organisation: plans reviews, calls calibrations, sees who owes what."""
    keepers = book_on(person.reach.on).assurance.keepers
    return person.is_active and bool(person.reach.unlimited_grants & {*keepers})


def gives_cases(person: Person) -> bool:
    """The list from which case files are picked is given by management information alone."""
    return person.is_active and "mis" in person.reach.unlimited_grants


def holds(person: Person, programme: Programme) -> bool:
    """Is today in a post, or has a permission, in which the programme is owed."""
    reach = person.reach
    return reach.role in programme.roles or bool(reach.grants & {*programme.permissions})


def sees_programmes(person: Person) -> bool:
    """Who owes what: whoever owes something, oversees people, or keeps the programmes."""
    if not person.is_active:
        return False
    programmes = book_on(person.reach.on).assurance.programmes.values()
    takes_part = any(holds(person, one) for one in programmes)
    sees_all = keeps_programmes(person) or gives_cases(person)
    return takes_part or person.reach.oversees or sees_all


def sees_reports(person: Person) -> bool:
    """Figures of a part of the organisation: whoever oversees one, or keeps the programmes."""
    return person.is_active and (person.reach.oversees or keeps_programmes(person))


def may_mark(person: Person, marking: Marking) -> bool:
    """Its marker alone, until it is sent, and only while the record is open to them."""
    return marking.marker_id == person.pk and marking.is_waiting and marking.draw.is_open_to(person)


def may_hand_back(person: Person, draw: Draw) -> bool:
    return draw.sampler_id == person.pk and draw.is_open and not draw.is_calibration


def is_asked_to_answer(person: Person, draw: Draw) -> bool:
    """Whoever led the PLR or made the audit, once the sample is sent."""
    return draw.answerable_id == person.pk and draw.sent_on is not None and not draw.is_calibration


def may_answer(person: Person, draw: Draw) -> bool:
    return is_asked_to_answer(person, draw) and not hasattr(draw, "answer")


def may_close_calibration(person: Person, draw: Draw) -> bool:
    return draw.is_calibration and draw.sampler_id == person.pk and draw.is_open
