"""What the samples show of a part of the organisation, so that no group under five can be seen."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, F, Q, QuerySet

from assurance.access import keeps_programmes
from assurance.models import MarkingFigure
from assurance.queries.owing import AREA
from people.models import Person, Posting
from people.queries.small_groups import FEWEST, is_small
from people.queries.units import UnitInTree, UnitTree, all_units, tree_of, units_overseen_by
from people.rules import book_on
from policy.outliers import Far, far_from_others
from policy.rulebook.assurance import Form
from supervision.models import RecordGrade

YEAR = timedelta(days=365)
LOW = 1.4


@dataclass(frozen=True)
class Share:
    """Of an area: how many of `number`; `shown` unless somebody could be recognised."""

    area: UnitInTree
    number: int
    parts: Mapping[str, int]
    shown: bool


@dataclass(frozen=True)
class Score:
    text: str
    mean: float
    number: int

    @property
    def is_low(self) -> bool:
        return self.mean < LOW


@dataclass
class Report:
    """Of the last twelve months; each part is a few queries, whoever asks."""

    reader: Person
    on: date
    tree: UnitTree = field(init=False)

    def __post_init__(self) -> None:
        self.book = book_on(self.on)
        sees_all = keeps_programmes(self.reader) or self.reader.reach.everywhere
        self.tree = tree_of(all_units()) if sees_all else units_overseen_by(self.reader)
        self.areas = [unit for unit in self.tree.units.values() if unit.kind == AREA]

    @property
    def posts(self) -> QuerySet[Posting]:
        """Of today, in these units."""
        return Posting.objects.current(self.on).filter(unit__in=self.tree.units)

    @cached_property
    def unit_of(self) -> dict[int, int]:
        """Where everybody in these units is posted today."""
        return dict(self.posts.values_list("person_id", "unit_id"))

    @cached_property
    def figures(self) -> Sequence[MarkingFigure]:
        """The first marking of each sample that was sent."""
        sent = MarkingFigure.objects.filter(marking__draw__sent_on__gte=self.on - YEAR)
        related = sent.select_related("marking__draw")
        return [one for one in related if one.marking.draw.about_id in self.unit_of]

    def form(self, key: str) -> Form:
        return self.book.assurance.forms[key]

    def figures_of(self, form: str) -> list[MarkingFigure]:
        programmes = self.book.assurance.programmes
        keys = {key for key, one in programmes.items() if one.form == form}
        return [one for one in self.figures if one.marking.draw.programme in keys]

    def judgements(self, form: str) -> list[Share]:
        """By area, in how many records each judgement was given."""
        by_unit: defaultdict[int, Counter[str]] = defaultdict(Counter)
        people: defaultdict[int, set[int]] = defaultdict(set)
        for one in self.figures_of(form):
            about = one.marking.draw.about_id
            by_unit[self.unit_of[about]][one.judgement] += 1
            people[self.unit_of[about]].add(about)
        return self.shares(by_unit, {unit: len(found) for unit, found in people.items()})

    def shares(self, by_unit: Mapping[int, Counter[str]], sizes: Mapping[int, int]) -> list[Share]:
        """Areas do not overlap and no sum is shown, so each stands for itself."""
        found = []
        for area in self.areas:
            below = self.tree.with_all_below(area.pk)
            parts = sum((by_unit[unit] for unit in below if unit in by_unit), Counter())
            people = sum(sizes.get(unit, 0) for unit in below)
            if parts:
                found.append(Share(area, parts.total(), parts, not is_small(people)))
        return found

    def scores(self, form: str) -> list[Score]:
        """The mean of each question; nothing under five people."""
        figures = self.figures_of(form)
        if len({one.marking.draw.about_id for one in figures}) < FEWEST:
            return []
        found = []
        for question in self.form(form).questions:
            given = [
                score for one in figures if (score := one.scores.get(question.key)) is not None
            ]
            if given:
                found.append(Score(question.text, sum(given) / len(given), len(given)))
        return found

    def overrides(self) -> list[Share]:
        """By area, in how many PLRs another grade was chosen than the proposed one."""
        rows = (
            self.graded_records()
            .exclude(proposed="")
            .values_list("plr__reportee_id")
            .annotate(all=Count("pk"), other=Count("pk", filter=~Q(overall_grade=F("proposed"))))
        )
        by_unit: defaultdict[int, Counter[str]] = defaultdict(Counter)
        sizes: Counter[int] = Counter()
        for reportee, number, other in rows.order_by():
            unit = self.unit_of[reportee]
            by_unit[unit].update({"as_proposed": number - other, "other": other})
            sizes[unit] += 1
        return self.shares(by_unit, sizes)

    def graded_records(self) -> QuerySet[RecordGrade]:
        return RecordGrade.objects.filter(
            plr__held_on__range=(self.on - YEAR, self.on),
            plr__reportee__in=self.posts.values("person"),
        )

    def far_graders(self) -> list[tuple[Person, Far]]:
        """By name: a question to ask, never a ranking. Only those whose facts the reader sees."""
        points = {key: grade.points for key, grade in self.book.grades.items()}
        rows = self.graded_records().values_list("plr__led_by_id", "overall_grade")
        by_grader: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for grader, grade, number in rows.annotate(number=Count("pk")).order_by():
            if grade in points:
                by_grader[grader][points[grade]] += number
        far = far_from_others(by_grader)
        seen = Person.objects.filter(pk__in=far)
        if not keeps_programmes(self.reader):
            seen = seen & Person.objects.visible_to(self.reader)
        return [(person, far[person.pk]) for person in seen.order_by("name")]
