from datetime import date, timedelta

from django.db.models import Max
from django.db.models.functions import Coalesce

from people.models import Absence, Person, Posting, PracticeSupervision, ReportingLine
from policy import cadence
from policy.cadence import PlannedDate
from policy.months import Interval, Span
from supervision.models import PLR, AgreedInterval, Record, SelfAssessment
from supervision.rules import NO_POST, Leader, Rules


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
    above = manager.reach.manager_id
    beside = ReportingLine.objects.current(on).filter(manager=above).exclude(person=manager)
    near = [*beside.values_list("person", flat=True), above] if above else []
    posts = Posting.objects.current(on).filter(person__in=[manager.pk, *near])
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


def propose_date(reportee: Person, *, manager: Person, rules: Rules, today: date) -> PlannedDate:
    """The day to offer: in time, a working day, nobody away, no other PLR of the manager."""
    return cadence.propose(
        circumstances_of(reportee, rules=rules, today=today),
        today=today,
        taken=_days_taken(manager, today),
        book=rules.book,
    )


def circumstances_of(reportee: Person, *, rules: Rules, today: date) -> cadence.Circumstances:
    post_started = rules.posting.start
    return cadence.Circumstances(
        role=rules.role,
        post_started=post_started,
        counting_from=max(reportee.joined, post_started),
        last_held_on=_last_held_or_planned(reportee),
        agreed=_agreed(reportee),
        away=_away(reportee, today),
    )


def _last_held_or_planned(reportee: Person) -> date | None:
    """The latest PLR that was held, or is planned: the next one follows it."""
    plrs = PLR.objects.filter(reportee=reportee).exclude(state=PLR.State.CANCELLED)
    return plrs.aggregate(last=Max(Coalesce("held_on", "planned_for")))["last"]


def _agreed(reportee: Person) -> Interval | None:
    latest = AgreedInterval.objects.filter(person=reportee).latest_first().first()
    return latest.interval if latest else None


def _away(reportee: Person, today: date) -> tuple[Span, ...]:
    absences = Absence.objects.filter(person=reportee).exclude(end__lt=today)
    return tuple(Span(absence.start, absence.end) for absence in absences)


def _days_taken(manager: Person, today: date) -> set[date]:
    planned = PLR.objects.filter(led_by=manager, state=PLR.State.SCHEDULED)
    soon = planned.filter(planned_for__gte=today - timedelta(days=1))
    return set(soon.values_list("planned_for", flat=True))
