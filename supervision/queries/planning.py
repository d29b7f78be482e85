from datetime import date, timedelta

from django.db.models import Q

from people.models import Person, Posting, PracticeSupervision, ReportingLine
from policy import cadence
from policy.cadence import Circumstances, PlannedDate
from policy.calendar import day_off
from policy.wording import spoken
from supervision.models import PLR, Record, SelfAssessment
from supervision.queries.circumstances import circumstances, latest_intervals, support_needed
from supervision.queries.preparing import was_away
from supervision.rules import NO_POST, Leader, Rules
from supervision.stages import self_assessment_due


def may_read_contents(plr: PLR, person: Person) -> bool:
    """Whether there is a finalised record that the person may open."""
    return plr.is_final and Record.objects.visible_to(person).filter(pk=plr.pk).exists()


def may_read_self_assessment(plr: PLR, person: Person) -> bool:
    """Whether there is one that can be read and no longer written."""
    if plr.is_open and not plr.is_shared:
        return False
    written = SelfAssessment.objects.visible_to(person).exclude(body={})
    return written.filter(pk=plr.pk).exists()


def leaders_for(*, manager: Person, rules: Rules, on: date) -> list[Leader]:
    """The line manager first; then those beside and above who may lead this role (AMB-18)."""
    near, above = Q(person=manager), manager.reach.manager_id
    if above:
        beside = ReportingLine.objects.current(on).filter(manager=above)
        near |= Q(person=above) | Q(person__in=beside.values("person"))
    posts = Posting.objects.current(on).filter(near)
    leaders = [
        Leader(post.person, rules.book.may_lead(rules.role, post.role))
        for post in posts.select_related("person")
        if post.person.is_active
    ]
    own = [leader for leader in leaders if leader.person == manager]
    others = [one for one in leaders if one.person != manager and not one.leading.refused]
    return [*(own or [Leader(manager, NO_POST)]), *sorted(others, key=lambda one: one.person.name)]


def may_join(reportee: Person, *, on: date) -> list[Person]:
    """The practice supervisors of today (P22-2.7c)."""
    ties = PracticeSupervision.objects.current(on).filter(person=reportee)
    people = Person.objects.in_service(on).filter(pk__in=ties.values("supervisor"))
    return list(people)


def open_plrs_of(reportee: Person) -> list[PLR]:
    """Those that are planned or being written up, next first."""
    return list(PLR.objects.open().filter(reportee=reportee).order_by("planned_for"))


def remarks_on_day(plr: PLR, *, today: date) -> list[str]:
    """What to think of on the planned day: a day off, an absence, too little time to prepare."""
    day, remarks = plr.planned_for, []
    if off := day_off(day):
        remarks.append(f"{spoken(day)} is {off}.")
    if was_away(plr.reportee_id, on=day):
        remarks.append(f"{plr.reportee} is away on {spoken(day)}.")
    due = self_assessment_due(plr)
    if due < today and not plr.is_shared:
        remarks.append(f"The self-assessment would be due on {spoken(due)}, which is past.")
    return remarks


def is_next_planned(plr: PLR) -> bool:
    """Whether the reportee has another PLR planned or being written up."""
    return PLR.objects.open().filter(reportee=plr.reportee_id).exists()


def propose_date(reportee: Person, *, manager: Person, rules: Rules, today: date) -> PlannedDate:
    """The day to offer: in time, a working day, nobody away, no other PLR of the manager."""
    return cadence.propose(
        circumstances_of(reportee, rules=rules, today=today),
        today=today,
        taken=_days_taken(manager, today),
        book=rules.book,
    )


def circumstances_of(reportee: Person, *, rules: Rules, today: date) -> Circumstances:
    people = {reportee.pk: reportee}
    known = circumstances(
        people,
        {reportee.pk: rules.posting},
        agreed=latest_intervals(people),
        needing=support_needed(people),
        today=today,
        book=rules.book,
    )
    return known[reportee.pk]


def _days_taken(manager: Person, today: date) -> set[date]:
    planned = PLR.objects.filter(led_by=manager, state=PLR.State.SCHEDULED)
    soon = planned.filter(planned_for__gte=today - timedelta(days=1))
    return set(soon.values_list("planned_for", flat=True))
