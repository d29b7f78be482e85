"""How many of a team's full audits its manager does: advice, no measure (S17-A3.15)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from people.models import Person
from people.queries.people import holds
from policy.rulebook import Rulebook
from qai.models import Audit

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Share:
    """Of the full audits for supervision of one manager's people in the last twelve months."""

    manager: str
    by_managers: int
    total: int
    wanted_percent: int

    @property
    def percent(self) -> int:
        return self.by_managers * 100 // self.total

    @property
    def is_short(self) -> bool:
        return self.by_managers * 100 < self.total * self.wanted_percent


def shares_for(reader: Person, *, book: Rulebook, today: date) -> QuerySet[Any]:
    """One row a manager of today; audits count by the auditor's post on the day.

    Of people all of whose audits the reader sees: one's own audits of others' people say nothing.
    """
    seen = Person.objects.facts_open_to(reader, "person") | Q(person__in=reader.reach.supervised)
    audits = Audit.objects.counting().filter(seen, completed_on__gt=today - YEAR)
    audits = audits.exclude(person=reader)
    managing = Q(author_post__role__in=book.qai.manager_share_roles)
    return (
        audits.order_by()
        .annotate(
            line=FilteredRelation("person__lines", condition=holds("person__lines", today)),
            author_post=FilteredRelation(
                "auditor__postings",
                condition=Q(auditor__postings__start__lte=F("completed_on"))
                & (
                    Q(auditor__postings__end=None)
                    | Q(auditor__postings__end__gte=F("completed_on"))
                ),
            ),
        )
        .filter(line__isnull=False)
        .values("line__manager_id", manager=F("line__manager__name"))
        .annotate(total=Count("pk", distinct=True), own=Count("pk", managing, distinct=True))
        .order_by("manager", "line__manager_id")
    )


def in_words(rows: list[dict[str, Any]], book: Rulebook) -> list[Share]:
    wanted = book.qai.manager_share_percent
    return [Share(row["manager"], row["own"], row["total"], wanted) for row in rows]
