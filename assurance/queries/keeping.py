"""What is offered to whoever plans reviews, gives case files, or calls a calibration."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from assurance.models import CaseList, Draw, Review, Seed
from assurance.queries.owing import AREA
from people.models import Grant, Person, Posting, Unit
from people.rules import book_on
from policy.periods import period_of
from policy.rulebook.assurance import Programme
from qai.models import Audit

NIS = "nis"


def review_programmes(on: date) -> dict[str, Programme]:
    programmes = book_on(on).assurance.programmes
    return {key: one for key, one in programmes.items() if one.of == "review"}


def needing_area(on: date) -> set[str]:
    return {key for key, one in review_programmes(on).items() if one.owed_by == "area"}


def offers_for(review: Review | None, *, on: date) -> dict[str, Any]:
    """Directors commission; the improvement service and heads of practice review."""
    titles = [(key, one.title) for key, one in review_programmes(on).items()]
    return {
        "programmes": titles,
        "area": Unit.objects.filter(kind=AREA).order_by("name"),
        "commissioned_by": holding(on, roles=["operational_director"], grants=["director"]),
        "reviewers": holding(on, roles=["head_of_practice", "assistant_director"], grants=["nis"]),
        "audits": audits_of(review),
    }


def holding(on: date, *, roles: Collection[str], grants: Collection[str]) -> QuerySet[Person]:
    posts = Posting.objects.current(on).filter(role__in=roles)
    given = Grant.objects.current(on).filter(grant__in=grants)
    either = Q(pk__in=posts.values("person")) | Q(pk__in=given.values("person"))
    return Person.objects.in_service(on).filter(either)


def audits_of(review: Review | None) -> QuerySet[Audit]:
    """Of the improvement service, in the days of the review."""
    if review is None:
        return Audit.objects.none()
    days = (review.starts_on, review.ends_on)
    done = Audit.objects.finalised().filter(source=NIS, completed_on__range=days)
    return done.select_related("person", "auditor")


def case_programme(on: date) -> Programme | None:
    programmes = book_on(on).assurance.programmes.values()
    return next((one for one in programmes if one.of == "case"), None)


def case_list_of(programme: Programme, *, reader: Person, on: date) -> CaseList | None:
    start = period_of(programme.period, on).start
    lists = CaseList.objects.visible_to(reader)
    return lists.filter(programme=programme.key, period_start=start).first()


def is_drawn_from(programme: Programme, *, on: date) -> bool:
    start = period_of(programme.period, on).start
    return Draw.objects.filter(programme=programme.key, period_start=start).exists()


def known_staff(numbers: Collection[str]) -> set[str]:
    found = Person.objects.filter(staff_number__in=numbers)
    return set(found.values_list("staff_number", flat=True))


def marked_programmes(on: date) -> dict[str, Programme]:
    """In which one record can be marked by everybody."""
    programmes = book_on(on).assurance.programmes
    return {key: one for key, one in programmes.items() if one.is_marked}


def announced() -> list[Seed]:
    """Calibrations whose record is not drawn yet."""
    return list(Seed.objects.unused().filter(for_calibration=True).select_related("person"))


def calibrations() -> list[Draw]:
    drawn = Draw.objects.filter(is_calibration=True)
    return list(drawn.select_related("about", "answerable", "sampler")[:20])
