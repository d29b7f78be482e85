"""Who owes what by when, what is done, what is late, and what is not owed and why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from assurance.models import Draw, Review, Seed
from assurance.queries.holders import Holder, holders
from people.models import Organisation, Person, Posting
from people.queries.units import UnitInTree, all_units, tree_of
from people.rules import book_on
from policy.assuring import ALWAYS, Duty, Owing, duty
from policy.periods import Period, latest, period_of
from policy.rulebook.assurance import Programme
from qai.models import Audit

AREA = "service_area"
PERIODS = {"month": 6, "quarter": 4, "year": 2}
AUDITED_AS = {"case": "cmt", "area": "hop_ad"}
UNDISCUSSED = "No discussion with the adviser is on record."


@dataclass(frozen=True)
class Owed:
    """One task of one period. `note`: what is missing although it is done."""

    duty: Duty
    draw: Draw | None = None
    note: str = ""


@dataclass(frozen=True)
class Row:
    """Who owes it: a person, an area, or (neither) the organisation; one task for each period."""

    programme: Programme
    tasks: Sequence[Owed]
    person: Person | None = None
    area: UnitInTree | None = None

    @property
    def name(self) -> str:
        return str(self.person or self.area or "The organisation")

    @property
    def current(self) -> Owed:
        return self.tasks[-1]


@dataclass
class Ledger:
    """All that was done and owed in the latest periods; the same few queries for any number."""

    on: date
    holders: Mapping[int, Holder] = field(init=False)
    areas: Sequence[UnitInTree] = field(init=False)

    def __post_init__(self) -> None:
        self.book = book_on(self.on)
        self.rules = self.book.assurance
        self.first_day = self.first_day_of(*(one.of for one in self.rules.programmes.values()))
        self.tree = tree_of(all_units())
        self.areas = [unit for unit in self.tree.units.values() if unit.kind == AREA]
        self.holders = holders(self.book, on=self.on, since=self.first_day)
        self._load_draws()
        self._load_audits()
        self._load_reviews()
        started = Organisation.objects.values_list("records_start", flat=True).first()
        self.records_start = started or date.min

    def first_day_of(self, *things: str) -> date:
        """The earliest that is shown of the programmes which look at these things."""
        shown = [one for one in self.rules.programmes.values() if one.of in things]
        return min((self.periods(one)[0].start for one in shown), default=self.on)

    def periods(self, programme: Programme) -> list[Period]:
        return latest(programme.period, self.on, PERIODS[programme.period])

    def _load_draws(self) -> None:
        seeds = Seed.objects.filter(period_start__gte=self.first_day, for_calibration=False)
        self.draws: dict[tuple[str, date, int], Draw] = {}
        self.seeded: set[tuple[str, date, int]] = set()
        self.begun: dict[str, date] = {}
        for seed in seeds.select_related("draw"):
            key = (seed.programme, seed.period_start, seed.person_id)
            self.seeded.add(key)
            first = self.begun.get(seed.programme, seed.period_start)
            self.begun[seed.programme] = min(first, seed.period_start)
            if seed.is_used and seed.draw.handed_back_at is None:
                self.draws[key] = seed.draw

    def _load_audits(self) -> None:
        """Case files by auditor and case, and the first audit of each area and month."""
        there = Posting.objects.filter(
            person=OuterRef("person"), start__lte=OuterRef("completed_on")
        )
        there = there.filter(Q(end=None) | Q(end__gte=OuterRef("completed_on")))
        audits = Audit.objects.finalised().filter(
            source__in=AUDITED_AS.values(), completed_on__gte=self.first_day_of(*AUDITED_AS)
        )
        self.case_done: dict[tuple[int, str], date] = {}
        self.area_done: dict[tuple[int, date], date] = {}
        area_of = self.area_by_unit()
        self.undiscussed: set[tuple[int, date]] = set()
        rows = audits.annotate(unit=Subquery(there.values("unit")[:1])).values_list(
            "source", "auditor_id", "case_reference", "completed_on", "unit", "discussed_on"
        )
        for source, auditor, case, day, unit, discussed in rows.order_by("-completed_on"):
            if source == AUDITED_AS["case"]:
                self.case_done[auditor, case] = day
            elif unit in area_of:
                month = (area_of[unit], period_of("month", day).start)
                self.area_done[month] = day
                (self.undiscussed.discard if discussed else self.undiscussed.add)(month)

    def area_by_unit(self) -> dict[int, int]:
        return {unit: area.pk for area in self.areas for unit in self.tree.with_all_below(area.pk)}

    def _load_reviews(self) -> None:
        self.reviewed: dict[tuple[str, int | None], list[date]] = defaultdict(list)
        done = Review.objects.filter(finished_on__gte=self.first_day)
        for programme, area, day in done.values_list("programme", "area_id", "finished_on"):
            if day:
                self.reviewed[programme, area].append(day)

    def rows(self) -> Iterator[Row]:
        """Of every programme, who owed anything in the periods shown."""
        for programme in self.rules.programmes.values():
            yield from self.rows_of(programme)

    def rows_of(self, programme: Programme) -> Iterator[Row]:
        if programme.owed_by == "organisation":
            yield Row(programme, self.tasks(programme))
        elif programme.owed_by == "area":
            for area in self.areas:
                yield Row(programme, self.tasks(programme, area=area), area=area)
        else:
            for holder in sorted(self.holders.values(), key=lambda one: one.person.name):
                if holder.held(programme):
                    tasks = self.tasks(programme, holder=holder)
                    yield Row(programme, tasks, person=holder.person)

    def tasks(
        self, programme: Programme, *, holder: Holder | None = None, area: UnitInTree | None = None
    ) -> list[Owed]:
        shown = [period for period in self.periods(programme) if self.is_shown(programme, period)]
        return [self.task(programme, period, holder, area) for period in shown]

    def is_shown(self, programme: Programme, period: Period) -> bool:
        """Nothing was owed before the system kept it."""
        begun = self.begun.get(programme.key, self.periods(programme)[-1].start)
        since = begun if programme.is_drawn else self.records_start
        return period.end >= since

    def task(
        self, programme: Programme, period: Period, holder: Holder | None, area: UnitInTree | None
    ) -> Owed:
        draw = self.draws.get((programme.key, period.start, holder.person.pk)) if holder else None
        found = duty(
            self.owing(programme, period, holder),
            period,
            done_on=self.done_on(programme, period, draw, area),
            on=self.on,
            least_months=self.rules.least_months,
        )
        undiscussed = area is not None and (area.pk, period.start) in self.undiscussed
        return Owed(found, draw, UNDISCUSSED if undiscussed and programme.of == "area" else "")

    def owing(self, programme: Programme, period: Period, holder: Holder | None) -> Owing:
        if holder is None:
            return ALWAYS
        key = (programme.key, period.start, holder.person.pk)
        given = programme.of in ("plr", "audit")
        empty = given and key in self.seeded and key not in self.draws
        return Owing(holder.held(programme), holder.away, nothing_there=empty)

    def done_on(
        self, programme: Programme, period: Period, draw: Draw | None, area: UnitInTree | None
    ) -> date | None:
        match programme.of:
            case "area":
                return self.area_done.get((area.pk, period.start)) if area else None
            case "review":
                days = self.reviewed[programme.key, area.pk if area else None]
                return min((day for day in days if day in period), default=None)
            case "case":
                return self.case_done.get((draw.sampler_id, draw.record)) if draw else None
            case _:
                return draw.sent_on if draw else None


def owing_now(programme: Programme, ledger: Ledger) -> Iterator[tuple[Holder, Owed]]:
    """Who owes a draw of this programme in the period of the day, and has not done it."""
    for holder in ledger.holders.values():
        if not holder.held(programme):
            continue
        current = ledger.task(programme, ledger.periods(programme)[-1], holder, None)
        if current.duty.status == "due":
            yield holder, current
