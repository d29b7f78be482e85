"""May this person do this to this PLR now? Asked of what one may already see."""

from people.models import Person
from supervision.models import PLR, Action, FeedbackRequest, GeneralMeeting


def manages(person: Person, reportee_id: int) -> bool:
    """Is the reportee's line manager today."""
    return reportee_id in person.reach.reports


def stands_in(person: Person, plr: PLR) -> bool:
    """Was named to lead this one in the line manager's place."""
    return plr.stand_in and plr.led_by_id == person.pk


def leads(person: Person, plr: PLR) -> bool:
    return manages(person, plr.reportee_id) or stands_in(person, plr)


def joins(person: Person, plr: PLR) -> bool:
    """Is to take part as a practice supervisor: sees the date alone (P22-2.7c)."""
    beside = plr.joined_by_id == person.pk and not leads(person, plr)
    return beside and not person.reach.oversees


def sees_others(person: Person) -> bool:
    """The dates of a team, or of a part of the organisation."""
    return bool(person.reach.reports) or person.reach.oversees


def may_plan_for(person: Person, reportee: Person) -> bool:
    return manages(person, reportee.pk)


def may_rearrange(person: Person, plr: PLR) -> bool:
    return manages(person, plr.reportee_id) and plr.state == PLR.State.SCHEDULED


def may_write_self_assessment(person: Person, plr: PLR) -> bool:
    """Its reportee alone, until it is shared (P22-2.13c)."""
    return plr.reportee_id == person.pk and plr.is_open and not plr.is_shared


def may_take_back_self_assessment(person: Person, plr: PLR) -> bool:
    """Until the record is begun."""
    return plr.reportee_id == person.pk and plr.state == PLR.State.SCHEDULED and plr.is_shared


def may_prepare(person: Person, plr: PLR) -> bool:
    return leads(person, plr) and plr.is_open


def may_write_record(person: Person, plr: PLR) -> bool:
    """The manager alone maintains the record (P22-2.13a)."""
    return leads(person, plr) and plr.is_open


def may_finalise(person: Person, plr: PLR) -> bool:
    return leads(person, plr) and plr.state == PLR.State.HELD


def may_answer(person: Person, plr: PLR) -> bool:
    return plr.reportee_id == person.pk and plr.is_final and not plr.answer


def may_settle(person: Person, plr: PLR) -> bool:
    return plr.disagreement_with_id == person.pk and plr.disagreement_settled_at is None


def has_settled(person: Person, plr: PLR) -> bool:
    return plr.disagreement_with_id == person.pk and plr.disagreement_settled_at is not None


def may_amend(person: Person, plr: PLR) -> bool:
    return manages(person, plr.reportee_id) and plr.is_final


def may_take_copy(person: Person, plr: PLR) -> bool:
    """A copy, and the earlier versions: not for whoever was given this one record to read."""
    return not reads_by_grant(person, plr)


def reads_by_grant(person: Person, plr: PLR) -> bool:
    """On no other ground than a dated permission, or by break-glass."""
    beside = manages(person, plr.reportee_id) or may_settle(person, plr) or stands_in(person, plr)
    let_in = is_given(person, plr) or has_opened(person, plr.reportee_id)
    return let_in and not beside and person.pk != plr.reportee_id


def has_opened(person: Person, reportee_id: int) -> bool:
    """By break-glass, for an hour: what is shared or on record, and to be read alone."""
    return reportee_id in person.reach.opened


def may_open_self_assessment(person: Person, plr: PLR) -> bool:
    """Of a PLR at hand what `SelfAssessment.objects.visible_to` says of many."""
    if not person.is_active:
        return False
    stands = stands_in(person, plr) and plr.is_open
    beside = manages(person, plr.reportee_id) or stands or (plr.is_final and is_given(person, plr))
    others = beside or has_opened(person, plr.reportee_id)
    return plr.reportee_id == person.pk or (plr.is_shared and others)


def may_open_record(person: Person, plr: PLR) -> bool:
    """Of a PLR at hand what `Record.objects.visible_to` says of many."""
    if not person.is_active:
        return False
    if not plr.is_final:
        return leads(person, plr)
    beside = may_settle(person, plr) or is_given(person, plr)
    beside = beside or has_opened(person, plr.reportee_id)
    return plr.reportee_id == person.pk or manages(person, plr.reportee_id) or beside


def is_given(person: Person, plr: PLR) -> bool:
    """This one record was given to them to read, for some days."""
    return plr.pk in person.reach.records_to_read("plr")


def may_see_feedback(person: Person, plr: PLR) -> bool:
    """That somebody was asked: whoever leads the PLR, and its reportee."""
    stood_in = stands_in(person, plr) and plr.is_open
    return manages(person, plr.reportee_id) or stood_in or plr.reportee_id == person.pk


def may_ask_for_feedback(person: Person, plr: PLR) -> bool:
    return plr.is_open and may_see_feedback(person, plr)


def may_ask_for_contribution(person: Person, plr: PLR) -> bool:
    return plr.is_open and leads(person, plr)


def may_open_request(person: Person, request: FeedbackRequest) -> bool:
    """With its question and whom it asks: whoever leads the PLR, a reportee who asked it."""
    if request.plr.reportee_id == person.pk:
        return request.asked_by_id == person.pk
    return may_see_feedback(person, request.plr)


def may_read_self_regulation(by: Person, person: Person) -> bool:
    """The family court adviser and their line manager: it rests on grades.

    And whoever opened their records by break-glass.
    """
    return by.pk == person.pk or manages(by, person.pk) or has_opened(by, person.pk)


def may_decide_self_regulation(by: Person, person: Person) -> bool:
    return manages(by, person.pk)


def may_work_on(person: Person, action: Action) -> bool:
    """The person whose plan it is, whoever has to do it, and the line manager."""
    return person.pk in (action.person_id, action.owner_id) or manages(person, action.person_id)


def may_close(person: Person, action: Action) -> bool:
    return may_work_on(person, action) and action.state == Action.State.OPEN


def meets(person: Person) -> frozenset[int]:
    """With whom somebody holds general meetings: those they lead, or supervise in practice."""
    return person.reach.reports | person.reach.supervised


def may_meet(by: Person, person: Person) -> bool:
    return person.pk in meets(by)


def may_follow_up(by: Person, meeting: GeneralMeeting) -> bool:
    """Whoever recorded it, once, where they set themself a day."""
    waits = meeting.follow_up_on is not None and meeting.followed_up_on is None
    return meeting.recorded_by_id == by.pk and waits


def may_take_up(by: Person, meeting: GeneralMeeting) -> bool:
    """A meeting that was loaded unfinished; a session is entered once for the whole group."""
    return meeting.recorded_by_id == by.pk and not meeting.is_final and not meeting.is_group


def may_amend_meeting(by: Person, meeting: GeneralMeeting) -> bool:
    own = meeting.person_id == by.pk
    return meeting.recorded_by_id == by.pk and meeting.is_final and not own
