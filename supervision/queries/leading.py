"""Who leads a PLR as things stand, and whose PLRs nobody leads."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from people.models import Absence, Person, Posting, PracticeSupervision, ReportingLine
from people.queries import line_manager_of
from supervision.models import PLR


def leader_of(plr: PLR, *, on: date) -> Person:
    """Who leads it as things stand: while it is open, a new line manager takes it over."""
    if plr.stand_in or not plr.is_open:
        return plr.led_by
    return line_manager_of(person_id=plr.reportee_id, on=on) or plr.led_by


def lines_of_reportees(on: date) -> QuerySet[ReportingLine]:
    """For a PLR in a query around it: the line of today to a manager who is still there."""
    lines = ReportingLine.objects.current(on).filter(person=OuterRef("reportee"))
    return lines.filter(manager__in=Person.objects.in_service(on))


def to_pass_on(*, on: date) -> list[PLR]:
    """Planned PLRs that are not with the line manager of today, who is in `manager_now`.

    One whom a stand-in leads stays theirs, as long as they are there.
    """
    with_line = with_manager_now(PLR.objects.filter(state=PLR.State.SCHEDULED), on)
    found = with_line.filter(manager_now__isnull=False).exclude(led_by=F("manager_now"))
    stand_in_is_there = Q(stand_in=True, led_by__in=Person.objects.in_service(on))
    return list(found.exclude(stand_in_is_there).select_related("reportee", "led_by", "joined_by"))


def records_to_take_over(*, on: date) -> list[PLR]:
    """Being written up, begun by somebody who is the line manager no longer."""
    held = with_manager_now(PLR.objects.filter(state=PLR.State.HELD, stand_in=False), on)
    found = held.filter(manager_now__isnull=False).exclude(led_by=F("manager_now"))
    return list(found.select_related("reportee", "led_by"))


def with_manager_now(plrs: QuerySet[PLR], on: date) -> QuerySet[Any]:
    return plrs.annotate(manager_now=Subquery(lines_of_reportees(on).values("manager")[:1]))


def with_settler_now(plrs: QuerySet[PLR], on: date) -> QuerySet[Any]:
    """Annotates `settler_now`: the manager of today's line manager, unless they led the PLR."""
    lines = ReportingLine.objects.current(on)
    manager = lines.filter(person=OuterRef("reportee")).values("manager")[:1]
    above = lines.filter(person=OuterRef("manager_of_record")).exclude(manager=OuterRef("led_by"))
    there = above.filter(manager__in=Person.objects.in_service(on)).values("manager")[:1]
    of_record = Coalesce(Subquery(manager), F("led_by"), output_field=BigIntegerField())
    return plrs.annotate(manager_of_record=of_record, settler_now=Subquery(there))


def settler_of(plr: PLR, *, on: date) -> Person | None:
    """Whom a disagreement about the record goes to."""
    found = with_settler_now(PLR.objects.filter(pk=plr.pk), on).values("settler_now")
    return Person.objects.filter(pk__in=found).first()


def disagreements_to_pass_on(*, on: date) -> dict[PLR, Person | None]:
    """Unsettled, and not with whom they go to today; None: nobody is left to settle it.

    While nobody is above the line manager, whoever was asked before settles it.
    """
    unsettled = PLR.objects.filter(answer=PLR.Answer.DISAGREE, disagreement_settled_at=None)
    elsewhere = Q(settler_now__isnull=False) & (
        Q(disagreement_with=None) | ~Q(disagreement_with=F("settler_now"))
    )
    there = Q(disagreement_with__in=Person.objects.in_service(on))
    gone = Q(settler_now=None, disagreement_with__isnull=False) & ~there
    found = with_settler_now(unsettled, on).filter(elsewhere | gone).select_related("reportee")
    settlers = Person.objects.in_bulk({plr.settler_now for plr in found} - {None})
    return {plr: settlers.get(plr.settler_now) for plr in found}


def to_join_no_longer(*, on: date) -> list[PLR]:
    """Planned, with somebody to join who does not supervise the reportee's practice any more."""
    ties = PracticeSupervision.objects.current(on).filter(
        person=OuterRef("reportee"), supervisor=OuterRef("joined_by")
    )
    there = ties.filter(supervisor__in=Person.objects.in_service(on))
    planned = PLR.objects.filter(state=PLR.State.SCHEDULED, joined_by__isnull=False)
    related = planned.exclude(Exists(there)).select_related("reportee", "led_by", "joined_by")
    return list(related)


def without_leader(on: date) -> Q:
    """A condition on open PLRs: no line manager who is there, on the day of the meeting either."""
    away = Absence.objects.filter(
        Q(end=None) | Q(end__gte=OuterRef(OuterRef("planned_for"))),
        person=OuterRef("manager"),
        start__lte=OuterRef(OuterRef("planned_for")),
    )
    there = Q(state=PLR.State.HELD) & Exists(lines_of_reportees(on))
    on_the_day = Exists(lines_of_reportees(on).exclude(Exists(away)))
    stand_in = Q(stand_in=True, led_by__in=Person.objects.in_service(on))
    return Q(state__in=PLR.OPEN_STATES) & ~(there | on_the_day | stand_in)


def plrs_without_leader(reader: Person, *, on: date) -> QuerySet[PLR]:
    """For the next level and HR. `why`: the manager is `away` or has `left`, or `no_line`."""
    plrs = PLR.objects.visible_to(reader).filter(without_leader(on)).exclude(reportee=reader)
    line = ReportingLine.objects.current(on).filter(person=OuterRef("reportee"))
    why = Case(
        When(Exists(lines_of_reportees(on)), then=Value("away")),
        When(Exists(line), then=Value("left")),
        default=Value("no_line"),
    )
    return plrs.annotate(why=why).select_related("reportee", "led_by").order_by("planned_for", "pk")


def who_could_lead(plrs: Sequence[PLR], reader: Person, *, on: date) -> list[Posting]:
    """The posts of people near: in the parts of the organisation of the reportees, beside and
    above; and the reader. Whom the policy lets lead which PLR is asked afterwards.
    """
    units = Posting.objects.current(on).filter(person__in={plr.reportee_id for plr in plrs})
    own, above = set(), set()
    for unit, parent in units.values_list("unit", "unit__parent"):
        own.add(unit)
        above.add(parent)
    near = Q(unit__in=own | above) | Q(unit__parent__in=above - {None})
    posts = Posting.objects.current(on).filter(near | Q(person=reader))
    there = posts.filter(person__in=Person.objects.in_service(on), person__locked_at=None)
    return list(there.select_related("person").order_by("person__name"))


def to_hand_over(reader: Person, *, on: date) -> Sequence[PLR]:
    """Planned PLRs of one's own team; and, for whoever oversees, those that nobody leads."""
    mine = Q(reportee__in=reader.reach.reports)
    if reader.reach.oversees:
        nobody = PLR.objects.visible_to(reader).filter(without_leader(on))
        mine |= Q(pk__in=nobody.values("pk"))
    planned = PLR.objects.filter(mine, state=PLR.State.SCHEDULED).exclude(reportee=reader)
    return list(planned.select_related("reportee", "led_by", "joined_by").order_by("planned_for"))
