"""From what a record is drawn for one sampler: all that could be, and what could not and why."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from assurance.models import CaseList, Draw
from people.models import Person, Posting, ReportingLine, Unit
from people.reach import Reach
from policy.draws import Candidate, rested
from policy.periods import Period
from policy.rulebook.assurance import Assurance, Programme
from qai.models import Audit
from supervision.models import PLR

HOP_AD = "hop_ad"
SECOND_MARKERS = "second_markers"


@dataclass(frozen=True)
class Found:
    """A record that exists. `reason`: why it cannot be drawn for this sampler; blank if it can.

    `rests`: who is not to be drawn again within a year.
    """

    candidate: Candidate
    about: int
    answerable: int | None
    rests: int
    reason: str = ""


@dataclass(frozen=True)
class Ground:
    """In which post, or with which permission, somebody samples, and in which units (none: all)."""

    role: str = ""
    unit_id: int | None = None
    permission: str = ""
    units: frozenset[int] | None = None


@dataclass(frozen=True)
class Frame:
    """`rule`: in plain values, what was looked for."""

    rule: Mapping[str, object]
    there: Mapping[Candidate, Found] = field(default_factory=dict)
    left_out: Collection[Found] = ()


def ground_of(reach: Reach, programme: Programme) -> Ground | None:
    """None for whoever has no task in the programme today."""
    if reach.role in programme.roles and reach.unit_id:
        below = reach.units_of.get("role", frozenset())
        return Ground(role=reach.role or "", unit_id=reach.unit_id, units=below)
    for permission in programme.permissions:
        if permission in reach.grants:
            everywhere = permission in reach.unlimited_grants
            units = None if everywhere else reach.units_of.get(permission, frozenset())
            return Ground(permission=permission, units=units)
    return None


def frame_for(
    sampler: int,
    programme: Programme,
    period: Period,
    *,
    ground: Ground,
    rules: Assurance,
    on: date,
) -> Frame:
    """Whoever was drawn in the last year waits, as long as others remain (AMB-66)."""
    match programme.of:
        case "plr":
            rule, found = plrs(sampler, programme, period, ground, on)
        case "audit":
            rule, found = audits(sampler, programme, period, ground, on)
        case _:
            rule, found = cases(programme, period)
    usable = {one.candidate: one for one in found if not one.reason}
    lately = drawn_lately(programme, on=on, months=rules.same_person_months)
    rests = {candidate: one.rests for candidate, one in usable.items()}
    there, waiting = rested(rests, lately)
    out = [one for one in found if one.reason]
    out += [waits(usable[candidate]) for candidate in waiting]
    rule = {**rule, "same_person_months": rules.same_person_months}
    return Frame(rule, {candidate: usable[candidate] for candidate in there}, out)


def waits(one: Found) -> Found:
    return Found(one.candidate, one.about, one.answerable, one.rests, "drawn_lately")


def drawn_lately(programme: Programme, *, on: date, months: int) -> set[int]:
    """People whose records were drawn, whether the draw stood or not."""
    since = months_before(on, months)
    draws = Draw.objects.filter(of=programme.of, drawn_at__date__gt=since)
    return {one for one in draws.values_list(RESTS[programme.of], flat=True) if one}


RESTS = {"plr": "about_id", "audit": "answerable_id", "case": "about_id"}


def team_of(units: frozenset[int] | None, on: date) -> dict[int, str]:
    """The team today of everybody in the units."""
    posts = Posting.objects.current(on)
    if units is not None:
        posts = posts.filter(unit__in=units)
    return dict(posts.values_list("person_id", "unit__code"))


def plrs(
    sampler: int, programme: Programme, period: Period, ground: Ground, on: date
) -> tuple[dict[str, object], list[Found]]:
    """Finalised ones of the last months; whoever is away may be drawn for what was held before."""
    teams = team_of(ground.units, on)
    since = (
        months_before(on, programme.look_back_months)
        if programme.look_back_months
        else period.start
    )
    held = PLR.objects.filter(
        state=PLR.State.FINALISED, held_on__range=(since, on), reportee__in=teams
    )
    own_line = set(
        ReportingLine.objects.current(on)
        .filter(manager=sampler)
        .values_list("person_id", flat=True)
    )
    columns = ("pk", "reportee_id", "led_by_id", "disagreement_with_id")
    found = [
        Found(
            Candidate(teams[reportee] if programme.stratified else "", str(pk)),
            reportee,
            leader,
            reportee,
            why_not(sampler, reportee, leader, settler, own_line),
        )
        for pk, reportee, leader, settler in held.values_list(*columns)
    ]
    rule: dict[str, object] = {
        "held_from": since.isoformat(),
        "held_to": on.isoformat(),
        "units": codes(ground),
    }
    return rule, found


def why_not(
    sampler: int, reportee: int, leader: int, settler: int | None, own_line: Collection[int]
) -> str:
    if sampler == reportee:
        return "own"
    if sampler in (leader, settler):
        return "had_a_part"
    return "own_line" if reportee in own_line else ""


def audits(
    sampler: int, programme: Programme, period: Period, ground: Ground, on: date
) -> tuple[dict[str, object], list[Found]]:
    """Those of the period in the name of heads of practice and assistant directors (AMB-65)."""
    teams = team_of(ground.units, on)
    done = Audit.objects.finalised().filter(
        source=HOP_AD, completed_on__range=(period.start, on), person__in=teams
    )
    found = [
        Found(
            Candidate(teams[person] if programme.stratified else "", str(pk)),
            person,
            auditor,
            auditor,
            "own" if sampler in (person, auditor) else "",
        )
        for pk, person, auditor in done.values_list("pk", "person_id", "auditor_id")
    ]
    rule: dict[str, object] = {
        "completed_from": period.start.isoformat(),
        "completed_to": on.isoformat(),
        "units": codes(ground),
    }
    return rule, found


def cases(programme: Programme, period: Period) -> tuple[dict[str, object], list[Found]]:
    """The list of management information, without what somebody else has drawn already."""
    lines = CaseList.objects.to_draw_from(programme=programme.key, start=period.start)
    if not lines:
        return {}, []
    numbers = [number for _, _, number in lines]
    staff = Person.objects.filter(staff_number__in=numbers)
    people = dict(staff.values_list("staff_number", "pk"))
    taken = Draw.objects.filter(programme=programme.key, period_start=period.start)
    drawn = set(taken.values_list("record", flat=True))
    found = [
        Found(Candidate("", case), people[number], None, people[number], "drawn" * (case in drawn))
        for _, case, number in lines
    ]
    return {"list": lines[0][0]}, found


def codes(ground: Ground) -> list[str]:
    """None named: the whole organisation."""
    if ground.units is None:
        return []
    return sorted(Unit.objects.filter(pk__in=ground.units).values_list("code", flat=True))


def months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))


def second_markers(
    programme: Programme, one: Found, *, sampler: int, on: date, but: Collection[int] = ()
) -> Iterator[int]:
    """Who has the permission for the whole organisation, and no part in this record."""
    involved = {sampler, one.about, one.answerable, *but}
    lines = ReportingLine.objects.current(on).filter(person=one.about)
    involved |= set(lines.values_list("manager_id", flat=True))
    people = Person.objects.in_service(on).filter(
        Q(grants__end=None) | Q(grants__end__gte=on),
        grants__grant=programme.second_marker,
        grants__unit=None,
        grants__start__lte=on,
        locked_at=None,
    )
    for pk in people.order_by("pk").values_list("pk", flat=True).distinct():
        if pk not in involved:
            yield pk
