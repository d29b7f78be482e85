"""May this person do this now? Asked of the requests and openings that one may already see."""

from people.models import BreakGlass, Person
from people.reach import Reach
from stewardship.models import AccessRequest


def answers_requests(person: Person) -> bool:
    """HR, of the whole organisation or of a part of it."""
    return person.is_active and is_hr(person.reach)


def is_hr(reach: Reach) -> bool:
    return reach.hr_everywhere or bool(reach.hr_units)


def keeps(by: Person, request: AccessRequest) -> bool:
    """As HR of the person's part of the organisation; never one's own request."""
    reach = by.reach
    covers = reach.hr_everywhere or request.unit_id in reach.hr_units
    return by.is_active and covers and request.person_id != by.pk


def may_take(by: Person, request: AccessRequest) -> bool:
    """Not whoever wrote it down: else one person could read what is kept about anybody, alone."""
    is_free = request.is_open and request.reviewer_id != by.pk
    return keeps(by, request) and is_free and not wrote_down(by, request)


def wrote_down(by: Person, request: AccessRequest) -> bool:
    """As HR, for somebody who asked otherwise than in their account."""
    return request.recorded_by_id == by.pk and request.way != AccessRequest.Way.ACCOUNT


def may_extend(by: Person, request: AccessRequest) -> bool:
    return keeps(by, request) and request.is_open and not request.is_complex


def may_withdraw(by: Person, request: AccessRequest) -> bool:
    """Whoever asked takes it back; HR where it was asked by other means."""
    own = request.person_id == by.pk
    return request.is_open and (own or (keeps(by, request) and request.way != "account"))


def may_review(by: Person, request: AccessRequest) -> bool:
    """The one to whom it was given, while it is looked through. Nobody else in HR."""
    reviewing = request.state == AccessRequest.State.REVIEWING
    return reviewing and request.reviewer_id == by.pk and keeps(by, request)


def breaks_glass(person: Person) -> bool:
    return person.is_active and person.reach.may_break_glass


def may_open_records_of(by: Person, person: Person) -> bool:
    """Not one's own, nor those that one reads as line manager."""
    return breaks_glass(by) and person.pk != by.pk and person.pk not in by.reach.reports


def may_answer_deferral(by: Person, grant: BreakGlass) -> bool:
    """A second person with the permission: neither the reader nor whoever would not be told."""
    third = by.pk not in (grant.reader_id, grant.about_id)
    return breaks_glass(by) and third and grant.waits_for_a_second


def may_open_now(by: Person, grant: BreakGlass) -> bool:
    """What was asked for, once it is answered."""
    ready = not grant.is_opened and not grant.waits_for_a_second
    return breaks_glass(by) and grant.reader_id == by.pk and ready
